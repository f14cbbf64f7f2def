"""Orders in blocks: what is said of a style, and below it a small table of its colours and sizes, again and again.

Tables of one kind that stand under each other with a few lines between them are one table, and these lines are rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from shared.reading.aligned import FoundTable
from shared.reading.bands import TableRow, edges_between, placed
from shared.reading.intervals import Interval
from shared.reading.level import Level, outline

SAME_COLUMN = 8.0  # points: edges of columns that go on
MOST_LINES = 6  # above one table of a block
SLACK = 8.0  # points: how much farther above the first table than above the others its lines may begin


def alike(a: Sequence[Interval], b: Sequence[Interval]) -> bool:
    """Whether two tables have the same columns, so that the second goes on with the first."""
    if len(a) != len(b):
        return False
    near = sum(abs(p[0] - q[0]) < SAME_COLUMN or abs(p[1] - q[1]) < SAME_COLUMN for p, q in zip(a, b, strict=True))
    return near >= 0.8 * len(a)


def with_blocks(tables: Sequence[FoundTable], rest: Sequence[Level]) -> tuple[list[FoundTable], list[Level]]:
    """Tables from top to bottom, those of blocks as one, and the levels that are left."""
    made: list[FoundTable] = []
    left = list(rest)
    for run in _runs(tables, rest):
        if len(run) == 1:
            made += run
            continue
        heads = [_between(a, b, rest) for a, b in itertools.pairwise(run)]
        heads.insert(0, _above(run, heads, rest))
        made.append(_joined(run, heads))
        used = {id(level) for levels in heads for level in levels}
        left = [level for level in left if id(level) not in used]
    return made, left


def _runs(tables: Sequence[FoundTable], rest: Sequence[Level]) -> list[list[FoundTable]]:
    runs: list[list[FoundTable]] = []
    for table in tables:
        before = runs[-1][-1] if runs else None
        if before is not None and _goes_on(before, table, rest):
            runs[-1].append(table)
        else:
            runs.append([table])
    return runs


def _goes_on(above: FoundTable, below: FoundTable, rest: Sequence[Level]) -> bool:
    under = below.bbox[1] >= above.bbox[3] and alike(above.columns, below.columns)
    return under and 1 <= len(_between(above, below, rest)) <= MOST_LINES


def _between(above: FoundTable, below: FoundTable, rest: Sequence[Level]) -> list[Level]:
    return [level for level in rest if above.bbox[3] - 1 <= _middle(level) <= below.bbox[1] + 1]


def _above(run: Sequence[FoundTable], heads: Sequence[Sequence[Level]], rest: Sequence[Level]) -> list[Level]:
    """What is said above the first table: as far up as above the others."""
    reach = max(table.bbox[1] - outline(levels[0])[1] for table, levels in zip(run[1:], heads, strict=True))
    top = run[0].bbox[1]
    found = [level for level in rest if top - reach - SLACK <= outline(level)[1] and _middle(level) <= top + 1]
    return found[-max(map(len, heads)) :]


def _middle(level: Level) -> float:
    box = outline(level)
    return (box[1] + box[3]) / 2


def _joined(run: Sequence[FoundTable], heads: Sequence[Sequence[Level]]) -> FoundTable:
    cuts = edges_between(run[0].columns)
    rows: list[TableRow] = []
    lines = []
    for table, levels in zip(run, heads, strict=True):
        rows += [TableRow([piece for line in level for piece in placed(line, cuts, level)]) for level in levels]
        lines += [line for level in levels for line in level]
        rows += table.rows
        lines += table.lines
    return FoundTable(run[0].columns, rows, lines, ruled=run[0].ruled)
