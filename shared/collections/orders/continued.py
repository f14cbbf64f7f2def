"""Tables that go on without their header, on another sheet or page, and rows of goods that no table holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from shared.collections.orders.matrix import Row, Spot, matrix_of
from shared.collections.orders.models import Grid, OrderTable, Role
from shared.collections.orders.printed import printed_number
from shared.collections.orders.rowkinds import sum_label
from shared.collections.orders.shape import AMOUNTS, OWN, Shape, Told
from shared.collections.orders.summing import summary_of

GOES_ON = 0.6  # of the rows with numbers must fit the columns of the table before
SURE = 0.9  # of the confidence of columns whose header stands elsewhere
CENT = 0.011
_WORDS: tuple[Role, ...] = ("name", "color")


def continued(tables: Sequence[OrderTable], grids: Sequence[Grid]) -> list[OrderTable]:
    """The tables, and after each those of grids without any that its columns fit."""
    own = {table.grid for table in tables}
    made: list[OrderTable] = []
    for grid in sorted(grids, key=lambda grid: grid.number):
        made += [table for table in tables if table.grid == grid.number]
        before = made[-1] if made else None
        if grid.number in own or before is None or before.transposed or grid.kind not in ("sheet", "table"):
            continue
        more = _more(before, grid)
        made += [more] if more else []
    return made


def _more(before: OrderTable, grid: Grid) -> OrderTable | None:
    """The grid as a table with the columns of the one before, if most of its rows of words and numbers fit them."""
    matrix = matrix_of(grid)
    columns = [
        c.model_copy(update={"confidence": round(c.confidence * SURE, 3), "samples": []}) for c in before.columns
    ]
    table = OrderTable(
        document_id=grid.document_id,
        grid=grid.number,
        header_rows=[],
        first_row=0,
        last_row=len(matrix.rows) - 1,
        columns=columns,
    )
    shape = Shape(table, matrix)
    rows = [told for told in map(shape.told, shape.rows()) if len(told.spots) > 1 and not sum_label(told, shape)]
    numbered = [told for told in rows if any(map(shape.number, told.spots)) and not all(map(shape.number, told.spots))]
    fitting = [told for told in numbered if _fits(told, shape)]
    if not fitting or len(fitting) < GOES_ON * len(numbered):
        return None
    table.first_row = fitting[0].row
    return table


def _fits(told: Told, shape: Shape) -> bool:
    """Whether a row says in each column what the column holds: which goods, how many, at which price."""
    if not told.counted or not told.texts.keys() & set(OWN):
        return False
    if any(role in shape.columns and role not in told.texts for role in ("style_number", "sku", "name")):
        return False
    if any(not any(c.isalpha() for c in told.texts[role].text) for role in _WORDS if role in told.texts):
        return False
    placed = [column.column for role, column in shape.columns.items() if role in AMOUNTS]
    cells = [shape.matrix.spot(told.row, column) for column in placed]
    inside = {column.column for column in shape.table.columns}
    return all(spot is None or shape.number(spot) for spot in cells) and inside >= shape.matrix.rows[told.row].keys()


def outside(tables: Sequence[OrderTable], grids: Sequence[Grid]) -> Iterator[tuple[Grid, Spot]]:
    """The first cells of rows that no table holds and that look like goods: words, and numbers that multiply."""
    for grid in grids:
        within = {row for table in tables if table.grid == grid.number for row in rows_of(table)}
        for row, cells in enumerate(matrix_of(grid).rows):
            if row not in within and _is_goods(cells):
                yield grid, next(iter(cells.values()))


def rows_of(table: OrderTable) -> set[int]:
    """The rows of the grid that a table takes up."""
    if table.transposed:
        return {column.column for column in table.columns}
    return {*range(table.first_row, table.last_row + 1), *table.header_rows}


def _is_goods(cells: Row) -> bool:
    if len(cells) < 4 or any(summary_of(spot.text) for spot in cells.values()):
        return False
    read = [printed_number(spot.text, spot.cell.number) for spot in cells.values()]
    numbers = [float(n.value) for n in read if n is not None and not n.percent and n.value > 0]
    if len(numbers) == len(cells) or len(numbers) > 12:
        return False
    triples = itertools.combinations(numbers, 3)
    return any(abs(a * b - c) <= CENT and c > max(a, b) for a, b, c in triples)
