"""Products that take several rows of a table: cells that span them, and rows that only add a colour or a size."""

from __future__ import annotations

from collections.abc import Sequence

from shared.reading.geometry import union
from shared.reading.graphics import Graphics
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import Field
from shared.reading.tables import Row, Table

LISTED = ("colors", "sizes", "materials", "description", None)  # fields that go on from row to row
ADDED: set[Field | None] = {"colors", "sizes", "quantity", "image", "other", None}


def join_merged(table: Table, graphics: Graphics) -> None:
    """What stands in a cell that spans several rows holds for each of them.

    When it names the product and the rows' prices are alike, they are one product in several colours or sizes.
    """
    for box in graphics.boxes:
        column = next((i for i, c in enumerate(table.columns) if abs(c.x0 - box[0]) < 4 and abs(c.x1 - box[2]) < 4), -1)
        rows = [r for r in table.rows if box[1] - 3 <= r.bbox[1] and r.bbox[3] <= box[3] + 3]
        filled = [r for r in rows if column in r.cells]
        if len(rows) < 2 or len(filled) != 1:
            continue
        for row in rows:
            if row is not filled[0]:
                row.shared.setdefault(column, filled[0].cells[column])
        if table.columns[column].field in ("code", "name") and _alike(table, rows):
            at = table.rows.index(rows[0])
            table.rows[at : at + len(rows)] = [_as_one(table, rows, column)]


def adopt_loose(table: Table) -> None:
    """Rows that hold a further colour or size and nothing else that is of a product go to the row above them."""
    fields = [column.field for column in table.columns]
    for loose in sorted(table.loose, key=lambda row: row.bbox[1]):
        own = {fields[i] for i in loose.cells}
        above = next((row for row in table.rows if abs(row.bbox[3] - loose.bbox[1]) < 2), None)
        if above is None or not own & {"colors", "sizes"} or own - ADDED:
            continue
        if any(i not in above.cells for i in loose.cells if fields[i] in ("colors", "sizes")):
            continue  # a note under a table begins in a column by chance
        for i, marks in loose.cells.items():
            above.cells.setdefault(i, []).extend(marks)
        above.bbox = union((above.bbox, loose.bbox))


def _alike(table: Table, rows: Sequence[Row]) -> bool:
    """Whether rows have the same prices, or only one of them has any."""
    priced = [i for i, column in enumerate(table.columns) if column.field in PRICE_FIELDS]
    return all(len(_said(rows, i)) <= 1 for i in priced)


def _said(rows: Sequence[Row], column: int) -> set[str]:
    return {" ".join(m.text for m in cells[column]) for row in rows if column in (cells := {**row.shared, **row.cells})}


def _as_one(table: Table, rows: Sequence[Row], merged: int) -> Row:
    """Rows as one: lists go on from row to row, all else is the first's. A merged style number is the only one."""
    made = Row({}, union(row.bbox for row in rows))
    for i, column in enumerate(table.columns):
        other = column.field == "code" == table.columns[merged].field and i != merged and len(_said(rows, i)) > 1
        listed = column.field in LISTED
        for row in rows:
            for m in row.cells.get(i, ()):
                home = made.aside if other or not (listed or row is _first(rows, i)) else made.cells.setdefault(i, [])
                if m not in home:
                    home.append(m)
    return made


def _first(rows: Sequence[Row], column: int) -> Row | None:
    return next((row for row in rows if column in row.cells), None)
