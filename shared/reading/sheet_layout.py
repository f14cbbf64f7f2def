"""A worksheet laid out as pages, so that whatever reads pages reads it too.

Every cell is a line whose words lie inside the cell, rules run along the borders of cells, and pictures lie where they
are anchored. Pages have wide margins at head and foot: a sheet has no running lines, and nothing of it may be taken
for one. A sheet's name is a title in the margin where a workbook has several.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from shared.reading.book import Placed
from shared.reading.geometry import Box, rounded, union
from shared.reading.graphics import Graphics
from shared.reading.order import blocks_in_order
from shared.reading.sheet_axes import LEADING, MIN_HEIGHT, MIN_WIDTH, Axis, columns_of, cuts_of, rows_of, visible
from shared.reading.sheet_grid import Cell, CellStyle, Corner, Grid, Pictured, Span
from shared.reading.sheet_header import is_header_row, lowered_headers, product_rows
from shared.reading.sheet_pictures import picture_of
from shared.reading.text import LineRow, PageWords, StyleRow, WordRow

MARGIN = 0.16  # of the page's height; running heads and feet are looked for in 0.15
LEFT = 36.0
BOX_TOP, BOX_BOTTOM = 0.95, 0.25  # of the size: how far a word's box reaches above and below its base line
INDENT = 2.0
EMS = 0.52  # an average character's width, in sizes
TITLE = CellStyle(20.0, bold=True)
PRINT_FONT = "Cells"
_GENERIC = re.compile(r"(?:work)?(?:sheet|tabelle|feuil(?:le)?|foglio|hoja|planilha|blad|ark|arkusz|list)\s*\d*", re.I)


@dataclass(frozen=True)
class SheetPage:
    """A `shared.reading.book.Page` of a worksheet."""

    text: PageWords
    rules: Graphics
    pictures: list[tuple[Pictured, Box]]

    @property
    def number(self) -> int:
        return self.text.page

    @property
    def size(self) -> tuple[float, float]:
        return self.text.width, self.text.height

    def placed(self) -> list[Placed]:
        return [Placed(box, p.turn, partial(picture_of, p), (p.key, p.crop)) for p, box in self.pictures]

    def words(self) -> PageWords:
        return self.text

    def graphics(self) -> Graphics:
        return self.rules


class Layout:
    """One sheet's pages, made one at a time."""

    def __init__(self, grid: Grid, titled: bool) -> None:
        self.grid = grid
        self.titled = titled and not _GENERIC.fullmatch(grid.name.strip())
        self._spans = {(span.top, span.left): span for span in grid.merges}
        self._tall = [span for span in grid.merges if span.bottom > span.top]
        pictures = [p for p in grid.pictures if visible(p, grid)]
        self.columns = Axis(*columns_of(grid, pictures))
        self.rows = Axis(*rows_of(grid, pictures))
        self._pictures = [(p, self._box(p.start, p.end)) for p in pictures]
        self.cuts = cuts_of(self.rows, self._held(), [box[1] for _, box in self._pictures])
        self._tabular = any(is_header_row(cells) for cells in grid.rows.values())
        self._lowered = lowered_headers(grid)
        self._on_page: list[list[tuple[Pictured, Box]]] = [[] for _ in self.cuts[1:]]
        ends = [self.rows.edges[cut] for cut in self.cuts[1:]]
        for picture, box in self._pictures:
            place = bisect.bisect_right(ends, (box[1] + box[3]) / 2)
            self._on_page[min(place, len(ends) - 1)].append((picture, box))
        self._tall_on: list[list[Span]] = [[] for _ in ends]
        for span in self._tall:
            first = bisect.bisect_right(ends, self.rows.start(span.top))
            last = bisect.bisect_left(ends, self.rows.end(span.bottom))
            for place in range(first, min(last, len(ends) - 1) + 1):
                self._tall_on[place].append(span)

    @property
    def page_count(self) -> int:
        return len(self.cuts) - 1

    def _box(self, start: Corner, end: Corner) -> Box:
        x0, x1 = self.columns.at(start.column, start.across), self.columns.at(end.column, end.across)
        y0, y1 = self.rows.at(start.row, start.down), self.rows.at(end.row, end.down)
        return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)

    def _held(self) -> list[tuple[float, float]]:
        """Heights that a cut would go through: pictures, merged cells, rows of one product."""
        spans = [(self.rows.start(s.top), self.rows.end(s.bottom)) for s in self._tall]
        spans += [(self.rows.start(first), self.rows.end(last)) for first, last in product_rows(self.grid)]
        return [(box[1], box[3]) for _, box in self._pictures] + spans

    def page(self, index: int, number: int) -> SheetPage:
        """The sheet's page `index` (from 0), which is page `number` of its book."""
        start, end = self.cuts[index], self.cuts[index + 1]
        top, bottom = self.rows.edges[start], self.rows.edges[end]
        margin = self._margin(bottom - top)
        width, height = self.columns.edges[-1] + 2 * LEFT, bottom - top + 2 * margin
        text = PageWords(page=number, width=round(width, 1), height=round(height, 1), sheet=self.grid.name)
        setter = _Setter(text)
        if self.titled:
            setter.put(Cell(0, self.grid.name, TITLE), (LEFT, margin - 1.6 * TITLE.size, width - LEFT, margin), False)
        down = margin - top
        for row in self.rows.used[start:end]:
            text.rows.append((round(self.rows.start(row) + down, 1), row + 1))
            cells = self.grid.rows.get(row, [])
            wrapped = is_header_row(cells) or not any(c.isdigit() for cell in cells for c in cell.text)
            for cell in cells:
                setter.put(cell, self._cell_box(cell, row, down), wrapped)
        setter.finish(by_rows=self._tabular)
        pictures = [(p, rounded((b[0] + LEFT, b[1] + down, b[2] + LEFT, b[3] + down))) for p, b in self._on_page[index]]
        return SheetPage(text, self._rules(start, end, down, self._tall_on[index]), pictures)

    def _margin(self, height: float) -> float:
        """How far down the rows of a page begin."""
        margin = MARGIN / (1 - 2 * MARGIN) * height
        return max(margin, 2 * TITLE.size) if self.titled else margin

    def place(self, row: int, cells: Sequence[Cell]) -> tuple[int, list[Box]]:
        """On which of the sheet's pages (from 0) a row stands, and the boxes of its cells there."""
        at = bisect.bisect_left(self.rows.used, row)
        index = min(bisect.bisect_right(self.cuts, at), len(self.cuts) - 1) - 1
        top, bottom = self.rows.edges[self.cuts[index]], self.rows.edges[self.cuts[index + 1]]
        down = self._margin(bottom - top) - top
        return index, [rounded(self._cell_box(cell, row, down)) for cell in cells]

    def _cell_box(self, cell: Cell, row: int, down: float) -> Box:
        span = self._spans.get((row, cell.column), Span(row, cell.column, row, cell.column))
        x0, x1 = self.columns.start(span.left), self.columns.end(span.right)
        y0, y1 = self.rows.start(span.top), self.rows.end(span.bottom)
        if (row, cell.column) in self._lowered:
            y0 = self.rows.start(self._lowered[row, cell.column])
            y1 = self.rows.end(self._lowered[row, cell.column])
        return x0 + LEFT, y0 + down, max(x1, x0 + MIN_WIDTH) + LEFT, max(y1, y0 + MIN_HEIGHT) + down

    def _rules(self, start: int, end: int, down: float, tall: Sequence[Span]) -> Graphics:
        """Rules along all borders of rows and columns, and a box round each cell that spans several rows."""
        ys = [round(self.rows.edges[n] + down, 1) for n in range(start, end + 1)]
        across = [part for n, y in zip(range(start, end + 1), ys, strict=True) for part in self._rule(n, y, tall)]
        upright = [(round(x + LEFT, 1), ys[0], round(x + LEFT, 1), ys[-1]) for x in self.columns.edges]
        boxes = []
        for span in tall:
            y0, y1 = self.rows.start(span.top) + down, self.rows.end(span.bottom) + down
            x0, x1 = self.columns.start(span.left) + LEFT, self.columns.end(span.right) + LEFT
            boxes.append(rounded((x0, y0, x1, y1)))
        return Graphics(across, upright, boxes)

    def _rule(self, place: int, y: float, tall: Sequence[Span]) -> list[Box]:
        """The rule at an edge of rows, left out where a cell that spans several rows goes on."""
        edge, at = self.rows.edges[place], 0.0
        made = []
        crossing = [s for s in tall if self.rows.start(s.top) < edge - 0.1 < edge + 0.1 < self.rows.end(s.bottom)]
        for span in sorted(crossing, key=lambda s: s.left):
            made.append((at, self.columns.start(span.left)))
            at = self.columns.end(span.right)
        made.append((at, self.columns.edges[-1]))
        return [(round(x0 + LEFT, 1), y, round(x1 + LEFT, 1), y) for x0, x1 in made if x1 - x0 > 1]


class _Setter:
    """Sets cells into a page's words."""

    def __init__(self, text: PageWords) -> None:
        self._text = text
        self._styles: dict[StyleRow, int] = {}
        self._lines: list[LineRow] = []

    def put(self, cell: Cell, box: Box, wrapped: bool) -> None:
        """Set a cell's lines in the middle of its height, from its left edge. `wrapped`: its lines are one text."""
        lines = [" ".join(line.split()) for line in cell.text.split("\n")]
        lines = [line for line in lines if line]
        if wrapped:
            lines = [" ".join(lines)]
        style = cell.style
        size = min(style.size, (box[3] - box[1]) / max(LEADING * len(lines), 1.0))
        key = (round(style.size, 1), style.bold, style.italic, style.color, PRINT_FONT)
        number = self._styles.setdefault(key, len(self._styles))
        top = (box[1] + box[3] - LEADING * size * len(lines)) / 2
        for place, line in enumerate(lines):
            base = top + (place + 0.5) * LEADING * size + (BOX_TOP - BOX_BOTTOM) / 2 * size
            row = (box[0] + INDENT, base - BOX_TOP * size, box[2] - INDENT, base + BOX_BOTTOM * size)
            self._set(line, row, size, number)

    def _set(self, line: str, box: Box, size: float, style: int) -> None:
        """Words from left to right, set closer where the cell is too narrow for them."""
        x0, y0, x1, y1 = box
        advance = min(EMS * size, (x1 - x0) / max(len(line), 1))
        words: list[WordRow] = []
        at = 0
        for word in line.split(" "):
            left, right = x0 + at * advance, x0 + (at + len(word)) * advance
            words.append((round(left, 1), round(y0, 1), round(max(right, left + 0.2), 1), round(y1, 1), word, style))
            at += len(word) + 1
        self._lines.append((len(self._text.words), len(words), 0))
        self._text.words.extend(words)

    def finish(self, by_rows: bool) -> None:
        """Put styles and lines into the page, in the order of reading: row by row, or card by card."""
        words = self._text.words
        self._text.styles = list(self._styles)
        if not by_rows:
            boxes = [union(w[:4] for w in words[first : first + count]) for first, count, _ in self._lines]
            sizes = [self._text.styles[words[first][5]][0] for first, _, _ in self._lines]
            blocks = blocks_in_order(boxes, sizes, [0] * len(boxes))
            self._lines = [self._lines[n] for block in blocks for n in block]
        self._text.lines = self._lines
