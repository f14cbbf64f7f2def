"""Many small jobs at once, and one owner who floods the others: who waits how long, and is anything lost?

A job is an errand of the engine's tests: three phases, a saved file, a commit of three documents, one published file.
`python -m tests.bench.load` prints the figures; anything lost, doubled or left over ends it with an error.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from functions.services import Services
from shared.engine.job import Job, State
from tests.bench.figures import centile, centiles
from tests.bench.local import job, jobs, live, local, wait_all
from tests.engine.pipelines import ERRANDS, Errand

LOADS = (200, 1000)
JOBS_OF_ONE = 4  # as many as one owner may have running
STARTERS = 8
FLOOD, OTHERS = 500, 9
LOOK_SECONDS = 0.3


def measure() -> dict[str, float]:
    """Seconds: `load_200_waiting_p95` and so on; `fair_others_ratio`, the others' p95 in a flood to an idle stack's."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder, local() as (_, services):
        load = Load(services, Path(folder) / "ledger")
        load.run(["nobody"] * 2)  # processes are there from now on
        for number in LOADS:
            ended = load.run([f"owner-{number}-{n // JOBS_OF_ONE}" for n in range(number)])
            figures |= centiles(f"load_{number}_waiting_seconds", map(waiting, ended))
            figures |= centiles(f"load_{number}_total_seconds", map(total, ended))
            figures[f"load_{number}_jobs_per_second"] = round(number / _span(ended), 1)
        figures |= _fairness(load)
        figures |= load.account()
    return figures


def _fairness(load: Load) -> dict[str, float]:
    """Nine owners with one job each: on an idle stack, then while one owner has 500 in line."""
    owners = [f"owner-{n}" for n in range(OTHERS)]
    idle = load.run(owners)
    flood = load.start(["flood"] * FLOOD)
    crowded = load.wait(load.start(owners))
    behind = load.cancel(flood)
    alone, among = (sorted(map(total, ended)) for ended in (idle, crowded))
    return {
        "fair_idle_total_seconds_p95": round(centile(alone, 95), 2),
        "fair_others_total_seconds_p95": round(centile(among, 95), 2),
        "fair_others_waiting_seconds_p95": round(centile(sorted(map(waiting, crowded)), 95), 2),
        "fair_others_ratio": round(centile(among, 95) / centile(alone, 95), 2),
        "fair_flood_left_in_line": float(behind),
    }


class Load:
    """Starts errands, and keeps account of all that were accepted."""

    def __init__(self, services: Services, ledger: Path) -> None:
        self._services = services
        self._ledger = ledger
        self._accepted: list[tuple[str, str]] = []  # task_id and thing

    def start(self, owners: Sequence[str]) -> list[str]:
        """Start a job for each owner named, as fast as they are accepted."""
        things = [f"things/{uuid.uuid4().hex[:12]}" for _ in owners]
        batch = self._services.db.batch()
        for thing in things:
            batch.set(self._services.db.document(thing), {"name": "a thing"})
        batch.commit()

        def start(owner: str, thing: str) -> str:
            return self._services.jobs.start(ERRANDS.process, thing, owner, Errand(ledger=str(self._ledger)))

        with ThreadPoolExecutor(STARTERS) as pool:
            started = list(pool.map(start, owners, things))
        self._accepted += zip(started, things, strict=True)
        return started

    def run(self, owners: Sequence[str]) -> list[Job]:
        """The same jobs once all have completed."""
        started = self.start(owners)
        wait_all(self._services, LOOK_SECONDS)
        return self._completed(started)

    def wait(self, started: Sequence[str]) -> list[Job]:
        """Jobs once they have completed, whatever else is live."""
        for task_id in started:
            while job(self._services, task_id).state == State.PROCESSING:
                time.sleep(LOOK_SECONDS)
        return self._completed(started)

    def cancel(self, started: Sequence[str]) -> int:
        """Cancel what has not ended; how many there were."""
        things = dict(self._accepted)
        left = [task_id for task_id in started if job(self._services, task_id).state == State.PROCESSING]
        for task_id in reversed(left):  # from the end of the line, so that nobody moves up meanwhile
            if job(self._services, task_id).state == State.PROCESSING:
                self._services.jobs.cancel(ERRANDS.process, things[task_id])
        return len(left)

    def account(self) -> dict[str, float]:
        """What became of every job; raises RuntimeError when one is lost, or a slot is still held."""
        wait_all(self._services, LOOK_SECONDS)
        states = Counter(found.state for found in jobs(self._services, [task_id for task_id, _ in self._accepted]))
        ended = sum(states[state] for state in (State.COMPLETED, State.FAILED, State.CANCELLED, State.PAUSED))
        accepted, held = len(self._accepted), len(self._services.store.slots.taken())
        lines = Counter(self._ledger.read_text(encoding="utf-8").splitlines())
        if ended + live(self._services) != accepted or held or states[State.FAILED]:
            raise RuntimeError(f"{accepted} accepted, {dict(states)}, {held} slots held")
        if lines["third ends"] < states[State.COMPLETED]:
            raise RuntimeError(f"{states[State.COMPLETED]} completed, but {dict(lines)} were done")
        return {
            "load_accepted": float(accepted),
            **{f"load_{state}": float(states[state]) for state in (State.COMPLETED, State.CANCELLED, State.FAILED)},
            "load_slots_held": float(held),
        }

    def _completed(self, started: Sequence[str]) -> list[Job]:
        found = jobs(self._services, started)
        if wrong := [each for each in found if each.state != State.COMPLETED]:
            raise RuntimeError(f"{len(wrong)} of {len(found)} jobs: {wrong[0].state}, {wrong[0].error}")
        return found


def waiting(ended: Job) -> float:
    """Seconds from being accepted to the first claim of a worker."""
    assert ended.started_at
    assert ended.created_at
    return (ended.started_at - ended.created_at).total_seconds()


def total(ended: Job) -> float:
    """Seconds from being accepted to the end."""
    assert ended.completed_at
    assert ended.created_at
    return (ended.completed_at - ended.created_at).total_seconds()


def _span(ended: Sequence[Job]) -> float:
    """Seconds from the first that was accepted to the last that was completed."""
    began = min(each.created_at for each in ended if each.created_at)
    return (max(each.completed_at for each in ended if each.completed_at) - began).total_seconds()


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
