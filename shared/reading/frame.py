"""The upright frame that a scanned page is read in, and the way back to the page as displayed."""

from __future__ import annotations

import math

from pydantic import BaseModel

from shared.reading.geometry import Box, rounded

PAPER = (500.0, 1300.0)  # points: the longer side of real paper, A5 to A3
USUAL = 842.0  # of a page whose size says nothing, because it was made of pixels: that of A4


class Frame(BaseModel):
    """How an upright frame lies on a page of `width` x `height` points.

    The page's text is turned by `turn` (clockwise, 0, 90, 180 or 270) and then by `skew` (clockwise, a few degrees
    about the middle); the frame is `scale` times as large as the page, so that its points are those of paper.
    """

    width: float
    height: float
    turn: int = 0
    skew: float = 0.0
    scale: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the frame in its own points."""
        across, down = (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)
        return across * self.scale, down * self.scale

    def on_page(self, box: Box) -> Box:
        """A box of the frame on the page as displayed. What is skewed keeps its size, about its own middle."""
        x, y = self._point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        across, down = (box[2] - box[0]) / self.scale / 2, (box[3] - box[1]) / self.scale / 2
        if self.turn in (90, 270):
            across, down = down, across
        return rounded((max(x - across, 0), max(y - down, 0), min(x + across, self.width), min(y + down, self.height)))

    def off_page(self, box: Box) -> Box:
        """A box of the page as displayed in the frame: the way back of `on_page`."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if self.turn == 90:
            x, y = y, self.width - x
        elif self.turn == 180:
            x, y = self.width - x, self.height - y
        elif self.turn == 270:
            x, y = self.height - y, x
        width, height = self.size
        sine, cosine = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
        right, below = x * self.scale - width / 2, y * self.scale - height / 2
        x, y = width / 2 + cosine * right + sine * below, height / 2 - sine * right + cosine * below
        across, down = (box[2] - box[0]) * self.scale / 2, (box[3] - box[1]) * self.scale / 2
        if self.turn in (90, 270):
            across, down = down, across
        return rounded((x - across, y - down, x + across, y + down))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size
        sine, cosine = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
        right, below = x - width / 2, y - height / 2
        x = (width / 2 + cosine * right - sine * below) / self.scale
        y = (height / 2 + sine * right + cosine * below) / self.scale
        if self.turn == 90:
            return self.width - y, x
        if self.turn == 180:
            return self.width - x, self.height - y
        return (y, self.height - x) if self.turn == 270 else (x, y)


def scale_of(width: float, height: float) -> float:
    """How much a page must be enlarged or shrunk to be of the size of paper."""
    longer = max(width, height, 1.0)
    return 1.0 if PAPER[0] <= longer <= PAPER[1] else USUAL / longer
