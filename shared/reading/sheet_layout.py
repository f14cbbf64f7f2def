"""A worksheet laid out as pages, so that whatever reads pages reads it too.

Every cell is a line whose words lie inside the cell, rules run along the borders of cells, and pictures lie where they
are anchored. Pages have wide margins at head and foot: a sheet has no running lines, and nothing of it may be taken
for one. A sheet's name is a title in the margin where a workbook has several.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from shared.reading.book import Placed
from shared.reading.geometry import Box, rounded
from shared.reading.graphics import Graphics
from shared.reading.sheet_grid import Cell, CellStyle, Corner, Grid, Pictured, Span
from shared.reading.sheet_pictures import picture_of
from shared.reading.text import LineRow, PageWords, StyleRow, WordRow

PAGE_ROWS = 60
PAGE_HEIGHT = 1100.0  # points of rows on a page: as much as on a large sheet of paper
MARGIN = 0.16  # of the page's height; running heads and feet are looked for in 0.15
LEFT = 36.0
EMPTY_RUN = 3  # of more empty rows or columns in a row, only so many are laid out
MIN_WIDTH, MAX_WIDTH = 18.0, 600.0
MIN_HEIGHT, MAX_HEIGHT = 8.0, 420.0
LEADING = 1.25  # a line's height, in sizes
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
        return [Placed(box, picture.turn, partial(picture_of, picture), picture.key) for picture, box in self.pictures]

    def words(self) -> PageWords:
        return self.text

    def graphics(self) -> Graphics:
        return self.rules


class Axis:
    """The rows or columns of a sheet that are laid out, and where each begins."""

    def __init__(self, used: Sequence[int], sizes: dict[int, float]) -> None:
        self.used = used
        self.sizes = sizes
        self.edges = [0.0, *itertools.accumulate(sizes[n] for n in used)]

    def start(self, index: int) -> float:
        """Where a row or column begins; for one that is not laid out, where the next one that is does."""
        return self.edges[bisect.bisect_left(self.used, index)]

    def end(self, index: int) -> float:
        """Where it ends; for one that is not laid out, where the last one before it does."""
        return self.edges[bisect.bisect_right(self.used, index)]

    def at(self, index: int, share: float) -> float:
        """A place inside a row or column."""
        start, end = self.start(index), self.end(index)
        return start + share * max(0.0, end - start)


class Layout:
    """One sheet's pages, made one at a time."""

    def __init__(self, grid: Grid, titled: bool) -> None:
        self.grid = grid
        self.titled = titled and not _GENERIC.fullmatch(grid.name.strip())
        self._spans = {(span.top, span.left): span for span in grid.merges}
        pictures = [p for p in grid.pictures if _visible(p, grid)]
        self.columns = Axis(*_columns(grid, pictures))
        self.rows = Axis(*_rows(grid, pictures))
        self._pictures = [(p, self._box(p.start, p.end)) for p in pictures]
        self.cuts = _cuts(self.rows, self._held(), [box[1] for _, box in self._pictures])
        self._on_page: list[list[tuple[Pictured, Box]]] = [[] for _ in self.cuts[1:]]
        ends = [self.rows.edges[cut] for cut in self.cuts[1:]]
        for picture, box in self._pictures:
            place = bisect.bisect_right(ends, (box[1] + box[3]) / 2)
            self._on_page[min(place, len(ends) - 1)].append((picture, box))

    @property
    def page_count(self) -> int:
        return len(self.cuts) - 1

    def _box(self, start: Corner, end: Corner) -> Box:
        x0, x1 = self.columns.at(start.column, start.across), self.columns.at(end.column, end.across)
        y0, y1 = self.rows.at(start.row, start.down), self.rows.at(end.row, end.down)
        return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)

    def _held(self) -> list[tuple[float, float]]:
        """Heights that a cut would go through: pictures and merged cells."""
        spans = [(self.rows.start(s.top), self.rows.end(s.bottom)) for s in self.grid.merges if s.bottom > s.top]
        return [(box[1], box[3]) for _, box in self._pictures] + spans

    def page(self, index: int, number: int) -> SheetPage:
        """The sheet's page `index` (from 0), which is page `number` of its book."""
        start, end = self.cuts[index], self.cuts[index + 1]
        top, bottom = self.rows.edges[start], self.rows.edges[end]
        margin = MARGIN / (1 - 2 * MARGIN) * (bottom - top)
        margin = max(margin, 2 * TITLE.size) if self.titled else margin
        width, height = self.columns.edges[-1] + 2 * LEFT, bottom - top + 2 * margin
        text = PageWords(page=number, width=round(width, 1), height=round(height, 1), sheet=self.grid.name)
        setter = _Setter(text)
        if self.titled:
            setter.put(Cell(0, self.grid.name, TITLE), (LEFT, margin - 1.6 * TITLE.size, width - LEFT, margin), False)
        down = margin - top
        for row in self.rows.used[start:end]:
            text.rows.append((round(self.rows.start(row) + down, 1), row + 1))
            cells = self.grid.rows.get(row, [])
            wrapped = not any(c.isdigit() for cell in cells for c in cell.text)
            for cell in cells:
                setter.put(cell, self._cell_box(cell, row, down), wrapped)
        setter.finish()
        pictures = [(p, rounded((b[0] + LEFT, b[1] + down, b[2] + LEFT, b[3] + down))) for p, b in self._on_page[index]]
        return SheetPage(text, self._rules(start, end, down), pictures)

    def _cell_box(self, cell: Cell, row: int, down: float) -> Box:
        span = self._spans.get((row, cell.column), Span(row, cell.column, row, cell.column))
        x0, x1 = self.columns.start(span.left), self.columns.end(span.right)
        y0, y1 = self.rows.start(span.top), self.rows.end(span.bottom)
        return x0 + LEFT, y0 + down, max(x1, x0 + MIN_WIDTH) + LEFT, max(y1, y0 + MIN_HEIGHT) + down

    def _rules(self, start: int, end: int, down: float) -> Graphics:
        left, right = LEFT, self.columns.edges[-1] + LEFT
        ys = [round(self.rows.edges[n] + down, 1) for n in range(start, end + 1)]
        across = [(left, y, right, y) for y in ys]
        return Graphics(across, [(round(x + LEFT, 1), ys[0], round(x + LEFT, 1), ys[-1]) for x in self.columns.edges])


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

    def finish(self) -> None:
        self._text.styles = list(self._styles)
        self._text.lines = self._lines


def _visible(picture: Pictured, grid: Grid) -> bool:
    return picture.start.row not in grid.hidden_rows and picture.start.column not in grid.hidden_columns


def _columns(grid: Grid, pictures: Sequence[Pictured]) -> tuple[list[int], dict[int, float]]:
    filled = {cell.column for cells in grid.rows.values() for cell in cells}
    filled |= _crossed([(p.start.column, p.end.column, p.end.across) for p in pictures])
    used = _without_long_gaps(filled, grid.hidden_columns)
    return used, {n: min(max(grid.width(n), MIN_WIDTH), MAX_WIDTH) for n in used}


def _rows(grid: Grid, pictures: Sequence[Pictured]) -> tuple[list[int], dict[int, float]]:
    filled = set(grid.rows) | _crossed([(p.start.row, p.end.row, p.end.down) for p in pictures])
    used = _without_long_gaps(filled, grid.hidden_rows)
    spanned = {(s.top, s.left): s for s in grid.merges if s.bottom > s.top}
    heights = {}
    for n in used:
        own = [c for c in grid.rows.get(n, ()) if (n, c.column) not in spanned]
        needed = max((LEADING * c.style.size * (c.text.count("\n") + 1) for c in own), default=0.0)
        heights[n] = min(max(grid.height(n), needed + 1, MIN_HEIGHT), MAX_HEIGHT)
    return used, heights


def _crossed(spans: Sequence[tuple[int, int, float]]) -> set[int]:
    """The rows or columns that pictures lie over."""
    found: set[int] = set()
    for start, end, share in spans:
        last = end if share > 0.02 or end <= start else end - 1
        found.update(range(start, min(last, start + 500) + 1))
    return found


def _without_long_gaps(filled: set[int], hidden: set[int]) -> list[int]:
    used: list[int] = []
    for n in sorted(filled - hidden):
        before = used[-1] if used else n - 1
        used += [m for m in range(before + 1, min(n, before + 1 + EMPTY_RUN)) if m not in hidden]
        used.append(n)
    return used


def _cuts(rows: Axis, held: list[tuple[float, float]], tops: list[float]) -> list[int]:
    """Where pages end: about evenly, at a border that no picture and no merged cell crosses, before a picture at best.

    Places in `rows.used`, the first 0 and the last its length.
    """
    count, height = len(rows.used), rows.edges[-1]
    pages = max(1, -(-count // PAGE_ROWS), int(-(-height // PAGE_HEIGHT)))
    each = height / pages
    blocked = _blocked(rows.edges, held)
    starts = sorted(tops)
    cuts = [0]
    while cuts[-1] < count:
        goal = rows.edges[cuts[-1]] + each
        if goal >= height - 0.3 * each or cuts[-1] + 2 > count:
            break
        low, high = (bisect.bisect_left(rows.edges, goal + share * each) for share in (-0.35, 0.35))
        options = [n for n in range(max(low, cuts[-1] + 2), min(high, count - 1)) if not blocked[n]]
        near = min(max(bisect.bisect_left(rows.edges, goal), cuts[-1] + 2), count)
        if options:
            cuts.append(max(options, key=lambda n: _worth(n, rows, starts, goal, each)))
        elif near < count:
            cuts.append(near)
        else:
            break
    return [*cuts, count] if cuts[-1] < count else cuts


def _worth(n: int, rows: Axis, starts: list[float], goal: float, each: float) -> float:
    edge = rows.edges[n]
    at = bisect.bisect_left(starts, edge - 1)
    begins = at < len(starts) and starts[at] < rows.edges[n + 1] - 1
    return begins - abs(edge - goal) / each


def _blocked(edges: list[float], held: list[tuple[float, float]]) -> list[bool]:
    """Whether each edge goes through something that is to stay whole."""
    depth = [0] * (len(edges) + 1)
    for top, bottom in held:
        first, last = bisect.bisect_right(edges, top + 1), bisect.bisect_left(edges, bottom - 1)
        if first < last:
            depth[first] += 1
            depth[last] -= 1
    return [d > 0 for d in itertools.accumulate(depth)]
