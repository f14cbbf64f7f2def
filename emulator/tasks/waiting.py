"""The tasks of a queue that wait for their time."""

from __future__ import annotations

import heapq
from itertools import count

from emulator.tasks.task import Task

_FEW = 100


class Waiting:
    """Tasks by the time they are due, the older one first where two are due at once."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, int, Task]] = []
        self._stamps: dict[str, int] = {}
        self._next = count()

    def add(self, task: Task) -> None:
        """Let a task wait until it is due. One that waits already waits for its new time only."""
        stamp = self._stamps[task.name] = next(self._next)
        heapq.heappush(self._heap, (task.due, task.number, stamp, task))

    def remove(self, task: Task) -> None:
        """Wait no more; nothing happens if it did not."""
        self._stamps.pop(task.name, None)
        if len(self._heap) > 2 * len(self._stamps) + _FEW:
            # A task removed long before its time is not kept until then.
            self._heap = [entry for entry in self._heap if self._stamps.get(entry[3].name) == entry[2]]
            heapq.heapify(self._heap)

    def first(self) -> Task | None:
        """The task that is due first."""
        while self._heap:
            _, _, stamp, task = self._heap[0]
            if self._stamps.get(task.name) == stamp:
                return task
            heapq.heappop(self._heap)
        return None

    def clear(self) -> None:
        """Let none wait."""
        self._heap.clear()
        self._stamps.clear()
