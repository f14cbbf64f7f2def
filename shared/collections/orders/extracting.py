"""Step 4: the lines of each order, its totals, and where each value was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shared.collections.orders.building import Builder, says_something, with_ids
from shared.collections.orders.continued import outside, rows_of
from shared.collections.orders.lines import TableLines
from shared.collections.orders.loading import loaded
from shared.collections.orders.matrix import Matrix, matrix_of, turned
from shared.collections.orders.models import (
    ExtractedLines,
    Grid,
    IdentifiedColumns,
    OrderLine,
    OrderTable,
    OrderTotals,
    ParsedOrders,
)
from shared.collections.orders.naming import clean_codes, split_codes, split_names
from shared.collections.orders.printed import Printing, decimal_of
from shared.collections.orders.shape import Shape
from shared.collections.orders.thirds import sign_of_thirds
from shared.collections.orders.totals import Found, in_rows, in_table, resolve
from shared.collections.orders.unnamed import unnamed_totals
from shared.collections.orders.unordered import LIKE_A_LIST, linesheet, many_prices, no_lines
from shared.collections.orders.unread import Unread
from shared.engine.errors import PhaseError
from shared.engine.run import Lines, Run, read_lines

TICK = 500  # lines between two words of progress

AMOUNTS = ("total", "grand_total", "subtotal")


def extract_lines(run: Run, parsed: ParsedOrders, columns: IdentifiedColumns) -> ExtractedLines:
    """Read the lines of each order. Raises PhaseError: `no_order_lines`, `no_quantity_column`, `order_is_linesheet`."""
    tables: dict[str, list[OrderTable]] = {}
    for table in read_lines(run, columns.tables, OrderTable):
        tables.setdefault(table.document_id, []).append(table)
    count = 0
    totals = []
    with Lines(run, "lines/lines.jsonl") as out:
        for number, order in enumerate(parsed.documents):
            key = order.document_id
            run.progress(number, len(parsed.documents))
            with run.document(key), loaded(run, order) as own:
                lines, sums, unread = _extracted(key, own, tables.get(key, []), columns.currencies.get(key))
                unread.warn(run, key)
            for n, line in enumerate(lines):
                out.add(line)
                if n % TICK == 0:
                    run.progress(number, len(parsed.documents))
            count += len(lines)
            totals.append(sums)
        file = out.saved()
    run.progress(len(parsed.documents), len(parsed.documents))
    return ExtractedLines(lines=file, count=count, totals=totals)


def _extracted(
    document_id: str, own: Sequence[Grid], tables: Sequence[OrderTable], currency: str | None
) -> tuple[list[OrderLine], OrderTotals, Unread]:
    grids = {grid.number: grid for grid in own}
    matrices = {number: matrix_of(grid) for number, grid in grids.items()}
    builder = Builder(document_id, currency)
    laid = [(t, turned(matrices[t.grid]) if t.transposed else matrices[t.grid]) for t in tables]
    sign = decimal_of((cell.text for grid in own for row in grid.rows for cell in row.cells), currency)
    how = Printing(currency, sign or sign_of_thirds(laid, currency))
    lines: list[OrderLine] = []
    found: list[Found] = []
    unread = Unread()
    for table, matrix in laid:
        reader = TableLines(Shape(table, matrix, how, _is_beside(table, tables)))
        lines += builder.lines(reader.lines(), grids[table.grid].sheet)
        unread.add(reader, grids[table.grid].sheet)
        found += in_table(reader.sums)
    if not lines:
        raise _nothing(tables, matrices, own)
    unread.add_outside(outside(tables, own))
    clean_codes(lines)
    lines = [line for line in lines if says_something(line)]
    split_names(lines)
    split_codes(lines)
    found = _around(matrices, tables, how) + found
    lines = with_ids(lines, document_id)
    if not any(one.kind in AMOUNTS for one in found):
        found += unnamed_totals(matrices, _outside(matrices, tables), lines, how)
    return lines, resolve(document_id, found, lines, currency), unread


def _is_beside(table: OrderTable, tables: Sequence[OrderTable]) -> bool:
    """Whether another table takes up the same rows."""
    own = [other for other in tables if other.grid == table.grid and other is not table and not other.transposed]
    return any(other.first_row <= table.last_row and other.last_row >= table.first_row for other in own)


def _around(matrices: Mapping[int, Matrix], tables: Sequence[OrderTable], how: Printing) -> list[Found]:
    """The totals outside of the tables; those above a table are no charges."""
    found: list[Found] = []
    for number, matrix in matrices.items():
        within = {row for table in tables if table.grid == number for row in rows_of(table)}
        rows = _outside({number: matrix}, tables)[number]
        first = min(within, default=0)
        for one in in_rows(matrix, [row for row in rows if row < first], how):
            if one.number.money or one.kind == "quantity":
                found.append(one)
        found += in_rows(matrix, [row for row in rows if row >= first], how)
    return found


def _outside(matrices: Mapping[int, Matrix], tables: Sequence[OrderTable]) -> dict[int, list[int]]:
    """The rows of each grid that no table holds."""
    within = {(table.grid, row) for table in tables for row in rows_of(table)}
    return {
        number: [row for row in range(len(matrix.rows)) if (number, row) not in within]
        for number, matrix in matrices.items()
    }


def _nothing(tables: Sequence[OrderTable], matrices: Mapping[int, Matrix], grids: Iterable[Grid]) -> PhaseError:
    """Why there are no lines: nothing below the headers, no quantities, or a linesheet."""
    roles = {column.role for table in tables for column in table.columns}
    articles = sum(_articles(table, matrices[table.grid]) for table in tables)
    counted = roles & {"quantity", "size_quantity"}
    priced = roles & {"unit_cost", "retail_price"}
    if (articles >= LIKE_A_LIST and priced) or many_prices(grids):
        missing = "its quantities are all empty" if counted else "it has prices but no quantities"
        return linesheet(missing)
    if articles and not counted:
        return PhaseError(
            "no_quantity_column",
            "No column of this order holds quantities. Correct the role of the column that does and generate the items "
            "again, or upload an order with quantities.",
        )
    return no_lines()


def _articles(table: OrderTable, matrix: Matrix) -> int:
    """Rows that name an article."""
    shape = Shape(table, turned(matrix) if table.transposed else matrix)
    return sum(
        bool(told.texts.keys() & {"sku", "style_number", "name", "barcode"}) and len(told.spots) > 1
        for told in map(shape.told, shape.rows())
    )
