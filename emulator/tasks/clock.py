"""Time as the emulator sees it: the machine's own, or one that stands still until a test advances it."""

from __future__ import annotations

import asyncio
import heapq
import math
import time
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeVar

T = TypeVar("T")
Settle = Callable[[], Awaitable[None]]
_FEW = 100


class Timer:
    """A callback that waits for its time; `cancel` is safe at any time."""

    def __init__(self, callback: Callable[[], object], on_cancel: Callable[[], None]) -> None:
        self.callback = callback
        self.over = False
        self._on_cancel = on_cancel

    def cancel(self) -> None:
        """Never call back."""
        if not self.over:
            self.over = True
            self._on_cancel()


class Clock:
    """Seconds since 1970, and timers on them.

    A frozen clock stands still and its timers with it: only `advance` moves both, from one timer to the next, so that
    what would take a month happens in order and in no time. sleeping: the tasks in `sleep`; late: those whose time in
    `within` is over, and that are about to end.
    """

    def __init__(self) -> None:
        self._offset = 0.0
        self._frozen: float | None = None
        self._timers: list[tuple[float, int, Timer]] = []
        self._numbers = count()
        self._wake: asyncio.TimerHandle | None = None
        self._cancelled = 0
        self._moving = asyncio.Lock()
        self.sleeping: set[asyncio.Task[object]] = set()
        self.late: set[asyncio.Task[object]] = set()

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen is not None

    def now(self) -> float:
        """The time."""
        return time.time() + self._offset if self._frozen is None else self._frozen

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call back in so many seconds of this clock."""
        timer = Timer(callback, self._count_cancelled)
        heapq.heappush(self._timers, (self.now() + seconds, next(self._numbers), timer))
        self._set_wake()
        return timer

    def _count_cancelled(self) -> None:
        # A timer may be cancelled a month before its time would come, so they are not left to wait for it.
        self._cancelled += 1
        if self._cancelled > _FEW and self._cancelled > len(self._timers) // 2:
            self._timers = [entry for entry in self._timers if not entry[2].over]
            heapq.heapify(self._timers)
            self._cancelled = 0

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock. The task is in `sleeping` meanwhile."""
        task, over = _this_task(), asyncio.Event()

        def wake() -> None:
            self.sleeping.discard(task)
            over.set()

        timer = self.call_later(seconds, wake)
        self.sleeping.add(task)
        try:
            await over.wait()
        finally:
            self.sleeping.discard(task)
            timer.cancel()

    async def within(self, seconds: float, work: Awaitable[T]) -> T:
        """The result of `work`. Raises TimeoutError, and cancels it, after so many seconds of this clock."""
        task = _this_task()
        async with asyncio.timeout(None) as scope:

            def end() -> None:
                self.late.add(task)
                scope.reschedule(0)

            timer = self.call_later(seconds, end)
            try:
                return await work
            finally:
                self.late.discard(task)
                timer.cancel()

    def freeze(self) -> None:
        """Stand still from now on, at a whole second."""
        if self._frozen is None:
            self._frozen = float(math.ceil(self.now()))
            self._set_wake()

    def run(self) -> None:
        """Go on by itself again, from the time it has."""
        if self._frozen is not None:
            self._offset = self._frozen - time.time()
            self._frozen = None
            self._set_wake()

    def reset(self) -> None:
        """Back to the machine's time."""
        self._frozen, self._offset = None, 0.0
        self._set_wake()

    async def advance(self, seconds: float, settle: Settle, done: Callable[[], bool] = lambda: False) -> None:
        """Move a frozen clock, timer by timer; after each, `settle` waits for what it set going. Stops when `done`."""
        async with self._moving:
            await settle()
            target = self.now() + seconds
            while self._frozen is not None and not done():
                first = self._first()
                self._frozen = target if first is None else max(self._frozen, min(target, first))
                if first is None or first > target:
                    return
                self._ring()
                await settle()

    def _first(self) -> float | None:
        while self._timers and self._timers[0][2].over:
            heapq.heappop(self._timers)
            self._cancelled -= 1
        return self._timers[0][0] if self._timers else None

    def _ring(self) -> None:
        now = self.now()
        while (first := self._first()) is not None and first <= now:
            timer = heapq.heappop(self._timers)[2]
            timer.over = True
            timer.callback()
        self._set_wake()

    def _set_wake(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        first = self._first()
        if self._frozen is None and first is not None:
            wait = max(0.0, first - self.now())
            self._wake = asyncio.get_running_loop().call_later(wait, self._ring)


def _this_task() -> asyncio.Task[object]:
    task = asyncio.current_task()
    assert task is not None  # for this is called by coroutines only
    return task
