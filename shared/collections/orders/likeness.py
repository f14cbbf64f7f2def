"""How likely a line is a product that it only resembles: a probability from code, name, colour and price."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from shared.collections.orders.catalogue import Entry
from shared.collections.orders.hits import Query
from shared.collections.orders.hues import Verdict
from shared.collections.orders.keys import number_meant, scientific

# Weights were fitted (a conditional logit over each line's candidates and "none of them") to generated catalogues
# with known truth: codes and names mistyped, misread and reworded, buyers' own codes, neighbours in a series, and
# strangers that a linesheet does not have. Colour and price are set lower than they came out: real orders repeat
# them more often.
BASE = -6.5
CODE = 4.8  # of what the code's likeness is above 0.75, to 1
NEAR_NUMBER = -2.3  # the codes differ in digits alone: neighbours in a series
NO_CODE = 0.3
NAME = 8.4  # of what the name's likeness is above 0.5, to 1
SAME_NAME = 2.0
NO_NAME = 5.3
COLORS = {Verdict.DIFFERENT: -1.0, Verdict.UNKNOWN: 0.0, Verdict.ALIKE: 0.5, Verdict.SAME: 1.5}
SAME_PRICE, OTHER_PRICE = 2.0, -1.2


@dataclass(frozen=True)
class Likeness:
    """What a line and a product have in common; None where one of them says nothing."""

    code: float | None
    near_number: bool
    name: float | None
    color: Verdict
    price: bool | None

    @property
    def odds(self) -> float:
        """How much likelier it is that the line is this product than that it is none of the linesheets'."""
        told = BASE + COLORS[self.color]
        told += NO_CODE if self.code is None else CODE * max(0.0, self.code - 0.75) / 0.25
        told += NEAR_NUMBER if self.near_number else 0.0
        if self.name is None:
            told += NO_NAME
        else:
            told += NAME * max(-0.25, self.name - 0.5) / 0.5 + (SAME_NAME if self.name == 1.0 else 0.0)
        if self.price is not None:
            told += SAME_PRICE if self.price else OTHER_PRICE
        return math.exp(min(told, 30.0))


def likeness(query: Query, entry: Entry) -> Likeness:
    """Compare a line with a product."""
    code, near = _codes(query, entry)
    name = _names(query.name, entry.name)
    cost, price = query.cost, entry.price
    same_price = None if cost is None or price is None else cost == price
    return Likeness(code, near, name, query.color_of(entry), same_price)


def _codes(query: Query, entry: Entry) -> tuple[float | None, bool]:
    if not query.keys or not entry.key.tight:
        return None, False
    if any(_rounded(code, entry) for code in query.codes):
        return 0.97, False
    best = max(query.keys, key=lambda key: fuzz.ratio(key.tight, entry.key.tight))
    one, other = best.tight, entry.key.tight
    ratio = fuzz.ratio(one, other) / 100
    if one == other and not best.spells(entry.key):
        ratio = 0.95  # the same letters, cut elsewhere
    elif len(one) > 3 < len(other) and (one.startswith(other) or other.startswith(one)):
        ratio = max(ratio, 0.93)
    return ratio, one != other and _letters(one) == _letters(other) and len(one) == len(other)


def _rounded(code: str, entry: Entry) -> bool:
    """Whether a spreadsheet may show the product's code as this number."""
    shown, number = scientific(code), number_meant(entry.code)
    return shown is not None and number is not None and shown.low <= number <= shown.high


def _letters(code: str) -> str:
    return "".join("9" if c.isdigit() else c for c in code)


def _names(one: str, other: str) -> float | None:
    if not one or not other:
        return None
    if one == other:
        return 1.0
    return min(0.99, max(fuzz.token_sort_ratio(one, other), 0.9 * fuzz.token_set_ratio(one, other)) / 100)
