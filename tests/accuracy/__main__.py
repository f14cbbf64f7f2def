"""`make accuracy`: read every document with the product's own command line and say how much was right.

python -m tests.accuracy [NAME...] [--seed N | --seeds N...] [--show]

A name is a document's or one of generated, real, holdout (layouts that the reader had not seen). With several seeds
the generated documents alone are read, once with each, and judged together.

Writes build/accuracy.json: `{document}_{figure}` and `{set}_{figure}` for each figure, and `missed`, the number of
bars missed. Exit status 1, with the bars missed, if a document or a set misses one. Absent documents are skipped.
"""

from __future__ import annotations

import argparse
import sys

from tests.accuracy import report
from tests.accuracy.documents import ROOT, generated, names, real
from tests.accuracy.reading import Task, read_all
from tests.data import layouts


def main(arguments: list[str]) -> int:
    """Judge the named documents, or all."""
    options = _options(arguments)
    tasks = [Task(name, seed) for seed in options.seeds for name in options.names]
    print(report.HEAD)
    outcomes = []
    for outcome in read_all(tasks):
        outcomes.append(outcome)
        print(report.row(outcome), flush=True)
    order = {task: place for place, task in enumerate(tasks)}
    outcomes.sort(key=lambda outcome: order[outcome.task])
    return report.conclude(outcomes, ROOT / "build" / "accuracy.json", options.show)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="What is read right, by document.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a document; all by default: " + ", ".join(names()))
    seeds = parser.add_mutually_exclusive_group()
    seeds.add_argument("--seed", type=int, default=1, help="other products in the generated layouts (default 1)")
    seeds.add_argument("--seeds", "--holdout-seeds", type=int, nargs="+", metavar="N", help="several, judged together")
    parser.add_argument("--show", action="store_true", help="every mistake, and how far confidence can be trusted")
    options = parser.parse_args(arguments)
    groups = {"generated": generated(), "real": real(), "holdout": [*layouts.HOLDOUT]}
    chosen = [n for name in options.names for n in groups.get(name, [name])]
    if unknown := set(chosen) - set(names()):
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    options.names = list(dict.fromkeys(chosen)) or (generated() if options.seeds else names())
    options.seeds = options.seeds or [options.seed]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
