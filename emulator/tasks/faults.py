"""Faults that a test injects: what the real service does to its callers and workers on a bad day, at will.

A delivery (one call of a worker) may suffer:
  duplicate      it is made twice; the second call comes `seconds` after the first, whatever became of the task
  lost_request   the worker never hears of it, and the attempt fails
  lost_response  the worker is called and its answer is lost: the attempt fails, and is repeated
  delay          it starts `seconds` late
  reorder        it starts late by a random time of up to `seconds`, so that later ones overtake it
A call of the API may suffer:
  lost_reply     it takes effect, and the caller is told UNAVAILABLE
  refused        it has no effect, and the caller is told UNAVAILABLE
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from fnmatch import fnmatchcase

from emulator.tasks import names, outcome
from emulator.tasks.clock import Clock
from emulator.tasks.dispatch import Dispatcher
from emulator.tasks.outcome import Outcome
from emulator.tasks.task import Task

DELIVERY_KINDS = ("duplicate", "lost_request", "lost_response", "delay", "reorder")
CALL_KINDS = ("lost_reply", "refused")


@dataclass
class Fault:
    """One kind of fault and whom it meets.

    match: a pattern (with * and ?) for the task's or its queue's full or short name, or for the name of the RPC.
    times: how often it still happens; None is without end. probability: of meeting each one it matches.
    """

    kind: str
    match: str = "*"
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 0.0
    happened: int = 0

    def check(self) -> str | None:
        """What is wrong with it, as a sentence; None if nothing is."""
        if self.kind not in DELIVERY_KINDS + CALL_KINDS:
            return f"kind must be one of {', '.join(DELIVERY_KINDS + CALL_KINDS)}"
        if self.times is not None and self.times < 1:
            return "times must be at least 1, or null for without end"
        if not 0 < self.probability <= 1:
            return "probability must be above 0 and at most 1"
        if self.seconds < 0:
            return "seconds cannot be negative"
        return None


class Faults:
    """The faults injected now. Chance is seeded: the same seed and the same calls give the same faults."""

    def __init__(self) -> None:
        self.active: list[Fault] = []
        self.chance = random.Random("0")

    def clear(self, seed: str = "0") -> None:
        """Behave again; chance begins anew from `seed`."""
        self.active.clear()
        self.chance.seed(seed)

    def meet(self, kinds: tuple[str, ...], *called: str) -> dict[str, Fault]:
        """The faults, by kind, that happen to what goes by these names."""
        met: dict[str, Fault] = {}
        for fault in self.active:
            if fault.kind in kinds and fault.kind not in met and self._meets(fault, called):
                fault.happened += 1
                met[fault.kind] = fault
        return met

    def _meets(self, fault: Fault, called: tuple[str, ...]) -> bool:
        if fault.times is not None and fault.happened >= fault.times:
            return False
        if not any(fnmatchcase(name, fault.match) for name in called):
            return False
        return fault.probability >= 1 or self.chance.random() < fault.probability


class FaultyDispatcher:
    """Sends attempts through another dispatcher and lets happen to them what is injected."""

    def __init__(self, inner: Dispatcher, faults: Faults, clock: Clock) -> None:
        self._inner = inner
        self._faults = faults
        self._clock = clock
        self.extra: set[asyncio.Task[object]] = set()

    async def send(self, task: Task) -> Outcome:
        """See `Dispatcher.send`."""
        queue, _ = names.split_task(task.name)
        met = self._faults.meet(DELIVERY_KINDS, task.name, names.short(task.name), queue, names.short(queue))
        late = met["delay"].seconds if "delay" in met else 0.0
        if "reorder" in met:
            late += self._faults.chance.random() * met["reorder"].seconds
        if late:
            await self._clock.sleep(late)
        if "duplicate" in met:
            self._send_again(task.snapshot(), met["duplicate"].seconds)
        if "lost_request" in met:
            return outcome.unreachable("an injected fault: the request was lost")
        result = await self._inner.send(task)
        return outcome.unreachable("an injected fault: the answer was lost") if "lost_response" in met else result

    def _send_again(self, task: Task, seconds: float) -> None:
        async def send() -> None:
            if seconds:
                await self._clock.sleep(seconds)
            await self._inner.send(task)

        again: asyncio.Task[object] = asyncio.create_task(send())
        self.extra.add(again)
        again.add_done_callback(self.extra.discard)

    async def cancel(self) -> None:
        """Cut second deliveries off, and wait until they are gone."""
        again = list(self.extra)
        for one in again:
            one.cancel()
        await asyncio.gather(*again, return_exceptions=True)
