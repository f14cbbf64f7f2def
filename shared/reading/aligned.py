"""Tables without rules: columns are where rows of figures leave gaps, and a header stands right above them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.bands import Interval, TableRow, anchors_of, column_of, edges_between, rows_of
from shared.reading.geometry import Box, union
from shared.reading.graphics import Graphics
from shared.reading.level import Level, is_amount, is_currency, is_figure, outline, part, size_of
from shared.reading.text import Line

LEAST_PIECES = 3
LEAST_PAIRS = 3  # rows of a table of two columns
FAR = 110.0  # points: rows of one table are no farther apart
TOLERATED = 0.08  # of the rows: pieces over two columns
SHARED = 0.2  # of the narrower: how far two things overlap that stand in one column
HEADER_GAP = 2.2  # sizes: how far above the first row a header may end
TIGHT = 0.5  # sizes between the levels of a header
MOST_ABOVE = 7  # levels: how far above its first row of figures a table may begin
SHORT = 0.35  # of a table's width: the longest piece that is a part of a header by itself
WIDE = 0.6
FULL = 0.6  # of the pieces of the fullest row: a row of figures that tells columns
SIGNS = 0.6  # of a column's cells that are currency signs, when these belong to the amounts beside them
BESIDE = 200.0  # points: what stands farther from a table names none of its columns
OFF_COST = 0.1  # points of a gap's width that each point away from the border of two columns costs
LEAST_RIVER, LEAST_GAP = 3, 1.0  # rows, and points between words
UNNAMED_PIECE, UNNAMED_COLUMN = 40.0, 10.0  # points of distance that leaving one out costs


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
        begin, body = _header_start(found, first, last, start), found[first : last + 1]
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
        held[: first - begin] = _cut_headers(held[: first - begin], cuts)
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
            if near and _fits(level, columns) and not _breaks(found[last + 1 : n], columns, found[last]):
                runs[-1] = first, n, _grown(columns, level), max(pieces, len(level))
                continue
        runs.append((n, n, _seed(found, n), len(level)))
    kept = []
    for first, last, _, pieces in runs:
        rows = sum(map(_is_body, found[first : last + 1]))
        if pieces >= LEAST_PIECES or rows >= LEAST_PAIRS:
            kept.append((first, last))
    return kept


def _seed(found: Sequence[Level], n: int) -> list[Interval]:
    """The columns that a first row stands in, and those that a header above it names besides."""
    columns = [(line.bbox[0], line.bbox[2]) for line in found[n]]
    above = found[n - 1] if n else []
    far = not n or outline(found[n])[1] - outline(above)[3] > HEADER_GAP * size_of(above)
    if far or len(above) <= len(columns) or not _are_words(above):
        return columns
    named = [(line.bbox[0], line.bbox[2]) for line in above]
    extra = [piece for piece, column in zip(named, _assigned(named, columns), strict=True) if column is None]
    return sorted([*columns, *extra])


def _breaks(between: Sequence[Level], columns: Sequence[Interval], above: Level) -> bool:
    """Whether something between two rows begins another table: pieces in other places, or a header of its own."""
    for level in between:
        if len(level) >= LEAST_PIECES and not _fits(level, columns):
            return True
        words = len(level) >= LEAST_PIECES and not any(any(map(str.isdigit, line.text)) for line in level)
        bold = all(line.style.bold for line in level) and not any(line.style.bold for line in above)
        far = outline(level)[1] - outline(above)[3] > 2.5 * size_of(level)
        if words and (bold or far):
            return True
        above = level if len(level) > 1 else above
    return False


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


def _grown(columns: list[Interval], level: Level, new: bool = True) -> list[Interval]:
    made = list(columns)
    for line in level:
        piece = line.bbox[0], line.bbox[2]
        hit = [n for n, column in enumerate(made) if _shares(piece, column)]
        if not hit and new:
            made.append(piece)
        elif len(hit) == 1:
            made[hit[0]] = min(piece[0], made[hit[0]][0]), max(piece[1], made[hit[0]][1])
    return sorted(made)


def columns_of(levels: Sequence[Level], header: Sequence[Level], earlier: Sequence[Interval] = ()) -> list[Interval]:
    """The columns that rows stand in, and those that only the header names."""
    body = [level for level in levels if _is_body(level)]
    most = max(map(len, body), default=0)
    others = [level for level in body if LEAST_PIECES <= len(level) < FULL * most]
    body = [level for level in body if len(level) >= FULL * most]  # a label of a total goes over several columns
    pieces = [(line.bbox[0], line.bbox[2]) for level in body for line in level]
    if earlier and _go_on(body, earlier):
        return _named(list(earlier), header)
    columns = _with_rivers(_clustered(pieces, int(TOLERATED * len(body))), body, header)
    for level in others:  # rows of another kind: a style above its colours
        columns = _apart(_grown(columns, level))
    for level in levels:
        if len(level) > 1 or level[0].bbox[0] > columns[0][1]:  # the rest of a cell, not a heading of rows
            columns = _apart(_grown(columns, level, new=False))
    columns = _named(_without_currencies(columns, body, header), header)
    for level in levels:
        if len(level) > 1:
            columns = _apart(_grown(columns, level, new=False))
    return columns


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


def _with_rivers(columns: list[Interval], body: Sequence[Level], header: Sequence[Level]) -> list[Interval]:
    """Columns cut where every row and the header have a gap between words at one place: type set by a typewriter."""
    cuts = edges_between(columns)
    inside: list[list[Line]] = [[] for _ in columns]
    for level in body:
        for line in level:
            inside[column_of(line.bbox, cuts)].append(line)
    made: list[Interval] = []
    for n, (x0, x1) in enumerate(columns):
        words = [part([word for line in level for word in line.words]) for level in header if level]
        heads = [
            gap for line in words for gap in _gaps(line) if x0 < gap[1] and gap[0] < x1 and gap[1] < x1 - LEAST_GAP
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
    """The gap between words that all lines of a column have where its header has one."""
    if len(lines) < LEAST_RIVER or all(is_amount(line.text) for line in lines):
        return None
    size = max(line.size for line in lines)
    found = [(head[0] - size, head[1] + size)]
    for line in lines:
        both = [(max(a[0], b[0]), min(a[1], b[1])) for a in found for b in _gaps(line)]
        found = [gap for gap in both if gap[1] - gap[0] > LEAST_GAP]
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


def _cut_headers(header: Sequence[Level], cuts: Sequence[float]) -> list[Level]:
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


def _named(columns: list[Interval], header: Sequence[Level]) -> list[Interval]:
    """Columns as wide as their headers, and one more for each piece of the header that belongs to none."""
    made = list(columns)
    for level in header:
        found = [(line.bbox[0], line.bbox[2]) for line in level]
        if len(found) < 2 or found[0][0] < made[0][0] - BESIDE or found[-1][1] > made[-1][1] + BESIDE:
            continue
        extra = []
        for piece, column in zip(found, _assigned(found, made), strict=True):
            if column is not None:
                left = made[column - 1][1] if column else -1e6
                right = made[column + 1][0] if column + 1 < len(made) else 1e6
                x0, x1 = made[column]
                made[column] = min(x0, max(piece[0], left)), max(x1, min(piece[1], right))
            elif not any(min(piece[1], c[1]) > max(piece[0], c[0]) for c in made):
                extra.append(piece)
        made = sorted([*made, *extra])
    return made


def _assigned(pieces: Sequence[Interval], columns: Sequence[Interval]) -> list[int | None]:
    """The column that each piece of a header names, both from left to right, so that the distances are least."""
    best = [[0.0] * (len(columns) + 1) for _ in range(len(pieces) + 1)]
    for i in range(len(pieces) + 1):
        for j in range(len(columns) + 1):
            if not i or not j:
                best[i][j] = i * UNNAMED_PIECE + j * UNNAMED_COLUMN
                continue
            best[i][j] = min(
                best[i - 1][j - 1] + _apart_by(pieces[i - 1], columns[j - 1]),
                best[i - 1][j] + UNNAMED_PIECE,
                best[i][j - 1] + UNNAMED_COLUMN,
            )
    found: list[int | None] = [None] * len(pieces)
    i, j = len(pieces), len(columns)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + _apart_by(pieces[i - 1], columns[j - 1]):
            i, j = i - 1, j - 1
            found[i] = j
        elif best[i][j] == best[i - 1][j] + UNNAMED_PIECE:
            i -= 1
        else:
            j -= 1
    return found


def _apart_by(a: Interval, b: Interval) -> float:
    return max(0.0, a[0] - b[1], b[0] - a[1])


def _header_start(found: Sequence[Level], first: int, last: int, start: int) -> int:
    """Where the header of a run begins: levels of words right above it, whose pieces stand over its columns.

    Lines of the first row may stand between, where its figures are set in the middle or at the foot of it.
    """
    columns: list[Interval] = []
    for level in found[first : last + 1]:
        if _is_body(level):
            columns = _grown(columns, level) if columns else [(line.bbox[0], line.bbox[2]) for line in level]
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
    if not _are_words(level):
        return False
    over = [line for line in level if columns[0][0] - BESIDE < line.bbox[0] and line.bbox[2] < columns[-1][1] + BESIDE]
    return len(over) == len(level) >= min(len(columns) / 3, LEAST_PIECES)


def _are_words(level: Level) -> bool:
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
