"""Which answers are compressed, and for whom."""

from __future__ import annotations

import gzip
import json

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from functions.compression import LEAST, compressed

LONG = json.dumps({"name": "Größe " * LEAST})


def asked(accepts: str | None) -> Request:
    headers = {} if accepts is None else {"Accept-Encoding": accepts}
    return Request(EnvironBuilder(headers=headers).get_environ())


@pytest.mark.parametrize("accepts", ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.2", "GZIP", "*"])
@pytest.mark.parametrize("kind", ["application/json", "application/problem+json"])
def test_long_json_is_compressed_for_who_takes_it(accepts: str, kind: str) -> None:
    answer = compressed(asked(accepts), Response(LONG, 422, mimetype=kind, headers={"Vary": "Accept"}))
    assert gzip.decompress(answer.get_data()).decode() == LONG
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.get_data()) < len(LONG) / 10
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert (answer.status_code, answer.mimetype) == (422, kind)


@pytest.mark.parametrize("accepts", [None, "", "identity", "br", "gzip;q=0", "gzip;q=0, *"])
def test_others_get_it_as_it_is_and_caches_know(accepts: str | None) -> None:
    answer = compressed(asked(accepts), Response(LONG, mimetype="application/json"))
    assert answer.get_data(as_text=True) == LONG
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("body", "kind"),
    [("x" * (LEAST - 1), "application/json"), (LONG, "text/csv"), (LONG, "image/png"), ("", "application/json")],
)
def test_short_answers_and_files_stay_as_they_are(body: str, kind: str) -> None:
    answer = compressed(asked("gzip"), Response(body, mimetype=kind))
    assert answer.get_data(as_text=True) == body
    assert not {"Content-Encoding", "Vary"} & set(answer.headers.keys())


def test_what_is_streamed_is_not_read() -> None:
    unread = iter([LONG.encode()])
    answer = compressed(asked("gzip"), Response(unread, mimetype="application/json"))
    assert next(unread) == LONG.encode()
    assert "Content-Encoding" not in answer.headers
