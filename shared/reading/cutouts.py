"""What a scanned page shows beside its text: pictures to be cut out, cards of another colour, rules.

What differs from the page's ground and is no text is a picture, except long thin strokes, which are rules, and large
areas of one colour with things on them, which are a ground of their own (a coloured card, a band, a dark panel).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.reading.geometry import Box, area, covered, gap, union
from shared.reading.shaping import Pixels

WORK_DPI = 100
LEAST_CONTRAST = 7  # of 255, smoothed: paper is not even, and JPEG leaves rings around what it shows
NEARLY = 14  # of 255: the same colour
RULE_CONTRAST = 9  # a hairline is paler than it was drawn
RULE_POINTS = 30.0  # what is shorter is part of a picture or a letter
THIN_PIXELS = 4
MIN_SIDE, MIN_AREA = 12.0, 250.0  # points: what is smaller shows nothing
JOINED_POINTS = 2.5  # parts of one picture are at most this far apart
PIECES_POINTS = 9.0  # and pieces of one thing cut out on the ground, this far
SPARSE, FRAMED_TEXTS = 0.35, 3
SOLID = 0.85  # of its box: a photograph with a ground of its own
CARD_SHARE = 0.3  # of an area in one colour: a ground for other things
CARD_POINTS = 60.0
MAX_DEPTH = 3
SMOOTH = 3  # pixels
EDGE = 2.5  # points

Mask = NDArray[np.uint8]


@dataclass
class Shown:
    """Boxes in points of the image: pictures, and what a PDF would have as drawings."""

    pictures: list[Box] = field(default_factory=list)
    cards: list[Box] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)


def look(image: Pixels, scale: float, texts: Sequence[Box]) -> Shown:
    """Find what an upright page shows. `scale` is in pixels a point, `texts` are boxes of text in points."""
    share = min(1.0, WORK_DPI / 72 / scale)
    small = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else image
    found = _Search(np.asarray(small), scale * share, texts)
    found.within((0, 0, small.shape[1], small.shape[0]), 0)
    shown = found.shown
    shown.pictures = _whole(found.pieces)
    shown.across, shown.down = (
        [rule for rule in rules if not any(_edges(rule, box) for box in shown.pictures)]
        for rules in (shown.across, shown.down)
    )
    return shown


class _Search:
    """One page being looked through."""

    def __init__(self, image: Pixels, scale: float, texts: Sequence[Box]) -> None:
        self.image, self.scale = image, scale
        self.texts = [tuple(round(v * scale) for v in box) for box in texts]
        self.shown = Shown()
        self.pieces: list[tuple[Box, float]] = []

    def within(self, part: tuple[int, int, int, int], depth: int) -> None:
        """Look through a part of the page (in pixels) that has one ground."""
        x0, y0, x1, y1 = part
        image = self.image[y0:y1, x0:x1]
        ground, _ = ground_of(image)
        differs = np.abs(image.astype(np.int16) - ground).max(axis=2)
        noise = _noise(differs)
        smooth = np.abs(cv2.blur(image, (SMOOTH, SMOOTH)).astype(np.int16) - ground).max(axis=2)
        mask = (smooth > max(LEAST_CONTRAST, _noise(smooth))).astype(np.uint8)
        rules = self._rules((differs > max(RULE_CONTRAST, noise)).astype(np.uint8), x0, y0)
        mask[rules > 0] = 0
        self._erase_texts(mask, x0, y0)
        near = max(2, round(JOINED_POINTS * self.scale))
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((near, near), np.uint8))
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        for left, top, width, height, count in stats[1:].tolist():
            inner = (x0 + left, y0 + top, x0 + left + width, y0 + top + height)
            if depth < MAX_DEPTH and self._is_card(inner, count, part):
                self.shown.cards.append(self._points(inner))
                self.within(inner, depth + 1)
            else:
                self._keep(inner, count)

    def _rules(self, mask: Mask, x0: int, y0: int) -> Mask:
        """Long thin strokes, which are kept as rules."""
        thick = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((THIN_PIXELS, THIN_PIXELS), np.uint8))
        thin = mask & (1 - np.asarray(thick, np.uint8))
        length = round(RULE_POINTS * self.scale)
        found = np.zeros_like(mask)
        for kernel, kept in (((1, length), self.shown.across), ((length, 1), self.shown.down)):
            strokes = np.asarray(cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones(kernel, np.uint8)), np.uint8)
            _, _, stats, _ = cv2.connectedComponentsWithStats(strokes)
            for left, top, width, height, _ in stats[1:].tolist():
                kept.append(self._points((x0 + left, y0 + top, x0 + left + width, y0 + top + height)))
            found |= np.asarray(cv2.dilate(strokes, np.ones((5, 5), np.uint8)), np.uint8)
        return found

    def _erase_texts(self, mask: Mask, x0: int, y0: int) -> None:
        """Take out text that stands on the ground; text on a photograph is part of it."""
        height, width = mask.shape
        for box in self.texts:
            left, top, right, bottom = box[0] - x0 - 1, box[1] - y0 - 1, box[2] - x0 + 1, box[3] - y0 + 1
            left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
            if left >= right or top >= bottom:
                continue
            inside = mask[top:bottom, left:right]
            # A caption right under a photograph touches it with one side.
            sides = [inside[0].mean(), inside[-1].mean(), inside[:, 0].mean(), inside[:, -1].mean()]
            if sum(side < 0.4 for side in sides) >= 2:
                inside[:] = 0

    def _is_card(self, box: tuple[int, int, int, int], count: int, part: tuple[int, int, int, int]) -> bool:
        """Whether an area is a ground with things on it rather than a picture: much of one colour, and text."""
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < 10 * self.scale or max(width, height) < CARD_POINTS * self.scale:
            return False
        if count < 0.5 * width * height or (width, height) == (part[2] - part[0], part[3] - part[1]):
            return False
        share = ground_of(self.image[box[1] : box[3], box[0] : box[2]])[1]
        return share > CARD_SHARE and self._texts_in(box) > 0

    def _texts_in(self, box: tuple[int, int, int, int]) -> int:
        """How many texts lie wholly in a part of the page."""
        return sum(
            box[0] <= t[0] + 1 and box[1] <= t[1] + 1 and t[2] - 1 <= box[2] and t[3] - 1 <= box[3] for t in self.texts
        )

    def _keep(self, box: tuple[int, int, int, int], count: int) -> None:
        points = self._points(box)
        solid = count / max(1, (box[2] - box[0]) * (box[3] - box[1]))
        height, width = self.image.shape[:2]
        at_edge = box[0] <= 1 or box[1] <= 1 or box[2] >= width - 1 or box[3] >= height - 1
        # The scanner's lid beside a sheet that lay askew; frames of tables.
        if solid >= SPARSE or not (at_edge or self._texts_in(box) >= FRAMED_TEXTS):
            self.pieces.append((points, solid))

    def _points(self, box: tuple[int, int, int, int]) -> Box:
        return box[0] / self.scale, box[1] / self.scale, box[2] / self.scale, box[3] / self.scale


def ground_of(image: Pixels) -> tuple[NDArray[np.int16], float]:
    """The colour that most of an image has, and which share of it has that colour or nearly."""
    coarse = (image >> 4).astype(np.int32)
    keys = (coarse[:, :, 0] << 8 | coarse[:, :, 1] << 4 | coarse[:, :, 2]).ravel()
    counts = np.bincount(keys, minlength=4096)
    usual = image.reshape(-1, 3)[keys == int(counts.argmax())]
    ground = np.median(usual, axis=0).astype(np.int16)
    near = np.abs(image.astype(np.int16) - ground).max(axis=2) <= NEARLY
    return ground, float(near.mean())


def _noise(differs: NDArray[np.int16]) -> float:
    """How far the ground itself strays: the spread of what is nearest to it, four times."""
    calm = differs[differs < 40]
    return 4.0 * float(np.median(calm)) / 0.6745 if calm.size else 0.0


def _whole(pieces: list[tuple[Box, float]]) -> list[Box]:
    """Pieces of one thing as one picture: what overlaps, and what lies close by and has no ground of its own."""
    groups = [([box], solid > SOLID) for box, solid in pieces if min(box[2] - box[0], box[3] - box[1]) > 2]
    joined = True
    while joined:
        joined = False
        for n, (boxes, photo) in enumerate(groups):
            for m in range(n + 1, len(groups)):
                others, other_photo = groups[m]
                if _together(union(boxes), union(others), photo or other_photo):
                    groups[n] = boxes + others, photo or other_photo
                    del groups[m]
                    joined = True
                    break
            if joined:
                break
    boxes = [union(boxes) for boxes, _ in groups]
    return [b for b in boxes if min(b[2] - b[0], b[3] - b[1]) >= MIN_SIDE and area(b) >= MIN_AREA]


def _edges(rule: Box, picture: Box) -> bool:
    """Whether a stroke is part of a picture: its blurred edge, or something in it."""
    x0, y0, x1, y1 = picture
    return covered(rule, (x0 - EDGE, y0 - EDGE, x1 + EDGE, y1 + EDGE)) > 0.9


def _together(a: Box, b: Box, photo: bool) -> bool:
    small, large = sorted((a, b), key=area)
    if covered(small, large) > 0.5:
        return True
    return not photo and max(gap(a, b)) < PIECES_POINTS
