"""Errors as RFC 9457 problem documents: a stable `code`, a sentence a person can act on, no stack trace."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal

from flask import Response
from pydantic import BaseModel, ConfigDict

from functions.codes import CODES

PROBLEM_JSON = "application/problem+json"


class FieldError(BaseModel):
    """What is wrong with one field of a request."""

    field: str
    message: str


class ProblemDocument(BaseModel):
    """An error. `detail` is a sentence for a person, `code` is stable and for programs."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError] = []
    task_id: str = ""
    document_id: str = ""
    filename: str = ""


class Problem(Exception):
    """Ends a call with a problem document; `code` is one of functions.codes.CODES."""

    def __init__(
        self, code: str, detail: str, more: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.more = more or {}
        self.headers = headers or {}

    def response(self) -> Response:
        answer = problem(CODES[self.code].status, self.code, self.detail, **self.more)
        answer.headers.update(self.headers)
        return answer


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
    return Response(
        json.dumps(body, ensure_ascii=False), status, mimetype=PROBLEM_JSON, headers={"Cache-Control": "no-store"}
    )


def invalid(*faults: FieldError) -> Problem:
    """A 422 that names each wrong field."""
    detail = " ".join(f"“{fault.field}”: {fault.message}" for fault in faults)
    return Problem("invalid_request", detail, {"errors": [fault.model_dump() for fault in faults]})


def field_errors(where: Literal["query", "body", "form"], errors: Sequence[Any]) -> Problem:
    """The same, from errors as pydantic lists them."""
    return invalid(*(FieldError(field=".".join(map(str, e["loc"])) or where, message=_told(e)) for e in errors))


def _told(error: Any) -> str:
    match error["type"]:
        case "missing":
            return "this is missing."
        case "extra_forbidden":
            return "there is no such field; leave it out."
        case "value_error":
            return str(error["ctx"]["error"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:].rstrip('.')}."
