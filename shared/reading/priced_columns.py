"""Bare amounts under the word that names them: "6 400" under "Unit price (Ft/pc)". For whoever reads no tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared.reading.framed import header_currency
from shared.reading.geometry import x_overlap
from shared.reading.lexicon import field_of, price_kind
from shared.reading.marks import Mark, PricedText
from shared.reading.money import find_prices

_AMOUNT = re.compile(r"\d{1,3}(?:[ \u00a0.,'’]\d{3})+(?:[.,]\d{2})?|\d{1,6}(?:[.,]\d{2})?")


def price_columns(marks: Sequence[Mark]) -> None:
    """Give the amounts under a header that names a price and its currency those prices; leaves other pages alone."""
    heads = [m for m in marks if m.line.turn == 0 and _names_price(m)]
    if not heads:
        return
    for m in marks:
        if m.prices or not _AMOUNT.fullmatch(m.text.strip()):
            continue
        if any(head.bbox[3] <= m.bbox[1] and x_overlap(head.bbox, m.bbox) > 0.5 for head in heads):
            m.prices = [PricedText(p, None, m.bbox, bare=True) for p in find_prices(m.text, bare=True)]


def _names_price(m: Mark) -> bool:
    text = m.text
    if m.prices or any(map(str.isdigit, text)) or header_currency(text) is None:
        return False
    return price_kind(text) in ("wholesale", "retail", "case") or field_of(text) == "price"
