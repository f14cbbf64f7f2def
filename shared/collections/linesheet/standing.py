"""Where on a page a value stands. What a model says is a value only where the page says it too."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from shared.collections.linesheet.fields import joined
from shared.reading.geometry import Box, centre, union
from shared.reading.money import Price, find_prices
from shared.reading.text import Line
from shared.reading.words import folded

MAX_SPOTS = 60  # places of one value that are looked at
MAX_LENGTH = 2000
Place = tuple[int, int, int]  # line, word, character


@dataclass(frozen=True)
class Spot:
    """A place where a value stands: the page's own spelling, its box, its lines, and where it begins in reading."""

    text: str
    bbox: Box
    lines: frozenset[int]
    start: int


@dataclass(frozen=True)
class PriceSpot:
    """A printed price and its place."""

    price: Price
    spot: Spot


class Standing:
    """A page's words, to look values up in: letters and digits alone, without case and accents.

    Two numbers stay apart ("45 00" is not "4500"), and a value begins and ends where a word or a part of one does.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._text = ""
        self._places: list[Place | None] = []
        self._begins: list[bool] = []
        made: list[str] = []
        for number, line in enumerate(lines):
            for place, word in enumerate(line.words):
                self._add(made, number, place, word.text)
        self._text = "".join(made)

    def _add(self, made: list[str], line: int, word: int, text: str) -> None:
        begins = True
        for at, printed in enumerate(text):
            plain = [c for c in folded(printed) if c.isalnum()]
            if not plain:
                begins = True
                continue
            if begins and made and made[-1].isdigit() and plain[0].isdigit():
                made.append(" ")
                self._places.append(None)
                self._begins.append(True)
            for c in plain:
                made.append(c)
                self._places.append((line, word, at))
                self._begins.append(begins)
                begins = False

    def spots(self, value: str) -> list[Spot]:
        """Every place where the value stands, in reading order."""
        wanted = _plain(value[:MAX_LENGTH])
        return [self._spot(at, at + len(wanted) - 1, value) for at in self._found(wanted)] if wanted else []

    def _found(self, wanted: str) -> list[int]:
        found: list[int] = []
        at = self._text.find(wanted)
        while at >= 0 and len(found) < MAX_SPOTS:
            end = at + len(wanted)
            if self._begins[at] and (end == len(self._text) or self._begins[end]):
                found.append(at)
            at = self._text.find(wanted, at + 1)
        return found

    def _spot(self, first: int, last: int, value: str) -> Spot:
        begin, end = self._places[first], self._places[last]
        assert begin is not None, "a value begins and ends with a letter or digit"
        assert end is not None, "a value begins and ends with a letter or digit"
        before, after = _edges(value.strip())
        text, boxes = "", []
        for number in range(begin[0], end[0] + 1):
            words = self.lines[number].words
            start = begin[1] if number == begin[0] else 0
            stop = end[1] if number == end[0] else len(words) - 1
            pieces = [word.text for word in words[start : stop + 1]]
            if number == end[0]:
                pieces[-1] = _cut_after(pieces[-1], end[2], after)
            if number == begin[0]:
                pieces[0] = _cut_before(pieces[0], begin[2], before)
            boxes += [word.bbox for word in words[start : stop + 1]]
            text = joined(text, " ".join(pieces)) if text else " ".join(pieces)
        return Spot(text, union(boxes), frozenset(range(begin[0], end[0] + 1)), first)

    def prices(self, printed: str) -> list[PriceSpot]:
        """Every place where the price stands, by its amounts; the currency is the page's, not what was asked for."""
        asked = find_prices(printed[:80], bare=True)
        if len(asked) != 1:
            return []
        return [found for found in self._prices if _amounts(found.price) == _amounts(asked[0])][:MAX_SPOTS]

    @cached_property
    def _prices(self) -> list[PriceSpot]:
        return list(self._every_price())

    def _every_price(self) -> Iterator[PriceSpot]:
        start = 0
        for number, line in enumerate(self.lines):
            signed = find_prices(line.text)
            bare = [p for p in find_prices(line.text, bare=True) if p not in signed]
            for word in line.words if signed else ():  # a sum without a sign beside one with
                bare += [_moved(p, line.text.find(word.text)) for p in find_prices(word.text, bare=True)]
            taken = [range(p.start, p.end) for p in signed]
            for price in [*signed, *(p for p in bare if not any(p.start in t for t in taken))]:
                boxes = list(_boxes(line, price.start, price.end))
                if boxes:
                    spot = Spot(line.text[price.start : price.end], union(boxes), frozenset((number,)), start)
                    yield PriceSpot(price, spot)
            start += len(line.text)


def nearest(spots: Sequence[Spot], lines: Collection[int], near: Box | None, used: Collection[int] = ()) -> Spot | None:
    """The place that is meant: one not used yet, in the lines named, nearest to a box, first in reading."""

    def order(spot: Spot) -> tuple[bool, bool, float, int]:
        return spot.start in used, not spot.lines <= set(lines), _distance(spot.bbox, near), spot.start

    return min(spots, key=order, default=None)


def _distance(box: Box, near: Box | None) -> float:
    if near is None:
        return 0.0
    return math.dist(centre(box), centre(near))


def _plain(value: str) -> str:
    """A value as `Standing` keeps the page: letters and digits, a space between two numbers."""
    runs = ["".join(run) for wordy, run in itertools.groupby(folded(value), str.isalnum) if wordy]
    text = ""
    for run in runs:
        text += f" {run}" if text[-1:].isdigit() and run[0].isdigit() else run
    return text


def _edges(value: str) -> tuple[str, str]:
    """The signs before the first and after the last letter or digit of a value."""
    inner = [n for n, c in enumerate(value) if c.isalnum()]
    return (value[: inner[0]], value[inner[-1] + 1 :]) if inner else ("", "")


def _cut_after(word: str, last: int, signs: str) -> str:
    """A word up to its character `last`, and the value's own signs after it where the word has them too."""
    end = last + 1
    for sign in signs:
        if word[end : end + 1] != sign:
            break
        end += 1
    return word[:end]


def _cut_before(word: str, first: int, signs: str) -> str:
    start = first
    for sign in reversed(signs):
        if start == 0 or word[start - 1] != sign:
            break
        start -= 1
    return word[start:]


def _amounts(price: Price) -> tuple[Decimal, Decimal | None]:
    return Decimal(price.amount), Decimal(price.amount_max) if price.amount_max else None


def _moved(price: Price, by: int) -> Price:
    return Price(price.amount, price.amount_max, price.currency, price.start + by, price.end + by)


def _boxes(line: Line, start: int, end: int) -> Iterator[Box]:
    """The boxes of the words that reach into a part of the line's text."""
    at = 0
    for word in line.words:
        if at < end and start < at + len(word.text):
            yield word.bbox
        at += len(word.text) + 1
