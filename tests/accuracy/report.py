"""What `make accuracy` prints and writes, from the outcomes of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from tests.accuracy.calibration import Bin, reliability
from tests.accuracy.documents import Set
from tests.accuracy.mistakes import worst
from tests.accuracy.reading import Outcome
from tests.accuracy.score import SCAN_BARS, SET_BARS, figures, pooled, under

COLUMNS = (
    ("product_recall", "recall"),
    ("product_precision", "precis."),
    ("styles", "styles"),
    ("names", "names"),
    ("prices", "prices"),
    ("colours", "colours"),
    ("sizes", "sizes"),
    ("materials", "mater."),
    ("category_of_products", "categ."),
    ("pictures", "pictures"),
    ("places", "places"),
    ("calibration", "calibr."),
)
NAME = 24
HEAD = f"{'document':<{NAME}} {'products':>8} " + " ".join(f"{title:>8}" for _, title in COLUMNS) + "  seconds"


def bars_of(name: Set) -> Mapping[str, float]:
    """The bars of a set."""
    return SCAN_BARS if name == "scans" else SET_BARS


def row(outcome: Outcome) -> str:
    """A document in one line."""
    label = outcome.task.name if outcome.task.seed == 1 else f"{outcome.task.name}@{outcome.task.seed}"
    if outcome.absent:
        return f"{label:<{NAME}} skipped: {outcome.absent}"
    if outcome.failed:
        return f"{label:<{NAME}} could not be read: {outcome.failed}"
    note = "  (information only)" if outcome.informational else ""
    return f"{label:<{NAME}} {outcome.products:>8} {_cells(figures(outcome.ratios))}{outcome.seconds:>9.1f}{note}"


def _cells(found: Mapping[str, float]) -> str:
    return " ".join(f"{found[key]:>8.3f}" if key in found else f"{'-':>8}" for key, _ in COLUMNS)


def conclude(
    outcomes: Sequence[Outcome],
    file: Path,
    show: bool = False,
    *,
    also: Mapping[str, float] | None = None,
    missed_also: Sequence[str] = (),
) -> int:
    """Print each set against its bars, its worst mistakes and the bars missed; write the figures; the exit status.

    also, missed_also: figures of other documents than linesheets, and the bars that they miss.
    """
    flat: dict[str, float] = {}
    misses: list[str] = []
    for name in get_args(Set):
        own = [o for o in outcomes if o.set == name and not o.absent]
        for line in _of_set(name, own, flat, misses, show):
            print(line)
    for document in dict.fromkeys(o.task.name for o in outcomes):
        same = [o.ratios for o in outcomes if o.task.name == document]
        of_one = same[0] if len(same) == 1 else pooled(same)  # of several seeds
        flat |= {f"{document}_{key}": round(value, 4) for key, value in figures(of_one).items()}
    misses += [f"{o.task.name}: could not be read: {o.failed}" for o in outcomes if o.failed]
    misses += [*(miss for o in outcomes for miss in o.misses), *missed_also]
    write(file, flat | dict(also or {}) | {"missed": len(misses)})
    print("\n".join(["", "Bars missed:", *misses]) if misses else "\nEvery bar is reached.")
    return 1 if misses else 0


def _of_set(
    name: Set, outcomes: Sequence[Outcome], flat: dict[str, float], misses: list[str], show: bool
) -> Iterator[str]:
    """The set's lines; its figures and missed bars are added to `flat` and `misses`."""
    counted = [o for o in outcomes if not o.informational]
    if not counted:
        return
    found, bars = figures(pooled([o.ratios for o in counted])), bars_of(name)
    flat |= {f"{name}_{key}": round(value, 4) for key, value in found.items()}
    misses += under(name, bars, found)
    yield ""
    yield f"{name + f': {len(counted)} documents':<{NAME}} {sum(o.products for o in counted):>8} {_cells(found)}"
    yield f"{'at least':<{NAME}} {'':>8} {_cells(bars)}"
    known = [mistake for o in counted for mistake in o.mistakes]
    yield from _mistakes(name, counted, show) if known else ()
    if show:
        yield from reliability([sum(same, Bin()) for same in zip(*(o.bins for o in counted if o.bins), strict=True)])


def _mistakes(name: Set, outcomes: Sequence[Outcome], show: bool) -> Iterator[str]:
    known = [mistake for o in outcomes for mistake in o.mistakes]
    if show:
        yield f"All mistakes, {name}:"
        yield from (f"  {mistake}" for mistake in known)
    yield f"The worst mistakes, {name}:"
    yield from (f"  {mistake}" for mistake in worst(known))


def write(path: Path, found: Mapping[str, float]) -> None:
    """Write the figures as one flat object."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
