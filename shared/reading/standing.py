"""Turning a scan upright: quarter turns by what can be read, slight skew by the slope of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from shared.reading.ocr import Engine, Quad
from shared.reading.shaping import Pixels

TRIED_LINES = 6
LONG = 2.0  # a line is this many times as long as it is high
READABLE = 0.9
MIN_SKEW, MAX_SKEW = 0.15, 8.0  # degrees
SLOPE_LINES = 2
REFINED_PIXELS, REFINED_STEP, REFINED_STEPS = 1400, 0.08, 5


@dataclass(frozen=True)
class Standing:
    """An upright image, how the page as displayed was turned, and the outlines of its lines of text."""

    image: Pixels
    turn: int
    skew: float
    lines: list[Quad]


def stood_up(image: Pixels, engine: Engine) -> Standing:
    """Turn a page's image so that most of its text stands upright."""
    lines = engine.detect(image)
    turn = _turn(image, lines, engine)
    if turn:
        image = np.ascontiguousarray(np.rot90(image, turn // 90))
        lines = engine.detect(image)
    skew = _refined(_skew(lines), image)
    if skew:
        matrix = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), skew, 1.0)
        image = _rotated(image, matrix)
        lines = [np.asarray(line @ matrix[:, :2].T + matrix[:, 2], np.float32) for line in lines]
    return Standing(image, turn, skew, lines)


def crop(image: Pixels, line: Quad) -> tuple[Pixels, tuple[int, int]]:
    """The part of an image that a line stands in, and its left top corner."""
    (x0, y0), (x1, y1) = np.floor(line.min(axis=0)).astype(int), np.ceil(line.max(axis=0)).astype(int)
    x0, y0 = max(int(x0), 0), max(int(y0), 0)
    return image[y0 : max(int(y1), 0), x0 : max(int(x1), 0)], (x0, y0)


def sides(line: Quad) -> tuple[float, float]:
    """Length and height of a line's outline in pixels."""
    return float(np.linalg.norm(line[1] - line[0])), float(np.linalg.norm(line[3] - line[0]))


def _turn(image: Pixels, lines: Sequence[Quad], engine: Engine) -> int:
    across = [line for line in lines if sides(line)[0] > LONG * sides(line)[1]]
    along = [line for line in lines if sides(line)[1] > LONG * sides(line)[0]]
    sideways = sum(sides(line)[1] for line in along) > sum(sides(line)[0] for line in across)
    tried = sorted(along if sideways else across, key=lambda line: -max(sides(line)))[:TRIED_LINES]
    best, turn = 0.0, 0
    for candidate in (90, 270) if sideways else (0, 180):
        crops = [np.ascontiguousarray(np.rot90(crop(image, line)[0], candidate // 90)) for line in tried]
        score = float(np.mean([one.score for one in engine.read(crops)])) if crops else 0.0
        if score > best:
            best, turn = score, candidate
        if best > READABLE:
            break
    return turn


def _skew(lines: Sequence[Quad]) -> float:
    """The slope of most of the text, clockwise in degrees, weighed by length; 0 where it is too small to matter."""
    slopes = []
    for line in lines:
        length, height = sides(line)
        if length > 3 * height:
            across = line[1] - line[0] + line[2] - line[3]
            slopes.append((float(np.degrees(np.arctan2(across[1], across[0]))), length))
    slopes = sorted(slope for slope in slopes if abs(slope[0]) < MAX_SKEW)
    if len(slopes) < SLOPE_LINES:
        return 0.0  # a single line may be meant to slope
    weights = np.cumsum([length for _, length in slopes])
    return slopes[int(np.searchsorted(weights, weights[-1] / 2))][0]


def _refined(skew: float, image: Pixels) -> float:
    """A slope made finer: turned by the right one, rows of text and the space between them differ most."""
    share = min(1.0, REFINED_PIXELS / max(image.shape))
    grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    edges = np.abs(np.diff(grey.astype(np.float32), axis=0))
    best, found = 0.0, skew
    middle = (edges.shape[1] / 2, edges.shape[0] / 2)
    for step in range(-REFINED_STEPS, REFINED_STEPS + 1):
        tried = skew + step * REFINED_STEP
        matrix = cv2.getRotationMatrix2D(middle, tried, 1.0)
        rows = cv2.warpAffine(edges, matrix, (edges.shape[1], edges.shape[0])).sum(axis=1)
        sharp = float(np.square(np.diff(rows)).sum())
        if sharp > best:
            best, found = sharp, tried
    return round(found, 2) if abs(found) >= MIN_SKEW else 0.0


def _rotated(image: Pixels, matrix: cv2.typing.MatLike) -> Pixels:
    height, width = image.shape[:2]
    edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    ground = [float(v) for v in np.median(edge, axis=0)]
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=ground))
