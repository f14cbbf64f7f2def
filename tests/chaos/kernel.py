"""Virtual time, and strands that run one at a time: the same seed gives the same run.

A strand is a greenlet that belongs to a process. It gives way only where it waits: for time, for a message, for the
network. Who goes next is decided by virtual time, and between equals by the seed. A process can be killed, which ends
all its strands where they wait, or frozen, which lets them go on later without their noticing.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from random import Random
from typing import Any

from greenlet import getcurrent, greenlet

MOST_STEPS = 400_000


class Killed(BaseException):
    """The process of this strand is dead: whatever the strand still does has no effect."""


class Endless(Exception):
    """A schedule takes more steps than any sensible one: something goes round in circles."""


class Process:
    """Something that can die or freeze. What it started dies with it."""

    def __init__(self, kernel: Kernel, name: str, parent: Process | None = None, skew: float = 0.0) -> None:
        self.kernel = kernel
        self.name = name
        self.skew = skew
        self.alive = parent is None or parent.alive
        self.frozen_until = 0.0
        self.children: list[Process] = []
        self.strands: set[Strand] = set()
        self.at_end: list[Callable[[], None]] = []
        if parent:
            parent.children.append(self)

    def kill(self) -> None:
        """SIGKILL: no strand of it takes another step, nor does any of its children's."""
        if not self.alive:
            return
        self.alive = False
        self.kernel.note(f"{self.name} is killed")
        self.kernel.kills += 1
        self.kernel.dying.append(self)
        for tell in self.at_end:
            tell()
        for child in self.children:
            child.kill()

    def freeze(self, seconds: float) -> None:
        """SIGSTOP, and SIGCONT after so many seconds."""
        self.frozen_until = max(self.frozen_until, self.kernel.now + seconds)
        self.kernel.note(f"{self.name} freezes for {seconds:.0f} s")

    def thaw(self) -> None:
        self.frozen_until = 0.0


class Strand(greenlet):
    """One line of execution in a process."""

    process: Process
    ticket: int
    finished: bool


class Kernel:
    """Runs strands and events in the order of virtual time."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.now = 0.0
        self.steps = 0
        self.kills = 0
        self.dying: list[Process] = []
        self.log: Callable[[str], None] | None = None
        self.ledger: Any = None  # of those whose strands run here
        self._due: list[tuple[float, float, int, Strand | None, Any]] = []
        self._order = itertools.count()
        self._hub = getcurrent()

    def note(self, line: str) -> None:
        """A line of the log, where somebody wants one."""
        if self.log:
            self.log(f"{self.now:10.3f}  {line}")

    def spawn(self, process: Process, function: Callable[..., Any], *given: Any) -> Strand:
        """Begin a strand of a process, now; what it raises, but for being killed, ends the whole run."""
        strand = Strand(self._body, self._hub)
        strand.process, strand.ticket, strand.finished = process, 0, False
        process.strands.add(strand)
        self._push(self.now, strand, (strand.ticket, (function, given)))
        return strand

    def at(self, when: float, event: Callable[[], None]) -> None:
        """Have something happen that belongs to no process: on the network, say."""
        self._push(when, None, event)

    def sleep(self, seconds: float) -> None:
        """Let this strand wait."""
        strand = self.current()
        strand.ticket += 1
        self._push(self.now + seconds, strand, (strand.ticket, None))
        self._give_way(strand)

    def park(self, seconds: float | None = None) -> bool:
        """Let this strand wait until it is woken; False when the time is up first."""
        strand = self.current()
        strand.ticket += 1
        if seconds is not None:
            self._push(self.now + seconds, strand, (strand.ticket, False))
        return bool(self._give_way(strand))

    def wake(self, strand: Strand) -> None:
        """Let a parked strand go on."""
        strand.ticket += 1
        self._push(self.now, strand, (strand.ticket, True))

    def current(self) -> Strand:
        """The strand that runs. Raises Killed where its process is dead."""
        strand = getcurrent()
        assert isinstance(strand, Strand), "only a strand can wait"
        if not strand.process.alive:
            raise Killed
        return strand

    def run(self, until: float = float("inf"), done: Callable[[], bool] = lambda: False) -> None:
        """Go on until that time, or until it is done, or until nothing is left to happen."""
        while not done():
            if not self._due or self._due[0][0] > until:
                self.now = max(self.now, until) if until != float("inf") else self.now
                return
            self.step()

    def step(self) -> None:
        """Let the next thing happen."""
        when, _, _, strand, what = heapq.heappop(self._due)
        self.now = max(self.now, when)
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Endless
        if strand is None:
            what()
        else:
            self._go_on(strand, when, what)
        self.bury()

    def bury(self) -> None:
        """End the strands of those that were killed."""
        while self.dying:
            self._bury(self.dying.pop())

    def _go_on(self, strand: Strand, when: float, what: Any) -> None:
        ticket, value = what
        process = strand.process
        if ticket != strand.ticket or not process.alive:
            return
        if process.frozen_until > when:
            self._push(process.frozen_until, strand, what)
            return
        strand.switch(value)

    def _bury(self, process: Process) -> None:
        for strand in list(process.strands):
            if strand:  # begun, and not at its end
                strand.throw(Killed)
        process.strands.clear()

    def _body(self, given: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
        strand = getcurrent()
        assert isinstance(strand, Strand)
        function, more = given
        try:
            function(*more)
        except Killed:
            pass
        finally:
            strand.finished = True
            strand.process.strands.discard(strand)

    def _give_way(self, strand: Strand) -> Any:
        value = self._hub.switch()
        if not strand.process.alive:
            raise Killed
        return value

    def _push(self, when: float, strand: Strand | None, what: Any) -> None:
        heapq.heappush(self._due, (when, self.rng.random(), next(self._order), strand, what))
