"""Rows that name a table's columns, on one line or on several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.attributes import is_size
from shared.reading.geometry import Box, overlap, union, x_overlap
from shared.reading.lexicon import Field, field_of
from shared.reading.marks import Mark

PRICE_FIELDS: tuple[Field, ...] = ("wholesale", "retail", "case", "price")
MIN_HEADER_FIELDS = 2
LEADING = 0.8  # of the type's size: lines of one header are closer
MAX_LINES = 3  # that a header is wrapped over, beside its own


@dataclass(frozen=True)
class HeaderCell:
    """What stands over one column: its lines from top to bottom."""

    marks: tuple[Mark, ...]

    @property
    def bbox(self) -> Box:
        return union(m.bbox for m in self.marks)

    @property
    def text(self) -> str:
        return " ".join(m.text for m in self.marks)


Header = list[HeaderCell]
UNLIKE = 1.2  # times the size of another: two texts are not set alike


def bands(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks that stand on one line across the page, from top to bottom, each from left to right."""
    found: list[list[Mark]] = []
    for one in sorted(marks, key=lambda m: (m.bbox[1] + m.bbox[3]) / 2):
        last = found[-1] if found else None
        if last and overlap(one.bbox[1], one.bbox[3], last[0].bbox[1], last[0].bbox[3]) > 0.6:
            last.append(one)
        else:
            found.append([one])
    return [sorted(band, key=lambda m: m.bbox[0]) for band in found]


def find_headers(marks: Sequence[Mark]) -> list[Header]:
    """The headers of a page's tables, from top to bottom; of tables side by side, from left to right."""
    rows = bands(marks)
    found: list[Header] = []
    taken: set[int] = set()
    for n, band in enumerate(rows):
        if any(m.line.index in taken for m in band):
            continue
        parts = _headers(band)
        for cells in parts:
            grown = _grown([HeaderCell((m,)) for m in cells], rows, n, alone=len(parts) == 1)
            taken |= {m.line.index for cell in grown for m in cell.marks}
            found.append(grown)
    return found


def header_field(text: str) -> Field | None:
    """The field a header names; a text with a digit ("Belt No. 7") is a header for a price only."""
    found = field_of(text)
    return found if found in PRICE_FIELDS or not any(map(str.isdigit, text)) else None


def _headers(band: list[Mark]) -> list[list[Mark]]:
    """The header rows in a band; several where tables stand side by side."""
    cells = [m for m in band if not m.prices]
    if len(cells) != len(band) or len(cells) < 2:
        return []
    parts: list[list[Mark]] = [[]]
    for cell in cells:
        if parts[-1] and cell.text.casefold() == parts[-1][0].text.casefold():
            parts.append([])
        parts[-1].append(cell)
    return [part for part in parts if _is_header(part)]


def _is_header(cells: list[Mark]) -> bool:
    named = [
        header_field(c.text)
        for c in cells
        if c.label is None or (c.label == "code" and not any(map(str.isdigit, c.text)))
    ]
    known = [f for f in named if f]
    sizes = [c.style.size for c in cells]
    if len(cells) == 2 and max(sizes) > UNLIKE * min(sizes):
        return False  # a line of one card beside the label of its neighbour's price
    others = sum(not is_size(c.text) for c in cells)  # "S", "M", "L" as columns to order in are no fields
    if len(known) < MIN_HEADER_FIELDS or len(known) < 0.5 * others:
        return False
    if all(f in PRICE_FIELDS for f in named):
        return False  # labels under the prices of a card
    return len(set(known)) >= 2 and any(f in (*PRICE_FIELDS, "code") for f in known)


def _grown(header: Header, rows: list[list[Mark]], at: int, alone: bool) -> Header:
    """A header with the lines above and below it that its words are wrapped over.

    `alone`: no other header stands beside it, so that a line beside its cells is one more of them.
    """
    for step in (1, -1):
        for n in range(at + step, at + step * (MAX_LINES + 1), step):
            if not 0 <= n < len(rows):
                break
            added = _with(header, rows[n], step > 0, alone)
            if added is None:
                break
            header = added
    return header


def _with(header: Header, band: list[Mark], below: bool, alone: bool) -> Header | None:
    """A header with one more line, None where the line is none of it."""
    left, right = header[0].bbox[0], header[-1].bbox[2]
    line = [m for m in band if alone or (m.bbox[2] > left and m.bbox[0] < right)]
    homes = [_home(header, m) for m in line]
    if not line or any(home is None for home in homes):
        return None
    if not all(_goes_on(header, m, home, below) for m, home in zip(line, homes, strict=True) if home is not None):
        return None
    cells = [list(cell.marks) for cell in header]
    for m, home in zip(line, homes, strict=True):
        if home is None or home < 0:
            cells.append([m])
        else:
            cells[home].insert(len(cells[home]) if below else 0, m)
    made = [HeaderCell(tuple(marks)) for marks in cells]
    return sorted(made, key=lambda cell: cell.bbox[0])


def _home(header: Header, m: Mark) -> int | None:
    """The one cell that a line stands over or under; -1 where it stands between them, None where it spans several."""
    over = [n for n, cell in enumerate(header) if x_overlap(cell.bbox, m.bbox) > 0]
    if len(over) > 1:
        return None
    return over[0] if over else -1


def _goes_on(header: Header, m: Mark, home: int, below: bool) -> bool:
    """Whether a line is set as the header is, close to it, and says something that a header says."""
    cell = header[home] if home >= 0 else min(header, key=lambda c: abs(c.bbox[0] - m.bbox[0]))
    last = cell.marks[-1 if below else 0]
    apart = m.bbox[1] - last.bbox[3] if below else last.bbox[1] - m.bbox[3]
    style, own = last.style, m.style
    alike = own.bold == style.bold and own.color == style.color and abs(own.size - style.size) < 0.15 * style.size
    if m.prices or not alike or apart > LEADING * style.size or any(map(str.isdigit, m.text)):
        return False
    bracketed = m.text[:1] + m.text[-1:] in ("()", "[]")
    whole = f"{cell.text} {m.text}" if below else f"{m.text} {cell.text}"
    named = header_field(m.text) or (home >= 0 and header_field(whole) in PRICE_FIELDS and len(m.line.words) <= 2)
    return bool(named) or (home >= 0 and bracketed)
