"""Tables that are drawn as cells: rules and boxes that touch make a lattice, and cells are what they enclose."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.reading.aligned import FoundTable
from shared.reading.bands import Placed, TableRow, anchors_of, column_of, placed, rows_of
from shared.reading.geometry import Box, area
from shared.reading.graphics import Graphics
from shared.reading.level import is_currency, is_figure, levels
from shared.reading.text import Line

TOUCH = 3.0  # points: rules that end this near to each other meet
OPEN_SIDE = 10.0  # points that rules must go on beyond the outermost ones that cross them
LEAST_SIDE = 4.0  # of a cell
MAX_RULES = 3000
PAGE_SHARE = 0.9  # of the page: a box this large is its frame
BORDER = 0.6  # of a cell's side that a rule must cover
DIVIDED = 0.25  # of the cells
CROWDED = 2  # rows of figures within one cell: it holds a table, or several rows


@dataclass
class Rule:
    """A rule at `at`, from `start` to `end`, along the other axis."""

    at: float
    start: float
    end: float


@dataclass
class Lattice:
    """Rules that hang together: where columns and rows meet, the outer edges included."""

    xs: list[float]
    ys: list[float]
    across: list[Rule]
    down: list[Rule]
    cells: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict)

    @property
    def bbox(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def spans(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        """For each place (row, column) the cell that covers it: top, left, bottom and right, the last ones included."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        upright = [[rule for rule in self.down if abs(rule.at - x) <= TOUCH] for x in self.xs]
        level = [[rule for rule in self.across if abs(rule.at - y) <= TOUCH] for y in self.ys]
        right = {
            (r, c): _walled(upright[c + 1], self.ys[r], self.ys[r + 1]) for r in range(rows) for c in range(columns - 1)
        }
        below = {
            (r, c): _walled(level[r + 1], self.xs[c], self.xs[c + 1]) for r in range(rows - 1) for c in range(columns)
        }
        found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for r in range(rows):
            for c in range(columns):
                if (r, c) in found:
                    continue
                last = c
                while last < columns - 1 and not right[r, last] and (r, last + 1) not in found:
                    last += 1
                bottom = r
                while (
                    bottom < rows - 1
                    and not any(below[bottom, k] for k in range(c, last + 1))
                    and all(right[bottom + 1, k] == right[r, k] for k in range(c, min(last + 1, columns - 1)))
                ):
                    bottom += 1
                found |= {(y, x): (r, c, bottom, last) for y in range(r, bottom + 1) for x in range(c, last + 1)}
        return found


def _walled(rules: Sequence[Rule], start: float, end: float) -> bool:
    length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return length >= BORDER * (end - start)


def ruled_tables(lines: Sequence[Line], graphics: Graphics, page: tuple[float, float]) -> list[FoundTable]:
    """The tables that are drawn as cells on a page, from top to bottom."""
    tables: list[FoundTable] = []
    left = list(lines)
    for lattice in sorted(lattices(graphics, page), key=lambda found: area(found.bbox)):
        x0, y0, x1, y1 = lattice.bbox
        inside = [m for m in left if x0 - 1 <= _centre(m)[0] <= x1 + 1 and y0 - 1 <= _centre(m)[1] <= y1 + 1]
        table = _table(lattice, inside)
        if table is not None:
            tables.append(table)
            taken = {id(line) for line in table.lines}
            left = [line for line in left if id(line) not in taken]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))


def _centre(line: Line) -> tuple[float, float]:
    x0, y0, x1, y1 = line.bbox
    return (x0 + x1) / 2, (y0 + y1) / 2


def lattices(graphics: Graphics, page: tuple[float, float]) -> list[Lattice]:
    """What hangs together of a page's rules and is divided into three columns or more, or two and several rows."""
    across, down = _rules(graphics, page)
    if len(across) + len(down) > MAX_RULES:
        return []
    home = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    places = [v.at for v in down]  # from left to right
    for i, h in enumerate(across):
        first, last = bisect.bisect_left(places, h.start - TOUCH), bisect.bisect_right(places, h.end + TOUCH)
        for j in range(first, last):
            if down[j].start - TOUCH <= h.at <= down[j].end + TOUCH:
                home[root(len(across) + j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    found = []
    for hs, vs in groups.values():
        if not hs or not vs:
            continue
        # Tables without an outer border end where the rules between their cells do.
        xs = _with_ends(_places(vs), min(h.start for h in hs), max(h.end for h in hs))
        ys = _with_ends(_places(hs), min(v.start for v in vs), max(v.end for v in vs))
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Lattice(xs, ys, hs, vs))
    return found


def _rules(graphics: Graphics, page: tuple[float, float]) -> tuple[list[Rule], list[Rule]]:
    across = [Rule((b[1] + b[3]) / 2, b[0], b[2]) for b in graphics.across]
    down = [Rule((b[0] + b[2]) / 2, b[1], b[3]) for b in graphics.down]
    for x0, y0, x1, y1 in graphics.boxes:
        if x1 - x0 > PAGE_SHARE * page[0] and y1 - y0 > PAGE_SHARE * page[1]:
            continue
        across += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
        down += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return _merged(across), _merged(down)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line that touch or overlap, as one."""
    made: list[Rule] = []
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if levels and rule.at - levels[-1][0].at <= 1.5:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        for rule in sorted(level, key=lambda r: r.start):
            if made and made[-1].at == at and rule.start <= made[-1].end + TOUCH:
                made[-1].end = max(made[-1].end, rule.end)
            else:
                made.append(Rule(at, rule.start, rule.end))
    return made


def _places(rules: Sequence[Rule]) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > LEAST_SIDE:
            found.append(at)
    return found


def _with_ends(places: list[float], first: float, last: float) -> list[float]:
    before = [first] if first < places[0] - OPEN_SIDE else []
    after = [last] if last > places[-1] + OPEN_SIDE else []
    return [*before, *places, *after]


def _table(lattice: Lattice, lines: Sequence[Line]) -> FoundTable | None:
    """A lattice's cells with their lines; None where it holds too little, or is the frame of something else."""
    spans = lattice.spans()
    cells: dict[tuple[int, int, int, int], list[Line]] = {}
    cuts_x, cuts_y = lattice.xs[1:-1], lattice.ys[1:-1]
    for line in lines:
        row = sum(1 for y in cuts_y if _centre(line)[1] > y)
        for piece in placed(line, _walls(lattice, spans, row), firm=True):
            cells.setdefault(spans[row, column_of(piece.line.bbox, cuts_x)], []).append(piece.line)
    if _is_divided(list(cells.values())):
        return None
    released = [span for span, held in cells.items() if _is_crowded(span, held)]
    kept = {span: held for span, held in cells.items() if span not in released}
    if len({span[1] for span in kept}) < 2 or len({span[0] for span in kept}) < 2:
        return None
    loose = {id(word) for span in released for line in cells[span] for word in line.words}
    own = [line for line in lines if not any(id(word) in loose for word in line.words)]
    columns = list(zip(lattice.xs, lattice.xs[1:], strict=False))
    return FoundTable(columns, _rows(kept, cuts_x), own, ruled=True)


def _walls(lattice: Lattice, spans: dict[tuple[int, int], tuple[int, int, int, int]], row: int) -> list[float]:
    """The rules that part the cells of one row."""
    return [lattice.xs[c + 1] for c in range(len(lattice.xs) - 2) if spans[row, c] != spans[row, c + 1]]


def _is_divided(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether cells hold columns of their own, so that the rules are no table's borders but stand about it."""
    parted = 0
    for held in cells:
        found = [[line for line in level if not is_currency(line.text)] for level in levels(held)]
        parted += sum(len(level) > 1 for level in found) > len(found) / 2
    return parted > DIVIDED * len(cells)


def _is_crowded(span: tuple[int, int, int, int], held: Sequence[Line]) -> bool:
    """Whether a cell holds rows of figures of its own, so that it is the frame of a table."""
    found = levels(held)
    return sum(len(level) >= 3 and any(is_figure(line.text) for line in level) for level in found) >= CROWDED


def _rows(cells: dict[tuple[int, int, int, int], list[Line]], cuts: Sequence[float]) -> list[TableRow]:
    bands: dict[int, list[tuple[tuple[int, int, int, int], list[Line]]]] = {}
    for span, held in cells.items():
        bands.setdefault(span[0], []).append((span, held))
    rows: list[TableRow] = []
    for _, band in sorted(bands.items()):
        several = _several(band, cuts)
        if several:
            rows += several
            continue
        row = TableRow()
        for (top, left, bottom, right), held in sorted(band):
            for line in held:
                row.pieces.append(Placed(left, right - left + 1, line, bottom - top + 1))
        rows.append(row)
    return rows


def _several(band: Sequence[tuple[tuple[int, int, int, int], list[Line]]], cuts: Sequence[float]) -> list[TableRow]:
    """The rows of a band that no rules divide: figures stand below each other in most of its columns."""
    found = levels([line for _, held in band for line in held])
    if len(found) < 2:
        return []
    anchors = anchors_of(found, cuts)
    filled = len(band)
    full = [anchor and len(level) >= max(2, 0.6 * filled) for anchor, level in zip(anchors, found, strict=True)]
    return rows_of(found, cuts, full) if sum(full) >= CROWDED else []
