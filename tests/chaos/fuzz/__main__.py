"""Damaged documents through the first two phases: none may stop the worker, each has a result or a clear error.

python -m tests.chaos.fuzz                5,000 of them, both processes
python -m tests.chaos.fuzz --seed N       one; its file is kept in build/chaos/
"""

from __future__ import annotations

import argparse
import json
import sys

from tests.chaos.fuzz.campaign import FILES, KEPT, measure
from tests.chaos.fuzz.cases import case_of
from tests.chaos.fuzz.reading import Reader


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--files", type=int, default=FILES, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    asked = parser.parse_args()
    if asked.seed is not None:
        return replay(asked.seed)
    figures = measure(asked.files, asked.first)
    print(json.dumps(figures, indent=1))
    return int(bool(figures["fuzz_violations"]))


def replay(seed: int) -> int:
    """Meet one file again."""
    case = case_of(seed)
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / case.filename).write_bytes(case.content)
    reader = Reader()
    try:
        outcome = reader.meet(case)
    finally:
        reader.close()
    print(f"{KEPT / case.filename}, for {case.process}: {outcome.code} after {outcome.seconds:.1f} s")
    if outcome.broken:
        print(outcome.broken)
    return int(outcome.broken is not None)


if __name__ == "__main__":
    sys.exit(main())
