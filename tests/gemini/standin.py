"""A stand-in for the Gemini API: `POST /v1beta/models/{model}:generateContent`, answering as a test says."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request: the SDK's JSON, taken to pieces."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """What the document says, as sent."""
        text: str = self.body["contents"][0]["parts"][0]["text"]
        return text.split("\n\n", 1)[1]

    @property
    def kind(self) -> str:
        """The name of the answer that is asked for."""
        title: str = self.body["generationConfig"]["responseSchema"]["title"]
        return title

    @property
    def pictures(self) -> list[dict[str, str]]:
        return [part["inlineData"] for part in self.body["contents"][0]["parts"] if "inlineData" in part]


@dataclass
class Reply:
    """An HTTP answer. `trickle`: bytes of the body that are sent a quarter of a second apart, before the rest."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: int = 0


def said(answer: Any, finish: str = "STOP") -> Reply:
    """What the model answers, as text or as what becomes JSON."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return Reply(
        body={"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": finish}]}
    )


def failed(status: int, **headers: str) -> Reply:
    body = {"error": {"code": status, "message": "secret detail", "status": "FAILED"}}
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


Answering = Callable[[Asked], Reply]


class GeminiApi:
    """Counts what it is asked; replies with `script` one by one, then as `otherwise` says."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.script: list[Reply] = []
        self.otherwise: Answering = lambda asked: said({})
        self.hung_up = 0  # how often whoever asked has gone before the reply
        self._stopped = threading.Event()
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
                api.asked.append(asked)
                reply = api.script.pop(0) if api.script else api.otherwise(asked)
                if self._waited(reply.delay):
                    self._send(reply)

            def _waited(self, seconds: float) -> bool:
                """False when whoever asked has gone meanwhile."""
                end = time.monotonic() + seconds
                while (left := end - time.monotonic()) > 0 and not api._stopped.is_set():
                    readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
                    if readable and not self.connection.recv(1, socket.MSG_PEEK):
                        api.hung_up += 1
                        self.close_connection = True
                        return False
                return True

            def _send(self, reply: Reply) -> None:
                content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
                try:
                    self.send_response(reply.status)
                    for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    for n in range(reply.trickle):
                        self.wfile.write(content[n : n + 1])
                        api._stopped.wait(0.25)
                    self.wfile.write(content[reply.trickle :])
                except OSError:  # whoever asked has given up
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
