"""Lines with Hebrew or Arabic in them: from glyphs as they stand to words as they are read.

Files hold such lines in any order: as written, as seen from left to right, piece by piece. What counts is where the
glyphs stand. A line is taken from left to right, turned round, and what runs from left to right in it is turned back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from shared.reading.geometry import Box, union
from shared.reading.glyphs import UNKNOWN

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
SPACE_EMS = 0.14  # a wider gap between glyphs is a space
CELL_EMS = 1.35  # a wider one parts the cells of a row
SAME_LINE = 0.35  # of the size: how far apart the feet of one line's glyphs may be
_NUMERIC = frozenset("%$€£₪#+°.,:/'’-٫٬")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True)
class Glyph:
    """What one glyph says, in order of reading, its box, and the style of its span."""

    text: str
    bbox: Box
    style: Any


Words = list[tuple[Box, str, Any]]


def is_right_to_left(text: str) -> bool:
    """Whether a text has a Hebrew or Arabic letter."""
    return bool(RIGHT_TO_LEFT.search(text))


def lines_with_order(
    textpage: pymupdf.TextPage, restored: Callable[[float, float], str]
) -> Iterator[tuple[Words, tuple[float, float]]]:
    """Every line of a page and its direction: level ones by their height, cut at wide gaps, in reading order.

    `restored` gives the letter of a glyph without a meaning, by where it begins, or "".
    """
    level: list[tuple[float, float, Glyph]] = []
    for block in textpage.extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            glyphs = [glyph for span in line["spans"] for glyph in _glyphs(span, restored)]
            if line["dir"][0] > 0.99:
                level += glyphs
            else:
                yield _plain([glyph for _, _, glyph in glyphs]), line["dir"]
    for cell, size in _cells(level):
        yield _words(cell, size), (1.0, 0.0)


def _glyphs(span: dict[str, Any], restored: Callable[[float, float], str]) -> list[tuple[float, float, Glyph]]:
    """A span's glyphs; the letters of a ligature, which stand in one place, are one."""
    found: list[tuple[float, float, Glyph]] = []
    before = None
    for char in span["chars"]:
        box: Box = tuple(char["bbox"])
        text = restored(*char["origin"]) or char["c"] if char["c"] == UNKNOWN else char["c"]
        text = unicodedata.normalize("NFKC", text) if text >= "\ufb00" else text
        hidden = box[2] - box[0] < 0.01 or unicodedata.combining(text[0])
        if found and (char["origin"] == before or hidden) and not text.isspace():
            foot, size, last = found[-1]
            found[-1] = foot, size, Glyph(last.text + text, union((last.bbox, box)), span)
        else:
            found.append((char["origin"][1], span["size"], Glyph(text, box, span)))
        before = char["origin"]
    return found


def _plain(glyphs: Sequence[Glyph]) -> Words:
    made: Words = []
    for text, part in _spaced(glyphs):
        made.append((union(g.bbox for g in part), text, part[0].style))
    return made


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[tuple[str, list[Glyph]]]:
    part: list[Glyph] = []
    for glyph in [*glyphs, Glyph(" ", (0, 0, 0, 0), None)]:
        if not glyph.text.isspace():
            part.append(glyph)
        elif part:
            yield "".join(g.text for g in part), part
            part = []


def _cells(level: Sequence[tuple[float, float, Glyph]]) -> Iterator[tuple[list[Glyph], float]]:
    """Glyphs on one line, from left to right, cut where the gap is too wide for a space."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for foot, size, glyph in sorted(level, key=lambda item: item[0]):
        if glyph.text.isspace():
            continue
        if rows and foot - rows[-1][0] < SAME_LINE * min(size, rows[-1][1]):
            rows[-1][2].append(glyph)
        else:
            rows.append((foot, size, [glyph]))
    for _, size, row in rows:
        cell: list[Glyph] = []
        for glyph in sorted(row, key=lambda g: (g.bbox[0] + g.bbox[2]) / 2):
            if cell and glyph.bbox[0] - max(g.bbox[2] for g in cell[-3:]) > CELL_EMS * size:
                yield cell, size
                cell = []
            cell.append(glyph)
        yield cell, size


def _words(cell: Sequence[Glyph], size: float) -> Words:
    """A cell's words in the order of reading, from its glyphs from left to right."""
    spaced: list[Glyph] = []
    for glyph in cell:
        if spaced and glyph.bbox[0] - spaced[-1].bbox[2] > SPACE_EMS * size:
            spaced.append(Glyph(" ", glyph.bbox, glyph.style))
        spaced.append(glyph)
    made = _plain(_logical(spaced) if any(is_right_to_left(g.text) for g in cell) else spaced)
    brackets = [c for _, text, _ in made for c in text if c in "()[]{}"]
    if brackets and brackets[0] in ")]}":  # the file names brackets by how they look
        made = [(box, text.translate(_MIRRORED), style) for box, text, style in made]
    return made


def _logical(seen: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs from left to right, put in the order of reading from right to left."""
    order = list(reversed(seen))
    kinds = [_kind(g.text) for g in order]
    for n, kind in enumerate(kinds):  # signs of a number, and what stands between its digits, belong to it
        beside = {kinds[n - 1] if n else "", kinds[n + 1] if n + 1 < len(kinds) else ""}
        if kind == "sign" and "digit" in beside and (order[n].text not in ".,:/'’-" or beside == {"digit"}):
            kinds[n] = "digit"
    made: list[Glyph] = []
    at = 0
    while at < len(order):
        end = _run(kinds, at)
        made += reversed(order[at:end])
        at = end
    return made


def _kind(text: str) -> str:
    first = text[0]
    if is_right_to_left(first) and not first.isdigit():
        return "right"
    if first.isdigit():
        return "digit"
    if first.isalpha():
        return "left"
    return "sign" if first in _NUMERIC else "neutral"


def _run(kinds: Sequence[str], at: int) -> int:
    """Where what runs from left to right ends: a number, or all from one Latin letter or number to another."""
    if kinds[at] not in ("digit", "left"):
        return at + 1
    end, reach = at, at
    while end < len(kinds) and kinds[end] != "right":
        if kinds[end] in ("digit", "left"):
            reach = end + 1
        end += 1
    if "left" in kinds[at:reach]:
        return reach
    end = at
    while end < len(kinds) and kinds[end] == "digit":
        end += 1
    return end
