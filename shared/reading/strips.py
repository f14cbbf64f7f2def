"""One photograph that a producer cut in strips or tiles: finding the pieces, and joining them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np
from PIL import Image

from shared.reading.geometry import Box, area, union
from shared.reading.shaping import Pixels

TOUCH = 1.0  # points between the edges of two pieces, and between their sides
FILLED = 0.03  # of the whole's area may be left open or covered twice
SAME_GRAIN = 0.04  # pieces of one photograph have as many pixels an inch
MOST_PIXELS = 24_000_000  # of a joined picture; larger ones are made smaller
TEXTURED = 5.0  # of 255: standard deviation along an edge; less is a plain ground, which says nothing
JUMP = 8.0  # of 255: by how much two edges of one photograph differ more than neighbouring rows do
SLENDER = 3.0  # a piece so much longer than wide is no photograph of its own
Size = tuple[int, int]


def find_strips(boxes: Sequence[Box], sizes: Sequence[Size]) -> list[list[int]]:
    """Groups of pictures that tile a rectangle and have one grain, by place alone. `sizes`: width, height in pixels."""
    if len(boxes) < 2:
        return []
    down = _touching(boxes, sizes, axis=1)
    across = _touching(boxes, sizes, axis=0)
    if not down and not across:
        return []
    found: list[list[int]] = []
    for group in _connected(down + across):
        if _fills(boxes, group):
            found.append(group)
            continue
        taken: set[int] = set()
        for links in (down, across):  # not one sheet of tiles: columns of strips, then rows
            for part in _connected(pair for pair in links if pair[0] in group and not taken & set(pair)):
                if _fills(boxes, part):
                    found.append(part)
                    taken |= set(part)
    return found


def _touching(boxes: Sequence[Box], sizes: Sequence[Size], axis: int) -> list[tuple[int, int]]:
    """Pairs of boxes with the same sides, of which the second begins where the first ends along an axis."""
    begins: dict[tuple[int, int], list[int]] = {}
    for n, box in enumerate(boxes):
        begins.setdefault((round(box[1 - axis]), round(box[axis])), []).append(n)
    pairs = []
    for n, box in enumerate(boxes):
        key = round(box[1 - axis]), round(box[axis + 2])
        near = itertools.product((key[0] - 1, key[0], key[0] + 1), (key[1] - 1, key[1], key[1] + 1))
        for m in itertools.chain.from_iterable(begins.get(place, ()) for place in near):
            other = boxes[m]
            sides = max(abs(box[1 - axis] - other[1 - axis]), abs(box[3 - axis] - other[3 - axis]))
            touches = (
                m != n and sides <= TOUCH and abs(other[axis] - box[axis + 2]) <= TOUCH and other[axis] > box[axis]
            )
            if touches and _same_grain(n, m, boxes, sizes, 1 - axis):
                pairs.append((n, m))
    return pairs


def _same_grain(n: int, m: int, boxes: Sequence[Box], sizes: Sequence[Size], axis: int) -> bool:
    a, b = (sizes[i][axis] / max(boxes[i][axis + 2] - boxes[i][axis], 0.1) for i in (n, m))
    return abs(a - b) <= SAME_GRAIN * max(a, b)


def _connected(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    home: dict[int, set[int]] = {}
    for a, b in pairs:
        group = home.setdefault(a, {a})
        other = home.setdefault(b, {b})
        if group is not other:
            group, other = sorted((group, other), key=len, reverse=True)
            group |= other
            for member in other:
                home[member] = group
    distinct = {id(group): sorted(group) for group in home.values()}
    return list(distinct.values())


def _fills(boxes: Sequence[Box], group: Sequence[int]) -> bool:
    whole = area(union(boxes[n] for n in group))
    parts = sum(area(boxes[n]) for n in group)
    return whole > 0 and abs(parts - whole) <= max(FILLED * whole, TOUCH * whole**0.5)


def joined(boxes: Sequence[Box], pieces: Sequence[Pixels]) -> Pixels | None:
    """The photograph that pieces make up, None where their edges show that they are photographs of their own."""
    return _laid(boxes, pieces) if _is_one(boxes, pieces) else None


def _is_one(boxes: Sequence[Box], pieces: Sequence[Pixels]) -> bool:
    """By what crosses the edges: a photograph goes on there. Plain edges leave it to the shape of the pieces."""
    sizes = [(p.shape[1], p.shape[0]) for p in pieces]
    goes_on = broken = plain = 0
    for axis in (1, 0):
        for n, m in _touching(boxes, sizes, axis):
            verdict = _crosses(pieces[n], pieces[m], axis)
            goes_on, broken, plain = goes_on + (verdict == 1), broken + (verdict == -1), plain + (verdict == 0)
    if broken > 0.2 * (goes_on + broken + plain):
        return False
    if goes_on:
        return True
    shapes = [max(b[2] - b[0], b[3] - b[1]) / max(min(b[2] - b[0], b[3] - b[1]), 0.1) for b in boxes]
    return len(pieces) >= 3 and median(shapes) >= SLENDER


def _crosses(a: Pixels, b: Pixels, axis: int) -> int:
    """1 where a photograph goes on from `a` to `b`, -1 where it breaks off, 0 where the ground there is plain."""
    lines = [a[-1], b[0], a[-2 if a.shape[0] > 1 else -1], b[1 if b.shape[0] > 1 else 0]] if axis == 1 else [
        a[:, -1], b[:, 0], a[:, -2 if a.shape[1] > 1 else -1], b[:, 1 if b.shape[1] > 1 else 0]
    ]  # fmt: skip
    length = min(len(line) for line in lines)
    end, start, before, after = (line[(np.arange(length) * len(line)) // length].astype(np.float32) for line in lines)
    jump = float(np.abs(end - start).mean())
    usual = float(max(np.abs(end - before).mean(), np.abs(start - after).mean()))
    if jump > 1.5 * usual + JUMP:
        return -1
    return 1 if max(end.std(axis=0).max(), start.std(axis=0).max()) > TEXTURED else 0


def _laid(boxes: Sequence[Box], pieces: Sequence[Pixels]) -> Pixels:
    whole = union(boxes)
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    grain = median(p.shape[1] / max(b[2] - b[0], 0.1) for b, p in zip(boxes, pieces, strict=True))
    rise = median(p.shape[0] / max(b[3] - b[1], 0.1) for b, p in zip(boxes, pieces, strict=True))
    shrunk = min(1.0, (MOST_PIXELS / max(width * grain * height * rise, 1.0)) ** 0.5)
    grain, rise = grain * shrunk, rise * shrunk
    if shrunk == 1.0 and (stacked := _stacked(boxes, pieces)) is not None:
        return stacked
    laid = np.full((max(1, round(height * rise)), max(1, round(width * grain)), 3), 255, np.uint8)
    for box, piece in zip(boxes, pieces, strict=True):
        x0, x1 = round((box[0] - whole[0]) * grain), round((box[2] - whole[0]) * grain)
        y0, y1 = round((box[1] - whole[1]) * rise), round((box[3] - whole[1]) * rise)
        x1, y1 = min(max(x1, x0 + 1), laid.shape[1]), min(max(y1, y0 + 1), laid.shape[0])
        if x1 > x0 and y1 > y0:
            laid[y0:y1, x0:x1] = _resized(piece, x1 - x0, y1 - y0)
    return laid


def _stacked(boxes: Sequence[Box], pieces: Sequence[Pixels]) -> Pixels | None:
    """Strips put together pixel by pixel, where they are all of one width (or height)."""
    for axis in (1, 0):
        order = sorted(range(len(boxes)), key=lambda n: boxes[n][axis])
        in_line = all(boxes[b][axis] >= boxes[a][axis + 2] - TOUCH for a, b in itertools.pairwise(order))
        if in_line and len({pieces[n].shape[axis] for n in order}) == 1:
            return np.concatenate([pieces[n] for n in order], axis=1 - axis)
    return None


def _resized(piece: Pixels, width: int, height: int) -> Pixels:
    if piece.shape[:2] == (height, width):
        return piece
    return np.asarray(Image.fromarray(np.ascontiguousarray(piece)).resize((width, height), Image.Resampling.BILINEAR))
