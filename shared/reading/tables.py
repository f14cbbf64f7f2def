"""Tables of products: a header that names its columns, ruled or only aligned."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shared.reading.framed import LEGIBLE, FramedHeader, framed_headers, table_end
from shared.reading.geometry import Box, overlap, union, y_overlap
from shared.reading.graphics import Graphics
from shared.reading.headers import PRICE_FIELDS, Header, HeaderCell, find_headers
from shared.reading.lexicon import Field, field_of
from shared.reading.marks import Mark, mark
from shared.reading.merged import coded_rows, lend
from shared.reading.money import find_prices
from shared.reading.text import Line, Word

WIDE = 0.6  # of a table's width: a rule this long divides rows
_AMOUNT = re.compile(r"[\d\s\u00a0.,'’–-]*\d[\d\s\u00a0.,'’–-]*")
MAX_PITCH = 220.0  # points; rows of a table are no farther apart


@dataclass
class Column:
    """A column between x0 and x1, named by its header."""

    x0: float
    x1: float
    field: Field | None
    header: str


@dataclass
class Row:
    """One row: its marks by column number, top and bottom. `shared`: cells that it has in common with other rows.

    `aside`: marks that say again what its cells say.
    """

    cells: dict[int, list[Mark]]
    bbox: Box
    shared: dict[int, list[Mark]] = field(default_factory=dict)
    aside: list[Mark] = field(default_factory=list)

    def marks(self) -> list[Mark]:
        return [mark for cell in self.cells.values() for mark in cell] + self.aside

    @property
    def outline(self) -> Box:
        """The box of its own marks."""
        return union(m.bbox for m in self.marks())


@dataclass
class Table:
    """A table's columns and its rows from top to bottom; `bbox` spans header and rows.

    `loose`: what stands between rules without a price or style number, by column. `sideways`: its labels stand in a
    column, so that each product is a column of the page. `framed`: borders part its columns exactly.
    """

    columns: list[Column]
    header: list[Mark]
    bbox: Box
    rows: list[Row] = field(default_factory=list)
    loose: list[Row] = field(default_factory=list)
    sideways: bool = False
    framed: bool = False


def find_tables(
    marks: Sequence[Mark], graphics: Graphics, page: tuple[float, float], carried: Sequence[Table] = ()
) -> list[Table]:
    """The tables with a header on this page, and those that go on from the page before under the same columns."""
    upright = [m for m in marks if m.line.turn == 0]
    tables = _framed(marks, upright, graphics, page)
    upright = [m for m in upright if not any(_within(m, t.bbox) for t in tables)]
    headers = find_headers(upright)
    for cells in headers:
        table = _begun(cells, headers, upright, graphics, page)
        _fill(table, upright, graphics)
        if table.rows and not _is_label_row(table):
            tables.append(table)
    tables.sort(key=lambda t: (t.bbox[1], t.bbox[0]))
    end = min((t.bbox[1] for t in tables), default=page[1])
    above = [m for m in upright if m.bbox[3] < end]
    return _continued(_last(carried), above, graphics, (page[0], end)) + tables if carried else tables


def _framed(marks: Sequence[Mark], upright: list[Mark], graphics: Graphics, page: tuple[float, float]) -> list[Table]:
    """The tables whose header is drawn as cells, with rows of prices under it."""
    headers = framed_headers(marks, graphics)
    tables = []
    for header in headers:
        limit = min((h.bbox[1] for h in headers if _stands_under(h, header)), default=page[1])
        x0, top, x1, _ = header.bbox
        columns = [Column(c.box[0], c.box[2], c.field, c.header) for c in header.cells]
        end = table_end(header, graphics, limit)
        table = Table(columns, list(header.marks), (x0, top, x1, end), framed=True)
        least = LEGIBLE * max(m.style.size for m in header.marks)
        _fill(table, [m for m in upright if m.style.size >= least], graphics)
        if table.rows:
            tables.append(table)
    return tables


def _stands_under(header: FramedHeader, other: FramedHeader) -> bool:
    apart = header.bbox[1] - other.bbox[3]
    return apart > -1 and overlap(header.bbox[0], header.bbox[2], other.bbox[0], other.bbox[2]) > 0


def _within(m: Mark, box: Box) -> bool:
    return box[0] <= (m.bbox[0] + m.bbox[2]) / 2 <= box[2] and box[1] <= (m.bbox[1] + m.bbox[3]) / 2 <= box[3]


def _last(tables: Sequence[Table]) -> list[Table]:
    """The tables that may go on overleaf: those that no other stands under."""
    tables = [t for t in tables if not t.sideways]
    return [
        t
        for t in tables
        if not any(o.bbox[1] > t.bbox[1] and overlap(o.bbox[0], o.bbox[2], t.bbox[0], t.bbox[2]) > 0 for o in tables)
    ]


def _begun(
    cells: Header, headers: list[Header], marks: list[Mark], graphics: Graphics, page: tuple[float, float]
) -> Table:
    top, bottom = min(c.bbox[1] for c in cells), max(c.bbox[3] for c in cells)
    left = max((max(c.bbox[2] for c in h) for h in headers if h is not cells and _left_of(h, cells)), default=0.0)
    right = min((min(c.bbox[0] for c in h) for h in headers if h is not cells and _left_of(cells, h)), default=page[0])
    x0, x1 = cells[0].bbox[0], cells[-1].bbox[2]
    left, right = max(left, x0 - 0.25 * page[0]), min(right, x1 + 0.25 * page[0])
    end = min((h[0].bbox[1] for h in headers if h[0].bbox[1] > bottom and _shares_x(h, x0, x1)), default=page[1])
    body = [
        m for m in marks if bottom < (m.bbox[1] + m.bbox[3]) / 2 < end and left <= (m.bbox[0] + m.bbox[2]) / 2 <= right
    ]
    cuts = _cuts(cells, body, graphics, bottom, end)
    edges = [_outer(cells[0], body, cuts, left, first=True), *cuts, _outer(cells[-1], body, cuts, right, first=False)]
    columns = [Column(edges[i], edges[i + 1], field_of(cell.text), cell.text) for i, cell in enumerate(cells)]
    return Table(columns, [m for cell in cells for m in cell.marks], (edges[0], top, edges[-1], end))


def _is_label_row(table: Table) -> bool:
    """Whether a header with one row under it is a card's labels, each in smaller type above its value."""
    if len(table.rows) != 1:
        return False
    values = table.rows[0].marks()
    return max(h.style.size for h in table.header) < 0.9 * min(m.style.size for m in values)


def _left_of(a: Header, b: Header) -> bool:
    return y_overlap(a[0].bbox, b[0].bbox) > 0.5 and a[-1].bbox[2] <= b[0].bbox[0]


def _shares_x(cells: Header, x0: float, x1: float) -> bool:
    return overlap(cells[0].bbox[0], cells[-1].bbox[2], x0, x1) > 0.2


def _outer(cell: HeaderCell, body: list[Mark], cuts: list[float], limit: float, *, first: bool) -> float:
    """The table's outer edge: as far as what lies under the outermost header reaches."""
    if first:
        under = [m.bbox[0] for m in body if m.bbox[0] < cell.bbox[2] and m.bbox[2] > cell.bbox[0] - 30]
        return max(limit, min([cell.bbox[0], *under]) - 2)
    under = [m.bbox[2] for m in body if m.bbox[2] > cell.bbox[0] and m.bbox[0] < cell.bbox[2] + 30]
    return min(limit, max([cell.bbox[2], *under]) + 2)


def _cuts(cells: Header, body: list[Mark], graphics: Graphics, top: float, end: float) -> list[float]:
    """Where columns meet: at a vertical rule between two headers, else in the widest gap that the rows leave free."""
    lines = sorted({(b[0] + b[2]) / 2 for b in graphics.down if b[1] < end and b[3] > top})
    lines += [x for b in graphics.boxes if b[1] < end and b[3] > top and b[2] - b[0] > 8 for x in (b[0], b[2])]
    rows = [m.bbox for m in body if m.prices or not _crosses(m, cells)]
    found = []
    for a, b in itertools.pairwise(cells):
        between = [x for x in lines if a.bbox[2] - 1 <= x <= b.bbox[0] + 1]
        if between:
            found.append(min(between, key=lambda x: abs(x - b.bbox[0])))
            continue
        found.append(_free(a.bbox, b.bbox, rows))
    return found


def _crosses(m: Mark, cells: Header) -> bool:
    """A text under three headers and more is a row's heading or a note, not a cell."""
    return sum(1 for c in cells if m.bbox[0] < c.bbox[2] and m.bbox[2] > c.bbox[0]) >= 3


def _free(a: Box, b: Box, rows: list[Box]) -> float:
    """The middle of the widest run of places, between two headers' middles, that the fewest rows cross."""
    low, high = (a[0] + a[2]) / 2, (b[0] + b[2]) / 2
    steps = max(2, int(high - low))
    places = [low + (high - low) * i / steps for i in range(steps + 1)]
    crossed = [sum(1 for r in (*rows, a, b) if r[0] - 0.5 <= x <= r[2] + 0.5) for x in places]
    least = min(crossed)
    best: tuple[int, float] = (0, (a[2] + b[0]) / 2)
    run = 0
    for i, count in enumerate([*crossed, -1]):
        if count == least:
            run += 1
            continue
        if run > best[0]:
            best = (run, (places[i - run] + places[i - 1]) / 2)
        run = 0
    return best[1]


def _fill(table: Table, marks: Sequence[Mark], graphics: Graphics) -> None:
    """Sort the marks below the header into rows and columns."""
    bottom = max(c.bbox[3] for c in table.header) if table.header else table.bbox[1]
    x0, _, x1, end = table.bbox
    parts = [part for m in marks if not (m.prose and m.prices) for part in _parted(table, m)]  # terms are no row
    body = [
        m for m in parts if m.bbox[1] >= bottom - 2 and m.bbox[3] <= end + 2 and x0 <= (m.bbox[0] + m.bbox[2]) / 2 <= x1
    ]
    placed = [(m, _column(table, m)) for m in sorted(body, key=lambda m: m.bbox[1])]
    anchors = _anchor_rows(table, placed)
    anchors = coded_rows(table, placed, graphics, len(anchors)) or anchors
    if not anchors:
        return
    dividers = _dividers(table, graphics, bottom, end, anchors, [m.bbox for m in body])
    rows: list[list[tuple[Mark, int]]] = [[] for _ in anchors]
    for m, column in placed:
        index = _row_of(m, column, anchors, dividers, placed)
        if index is not None:
            rows[index].append((m, column))
        else:
            _lay_aside(table, m, column, dividers)
    for anchor, members in zip(anchors, rows, strict=True):
        cells: dict[int, list[Mark]] = {}
        for m, column in sorted(members, key=lambda item: (item[0].bbox[1], item[0].bbox[0])):
            cells.setdefault(column, []).append(m)
        if cells:
            band = next(((t, b) for t, b in dividers if t - 1 <= (anchor[0] + anchor[1]) / 2 <= b + 1), None)
            outline = union(m.bbox for m, _ in members)
            box = (x0, band[0], x1, band[1]) if band else (x0, outline[1], x1, outline[3])
            table.rows.append(Row(cells, box))
    if table.rows:
        lend(table, graphics)
        top = min([c.bbox[1] for c in table.header], default=table.rows[0].bbox[1])
        table.bbox = (x0, top, x1, table.rows[-1].bbox[3])


def _lay_aside(table: Table, m: Mark, column: int, dividers: list[tuple[float, float]]) -> None:
    band = next(((t, b) for t, b in dividers if t <= (m.bbox[1] + m.bbox[3]) / 2 <= b), None)
    if band is None:
        return
    if not table.loose or table.loose[-1].bbox[1] != band[0]:
        table.loose.append(Row({}, (table.bbox[0], band[0], table.bbox[2], band[1])))
    table.loose[-1].cells.setdefault(column, []).append(m)


def _parted(table: Table, m: Mark) -> list[Mark]:
    """A line whose words stand in two neighbouring columns (a long name right up to its price), cut in two."""
    if (
        not (m.prices or table.framed)
        or len(m.line.words) < 2
        or m.bbox[0] < table.bbox[0]
        or m.bbox[2] > table.bbox[2]
    ):
        return [m]
    cuts = [c.x1 for c in table.columns[:-1]]
    groups: list[list[Word]] = []
    last = -1
    for word in m.line.words:
        column = sum(1 for x in cuts if (word.bbox[0] + word.bbox[2]) / 2 > x)
        if column != last:
            groups.append([])
        groups[-1].append(word)
        last = column
    if len(groups) == 1:
        return [m]
    return [mark(Line(tuple(words), m.line.turn, m.line.index, m.line.block)) for words in groups]


def _column(table: Table, m: Mark) -> int:
    """The column that holds most of the mark."""
    shares = [min(m.bbox[2], c.x1) - max(m.bbox[0], c.x0) for c in table.columns]
    return max(range(len(shares)), key=lambda i: shares[i])


def has_amount(m: Mark) -> bool:
    """Whether a cell of a price column holds a price, with or without its currency."""
    return bool(m.prices or (_AMOUNT.fullmatch(m.text.strip()) and find_prices(m.text, bare=True)))


def _anchor_rows(table: Table, placed: list[tuple[Mark, int]]) -> list[tuple[float, float]]:
    """The heights at which a price stands, or a style number where the table has no prices: one for each row."""
    priced = {i for i, c in enumerate(table.columns) if c.field in PRICE_FIELDS}
    found = [m for m, column in placed if column in priced and has_amount(m)]
    signed = [m for m in found if m.prices]
    if 2 * len(signed) > len(found):  # where prices have a currency, a number right under one is the rest of it
        found = [m for m in found if m.prices or not any(_goes_on(over, m) for over in signed)]
    if not found:
        coded = {i for i, c in enumerate(table.columns) if c.field == "code"}
        found = [m for m, column in placed if column in coded and any(ch.isdigit() for ch in m.text)]
    rows: list[list[float]] = []
    for m in sorted(found, key=lambda m: m.bbox[1] + m.bbox[3]):
        if rows and overlap(m.bbox[1], m.bbox[3], rows[-1][0], rows[-1][1]) > 0.3:
            rows[-1] = [min(rows[-1][0], m.bbox[1]), max(rows[-1][1], m.bbox[3])]
        else:
            rows.append([m.bbox[1], m.bbox[3]])
    ended: list[tuple[float, float]] = []
    for top, bottom in rows:
        if ended and top - ended[-1][1] > MAX_PITCH * 2:
            break
        ended.append((top, bottom))
    return ended


def _goes_on(over: Mark, m: Mark) -> bool:
    """Whether a line stands right under another of its cell."""
    apart = m.bbox[1] - over.bbox[3]
    return abs(apart) < 0.4 * over.style.size and overlap(m.bbox[0], m.bbox[2], over.bbox[0], over.bbox[2]) > 0.5


def _dividers(
    table: Table,
    graphics: Graphics,
    top: float,
    end: float,
    anchors: list[tuple[float, float]],
    texts: list[Box],
) -> list[tuple[float, float]]:
    """Row bands between horizontal rules or cell borders; none where these do not part the rows one by one.

    A line that runs through a text is no border: it belongs to a box that is painted over.
    """
    x0, _, x1, _ = table.bbox
    width = max(x1 - x0, 1.0)
    reach: dict[int, float] = {}
    for box in (*graphics.across, *graphics.boxes):
        inside = min(box[2], x1 + 5) - max(box[0], x0 - 5)
        if inside < 8 or box[2] - box[0] > 1.6 * width + 40:
            continue
        for y in {round((box[1] + box[3]) / 2)} if box[3] - box[1] <= 3 else {round(box[1]), round(box[3])}:
            if top - 3 <= y <= end + 3:
                reach[y] = reach.get(y, 0.0) + inside
    ys: list[float] = []
    for y in sorted(reach):
        if any(t[1] + 0.12 * (t[3] - t[1]) < y < t[3] - 0.12 * (t[3] - t[1]) for t in texts):
            continue
        if reach.get(y, 0) + reach.get(y - 1, 0) + reach.get(y + 1, 0) >= WIDE * width and (not ys or y - ys[-1] > 3):
            ys.append(y)
    edges = [min(top, anchors[0][0]), *[y for y in ys if y > top + 3], end]
    found = [(a, b) for a, b in itertools.pairwise(edges)]
    counts = [sum(1 for t, b in anchors if lo <= (t + b) / 2 <= hi) for lo, hi in found]
    single = sum(1 for n in counts if n == 1)
    return found if single >= 0.85 * len(anchors) and max(counts) <= 2 else []


def _row_of(
    m: Mark,
    column: int,
    anchors: list[tuple[float, float]],
    dividers: list[tuple[float, float]],
    placed: list[tuple[Mark, int]],
) -> int | None:
    middle = (m.bbox[1] + m.bbox[3]) / 2
    band = next(((t, b) for t, b in dividers if t <= middle <= b), None)
    if band is not None:
        return next((i for i, (t, b) in enumerate(anchors) if band[0] <= (t + b) / 2 <= band[1]), None)
    index = min(range(len(anchors)), key=lambda i: abs((anchors[i][0] + anchors[i][1]) / 2 - middle))
    top, bottom = anchors[index]
    if overlap(m.bbox[1], m.bbox[3], top, bottom) > 0.3:
        return index
    pitches = [b[0] - a[0] for a, b in itertools.pairwise(anchors)]
    if abs((top + bottom) / 2 - middle) > 0.7 * (median(pitches) if pitches else 3 * m.line.size):
        return None
    # A wrapped line: it touches another line of its own cell.
    for other, place in placed:
        if other is not m and place == column and other.line.size == m.line.size:
            apart = max(m.bbox[1] - other.bbox[3], other.bbox[1] - m.bbox[3])
            if apart < 0.5 * m.line.size and overlap(other.bbox[1], other.bbox[3], top, bottom) > -0.9:
                return index
    return None


def _continued(
    carried: Sequence[Table], marks: list[Mark], graphics: Graphics, page: tuple[float, float]
) -> list[Table]:
    """Tables that go on without repeating their header."""
    made = []
    for before in carried:
        columns = before.columns
        table = Table(columns, [], (columns[0].x0, 0.0, columns[-1].x1, page[1]))
        _fill(table, marks, graphics)
        telling = [i for i, c in enumerate(columns) if c.field in PRICE_FIELDS]
        telling = telling or [i for i, c in enumerate(columns) if c.field == "code"]
        fitting = [row for row in table.rows if len(row.cells) >= 2 and any(i in row.cells for i in telling)]
        least = 1 if _same_rules(columns, graphics) else 2
        if len(fitting) >= least and len(fitting) >= 0.8 * len(table.rows):
            made.append(table)
    return made


def _same_rules(columns: Sequence[Column], graphics: Graphics) -> bool:
    """Whether a page's vertical rules stand where the columns meet."""
    inner = [c.x1 for c in columns[:-1]]
    return bool(inner) and all(any(abs(x - (b[0] + b[2]) / 2) < 1 for b in graphics.down) for x in inner)
