"""One queue: which task is dispatched when.

Nothing runs while nothing is to be done. Whatever may allow a dispatch (a task comes, an attempt ends, the queue is
resumed, the timer fires) calls `_pump`, which starts all that may start now and sets one timer for what may start next.
Every change is in the store before anyone hears of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks import errors
from emulator.tasks.bucket import TokenBucket
from emulator.tasks.clock import Clock, Timer
from emulator.tasks.dispatch import Dispatcher
from emulator.tasks.outcome import Outcome
from emulator.tasks.retry import RetryPolicy
from emulator.tasks.store import Store
from emulator.tasks.task import Task
from emulator.tasks.tombstones import Tombstones
from emulator.tasks.validation import RUNNING, set_time
from emulator.tasks.waiting import Waiting

_PAUSED = int(tasks_v2.Queue.State.PAUSED)
_log = logging.getLogger(__name__)


class TaskQueue:
    """The tasks of one queue and their dispatches.

    message: the complete `Queue` message, kept up to date.
    on_change: called after anything that may change whether the queue is idle.
    """

    def __init__(
        self,
        message: Any,
        dispatcher: Dispatcher,
        clock: Clock,
        store: Store,
        tombstones: Tombstones,
        on_change: Callable[[], None],
    ) -> None:
        self.tombstones = tombstones
        self._dispatcher = dispatcher
        self._clock = clock
        self._store = store
        self._on_change = on_change
        self._tasks: dict[str, Task] = {}
        self._waiting = Waiting()
        self._created = 0
        self._attempts: dict[asyncio.Task[None], Task] = {}
        self._timer: Timer | None = None
        self._closed = False
        self._configure(message)

    def configure(self, message: Any) -> None:
        """Take over new limits and retry settings; they hold from the next dispatch and the next failure on."""
        self._configure(message)
        self._save()
        self._pump()

    def _configure(self, message: Any) -> None:
        self.message = message
        self._policy = RetryPolicy.from_proto(message.retry_config)
        self._bucket = TokenBucket(message.rate_limits.max_dispatches_per_second, self._clock.now())

    def _save(self) -> None:
        self._store.put_queue(self.message)

    def restore(self, tasks: Iterable[Task]) -> None:
        """Take over the tasks of an earlier process, oldest first. What was in flight then is dispatched again."""
        for task in tasks:
            self._created = task.number
            self._tasks[task.name] = task
            self._waiting.add(task)
        asyncio.get_running_loop().call_soon(self._pump)

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
        self._store.put_task(self.message.name, task)
        self._tasks[task.name] = task
        self._waiting.add(task)
        # Not at once: the answer to CreateTask shows the task before its first attempt.
        asyncio.get_running_loop().call_soon(self._pump)
        return task

    def get(self, name: str) -> Task:
        """A living task. Raises NOT_FOUND."""
        task = self._tasks.get(name)
        if task is None:
            raise errors.task_gone() if self.tombstones.remembers(name) else errors.not_found()
        return task

    def run(self, name: str) -> Task:
        """Dispatch a task now, whatever its schedule, the queue's limits and a pause say, even beside itself."""
        task = self.get(name)
        self._waiting.remove(task)
        self._start(task, forced=True)
        self._pump()
        return task

    def delete(self, name: str) -> None:
        """Drop a task and its retries. An attempt in flight goes on; its result changes nothing."""
        self._drop([self.get(name)])

    def tasks(self) -> list[Task]:
        """All living tasks, oldest first."""
        return list(self._tasks.values())

    def pause(self) -> None:
        """Start no more attempts; those in flight go on."""
        self._set_state(_PAUSED)

    def resume(self) -> None:
        """Dispatch again what is due."""
        self._set_state(RUNNING)

    def _set_state(self, state: int) -> None:
        self.message.state = state
        self._save()
        self._pump()

    def purge(self) -> None:
        """Drop all tasks. Their names stay remembered."""
        set_time(self.message.purge_time, self._clock.now())
        self._save()
        self._drop(self.tasks())
        self._pump()

    def close(self) -> None:
        """Dispatch nothing any more, and let go of the tasks without a word to the store."""
        self._closed = True
        for task in self.tasks():
            task.gone = True
        self._tasks.clear()
        self._waiting.clear()
        self._pump()

    def start_afresh(self) -> None:
        """Forget the tasks, the remembered names and the dispatches that count against the rate; run again."""
        self.close()
        self._closed = False
        self.tombstones.clear()
        self.message.state = RUNNING
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

    def running(self) -> set[asyncio.Task[None]]:
        """The attempts in flight."""
        return set(self._attempts)

    def pending(self) -> list[Task]:
        """The tasks that wait for their time, for a token or for a free place; none while the queue is paused."""
        if self.is_paused:
            return []
        return [task for task in self._tasks.values() if not task.in_flight]

    def is_busy(self, scheduled: bool) -> bool:
        """Whether an attempt is in flight or a task is due; with `scheduled`, also whether one comes due later.

        Tasks of a paused queue do not count: they would be waited for in vain.
        """
        if self._attempts:
            return True
        head = self._waiting.first()
        return not self.is_paused and head is not None and (scheduled or head.due <= self._clock.now())

    def _pump(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._closed:
            self._expire()
            while (wait := self._wait_for_next()) == 0:
                self._start_first()
            waits = [wait for wait in (wait, self._wait_for_expiry()) if wait is not None]
            if waits:
                self._timer = self._clock.call_later(min(waits), self._pump)
        self._on_change()

    def _wait_for_next(self) -> float | None:
        """Seconds until the next dispatch; 0 takes its token; None where only an event can bring one."""
        head = self._waiting.first()
        limit = self.message.rate_limits.max_concurrent_dispatches
        if head is None or self.is_paused or len(self._attempts) >= limit:
            return None
        now = self._clock.now()
        if head.due > now:
            return head.due - now
        return 0 if self._bucket.take(now) else max(self._bucket.wait(now), 0.001)

    def _oldest(self) -> Task | None:
        return next(iter(self._tasks.values()), None)

    def _wait_for_expiry(self) -> float | None:
        oldest = self._oldest()
        return None if oldest is None else oldest.expires - self._clock.now()

    def _expire(self) -> None:
        while (oldest := self._oldest()) is not None and oldest.expires <= self._clock.now():
            _log.warning("%s is deleted: it is 31 days old", oldest.name)
            self._drop([oldest])

    def _start_first(self) -> None:
        head = self._waiting.first()
        assert head is not None  # or there would be no next dispatch
        self._waiting.remove(head)
        self._start(head)

    def _start(self, task: Task, forced: bool = False) -> None:
        now = self._clock.now()
        task.begin(now)
        self._store.put_task(self.message.name, task)
        attempt = asyncio.create_task(self._attempt(task, now if forced else None))
        self._attempts[attempt] = task
        attempt.add_done_callback(self._forget)

    def _forget(self, attempt: asyncio.Task[None]) -> None:
        task = self._attempts.pop(attempt)
        if not attempt.cancelled() and (error := attempt.exception()) is not None:
            _log.error("The attempt of %s broke the emulator", task.name, exc_info=error)
        self._pump()

    async def _attempt(self, task: Task, forced_at: float | None) -> None:
        outcome = await self._dispatcher.send(task)
        if not task.gone:
            self._settle(task, outcome, forced_at)

    def _settle(self, task: Task, outcome: Outcome, forced_at: float | None) -> None:
        now = self._clock.now()
        task.end(outcome, now)
        if outcome.succeeded:
            self._drop([task])
            return
        start = now if forced_at is None else forced_at
        retry_at = task.retry_at(task.policy(self._policy), start, now)
        if retry_at is None:
            _log.warning("%s is given up: %s", task.name, task.message.last_attempt.response_status.message)
            self._drop([task])
            return
        _log.info("%s failed: %s", task.name, task.message.last_attempt.response_status.message)
        task.schedule(retry_at)
        self._store.put_task(self.message.name, task)
        self._waiting.add(task)

    def _drop(self, tasks: list[Task]) -> None:
        until = self._clock.now()
        for task in tasks:
            task.gone = True
            del self._tasks[task.name]
            self._waiting.remove(task)
            until = self.tombstones.add(task.name)
        self._store.bury([task.name for task in tasks], until)
        self._on_change()
