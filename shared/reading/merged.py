"""Cells of a table that stand for several rows: merged ones, and those left blank under the first of a group."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.reading.graphics import Graphics
from shared.reading.headers import PRICE_FIELDS
from shared.reading.marks import Mark

if TYPE_CHECKING:
    from shared.reading.tables import Row, Table

Span = tuple[float, float]

FRAMED = (*PRICE_FIELDS, "name", "description", "materials", "sizes", "category")  # what may hold for several rows
BLANK = ("name",)  # what a blank cell takes from the row above, without any border that says so
NEAR = 3.0  # points between two borders that are one


def spans_of(graphics: Graphics, x0: float, x1: float, top: float, bottom: float) -> list[Span]:
    """A column's cells, as the borders that run through the middle of the column from side to side part them."""
    ys = {top, bottom}
    for box in (*graphics.across, *graphics.boxes):
        if box[0] > x0 + 0.25 * (x1 - x0) or box[2] < x1 - 0.25 * (x1 - x0):
            continue
        ys |= {y for y in (box[1], box[3]) if top < y < bottom}
    edges: list[float] = []
    for y in sorted(ys):
        if not edges or y - edges[-1] > NEAR:
            edges.append(y)
    return list(itertools.pairwise(edges))


def coded_rows(table: Table, placed: Sequence[tuple[Mark, int]], graphics: Graphics, rows: int) -> list[Span]:
    """Where rows stand by their style numbers, when borders part these and each price is framed for several of them.

    `rows`: how many rows the prices tell. Empty where the prices tell the rows.
    """
    coded = [n for n, c in enumerate(table.columns) if c.field == "code"]
    priced = [n for n, c in enumerate(table.columns) if c.field in PRICE_FIELDS]
    marks = sorted((m for m, n in placed if n in coded), key=lambda m: m.bbox[1])
    if not priced or len(coded) != 1 or len(marks) <= rows:
        return []
    top, bottom = min(m.bbox[1] for m in marks) - 1, max(m.bbox[3] for m in marks) + 1
    parts = [spans_of(graphics, table.columns[n].x0, table.columns[n].x1, top, bottom) for n in (coded[0], priced[0])]
    alone = all(sum(s[0] <= _middle(m.bbox) <= s[1] for m in marks) == 1 for s in parts[0])
    if not alone or len(parts[0]) != len(marks) or len(parts[1]) >= len(parts[0]):
        return []
    return [(m.bbox[1], m.bbox[3]) for m in marks]


def lend(table: Table, graphics: Graphics) -> None:
    """Give rows the cells that they share with others, as `Row.shared`."""
    if len(table.rows) < 2:
        return
    top = min(row.outline[1] for row in table.rows) - 1
    bottom = max(row.outline[3] for row in table.rows) + 1
    whole = len(table.rows)
    for n, column in enumerate(table.columns):
        missing = [row for row in table.rows if n not in row.cells]
        if not missing or len(missing) == whole or column.field not in FRAMED:
            continue
        spans = spans_of(graphics, column.x0, column.x1, top, bottom)
        if 1 < len(spans) < whole:
            _framed(table, n, spans)
        elif column.field in BLANK:
            _down(table, n)


def _framed(table: Table, column: int, spans: list[Span]) -> None:
    """A cell that borders frame together with several rows holds for all of them."""
    for low, high in spans:
        inside = [row for row in table.rows if low <= _middle(row.outline) <= high]
        owners = [row for row in inside if column in row.cells]
        if len(owners) == 1:
            for row in inside:
                if row is not owners[0]:
                    row.shared[column] = owners[0].cells[column]


def _down(table: Table, column: int) -> None:
    """A blank cell takes what stands above it, in a table whose first row has it."""
    above: Row | None = None
    for row in table.rows:
        if column in row.cells:
            above = row
        elif above is None:
            return
        elif any(table.columns[n].field in ("code", "colors") for n in row.cells):
            row.shared[column] = above.cells[column]


def _middle(box: Sequence[float]) -> float:
    return (box[1] + box[3]) / 2
