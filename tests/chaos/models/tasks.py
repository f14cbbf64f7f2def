"""Cloud Tasks as the engine uses it: names and their tombstones, at-least-once, in no order, retries with backoff.

A task lives until a call of it is answered with a 2xx. Its name stays taken for an hour after that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from google.api_core.exceptions import AlreadyExists, NotFound
from google.cloud import tasks_v2

from tests.chaos.models.firestore import Wire, straight

TOMBSTONE_SECONDS = 3600.0
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
Answered = Callable[[bool], None]  # told once how a call went; never, where no answer comes


class Timer(Protocol):
    """A clock in seconds that lets things happen later."""

    now: float

    def at(self, when: float, event: Callable[[], None]) -> None: ...


@dataclass(frozen=True)
class Retry:
    """The queue's backoff in seconds, which doubles."""

    shortest: float = 5.0
    longest: float = 30.0


@dataclass
class Kept:
    """A task of the queue, and how its last attempt stands."""

    task: tasks_v2.Task
    due: float
    deadline: float
    attempts: int = 0
    dispatched_at: float | None = None
    answered_at: float | None = None


class Queue:
    """One queue. `call` makes an attempt: it is given the task and what to tell when an answer comes."""

    def __init__(self, timer: Timer, call: Callable[[tasks_v2.Task, Answered], None], retry: Retry = Retry()) -> None:
        self._timer = timer
        self._call = call
        self._retry = retry
        self.tasks: dict[str, Kept] = {}
        self.tombstones: dict[str, float] = {}
        self.created: set[str] = set()  # the names there ever were

    def create(self, task: tasks_v2.Task) -> tasks_v2.Task:
        """Keep a task. Raises AlreadyExists, also while its name is remembered."""
        if task.name in self.tasks or self.tombstones.get(task.name, 0.0) > self._timer.now:
            raise AlreadyExists(f"The task exists, or did lately: {task.name}")
        at = (task.schedule_time - EPOCH).total_seconds() if task.schedule_time else 0.0
        kept = Kept(task, max(at, self._timer.now), task.dispatch_deadline.total_seconds() or 600.0)
        self.tasks[task.name] = kept
        self.created.add(_short(task.name))
        self._timer.at(kept.due, lambda: self.dispatch(kept))
        return task

    def get(self, name: str) -> tasks_v2.Task:
        """The task as it stands. Raises NotFound."""
        kept = self.tasks.get(name)
        if kept is None:
            raise NotFound(f"There is no task {name}")
        last: dict[str, Any] = {}
        if kept.dispatched_at is not None:
            last["dispatch_time"] = EPOCH + timedelta(seconds=kept.dispatched_at)
        if kept.answered_at is not None:
            last["response_time"] = EPOCH + timedelta(seconds=kept.answered_at)
        return tasks_v2.Task(name=name, dispatch_count=kept.attempts, last_attempt=last)

    def lose(self, name: str) -> None:
        """Forget a task for good; its name stays taken."""
        if self.tasks.pop(name, None):
            self.tombstones[name] = self._timer.now + TOMBSTONE_SECONDS

    def dispatch(self, kept: Kept) -> None:
        """Make an attempt at a task that is still there."""
        if self.tasks.get(kept.task.name) is not kept:
            return
        kept.attempts += 1
        kept.dispatched_at, kept.answered_at = self._timer.now, None
        attempt = kept.attempts
        self._timer.at(self._timer.now + kept.deadline, lambda: self._answered(kept, attempt, False))
        self._call(kept.task, lambda well: self._answered(kept, attempt, well))

    def _answered(self, kept: Kept, attempt: int, well: bool) -> None:
        """The end of an attempt; what comes after its deadline is not heard."""
        if self.tasks.get(kept.task.name) is not kept or kept.attempts != attempt or kept.answered_at is not None:
            return
        kept.answered_at = self._timer.now
        if well:
            self.lose(kept.task.name)
            return
        wait = min(self._retry.longest, self._retry.shortest * 2 ** (attempt - 1))
        self._timer.at(self._timer.now + wait, lambda: self.dispatch(kept))


class TasksClient:
    """As CloudTasksClient, for one process."""

    def __init__(self, queue: Queue, wire: Wire = straight) -> None:
        self._queue = queue
        self._wire = wire

    def create_task(self, *, parent: str, task: tasks_v2.Task) -> tasks_v2.Task:
        return self._wire(f"create task {_short(task.name)}", lambda: self._queue.create(task), writes=True)

    def get_task(self, *, name: str) -> tasks_v2.Task:
        return self._wire(f"get task {_short(name)}", lambda: self._queue.get(name), writes=False)


def _short(name: str) -> str:
    return name.rpartition("/")[2]
