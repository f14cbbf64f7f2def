"""All queues of one emulator: what the API and the test controls both work on."""

from __future__ import annotations

import asyncio
from typing import Any

from emulator.tasks import errors, names
from emulator.tasks.clock import Clock
from emulator.tasks.dispatch import Dispatcher
from emulator.tasks.faults import Faults, FaultyDispatcher
from emulator.tasks.queue import TaskQueue
from emulator.tasks.store import Store
from emulator.tasks.task import Task
from emulator.tasks.tombstones import Tombstones
from emulator.tasks.validation import RUNNING, complete_queue, complete_task

TOMBSTONE_SECONDS = 3600.0
QUEUE_TOMBSTONE_SECONDS = 3 * 24 * 3600.0
_LOOK_AGAIN_SECONDS = 0.01


class Emulator:
    """The queues, by name. Methods raise `ApiError` where the API refuses.

    tombstone_seconds, queue_tombstone_seconds: how long the names of finished tasks and of deleted queues stay taken.
    store: where everything is kept, and found again at the start; by default only in memory.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        tombstone_seconds: float = TOMBSTONE_SECONDS,
        queue_tombstone_seconds: float = QUEUE_TOMBSTONE_SECONDS,
        clock: Clock | None = None,
        store: Store | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.faults = Faults()
        self._store = store or Store()
        self._dispatcher = FaultyDispatcher(dispatcher, self.faults, self.clock)
        self._tombstone_seconds = tombstone_seconds
        self._queues: dict[str, TaskQueue] = {}
        self._deleted = Tombstones(queue_tombstone_seconds, self.clock.now)
        # A deleted queue's attempts still have to be counted and, at a reset, cut off.
        self._closing: list[TaskQueue] = []
        self._changed = asyncio.Event()
        self._restore()

    def _restore(self) -> None:
        for message in self._store.queues():
            self._queues[message.name] = self._new_queue(message)
        for name, until in self._store.names(self.clock.now()):
            queue = self._queues.get(names.split_task(name)[0]) if "/tasks/" in name else None
            (queue.tombstones if queue else self._deleted).restore(name, until)
        for name, queue in self._queues.items():
            queue.restore(self._store.tasks(name))

    def _new_queue(self, message: Any) -> TaskQueue:
        tombstones = Tombstones(self._tombstone_seconds, self.clock.now)
        return TaskQueue(message, self._dispatcher, self.clock, self._store, tombstones, self._notify)

    def create_queue(self, message: Any) -> TaskQueue:
        """Add a queue from a `Queue` message, which is completed in place. It runs at once."""
        names.check_queue(message.name)
        if message.name in self._queues:
            raise errors.queue_exists()
        if self._deleted.remembers(message.name):
            raise errors.queue_existed_recently()
        complete_queue(message)
        message.state = RUNNING
        message.ClearField("purge_time")
        self._store.put_queue(message)
        queue = self._queues[message.name] = self._new_queue(message)
        return queue

    def update_queue(self, message: Any, mask: Any) -> TaskQueue:
        """Change a queue's settings; `mask` (a FieldMask) names the fields, empty means all. Creates it if need be."""
        if names.check_queue(message.name) not in self._queues:
            return self.create_queue(message)
        queue = self._queues[message.name]
        changed = type(message)()
        changed.CopyFrom(queue.message)
        if not mask.paths:
            mask = type(mask)(paths=["rate_limits", "retry_config", "stackdriver_logging_config"])
        try:
            mask.MergeMessage(message, changed, replace_message_field=True)
        except (ValueError, KeyError) as error:
            raise errors.invalid(f"The update mask is not valid: {error}") from error
        _keep_output_only(queue.message, changed)
        complete_queue(changed)
        queue.configure(changed)
        return queue

    def queue(self, name: str) -> TaskQueue:
        """A living queue, or NOT_FOUND."""
        queue = self._queues.get(names.check_queue(name))
        if queue is None:
            raise errors.queue_not_found()
        return queue

    def queues(self) -> list[TaskQueue]:
        """All living queues, by name."""
        return [self._queues[name] for name in sorted(self._queues)]

    def delete_queue(self, name: str) -> None:
        """Drop a queue and all its tasks. Its name cannot be used again soon."""
        queue = self._queues.pop(names.check_queue(name), None)
        if queue is None:
            raise errors.not_found()
        self._store.drop_queue(name, self._deleted.add(name))
        queue.close()
        self._closing = [old for old in self._closing if old.in_flight()] + [queue]

    def create_task(self, parent: str, message: Any) -> Task:
        """Add a `Task` message, which is completed in place, to the queue `parent`."""
        queue = self.queue(parent)
        if message.name:
            named_queue, _ = names.split_task(message.name)
            if named_queue != parent:
                raise errors.invalid(
                    f"The queue name from request ('{parent}') must be the same as "
                    f"the queue name in the named task ('{named_queue}')."
                )
        else:
            message.name = names.new_task(parent)
        complete_task(message, self.clock.now())
        return queue.add(message)

    def task(self, name: str) -> Task:
        """A living task, or NOT_FOUND."""
        queue, _ = names.split_task(name)
        return self.queue(queue).get(name)

    def run_task(self, name: str) -> Task:
        """Dispatch a task now (see `TaskQueue.run`)."""
        queue, _ = names.split_task(name)
        return self.queue(queue).run(name)

    def delete_task(self, name: str) -> None:
        """Drop a task; its name stays remembered."""
        queue, _ = names.split_task(name)
        self.queue(queue).delete(name)

    async def reset(self, queues: bool) -> None:
        """As new: forget all tasks, names and faults, cut off what is in flight, let the clock run in real time.

        Queues stay, resumed; with `queues`, they are dropped too.
        """
        self.faults.clear()
        self.clock.reset()
        await self._cut_off()
        self._store.clear(queues)
        self._closing.clear()
        self._deleted.clear()
        if queues:
            self._queues.clear()
        for queue in self._queues.values():
            queue.start_afresh()
        self._notify()

    async def close(self) -> None:
        """Cut off what is in flight; the store keeps everything for the next start."""
        await self._cut_off()
        self._store.close()

    async def _cut_off(self) -> None:
        everything = self._all_queues()
        for queue in everything:
            # First, so that what others create while the attempts end does not start.
            queue.close()
        await self._dispatcher.cancel()
        await asyncio.gather(*(queue.cancel_attempts() for queue in everything))

    async def wait_idle(self, timeout: float, scheduled: bool) -> bool:
        """Wait until no queue is busy (see `TaskQueue.is_busy`), at most `timeout` seconds; whether it came to that."""
        try:
            async with asyncio.timeout(timeout):
                while self.is_busy(scheduled):
                    await self._next_change()
        except TimeoutError:
            return False
        return True

    async def advance(self, seconds: float, patience: float, until_idle: bool) -> None:
        """Move the frozen clock (see `Clock.advance`), waiting after each step for the workers' answers.

        A worker that has not answered within `patience` real seconds is not waited for any more: time goes on, up to
        its dispatch deadline. `until_idle` stops the clock as soon as no task is left that time could bring.
        """
        given_up: set[asyncio.Task[Any]] = set()

        async def settle() -> None:
            for _ in range(3):
                await asyncio.sleep(0)  # what was set going has to start first
            try:
                async with asyncio.timeout(patience):
                    while self._running() - self.clock.sleeping - (given_up - self.clock.late):
                        await self._next_change()
            except TimeoutError:
                given_up.update(self._running())

        await self.clock.advance(seconds, settle, lambda: until_idle and not self.is_busy(scheduled=True))

    def is_busy(self, scheduled: bool) -> bool:
        """Whether any queue is busy or a delivery under way, those of deleted queues included."""
        return bool(self._dispatcher.extra) or any(queue.is_busy(scheduled) for queue in self._all_queues())

    def in_flight(self) -> list[Task]:
        """All tasks being attempted."""
        return [task for queue in self._all_queues() for task in queue.in_flight()]

    def _running(self) -> set[asyncio.Task[Any]]:
        attempts = {attempt for queue in self._all_queues() for attempt in queue.running()}
        return attempts | self._dispatcher.extra

    def _all_queues(self) -> list[TaskQueue]:
        return [*self._queues.values(), *self._closing]

    def _notify(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _next_change(self) -> None:
        # Second deliveries, and attempts that begin to sleep, tell nobody.
        try:
            async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                await self._changed.wait()
        except TimeoutError:
            return


def _keep_output_only(current: Any, changed: Any) -> None:
    """What UpdateQueue ignores: the name, and fields that only the service sets."""
    changed.name = current.name
    changed.state = current.state
    changed.ClearField("purge_time")
    if current.HasField("purge_time"):
        changed.purge_time.CopyFrom(current.purge_time)
