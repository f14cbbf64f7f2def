"""Many damaged files at once, as many as there are cores, and what is kept of those that were not met as they must."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from emulator.config import ROOT
from shared.engine.crew import cores
from tests.chaos.fuzz.cases import LINESHEETS, ORDERS, PICTURES, SMALL, case_of, sound
from tests.chaos.fuzz.reading import Outcome, Reader

FILES = 5_000
KEPT = ROOT / "build" / "chaos"
SAID_EVERY = 30.0  # seconds


def met(seeds: Iterable[int]) -> Iterator[Outcome]:
    """How each seed's file is met, in the order of the seeds; what is broken is kept, with the command for it."""
    for name in (*LINESHEETS, *SMALL, *PICTURES, *ORDERS):
        sound(name)  # made once, before threads want it
    reader = Reader()
    try:
        with ThreadPoolExecutor(cores()) as pool:
            for outcome in pool.map(lambda seed: reader.meet(case_of(seed)), seeds):
                if outcome.broken:
                    _keep(outcome)
                yield outcome
    finally:
        reader.close()


def _keep(outcome: Outcome) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / outcome.case.filename
    path.write_bytes(outcome.case.content)
    print(f"\n{outcome.case.filename} ({outcome.case.process}): {outcome.broken}", flush=True)
    print(f"    python -m tests.chaos.fuzz --seed {outcome.case.seed}    {path.relative_to(ROOT)}", flush=True)


def measure(files: int = FILES, first: int = 0) -> dict[str, int]:
    """The figures of a whole campaign: how many files, how they were met, and how long it took."""
    began = said = time.monotonic()
    codes: Counter[str] = Counter()
    broken = 0
    slowest: list[tuple[float, int, str]] = []
    for number, outcome in enumerate(met(range(first, first + files)), 1):
        codes[outcome.code] += 1
        broken += outcome.broken is not None
        slowest = sorted([*slowest, (outcome.seconds, outcome.case.seed, outcome.case.of)])[-5:]
        if time.monotonic() - said > SAID_EVERY:
            said = time.monotonic()
            print(
                f"{number} of {files} damaged files, {number / (said - began):.1f} a second, {broken} wrong", flush=True
            )
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    for seconds, seed, of in reversed(slowest):
        print(f"slow: {seconds:.1f} s, seed {seed}, of {of}")
    return {
        "fuzz_files": files,
        "fuzz_read": codes["read"],
        "fuzz_refused": files - codes["read"] - broken,
        "fuzz_violations": broken,
        "fuzz_slowest_ms": round(slowest[-1][0] * 1000),
        "fuzz_seconds": round(time.monotonic() - began),
    }
