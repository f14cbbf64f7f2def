"""The arithmetic between columns: which one is quantity times price, whatever the headers say.

Evidence only, so in floating point; amounts of lines are never taken from here.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shared.collections.orders.looks import Look

Floats = npt.NDArray[np.float64]
MOST_COLUMNS = 14
MOST_WITH_MORE = 9  # columns of which four are tried together
RATE = 0.006  # of a unit: what rounding a price to cents costs each piece


@dataclass(frozen=True)
class Product:
    """Columns of which one is the others multiplied; `share` of the `rows` that tell.

    discount: a column of per cent (or of an amount) that is taken off. `telling`: rows where no factor is 1 or 0.
    """

    a: int
    b: int
    total: int
    share: float
    rows: int
    telling: int
    discount: int | None = None
    tax: int | None = None


def products(looks: Mapping[int, Look], sized: Sequence[int]) -> list[Product]:
    """All triples of columns that multiply, the best first. `sized` columns are left out: they are summed."""
    columns = [
        c
        for c, look in looks.items()
        if c not in sized and look.numeric >= 0.6 and look.eans < 0.5 and look.dates < 0.5
    ]
    columns = sorted(columns, key=lambda c: -looks[c].filled)[:MOST_COLUMNS]
    values = {column: _floats(looks[column]) for column in columns}
    found = []
    for a, b in itertools.combinations(sorted(columns), 2):
        for total in columns:
            if total in (a, b):
                continue
            if hit := _tried(values, a, b, total):
                found.append(hit)
    if not any(hit.share >= 0.8 for hit in found):
        found += _with_more(values, looks, columns[:MOST_WITH_MORE])
    return sorted(found, key=lambda hit: (-hit.share * min(hit.telling, 20), -hit.share))


def _floats(look: Look) -> Floats:
    return np.array([float(n.value) if n is not None else np.nan for n in look.numbers], dtype=np.float64)


def _tried(values: Mapping[int, Floats], a: int, b: int, total: int) -> Product | None:
    return _measured(values[a], values[b], values[a] * values[b], values[total], (a, b, total))


def _measured(
    x: Floats, y: Floats, made: Floats, total: Floats, columns: tuple[int, int, int],
    discount: int | None = None, tax: int | None = None,
) -> Product | None:  # fmt: skip
    known = ~(np.isnan(made) | np.isnan(total)) & (total != 0)
    if not known.any():
        return None
    near = np.abs(made - total) <= 0.011 + RATE * np.minimum(np.abs(x), np.abs(y)) * (np.abs(total) > 20)
    near &= np.abs(made - total) <= 0.004 * np.abs(total) + 0.011
    good = known & near
    telling = good & (np.abs(x) != 1) & (np.abs(y) != 1)
    share = float(good.sum()) / float(known.sum())
    if share < 0.6 or not telling.any():
        return None
    return Product(*columns, share, int(known.sum()), int(telling.sum()), discount, tax)


def _with_more(values: Mapping[int, Floats], looks: Mapping[int, Look], columns: Sequence[int]) -> list[Product]:
    """Triples that multiply once a discount is taken off, or a tax added."""
    rates = [c for c in columns if 0 < looks[c].largest <= 100 and c in values]
    found = []
    for a, b, total in itertools.permutations(columns, 3):
        if a > b:
            continue
        for rate in rates:
            if rate in (a, b, total):
                continue
            part = np.nan_to_num(values[rate], nan=0.0)
            if not (part > 0).any():
                continue
            gross = values[a] * values[b]
            tries = [(gross * (1 - part / 100), rate, None), (gross * (1 + part / 100), None, rate)]
            if looks[rate].percent < 0.5:
                tries += [(gross - part, rate, None), (gross * (1 - part), rate, None)]
            for made, discount, tax in tries:
                hit = _measured(values[a], values[b], made, values[total], (a, b, total), discount, tax)
                if hit and hit.share >= 0.8:
                    found.append(hit)
    return found


def sum_of(looks: Mapping[int, Look], sized: Sequence[int]) -> tuple[int, float] | None:
    """The column that is the sum of the `sized` ones, and the share of rows that say so."""
    if not sized:
        return None
    parts = np.nan_to_num(np.array([_floats(looks[c]) for c in sized]), nan=0.0).sum(axis=0)
    best: tuple[int, float] | None = None
    for column, look in looks.items():
        if column in sized or look.numeric < 0.6:
            continue
        values = _floats(look)
        known = ~np.isnan(values) & (parts > 0)
        if not known.any():
            continue
        share = float((np.abs(values - parts)[known] < 0.001).sum()) / float(known.sum())
        if share >= 0.7 and (best is None or share > best[1]):
            best = (column, share)
    return best
