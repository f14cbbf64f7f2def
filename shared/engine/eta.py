"""How long a run will still take: what past runs took, corrected by this run's own speed, told without jumps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

TRUST = 0.25  # past runs count as much as this part of the run does
TOO_EARLY = 0.02  # of a phase, before which its progress says nothing
JUMP_SECONDS = 2.0  # what is told may change by this in each second, beside the second that passes,
JUMP_PART = 0.1  # or by this part of what is left, whichever is more


@dataclass(frozen=True)
class Expected:
    """Seconds that each phase will take, and `rest`: the commit and the ways between phases.

    `known`: taken from past runs. Else only the proportions between phases mean something.
    """

    phases: Sequence[float]
    rest: float = 0.0
    known: bool = True


def by_weight(weights: Sequence[float]) -> Expected:
    """What is expected where no past run is known."""
    return Expected(phases=weights, known=False)


def remaining(expected: Expected, finished: Sequence[float], elapsed: float, fraction: float) -> float | None:
    """Seconds left of a run; None while nothing is known.

    finished: seconds of each finished phase. elapsed, fraction: of the phase under way.
    """
    number = len(finished)
    whole = sum(expected.phases)
    if number >= len(expected.phases):  # only the commit is left
        return max(0.0, expected.rest / (number + 1) - elapsed) if expected.known else None
    now, speaks = expected.phases[number], fraction >= TOO_EARLY
    trust = TRUST * whole if expected.known else 0.0
    took = sum(finished) + (elapsed if speaks else 0.0) + trust
    should = sum(expected.phases[:number]) + (now * fraction if speaks else 0.0) + trust
    if not should or not took:
        return None
    speed = took / should
    phase = now * speed
    left = max(phase - elapsed, 0.0)
    if speaks:  # the further the phase is, the more its own pace counts
        phase = fraction * (elapsed / fraction) + (1 - fraction) * phase
        left = (1 - fraction) * phase
    to_come = speed * sum(expected.phases[number + 1 :])
    ways = expected.rest * (len(expected.phases) - number) / (len(expected.phases) + 1)
    return left + to_come + ways


class Told:
    """What people are told: follows the estimates as time passes, in small steps, and never says less than nothing."""

    def __init__(self, seconds: float | None, at: float) -> None:
        self._seconds = seconds
        self._at = at

    def follow(self, estimate: float | None, at: float) -> float | None:
        """What to tell at the time `at` (seconds of any clock) when this is the estimate."""
        passed, self._at = max(0.0, at - self._at), at
        if self._seconds is None or estimate is None:
            self._seconds = estimate if self._seconds is None else max(0.0, self._seconds - passed)
            return self._seconds
        due = max(0.0, self._seconds - passed)
        step = passed * max(JUMP_SECONDS, JUMP_PART * due)
        self._seconds = min(max(estimate, due - step, 0.0), due + step)
        return self._seconds


def shown(seconds: float | None) -> int | None:
    """`eta_seconds`: whole seconds, at least one as long as the run goes on."""
    return None if seconds is None else max(1, math.ceil(seconds))
