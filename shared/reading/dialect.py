"""How a document writes prices when it leaves out the currency: "79 / 182", or "45.00" on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shared.reading.codes import is_unpronounceable
from shared.reading.lexicon import PriceKind, exact_field, price_kind
from shared.reading.money import Price, amount_of, find_prices, plain_digits
from shared.reading.text import Line

_NUMBER = r"\d{1,3}(?:[,.' \u00a0]\d{3})*(?:[.,]\d{2})?|\d{1,5}(?:[.,]\d{2})?"
_PAIR = re.compile(rf"\s*(?P<a>{_NUMBER})\s*[/|]\s*(?P<b>{_NUMBER})\s*")
_DECIMAL = re.compile(r"\s*(?:\d{1,3}(?:[,.' \u00a0]\d{3})+|\d{1,5})[.,]\d{2}\s*")
_LEGEND = re.compile(r"[/|]|\band\b|\bet\b|\bund\b|\be\b")
_LONE = re.compile(r"\s*\d{1,5}[.,]\d{3}\s*")
_PRINTED = re.compile(r"\d+(?:[.,' ]\d+)*")
_THIRDS = re.compile(
    r"(?<![A-Za-z])(?:KWD|KD|K\.D\.|BHD|OMR|TND|DT|JOD)(?![A-Za-z])|د\."
)  # currencies of three decimals
LEAST, MOST = 1.3, 6.0  # how many times the wholesale price a retail price is
MIN_LINES = 4
MIN_SERIES, MAX_SERIES = 4, 200  # style numbers of letters that tell a series
UNSAID = 0.25  # of a series, at least, is no word
_CAPITALS = re.compile(r"[A-Z]{4,8}")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{4}")


class Dialect:
    """Counts, page by page, what could be prices; then says what is. Grows with nothing."""

    def __init__(self) -> None:
        self._signed = self._pairs = self._decimals = 0
        self._legends: Counter[tuple[PriceKind, PriceKind]] = Counter()
        self._places: Counter[tuple[str, str]] = Counter()
        self._thirds = 0
        self._lettered: dict[tuple[int, str], set[str]] = {}  # words in capitals that may be style numbers

    def add(self, lines: Sequence[Line]) -> None:
        """Count one page's lines."""
        for line in lines:
            text = line.text
            self._thirds += bool(_THIRDS.search(text))
            self._spell(text)
            if not any(map(str.isdigit, text)):
                if legend := legend_of(text):
                    self._legends[legend] += 1
            elif bare_pair(text):
                self._pairs += 1
            elif found := find_prices(text):
                self._signed += 1
                for price in found:
                    self._learn(text[price.start : price.end])
            elif _DECIMAL.fullmatch(text):
                self._decimals += 1
                self._learn(text)
            elif _LONE.fullmatch(text):
                self._learn(text)

    def _spell(self, text: str) -> None:
        """Keep a word in capitals that stands alone or behind a label for style numbers."""
        label, _, word = text.rpartition(" ")
        if _CAPITALS.fullmatch(word) and (not label or exact_field(label) == "code"):
            words = self._lettered.setdefault((len(word), word[:2]), set())
            if len(words) < MAX_SERIES:
                words.add(word)

    def is_series(self, word: str) -> bool:
        """Whether a word in capitals is a style number of letters: one of many as long that begin alike ("ALDXF").

        Some of them at least cannot be said, so that they are no names.
        """
        if not _CAPITALS.fullmatch(word):
            return False
        words = self._lettered.get((len(word), word[:2]), set())
        return len(words) >= MIN_SERIES and sum(map(_is_unsaid, words)) >= UNSAID * len(words)

    def _learn(self, text: str) -> None:
        """Count what the signs in a price's numbers do: part two decimals, three, or groups, or it cannot be told."""
        for match in _PRINTED.finditer(plain_digits(text)):
            number = match[0]
            last = max(number.rfind("."), number.rfind(","))
            if last < 0:
                continue
            sign, whole, places = number[last], number[:last], len(number) - last - 1
            for other in {".", ","} & set(whole):
                self._places[other, "group"] += 1
            if places == 2:
                self._places[sign, "two"] += 1
            elif places == 3 and sign not in whole:
                alone = 0 < len(whole) <= 3 and whole.strip("0")
                self._places[sign, "open" if alone else "three"] += 1

    @property
    def decimal(self) -> str | None:
        """The sign that parts decimals of three digits, "." or ","; None where three digits are a group."""
        for sign, other in (".,", ",."):
            count = {what: self._places[sign, what] for what in ("group", "two", "three", "open")}
            if count["group"]:
                continue
            thirds = self._thirds and count["open"] and not count["two"] and not self._places[other, "two"]
            if count["three"] or thirds or count["two"] >= MIN_LINES:
                return sign
        return None

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


def _is_unsaid(word: str) -> bool:
    return is_unpronounceable(word) or bool(_CONSONANTS.search(word)) or not set(word[2:]) & set("AEIOUY")


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
