"""Logs as Cloud Logging reads them: one JSON object a line, with the job, phase and attempt that it is about.

What a thread works on is named once, by `about(job=…)`; every line that it logs meanwhile carries it. A thread or a
process started by it must be handed `current()` (a process), or be run in a copy of its context (a thread).
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Protocol

from shared.cloud.config import Settings

OURS = ("functions", "shared")
LONGEST = 16_000  # characters of a message: an entry of Cloud Logging holds 256 KB
TRACE = "logging.googleapis.com/trace"

NOTHING: Mapping[str, Any] = MappingProxyType({})
_about: ContextVar[Mapping[str, Any]] = ContextVar("about", default=NOTHING)

SECRETS = (
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"), "[token]"),
    (re.compile(r"(?i)\b(bearer|x-goog-api-key:?)\s+[\w.~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"(?i)\b(x-goog-(?:signature|credential|security-token)|signature|key|access_token|upload_id)=[^&\s\"']+"),
     r"\1=[hidden]"),
    (re.compile(r"\b(whsec_|AIza|ya29\.)[\w.-]{8,}"), r"\1[hidden]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
)  # fmt: skip
"""What no line may show, wherever it came from: a vendor's error may quote the URL it was about."""


class Headers(Protocol):
    """Those of a request, whatever holds them."""

    def get(self, name: str, otherwise: str, /) -> str: ...


@contextmanager
def about(**fields: Any) -> Iterator[None]:
    """Every line that is logged meanwhile carries these fields; those that are None are left out."""
    token = _about.set({**_about.get(), **{name: value for name, value in fields.items() if value is not None}})
    try:
        yield
    finally:
        _about.reset(token)


def also(**fields: Any) -> None:
    """From here to the end of the `about` around this, lines carry these fields too."""
    _about.set({**_about.get(), **fields})


def current() -> dict[str, Any]:
    """What the lines of this thread carry now."""
    return dict(_about.get())


def traced(headers: Headers, settings: Settings) -> dict[str, str]:
    """The trace that a request with these headers belongs to, as a field for `about`; nothing where it has none."""
    found = re.fullmatch(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", headers.get("traceparent", ""))
    return {TRACE: f"projects/{settings.google_cloud_project}/traces/{found[1]}"} if found else {}


def hidden(text: str) -> str:
    """A text without tokens, signatures, keys and addresses."""
    for pattern, shown in SECRETS:
        text = pattern.sub(shown, text)
    return text


class Lines(logging.Handler):
    """Writes to the standard error of the moment: one line a record, in one piece, for processes may share it."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - whoever logs must not fail by it
            self.handleError(record)

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; an error's trace is part of the message, as Error Reporting wants it."""
        message = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            message += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
        line = {
            "severity": record.levelname,
            "message": hidden(message)[:LONGEST],
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "logger": record.name,
            **_about.get(),
            **getattr(record, "fields", {}),
        }
        return json.dumps(line, ensure_ascii=False, default=str)


def configure() -> None:
    """Log in this way from now on: our own lines from INFO, those of packages from WARNING. Again is as once."""
    root = logging.getLogger()
    if not any(isinstance(handler, Lines) for handler in root.handlers):
        root.addHandler(Lines())
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def fields(**given: Any) -> dict[str, Any]:
    """For `extra=` of a log call: more fields of one line."""
    return {"fields": given}
