"""Headers of tables that are drawn as cells, so that borders say which words name which column.

A cell over several columns ("Unit price (EUR)" over two places) names each of them. The words need not stand on one
line, nor be known: a column of which the header says nothing that we know is a measure or a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.currencies import CODES, SIGNS, currency_of
from shared.reading.geometry import Box, centre, contains
from shared.reading.graphics import Graphics
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import Field, field_of, price_kind
from shared.reading.marks import Mark
from shared.reading.money import find_prices

TOUCH = 2.0  # points between borders that are one
LEAST_HEIGHT, MOST_HEIGHT = 7.0, 140.0  # points, of a header's cell
MIN_COLUMNS = 3
FILLED = 0.7  # of a header's cells have words
LEGIBLE = 0.6  # of a header's type: smaller words belong to a drawing that a table lies over
BETWEEN_GROUPS = 14.0  # points: rows of one table are no farther apart
TITLES: tuple[Field, ...] = ("name", "code", "description")
_SIGN = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(s) for s in sorted({*SIGNS, *CODES}, key=len, reverse=True) if len(s) > 1 or not s.isalpha())
    + r")(?![^\W\d_])"
)


@dataclass(frozen=True)
class FramedCell:
    """A header's cell: the column's borders, its own words, those of the cells above it, and the field they name."""

    box: Box
    text: str
    over: str
    field: Field | None

    @property
    def header(self) -> str:
        return f"{self.over} {self.text}".strip()


@dataclass(frozen=True)
class FramedHeader:
    """Cells from left to right, the marks that stand in them, and the whole outline."""

    cells: tuple[FramedCell, ...]
    marks: tuple[Mark, ...]
    bbox: Box


def framed_headers(marks: Sequence[Mark], graphics: Graphics) -> list[FramedHeader]:
    """The headers of a page that are drawn as cells, from top to bottom. `marks`: with those set sideways."""
    boxes = [b for b in graphics.boxes if LEAST_HEIGHT <= b[3] - b[1] <= MOST_HEIGHT]
    found: list[FramedHeader] = []
    for run in sorted(_runs(boxes), key=lambda run: run[0][3]):
        made = _header(run, boxes, marks)
        if made is not None and not any(_same_place(made.bbox, other.bbox) for other in found):
            found.append(made)
    return found


def table_end(header: FramedHeader, graphics: Graphics, limit: float) -> float:
    """How far down the borders under a header go, at most to `limit`; `limit` where none are drawn there."""
    x0, _, x1, end = header.bbox
    inner = [
        b
        for b in (*graphics.boxes, *graphics.across, *graphics.down)
        if b[0] > x0 - TOUCH and b[2] < x1 + TOUCH and b[3] > end + TOUCH and b[1] < limit
    ]
    if not inner:
        return limit
    for b in sorted(inner, key=lambda b: b[1]):
        if b[1] > end + BETWEEN_GROUPS:
            break
        end = max(end, b[3])
    return min(end, limit)


def header_currency(text: str) -> str | None:
    """The currency that a header sets its column's prices in: "Unit price (Ft/pc)" is HUF; None where it says none."""
    found = {currency for sign in _SIGN.findall(text) if (currency := currency_of(sign))}
    return found.pop() if len(found) == 1 else None


def _runs(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that end at one height and touch side by side."""
    levels: dict[int, list[Box]] = {}
    for box in boxes:
        levels.setdefault(round(box[3]), []).append(box)
    runs: list[list[Box]] = []
    for level in levels.values():
        run: list[Box] = []
        for box in _narrowest(level):
            if run and abs(run[-1][2] - box[0]) > TOUCH:
                runs.append(run)
                run = []
            run.append(box)
        runs.append(run)
    return [run for run in runs if len(run) >= MIN_COLUMNS]


def _narrowest(level: Sequence[Box]) -> list[Box]:
    """The boxes of a level from left to right, without those that hold others (a row's own background)."""
    kept: list[Box] = []
    for box in sorted(level, key=lambda b: (b[2] - b[0], b[1])):
        if not any(min(box[2], k[2]) - max(box[0], k[0]) > TOUCH for k in kept):
            kept.append(box)
    return sorted(kept)


def _header(run: Sequence[Box], boxes: Sequence[Box], marks: Sequence[Mark]) -> FramedHeader | None:
    top = min(b[1] for b in run)
    outline = (run[0][0], top, run[-1][2], run[0][3])
    above = [b for b in boxes if b[1] >= top - MOST_HEIGHT and b[3] <= outline[3] and _inside(b, outline)]
    inside = [m for m in marks if contains(outline, centre(m.bbox))]
    inside = [m for m in inside if m.style.size >= LEGIBLE * max(o.style.size for o in inside)]
    cells = [_cell(box, _spanning(box, top, above), inside) for box in run]
    said = [c for c in cells if c.text]
    fields = {c.field for c in cells}
    if len(said) < FILLED * len(cells) or any(m.prices for m in inside):
        return None
    if not fields & set(TITLES) or not fields & set(PRICE_FIELDS):
        return None
    return FramedHeader(tuple(cells), tuple(inside), outline)


def _inside(box: Box, outline: Box) -> bool:
    return box[0] >= outline[0] - TOUCH and box[2] <= outline[2] + TOUCH


def _spanning(box: Box, top: float, above: Sequence[Box]) -> list[Box]:
    """The cells that stand on a lower cell of a header and are wider, from top to bottom."""
    found: list[Box] = []
    edge = box[1]
    while edge > top + TOUCH:
        over = [b for b in above if abs(b[3] - edge) < TOUCH and b[0] <= box[0] + TOUCH and b[2] >= box[2] - TOUCH]
        if not over:
            break
        found.insert(0, min(over, key=lambda b: b[2] - b[0]))
        edge = found[0][1]
    return found


def _cell(box: Box, over: Sequence[Box], marks: Sequence[Mark]) -> FramedCell:
    text, above = _words(box, marks), " ".join(_words(b, marks) for b in over)
    return FramedCell(box, text, above, _field(text, above))


def _words(box: Box, marks: Sequence[Mark]) -> str:
    return " ".join(w.text for m in marks for w in m.line.words if contains(box, centre(w.bbox)))


def _field(text: str, over: str) -> Field | None:
    """What a cell says its column holds: with those above it, by itself, or prices by their currency."""
    whole = f"{over} {text}".strip()
    found = field_of(whole) or field_of(text)
    if over and found not in PRICE_FIELDS:
        found = _priced(over) or found
    if found is None:
        found = _priced(whole)
    return found


def _priced(text: str) -> Field | None:
    if find_prices(text):
        return None
    kind = price_kind(text)
    if kind in ("wholesale", "retail", "case"):
        return kind
    named = field_of(text)
    return named if named in PRICE_FIELDS else "price" if header_currency(text) else None


def _same_place(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1]) + TOUCH
