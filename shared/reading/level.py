"""Lines of a page that stand on one level, as rows from top to bottom, and what their pieces look like."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from shared.reading.geometry import Box, union
from shared.reading.rtl import is_right_to_left
from shared.reading.text import Line, Word

SAME_LEVEL = 0.35  # of the smaller size: how far apart the middles of one level's lines may be
WIDER = 1.4  # times the usual space
GAP_EMS = 0.5  # a space is 0.25 to 0.35
MAX_FIGURE = 24  # characters of an amount with its currency and unit
RULE_EMS = 6.0
_TYPED_RULE = re.compile(r"[-_=*.·…—–~]{4,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_CURRENCY_ALONE = re.compile(r"\W{0,2}(?:[$€£¥₹₽₩₺]|[A-Z]{2,3}[$.]?|R\$|kr\.?|zł|Ft|Kč)\W{0,2}")
_AMOUNT = re.compile(
    r"[^\W\d]{0,3}[$€£¥₹₽₩₺.]?\s*[-(]?\s*\d{1,3}(?:[\s\u00a0\u202f.,'’]?\d{3})*(?:[.,](?:\d+|-))?\)?\s*[^\W\d]{0,3}[$€£¥₹₽₩₺%.]?"
)

Level = list[Line]


def part(words: Sequence[Word]) -> Line:
    """Some words of a line as a line of their own."""
    return Line(tuple(words), 0, 0, 0)


def pieces(lines: Sequence[Line]) -> list[Line]:
    """Lines cut where a gap beside a figure or a currency's sign is too wide for a space of theirs."""
    gaps = [(b.bbox[0] - a.bbox[2]) / max(line.size, 4.0) for line in lines for a, b in itertools.pairwise(line.words)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    limit = max(GAP_EMS, WIDER * usual)  # a typewriter's space is 0.6 em wide
    return [piece for line in lines for piece in _cut(line, limit)]


def _cut(line: Line, limit: float) -> list[Line]:
    if len(line.words) < 2 or is_right_to_left(line.text):
        return [line]
    made = [[line.words[0]]]
    for before, word in itertools.pairwise(line.words):
        apart = word.bbox[0] - before.bbox[2] > limit * max(line.size, 4.0)
        if apart and any(is_figure(w.text) or is_currency(w.text) for w in (before, word)):
            made.append([])
        made[-1].append(word)
    return [line] if len(made) == 1 else [part(words) for words in made]


def typed_rules(lines: Sequence[Line]) -> tuple[list[Line], list[Box]]:
    """Lines without words of dashes or dots, cut where these stood, and the boxes of those long enough for a rule."""
    made: list[Line] = []
    rules: list[Box] = []
    for line in lines:
        if not any(_TYPED_RULE.fullmatch(word.text) for word in line.words):
            made.append(line)
            continue
        groups: list[list[Word]] = [[]]
        for word in line.words:
            if not _TYPED_RULE.fullmatch(word.text):
                groups[-1].append(word)
                continue
            groups.append([])
            if word.bbox[2] - word.bbox[0] > RULE_EMS * line.size:
                y = middle(line)
                rules.append((word.bbox[0], y, word.bbox[2], y))
        made += [part(words) for words in groups if words]
    return made, rules


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


def is_amount(text: str) -> bool:
    """Whether a text is one number, with its currency or without, its thousands parted or not."""
    return bool(_AMOUNT.fullmatch(text.strip()))


def is_currency(text: str) -> bool:
    """Whether a text is the sign or the code of a currency and nothing else."""
    return bool(_CURRENCY_ALONE.fullmatch(text.strip()))


def is_body(level: Level) -> bool:
    """Whether a level may be a row of a table: figures among several pieces, or one beside a label."""
    figures = sum(is_figure(line.text) for line in level)
    return (len(level) >= 3 and figures >= 1) or (len(level) == 2 and is_figure(level[-1].text))
