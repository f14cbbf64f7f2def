"""Step 3: what each column of an order's tables holds, by its header, its values and the arithmetic between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.collections.orders.asking import ColumnAsking
from shared.collections.orders.continued import continued
from shared.collections.orders.currencies import document_currency
from shared.collections.orders.deciding import Decided, Evidence, decide
from shared.collections.orders.loading import loaded
from shared.collections.orders.matrix import matrix_of
from shared.collections.orders.models import (
    Column,
    ColumnChoice,
    Grid,
    IdentifiedColumns,
    OrderDocument,
    OrderJob,
    OrderTable,
    ParsedOrders,
    Role,
)
from shared.collections.orders.tables import Part, evidence_of, headless, line_rows, parts_of, samples_of
from shared.collections.orders.unordered import no_table
from shared.engine.run import Lines, Run

UNSURE = 0.6  # a column that matters and is less sure should be looked at
IDENTITY: tuple[Role, ...] = ("sku", "style_number", "barcode", "name")
COUNTED: tuple[Role, ...] = ("quantity", "size_quantity")
PRICED: tuple[Role, ...] = ("unit_cost", "total", "retail_price")


def identify_columns(run: Run, job: OrderJob, parsed: ParsedOrders) -> IdentifiedColumns:
    """Find each order's tables and say what their columns hold. Raises PhaseError, `no_order_table`."""
    documents = {document.document_id: document for document in job.documents}
    currencies: dict[str, str | None] = {}
    count = 0
    with Lines(run, "columns/tables.jsonl") as lines:
        for number, order in enumerate(parsed.documents):
            document = documents[order.document_id]
            run.progress(number, len(parsed.documents), document.filename)
            with run.document(document.document_id), loaded(run, order) as grids:
                tables = _identified(run, document, grids, job.choices)
                currencies[document.document_id] = document_currency(grids, tables)
            for table in tables:
                lines.add(table)
            count += len(tables)
        file = lines.saved()
    run.progress(len(parsed.documents), len(parsed.documents))
    return IdentifiedColumns(tables=file, count=count, currencies=currencies)


def _identified(
    run: Run, document: OrderDocument, grids: Sequence[Grid], choices: Sequence[ColumnChoice]
) -> list[OrderTable]:
    asking = ColumnAsking(run, document)

    def tick() -> None:
        run.progress(0, 1, document.filename)

    tables = []
    for grid, part in _parts(grids):
        told = {c.column: c.role for c in choices if (c.document_id, c.grid) == (document.document_id, grid.number)}
        evidence = evidence_of(part, told)
        table = _table(grid, part, evidence, decide(evidence))
        answered = asking.roles(table, tick)
        if answered:
            roles = {column: said.role for column, said in answered.items()}
            sizes = {column: said.size for column, said in answered.items() if said.size}
            evidence = replace(evidence, answered=roles, sizes={**sizes, **evidence.sizes})
            table = _table(grid, part, evidence, decide(evidence))
        tables.append(table)
    found, tables = tables, _of_lines(tables)
    if not tables:
        raise no_table(document.filename, grids)
    others = {table.grid for table in found} - {table.grid for table in tables}
    tables = continued(tables, [grid for grid in grids if grid.number not in others])
    _warn(run, document, tables)
    _warn_of_others(run, document, [table for table in found if lists_goods(table) and table not in tables])
    return tables


def _parts(grids: Sequence[Grid]) -> list[tuple[Grid, Part]]:
    """The tables of all grids: those with headers; where there are none, forms and what values say."""
    matrices = [(grid, matrix_of(grid)) for grid in grids if grid.kind != "text"]
    found = [(grid, part) for grid, matrix in matrices if grid.kind != "form" for part in parts_of(matrix)]
    if any(line_rows(part) for _, part in found):
        return found
    made = [(grid, part) for grid, matrix in matrices if grid.kind != "form" and (part := headless(matrix))]
    if made:
        return made
    forms = [(grid, part) for grid, matrix in matrices if grid.kind == "form" for part in parts_of(matrix)]
    return [(grid, part) for grid, part in forms if line_rows(part)] or found


def _table(grid: Grid, part: Part, evidence: Evidence, decided: dict[int, Decided]) -> OrderTable:
    rows = line_rows(part)
    columns = []
    for column, one in decided.items():
        size = evidence.sizes.get(column)
        header = evidence.headers.get(column, "")
        if one.role == "size_quantity" and size is None:
            size = " ".join(header.split()) or None
        columns.append(
            Column(
                column=column,
                header=header,
                role=one.role,
                size=size if one.role == "size_quantity" else None,
                confidence=one.confidence,
                source=one.source,
                samples=samples_of(part, column, rows),
            )
        )
    return OrderTable(
        document_id=grid.document_id,
        grid=grid.number,
        header_rows=sorted(part.skipped),
        first_row=part.first,
        last_row=part.last,
        columns=columns,
        transposed=part.matrix.transposed,
    )


def lists_goods(table: OrderTable) -> bool:
    """Whether something says which goods a table lists, and something how many or how much."""
    roles = {column.role for column in table.columns}
    if roles.intersection(IDENTITY):
        return bool(roles.intersection((*COUNTED, *PRICED)))
    # A style in a row of its own above its colours and sizes.
    return all(roles.intersection(kind) for kind in (("color", "size"), COUNTED, PRICED))


def _of_lines(tables: Sequence[OrderTable]) -> list[OrderTable]:
    """The tables that list goods: something says which, and something how many or how much."""
    found = [table for table in tables if lists_goods(table)]
    counted = [table for table in found if {c.role for c in table.columns}.intersection(COUNTED)]
    return counted or found


def _warn(run: Run, document: OrderDocument, tables: Sequence[OrderTable]) -> None:
    """Say which columns a person should look at."""
    unsure = {
        " ".join(column.header.split()) or f"column {column.column + 1}"
        for table in tables
        for column in table.columns
        if column.role in ("quantity", "unit_cost", "total", *IDENTITY) and column.confidence < UNSURE
    }
    if unsure:
        named = ", ".join(sorted(unsure)[:5])
        run.warn(
            "columns_unsure",
            f"It is not sure what some columns of {document.filename} hold ({named}). Look at the columns, correct "
            "what is wrong, and generate the items again.",
            document.document_id,
        )


def _warn_of_others(run: Run, document: OrderDocument, tables: Sequence[OrderTable]) -> None:
    """Say which tables of goods with amounts were left out because they say no quantities."""
    headed = [table for table in tables if table.header_rows and any(c.role == "total" for c in table.columns)]
    if headed:
        named = "; ".join(", ".join(" ".join(c.header.split()) for c in table.columns[:6]) for table in headed[:3])
        run.warn(
            "order_tables_left_out",
            f"Some tables of {document.filename} list goods and amounts without quantities and were left out (their "
            f"columns: {named}). If one of them orders goods, add a column with quantities and upload it again.",
            document.document_id,
        )
