"""A page taken to pieces: tables with their rows, and units for what stands outside tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.collections.linesheet.illustrated import Illustration, beside
from shared.collections.models import PageImages
from shared.reading.anchors import find_anchors
from shared.reading.captions import caption_prices, without_struck
from shared.reading.dialect import Dialect
from shared.reading.geometry import Box, covered, y_overlap
from shared.reading.graphics import Graphics
from shared.reading.joined_rows import adopt_loose, join_merged
from shared.reading.lexicon import field_of
from shared.reading.marks import Mark, mark
from shared.reading.running import Running
from shared.reading.side_tables import find_side_tables
from shared.reading.tables import Table, find_tables
from shared.reading.text import Line, PageText
from shared.reading.units import Unit, Votes, divide, elements_of, unit_of
from shared.reading.upright import Frame

HEADERS = 3  # known ones on a line, which make it that of a table


@dataclass
class PageParts:
    """What a page holds that may be products, in places on the upright page."""

    page: int
    tables: list[Table]
    units: list[Unit]
    frame: Frame
    text: PageText
    pictures: list[Box]
    beside: list[list[Illustration]]  # for each table, the pictures that show its rows together


def take_apart(
    text: PageText,
    frame: Frame,
    images: PageImages,
    graphics: Graphics,
    headings: Sequence[Box],
    running: Running,
    dialect: Dialect,
    votes: Votes,
    carried: Sequence[Table],
    learn: bool,
) -> PageParts:
    """Tables first; what they leave is divided into units. `headings` are boxes of category headings on this page.

    `text` and `graphics` are those of the upright page, `images` and `headings` those of the page as displayed.
    """
    size = text.width, text.height
    headings = [frame.upright(box) for box in headings]
    lines = [
        line
        for line in text.read_lines()
        if dialect.is_price(line.text)
        or not running.is_running(line, text.height)
        or _in_a_header(line, text.read_lines())
    ]
    marks = [mark(line, dialect) for line in lines if not text.is_tab(line)]
    tables = find_tables(marks, graphics, size, carried)
    for table in tables:
        adopt_loose(table)
        join_merged(table, graphics)
        _drop_headings(table, headings)
    taken = _taken(tables)
    if text.sheet is not None:
        tables += find_side_tables([m for m in marks if m.line.index not in taken], graphics)
        taken = _taken(tables)
    marks = without_struck(marks, graphics.across)
    caption_prices(marks)
    free = [m for m in marks if m.line.index not in taken and not _is_heading(m, headings) and m.line.turn == 0]
    boxes = [frame.upright(placed.bbox) for placed in images.kept]
    units = _units(free, boxes, graphics, text.height, votes, learn)
    outside = [m for m in marks if m.line.index not in taken]
    aside = [beside(table, tables, boxes, headings, outside) if table.framed else [] for table in tables]
    return PageParts(text.page, tables, units, frame, text, boxes, aside)


def _taken(tables: Sequence[Table]) -> set[int]:
    rows = {m.line.index for table in tables for row in table.rows for m in row.marks()}
    return rows | {m.line.index for table in tables for m in table.header}


def _in_a_header(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line that runs from page to page stands among the headers of a table, though none that is known."""
    level = [o for o in lines if o.turn == line.turn and y_overlap(o.bbox, line.bbox) > 0.8 and o.style == line.style]
    return sum(field_of(o.text) is not None for o in level) >= HEADERS


def _drop_headings(table: Table, headings: Sequence[Box]) -> None:
    """A category's heading between two rows is no part of a name beside which it stands in a row."""
    for row in table.rows:
        for column, cell in row.cells.items():
            row.cells[column] = [m for m in cell if not _is_heading(m, headings)] or cell


def _is_heading(m: Mark, headings: Sequence[Box]) -> bool:
    return any(covered(m.bbox, heading) > 0.7 for heading in headings)


def _units(
    marks: list[Mark], pictures: list[Box], graphics: Graphics, height: float, votes: Votes, learn: bool
) -> list[Unit]:
    anchors = find_anchors(marks, pictures, height)
    if not anchors:
        return []
    elements = elements_of(marks, pictures, graphics, anchors)
    parts = divide(elements, anchors, graphics, votes, learn)
    return [unit_of(part, inside) for part, inside in parts]
