"""What `make accuracy` prints and writes of orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import get_args

from tests.accuracy.calibration import EDGES
from tests.accuracy.orders.documents import Set
from tests.accuracy.orders.reading import Outcome
from tests.accuracy.orders.score import BARS, Claim, figures, missed, pooled

COLUMNS = {
    "columns": "columns",
    "lines": "lines",
    "match": "match",
    "not_wrong": "not wrong",
    "totals": "totals",
    "flags": "flags",
    "sums": "sums",
    "names": "names",
    "colours": "colours",
    "sizes": "sizes",
    "match_calibration": "match cal",
    "column_calibration": "col. cal",
}
NAME, SHOWN = 26, 12
HIDDEN: Set = "order_holdout"
HEAD = f"{'order':<{NAME}} {'lines':>5} " + " ".join(f"{title:>9}" for title in COLUMNS.values()) + "  seconds"


def row(outcome: Outcome) -> str:
    """An order in one line."""
    label = outcome.task.name if outcome.task.seed == 1 else f"{outcome.task.name}@{outcome.task.seed}"
    if outcome.absent:
        return f"{label:<{NAME}} skipped: {outcome.absent}"
    if outcome.failed:
        return f"{label:<{NAME}} could not be read: {outcome.failed}"
    return f"{label:<{NAME}} {outcome.lines:>5} {_cells(figures(outcome.ratios))}{outcome.seconds:>9.1f}"


def _cells(found: Mapping[str, float]) -> str:
    return " ".join(f"{found[key]:>9.3f}" if key in found else f"{'-':>9}" for key in COLUMNS)


def conclude(outcomes: Sequence[Outcome], show: bool = False) -> tuple[dict[str, float], list[str]]:
    """Print each set against its bars; the figures by name, and the bars missed."""
    flat: dict[str, float] = {}
    misses: list[str] = []
    for name in get_args(Set):
        own = [o for o in outcomes if o.set == name and not o.absent]
        if own:
            found = figures(pooled([o.ratios for o in own]))
            flat |= {f"{name}_{key}": round(value, 4) for key, value in found.items()}
            misses += missed(name, found)
            print("\n".join(_of_set(name, own, found, show)))
    for document in dict.fromkeys(o.task.name for o in outcomes):
        same = figures(pooled([o.ratios for o in outcomes if o.task.name == document]))
        flat |= {f"{document}_{key}": round(value, 4) for key, value in same.items()}
    misses += [f"{o.task.name}: could not be read: {o.failed}" for o in outcomes if o.failed]
    return flat, misses


def _of_set(name: Set, outcomes: Sequence[Outcome], found: Mapping[str, float], show: bool) -> Iterator[str]:
    yield ""
    title = f"{name}: {len(outcomes)}"
    yield f"{title:<{NAME}} {sum(o.lines for o in outcomes):>5} {_cells(found)}"
    yield f"{'at least':<{NAME}} {'':>5} {_cells(BARS)}"
    known = [f"{o.task.name}@{o.task.seed} {mistake}" for o in outcomes for mistake in o.mistakes]
    if known and name == HIDDEN:
        yield f"{len(known)} mistakes, which are not told, so that nobody mends the reader for these orders alone"
    elif known:
        yield f"Mistakes, {name}:" if show else f"The first mistakes, {name}:"
        yield from (f"  {mistake}" for mistake in (known if show else known[:SHOWN]))
    if show:
        yield from reliability("matches", [claim for o in outcomes for claim in o.match_claims])
        yield from reliability("columns", [claim for o in outcomes for claim in o.column_claims])


def reliability(of: str, claims: Sequence[Claim]) -> Iterator[str]:
    """A small table: a confidence is honest where the last two columns agree."""
    yield f"{f'confidence of {of}':<24}{'count':>8}{'mean':>8}{'right':>8}"
    for low, high in pairwise(EDGES):
        own = [c for c in claims if low <= c.confidence and (c.confidence < high or high == EDGES[-1])]
        if own:
            mean, right = sum(c.confidence for c in own) / len(own), sum(c.right for c in own) / len(own)
            yield f"{low:.2f} to {high:.2f}{'':<12}{len(own):>8}{mean:>8.3f}{right:>8.3f}"
