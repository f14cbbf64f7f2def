"""All benchmarks, side by side in one run: `make bench`. Prints and writes build/bench.json, flat."""

from __future__ import annotations

import json
import sys

from emulator.config import ROOT
from tests.bench import api, cost, deck, job, load, overhead, page, reading, scale


def main() -> int:
    figures = reading.reading()
    for part in (api, job, deck, page, overhead, scale, load, cost):
        figures |= part.measure()
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<40} {value:>10}")
    print(f"\nWritten to {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
