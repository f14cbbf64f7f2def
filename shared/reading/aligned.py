"""Tables without rules: columns are where rows of figures leave gaps, and a header stands right above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.bands import TableRow, anchors_of, edges_between, rows_of
from shared.reading.columns import columns_of
from shared.reading.geometry import Box, union
from shared.reading.glued import unglued
from shared.reading.graphics import Graphics
from shared.reading.heads import HEADER_GAP, LEAST_PIECES, are_words, assigned, cut_headers, header_start
from shared.reading.intervals import Interval, fits, grown
from shared.reading.level import Level, is_body, is_figure, outline, size_of
from shared.reading.text import Line

LEAST_PAIRS = 3  # rows of a table of two columns
MOST_HEADS = 3  # levels of a header
FAR = 110.0  # points: rows of one table are no farther apart
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
        first = max(first, start)
        if first > last:
            continue
        begin, body = header_start(found, first, last, start), found[first : last + 1]
        columns = columns_of(body, found[begin:first], earlier)
        lonely = begin == first == last and sum(is_figure(line.text) for line in found[first]) < 2
        if len(columns) < 2 or lonely:
            continue
        end = _end(found, last, columns)
        held = [_inside(level, columns) for level in found[begin:end]]
        held = [level for level in held if level]
        cuts = edges_between(columns)
        anchors = anchors_of(held, cuts)
        lines = [line for level in held for line in level]
        held = [[unglued(line, columns) for line in level] for level in held]
        held[: first - begin] = cut_headers(held[: first - begin], cuts)
        rows = rows_of(held, cuts, anchors, dividers_of(graphics, columns))
        tables.append(FoundTable(columns, rows, lines))
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


def _runs(found: Sequence[Level]) -> list[tuple[int, int]]:
    """First and last level of each run of rows that have figures in the same columns."""
    runs: list[tuple[int, int, list[Interval], int]] = []
    for n, level in enumerate(found):
        if not is_body(level):
            continue
        if runs:
            first, last, columns, pieces = runs[-1]
            near = outline(level)[1] - outline(found[last])[3] < FAR
            if near and fits(level, columns) and not _breaks(found[last + 1 : n], columns, found[last]):
                runs[-1] = first, n, grown(columns, level), max(pieces, len(level))
                continue
        runs.append((n, n, _seed(found, n), len(level)))
    kept = []
    for first, last, _, pieces in runs:
        rows = sum(map(is_body, found[first : last + 1]))
        if pieces >= LEAST_PIECES or rows >= LEAST_PAIRS:
            kept.append((first, last))
    return kept


def _seed(found: Sequence[Level], n: int) -> list[Interval]:
    """The columns that a first row stands in, and those that a header above it names besides."""
    columns = [(line.bbox[0], line.bbox[2]) for line in found[n]]
    for m in range(n - 1, max(n - MOST_HEADS, 0) - 1, -1):
        if outline(found[m + 1])[1] - outline(found[m])[3] > HEADER_GAP * size_of(found[m]):
            break
        if len(found[m]) > len(columns) and are_words(found[m]):
            named = [(line.bbox[0], line.bbox[2]) for line in found[m]]
            extra = [piece for piece, column in zip(named, assigned(named, columns), strict=True) if column is None]
            return sorted([*columns, *extra])
    return columns


def _breaks(between: Sequence[Level], columns: Sequence[Interval], above: Level) -> bool:
    """Whether something between two rows begins another table: pieces in other places, or a header of its own."""
    for level in between:
        if len(level) >= LEAST_PIECES and not fits(level, columns):
            return True
        words = len(level) >= LEAST_PIECES and not any(any(map(str.isdigit, line.text)) for line in level)
        bold = all(line.style.bold for line in level) and not any(line.style.bold for line in above)
        far = outline(level)[1] - outline(above)[3] > 2.5 * size_of(level)
        if words and (bold or far):
            return True
        above = level if len(level) > 1 else above
    return False


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
