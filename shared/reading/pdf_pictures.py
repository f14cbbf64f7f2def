"""The pictures of a PDF page as a person sees them: cut and turned by the page, strips put together, drawings too."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pymupdf

from shared.reading.book import Placed
from shared.reading.drawn import find_drawings
from shared.reading.geometry import Box, area, union
from shared.reading.pictures import (
    MAX_DECODED,
    MAX_PIXELS,
    PictureTooLarge,
    RawPicture,
    UnreadablePicture,
    flattened,
    of_pixels,
    pixels_of,
    plain,
    take,
)
from shared.reading.placements import Spot, address, holds_jpeg, jpeg_of, unscaled, xrefs_of
from shared.reading.strips import find_strips, joined

MIN_POINTS = 1.0
MAX_STRIPS = 2000
LARGE = 40.0  # points: a page with a picture of this size shows its goods in pictures
RENDERED_GRAIN = 150 / 72  # pixels a point
RENDERED_PIXELS = 4_000_000
mupdf = pymupdf.mupdf
BROKEN = (RuntimeError, ValueError, mupdf.FzErrorBase)


@dataclass(frozen=True)
class _Source:
    """How a picture's data is read, whether it is an RGB JPEG as it lies, and what tells it from others."""

    spot: Spot
    jpeg: bool
    read: Callable[[], RawPicture]
    key: Hashable


class PagePictures:
    """The pictures of one page, from the spots that it paints them at.

    `paint` runs what the page paints through a device; `words` tells where its words are, asked for only where a page
    shows no picture of any size.
    """

    def __init__(
        self, page: pymupdf.Page, spots: list[Spot], paint: Callable[[Any], None], words: Callable[[], list[Box]]
    ) -> None:
        self.page, self.spots, self.paint, self.words = page, spots, paint, words

    def placed(self) -> list[Placed]:
        """Each picture once: the strips of one are one, at the place of the first of them in painting order."""
        whole = dict(self._joined())
        strips = {n for group, _ in whole.values() for n in group}
        found = []
        for n, spot in enumerate(self.spots):
            if n in whole:
                found.append(whole[n][1])
            elif n not in strips and _is_visible(spot):
                found.append(self._placed(spot))
        return found if any(map(_is_large, found)) else found + self._drawn()

    def _drawn(self) -> list[Placed]:
        """What is drawn in vectors, on a page that shows its goods in no other way."""
        try:
            boxes = find_drawings(self.page, self.words())
        except BROKEN:
            return []
        return [Placed(box, 0, partial(self._rendered, box)) for box in boxes]

    def _rendered(self, box: Box) -> RawPicture:
        """A part of the page as pixels."""
        scale = min(RENDERED_GRAIN, (RENDERED_PIXELS / max(area(box), 1.0)) ** 0.5)
        try:
            edges = mupdf.fz_round_rect(mupdf.FzRect(*(side * scale for side in box)))
            pixmap = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_rgb(), edges, mupdf.FzSeparations(), 0)
            mupdf.fz_clear_pixmap_with_value(pixmap, 255)
            self.paint(mupdf.fz_new_draw_device(mupdf.FzMatrix(scale, 0, 0, scale, 0, 0), pixmap))
        except BROKEN as error:
            raise UnreadablePicture(str(error)) from error
        return flattened(pymupdf.Pixmap("raw", pixmap))

    def _placed(self, spot: Spot) -> Placed:
        source = self._source(spot)
        key = (source.key, spot.shape) if source.key is not None and not spot.shape.plain else source.key
        width, height = spot.largest
        return Placed(spot.bbox, spot.turn, partial(_shaped, source), key, width * height)

    def _joined(self) -> Iterator[tuple[int, tuple[list[int], Placed]]]:
        """Photographs cut in strips: the number of the first strip, all of them, and the whole."""
        for group in find_strips([s.bbox for s in self.spots], [s.shape.size(*s.stored) for s in self.spots]):
            spots = [self.spots[n] for n in group]
            if (
                len(group) > MAX_STRIPS
                or sum(width * height for width, height in (s.largest for s in spots)) > MAX_DECODED
            ):
                continue
            boxes = [spot.bbox for spot in spots]
            try:
                pixels = joined(boxes, [pixels_of(_shaped(self._source(spot))) for spot in spots])
            except UnreadablePicture:
                continue
            if pixels is not None:
                yield group[0], (group, Placed(union(boxes), 0, partial(of_pixels, pixels)))

    def _source(self, spot: Spot) -> _Source:
        if holds_jpeg(spot):
            return _Source(spot, True, lambda: plain(*jpeg_of(spot), spot.shape), None)
        xref = self._xrefs.get(address(spot.image), 0)
        if xref:
            return _Source(spot, False, partial(take, self.page.parent, xref), xref)
        return _Source(spot, False, partial(_without_xref, spot), None)

    @cached_property
    def _xrefs(self) -> dict[int, int]:
        """Looked up only where a picture must be decoded."""
        return xrefs_of(self.page)


def _is_large(placed: Placed) -> bool:
    box = placed.bbox
    return min(box[2] - box[0], box[3] - box[1]) >= LARGE


def _is_visible(spot: Spot) -> bool:
    return min(spot.bbox[2] - spot.bbox[0], spot.bbox[3] - spot.bbox[1]) >= MIN_POINTS


def _shaped(source: _Source) -> RawPicture:
    """A picture's data as the page shows it. Raises UnreadablePicture; PictureTooLarge before anything is decoded."""
    spot = source.spot
    kept = source.jpeg and spot.shape.plain
    width, height = spot.largest
    if width * height > (MAX_PIXELS if kept else MAX_DECODED):
        raise PictureTooLarge(f"{width} x {height} pixels")
    raw = source.read()
    if source.jpeg or spot.shape.plain:
        return raw
    return of_pixels(spot.shape.of(pixels_of(raw)), raw.gray)


def _without_xref(spot: Spot) -> RawPicture:
    try:
        return flattened(unscaled(spot))
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error
