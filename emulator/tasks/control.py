"""A client of the emulator's test controls. Standard library only."""

from __future__ import annotations

import json
from datetime import UTC, datetime
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
        """Forget every task, remembered name and fault, cut off what is in flight, resume paused queues, let time run.

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

    def now(self) -> datetime:
        """The emulator's time."""
        return self._time("GET", "")

    def freeze(self) -> datetime:
        """Let the emulator's time stand still, at a whole second; what is due is still dispatched. The time."""
        return self._time("POST", "/freeze")

    def advance(self, seconds: float, *, until_idle: bool = False, patience: float = 5.0) -> datetime:
        """Move frozen time on: every task and retry that comes due happens in order, in no real time. The time then.

        After each step the workers' answers are waited for, `patience` real seconds at most; one that does not answer
        runs into its dispatch deadline as time passes. until_idle: stop as soon as no task is left to come.
        """
        words: dict[str, object] = {"seconds": seconds, "until_idle": until_idle, "patience": patience}
        return self._time("POST", "/advance", words, patience=600)

    def run(self) -> datetime:
        """Let time go on by itself again, from where it is. The time."""
        return self._time("POST", "/run")

    def _time(self, method: str, action: str, query: dict[str, object] | None = None, patience: float = 30) -> datetime:
        answer = self._call(method, f"/control/clock{action}", query or {}, patience=patience)
        return datetime.fromtimestamp(answer["now"], UTC)

    def inject(
        self,
        kind: str,
        match: str = "*",
        *,
        times: int | None = 1,
        probability: float = 1.0,
        seconds: float = 0.0,
    ) -> None:
        """Let a fault happen to the next deliveries or calls that `match`; see `emulator.tasks.faults`.

        kind: duplicate, lost_request, lost_response, delay or reorder for deliveries; lost_reply or refused for calls.
        match: a pattern with * and ? for a task's or its queue's name, full or short; for calls, of the RPC's name.
        """
        fault = {"kind": kind, "match": match, "times": times, "probability": probability, "seconds": seconds}
        self._call("POST", "/control/faults", {}, json.dumps(fault).encode())

    def faults(self) -> list[dict[str, Any]]:
        """The faults injected, each with how often it has `happened`."""
        found: list[dict[str, Any]] = self._call("GET", "/control/faults", {})["faults"]
        return found

    def clear_faults(self, seed: int = 0) -> None:
        """No more faults; the chance of those to come begins anew from `seed`."""
        self._call("DELETE", "/control/faults", {"seed": seed})

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
