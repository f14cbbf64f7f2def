"""Boxes: `(x0, y0, x1, y1)` in points from the top left of the page as displayed."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; raises ValueError when there is none."""
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def area(box: Box) -> float:
    """Square points; 0 for an empty box."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def intersection(a: Box, b: Box) -> Box:
    """What both cover; has no area when they do not meet."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def covered(inner: Box, outer: Box) -> float:
    """The share of `inner` that lies in `outer`, 0 to 1."""
    whole = area(inner)
    return area(intersection(inner, outer)) / whole if whole else 0.0


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How far two intervals overlap, as a share of the shorter; negative when they are apart."""
    shorter = max(min(a1 - a0, b1 - b0), 0.01)
    return (min(a1, b1) - max(a0, b0)) / shorter


def x_overlap(a: Box, b: Box) -> float:
    """Horizontal overlap as a share of the narrower box."""
    return overlap(a[0], a[2], b[0], b[2])


def y_overlap(a: Box, b: Box) -> float:
    """Vertical overlap as a share of the lower box."""
    return overlap(a[1], a[3], b[1], b[3])


def gap(a: Box, b: Box) -> tuple[float, float]:
    """Horizontal and vertical distance between two boxes, 0 where they overlap."""
    return max(0.0, a[0] - b[2], b[0] - a[2]), max(0.0, a[1] - b[3], b[1] - a[3])


def centre(box: Box) -> tuple[float, float]:
    """The middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def contains(box: Box, point: tuple[float, float]) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def rounded(box: Iterable[float]) -> Box:
    """To a tenth of a point, as results are stored."""
    x0, y0, x1, y1 = (round(float(v), 1) for v in box)
    return x0, y0, x1, y1
