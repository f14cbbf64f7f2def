"""Intervals along a line of a page: which lie in one column, where many lie over each other."""

from __future__ import annotations

from collections.abc import Sequence

from shared.reading.level import Level

Interval = tuple[float, float]
SHARED = 0.2  # of the narrower: how far two things overlap that stand in one column


def shares(a: Interval, b: Interval) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > SHARED * max(min(a[1] - a[0], b[1] - b[0]), 1.0)


def fits(level: Level, columns: Sequence[Interval]) -> bool:
    """Whether a level's pieces stand in a table's columns, each in one."""
    bridging = matched = 0
    for line in level:
        hit = sum(shares((line.bbox[0], line.bbox[2]), column) for column in columns)
        bridging += hit > 1
        matched += hit == 1
    return bridging <= (1 if len(level) > 2 else 0) and matched >= min(2, len(level)) and 2 * matched >= len(level)


def grown(columns: list[Interval], level: Level, new: bool = True) -> list[Interval]:
    made = list(columns)
    for line in level:
        piece = line.bbox[0], line.bbox[2]
        hit = [n for n, column in enumerate(made) if shares(piece, column)]
        if not hit and new:
            made.append(piece)
        elif len(hit) == 1:
            made[hit[0]] = min(piece[0], made[hit[0]][0]), max(piece[1], made[hit[0]][1])
    return sorted(made)


def apart(columns: list[Interval]) -> list[Interval]:
    made: list[Interval] = []
    for column in columns:
        if made and column[0] < made[-1][1]:
            middle = (column[0] + made[-1][1]) / 2
            made[-1] = made[-1][0], middle
            column = middle, max(column[1], middle)
        made.append(column)
    return made


def apart_by(a: Interval, b: Interval) -> float:
    return max(0.0, a[0] - b[1], b[0] - a[1])


def common(pieces: Sequence[Interval], least: int) -> list[Interval]:
    """Where at least `least` of the intervals lie over each other."""
    events = sorted([(x0, 1) for x0, _ in pieces] + [(x1, -1) for _, x1 in pieces])
    made: list[Interval] = []
    depth, began = 0, 0.0
    for x, step in events:
        if step > 0 and depth == least - 1:
            began = x
        depth += step
        if step < 0 and depth == least - 1:
            made.append((began, x))
    return made
