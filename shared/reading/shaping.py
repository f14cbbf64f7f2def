"""What a page makes of a picture: its crop, and its turns and mirrorings by right angles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.reading.geometry import Box

Pixels = NDArray[np.uint8]  # height x width x 3, RGB
Matrix = tuple[float, float, float, float, float, float]

SLIVER = 0.02  # of a side: less is a bleed over the page's edge or a rounding of its clip, not a crop
SKEW = 0.05  # of a side: more is no turn by a right angle, and a crop along the axes would cut wrongly


@dataclass(frozen=True)
class Shape:
    """How stored pixels become those on the page: cut to shares of width and height (0 to 1), swapped, then mirrored.

    `swapped`: rows become columns. `flipped` left to right, `upended` top to bottom, both after swapping.
    """

    crop: Box = (0.0, 0.0, 1.0, 1.0)
    swapped: bool = False
    flipped: bool = False
    upended: bool = False

    @property
    def plain(self) -> bool:
        """Whether the pixels stand on the page as they are stored."""
        return self == Shape()

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height that a picture of `width` by `height` pixels has in this shape."""
        x0, y0, x1, y1 = self._cut(width, height)
        return (y1 - y0, x1 - x0) if self.swapped else (x1 - x0, y1 - y0)

    def of(self, pixels: Pixels) -> Pixels:
        """The pixels as they stand on the page (a view where that is possible)."""
        x0, y0, x1, y1 = self._cut(pixels.shape[1], pixels.shape[0])
        cut = pixels[y0:y1, x0:x1]
        cut = cut.transpose(1, 0, 2) if self.swapped else cut
        cut = cut[:, ::-1] if self.flipped else cut
        return cut[::-1] if self.upended else cut

    def _cut(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The crop in whole pixels, one at least."""
        x0, y0 = min(int(self.crop[0] * width + 0.5), width - 1), min(int(self.crop[1] * height + 0.5), height - 1)
        x1, y1 = max(int(self.crop[2] * width + 0.5), x0 + 1), max(int(self.crop[3] * height + 0.5), y0 + 1)
        return x0, y0, min(x1, width), min(y1, height)


PLAIN = Shape()


def shape_of(matrix: Matrix, seen: Box) -> Shape:
    """The shape of a picture whose unit square a matrix lays on the page (y downwards), of which `seen` is visible."""
    a, b, c, d, e, f = matrix
    if b == c == 0 and a > 0 and d > 0 and _is_whole(matrix, seen):
        return PLAIN
    swapped = abs(b) + abs(c) > abs(a) + abs(d)
    across, down = (c, b) if swapped else (a, d)
    width, height = abs(across), abs(down)
    askew = (abs(a) + abs(d)) if swapped else (abs(b) + abs(c))
    left, top = e + min(0.0, across), f + min(0.0, down)
    if not width or not height:
        return PLAIN
    if askew > SKEW * (width + height):
        return Shape(swapped=swapped, flipped=across < 0, upended=down < 0)
    crop = (
        _share((seen[0] - left) / width, 0.0),
        _share((seen[1] - top) / height, 0.0),
        _share((seen[2] - left) / width, 1.0),
        _share((seen[3] - top) / height, 1.0),
    )
    return Shape(_stored(crop, swapped, across < 0, down < 0), swapped, across < 0, down < 0)


def _is_whole(matrix: Matrix, seen: Box) -> bool:
    """Whether nearly all of an upright picture is seen. Most pictures end here."""
    a, _, _, d, e, f = matrix
    across, down = SLIVER * a, SLIVER * d
    return seen[0] - e < across and seen[1] - f < down and e + a - seen[2] < across and f + d - seen[3] < down


def _share(value: float, whole: float) -> float:
    """An edge of a crop; the picture's own edge where the crop is a sliver."""
    return whole if abs(value - whole) < SLIVER else round(min(max(value, 0.0), 1.0), 4)


def _stored(crop: Box, swapped: bool, flipped: bool, upended: bool) -> Box:
    """A crop on the page as a crop of the stored pixels."""
    x0, y0, x1, y1 = crop
    if flipped:
        x0, x1 = 1 - x1, 1 - x0
    if upended:
        y0, y1 = 1 - y1, 1 - y0
    return (y0, x0, y1, x1) if swapped else (x0, y0, x1, y1)
