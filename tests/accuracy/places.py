"""Whether a value stands where the result says that it was read: by the truth's own boxes, else by the page's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf

from tests.accuracy.align import Pair, same_row
from tests.accuracy.pictures import area, shared
from tests.data.truth import Box

COVERED, LARGER = 0.6, 4.0  # of the true box
GROWN = 2.0  # points
SPARE = 40  # letters that a box may hold beside 4 times those of its value: its label

Words = list[tuple[Box, str]]


class TextLayer:
    """The words of a PDF where they are displayed; of another file, none."""

    def __init__(self, file: Path | None) -> None:
        self._document = pymupdf.open(file) if file and file.suffix.lower() == ".pdf" else None
        self.words = cache(self._words)

    def _words(self, number: int) -> Words:
        if self._document is None or not 1 <= number <= len(self._document):
            return []
        page = self._document[number - 1]
        turned = page.rotation_matrix
        return [((*(pymupdf.Rect(w[:4]) * turned),), w[4]) for w in page.get_text("words", sort=False)]

    def inside(self, number: int, box: Box) -> list[str]:
        """The words of which at least half stands inside the box, grown a little."""
        grown = (box[0] - GROWN, box[1] - GROWN, box[2] + GROWN, box[3] + GROWN)
        return [word for at, word in self.words(number) if shared(at, grown) >= 0.5 * area(at) > 0]


def place_right(pair: Pair, name: str, text: TextLayer) -> bool | None:
    """Whether a right value's place is right too; None where neither the truth nor the page can tell."""
    field: Mapping[str, Any] | None = (pair.result.get("fields") or {}).get(name)
    true = pair.truth.places.get(name)
    if field is None:
        return False
    if pair.truth.row is not None:
        return _row_right(pair, name, field)
    box, page = field.get("bbox"), int(field.get("page") or 0)
    if not box:
        return False
    if name != "category" and page != pair.truth.page:
        return False
    if true is not None:
        return page == pair.truth.page and covers((box[0], box[1], box[2], box[3]), true)
    if not text.words(page):
        return None
    return holds(text.inside(page, (box[0], box[1], box[2], box[3])), spoken(pair, name))


def _row_right(pair: Pair, name: str, field: Mapping[str, Any]) -> bool | None:
    """A value of a sheet stands in its product's row; a category in a row before it, or in a column."""
    if field.get("row") is None:
        return None
    return same_row(pair.truth, field) if name != "category" else int(field["row"]) <= (pair.truth.row or 0)


def covers(box: Box, true: Box) -> bool:
    """The box holds most of the true one, and not much else."""
    return shared(box, true) >= COVERED * area(true) and area(box) <= LARGER * area(true)


def spoken(pair: Pair, name: str) -> list[str]:
    """The words that must stand there: a name's own, a price's amount, a list's ends (between them may be a dash)."""
    value = pair.result.get(name)
    if name in ("wholesale_price", "retail_price") and isinstance(value, Mapping):
        return [str(value[end]) for end in ("amount", "amount_max") if value.get(end)]
    if name == "sizes" and isinstance(value, list):
        return [str(value[0]), str(value[-1])]
    if name == "colors" and isinstance(value, list):
        return [str(c.get("name") or c.get("code")) if isinstance(c, Mapping) else str(c) for c in value]
    return [str(value)]


def holds(inside: list[str], wanted: list[str]) -> bool:
    """Whether words hold each of those wanted (an amount however it is written), and little else."""
    text = _letters(" ".join(inside))
    if len(text) > LARGER * sum(len(_letters(w)) for w in wanted) + SPARE:
        return False
    return all(_amount_in(w, inside) if re.fullmatch(r"\d+\.\d+|\d+", w) else _in(w, text, inside) for w in wanted)


def _letters(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def _in(wanted: str, text: str, inside: list[str]) -> bool:
    if _letters(wanted) in text:
        return True
    letters = [_letters(word) for word in inside]  # in another order: two columns, right to left
    return all(any(_letters(w) in word for word in letters) for w in wanted.split() if _letters(w))


def _amount_in(amount: str, inside: list[str]) -> bool:
    digits = "".join(str(unicodedata.digit(c)) for c in "".join(inside) if c.isdigit())
    whole, _, cents = amount.partition(".")
    return whole + cents in digits or (not cents.strip("0") and whole in digits) or whole + cents.rstrip("0") in digits
