"""XLS (BIFF8, BIFF5): the visible worksheets of a workbook. xlrd reads cells and formats, `sheet_art` the pictures."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError

from shared.reading.errors import DamagedWorkbook, EncryptedWorkbook
from shared.reading.sheet_art import Art, read_art
from shared.reading.sheet_grid import (
    CHAR_POINTS,
    HIDDEN,
    MAX_MERGES,
    PADDING_POINTS,
    PLAIN,
    Budget,
    Cell,
    CellStyle,
    Grid,
    Span,
    keep_row,
)
from shared.reading.sheet_numbers import EPOCH_1900, EPOCH_1904, GENERAL, general, shown, shown_text, stored
from shared.reading.sheet_results import Waiting, fill
from shared.reading.sheet_workings import Workings
from shared.reading.sheet_xls_formulas import Unsaved, unsaved_formulas

UNREADABLE = "?"  # in place of a formula that xlrd cannot write out
TWIPS = 20.0  # in a point
BOLD = 600  # a weight from 100 to 1000
FAULTS = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    LookupError,
    OverflowError,
    TypeError,
    UnicodeError,
    ValueError,
    ZeroDivisionError,
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what xlrd raises inside (anything, where records lie) into a ReadingError."""
    try:
        yield
    except FAULTS as error:
        if "encrypted" in str(error).lower():
            raise EncryptedWorkbook(str(error)) from error
        raise DamagedWorkbook(f"{type(error).__name__}: {error}") from error


def read_xls(path: Path, budget: Budget, workings: Workings | None = None) -> Iterator[Grid]:
    """The visible worksheets that hold anything. Raises ReadingError.

    With `workings`, results of formulas that were not saved are worked out.
    """
    with translated():
        book = _opened(path)
    with book:
        art = read_art(path, budget)
        results = _Results(book, budget, workings)
        for number in range(book.nsheets):
            with translated():
                sheet = book.sheet_by_index(number)
                grid = _grid(book, sheet, budget) if sheet.visibility == 0 else None
                results.fill(grid, number)
            book.unload_sheet(number)
            if grid is None:
                budget.warn("hidden_left_out", HIDDEN)
                continue
            _illustrate(grid, art, number)
            if not grid.empty:
                yield grid


class _Results:
    """The formulas of a workbook that have no results, which need the values of all sheets to be worked out."""

    def __init__(self, book: Any, budget: Budget, workings: Workings | None) -> None:
        self._book, self._budget, self._workings = book, budget, workings
        self._formats = _Formats(book)
        self._unsaved: dict[int, list[Unsaved]] = {}
        if workings is not None:
            with translated():
                self._unsaved = {n: found for n in range(book.nsheets) if (found := unsaved_formulas(book, n))}
        if workings is not None and self._unsaved:
            with translated():
                for number in range(book.nsheets):
                    self._keep(workings, number)

    def _keep(self, workings: Workings, number: int) -> None:
        sheet = self._book.sheet_by_index(number)
        values = workings.sheet(sheet.name)
        for row in range(sheet.nrows):
            if not self._budget.look(sheet.row_len(row)):
                return
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                    values.values[row, column] = Decimal(f"{cell.value:.15g}")
                elif cell.ctype == xlrd.XL_CELL_TEXT:
                    values.values[row, column] = cell.value
        for one in self._unsaved.get(number, ()):
            values.values.pop((one.row, one.column), None)
            values.keep_formula((one.row, one.column), one.text or UNREADABLE, None)
        self._book.unload_sheet(number)

    def fill(self, grid: Grid | None, number: int) -> None:
        """Put the results of a visible sheet's formulas into it."""
        if grid is None or self._workings is None or number not in self._unsaved:
            return
        waiting = [
            Waiting((one.row, one.column), self._formats.form(one.format), self._formats.styled(one.format))
            for one in self._unsaved[number]
        ]
        fill(grid, waiting, self._workings, self._budget, self._formats.epoch)


def _opened(path: Path) -> Any:
    """The workbook; without its formats where those are broken, as some programs write them."""
    options: dict[str, Any] = {"logfile": io.StringIO(), "on_demand": True, "ragged_rows": True}
    try:
        return xlrd.open_workbook(str(path), formatting_info=True, **options)
    except FAULTS as error:
        if "encrypted" in str(error).lower():
            raise
        return xlrd.open_workbook(str(path), formatting_info=False, **options)


def _grid(book: Any, sheet: Any, budget: Budget) -> Grid:
    grid = Grid(sheet.name)
    _size(grid, sheet)
    formats = _Formats(book)
    for row in range(sheet.nrows):
        length = sheet.row_len(row)
        if not budget.look(length + 1):
            break
        cells = [
            Cell(column, formats.text(cell), formats.style(cell), formats.number(cell))
            for column, cell in enumerate(sheet.row(row))
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        ]
        if cells and not keep_row(grid, row, cells, budget):
            break
    grid.merges = [Span(r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in sheet.merged_cells[:MAX_MERGES]]
    return grid


def _size(grid: Grid, sheet: Any) -> None:
    standard = sheet.standardwidth / 256 if sheet.standardwidth else (sheet.defcolwidth or 8)
    grid.default_width = standard * CHAR_POINTS + PADDING_POINTS
    grid.default_height = (sheet.default_row_height or 300) / TWIPS
    for column, info in sheet.colinfo_map.items():
        if info.hidden or not info.width:
            grid.hidden_columns.add(column)
        else:
            grid.widths[column] = info.width / 256 * CHAR_POINTS
    for row, info in sheet.rowinfo_map.items():
        if info.hidden:
            grid.hidden_rows.add(row)
        elif info.height:
            grid.heights[row] = info.height / TWIPS


def _illustrate(grid: Grid, art: Art, number: int) -> None:
    grid.pictures = [p for p in art.pictures(number) if p.start.row < 65_536]


class _Formats:
    """A workbook's cell formats, each looked up once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.epoch = EPOCH_1904 if book.datemode else EPOCH_1900
        self._styles: dict[int, CellStyle] = {}
        self._forms: dict[int, str] = {}

    def text(self, cell: Any) -> str:
        """What a person sees in a cell; nothing for an error value."""
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return shown_text(cell.value.replace("\r\n", "\n").replace("\r", "\n"), self.form(cell.xf_index))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return ""
        form = self.form(cell.xf_index)
        return general(cell.value) if form == GENERAL else shown(cell.value, form, self.epoch)

    def number(self, cell: Any) -> str | None:
        """The number that a cell stores; None for texts and dates."""
        return stored(cell.value, self.form(cell.xf_index)) if cell.ctype == xlrd.XL_CELL_NUMBER else None

    def style(self, cell: Any) -> CellStyle:
        """How a cell's text is set."""
        return self.styled(cell.xf_index)

    def styled(self, index: int) -> CellStyle:
        """How text of cell format `index` is set."""
        if index not in self._styles:
            self._styles[index] = self._style(index)
        return self._styles[index]

    def form(self, index: int) -> str:
        """The number format of cell format `index`."""
        if index not in self._forms:
            found = self._book.xf_list[index] if 0 <= index < len(self._book.xf_list) else None
            form = self._book.format_map.get(found.format_key) if found else None
            self._forms[index] = form.format_str if form and form.format_str else GENERAL
        return self._forms[index]

    def _style(self, index: int) -> CellStyle:
        if not 0 <= index < len(self._book.xf_list):
            return PLAIN
        number = self._book.xf_list[index].font_index
        if not 0 <= number < len(self._book.font_list):
            return PLAIN
        font = self._book.font_list[number]
        color = self._book.colour_map.get(font.colour_index) or (0, 0, 0)
        red, green, blue = color
        size = min(max(font.height / TWIPS, 4.0), 96.0)
        return CellStyle(size, font.weight >= BOLD, bool(font.italic), red << 16 | green << 8 | blue)
