"""One queue: which task is dispatched when.

Nothing runs while nothing is to be done. Whatever may allow a dispatch (a task comes, an attempt ends, the queue is
resumed, the timer fires) calls `_pump`, which starts all that may start now and sets one timer for what may start next.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Callable
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks import errors
from emulator.tasks.bucket import TokenBucket
from emulator.tasks.dispatch import Dispatcher
from emulator.tasks.outcome import Outcome
from emulator.tasks.retry import RetryPolicy
from emulator.tasks.task import Task
from emulator.tasks.tombstones import Tombstones
from emulator.tasks.validation import set_time

_RUNNING = int(tasks_v2.Queue.State.RUNNING)
_PAUSED = int(tasks_v2.Queue.State.PAUSED)
_log = logging.getLogger(__name__)


class TaskQueue:
    """The tasks of one queue and their dispatches.

    message: the complete `Queue` message, kept up to date. clock: seconds since 1970.
    on_change: called after anything that may change whether the queue is idle.
    """

    def __init__(
        self,
        message: Any,
        dispatcher: Dispatcher,
        clock: Callable[[], float],
        tombstones: Tombstones,
        on_change: Callable[[], None],
    ) -> None:
        self.message = message
        self.message.state = _RUNNING
        self.tombstones = tombstones
        self._dispatcher = dispatcher
        self._clock = clock
        self._on_change = on_change
        self._tasks: dict[str, Task] = {}
        self._waiting: list[tuple[float, int, Task]] = []
        self._created = 0
        self._attempts: dict[asyncio.Task[None], Task] = {}
        self._timer: asyncio.TimerHandle | None = None
        self.configure(message)

    def configure(self, message: Any) -> None:
        """Take over new limits and retry settings; they hold from the next dispatch and the next failure on."""
        self.message = message
        self._policy = RetryPolicy.from_proto(message.retry_config)
        self._bucket = TokenBucket(message.rate_limits.max_dispatches_per_second, self._clock())
        self._pump()

    @property
    def is_paused(self) -> bool:
        """Whether a pause keeps it from dispatching."""
        return bool(self.message.state == _PAUSED)

    def add(self, message: Any) -> Task:
        """Queue a complete, named task. Raises ALREADY_EXISTS for a name in use or remembered."""
        if message.name in self._tasks:
            raise errors.task_exists()
        if self.tombstones.remembers(message.name):
            raise errors.task_existed_recently()
        self._created += 1
        task = Task(message, self._created)
        self._tasks[task.name] = task
        self._wait(task)
        # Not at once: the answer to CreateTask shows the task before its first attempt.
        asyncio.get_running_loop().call_soon(self._pump)
        return task

    def get(self, name: str) -> Task:
        """A living task. Raises NOT_FOUND."""
        task = self._tasks.get(name)
        if task is None:
            raise errors.task_gone() if self.tombstones.remembers(name) else errors.not_found()
        return task

    def delete(self, name: str) -> None:
        """Drop a task and its retries. An attempt in flight goes on; its result changes nothing."""
        self._drop(self.get(name))

    def tasks(self) -> list[Task]:
        """All living tasks, oldest first."""
        return list(self._tasks.values())

    def pause(self) -> None:
        """Start no more attempts; those in flight go on."""
        self.message.state = _PAUSED
        self._pump()

    def resume(self) -> None:
        """Dispatch again what is due."""
        self.message.state = _RUNNING
        self._pump()

    def purge(self) -> None:
        """Drop all tasks. Their names stay remembered."""
        set_time(self.message.purge_time, self._clock())
        self.drop_all()

    def drop_all(self) -> None:
        """Drop all tasks and their retries."""
        for task in self.tasks():
            self._drop(task)
        self._waiting.clear()
        self._pump()

    def start_afresh(self) -> None:
        """Forget the tasks, the remembered names and the dispatches that count against the rate; run again."""
        self.drop_all()
        self.tombstones.clear()
        self.message.state = _RUNNING
        self.configure(self.message)

    async def cancel_attempts(self) -> None:
        """Cut the attempts in flight off, and wait until they are gone."""
        attempts = list(self._attempts)
        for attempt in attempts:
            attempt.cancel()
        await asyncio.gather(*attempts, return_exceptions=True)

    def in_flight(self) -> list[Task]:
        """The tasks being attempted, those dropped meanwhile included."""
        return list(self._attempts.values())

    def pending(self) -> list[Task]:
        """The tasks that wait for their time, for a token or for a free place; none while the queue is paused."""
        if self.message.state != _RUNNING:
            return []
        return [task for task in self._tasks.values() if not task.in_flight]

    def is_busy(self, scheduled: bool) -> bool:
        """Whether an attempt is in flight or a task is due; with `scheduled`, also whether one comes due later.

        Tasks of a paused queue do not count: they would be waited for in vain.
        """
        if self._attempts:
            return True
        head = self._head()
        return self.message.state == _RUNNING and head is not None and (scheduled or head.due <= self._clock())

    def _pump(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while (wait := self._wait_for_next()) == 0:
            _, _, task = heapq.heappop(self._waiting)
            self._start(task)
        if wait is not None:
            self._timer = asyncio.get_running_loop().call_later(wait, self._pump)
        self._on_change()

    def _wait_for_next(self) -> float | None:
        """Seconds until the next dispatch; 0 takes its token; None where only an event can bring one."""
        head = self._head()
        limit = self.message.rate_limits.max_concurrent_dispatches
        if head is None or self.message.state != _RUNNING or len(self._attempts) >= limit:
            return None
        now = self._clock()
        if head.due > now:
            return head.due - now
        return 0 if self._bucket.take(now) else max(self._bucket.wait(now), 0.001)

    def _head(self) -> Task | None:
        """The living task that is due first."""
        while self._waiting and self._waiting[0][2].gone:
            heapq.heappop(self._waiting)
        return self._waiting[0][2] if self._waiting else None

    def _wait(self, task: Task) -> None:
        heapq.heappush(self._waiting, (task.due, task.number, task))

    def _start(self, task: Task) -> None:
        task.begin(self._clock())
        attempt = asyncio.create_task(self._attempt(task))
        self._attempts[attempt] = task
        attempt.add_done_callback(self._forget)

    def _forget(self, attempt: asyncio.Task[None]) -> None:
        task = self._attempts.pop(attempt)
        if not attempt.cancelled() and (error := attempt.exception()) is not None:
            _log.error("The attempt of %s broke the emulator", task.name, exc_info=error)
        self._pump()

    async def _attempt(self, task: Task) -> None:
        outcome = await self._dispatcher.send(task)
        if not task.gone:
            self._settle(task, outcome)

    def _settle(self, task: Task, outcome: Outcome) -> None:
        now = self._clock()
        task.end(outcome, now)
        if outcome.succeeded:
            self._drop(task)
            return
        retry_at = task.retry_at(task.policy(self._policy), now)
        if retry_at is None:
            _log.warning("%s is given up: %s", task.name, task.message.last_attempt.response_status.message)
            self._drop(task)
            return
        _log.info("%s failed: %s", task.name, task.message.last_attempt.response_status.message)
        task.schedule(retry_at)
        self._wait(task)

    def _drop(self, task: Task) -> None:
        task.gone = True
        del self._tasks[task.name]
        self.tombstones.add(task.name)
        self._on_change()
