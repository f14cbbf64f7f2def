"""The schedules of `make chaos`, and what they came to."""

from __future__ import annotations

import sys

from tests.chaos.schedules import Outcome, play_all

SCHEDULES = 10_000
SHOWN = 20


def measure(schedules: int = SCHEDULES, first: int = 1) -> dict[str, int]:
    """Run so many schedules, and tell of each that breaks a promise how to see it again."""
    broken: list[Outcome] = []
    jobs = kills = done = 0
    for outcome in play_all(range(first, first + schedules)):
        done, jobs, kills = done + 1, jobs + outcome.jobs, kills + outcome.kills
        if outcome.violations:
            broken.append(outcome)
            if len(broken) <= SHOWN:
                tell(outcome)
        if done % 1000 == 0:
            print(f"{done:6} schedules, {jobs} jobs, {kills} processes killed, {len(broken)} violations", flush=True)
    return {
        "schedules": done,
        "violations": sum(len(outcome.violations) for outcome in broken),
        "simulated_jobs": jobs,
        "simulated_kills": kills,
    }


def tell(outcome: Outcome) -> None:
    """What a schedule broke, and how to see it again."""
    print(
        f"seed {outcome.seed} breaks a promise; see how: python -m tests.chaos --seed {outcome.seed}", file=sys.stderr
    )
    for violation in outcome.violations[:3]:
        print(f"    {violation}", file=sys.stderr)
