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
    outlines = [boxes[group[0]] if len(group) == 1 else union([boxes[i] for i in group]) for group in groups]
    return [groups[i] for i in reading_order(outlines)]


def _paragraphs(boxes: Sequence[Box], sizes: Sequence[float], turns: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    open_groups: list[list[int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: (boxes[i][1], boxes[i][0])):
        x0, top, x1, _ = boxes[i]
        size, upright = sizes[i], turns[i] == 0
        still, home = [], None
        for group in open_groups:
            last = group[-1]
            left, above, right, bottom = boxes[last]
            other = sizes[last]
            if bottom > top - LEADING * (other if other > size else size):
                still.append(group)
                # Most lines of a table stand beside each other: telling that here spares the call.
                below = home is None and upright and x0 < right and x1 > left and top >= (above + bottom) / 2
                if below and turns[last] == 0 and _follows(boxes, sizes, last, i):
                    home = group
        open_groups = still
        if home is None:
            home = []
            groups.append(home)
            open_groups.append(home)
        home.append(i)
    return groups


def _follows(boxes: Sequence[Box], sizes: Sequence[float], above: int, below: int) -> bool:
    """Whether a line that stands below another one goes on with it."""
    left, _, right, bottom = boxes[above]
    x0, y0, x1, _ = boxes[below]
    small, large = sizes[above], sizes[below]
    if small > large:
        small, large = large, small
    small = small if small > 0.1 else 0.1
    if large / small > SAME_SIZE or y0 - bottom > LEADING * small:
        return False
    within = 0.5 * small + 1
    aligned = abs(left - x0) < within or abs(right - x1) < within or abs((left + right) - (x0 + x1)) / 2 < within
    return aligned and overlap(left, right, x0, x1) > 0.3


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Indexes of boxes in the order a reader takes them: cut the page at its widest straight gap, again and again.

    Between columns of text the gutter is the only straight gap; between rows of a grid the gap is wider than it.
    """
    order: list[int] = []
    lefts, tops, rights, bottoms = ([box[side] for box in boxes] for side in range(4))
    # Each part is kept sorted by both axes, so that cutting it needs no sorting.
    stack = [(_sorted(boxes, 1), _sorted(boxes, 0))] if boxes else []
    while stack:
        rows, columns = stack.pop()
        if len(rows) == 1:
            order.append(rows[0])
            continue
        if len(rows) == 2:  # half of all parts
            (above, below), (left, right) = rows, columns
            across, along = tops[below] - bottoms[above], lefts[right] - rights[left]
            if across > MIN_CUT or along > MIN_CUT:
                order += rows if across >= along else columns
                continue
        across, row = _widest_gap(tops, bottoms, rows)
        along, column = _widest_gap(lefts, rights, columns)
        if max(across, along) <= MIN_CUT:
            order.extend(sorted(rows, key=lambda i: (round(boxes[i][1]), boxes[i][0])))
            continue
        down = across >= along or (across > MIN_CUT and _is_table(boxes, columns[:column], columns[column:]))
        first = set(rows[:row] if down else columns[:column])
        stack.append(([i for i in rows if i not in first], [i for i in columns if i not in first]))
        stack.append(([i for i in rows if i in first], [i for i in columns if i in first]))
    return order


def _is_table(boxes: Sequence[Box], left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether a gutter parts the cells of rows rather than columns of text.

    Nearly each box of the smaller side has a neighbour at its height on the other, and the sides have different
    numbers of columns: two equal sides are two tables, or two columns of cards, that are read one after the other.
    """
    cells, others = sorted((left, right), key=len)
    if len(cells) < 3:
        return len(others) >= 6  # headings in the margin of rows
    heights = {round((boxes[i][1] + boxes[i][3]) / 2) for i in others}
    level = 0
    for i in cells:
        middle = round((boxes[i][1] + boxes[i][3]) / 2)
        level += not heights.isdisjoint((middle - 1, middle, middle + 1))
    if level < 0.75 * len(cells):
        return False
    counts = _columns(boxes, left), _columns(boxes, right)
    return min(counts) == 1 or counts[0] != counts[1]


def _columns(boxes: Sequence[Box], part: Sequence[int]) -> int:
    """How many columns boxes sorted from left to right stand in; one that spans several (a heading) is passed over."""
    wide = (max(boxes[i][2] for i in part) - boxes[part[0]][0]) * 0.6
    count, reach = 0, float("-inf")
    for i in part:
        if boxes[i][2] - boxes[i][0] > wide and len(part) > 6:
            continue
        count += boxes[i][0] > reach + MIN_CUT
        reach = max(reach, boxes[i][2])
    return count


def _sorted(boxes: Sequence[Box], axis: int) -> list[int]:
    return sorted(range(len(boxes)), key=lambda i: boxes[i][axis])


def _widest_gap(starts: Sequence[float], ends: Sequence[float], part: Sequence[int]) -> tuple[float, int]:
    """The widest straight gap between boxes sorted by their starts, and how many boxes lie before it."""
    widest, before = 0.0, 0
    reach = ends[part[0]]
    for n, i in enumerate(part):
        gap = starts[i] - reach
        if gap > widest:
            widest, before = gap, n
        end = ends[i]
        if end > reach:
            reach = end
    return widest, before
