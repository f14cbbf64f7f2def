"""A client of the emulator's test controls. Standard library only."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class NotIdleError(AssertionError):
    """The emulator was still busy when the time was up; `left` says with what."""

    def __init__(self, left: dict[str, Any]) -> None:
        super().__init__(f"still busy: {json.dumps(left)}")
        self.left = left


class TasksControl:
    """Steers an emulator by the address of its HTTP side, such as http://127.0.0.1:9498."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def reset(self, *, queues: bool = False) -> None:
        """Forget every task and remembered name, cut off what is in flight, resume paused queues.

        Queues stay as they are unless `queues` is set, which drops them too.
        """
        self._call("POST", "/control/reset", {"queues": queues})

    def wait_idle(self, timeout: float = 30.0, *, scheduled: bool = False) -> None:
        """Wait until no attempt is in flight and no task is due. Raises `NotIdleError` after `timeout` seconds.

        Tasks scheduled for later, and failed ones waiting for their retry, are waited for only with `scheduled`.
        Tasks of paused queues never are.
        """
        # The emulator answers when the time is up; the margin only guards against one that hangs.
        answer = self._call(
            "POST", "/control/wait-idle", {"timeout": timeout, "scheduled": scheduled}, patience=timeout + 30
        )
        if not answer.pop("idle"):
            raise NotIdleError(answer)

    def token(self, audience: str, email: str) -> str:
        """An OIDC token as the queue would attach it, for `email` calling `audience`."""
        body = json.dumps({"audience": audience, "email": email}).encode()
        return str(self._call("POST", "/control/token", {}, body)["token"])

    def queues(self) -> list[dict[str, Any]]:
        """Every queue with its tasks, as plain data."""
        found: list[dict[str, Any]] = self._call("GET", "/control/tasks", {})["queues"]
        return found

    def _call(
        self, method: str, path: str, query: dict[str, object], body: bytes | None = None, patience: float = 30.0
    ) -> dict[str, Any]:
        words = {name: str(value).lower() for name, value in query.items()}
        request = Request(f"{self.url}{path}?{urlencode(words)}", data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=patience) as response:
            answer: dict[str, Any] = json.load(response)
        return answer
