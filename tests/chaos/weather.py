"""What goes wrong in a schedule, and how often: drawn from the seed, a different few faults each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from random import Random
from typing import TypeVar

from google.api_core.exceptions import Aborted, DeadlineExceeded, GoogleAPIError, ServiceUnavailable

from tests.chaos.kernel import Kernel, Killed, Process
from tests.chaos.models.firestore import Wire

T = TypeVar("T")

RARE, SOME, OFTEN = 0.004, 0.02, 0.08
POINTS = (
    "create locks",  # a start
    "update jobs",  # a claim, a heartbeat, a phase recorded
    "pictures/",  # an effect
    "phase-",  # a checkpoint
    "create task",
    *["delete locks"] * 2,  # an end
    *["delete slots"] * 2,  # the same, or a pause
    "copy ",
    *["delete runs"] * 2,
    "response",
)
LATE_SECONDS = 90.0
REPLY_SECONDS = 10.0


@dataclass(frozen=True)
class Weather:
    """Probabilities for each call, delivery or second; `skew` is how far local clocks are off, in seconds."""

    unavailable: float = 0.0  # a call does not reach its server
    aborted: float = 0.0  # a commit is refused though nothing is wrong with it
    lost_reply: float = 0.0  # a write was carried out, and its caller is told that it was not
    resent: float = 0.0  # a reply is lost, and the client's own library sends the call again
    late: float = 0.0  # a call is given up by its caller, and carried out a good while later
    slow: float = 0.0  # a call takes up to a minute
    crash_before: float = 0.0  # the caller dies before its call is carried out
    crash_after: float = 0.0  # the caller dies when its call is carried out
    freeze: float = 0.0  # the caller stops for up to three minutes, and goes on
    delivery_lost: float = 0.0  # a call of the queue reaches nobody, and is not answered
    delivery_doubled: float = 0.0  # a call of the queue arrives twice
    delivery_delayed: float = 0.0  # a call of the queue arrives up to two minutes later
    answer_lost: float = 0.0  # a worker has done what the queue asked, which the queue never hears
    task_lost: float = 0.0  # a task disappears for good
    outage: float = 0.0  # Firestore is away for up to half a minute
    skew: float = 0.0
    point: str = ""  # calls of this kind kill their caller, before or after, nearly every other time

    @classmethod
    def drawn(cls, rng: Random) -> Weather:
        """A few faults, each more or less often; now and then none at all."""
        if rng.random() < 0.15:
            return CALM
        names = [f.name for f in fields(cls) if f.name not in ("skew", "point")]
        some = rng.sample(names, rng.choice([1, 1, 2, 2, 3, 3, 4, 6, len(names)]))
        often = {name: rng.choice([RARE, SOME, SOME, OFTEN] if len(some) < 6 else [RARE, RARE, SOME]) for name in some}
        if rng.random() < 0.4:
            often["skew"] = 300.0
        if rng.random() < 0.4:
            return replace(CALM, **often, point=rng.choice(POINTS))
        often |= {name: often[name] * 4 for name in often if name.startswith(("delivery", "answer", "task"))}
        return replace(CALM, **often)

    def __str__(self) -> str:
        some = {f.name: value for f in fields(self) if (value := getattr(self, f.name))}
        return ", ".join(f"{name} {value}" for name, value in some.items()) or "calm"


CALM = Weather()


class Network:
    """Carries calls to servers and replies back, as the weather allows."""

    def __init__(self, kernel: Kernel, weather: Weather, rng: Random) -> None:
        self._kernel = kernel
        self._rng = rng
        self.weather = weather
        self.away_until = 0.0

    def calm(self) -> None:
        """From now on nothing goes wrong any more."""
        self.weather = CALM
        self.away_until = 0.0

    def wire(self, process: Process, server: str) -> Wire:
        """The wire of one process to one server."""

        def carry(what: str, apply: Callable[[], T], *, writes: bool) -> T:
            return self._carry(process, server, what, apply, writes)

        return carry

    def chance(self, probability: float) -> bool:
        return probability > 0.0 and self._rng.random() < probability

    def at_point(self, what: str) -> bool:
        """Whether this is where callers die."""
        point = self.weather.point
        return bool(point) and point in what and self.chance(0.25)

    def _carry(self, process: Process, server: str, what: str, apply: Callable[[], T], writes: bool) -> T:
        kernel, weather = self._kernel, self.weather
        kernel.current()  # the dead send nothing
        self._travel()
        self._before(process, weather, what)
        if self.chance(weather.unavailable) or (server == "firestore" and kernel.now < self.away_until):
            kernel.note(f"{process.name}: unavailable: {what}")
            raise ServiceUnavailable(f"injected: {what}")
        if writes and server == "firestore" and self.chance(weather.aborted):
            kernel.note(f"{process.name}: aborted: {what}")
            raise Aborted(f"injected: {what}")
        if writes and self.chance(weather.late):
            self._late(process, what, apply)
        result = self._applied(process, what, apply)
        if self.chance(weather.crash_after) or self.at_point(what):
            kernel.note(f"{process.name} dies after: {what}")
            process.kill()
            raise Killed
        if writes and self.chance(weather.resent):
            kernel.note(f"{process.name}: sent again: {what}")
            result = self._applied(process, what, apply)
        self._travel()
        if writes and self.chance(weather.lost_reply):
            kernel.note(f"{process.name}: reply lost: {what}")
            raise ServiceUnavailable(f"injected: the reply is lost: {what}")
        return result

    def _applied(self, process: Process, what: str, apply: Callable[[], T]) -> T:
        try:
            result = apply()
        except GoogleAPIError as error:
            self._kernel.note(f"{process.name}: {what} → {type(error).__name__}")
            self._travel()
            raise
        self._kernel.note(f"{process.name}: {what}")
        return result

    def _before(self, process: Process, weather: Weather, what: str) -> None:
        if self.chance(weather.crash_before) or self.at_point(what):
            self._kernel.note(f"{process.name} dies before: {what}")
            process.kill()
            raise Killed
        if self.chance(weather.freeze):
            process.freeze(self._rng.uniform(1, 180))
            self._kernel.sleep(0.0)
        if self.chance(weather.slow):
            self._kernel.sleep(self._rng.uniform(1, 60))
        if self.chance(weather.outage / 20):
            self.away_until = self._kernel.now + self._rng.uniform(1, 30)
            self._kernel.note(f"Firestore is away until {self.away_until:.0f}")

    def _late(self, process: Process, what: str, apply: Callable[[], T]) -> None:
        """Give the call up; it is carried out all the same, when nobody thinks of it any more."""
        kernel = self._kernel

        def arrive() -> None:
            try:
                apply()
                kernel.note(f"arrives late, from {process.name}: {what}")
            except GoogleAPIError as error:
                kernel.note(f"arrives late, from {process.name}: {what} → {type(error).__name__}")

        kernel.at(kernel.now + self._rng.uniform(0.01, LATE_SECONDS), arrive)
        kernel.sleep(REPLY_SECONDS)
        kernel.note(f"{process.name}: given up: {what}")
        raise DeadlineExceeded(f"injected: {what}")

    def _travel(self) -> None:
        """Mostly a few milliseconds; now and then long enough for others to come between."""
        rng = self._rng
        self._kernel.sleep(rng.uniform(0.001, 0.02) if rng.random() < 0.9 else rng.uniform(0.02, 1.0))
