"""One worksheet part of an XLSX workbook, read as a stream into a grid; its formulas are kept for working them out."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from shared.reading.formula_parts import is_outside
from shared.reading.sheet_drawings import InCells
from shared.reading.sheet_grid import CHAR_POINTS, HIDDEN, MAX_MERGES, Budget, Cell, Grid, Span, keep_row
from shared.reading.sheet_numbers import GENERAL, general, shown, shown_text, stored
from shared.reading.sheet_parts import Enough, whole
from shared.reading.sheet_results import NO_VALUE, Waiting, fill
from shared.reading.sheet_styles import Format
from shared.reading.sheet_workings import OUTSIDE, SheetValues, Workings

MAX_SIZES = 100_000  # rows whose height is kept
MAX_COLUMN, MAX_ROW = 16_384, 1_048_576
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A string as stored: characters that XML cannot hold are written `_x000D_`."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def place(reference: str) -> tuple[int, int] | None:
    """Row and column (from 0) of "B12"; None for what is no cell of a sheet."""
    match = _PLACE.fullmatch(reference.replace("$", "").upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, column - 1) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


class WorksheetReader:
    """Handlers for one worksheet part, and the grid they fill."""

    def __init__(
        self,
        grid: Grid,
        strings: list[str],
        formats: list[Format],
        epoch: datetime,
        in_cells: InCells,
        budget: Budget,
        values: SheetValues | None = None,
        untrusted: bool = False,
    ) -> None:
        self.grid, self.strings, self.formats, self.epoch = grid, strings, formats, epoch
        self.in_cells, self.budget = in_cells, budget
        self.values, self._untrusted = values, untrusted
        self._waiting: list[Waiting] = []
        self._formula: dict[str, str] | None = None
        self._row = self._column = -1
        self._hidden = False
        self._cells: list[Cell] = []
        self._attributes: dict[str, str] = {}
        self._into: str | None = None
        self._said: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._spend()
            found = place(attributes.get("r", ""))
            self._column = found[1] if found else self._column + 1
            self._attributes, self._said, self._formula = attributes, {}, None
        elif tag in ("v", "t", "f"):
            self._into = tag
            if tag == "f":
                self._formula = attributes
        elif tag == "row":
            self._spend()
            self._begin_row(attributes)
        elif tag == "col":
            self._size_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "sheetFormatPr":
            self.grid.default_height = _size(attributes.get("defaultRowHeight"), self.grid.default_height)
            width = _size(attributes.get("defaultColWidth"), 0.0)
            self.grid.default_width = width * CHAR_POINTS if width else self.grid.default_width

    def text(self, piece: str) -> None:
        if self._into is not None:
            self._said[self._into] = self._said.get(self._into, "") + piece

    def end(self, tag: str) -> None:
        if tag in ("v", "t", "f"):
            self._into = None
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self._cells:
            if self._hidden:
                self.budget.warn("hidden_left_out", HIDDEN)
            elif not keep_row(self.grid, self._row, self._cells, self.budget):
                raise Enough

    def _spend(self) -> None:
        if not self.budget.look():
            raise Enough

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = whole(attributes.get("r"))
        self._row = number - 1 if 1 <= number <= MAX_ROW else self._row + 1
        self._column, self._cells = -1, []
        self._hidden = attributes.get("hidden") in ("1", "true")
        if "ht" in attributes and len(self.grid.heights) < MAX_SIZES:
            self.grid.heights[self._row] = _size(attributes["ht"], self.grid.default_height)
        if self._hidden and len(self.grid.hidden_rows) < MAX_SIZES:
            self.grid.hidden_rows.add(self._row)

    def _size_columns(self, attributes: dict[str, str]) -> None:
        first, last = (int(_size(attributes.get(name), 0.0)) for name in ("min", "max"))
        width = _size(attributes.get("width"), 0.0)
        columns = range(max(first, 1) - 1, min(last, MAX_COLUMN))
        if attributes.get("hidden") in ("1", "true") or ("width" in attributes and width == 0):
            self.grid.hidden_columns.update(columns)
        elif width:
            self.grid.widths.update(dict.fromkeys(columns, width * CHAR_POINTS))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = place(first), place(last)
        if start and end and len(self.grid.merges) < MAX_MERGES:
            self.grid.merges.append(Span(*start, *end))

    def _end_cell(self) -> None:
        kind = self._attributes.get("t", "n")
        index = whole(self._attributes.get("s"))
        form = self.formats[index] if index < len(self.formats) else Format()
        if self.in_cells.any and not self._hidden:
            picture = self.in_cells.of(self._attributes.get("vm"), self._said.get("f"), self._row, self._column)
            if picture is not None:
                self.grid.pictures.append(picture)
                return
        value = self._said.get("t" if kind == "inlineStr" else "v")
        text = self._text(kind, value, form.number) if value is not None else ""
        cell = Cell(self._column, text, form.style, self._number(kind, value, form.number)) if text and value else None
        if self.values is None:
            if value is None and "f" in self._said:
                self.budget.warn("formula_without_value", NO_VALUE)
        elif self._waits(self.values, form, cell, kind, value):
            return
        if cell is not None:
            self._cells.append(cell)

    def _waits(self, values: SheetValues, form: Format, cell: Cell | None, kind: str, value: str | None) -> bool:
        """Whether a cell's formula has to be worked out; keeps what others may refer to."""
        spot = self._row, self._column
        if self._formula is not None:
            shared = self._formula.get("si") if self._formula.get("t") == "shared" else None
            text = values.keep_formula(spot, self._said.get("f", ""), shared)
            if value is None or self._untrusted:
                self._waiting.append(Waiting(spot, form.number, form.style, cell))
                return True
            if is_outside(text):
                self.budget.warn("formula_outside", OUTSIDE)
        if kind == "b":
            values.values[spot] = value == "1"
        elif cell is not None:
            values.values[spot] = Decimal(cell.number) if cell.number is not None else self._known(kind, value, cell)
        return False

    @staticmethod
    def _known(kind: str, value: str | None, cell: Cell) -> Decimal | str:
        try:
            return Decimal(value or "") if kind == "n" else cell.text  # a date counts its days
        except InvalidOperation:
            return cell.text

    def work_out(self, workings: Workings) -> None:
        """Fill in the results of the formulas that wait for them."""
        fill(self.grid, self._waiting, workings, self.budget, self.epoch)
        self._waiting.clear()

    def _number(self, kind: str, value: str | None, form: str) -> str | None:
        try:
            return stored(float(value), form) if kind == "n" and value else None
        except (ValueError, OverflowError):
            return None

    def _text(self, kind: str, value: str, form: str) -> str:
        if kind == "s":
            index = whole(value, -1)
            return shown_text(self.strings[index], form) if 0 <= index < len(self.strings) else ""
        if kind in ("str", "inlineStr"):
            return shown_text(unescaped(value), form)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "e":
            return ""  # "#N/A" says nothing about goods
        if kind == "d":
            return value.strip()
        try:
            amount = float(value)
            return general(amount) if form == GENERAL else shown(amount, form, self.epoch)
        except (ValueError, OverflowError):
            return value.strip()


def _size(text: str | None, default: float) -> float:
    try:
        found = float(text) if text else default
    except ValueError:
        return default
    return found if 0 <= found < 100_000 else default
