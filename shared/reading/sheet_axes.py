"""Which rows and columns of a sheet are laid out, how large, and where its pages end."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from shared.reading.sheet_grid import Grid, Pictured

PAGE_ROWS = 60
PAGE_HEIGHT = 1100.0  # points of rows on a page: as much as on a large sheet of paper
EMPTY_RUN = 3  # of more empty rows or columns in a row, only so many are laid out
MIN_WIDTH, MAX_WIDTH = 18.0, 600.0
MIN_HEIGHT, MAX_HEIGHT = 8.0, 420.0
LEADING = 1.25  # a line's height, in sizes


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


def visible(picture: Pictured, grid: Grid) -> bool:
    return picture.start.row not in grid.hidden_rows and picture.start.column not in grid.hidden_columns


def columns_of(grid: Grid, pictures: Sequence[Pictured]) -> tuple[list[int], dict[int, float]]:
    filled = {cell.column for cells in grid.rows.values() for cell in cells}
    filled |= _crossed([(p.start.column, p.end.column, p.end.across) for p in pictures])
    used = _without_long_gaps(filled, grid.hidden_columns)
    return used, {n: min(max(grid.width(n), MIN_WIDTH), MAX_WIDTH) for n in used}


def rows_of(grid: Grid, pictures: Sequence[Pictured]) -> tuple[list[int], dict[int, float]]:
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


def cuts_of(rows: Axis, held: list[tuple[float, float]], tops: list[float]) -> list[int]:
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
