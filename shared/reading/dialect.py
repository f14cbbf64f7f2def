"""How a document writes prices when it leaves out the currency: "79 / 182", or "45.00" on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shared.reading.lexicon import PriceKind, price_kind
from shared.reading.money import Price, amount_of, find_prices
from shared.reading.text import Line

_NUMBER = r"\d{1,3}(?:[,.' \u00a0]\d{3})*(?:[.,]\d{2})?|\d{1,5}(?:[.,]\d{2})?"
_PAIR = re.compile(rf"\s*(?P<a>{_NUMBER})\s*[/|]\s*(?P<b>{_NUMBER})\s*")
_DECIMAL = re.compile(r"\s*(?:\d{1,3}(?:[,.' \u00a0]\d{3})+|\d{1,5})[.,]\d{2}\s*")
_LEGEND = re.compile(r"[/|]|\band\b|\bet\b|\bund\b|\be\b")
LEAST, MOST = 1.3, 6.0  # how many times the wholesale price a retail price is
MIN_LINES = 4


class Dialect:
    """Counts, page by page, what could be prices; then says what is. Grows with nothing."""

    def __init__(self) -> None:
        self._signed = self._pairs = self._decimals = 0
        self._legends: Counter[tuple[PriceKind, PriceKind]] = Counter()

    def add(self, lines: Sequence[Line]) -> None:
        """Count one page's lines."""
        for line in lines:
            text = line.text
            if bare_pair(text):
                self._pairs += 1
            elif _DECIMAL.fullmatch(text):
                self._decimals += 1
            elif find_prices(text):
                self._signed += 1
            else:
                legend = legend_of(text)
                if legend:
                    self._legends[legend] += 1

    def is_price(self, text: str) -> bool:
        """Whether a text without a currency is a price (or two) in this document."""
        if self._pairs >= MIN_LINES and self._pairs > 2 * self._signed and bare_pair(text):
            return True
        enough = self._decimals >= MIN_LINES and self._decimals > 4 * (self._signed + self._pairs)
        return enough and bool(_DECIMAL.fullmatch(text))

    @property
    def kinds(self) -> tuple[PriceKind, PriceKind]:
        """What the two prices of a pair are: as a legend says, else wholesale first."""
        return self._legends.most_common(1)[0][0] if self._legends else ("wholesale", "retail")


def bare_pair(text: str) -> list[Price] | None:
    """Two prices without a currency, one a usual multiple of the other; None for anything else."""
    match = _PAIR.fullmatch(text)
    if not match:
        return None
    a, b = amount_of(match["a"]), amount_of(match["b"])
    low, high = sorted((float(a), float(b)))
    if low <= 0 or not LEAST <= high / low <= MOST:
        return None
    return [
        Price(a, None, None, match.start("a"), match.end("a")),
        Price(b, None, None, match.start("b"), match.end("b")),
    ]


def legend_of(text: str) -> tuple[PriceKind, PriceKind] | None:
    """What a legend says of two prices, in their order ("Prices: wholesale / suggested retail", "WS / RRP")."""
    parts = _LEGEND.split(text)
    if len(parts) != 2 or any(c.isdigit() for c in text):
        return None
    kinds = [price_kind(part) for part in parts]
    first, second = kinds
    if first is None or second is None or {first, second} != {"wholesale", "retail"}:
        return None
    return first, second
