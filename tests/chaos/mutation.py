"""The tests are tested: each mechanism is taken away, and a named test must turn red."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.chaos.mutants import MUTANTS, Mutant
from tests.chaos.schedules import IN_TESTS, Outcome, first_broken

TEST = "tests/chaos/test_simulation.py::test_promise[{}]"


def measure() -> dict[str, int]:
    """Run every mutant, and print the table."""
    print(f"\n{'without':<26} {'red test':<54} {'seed':>5}  how")
    caught = 0
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for mutant, outcome in zip(MUTANTS.values(), pool.map(catch, MUTANTS), strict=True):
            caught += outcome is not None
            print(row(mutant, outcome), flush=True)
    print(f"\n{caught} of {len(MUTANTS)} are caught. See one: python -m tests.chaos --seed SEED --without NAME")
    return {"mutants": len(MUTANTS), "mutants_caught": caught}


def catch(name: str) -> Outcome | None:
    """The first schedule of `make test` that turns red without this mechanism."""
    return first_broken(IN_TESTS, name, MUTANTS[name].promises)


def row(mutant: Mutant, outcome: Outcome | None) -> str:
    """A line of the table."""
    if outcome is None:
        return f"{mutant.name:<26} {'NONE':<54} {'':>5}  not caught: {mutant.missing}"
    violation = next(v for v in outcome.violations if v.promise in mutant.promises)
    return f"{mutant.name:<26} {TEST.format(violation.promise):<54} {outcome.seed:>5}  {violation.text[:110]}"
