"""The columns of a table as intervals, which column a piece of a line stands in, and levels put together to rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shared.reading.geometry import Box, union
from shared.reading.intervals import Interval
from shared.reading.level import Level, is_figure, middle, outline, part, size_of
from shared.reading.text import Line, Word

APART = 0.45  # of the size: a gap between words this wide may part two cells
NEAR = 1.0  # points: distances that differ by less are alike
LOOSE = 2.1  # sizes from line to line: the most within one cell
SET_APART = 1.5  # sizes: rows farther apart than this are farther than the lines of a cell
ONE_CELL = 1.7  # sizes from line to line: lines between two rules that are farther apart are not of one cell
CLOSER = 0.88  # of the distance between rows: lines of one cell are closer
FULL = 0.6  # of the columns that a row usually fills


@dataclass
class Placed:
    """A piece of a line and the columns (and rows, where cells are drawn) that it stands in."""

    column: int
    columns: int
    line: Line
    rows: int = 1


@dataclass
class TableRow:
    """A row: its pieces in the order of reading."""

    pieces: list[Placed] = field(default_factory=list)

    @property
    def bbox(self) -> Box:
        return union(piece.line.bbox for piece in self.pieces)


def edges_between(columns: Sequence[Interval]) -> list[float]:
    """Where neighbouring columns meet: the middle of the gap between them."""
    return [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]


def placed(line: Line, cuts: Sequence[float], taken: Sequence[Line] = (), firm: bool = False) -> list[Placed]:
    """A line's pieces by column, cut where a gap lies between two columns; one piece over several where none does.

    `taken`: the other lines of its level: where one of them stands in a column, this one does not go on into it.
    firm: every cut is a rule, which no cell crosses.
    """
    groups: list[tuple[int, list[Word]]] = []
    for word in sorted(line.words, key=lambda w: w.bbox[0]):
        column = column_of(word.bbox, cuts)
        if groups and groups[-1][0] == column:
            groups[-1][1].append(word)
        else:
            groups.append((column, [word]))
    if len(groups) == 1:
        return [Placed(groups[0][0], 1, line)]
    others = {column_of(other.bbox, cuts) for other in taken if other is not line}
    merged: list[tuple[int, int, list[Word]]] = []
    for column, words in groups:
        if merged and not firm and not _parts(merged[-1][2][-1], words[0], line.size) and column not in others:
            first, _, before = merged[-1]
            merged[-1] = first, column, before + words
        else:
            merged.append((column, column, words))
    if len(merged) == 1:
        return [Placed(merged[0][0], merged[0][1] - merged[0][0] + 1, line)]
    order = {word: n for n, word in enumerate(line.words)}  # a line from right to left is in the order of reading
    return [
        Placed(first, last - first + 1, part(sorted(words, key=lambda w: order[w]))) for first, last, words in merged
    ]


def _parts(before: Word, after: Word, size: float) -> bool:
    return after.bbox[0] - before.bbox[2] > APART * max(size, 4.0)


def column_of(box: Box, cuts: Sequence[float]) -> int:
    """The column that holds the middle of a box."""
    x = (box[0] + box[2]) / 2
    return sum(1 for cut in cuts if x > cut)


def rows_of(
    found: Sequence[Level], cuts: Sequence[float], anchors: Sequence[bool], dividers: Sequence[float] = ()
) -> list[TableRow]:
    """Levels put together to rows. `anchors`: which of them are rows of their own and not what is left of a cell.

    Where rules divide the rows one by one they decide; else lines that stand closer to a row than rows do to each
    other belong to it.
    """
    groups = _divided(found, anchors, dividers) or (_near(found, anchors) if found else [])
    rows = []
    for group in groups:
        row = TableRow()
        for n in group:
            for line in found[n]:
                row.pieces += placed(line, cuts, found[n])
        rows.append(_narrowed(row))
    return rows


def _narrowed(row: TableRow) -> TableRow:
    """A row in which no piece goes on into a column where another one stands."""
    taken = {piece.column for piece in row.pieces}
    for piece in row.pieces:
        if piece.columns > 1:
            right = min((c for c in taken if c > piece.column), default=piece.column + piece.columns)
            piece.columns = min(piece.columns, right - piece.column)
    return row


def _divided(found: Sequence[Level], anchors: Sequence[bool], dividers: Sequence[float]) -> list[list[int]]:
    """Groups of levels between dividers; none where these do not part most anchors."""
    if not dividers or not found:
        return []
    bands: dict[int, list[int]] = {}
    for n, level in enumerate(found):
        box = outline(level)
        bands.setdefault(sum(1 for y in dividers if y < (box[1] + box[3]) / 2), []).append(n)
    crowded = sum(max(0, sum(anchors[n] for n in band) - 1) for band in bands.values())
    if crowded > 0.1 * max(sum(anchors), 1):
        return []
    groups = []
    for band in bands.values():
        inside = [anchors[n] for n in band]
        if sum(inside) == 1:
            groups += _without_notes(found, band, inside.index(True))
        else:
            groups += [[band[m] for m in group] for group in _near([found[n] for n in band], inside)]
    return groups


def _without_notes(found: Sequence[Level], band: list[int], anchor: int) -> list[list[int]]:
    """The lines of one row, and those above or below that stand too far from it to be of its cells."""
    groups: list[list[int]] = [[]]
    for place, n in enumerate(band):
        if groups[-1] and place != 0:
            before = found[band[place - 1]]
            apart = middle(found[n][0]) - middle(before[0])
            if apart > ONE_CELL * size_of(before) and len(found[n if place > anchor else band[place - 1]]) == 1:
                groups.append([])
        groups[-1].append(n)
    return groups


def _near(found: Sequence[Level], anchors: Sequence[bool]) -> list[list[int]]:
    """Groups of levels that stand closer to each other than rows do, with one anchor at most in each."""
    middles = [sum(map(middle, level)) / len(level) for level in found]
    pitches = [b - a for a, b in itertools.pairwise(middles)]  # from level n to the next
    limit = _limit(found, pitches, anchors)
    broken = {n for n, pitch in enumerate(pitches) if pitch > limit or (anchors[n] and anchors[n + 1])}
    above = 0
    for n in [n for n, anchor in enumerate(anchors) if anchor]:
        inner = range(above, n)
        if anchors[above] and inner and not broken & set(inner):
            widest = max(pitches[m] for m in inner)
            broken.add(max(m for m in inner if pitches[m] >= widest - NEAR))
        above = n
    starts = [0, *(n + 1 for n in sorted(broken))]
    return [list(range(a, b)) for a, b in zip(starts, [*starts[1:], len(found)], strict=True)]


def _limit(found: Sequence[Level], pitches: Sequence[float], anchors: Sequence[bool]) -> float:
    """How far the middles of two lines of one row may be apart."""
    size = median(size_of(level) for level in found)
    direct = [pitch for n, pitch in enumerate(pitches) if anchors[n] and anchors[n + 1]]
    if not direct:
        return LOOSE * size
    usual = median(direct)
    return CLOSER * usual if usual > SET_APART * size else usual + NEAR


def _is_bold(lines: Sequence[Line]) -> bool:
    return 2 * sum(line.style.bold for line in lines) > len(lines)


def anchors_of(found: Sequence[Level], cuts: Sequence[float]) -> list[bool]:
    """Which levels are rows: those that have figures where most rows have them, or that fill most columns."""
    columns = [{column_of(line.bbox, cuts): line for line in level} for level in found]
    figures: dict[int, int] = {}
    for level in columns:
        if len(level) >= 2:
            for column, line in level.items():
                figures[column] = figures.get(column, 0) + is_figure(line.text)
    most = max(figures.values(), default=0)
    regular = {column for column, count in figures.items() if count >= max(0.5 * most, 1)}
    usual = max((len(level) for level in columns), default=0)
    regular_style = _is_bold([line for n, level in enumerate(found) if len(columns[n]) >= 2 for line in level])
    made = []
    for level in columns:
        counted = sum(column in regular and is_figure(line.text) for column, line in level.items())
        later = any(column in regular and is_figure(line.text) for column, line in level.items() if column > 0)
        if len(level) == 1 and 0 in level and not regular_style and level[0].style.bold:
            made.append(True)  # the heading of the rows that follow
            continue
        full = len(level) >= max(3, FULL * usual) or (len(level) >= 3 and is_figure(level[max(level)].text))
        made.append(len(level) >= 2 and ((counted >= 1 and later) or full))
    return made
