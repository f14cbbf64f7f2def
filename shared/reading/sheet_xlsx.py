"""XLSX: the visible worksheets of a workbook, read as streams so that memory follows what they hold, not their size.

Part names, elements and attributes are those of ECMA-376 part 1, chapter 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from shared.reading.errors import DamagedWorkbook, NotAWorkbook, TooLargeWorkbook
from shared.reading.sheet_drawings import InCells, drawn
from shared.reading.sheet_grid import (
    CHAR_POINTS,
    HIDDEN,
    MAX_MERGES,
    Budget,
    Cell,
    Grid,
    Span,
    keep_row,
)
from shared.reading.sheet_numbers import EPOCH_1900, EPOCH_1904, GENERAL, general, shown, shown_text, stored
from shared.reading.sheet_parts import Enough, Parts, attribute, child, children, whole
from shared.reading.sheet_styles import Format, read_formats

MAX_CHARACTERS = 20_000_000  # of all shared strings
MAX_SIZES = 100_000  # rows whose height is kept
MAX_COLUMN, MAX_ROW = 16_384, 1_048_576
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
NO_VALUE = (
    "Some cells hold formulas whose results were not saved, so they were read as empty. Open the workbook in Excel, "
    "save it, and upload it again."
)


def read_xlsx(parts: Parts, budget: Budget) -> Iterator[Grid]:
    """The visible worksheets that hold anything. Raises ReadingError."""
    name = _main(parts)
    root = parts.tree(name)
    if root is None:
        raise DamagedWorkbook("no workbook part")
    related = parts.relations(name)
    by_kind = {relation.kind: relation.target for relation in related.values()}
    strings = _strings(parts, by_kind.get("sharedStrings"))
    formats = read_formats(parts.tree(by_kind["styles"]) if "styles" in by_kind else None)
    epoch = EPOCH_1904 if attribute(child(root, "workbookPr"), "date1904") in ("1", "true") else EPOCH_1900
    in_cells = InCells(parts, name, related)
    for sheet in children(root, "sheets"):
        relation = related.get(attribute(sheet, "id"))
        if relation is None or relation.kind != "worksheet" or relation.target not in parts:
            continue
        if attribute(sheet, "state", "visible") != "visible":
            budget.warn("hidden_left_out", HIDDEN)
            continue
        reader = _Sheet(Grid(sheet.get("name", "")), strings, formats, epoch, in_cells, budget)
        parts.stream(relation.target, reader.start, reader.end, reader.text)
        drawn(parts, relation.target, reader.grid, budget)
        if not reader.grid.empty:
            yield reader.grid


def _main(parts: Parts) -> str:
    """The name of the workbook part. Raises NotAWorkbook for a document of another kind."""
    target = next((r.target for r in parts.relations("").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    if target not in parts or not target.lower().endswith(".xml") or target.lower().startswith(("word/", "ppt/")):
        raise NotAWorkbook(target)
    return target


def _strings(parts: Parts, name: str | None) -> list[str]:
    """The shared strings; rich text as plain, without the readings above Japanese words."""
    if name is None or name not in parts:
        return []
    made: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}
    total = 0

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            pieces.clear()
        elif tag in inside:
            inside[tag] = True

    def end(tag: str) -> None:
        nonlocal total
        if tag == "si":
            made.append(unescaped("".join(pieces)))
            total += len(made[-1])
            if total > MAX_CHARACTERS:
                raise TooLargeWorkbook(f"{total} characters")
        elif tag in inside:
            inside[tag] = False

    def text(piece: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(piece)

    parts.stream(name, start, end, text)
    return made


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


class _Sheet:
    """Handlers for one worksheet part, and the grid they fill."""

    def __init__(
        self,
        grid: Grid,
        strings: list[str],
        formats: list[Format],
        epoch: datetime,
        in_cells: InCells,
        budget: Budget,
    ) -> None:
        self.grid, self.strings, self.formats, self.epoch = grid, strings, formats, epoch
        self.in_cells, self.budget = in_cells, budget
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
            self._attributes, self._said = attributes, {}
        elif tag in ("v", "t", "f"):
            self._into = tag
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
        if value is None:
            if "f" in self._said:
                self.budget.warn("formula_without_value", NO_VALUE)
            return
        text = self._text(kind, value, form.number)
        if text:
            self._cells.append(Cell(self._column, text, form.style, self._number(kind, value, form.number)))

    def _number(self, kind: str, value: str, form: str) -> str | None:
        try:
            return stored(float(value), form) if kind == "n" else None
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
