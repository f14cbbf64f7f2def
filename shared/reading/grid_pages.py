"""Pages of a PDF, a scan or a picture as grids: ruled tables, aligned ones, labels with their values, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from shared.reading.aligned import FoundTable, aligned_tables
from shared.reading.bands import Placed, TableRow
from shared.reading.blocks import alike, with_blocks
from shared.reading.book import Book, Fillable, FormField, Page, PageUnreadable
from shared.reading.errors import TooManyRows
from shared.reading.filled import is_value, with_fields
from shared.reading.frame import Frame
from shared.reading.geometry import centre, contains, union
from shared.reading.graphics import Graphics
from shared.reading.grids import CellGrid, GridCell, GridRow
from shared.reading.intervals import Interval
from shared.reading.level import Level, levels, part, pieces, typed_rules
from shared.reading.ocr import OcrFailed
from shared.reading.ruled import ruled_tables
from shared.reading.scan_book import read_if_scanned
from shared.reading.text import Line, arranged
from shared.reading.upright_lines import Upright

Progress = Callable[[int, int], None]
NAMED_PAGES = 12  # in a warning
MAX_ROWS = 20_000  # as of a workbook
_LABELLED = re.compile(r"(?P<label>[^\d:]{2,40}?)\s*:\s+(?P<value>\S.*)")


@dataclass
class PageTables:
    """What was found on one page."""

    number: int
    tables: list[FoundTable]
    rest: list[Level]
    doubts: list[tuple[float, float, float, float, float]]
    frame: Frame | None = None
    poor: bool = False


def read_pages(book: Book, progress: Progress) -> tuple[list[tuple[str, str]], list[CellGrid]]:
    """Warnings and grids of a document that consists of pages. Raises ReadingError."""
    warnings = list(book.warnings)
    made = _Grids()
    poor: list[int] = []
    for page in book.pages():
        progress(page.number - 1, book.page_count)
        try:
            read = _read(page, made.last_columns)
            made.add(read)
            poor += [page.number] if read.poor else []
        except PageUnreadable:
            warnings.append(("page_unreadable", f"Page {page.number} is damaged and was left out."))
        except OcrFailed:
            poor.append(page.number)
    progress(book.page_count, book.page_count)
    if poor:
        warnings.append(("scanned_pages", _poorly(poor)))
    return warnings, made.finished()


def _poorly(pages: Sequence[int]) -> str:
    named = ", ".join(map(str, pages[:NAMED_PAGES])) + (" and more" if len(pages) > NAMED_PAGES else "")
    which = f"page {named}" if len(pages) == 1 else f"pages {named}"
    return (
        f"Parts of {which} could not be read: the scan is too small, pale or blurred. Check the lines, or scan the "
        "order again at 200 dpi or more."
    )


def _read(page: Page, earlier: Sequence[Interval]) -> PageTables:
    words, graphics = page.words(), page.graphics()
    scan = read_if_scanned(page, page.placed(), words)
    fields: list[FormField] = []
    if scan is not None:
        words, graphics = scan.words(), scan.graphics()
    elif isinstance(page, Fillable):
        with suppress(PageUnreadable):  # a broken form is a page all the same
            fields = page.fields()
    upright = Upright(arranged(words), graphics, fields, scan.frame if scan else None)
    lines, typed = typed_rules(upright.lines)
    graphics = Graphics([*upright.graphics.across, *typed], upright.graphics.down, upright.graphics.boxes)
    lines = with_fields(pieces(lines), upright.fields)
    tables = ruled_tables(lines, graphics, upright.size)
    taken = {id(line) for table in tables for line in table.lines}
    left = levels([line for line in lines if id(line) not in taken])
    found = aligned_tables(left, graphics, () if tables else earlier)
    taken |= {id(line) for table in found for line in table.lines}
    rest = [[line for line in level if id(line) not in taken] for level in left]
    tables = sorted([*tables, *found], key=lambda table: (table.bbox[1], table.bbox[0]))
    tables, rest = with_blocks(tables, [level for level in rest if level])
    poor = scan is not None and scan.is_poor
    return PageTables(page.number, tables, rest, words.doubts, upright.frame, poor)


class _Grids:
    """Grids as pages come: a table that goes on overleaf is one."""

    def __init__(self) -> None:
        self._tables: list[CellGrid] = []
        self._rest: list[PageTables] = []
        self._open: list[tuple[CellGrid, list[Interval]]] = []
        self._rows = 0

    @property
    def last_columns(self) -> Sequence[Interval]:
        """The columns of the table that may go on on the next page."""
        return self._open[-1][1] if self._open else ()

    def add(self, page: PageTables) -> None:
        row = 0
        reached: list[tuple[CellGrid, list[Interval]]] = []
        for table in page.tables:
            grid = self._before(table)
            for found in table.rows:
                row += 1
                grid.rows.append(GridRow(row, page.number, _cells(found, page)))
                _mend_line_number(grid.rows)
            reached.append((grid, table.columns))
        self._rows += row
        if self._rows > MAX_ROWS:
            raise TooManyRows(f"{self._rows} rows")
        if page.tables or page.rest:
            self._open = reached
        self._rest.append(page)

    def _before(self, table: FoundTable) -> CellGrid:
        """The last table of the page before that goes on with this one, once; else a new one."""
        for n in range(len(self._open) - 1, -1, -1):
            if alike(self._open[n][1], table.columns):
                return self._open.pop(n)[0]
        self._tables.append(CellGrid("table"))
        return self._tables[-1]

    def finished(self) -> list[CellGrid]:
        forms, text = CellGrid("form"), CellGrid("text")
        for page in self._rest:
            for n, level in enumerate(page.rest, 1):
                for grid, cells in _loose(level, page, forms, text):
                    grid.rows.append(GridRow(n, page.number, cells))
        return [grid for grid in (*self._tables, forms, text) if grid.rows]


def _mend_line_number(rows: Sequence[GridRow]) -> None:
    """A line number that is broken over two lines, because its column is too narrow, is the one after the last."""
    if len(rows) < 2 or not rows[-2].cells or not rows[-1].cells:
        return
    before, last = rows[-2].cells[0], rows[-1].cells[0]
    whole = last.text.replace(" ", "")
    broken = " " in last.text and whole.isdecimal() and before.text.isdecimal() and before.column == last.column == 0
    if broken and int(whole) == int(before.text) + 1:
        last.text = whole


def _cells(row: TableRow, page: PageTables) -> list[GridCell]:
    held: dict[int, list[Placed]] = {}
    for piece in row.pieces:
        held.setdefault(piece.column, []).append(piece)
    return [_cell(column, pieces, page) for column, pieces in sorted(held.items())]


def _cell(column: int, pieces: Sequence[Placed], page: PageTables) -> GridCell:
    ordered = [line for level in levels([piece.line for piece in pieces]) for line in level]
    return _made(column, ordered, page, max(p.columns for p in pieces), max(p.rows for p in pieces))


def _made(column: int, lines: Sequence[Line], page: PageTables, columns: int = 1, rows: int = 1) -> GridCell:
    box = union(line.bbox for line in lines)
    score = min((doubt[4] for doubt in page.doubts if contains(box, centre(doubt[:4]))), default=1.0)
    bold = sum(len(w.text) for m in lines for w in m.words if w.style.bold)
    return GridCell(
        column,
        joined([line.text for line in lines]),
        columns=columns,
        rows=rows,
        bold=2 * bold > sum(len(w.text) for m in lines for w in m.words),
        bbox=page.frame.on_page(box) if page.frame else box,
        confidence=score,
    )


def joined(texts: Sequence[str]) -> str:
    """The lines of a cell as one text; what was broken at a hyphen is whole again."""
    made = ""
    for text in texts:
        broken = len(made) > 1 and made[-1] in "-‐/" and made[-2].isalnum()
        made += text if broken or not made else f" {text}"
    return made


def _loose(
    level: Level, page: PageTables, forms: CellGrid, text: CellGrid
) -> Iterator[tuple[CellGrid, list[GridCell]]]:
    """What stands in no table: labels and their values as pairs, everything else as it stands beside each other."""
    others: list[Line] = []
    waiting: Line | None = None
    for line in level:
        pair = _pair(line)
        if pair is not None:
            yield forms, [_made(n, [side], page) for n, side in enumerate(pair)]
        elif is_value(line) and waiting is None and others:
            yield forms, [_made(0, [others.pop()], page), _made(1, [line], page)]
        elif waiting is not None and not line.text.endswith(":"):
            yield forms, [_made(0, [waiting], page), _made(1, [line], page)]
            waiting = None
        elif line.text.endswith(":"):
            others += [waiting] if waiting else []
            waiting = line
        else:
            others.append(line)
    others += [waiting] if waiting else []
    if others:
        yield text, [_made(n, [line], page) for n, line in enumerate(others)]


def _pair(line: Line) -> tuple[Line, Line] | None:
    if not _LABELLED.fullmatch(line.text):
        return None
    at = next((n for n, word in enumerate(line.words, 1) if word.text.endswith(":")), 0)
    return (part(line.words[:at]), part(line.words[at:])) if 0 < at < len(line.words) else None
