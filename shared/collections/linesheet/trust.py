"""What keeps a stray price from becoming a product, and a price from lacking its currency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shared.collections.linesheet.draft import SURE, Draft
from shared.collections.linesheet.slots import Slots
from shared.reading.codes import is_weight, shape_of
from shared.reading.marks import Mark
from shared.reading.money import CODES, SIGNS, currency_of
from shared.reading.text import Line
from shared.reading.units import Unit

_MENTION = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(CODES) + r")(?![A-Za-z])|[€£₹₺₩]|(?<![A-Za-z])(?:Ft|zł|Kč)(?![A-Za-z])"
)


def trusted(draft: Draft, unit: Unit, slots: Slots, beside_table: bool) -> bool:
    """Whether a unit is a product: it is named, and set like the document's other products or marked as one."""
    if not (draft.get("name") or draft.get("style_number")):
        return False
    if is_weight(draft.get("name") or ""):
        return False  # freight by weight
    priced = any(m.prices for m in unit.anchor.marks)
    if not priced and slots.price_looks:
        # Where others have prices, a number without one is a measure or a page, unless it is shaped as their codes.
        code = draft.get("style_number") or ""
        return slots.shapes[shape_of(code)] >= max(2, 0.2 * slots.units) and bool(draft.get("name"))
    if draft.get("style_number"):
        return True
    labelled = any(v.confidence >= SURE for n, v in draft.values.items() if n in ("wholesale_price", "retail_price"))
    usual = max((slots.price_looks[m.signature] for m in unit.anchor.marks if m.prices), default=0)
    fits = usual >= max(2, 0.2 * slots.units)
    if beside_table:
        return labelled and bool(unit.pictures)
    if slots.units <= 2:
        return labelled or bool(unit.pictures)
    return fits or (labelled and bool(unit.pictures))


class Currencies:
    """Counts a document's currencies; the usual one stands in where a price is printed without."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._mentioned: Counter[str] = Counter()

    def add(self, marks: Sequence[Mark]) -> None:
        """Count the currencies of prices."""
        self._seen.update(p.price.currency for m in marks for p in m.prices if p.price.currency)

    def mention(self, lines: Sequence[Line]) -> None:
        """Count currencies that are named anywhere ("All prices in GBP")."""
        for line in lines:
            for sign in _MENTION.findall(line.text):
                currency = currency_of(sign) if sign in CODES or sign in SIGNS else None
                if currency:
                    self._mentioned[currency] += 1

    @property
    def usual(self) -> str | None:
        """The most frequent currency of prices, else the only one that is mentioned."""
        if self._seen:
            return self._seen.most_common(1)[0][0]
        return self._mentioned.most_common(1)[0][0] if len(self._mentioned) == 1 else None
