"""What the pixels of a line tell beyond its text: where each word stands, its size, weight and colour."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.reading.ocr import ReadLine
from shared.reading.shaping import Pixels
from shared.reading.spacing import SIZES

# Of the size of usual faces: the height of capitals and figures, and of small letters.
CAPITAL, SMALL = 0.72, 0.53
TALL = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZ0123456789bdfhkl")
SHORT = frozenset("acemnorsuvwxz")
ABOVE_BASE, BELOW_BASE = 0.95, 0.25  # of the size: the box that a PDF's fonts would give
MISSED_SPACE = 0.25  # of the size: a gap that is no letter's own
WIDE_SIDES = "0123456789.,'’-"  # narrow signs in wide places
WIDE_SPACE = 0.36
CLOSING = ".,;:)]!?%"
INK = 0.4  # of the line's contrast
FAINT = 0.2
LEAST_CONTRAST = 12  # of 255
FULL_ROW = 0.9
WHOLE = 0.7

Grey = NDArray[np.float32]


@dataclass(frozen=True)
class Inked:
    """A word as its ink shows it, in pixels of the crop: ends, baseline, size, the width of its strokes; its colour."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    stroke: float
    color: int
    score: float


def words_of(crop: Pixels, line: ReadLine) -> list[Inked]:
    """The words of a line that was read in a crop of the page; none where it holds no ink."""
    if min(crop.shape[:2]) < 4 or not line.text.strip():
        return []
    depth, contrast = _depth(crop)
    if contrast < LEAST_CONTRAST:
        return []
    ink = np.clip(depth / contrast, 0, 1)
    top, bottom = _band(ink > INK)
    columns = (ink[top:bottom] > FAINT).any(axis=0)
    size, base = _size(line, ink, top, bottom)
    stroke = _stroke(ink[top:bottom])
    color = _color(crop, ink)
    return [
        Inked(text, x0, x1, base, size, stroke, color, score) for text, x0, x1, score in _spans(line, columns, size)
    ]


def _depth(crop: Pixels) -> tuple[Grey, float]:
    """How far each pixel is from the ground, and how far ink is."""
    edge = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])
    depth = np.abs(crop.astype(np.float32) - np.median(edge, axis=0)).max(axis=2)
    return depth, float(np.percentile(depth, 98))


def _band(mask: NDArray[np.bool_]) -> tuple[int, int]:
    """The rows of the line itself: those of its neighbours, which the crop's edges may touch, are left out."""
    height = len(mask)
    count = mask.sum(axis=1)
    # A row that is ink throughout is the edge of a picture or a rule.
    rows = (count > max(1, 0.004 * mask.shape[1])) & (count < FULL_ROW * mask.shape[1])
    middle = height // 2
    inked = np.flatnonzero(rows)
    if not inked.size:
        return 0, height
    top = bottom = int(inked[np.abs(inked - middle).argmin()])
    allowed = max(2, round(0.14 * height))  # the dot of an i stands apart
    while (above := inked[(inked < top) & (inked >= top - allowed)]).size:
        top = int(above.min())
    while (below := inked[(inked > bottom) & (inked <= bottom + allowed)]).size:
        bottom = int(below.max())
    return top, bottom + 1


def _size(line: ReadLine, ink: Grey, top: int, bottom: int) -> tuple[float, float]:
    """The size and the baseline, from letters whose height is known; from the whole line where there are none."""
    width = ink.shape[1]
    for letters, share in ((TALL, CAPITAL), (SHORT, SMALL)):
        measured = []
        for n, c in enumerate(line.text):
            if c in letters:
                before = line.places[n - 1] if n else 0.0
                after = line.places[n + 1] if n + 1 < len(line.places) else 1.0
                left, right = (before + line.places[n]) / 2 * width, (line.places[n] + after) / 2 * width
                measured += _height(ink[top:bottom, round(left) : max(round(right), round(left) + 1)])
        if measured:
            heights, bases = zip(*measured, strict=True)
            # A letter's place may be a little off, so that a part of it is measured: the higher ones are whole.
            return float(np.quantile(heights, WHOLE)) / share, top + float(np.median(bases))
    return (bottom - top) / CAPITAL, float(bottom)


def _height(letter: Grey) -> list[tuple[float, float]]:
    """How high a letter is and where it ends, finer than a pixel: its first and last row count by how dark they are."""
    rows = letter.max(axis=1)
    inked = np.flatnonzero(rows > INK)
    if not inked.size:
        return []
    full = float(np.median(rows[inked]))
    first, last = max(int(inked[0]) - 1, 0), min(int(inked[-1]) + 2, len(rows))
    shares = np.minimum(rows[first:last] / full, 1.0)
    return [(float(shares.sum()), float(inked[-1] + 1))]


def _spans(line: ReadLine, columns: NDArray[np.bool_], size: float) -> Iterator[tuple[str, float, float, float]]:
    """Words with their left and right ends: cut in the widest gap between the letters on both sides."""
    width = len(columns)
    cuts = [(0, 0), *_cuts(line, columns, size), (len(line.text), width)]
    for (start, left), (end, right) in itertools.pairwise(cuts):
        text = line.text[start:end].strip()
        inked = np.flatnonzero(columns[left:right])
        if text:
            x0, x1 = (left + int(inked[0]), left + int(inked[-1]) + 1) if inked.size else (left, right)
            score = min(line.scores[start:end], default=line.score)
            yield text, float(x0), float(x1), score


def _cuts(line: ReadLine, columns: NDArray[np.bool_], size: float) -> Iterator[tuple[int, int]]:
    """Where words are cut: the index of the first letter after it, and the pixel."""
    inked = np.flatnonzero(columns)
    if not inked.size:
        return
    # A place may lie a little beyond its letter, which at the line's end would make its margin a gap.
    middles = np.clip(np.round(np.array(line.places) * len(columns)), inked[0], inked[-1]).astype(int)
    letters = [n for n, c in enumerate(line.text) if not c.isspace()]
    gaps = [(a, b, *_widest(columns, middles[a], middles[b], inside=True)) for a, b in itertools.pairwise(letters)]
    close = [width for a, b, width, _ in gaps if b == a + 1]
    listed = SIZES.issuperset(line.text.replace(" ", ""))
    usual = float(np.quantile(close, 0.25)) if close and not listed else 0.0  # of letters set apart, all are as wide
    for a, b, width, middle in gaps:
        if b > a + 1:
            yield b, _widest(columns, middles[a], middles[b])[1]
        elif width > max(_space(line.text[a], line.text[b]) * size, 2.5 * usual, 3.0):
            yield b, middle


def _space(before: str, after: str) -> float:
    """How wide, as a share of the size, a gap between two signs must be to be a space that the recogniser missed."""
    if after in CLOSING or (before in ".," and after.isdigit()):
        return float("inf")
    return WIDE_SPACE if before in WIDE_SIDES or after in WIDE_SIDES else MISSED_SPACE


def _widest(columns: NDArray[np.bool_], left: int, right: int, inside: bool = False) -> tuple[int, int]:
    """The widest run without ink between two places: its width, and its middle. `inside`: with ink on both sides."""
    part = columns[left : right + 1]
    edges = np.flatnonzero(np.diff(np.concatenate(([1], part.astype(np.int8), [1]))))
    if len(edges) < 2:
        return 0, (left + right) // 2
    starts, ends = edges[::2], edges[1::2]
    if inside:
        kept = (starts > 0) & (ends < len(part))
        starts, ends = starts[kept], ends[kept]
        if not len(starts):
            return 0, (left + right) // 2
    n = int((ends - starts).argmax())
    return int(ends[n] - starts[n]), left + int(starts[n] + ends[n]) // 2


def _stroke(ink: Grey) -> float:
    """The width of strokes in pixels: twice the ink by the length of its outline, which blur changes little."""
    ink = np.where(ink < FAINT, 0, ink)
    outline = float(np.abs(np.diff(ink, axis=0)).sum() + np.abs(np.diff(ink, axis=1)).sum())
    return 2 * float(ink.sum()) / outline if outline else 0.0


def _color(crop: Pixels, ink: Grey) -> int:
    red, green, blue = (int(v) for v in np.median(crop[ink > 0.8], axis=0))
    return red << 16 | green << 8 | blue
