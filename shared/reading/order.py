"""Lines into blocks, and blocks into reading order."""

from __future__ import annotations

from collections.abc import Sequence

from shared.reading.geometry import Box, overlap, union

LEADING = 0.75  # lines of a paragraph are closer than this many times their size
SAME_SIZE = 1.22
MIN_CUT = 1.5  # points; closer things are not separated


def blocks_in_order(boxes: Sequence[Box], sizes: Sequence[float], turns: Sequence[int]) -> list[list[int]]:
    """Indexes of lines, grouped into blocks, blocks in reading order."""
    groups = _paragraphs(boxes, sizes, turns)
    outlines = [union(boxes[i] for i in group) for group in groups]
    return [groups[i] for i in reading_order(outlines)]


def _paragraphs(boxes: Sequence[Box], sizes: Sequence[float], turns: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    open_groups: list[list[int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: (boxes[i][1], boxes[i][0])):
        box, size = boxes[i], sizes[i]
        open_groups = [g for g in open_groups if boxes[g[-1]][3] > box[1] - LEADING * max(sizes[g[-1]], size)]
        home = next(
            (g for g in open_groups if turns[i] == turns[g[-1]] == 0 and _follows(boxes, sizes, g[-1], i)), None
        )
        if home is None:
            home = []
            groups.append(home)
            open_groups.append(home)
        home.append(i)
    return groups


def _follows(boxes: Sequence[Box], sizes: Sequence[float], above: int, below: int) -> bool:
    a, b = boxes[above], boxes[below]
    large, small = max(sizes[above], sizes[below]), max(min(sizes[above], sizes[below]), 0.1)
    if large / small > SAME_SIZE or b[1] - a[3] > LEADING * small or b[1] < (a[1] + a[3]) / 2:
        return False
    aligned = min(abs(a[0] - b[0]), abs(a[2] - b[2]), abs((a[0] + a[2]) - (b[0] + b[2])) / 2) < 0.5 * small + 1
    return aligned and overlap(a[0], a[2], b[0], b[2]) > 0.3


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Indexes of boxes in the order a reader takes them: cut the page at its widest straight gap, again and again.

    Between columns of text the gutter is the only straight gap; between rows of a grid the gap is wider than it.
    """
    order: list[int] = []
    stack = [list(range(len(boxes)))]
    while stack:
        part = stack.pop()
        if len(part) == 1:
            order.extend(part)
            continue
        halves = _cut(boxes, part)
        if halves is None:
            order.extend(sorted(part, key=lambda i: (round(boxes[i][1]), boxes[i][0])))
        else:
            stack.extend(reversed(halves))
    return order


def _cut(boxes: Sequence[Box], part: list[int]) -> list[list[int]] | None:
    widest, best = MIN_CUT, None
    for axis in (1, 0):
        order = sorted(part, key=lambda i: boxes[i][axis])
        reach = boxes[order[0]][axis + 2]
        for n, i in enumerate(order[1:], 1):
            if boxes[i][axis] - reach > widest:
                widest, best = boxes[i][axis] - reach, [order[:n], order[n:]]
            reach = max(reach, boxes[i][axis + 2])
    return best
