"""Drawn lines and boxes of a page: what separates and what frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pymupdf

from shared.reading.geometry import Box, area, intersection, rounded

THIN = 2.5  # points: a filled box this thin is a line
MIN_RULE = 12.0
MAX_DRAWINGS = 6000  # an illustration drawn in vectors is no layout


@dataclass
class Graphics:
    """Horizontal and vertical rules, and boxes (filled or framed), in displayed points."""

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def read_graphics(page: pymupdf.Page) -> Graphics:
    """The rules and boxes of a page; empty where its drawings cannot be read."""
    found = Graphics()
    try:
        drawings = page.get_cdrawings()
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return found
    matrix = page.rotation_matrix if page.rotation else None
    whole = tuple(page.rect)
    for drawing in drawings[:MAX_DRAWINGS]:
        for item in drawing["items"]:
            box = _box(item)
            if box is not None:
                box = tuple(pymupdf.Rect(box) * matrix) if matrix is not None else box
                _keep(found, intersection(box, whole))
        if len(drawing["items"]) > 3:
            x0, y0, x1, y1 = drawing["rect"]
            outline = tuple(pymupdf.Rect(x0, y0, x1, y1) * matrix) if matrix is not None else (x0, y0, x1, y1)
            if min(x1 - x0, y1 - y0) > 30:  # a rounded card is one outline of lines and curves
                _keep(found, intersection(outline, whole))
    found.boxes = list(dict.fromkeys(found.boxes))
    return found


def _box(item: Any) -> Box | None:
    kind = item[0]
    if kind == "re":
        x0, y0, x1, y1 = item[1]
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    if kind == "l":
        (ax, ay), (bx, by) = item[1], item[2]
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    if kind == "qu":
        points = list(item[1])
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)
    return None


def _keep(found: Graphics, box: Box) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if width < 0 or height < 0:
        return
    box = rounded(box)
    if height <= THIN and width >= MIN_RULE:
        found.across.append(box)
    elif width <= THIN and height >= MIN_RULE:
        found.down.append(box)
    elif area(box) > 200:
        found.boxes.append(box)
