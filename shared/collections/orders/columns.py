"""Step 3: what each column of an order's tables holds, by its header, its values and the arithmetic between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.collections.orders.asking import ColumnAsking
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
    tables = _of_lines(tables)
    if not tables:
        raise no_table(document.filename, grids)
    _warn(run, document, tables)
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


def _of_lines(tables: Sequence[OrderTable]) -> list[OrderTable]:
    """The tables that list goods: something says which, and something how many or how much."""

    def lists(table: OrderTable) -> bool:
        roles = {column.role for column in table.columns}
        if roles.intersection(IDENTITY):
            return bool(roles.intersection((*COUNTED, *PRICED)))
        # A style in a row of its own above its colours and sizes.
        return all(roles.intersection(kind) for kind in (("color", "size"), COUNTED, PRICED))

    found = [table for table in tables if lists(table)]
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
