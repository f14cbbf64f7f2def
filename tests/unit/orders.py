"""Orders for tests: grids made from text, and steps 3 and 4 run on them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from shared.collections.orders.columns import identify_columns
from shared.collections.orders.extracting import extract_lines
from shared.collections.orders.models import (
    ColumnChoice,
    DocumentGrids,
    Grid,
    GridCell,
    GridRow,
    OrderDocument,
    OrderJob,
    OrderLine,
    OrderTable,
    OrderTotals,
    ParsedOrders,
)
from shared.engine.local import LocalRun
from shared.engine.run import StoredFile, read_lines, save_lines

Kind = Literal["sheet", "table", "text", "form"]
HEAD = "Style|Name|Qty|Price|Total"


def grid_of(text: str, delimiter: str = "|", kind: Kind = "sheet", number: int = 1, document: str = "d") -> Grid:
    """A grid of a text with a row a line; ">" goes on with the cell to the left, "^" with the one above."""
    table = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.strip("\n")), delimiter=delimiter)]
    rows = []
    for n, cells in enumerate(table):
        made = []
        for column, cell in enumerate(cells):
            if cell in ("", ">", "^"):
                continue
            wide = _run([*cells[column + 1 :]], ">")
            high = _run([row[column] if column < len(row) else "" for row in table[n + 1 :]], "^")
            box = (40.0 * column, 12.0 * n, 40.0 * column + 38, 12.0 * n + 10)
            bold = cell.startswith("*")
            text_of = cell.removeprefix("*").replace("\\n", "\n")
            made.append(GridCell(column=column, text=text_of, columns=wide + 1, rows=high + 1, bold=bold, bbox=box))
        rows.append(GridRow(row=n + 1, page=1, cells=made))
    width = max(len(cells) for cells in table)
    sheet = "Order" if kind == "sheet" else None
    return Grid(document_id=document, number=number, kind=kind, columns=width, rows=rows, sheet=sheet)


def _run(cells: Sequence[str], mark: str) -> int:
    return next((n for n, cell in enumerate(cells) if cell != mark), len(cells))


@dataclass
class Read:
    """What steps 3 and 4 made of an order."""

    tables: list[OrderTable]
    lines: list[OrderLine] = field(default_factory=list)
    totals: list[OrderTotals] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    currency: str | None = None

    def roles(self, table: int = 0) -> list[str]:
        """The roles of a table's columns from left to right."""
        return [column.role for column in self.tables[table].columns]

    def said(self, *fields: str) -> list[tuple[object, ...]]:
        """Some fields of each line."""
        return [tuple(getattr(line, name) for name in fields) for line in self.lines]


@contextmanager
def running() -> Iterator[LocalRun]:
    """A run on a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run = LocalRun(Path(folder), lambda fraction, message: None)
        try:
            yield run
        finally:
            run.close()


def parsed_of(run: LocalRun, grids: Sequence[Grid]) -> tuple[OrderJob, ParsedOrders]:
    """A job and what step 2 would make, for grids of one or several documents."""
    documents, parsed = [], []
    for key in dict.fromkeys(grid.document_id for grid in grids):
        own = [grid for grid in grids if grid.document_id == key]
        file = StoredFile(path=f"{key}.xlsx")
        documents.append(
            OrderDocument(document_id=key, filename=f"{key}.xlsx", content_type="application/octet-stream", file=file)
        )
        parsed.append(DocumentGrids(document_id=key, grids=save_lines(run, f"{key}.jsonl", own), count=len(own)))
    return OrderJob(documents=documents), ParsedOrders(documents=parsed)


def read(*grids: Grid | str, choices: Sequence[ColumnChoice] = ()) -> Read:
    """Steps 3 and 4 on the grids of an order. Raises PhaseError."""
    made = [grid_of(grid) if isinstance(grid, str) else grid for grid in grids]
    with running() as run:
        job, parsed = parsed_of(run, made)
        job.choices = list(choices)
        columns = identify_columns(run, job, parsed)
        extracted = extract_lines(run, parsed, columns)
        return Read(
            tables=list(read_lines(run, columns.tables, OrderTable)),
            lines=list(read_lines(run, extracted.lines, OrderLine)),
            totals=extracted.totals,
            warnings=[warning.code for warning in run.warnings],
            currency=next(iter(columns.currencies.values()), None),
        )
