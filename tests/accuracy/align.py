"""Which result is which true product: an optimal one-to-one assignment. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from tests.data.truth import TrueProduct

Product = Mapping[str, Any]  # a product as result.json has it

# Worth of a pairing. A pair must be worth something by itself to count; the small ones only choose between equals.
_IDENTITY = 100.0
_TIE_BREAKERS = (("name", 4.0), ("wholesale_price", 2.0), ("retail_price", 2.0))
_SAME_PAGE = 8.0


@dataclass(frozen=True)
class Pair:
    """A true product and the result that stands for it."""

    truth: TrueProduct
    result: Product


def plain(words: object) -> str:
    """Words for comparison: white space and case are normalised, nothing else."""
    return re.sub(r"\s+", " ", str(words or "")).strip().casefold()


def same_product(truth: TrueProduct, result: Product) -> bool:
    """By style number where the document prints one, else by name and page; by either where one holds the other."""
    if truth.style_number:
        same = plain(truth.style_number) == plain(result.get("style_number"))
        if same or not truth.code_in_name:
            return same
    return plain(truth.name) == plain(result.get("name")) and truth.page == page_of(result)


def page_of(result: Product) -> int | None:
    """The page a result was read on."""
    page = (result.get("source") or {}).get("page")
    return int(page) if page is not None else None


def _worth(truth: TrueProduct, result: Product) -> float:
    if not same_product(truth, result):
        return 0.0
    worth = _IDENTITY + (_SAME_PAGE if truth.page == page_of(result) else 0.0)
    for field, bonus in _TIE_BREAKERS:
        expected = getattr(truth, field)
        expected = expected if isinstance(expected, str) or expected is None else expected.amount
        found = result.get(field)
        found = found.get("amount") if isinstance(found, Mapping) else found
        worth += bonus if plain(expected) == plain(found) else 0.0
    return worth


def align(truths: Sequence[TrueProduct], results: Sequence[Product]) -> list[Pair]:
    """The pairs of the best one-to-one assignment, in the order of the truth."""
    if not truths or not results:
        return []
    worth = np.array([[_worth(t, r) for r in results] for t in truths])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [Pair(truths[i], results[j]) for i, j in chosen if worth[i, j] >= _IDENTITY]
