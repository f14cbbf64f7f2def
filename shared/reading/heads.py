"""The header of a table without rules: where it begins, and which of its pieces names which column."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from shared.reading.bands import column_of
from shared.reading.intervals import Interval, apart_by, grown
from shared.reading.level import Level, is_body, outline, part, size_of
from shared.reading.text import Line

LEAST_PIECES = 3
HEADER_GAP = 2.2  # sizes: how far above the first row a header may end
TIGHT = 0.5  # sizes between the levels of a header
MOST_ABOVE = 7  # levels: how far above its first row of figures a table may begin
SHORT = 0.35  # of a table's width: the longest piece that is a part of a header by itself
BESIDE = 200.0  # points: what stands farther from a table names none of its columns
UNNAMED_PIECE, UNNAMED_COLUMN = 40.0, 10.0  # points of distance that leaving one out costs
OFF_COST = 0.1  # points of a gap's width that each point away from the border of two columns costs


def header_start(found: Sequence[Level], first: int, last: int, start: int) -> int:
    """Where the header of a run begins: levels of words right above it, whose pieces stand over its columns.

    Lines of the first row may stand between, where its figures are set in the middle or at the foot of it.
    """
    columns: list[Interval] = []
    for level in found[first : last + 1]:
        if is_body(level):
            columns = grown(columns, level) if columns else [(line.bbox[0], line.bbox[2]) for line in level]
    names = next(
        (n for n in range(first - 1, max(start, first - MOST_ABOVE) - 1, -1) if _heads(found[n], columns)), None
    )
    if names is None or any(
        outline(found[n + 1])[1] - outline(found[n])[3] > HEADER_GAP * size_of(found[n]) for n in range(names, first)
    ):
        return first
    while names > max(start, first - MOST_ABOVE):
        level, below = found[names - 1], found[names]
        apart = outline(below)[1] - outline(level)[3]
        if apart > TIGHT * size_of(below) or not (_heads(level, columns) or _belongs(level, columns)):
            break
        names -= 1
    return names


def _heads(level: Level, columns: Sequence[Interval]) -> bool:
    """Whether a level names columns: words over several of them."""
    if not are_words(level):
        return False
    over = [line for line in level if columns[0][0] - BESIDE < line.bbox[0] and line.bbox[2] < columns[-1][1] + BESIDE]
    return len(over) == len(level) >= min(len(columns) / 3, LEAST_PIECES)


def are_words(level: Level) -> bool:
    """Whether a level may be a header: several pieces, most of them words (sizes may be numbers), none a label."""
    if len(level) < 2 or any(line.text.rstrip().endswith(":") for line in level):
        return False
    return sum(line.text[:1].isdigit() for line in level) <= len(level) / 2


def _belongs(level: Level, columns: Sequence[Interval]) -> bool:
    """Whether a single piece right above a header is a part of it: over its columns, and no longer than a few."""
    x0, x1 = columns[0][0], columns[-1][1]
    box = outline(level)
    within = x0 - 1 <= box[0] and box[2] <= x1 + 1
    return (
        within and box[2] - box[0] < SHORT * (x1 - x0) and not any(line.text.rstrip().endswith(":") for line in level)
    )


def assigned(pieces: Sequence[Interval], columns: Sequence[Interval]) -> list[int | None]:
    """The column that each piece of a header names, both from left to right, so that the distances are least."""
    best = [[0.0] * (len(columns) + 1) for _ in range(len(pieces) + 1)]
    for i in range(len(pieces) + 1):
        for j in range(len(columns) + 1):
            if not i or not j:
                best[i][j] = i * UNNAMED_PIECE + j * UNNAMED_COLUMN
                continue
            best[i][j] = min(
                best[i - 1][j - 1] + apart_by(pieces[i - 1], columns[j - 1]),
                best[i - 1][j] + UNNAMED_PIECE,
                best[i][j - 1] + UNNAMED_COLUMN,
            )
    found: list[int | None] = [None] * len(pieces)
    i, j = len(pieces), len(columns)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + apart_by(pieces[i - 1], columns[j - 1]):
            i, j = i - 1, j - 1
            found[i] = j
        elif best[i][j] == best[i - 1][j] + UNNAMED_PIECE:
            i -= 1
        else:
            j -= 1
    return found


def cut_headers(header: Sequence[Level], cuts: Sequence[float]) -> list[Level]:
    """A header whose pieces stand so near that they look like one ("VAT Price incl. VAT"), cut by columns.

    One over columns that other levels of the header name, each for itself, is a heading of all of them.
    """
    made = []
    for n, level in enumerate(header):
        others = {column_of(line.bbox, cuts) for m, other in enumerate(header) if m != n for line in other}
        cut: Level = []
        for line in level:
            found = {column_of(word.bbox, cuts) for word in line.words}
            alone = len(level) > 1 and len(found) > 1 and not others & found
            cut += _cut_header(line, cuts[min(found) : max(found)]) if alone else [line]
        made.append(cut)
    return made


def _cut_header(line: Line, cuts: Sequence[float]) -> list[Line]:
    """A piece cut near each of the cuts, where the gap between its words is widest."""
    words = sorted(line.words, key=lambda word: word.bbox[0])
    gaps = [(a.bbox[2], b.bbox[0]) for a, b in itertools.pairwise(words)]
    places = set()
    for cut in cuts:
        worth = [right - left - OFF_COST * max(0.0, left - cut, cut - right) for left, right in gaps]
        if worth:
            places.add(worth.index(max(worth)) + 1)
    starts = [0, *sorted(places)]
    return [part(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
