"""Products drawn in vectors: where the paths of an illustration stand on a page that has no picture of any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pymupdf
from scipy import ndimage

from shared.reading.geometry import Box, area, centre, contains, covered, intersection, rounded, union

CELL = 3.0  # points: paths closer than this are one drawing
MOST_PATHS = 20_000
MOST_DRAWINGS = 60  # on one page
MIN_SIDE, MAX_SHARE, MAX_ASPECT = 30.0, 0.5, 4.0  # points; of the page's area; long side by short side
MIN_PARTS = 6  # lines and curves of a drawing: fewer are an ornament, a badge or a swatch
BODY = 0.3  # of a drawing's height and width: its largest path reaches as far; those of outlined words do not
FRAME = 0.5  # of the way round a path: where straight sides make up as much, and words stand inside, it is a card


def find_drawings(page: pymupdf.Page, words: Sequence[Box]) -> list[Box]:
    """The places of illustrations on a page, in displayed points; `words` are the places of its words.

    Raises what PyMuPDF raises.
    """
    middles = [centre(word) for word in words]
    matrix = page.rotation_matrix if page.rotation else None
    whole = (0.0, 0.0, float(page.rect.width), float(page.rect.height))
    paths = page.get_cdrawings()
    if len(paths) > MOST_PATHS or sum(_parts(path["items"]) for path in paths) < MIN_PARTS:
        return []
    boxes: list[Box] = []
    parts: list[int] = []
    framed: list[Box] = []
    for path in paths:
        box = tuple(path["rect"]) if matrix is None else tuple(pymupdf.Rect(path["rect"]) * matrix)
        box = intersection(box, whole)
        if area(box) > MAX_SHARE * area(whole) or box[2] < box[0] or box[3] < box[1]:
            continue
        count = _parts(path["items"])
        framing = count and _is_frame(path["items"], path["rect"]) and any(contains(box, middle) for middle in middles)
        if count and not framing:
            boxes.append(box)
            parts.append(count)
        else:
            framed.append(box)
    if sum(parts) < MIN_PARTS:
        return []
    return [_with_straight_parts(box, framed) for box in _clustered(boxes, parts, whole)]


def _with_straight_parts(drawing: Box, framed: Sequence[Box]) -> Box:
    """A drawing with the boxes and rules that it is partly made of, not those that it stands in."""
    inside = [box for box in framed if area(box) < area(drawing) and covered(box, drawing) > 0.4]
    return rounded(union([drawing, *inside]))


def _parts(items: Sequence[Any]) -> int:
    """How many curves and slanting lines a path draws; none where it is a rule or a box."""
    return sum([item[0] in ("l", "c") and not _is_straight(item) for item in items])


def _is_frame(items: Sequence[Any], outline: Box) -> bool:
    """Whether a path is a box with round corners."""
    sides = sum(abs(i[1][0] - i[2][0]) + abs(i[1][1] - i[2][1]) for i in items if _is_straight(i))
    return bool(sides >= FRAME * 2 * (outline[2] - outline[0] + outline[3] - outline[1]))


def _is_straight(item: Any) -> bool:
    """Whether it is a line along an axis."""
    return bool(item[0] == "l" and (abs(item[1][0] - item[2][0]) < 0.5 or abs(item[1][1] - item[2][1]) < 0.5))


def _clustered(boxes: list[Box], parts: list[int], whole: Box) -> list[Box]:
    """Paths that touch or nearly touch are one drawing: laid on a grid, its connected cells are."""
    grid = np.zeros((int(whole[3] / CELL) + 2, int(whole[2] / CELL) + 2), bool)
    spans = [(int(b[1] / CELL), int(b[3] / CELL) + 1, int(b[0] / CELL), int(b[2] / CELL) + 1) for b in boxes]
    for top, bottom, left, right in spans:
        grid[top:bottom, left:right] = True
    labels, count = ndimage.label(grid, np.ones((3, 3)))
    members: list[list[int]] = [[] for _ in range(count + 1)]
    for n, (top, _, left, _) in enumerate(spans):
        members[labels[top, left]].append(n)
    found = [_drawing([boxes[n] for n in group], sum(parts[n] for n in group), whole) for group in members if group]
    kept = sorted((box for box in found if box is not None), key=area, reverse=True)[:MOST_DRAWINGS]
    return sorted(kept, key=lambda box: (box[1], box[0]))


def _drawing(boxes: Sequence[Box], parts: int, whole: Box) -> Box | None:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    box = min(x0s), min(y0s), max(x1s), max(y1s)
    width, height = box[2] - box[0], box[3] - box[1]
    if parts < MIN_PARTS or min(width, height) < MIN_SIDE or max(width, height) > MAX_ASPECT * min(width, height):
        return None
    if area(box) > MAX_SHARE * area(whole):
        return None
    body = any(b[2] - b[0] >= BODY * width and b[3] - b[1] >= BODY * height for b in boxes)
    return box if body else None
