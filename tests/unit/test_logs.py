"""Logs: one JSON object a line, with what it is about, and without secrets."""

from __future__ import annotations

import json
import logging
import os
import threading
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest

from shared.cloud.logs import Lines, about, fields, hidden
from shared.engine.child import Nursery, Work
from shared.engine.messages import Done

log = logging.getLogger("shared.test")


def said(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]


@pytest.fixture
def lines() -> Any:
    handler = Lines()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False  # the root logger may be configured already
    yield
    log.propagate = True
    log.removeHandler(handler)


@pytest.mark.usefixtures("lines")
def test_a_line_says_what_its_thread_works_on(capfd: pytest.CaptureFixture[str]) -> None:
    with about(job="t1", phase=2):
        with about(attempt=3, phase=4, owner=None):
            thread = threading.Thread(target=copy_context().run, args=(log.warning, "two\nlines"))
            thread.start()
            thread.join()
        log.info("over %d", 1, extra=fields(status=200))
    log.info("nothing")
    first, second, third = said(capfd)
    assert {name: first[name] for name in ("severity", "message", "job", "phase", "attempt")} == {
        "severity": "WARNING", "message": "two\nlines", "job": "t1", "phase": 4, "attempt": 3,
    }  # fmt: skip
    assert "owner" not in first
    assert (second["message"], second["phase"], second["status"]) == ("over 1", 2, 200)
    assert "job" not in third


@pytest.mark.usefixtures("lines")
def test_an_error_comes_with_its_trace_and_without_what_it_quotes(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError("403 GET https://storage.example/o?X-Goog-Signature=abc123&x=1 for ana@example.com")
    except RuntimeError:
        log.exception("it broke")
    (line,) = said(capfd)
    assert line["message"].startswith("it broke\nTraceback")
    assert "X-Goog-Signature=[hidden]&x=1 for [address]" in line["message"]
    assert "abc123" not in line["message"]


@pytest.mark.parametrize(
    "secret",
    [
        "Bearer abcdef123456",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
        "https://x/?key=AIzaSyA-1234567890",
        "AIzaSyA-1234567890abcdef",
        "whsec_0123456789abcdef",
        "ya29.a0AfH6SMBx-12345",
        "upload_id=ABC-123_x",
        "ana.b+c@mail.example.com",
    ],
)
def test_no_secret_is_told(secret: str) -> None:
    told = hidden(f"before {secret} after")
    assert secret not in told
    assert (told[:7], told[-6:]) == ("before ", " after")


def test_what_is_no_secret_stays() -> None:
    told = "job 01JD, phase 3: 12 of 40 @ 5.00 (a key thing), document d-1, https://example.com/a?b=c"
    assert hidden(told) == told


def complain(name: str) -> int:
    logging.getLogger("shared.child").info("read %s", name)
    return os.getpid()


def test_the_child_that_does_a_phase_logs_in_the_same_way(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nursery = Nursery([__name__])
    carried = {"job": "t1", "phase": 2, "attempt": 1}
    with nursery.start(Work(complain, {"name": "a.pdf"}, None, tmp_path, 512, carried)) as pipe:
        pid = pipe.recv().pid
        done = pipe.recv()
    nursery.close()
    assert isinstance(done, Done)
    assert done.output == pid != os.getpid()
    (line,) = said(capfd)
    assert (line["message"], line["severity"]) == ("read a.pdf", "INFO")
    assert {name: line[name] for name in carried} == carried
