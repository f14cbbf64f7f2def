"""A worksheet as it was read, before it is laid out: cells with their text, sizes of rows and columns, pictures.

Rows and columns count from 0 here, as files store them; a person's row numbers begin at 1. Sizes are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.reading.geometry import Box

MAX_ROWS = 20_000  # with something in them, over a whole workbook
MAX_CELLS = 400_000
MAX_COLUMNS = 250
MAX_ELEMENTS = 1_500_000  # cells and rows looked at, empty ones too: bounds time
MAX_PICTURES = 20_000
MAX_MERGES = 50_000
MAX_TEXT = 4000  # characters of one cell
DEFAULT_WIDTH, DEFAULT_HEIGHT = 48.0, 15.0
CHAR_POINTS, PADDING_POINTS = 5.25, 3.75  # a digit in Calibri 11 is 7 pixels wide; a column has 5 pixels beside them
MAX_STEPS = 20_000  # rows or columns that a picture's far corner may be away from its near one


UNCROPPED: Box = (0.0, 0.0, 0.0, 0.0)


class CellStyle(NamedTuple):
    """How a cell is set: `size` in points, `color` as 0xRRGGBB."""

    size: float = 11.0
    bold: bool = False
    italic: bool = False
    color: int = 0


PLAIN = CellStyle()


class Cell(NamedTuple):
    """A cell that is not empty; `text` is what a person sees, lines parted by newlines.

    `number` is what the file stores, where that is a number and no date: an exact decimal.
    """

    column: int
    text: str
    style: CellStyle = PLAIN
    number: str | None = None


class Span(NamedTuple):
    """A merged range, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


class Corner(NamedTuple):
    """A point of a sheet: a column and a row, and how far into them (0 to 1)."""

    column: int
    across: float
    row: int
    down: float


class Pictured(NamedTuple):
    """A picture on a sheet. `load` gives its file, and raises ReadingError or UnreadablePicture; `key` names it.

    `crop`: which shares of it are cut off at the left, the top, the right and the bottom.
    """

    start: Corner
    end: Corner
    key: str
    load: Callable[[], bytes]
    turn: int = 0
    crop: Box = UNCROPPED


@dataclass
class Grid:
    """One visible worksheet. `rows` holds the cells of each row that has any, in order."""

    name: str
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    default_width: float = DEFAULT_WIDTH
    default_height: float = DEFAULT_HEIGHT

    @property
    def empty(self) -> bool:
        return not self.rows and not self.pictures

    def width(self, column: int) -> float:
        """A column's width as the file has it; 0 when hidden."""
        return 0.0 if column in self.hidden_columns else self.widths.get(column, self.default_width)

    def height(self, row: int) -> float:
        """A row's height as the file has it; 0 when hidden."""
        return 0.0 if row in self.hidden_rows else self.heights.get(row, self.default_height)

    def beyond(self, start: Corner, width: float, height: float) -> Corner:
        """The corner that lies `width` and `height` points right of and below another."""
        column, across = _walk(start.column, start.across, width, self.width)
        row, down = _walk(start.row, start.down, height, self.height)
        return Corner(column, across, row, down)

    def corner(self, column: int, x: float, row: int, y: float) -> Corner:
        """The corner `x` and `y` points into a cell; what lies outside it is drawn to its edge, as programs do."""
        return Corner(column, _share(x, self.width(column)), row, _share(y, self.height(row)))


def _share(offset: float, size: float) -> float:
    return min(1.0, max(0.0, offset / size)) if size > 0 else 0.0


def _walk(index: int, share: float, distance: float, size_of: Callable[[int], float]) -> tuple[int, float]:
    left = max(0.0, distance) + share * size_of(index)
    for _ in range(MAX_STEPS):
        size = size_of(index)
        if left <= size:
            return index, _share(left, size)
        left -= size
        index += 1
    return index, 0.0


class Budget:
    """What a whole workbook may still hold. Running out is a warning, not an error: what was read stands."""

    def __init__(self) -> None:
        self.rows, self.cells, self.elements, self.pictures = MAX_ROWS, MAX_CELLS, MAX_ELEMENTS, MAX_PICTURES
        self.warnings: dict[str, str] = {}

    def warn(self, code: str, message: str) -> None:
        """Say once what a person should know."""
        self.warnings.setdefault(code, message)

    def look(self, count: int = 1) -> bool:
        """Whether `count` more elements may be looked at."""
        self.elements -= count
        return self.elements >= 0 or self._out()

    def take(self, cells: int) -> bool:
        """Whether one more row with that many cells may be kept."""
        self.rows -= 1
        self.cells -= cells
        return (self.rows >= 0 and self.cells >= 0) or self._out()

    def _out(self) -> bool:
        self.warn(
            "rows_left_out",
            f"This workbook holds more than is read of one: {MAX_ROWS:,} rows with something in them, "
            f"{MAX_CELLS:,} cells. What comes after was left out; split the workbook to have all of it read.",
        )
        return False


def keep_row(grid: Grid, row: int, cells: Iterable[Cell], budget: Budget) -> bool:
    """Add a row's cells, those that are empty, hidden or too far right left out; False when the budget is spent."""
    if row in grid.hidden_rows:
        budget.warn("hidden_left_out", HIDDEN)
        return True
    kept = []
    for cell in cells:
        text = cell.text.strip()
        if not text:
            continue
        if cell.column in grid.hidden_columns:
            budget.warn("hidden_left_out", HIDDEN)
        else:
            kept.append(cell._replace(text=text[:MAX_TEXT]))
    if len(kept) > MAX_COLUMNS:
        budget.warn("columns_left_out", f"A row has more than {MAX_COLUMNS} filled columns; the others were left out.")
        kept = kept[:MAX_COLUMNS]
    if kept:
        if not budget.take(len(kept)):
            return False
        grid.rows[row] = sorted(kept, key=lambda cell: cell.column)
    return True


HIDDEN = "Hidden sheets, rows and columns were left out. Show them and upload the file again if they matter."
