"""Step 2: every order as grids of cells: sheets, tables of pages, forms and lines of text."""

from __future__ import annotations

import hashlib
import json

from shared.collections.orders.models import (
    DocumentGrids,
    FetchedOrder,
    FetchedOrders,
    Grid,
    GridCell,
    GridRow,
    ParsedOrders,
)
from shared.collections.orders.opened import translated
from shared.engine.errors import PhaseError
from shared.engine.run import Run, save_lines
from shared.reading import grids as reading
from shared.reading.grid_documents import read_order

Said = list[tuple[str, str]]  # codes and sentences

PARSER = "3"  # raised with every change of what is read: what an earlier parser remembered is then read anew


def parse_orders(run: Run, fetched: FetchedOrders) -> ParsedOrders:
    """Read the grids of each order. Raises PhaseError, `no_table` for an order that holds none."""
    documents = []
    for number, order in enumerate(fetched.documents):
        run.progress(number, len(fetched.documents), order.document.filename)
        with run.document(order.document.document_id), translated(order.document):
            documents.append(_parsed(run, order))
    return ParsedOrders(documents=documents)


def _parsed(run: Run, order: FetchedOrder) -> DocumentGrids:
    document = order.document
    warnings, grids = _remembered(run, order)
    for code, message in warnings:
        run.warn(code, f"{document.filename}: {message}", document.document_id)
    if not grids:
        raise PhaseError(
            "no_table",
            f"{document.filename} holds no table and no text that could be an order. Upload the order itself, as a "
            "spreadsheet or a PDF, or scan it again at 200 dpi or more.",
            document_id=document.document_id,
        )
    file = save_lines(run, f"grids/{document.document_id}.jsonl", grids)
    return DocumentGrids(document_id=document.document_id, grids=file, count=len(grids))


def _remembered(run: Run, order: FetchedOrder) -> tuple[Said, list[Grid]]:
    """What is said of an order, and its grids: as remembered, so that correcting a column costs no reading."""
    sha256 = order.document.sha256
    key = hashlib.sha256(f"order grids {PARSER} {sha256}".encode()).hexdigest()
    if sha256 and (content := run.recall(key)) is not None:
        try:
            return _loaded(content, order.document.document_id)
        except ValueError:  # damaged, or of a model that has changed since: read anew
            pass
    warnings, grids = _read(run, order)
    if sha256:
        rows = [json.dumps(warnings), *(grid.model_dump_json(exclude_defaults=True) for grid in grids)]
        run.remember(key, "\n".join(rows).encode())
    return warnings, grids


def _loaded(content: bytes, document_id: str) -> tuple[Said, list[Grid]]:
    first, *rows = content.decode().split("\n")
    # The same file may be uploaded twice, as two documents.
    grids = [Grid.model_validate_json(row).model_copy(update={"document_id": document_id}) for row in rows]
    return [(str(code), str(message)) for code, message in json.loads(first)], grids


def _read(run: Run, order: FetchedOrder) -> tuple[Said, list[Grid]]:
    def progress(done: int, total: int) -> None:
        run.progress(done, total, f"{order.document.filename}, page {min(done + 1, total)} of {total}")

    warnings, found = read_order(run.open(order.document.file), progress)
    return warnings, [_grid(grid, number, order) for number, grid in enumerate(found, 1)]


def _grid(grid: reading.CellGrid, number: int, order: FetchedOrder) -> Grid:
    return Grid(
        document_id=order.document.document_id,
        number=number,
        kind=grid.kind,
        columns=grid.columns,
        rows=[_row(row) for row in grid.rows],
        sheet=grid.sheet,
    )


def _row(row: reading.GridRow) -> GridRow:
    cells = [
        GridCell(
            column=cell.column,
            text=cell.text,
            number=cell.number,
            columns=cell.columns,
            rows=cell.rows,
            bold=cell.bold,
            bbox=cell.bbox,
            confidence=cell.confidence,
        )
        for cell in row.cells
    ]
    return GridRow(row=row.row, page=row.page, cells=cells)
