"""A real HTTP server that receives webhooks, and answers as a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext


@dataclass
class Got:
    """One request. Header names are lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Receiver:
    """`answers` are used up one by one; the last stays. A number is a status, a function writes what it likes."""

    url: str
    port: int
    answers: list[int | Answering] = field(default_factory=lambda: [200])
    got: list[Got] = field(default_factory=list)
    connections: int = 0

    def wait(self, count: int, seconds: float = 20) -> list[Got]:
        """The requests, once there are so many."""
        deadline = time.monotonic() + seconds
        while len(self.got) < count:
            assert time.monotonic() < deadline, f"{len(self.got)} of {count} came"
            time.sleep(0.02)
        return self.got


@contextmanager
def receiver(host: str = "127.0.0.1", context: SSLContext | None = None) -> Iterator[Receiver]:
    """A server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = server.answers[0] if len(server.answers) == 1 else server.answers.pop(0)
            server.got.append(Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            if not isinstance(answer, int):
                answer(self)
                return
            self.send_response(answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Tests print nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def process_request(self, request: object, address: object) -> None:
            server.connections += 1
            super().process_request(request, address)  # type: ignore[arg-type]

        def handle_error(self, *args: object) -> None:
            """A caller that hangs up is expected."""

    with Server((host, 0), Handler) as listening:
        port = listening.server_address[1]
        if context:
            listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
        server = Receiver(f"{'https' if context else 'http'}://{host}:{port}/hook", port)
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        listening.shutdown()
        thread.join()
