"""JSON answers go compressed to whoever takes them so: a list of 540 products is 785 kB as it is."""

from __future__ import annotations

import gzip

from flask import Request, Response

LEAST = 1024  # bytes; below, compressing saves no packet
LEVEL = 6  # of such a list a few milliseconds; 9 takes three times as long for a few percent


def compressed(request: Request, answer: Response) -> Response:
    """The answer, gzipped where it is JSON, larger than 1 kB, and the request's Accept-Encoding takes gzip."""
    if answer.is_streamed or not answer.is_json or answer.headers.get("Content-Encoding"):
        return answer
    body = answer.get_data()
    if len(body) < LEAST:
        return answer
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        answer.set_data(gzip.compress(body, LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
