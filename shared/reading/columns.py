"""The columns of a table without rules: where rows of figures leave gaps, and what its header says."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from shared.reading.bands import column_of, edges_between
from shared.reading.heads import BESIDE, LEAST_PIECES, assigned
from shared.reading.intervals import Interval, apart, common, fits, grown
from shared.reading.level import Level, is_amount, is_body, is_currency, is_figure, part
from shared.reading.text import Line, Word

TOLERATED = 0.08  # of the rows: pieces over two columns
FULL = 0.6  # of the pieces of the fullest row: a row of figures that tells columns
SIGNS = 0.6  # of a column's cells that are currency signs, when these belong to the amounts beside them
RUN_OVER = 0.25  # of a column's lines: those too long to leave the gap that the others and the header leave
LEAST_RIVER, LEAST_GAP = 3, 1.0  # rows, and points between words


def columns_of(levels: Sequence[Level], header: Sequence[Level], earlier: Sequence[Interval] = ()) -> list[Interval]:
    """The columns that rows stand in, and those that only the header names."""
    body = [level for level in levels if is_body(level)]
    most = max(map(len, body), default=0)
    others = [level for level in body if LEAST_PIECES <= len(level) < FULL * most]
    body = [level for level in body if len(level) >= FULL * most]  # a label of a total goes over several columns
    pieces = [(line.bbox[0], line.bbox[2]) for level in body for line in level]
    if earlier and _go_on(body, earlier):
        return named(list(earlier), header)
    columns = with_rivers(_clustered(pieces, int(TOLERATED * len(body))), body, header)
    for level in others:  # rows of another kind: a style above its colours
        columns = apart(grown(columns, level))
    for level in levels:
        if len(level) > 1 or level[0].bbox[0] > columns[0][1]:  # the rest of a cell, not a heading of rows
            columns = apart(grown(columns, level, new=False))
    columns = named(_without_currencies(columns, body, header), header)
    for level in levels:
        if len(level) > 1:
            columns = apart(grown(columns, level, new=False))
    return columns


def _go_on(body: Sequence[Level], earlier: Sequence[Interval]) -> bool:
    return all(fits(level, earlier) for level in body) and max(map(len, body), default=0) >= 0.5 * len(earlier)


def _clustered(pieces: Sequence[Interval], tolerated: int) -> list[Interval]:
    """Intervals that more than `tolerated` pieces cover, and the pieces that lie in none of them."""
    columns = common(pieces, tolerated + 1)
    columns = [c for c in columns if c[1] - c[0] > 0.5]
    for piece in sorted(pieces, key=lambda p: p[1] - p[0]):
        hit = [n for n, column in enumerate(columns) if min(piece[1], column[1]) > max(piece[0], column[0])]
        if not hit:
            columns.append(piece)
        elif len(hit) == 1:
            n = hit[0]
            columns[n] = min(columns[n][0], piece[0]), max(columns[n][1], piece[1])
    return apart(sorted(columns))


def with_rivers(columns: list[Interval], body: Sequence[Level], header: Sequence[Level]) -> list[Interval]:
    """Columns cut where every row and the header have a gap between words at one place: type set by a typewriter."""
    cuts = edges_between(columns)
    inside: list[list[Line]] = [[] for _ in columns]
    for level in body:
        held: dict[int, list[Word]] = {}
        for line in level:
            held.setdefault(column_of(line.bbox, cuts), []).extend(line.words)
        for column, words in held.items():
            inside[column].append(part(words))
    made: list[Interval] = []
    for n, (x0, x1) in enumerate(columns):
        named = [part([word for line in level for word in line.words]) for level in header if level]
        heads = [
            gap for line in named for gap in _gaps(line) if x0 < gap[1] and gap[0] < x1 and gap[1] < x1 - LEAST_GAP
        ]
        found = [river for head in heads if (river := _river(head, inside[n])) is not None]
        for left, right in sorted(found):
            if left > x0 and right < x1:
                made.append((x0, left))
                x0 = right
        made.append((x0, x1))
    return made


def _gaps(line: Line) -> list[Interval]:
    words = sorted(word.bbox for word in line.words)
    return [(a[2], b[0]) for a, b in itertools.pairwise(words) if b[0] > a[2]]


def _river(head: Interval, lines: Sequence[Line]) -> Interval | None:
    """The gap between words that nearly all lines of a column have where its header has one."""
    if len(lines) < LEAST_RIVER or all(is_amount(line.text) for line in lines):
        return None
    size = max(line.size for line in lines)
    gaps = [(max(x0, head[0] - size), min(x1, head[1] + size)) for line in lines for x0, x1 in _gaps(line)]
    found = [
        gap
        for gap in common([gap for gap in gaps if gap[1] > gap[0]], len(lines) - int(RUN_OVER * len(lines)))
        if gap[1] - gap[0] > LEAST_GAP
    ]
    if not found:
        return None
    left, right = max(found, key=lambda gap: gap[1] - gap[0])
    words = [w for line in lines for w in line.words]
    sides = [[w.text for w in words if (w.bbox[0] >= right - 0.1) == after] for after in (False, True)]
    return None if any(all(map(is_currency, side)) for side in sides) else (left, right)


def _without_currencies(columns: list[Interval], body: Sequence[Level], header: Sequence[Level]) -> list[Interval]:
    """Columns that hold nothing but currency signs joined with the amounts beside them.

    One that has a header of its own beside that of the amounts ("Currency") is a column.
    """
    cuts = edges_between(columns)
    says = _says(columns, cuts, body)
    named = [bool(texts) for texts in _says(columns, cuts, header)]
    figures = [sum(map(is_figure, texts)) for texts in says]
    made: list[Interval] = []
    waiting: float | None = None
    for n, column in enumerate(columns):
        signs = bool(says[n]) and sum(map(is_currency, says[n])) >= SIGNS * len(says[n])
        left, right = figures[n - 1] if n else 0, figures[n + 1] if n + 1 < len(columns) else 0
        home = None if not signs or not (left or right) else n - 1 if left > right else n + 1
        if home is None or (named[n] and named[home]):
            made.append((column[0] if waiting is None else waiting, column[1]))
            waiting = None
        elif home < n:
            made[-1] = made[-1][0], column[1]
        else:
            waiting = column[0] if waiting is None else waiting
    return made


def _says(columns: Sequence[Interval], cuts: Sequence[float], found: Sequence[Level]) -> list[list[str]]:
    """What stands in each column."""
    says: list[list[str]] = [[] for _ in columns]
    for level in found:
        for line in level:
            says[column_of(line.bbox, cuts)].append(line.text)
    return says


def named(columns: list[Interval], header: Sequence[Level]) -> list[Interval]:
    """Columns as wide as their headers, and one more for each piece of the header that belongs to none."""
    made = list(columns)
    for level in header:
        found = [(line.bbox[0], line.bbox[2]) for line in level]
        if len(found) < 2 or found[0][0] < made[0][0] - BESIDE or found[-1][1] > made[-1][1] + BESIDE:
            continue
        extra = []
        for piece, column in zip(found, assigned(found, made), strict=True):
            if column is not None:
                left = made[column - 1][1] if column else -1e6
                right = made[column + 1][0] if column + 1 < len(made) else 1e6
                x0, x1 = made[column]
                made[column] = min(x0, max(piece[0], left)), max(x1, min(piece[1], right))
            elif not any(min(piece[1], c[1]) > max(piece[0], c[0]) for c in made):
                extra.append(piece)
        made = sorted([*made, *extra])
    return made
