"""The emulator under test: its official client, a worker it calls, and its time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from google.api_core.exceptions import GoogleAPICallError
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Call, Receiver
from emulator.tasks.control import TasksControl

LOCATION = "projects/conformance/locations/us-central1"
_MARGIN = 0.4
_numbers = count(int(time.time()))


class OutOfReachError(Exception):
    """The rule needs more time to pass than anyone would wait for, and the subject's time cannot be moved."""


class Time(Protocol):
    """The subject's time."""

    def now(self) -> datetime:
        """What the subject takes the time to be."""
        ...

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass."""
        ...

    def of(self, call: Call) -> datetime:
        """When the last call came."""
        ...

    def settle(self, receiver: Receiver, calls: int) -> None:
        """Wait until what is due has been done: until there were so many calls, and then for any too many."""
        ...


class VirtualTime:
    """Time that stands still between two steps, of an emulator with our test controls."""

    def __init__(self, control: TasksControl) -> None:
        self._control = control

    def now(self) -> datetime:
        return self._control.now()

    def advance(self, seconds: float) -> None:
        self._control.advance(seconds, patience=0.2)

    def of(self, call: Call) -> datetime:
        return self.now()  # for it stood still since

    def settle(self, receiver: Receiver, calls: int) -> None:
        receiver.await_calls(calls, 2)
        self._control.advance(0, patience=0.2)


class RealTime:
    """Time that only passes."""

    _LONGEST = 40.0
    _PATIENCE = 4.0
    _QUIET = 0.4

    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        if seconds > self._LONGEST:
            raise OutOfReachError(f"{seconds:g} s would have to pass")
        time.sleep(seconds)

    def of(self, call: Call) -> datetime:
        return datetime.fromtimestamp(call.at, UTC)

    def settle(self, receiver: Receiver, calls: int) -> None:
        receiver.await_calls(calls, self._PATIENCE)
        time.sleep(self._QUIET)


@dataclass
class Subject:
    """One rule's view of an emulator. rest: the base URL of its REST side, if it has one."""

    client: Any
    receiver: Receiver
    time: Time
    rest: str | None

    def now(self) -> datetime:
        """The subject's time."""
        return self.time.now()

    def later(self, seconds: float) -> datetime:
        """A time to come, in the subject's time."""
        return self.now() + timedelta(seconds=seconds)

    def new_name(self) -> str:
        """The name of a queue that never was."""
        return f"{LOCATION}/queues/q-{next(_numbers)}"

    def queue(self, **fields: Any) -> str:
        """Create a queue with these fields of `Queue`; its name."""
        name = self.new_name()
        self.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name, **fields))
        return name

    def retrying(self, seconds: float = 1.0, limits: dict[str, Any] | None = None, **retry: Any) -> str:
        """Create a queue that tries again after so many seconds, each time; its name."""
        backoff = timedelta(seconds=seconds)
        config = {"min_backoff": backoff, "max_backoff": backoff, **retry}
        return self.queue(retry_config=config, rate_limits=limits or {})

    def paused(self) -> str:
        """Create a queue and pause it; its name."""
        name = self.queue()
        self.client.pause_queue(name=name)
        return name

    def task(
        self, queue: str, path: str = "/", task_id: str = "", request: dict[str, Any] | None = None, **fields: Any
    ) -> Any:
        """Create a task that calls `path` of the worker."""
        http_request = {"url": self.receiver.url + path, **(request or {})}
        task = tasks_v2.Task(http_request=http_request, **fields)
        if task_id:
            task.name = f"{queue}/tasks/{task_id}"
        return self.client.create_task(parent=queue, task=task)

    def answers(self, *statuses: int, path: str = "/") -> None:
        """What the worker answers to the calls of a path, in turn; the last one from then on."""
        self.receiver.answer(path, *statuses)

    def expect(self, calls: int) -> list[Call]:
        """Let what is due be done, and see that there were exactly so many calls by now; those calls."""
        self.time.settle(self.receiver, calls)
        made = list(self.receiver.calls)
        assert len(made) == calls, f"{len(made)} calls instead of {calls}"
        return made

    def expect_at(self, *offsets: float) -> list[Call]:
        """See that the calls after the last one come so many seconds after it, give or take a little; all calls."""
        start, calls = self.time.of(self.receiver.calls[-1]), len(self.receiver.calls)
        for offset in offsets:
            early = start + timedelta(seconds=offset - _MARGIN)
            self.time.advance(max(0.0, (early - self.now()).total_seconds()))
            made = len(self.receiver.calls)
            assert made == calls, f"a call came more than {_MARGIN} s before the {offset:g} s it was to come after"
            self.time.advance(2 * _MARGIN)
            calls += 1
            self.expect(calls)
        return list(self.receiver.calls)

    def call(self, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
        """One raw REST call: the HTTP status and the JSON of the answer. Raises ValueError if it is not JSON."""
        assert self.rest, "there is no REST side"
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.rest}/v2/{path}", data, {"Content-Type": "application/json"}, method=verb)
        try:
            with urlopen(request, timeout=10) as response:
                return response.status, json.load(response)
        except HTTPError as error:
            with error:
                return error.code, json.loads(error.read())


@contextmanager
def refused(status: str) -> Iterator[None]:
    """See that the call inside is refused with this google.rpc code."""
    found = "OK"
    try:
        yield
    except GoogleAPICallError as error:
        found = _status(error)
    assert found == status, f"the answer was {found}, not {status}"


def _status(error: GoogleAPICallError) -> str:
    if error.grpc_status_code is not None:
        return str(error.grpc_status_code.name)
    try:
        return str(error.response.json()["error"]["status"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return f"HTTP {error.code}"
