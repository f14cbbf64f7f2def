"""Tables without rules: columns are where rows of figures leave gaps, and a header stands right above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.bands import Interval, TableRow, anchors_of, column_of, edges_between, rows_of
from shared.reading.geometry import Box, union
from shared.reading.graphics import Graphics
from shared.reading.level import Level, is_currency, is_figure, outline, size_of
from shared.reading.text import Line

LEAST_PIECES = 3
LEAST_PAIRS = 3  # rows of a table of two columns
FAR = 110.0  # points: rows of one table are no farther apart
TOLERATED = 0.08  # of the rows: pieces over two columns
SHARED = 0.2  # of the narrower: how far two things overlap that stand in one column
HEADER_GAP = 2.2  # sizes: how far above the first row a header may end
TOUCHING = 1.2
WIDE = 0.6


@dataclass
class FoundTable:
    """A table of a page: its columns from left to right, its rows, and the lines that they hold."""

    columns: list[Interval]
    rows: list[TableRow]
    lines: list[Line]
    ruled: bool = False

    @property
    def bbox(self) -> Box:
        return union(line.bbox for line in self.lines)


def aligned_tables(found: Sequence[Level], graphics: Graphics, earlier: Sequence[Interval] = ()) -> list[FoundTable]:
    """The tables among a page's levels. `earlier`: the columns of the table that may go on from the page before."""
    tables: list[FoundTable] = []
    start = 0
    for first, last in _runs(found):
        begin, body = _header_start(found, first, last, start), found[first : last + 1]
        columns = columns_of([level for level in body if _is_body(level)], found[begin:first], earlier)
        if len(columns) < 2:
            continue
        end = _end(found, last, columns)
        part = [_inside(level, columns) for level in found[begin:end]]
        part = [level for level in part if level]
        cuts = edges_between(columns)
        anchors = anchors_of(part, cuts)
        rows = rows_of(part, cuts, anchors, dividers_of(graphics, columns))
        tables.append(FoundTable(columns, rows, [line for level in part for line in level]))
        start, earlier = end, ()
    return tables


def dividers_of(graphics: Graphics, columns: Sequence[Interval]) -> list[float]:
    """The heights of rules, and of edges of coloured bands, that run across most of a table."""
    x0, x1 = columns[0][0], columns[-1][1]
    found = []
    for box in (*graphics.across, *graphics.boxes):
        if min(box[2], x1) - max(box[0], x0) > WIDE * (x1 - x0) and box[3] - box[1] < FAR:
            found += [box[1], box[3]]
    made: list[float] = []
    for y in sorted(found):
        if not made or y - made[-1] > 2.5:
            made.append(y)
    return made


def _is_body(level: Level) -> bool:
    figures = sum(is_figure(line.text) for line in level)
    return (len(level) >= LEAST_PIECES and figures >= 1) or (len(level) == 2 and is_figure(level[-1].text))


def _runs(found: Sequence[Level]) -> list[tuple[int, int]]:
    """First and last level of each run of rows that have figures in the same columns."""
    runs: list[tuple[int, int, list[Interval], int]] = []
    for n, level in enumerate(found):
        if not _is_body(level):
            continue
        if runs:
            first, last, columns, pieces = runs[-1]
            near = outline(level)[1] - outline(found[last])[3] < FAR
            if near and _fits(level, columns) and not _breaks(found[last + 1 : n], columns):
                runs[-1] = first, n, _grown(columns, level), max(pieces, len(level))
                continue
        runs.append((n, n, [(line.bbox[0], line.bbox[2]) for line in level], len(level)))
    kept = []
    for first, last, _, pieces in runs:
        rows = sum(map(_is_body, found[first : last + 1]))
        if pieces >= LEAST_PIECES or rows >= LEAST_PAIRS:
            kept.append((first, last))
    return kept


def _breaks(between: Sequence[Level], columns: Sequence[Interval]) -> bool:
    return any(len(level) >= LEAST_PIECES and not _fits(level, columns) for level in between)


def _fits(level: Level, columns: Sequence[Interval]) -> bool:
    """Whether a level's pieces stand in a table's columns, each in one."""
    bridging = matched = 0
    for line in level:
        hit = sum(_shares((line.bbox[0], line.bbox[2]), column) for column in columns)
        bridging += hit > 1
        matched += hit == 1
    return bridging <= (1 if len(level) > 2 else 0) and matched >= min(2, len(level)) and 2 * matched >= len(level)


def _shares(a: Interval, b: Interval) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > SHARED * max(min(a[1] - a[0], b[1] - b[0]), 1.0)


def _grown(columns: list[Interval], level: Level) -> list[Interval]:
    made = list(columns)
    for line in level:
        piece = line.bbox[0], line.bbox[2]
        hit = [n for n, column in enumerate(made) if _shares(piece, column)]
        if not hit:
            made.append(piece)
        elif len(hit) == 1:
            made[hit[0]] = min(piece[0], made[hit[0]][0]), max(piece[1], made[hit[0]][1])
    return sorted(made)


def columns_of(body: Sequence[Level], header: Sequence[Level], earlier: Sequence[Interval] = ()) -> list[Interval]:
    """The columns that rows stand in, and those that only the header names."""
    pieces = [(line.bbox[0], line.bbox[2]) for level in body for line in level]
    if earlier and _go_on(body, earlier):
        return _named(list(earlier), header)
    columns = _clustered(pieces, int(TOLERATED * len(body)))
    return _named(_without_currencies(columns, body, header), header)


def _go_on(body: Sequence[Level], earlier: Sequence[Interval]) -> bool:
    return all(_fits(level, earlier) for level in body) and max(map(len, body), default=0) >= 0.5 * len(earlier)


def _clustered(pieces: Sequence[Interval], tolerated: int) -> list[Interval]:
    """Intervals that more than `tolerated` pieces cover, and the pieces that lie in none of them."""
    events = sorted([(x0, 1) for x0, _ in pieces] + [(x1, -1) for _, x1 in pieces])
    columns: list[Interval] = []
    depth, began = 0, 0.0
    for x, step in events:
        if step > 0 and depth == tolerated:
            began = x
        depth += step
        if step < 0 and depth == tolerated:
            columns.append((began, x))
    columns = [c for c in columns if c[1] - c[0] > 0.5]
    for piece in sorted(pieces, key=lambda p: p[1] - p[0]):
        hit = [n for n, column in enumerate(columns) if min(piece[1], column[1]) > max(piece[0], column[0])]
        if not hit:
            columns.append(piece)
        elif len(hit) == 1:
            n = hit[0]
            columns[n] = min(columns[n][0], piece[0]), max(columns[n][1], piece[1])
    return _apart(sorted(columns))


def _apart(columns: list[Interval]) -> list[Interval]:
    made: list[Interval] = []
    for column in columns:
        if made and column[0] < made[-1][1]:
            middle = (column[0] + made[-1][1]) / 2
            made[-1] = made[-1][0], middle
            column = middle, max(column[1], middle)
        made.append(column)
    return made


def _without_currencies(columns: list[Interval], body: Sequence[Level], header: Sequence[Level]) -> list[Interval]:
    """Columns that hold nothing but currency signs joined with the amounts beside them."""
    cuts = edges_between(columns)
    says: list[list[str]] = [[] for _ in columns]
    for level in body:
        for line in level:
            says[column_of(line.bbox, cuts)].append(line.text)
    made: list[Interval] = []
    waiting: float | None = None
    for n, column in enumerate(columns):
        alone = bool(says[n]) and all(map(is_currency, says[n]))
        before = (
            alone and n > 0 and sum(map(is_figure, says[n - 1])) > sum(map(is_figure, [*says[n + 1 : n + 2], []][0]))
        )
        if alone and not before and n + 1 < len(columns):
            waiting = column[0] if waiting is None else waiting
        elif before and made:
            made[-1] = made[-1][0], column[1]
        else:
            made.append((column[0] if waiting is None else waiting, column[1]))
            waiting = None
    return made


def _named(columns: list[Interval], header: Sequence[Level]) -> list[Interval]:
    """With a column for each piece of the header that stands over none."""
    made = list(columns)
    for level in header:
        if len(level) < 2:
            continue
        for line in level:
            piece = line.bbox[0], line.bbox[2]
            over = [c for c in made if min(piece[1], c[1]) - max(piece[0], c[0]) > 0]
            if (
                not over
                and made[0][0] - 200 < piece[0]
                and piece[1] < made[-1][1] + 200
                and not _claimed(piece, level, made)
            ):
                made = sorted([*made, piece])
    return made


def _claimed(piece: Interval, level: Level, columns: Sequence[Interval]) -> bool:
    """Whether a piece beside a column is that column's header all the same: no other piece is nearer to it."""
    near = min(columns, key=lambda c: max(c[0] - piece[1], piece[0] - c[1]))
    apart = max(near[0] - piece[1], piece[0] - near[1])
    others = [(line.bbox[0], line.bbox[2]) for line in level if (line.bbox[0], line.bbox[2]) != piece]
    nearest = min((max(near[0] - o[1], o[0] - near[1]) for o in others), default=1000.0)
    return apart < min(nearest, 40.0) and nearest > 0


def _header_start(found: Sequence[Level], first: int, last: int, start: int) -> int:
    """Where the header of a run begins: the levels right above it whose pieces stand over its columns."""
    columns: list[Interval] = []
    for level in found[first : last + 1]:
        if _is_body(level):
            columns = _grown(columns, level) if columns else [(line.bbox[0], line.bbox[2]) for line in level]
    begin = first
    while begin > start:
        level, below = found[begin - 1], found[begin]
        apart = outline(below)[1] - outline(level)[3]
        size = size_of(below)
        if apart > HEADER_GAP * size or not _heads(level, columns, tight=begin < first):
            break
        begin -= 1
        if first - begin >= 4:
            break
    return begin if begin < first and any(len(level) >= 2 for level in found[begin:first]) else first


def _heads(level: Level, columns: Sequence[Interval], tight: bool) -> bool:
    x0, x1 = columns[0][0], columns[-1][1]
    box = outline(level)
    inside = min(box[2], x1) - max(box[0], x0)
    if inside <= 0 or any(line.text.rstrip().endswith(":") for line in level):
        return False
    if len(level) >= 2:
        return sum(line.text[:1].isdigit() for line in level) <= len(level) / 2
    return tight and box[2] - box[0] < 0.35 * (x1 - x0)


def _end(found: Sequence[Level], last: int, columns: Sequence[Interval]) -> int:
    """Where a table ends: what stands close below its last row belongs to it."""
    end = last + 1
    while end < len(found):
        above, level = found[end - 1], found[end]
        apart = outline(level)[1] - outline(above)[3]
        if apart > 0.45 * size_of(above) or len(level) > len(found[last]):
            break
        if any(line.bbox[2] - line.bbox[0] > WIDE * (columns[-1][1] - columns[0][0]) for line in level):
            break
        end += 1
    return end


def _inside(level: Level, columns: Sequence[Interval]) -> Level:
    x0, x1 = columns[0][0] - 40, columns[-1][1] + 40
    return [line for line in level if x0 < (line.bbox[0] + line.bbox[2]) / 2 < x1]
