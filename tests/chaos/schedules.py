"""Many schedules over all cores: which of them break a promise, and how."""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import process_time

from tests.chaos.audit import Violation
from tests.chaos.mutants import applied
from tests.chaos.world import World

FOUND = (745, 931, 1257, 702, 1021)  # beyond the first ones: each met a fault that few schedules meet
IN_TESTS = (*range(1, 501), *FOUND)  # the seeds of `make test`
AT_ONCE = 25


@dataclass(frozen=True)
class Outcome:
    """What one schedule came to. `jobs`: how many were accepted. `seconds` of a processor."""

    seed: int
    violations: tuple[Violation, ...]
    jobs: int
    kills: int
    seconds: float

    @property
    def broken(self) -> set[int]:
        return {violation.promise for violation in self.violations}


def play(seed: int, mutant: str | None = None, log: Callable[[str], None] | None = None) -> Outcome:
    """One schedule, with the engine as it is or without one of its mechanisms."""
    began = process_time()
    world = World(seed, log=log)
    with applied(mutant):
        try:
            world.run()
        except Exception as error:  # noqa: BLE001 - also a schedule that never ends is a finding
            last = traceback.extract_tb(error.__traceback__)[-1]
            world.audit.blame(2, f"it breaks off: {error!r} at {last.filename}:{last.lineno}")
    jobs = len(world.documents.within("jobs"))
    return Outcome(seed, tuple(world.audit.violations), jobs, world.kernel.kills, process_time() - began)


def play_all(seeds: Sequence[int], mutant: str | None = None) -> Iterator[Outcome]:
    """All of these, as they end, on all cores."""
    parts = [seeds[n : n + AT_ONCE] for n in range(0, len(seeds), AT_ONCE)]
    with _pool() as pool:
        running = [pool.submit(_play_some, part, mutant) for part in parts]
        for done in as_completed(running):
            yield from done.result()


def first_broken(seeds: Sequence[int], mutant: str, promises: Sequence[int]) -> Outcome | None:
    """The first schedule in which one of these promises is broken."""
    outcomes = (play(seed, mutant) for seed in seeds)
    return next((outcome for outcome in outcomes if outcome.broken & set(promises)), None)


def _play_some(seeds: Sequence[int], mutant: str | None) -> list[Outcome]:
    return [play(seed, mutant) for seed in seeds]


@contextmanager
def _pool() -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=gc.freeze)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
