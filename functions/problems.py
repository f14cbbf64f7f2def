"""Errors as RFC 9457 problem documents: a stable `code`, a sentence a person can act on, no stack trace."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Response


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """A problem document; `more` adds members such as `task_id` or `document_id`."""
    body = {
        "type": f"urn:phasework:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        **{name: value for name, value in more.items() if value is not None},
    }
    return Response(json.dumps(body), status, mimetype="application/problem+json")
