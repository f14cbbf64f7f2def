"""Fault injection: `make chaos`. Prints and writes build/chaos.json, flat.

python -m tests.chaos                   all of it
python -m tests.chaos mutants           only the mechanisms that are taken away, one by one
python -m tests.chaos --seed N          one schedule, step by step; `--without NAME` takes a mechanism away
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable

from emulator.config import ROOT
from tests.chaos import mutation, simulation
from tests.chaos.mutants import MUTANTS
from tests.chaos.schedules import play

PARTS: tuple[Callable[[], dict[str, int]], ...] = (simulation.measure, mutation.measure)
CLEAN = ("violations", "lost", "doubled", "leftovers")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("what", nargs="?", choices=["all", "mutants"], default="all")
    parser.add_argument("--seed", type=int, help="show one schedule, step by step")
    parser.add_argument("--without", choices=sorted(MUTANTS), help="a mechanism that is taken away in it")
    asked = parser.parse_args()
    if asked.seed is not None:
        return replay(asked.seed, asked.without)
    if asked.what == "mutants":
        figures = mutation.measure()
        return int(figures["mutants_caught"] < figures["mutants"])
    return everything()


def replay(seed: int, without: str | None) -> int:
    """Show one schedule."""
    outcome = play(seed, without, log=print)
    print(f"\nseed {seed}: {outcome.jobs} jobs, {outcome.kills} processes killed")
    for violation in outcome.violations:
        print(f"    {violation}")
    return int(bool(outcome.violations))


def everything() -> int:
    """Every part, one after the other, into build/chaos.json."""
    began = time.monotonic()
    figures: dict[str, int] = {}
    for measure in PARTS:
        figures |= measure()
    target = ROOT / "build" / "chaos.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print()
    for name, value in figures.items():
        print(f"{name:<20} {value:>10}")
    print(f"\n{time.monotonic() - began:.0f} s. Written to {target.relative_to(ROOT)}")
    return int(any(figures.get(name) for name in CLEAN) or figures["mutants_caught"] < figures["mutants"])


if __name__ == "__main__":
    sys.exit(main())
