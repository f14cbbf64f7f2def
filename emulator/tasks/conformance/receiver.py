"""A worker for tests: a real HTTP server that writes down what it is sent and answers as it is told."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DISCONNECT = 0


@dataclass(frozen=True)
class Call:
    """One request. `at` is in seconds since 1970; headers are read without regard to case."""

    method: str
    path: str
    headers: Message
    body: bytes
    at: float

    def task_header(self, name: str) -> str | None:
        """The header X-CloudTasks-{name}."""
        return self.headers[f"X-CloudTasks-{name}"]


class Receiver:
    """Answers 200, or what `answer` says for a path; paths below /hold wait for `release`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.calls: list[Call] = []
        self.most_at_once = 0
        self._at_once = 0
        self._answers: dict[str, list[int]] = defaultdict(list)
        self._released = threading.Event()
        self._changed = threading.Condition()

    def answer(self, path: str, *statuses: int) -> str:
        """Answer calls of `path` with these statuses in turn, the last one from then on; the path's address.

        DISCONNECT closes the connection without an answer.
        """
        self._answers[path] = list(statuses)
        return self.url + path

    def release(self) -> None:
        """Let held calls, and those to come, be answered."""
        self._released.set()

    def wait_for(self, count: int, timeout: float = 10.0) -> list[Call]:
        """The calls so far, once there are at least `count`."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.calls) >= count, timeout), f"{len(self.calls)} of {count}"
            return list(self.calls)

    def await_calls(self, count: int, timeout: float) -> None:
        """Wait until there are at least `count` calls, at most so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.calls) >= count, timeout)

    def take(self, call: Call) -> int:
        """Write a call down and say what to answer it."""
        with self._changed:
            self.calls.append(call)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()
        if call.path.startswith("/hold"):
            self._released.wait(20)
        with self._changed:
            self._at_once -= 1
            script = self._answers[call.path]
            return script.pop(0) if len(script) > 1 else (script or [200])[0]


class _Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = False
    receiver: Receiver


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20  # a request that promises more than it sends fails its test, and no more
    server: _Server

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.server.receiver.take(Call(self.command, self.path, self.headers, body, time.time()))
        if status == DISCONNECT:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Location", f"{self.server.receiver.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _handle  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Not to the terminal."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver on a free port, stopped and released at the end."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield server.receiver
        finally:
            server.receiver.release()
            server.shutdown()
            thread.join()
