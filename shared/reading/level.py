"""Lines of a page that stand on one level, as rows from top to bottom, and what their pieces look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from shared.reading.geometry import Box, union
from shared.reading.text import Line

SAME_LEVEL = 0.35  # of the smaller size: how far apart the middles of one level's lines may be
MAX_FIGURE = 24  # characters of an amount with its currency and unit
_LETTERS = re.compile(r"[^\W\d_]+")
_CURRENCY_ALONE = re.compile(r"\W{0,2}(?:[$€£¥₹₽₩₺]|[A-Z]{2,3}[$.]?|R\$|kr\.?|zł|Ft|Kč)\W{0,2}")

Level = list[Line]


def levels(lines: Sequence[Line]) -> list[Level]:
    """Rows of pieces that stand on one level, each from left to right."""
    rows: list[tuple[float, float, Level]] = []
    for line in sorted(lines, key=middle):
        y, size = middle(line), max(line.size, 4.0)
        if rows and y - rows[-1][0] < SAME_LEVEL * min(size, rows[-1][1]):
            _, least, row = rows[-1]
            row.append(line)
            rows[-1] = sum(map(middle, row)) / len(row), min(least, size), row
        else:
            rows.append((y, size, [line]))
    return [sorted(row, key=lambda line: line.bbox[0]) for _, _, row in rows]


def middle(line: Line) -> float:
    """The height of a line's middle."""
    return (line.bbox[1] + line.bbox[3]) / 2


def outline(level: Level) -> Box:
    """The box around all pieces of a level."""
    return union(line.bbox for line in level)


def size_of(level: Level) -> float:
    """The usual size of a level's type."""
    return max(median(line.size for line in level), 4.0)


def is_figure(text: str) -> bool:
    """Whether a text is a quantity, an amount, a share: figures with a few letters of a currency or a unit at most."""
    if len(text) > MAX_FIGURE or not any(map(str.isdigit, text)):
        return False
    letters = _LETTERS.findall(text)
    return len(letters) <= 1 and sum(map(len, letters)) <= 4


def is_currency(text: str) -> bool:
    """Whether a text is the sign or the code of a currency and nothing else."""
    return bool(_CURRENCY_ALONE.fullmatch(text.strip()))
