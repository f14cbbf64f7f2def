"""One task in a queue: its message, and what its attempts left behind."""

from __future__ import annotations

from typing import Any

from google.cloud import tasks_v2

from emulator.tasks.outcome import Outcome
from emulator.tasks.retry import RetryPolicy, seconds
from emulator.tasks.validation import set_time

BASIC = int(tasks_v2.Task.View.BASIC)
FULL = int(tasks_v2.Task.View.FULL)
_RETENTION_SECONDS = 31 * 24 * 3600


class Task:
    """A stored task. `message` is the complete `Task` message; times are seconds since 1970.

    executions, previous_status: what the calls so far left behind. in_flight: how many calls are under way, more than
    one only after RunTask.
    """

    def __init__(self, message: Any, number: int, executions: int = 0, previous_status: int | None = None) -> None:
        self.message = message
        self.number = number
        self.in_flight = 0
        self.gone = False
        self.executions = executions
        self.previous_status = previous_status

    @property
    def name(self) -> str:
        """The full resource name."""
        return str(self.message.name)

    @property
    def due(self) -> float:
        """When it is to be dispatched next."""
        return seconds(self.message.schedule_time)

    @property
    def expires(self) -> float:
        """When it is deleted, whatever became of it."""
        return seconds(self.message.create_time) + _RETENTION_SECONDS

    @property
    def retries(self) -> int:
        """How many calls were made before the one in flight."""
        return int(self.message.dispatch_count) - 1

    @property
    def deadline(self) -> float:
        """Seconds the worker has to answer."""
        return seconds(self.message.dispatch_deadline)

    def policy(self, queue_policy: RetryPolicy) -> RetryPolicy:
        """The task's own retry settings if it has any, else its queue's."""
        if self.message.HasField("retry_config"):
            return RetryPolicy.from_proto(self.message.retry_config)
        return queue_policy

    def begin(self, now: float) -> None:
        """An attempt starts: it counts from here, whether or not it is ever answered."""
        self.in_flight += 1
        if not self.message.HasField("first_attempt"):
            set_time(self.message.first_attempt.dispatch_time, now)
        self.message.dispatch_count += 1
        attempt = self.message.last_attempt
        attempt.Clear()
        attempt.schedule_time.CopyFrom(self.message.schedule_time)
        set_time(attempt.dispatch_time, now)

    def end(self, outcome: Outcome, now: float) -> None:
        """The attempt ended. Raises nothing, decides nothing: whether to retry is the queue's business."""
        self.in_flight -= 1
        self.previous_status = outcome.status
        self.executions += outcome.executed
        self.message.response_count += outcome.answered
        attempt = self.message.last_attempt
        set_time(attempt.response_time, now)
        number = outcome.code.value[0]
        attempt.response_status.code = number
        attempt.response_status.message = f"{outcome.code.name}({number}): {outcome.message}"

    def retry_at(self, policy: RetryPolicy, start: float, now: float) -> float | None:
        """When a task whose attempt has just failed is tried again, counted from `start`; None if it is given up."""
        attempts = int(self.message.dispatch_count)
        if policy.gives_up(attempts, now - seconds(self.message.first_attempt.dispatch_time)):
            return None
        return start + policy.backoff(attempts)

    def snapshot(self) -> Task:
        """A copy for a second delivery of the attempt in flight; what becomes of it touches no queue."""
        message = type(self.message)()
        message.CopyFrom(self.message)
        return Task(message, self.number, self.executions, self.previous_status)

    def schedule(self, at: float) -> None:
        """Set the time of the next attempt."""
        set_time(self.message.schedule_time, at)

    def view(self, wanted: int) -> Any:
        """A copy of the message for a response; only the FULL view has the body."""
        copy = type(self.message)()
        copy.CopyFrom(self.message)
        copy.view = FULL if wanted == FULL else BASIC
        if copy.view == BASIC:
            copy.http_request.ClearField("body")
        return copy
