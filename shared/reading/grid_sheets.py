"""Spreadsheets as grids: every visible sheet as it is, with the numbers it stores, its title block and its totals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shared.reading.errors import EmptyFile, EmptyWorkbook, EncryptedWorkbook, NotAWorkbook, TooManyRows
from shared.reading.grids import CellGrid, GridCell, GridRow
from shared.reading.sheet_csv import read_csv
from shared.reading.sheet_grid import Budget, Grid, Span
from shared.reading.sheet_layout import Layout
from shared.reading.sheet_parts import open_parts
from shared.reading.sheet_workings import Workings
from shared.reading.sheet_xls import read_xls
from shared.reading.sheet_xlsx import read_xlsx
from shared.reading.sniff import is_encrypted_package, kind_of


class SheetGrids:
    """A spreadsheet's visible sheets. `page_count` counts the pages that they are laid out on for people to see."""

    def __init__(self, sheets: list[Grid], budget: Budget) -> None:
        if budget.rows < 0 or budget.cells < 0:
            raise TooManyRows
        sheets = [sheet for sheet in sheets if sheet.rows]
        if not sheets:
            raise EmptyWorkbook
        self.warnings = tuple(budget.warnings.items())
        self._layouts = [Layout(sheet, titled=len(sheets) > 1) for sheet in sheets]
        self.page_count = sum(layout.page_count for layout in self._layouts)

    def grids(self) -> Iterator[CellGrid]:
        """One grid a sheet, in their order."""
        first = 1
        for layout in self._layouts:
            yield CellGrid("sheet", list(_rows(layout, first)), layout.grid.name)
            first += layout.page_count


def read_sheets(path: Path) -> SheetGrids:
    """Read a spreadsheet of at most 20,000 rows. Raises ReadingError."""
    kind = kind_of(path)
    budget = Budget()
    if kind == "xlsx":
        if is_encrypted_package(path):
            raise EncryptedWorkbook
        with open_parts(path) as parts:
            return SheetGrids(list(read_xlsx(parts, budget, Workings())), budget)
    if kind == "xls":
        return SheetGrids(list(read_xls(path, budget, Workings())), budget)
    if kind in ("csv", "text"):
        return SheetGrids(list(read_csv(path, "CSV", budget)), budget)
    raise EmptyFile if kind == "empty" else NotAWorkbook(f"content looks like {kind}")


def _rows(layout: Layout, first: int) -> Iterator[GridRow]:
    spans = {(span.top, span.left): span for span in layout.grid.merges}
    for number, cells in layout.grid.rows.items():
        page, boxes = layout.place(number, cells)
        made = []
        for cell, box in zip(cells, boxes, strict=True):
            span = spans.get((number, cell.column), Span(number, cell.column, number, cell.column))
            made.append(
                GridCell(
                    cell.column,
                    cell.text,
                    cell.number,
                    columns=span.right - span.left + 1,
                    rows=span.bottom - span.top + 1,
                    bold=cell.style.bold,
                    bbox=box,
                )
            )
        yield GridRow(number + 1, first + page, made)
