"""All queues of one emulator: what the gRPC service and the test controls both work on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from emulator.tasks import errors, names
from emulator.tasks.dispatch import Dispatcher
from emulator.tasks.queue import TaskQueue
from emulator.tasks.task import Task
from emulator.tasks.tombstones import Tombstones
from emulator.tasks.validation import complete_queue, complete_task

TOMBSTONE_SECONDS = 3600.0


class Emulator:
    """The queues, by name. Methods raise `ApiError` where the API refuses.

    tombstone_seconds: how long names of finished tasks and deleted queues are remembered. clock: seconds since 1970.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        tombstone_seconds: float = TOMBSTONE_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._dispatcher = dispatcher
        self._tombstone_seconds = tombstone_seconds
        self._clock = clock
        self._queues: dict[str, TaskQueue] = {}
        self._deleted = Tombstones(tombstone_seconds, clock)
        # A deleted queue's attempts still have to be counted and, at a reset, cut off.
        self._closing: list[TaskQueue] = []
        self._changed = asyncio.Event()

    def create_queue(self, message: Any) -> TaskQueue:
        """Add a queue from a `Queue` message, which is completed in place. It runs at once."""
        names.check_queue(message.name)
        if message.name in self._queues:
            raise errors.queue_exists()
        if self._deleted.remembers(message.name):
            raise errors.queue_existed_recently()
        complete_queue(message)
        message.ClearField("purge_time")
        tombstones = Tombstones(self._tombstone_seconds, self._clock)
        queue = TaskQueue(message, self._dispatcher, self._clock, tombstones, self._notify)
        self._queues[message.name] = queue
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
        queue.drop_all()
        self._closing = [old for old in self._closing if old.in_flight()] + [queue]
        self._deleted.add(name)

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
        complete_task(message, self._clock())
        return queue.add(message)

    def task(self, name: str) -> Task:
        """A living task, or NOT_FOUND."""
        queue, _ = names.split_task(name)
        return self.queue(queue).get(name)

    def delete_task(self, name: str) -> None:
        """Drop a task; its name stays remembered."""
        queue, _ = names.split_task(name)
        self.queue(queue).delete(name)

    async def reset(self, queues: bool) -> None:
        """Forget all tasks and names, cut off what is in flight, resume every queue; with `queues`, drop them too."""
        everything = [*self._queues.values(), *self._closing]
        for queue in everything:
            # Paused, so that what others create while the attempts end does not start.
            queue.pause()
        await asyncio.gather(*(queue.cancel_attempts() for queue in everything))
        for queue in everything:
            queue.start_afresh()
        self._closing.clear()
        self._deleted.clear()
        if queues:
            self._queues.clear()
        self._notify()

    async def wait_idle(self, timeout: float, scheduled: bool) -> bool:
        """Wait until no queue is busy (see `TaskQueue.is_busy`), at most `timeout` seconds; whether it came to that."""
        try:
            async with asyncio.timeout(timeout):
                while self.is_busy(scheduled):
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def is_busy(self, scheduled: bool) -> bool:
        """Whether any queue is busy, deleted ones with attempts in flight included."""
        return any(queue.is_busy(scheduled) for queue in (*self._queues.values(), *self._closing))

    def in_flight(self) -> list[Task]:
        """All tasks being attempted."""
        return [task for queue in (*self._queues.values(), *self._closing) for task in queue.in_flight()]

    def _notify(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _keep_output_only(current: Any, changed: Any) -> None:
    """What UpdateQueue ignores: the name, and fields that only the service sets."""
    changed.name = current.name
    changed.state = current.state
    changed.ClearField("purge_time")
    if current.HasField("purge_time"):
        changed.purge_time.CopyFrom(current.purge_time)
