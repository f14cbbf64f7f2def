"""Words that ran into each other: a code too long for its column, with no gap to the name that begins there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

import pymupdf

from shared.reading.intervals import Interval
from shared.reading.level import part
from shared.reading.text import Line, Word

NEAR_EMS = 0.35  # how far from a column's beginning the letter may stand that begins it
GAP_EMS = 0.5
INSIDE = 2.0  # points that a word must reach to either side of it


def unglued(line: Line, columns: Sequence[Interval]) -> Line:
    """A line whose words are cut where a column begins within one, and a new word with it: "18025/539Cardigan"."""
    words = [piece for word in line.words for piece in _cut(word, columns)]
    return line if len(words) == len(line.words) else part(words)


def _cut(word: Word, columns: Sequence[Interval]) -> list[Word]:
    x0, y0, x1, y1 = word.bbox
    for before, (start, _) in itertools.pairwise(columns):
        if not (x0 < before[1] and x0 + INSIDE < start < x1 - INSIDE):
            continue
        edges = _edges(word)
        at = min(range(1, len(word.text)), key=lambda n: abs(edges[n] - start), default=0)
        if at and abs(edges[at] - start) < NEAR_EMS * word.style.size and _begins(word.text, at):
            x = edges[at]
            left, right = word.text[:at], word.text[at:]
            end = max(x - GAP_EMS * word.style.size, x0 + 1)  # set apart, as two cells are
            return [Word(left, (x0, y0, end, y1), word.style), Word(right, (x, y0, x1, y1), word.style)]
    return [word]


def _begins(text: str, at: int) -> bool:
    """Whether a word begins here: a capital and a small letter, after a figure or another capital."""
    after = text[at : at + 2]
    return len(after) == 2 and after[0].isupper() and after[1].islower() and not text[at - 1].islower()


def _edges(word: Word) -> list[float]:
    """About where each character of a word begins."""
    widths = [_font().glyph_advance(ord(c)) or 0.5 for c in word.text]
    whole = sum(widths)
    x0, _, x1, _ = word.bbox
    return [x0 + (x1 - x0) * share / whole for share in itertools.accumulate(widths[:-1], initial=0.0)]


@cache
def _font() -> pymupdf.Font:
    """What most orders are set in, or alike: only the proportions count."""
    return pymupdf.Font("helv")
