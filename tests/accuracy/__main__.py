"""`make accuracy`: read every document as the product does and say how much was right.

python -m tests.accuracy [NAME...] [--seed N | --seeds N...] [--show]

A name is a document's or one of generated, real, holdout (layouts that the reader had not seen), orders. Names of
orders begin with "order_". With several seeds the generated documents alone are read, once with each, and judged
together.

Writes build/accuracy.json: `{document}_{figure}` and `{set}_{figure}` for each figure, and `missed`, the number of
bars missed. Exit status 1, with the bars missed, if a document or a set misses one. Absent documents are skipped.
"""

from __future__ import annotations

import argparse
import sys

from tests.accuracy import report
from tests.accuracy.documents import ROOT, generated, names, real
from tests.accuracy.orders import documents as orders
from tests.accuracy.orders import reading as orders_reading
from tests.accuracy.orders import report as orders_report
from tests.accuracy.reading import Outcome, Task, read_all
from tests.data import layouts

JSON = ROOT / "build" / "accuracy.json"


def main(arguments: list[str]) -> int:
    """Judge the named documents, or all."""
    options = _options(arguments)
    outcomes = _linesheets([Task(name, seed) for seed in options.seeds for name in options.names])
    of_orders = _orders([Task(name, seed) for seed in options.seeds for name in options.orders])
    flat, missed = orders_report.conclude(of_orders, options.show)
    return report.conclude(outcomes, JSON, options.show, also=flat, missed_also=missed)


def _linesheets(tasks: list[Task]) -> list[Outcome]:
    outcomes = []
    if tasks:
        print(report.HEAD)
    for outcome in read_all(tasks):
        outcomes.append(outcome)
        print(report.row(outcome), flush=True)
    return sorted(outcomes, key=lambda outcome: tasks.index(outcome.task))


def _orders(tasks: list[Task]) -> list[orders_reading.Outcome]:
    outcomes = []
    if tasks:
        print(orders_report.HEAD)
    for outcome in orders_reading.read_all(tasks):
        outcomes.append(outcome)
        print(orders_report.row(outcome), flush=True)
    return sorted(outcomes, key=lambda outcome: tasks.index(outcome.task))


def _options(arguments: list[str]) -> argparse.Namespace:
    every = [*names(), *orders.names()]
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="What is read right, by document.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a document; all by default: " + ", ".join(every))
    seeds = parser.add_mutually_exclusive_group()
    seeds.add_argument("--seed", type=int, default=1, help="other products in the generated layouts (default 1)")
    seeds.add_argument("--seeds", "--holdout-seeds", type=int, nargs="+", metavar="N", help="several, judged together")
    parser.add_argument("--show", action="store_true", help="every mistake, and how far confidence can be trusted")
    options = parser.parse_args(arguments)
    groups = {"generated": generated(), "real": real(), "holdout": [*layouts.HOLDOUT], "orders": orders.names()}
    chosen = list(dict.fromkeys(n for name in options.names for n in groups.get(name, [name])))
    if unknown := set(chosen) - set(every):
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    if not chosen:
        chosen = [*generated(), *orders.generated()] if options.seeds else every
    options.names = [name for name in chosen if name not in orders.names()]
    options.orders = [name for name in chosen if name in orders.names()]
    options.seeds = options.seeds or [options.seed]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
