"""Where pictures stand on a page."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pymupdf

from shared.reading.geometry import Box, intersection, rounded
from shared.reading.pictures import MAX_DECODED
from shared.reading.resources import image_xrefs
from shared.reading.shaping import PLAIN, Matrix, Shape, shape_of

mupdf = pymupdf.mupdf


@dataclass(frozen=True)
class Spot:
    """A picture on a page: `bbox` is the part to be seen, in displayed points; `turn` is clockwise in degrees.

    `image` is MuPDF's own object, valid while the document is; `shape` is what the page makes of its pixels.
    """

    bbox: Box
    turn: int
    image: Any
    shape: Shape = PLAIN

    @property
    def stored(self) -> tuple[int, int]:
        """Width and height of the picture in the file, in pixels, as the file says before anything is decoded."""
        image = self.image.m_internal
        return int(image.w), int(image.h)

    @property
    def largest(self) -> tuple[int, int]:
        """Width and height of the picture or of its mask, whichever has more pixels."""
        mask = self.image.m_internal.mask
        sizes = [self.stored, (int(mask.w), int(mask.h))] if mask else [self.stored]
        return max(sizes, key=lambda size: size[0] * size[1])


class _Pictures(mupdf.FzDevice2):  # type: ignore[misc, name-defined]
    """A MuPDF device that sees only pictures. Faster than a text page, and it knows how each picture is clipped."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()
        self.found: list[tuple[Any, Matrix, Box]] = []

    def fill_image_mask(
        self, context: Any, image: Any, ctm: Any, _space: Any, _color: Any, alpha: float, how: Any
    ) -> None:
        """A stencil is no picture, but what is left out for its size must be told."""
        if image.w * image.h > MAX_DECODED:
            self.fill_image(context, image, ctm, alpha, how)

    def fill_image(self, _context: Any, image: Any, ctm: Any, _alpha: float, _params: Any) -> None:
        seen = mupdf.ll_fz_device_current_scissor(self.m_internal)
        kept = mupdf.FzImage(mupdf.ll_fz_keep_image(image))
        matrix = ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f
        self.found.append((kept, matrix, (seen.x0, seen.y0, seen.x1, seen.y1)))


def spots(run: Callable[[Any], None], size: tuple[float, float]) -> list[Spot]:
    """Every picture that `run(device)` paints on a page of this size, in painting order. Raises what MuPDF raises."""
    device = _Pictures()
    run(device)
    page_box = (0.0, 0.0, *size)
    placed = []
    for image, matrix, seen in device.found:
        whole = _outline(matrix)
        box = intersection(intersection(whole, seen), page_box)
        if box[2] > box[0] and box[3] > box[1]:
            placed.append(Spot(rounded(box), _turn(matrix), image, shape_of(matrix, box)))
    return placed


def _outline(matrix: Matrix) -> Box:
    """The box of a picture that a matrix lays on the page."""
    a, b, c, d, e, f = matrix
    return e + min(a, 0) + min(c, 0), f + min(b, 0) + min(d, 0), e + max(a, 0) + max(c, 0), f + max(b, 0) + max(d, 0)


def unscaled(spot: Spot) -> pymupdf.Pixmap:
    """The pixels of a picture without an xref."""
    return pymupdf.Pixmap("raw", mupdf.fz_get_unscaled_pixmap_from_image(spot.image))


def holds_jpeg(spot: Spot) -> bool:
    """Whether a picture lies in the document as an RGB JPEG without mask."""
    image = spot.image.m_internal
    stored = mupdf.ll_fz_compressed_image_buffer(image)
    if stored is None or stored.params.type != mupdf.FZ_IMAGE_JPEG or image.n != 3:
        return False
    return not (image.mask or image.imagemask or image.use_decode or image.use_colorkey)


def jpeg_of(spot: Spot) -> tuple[bytes, int, int]:
    """The file of a picture that holds a JPEG, as it lies in the document, its width and height."""
    image = spot.image.m_internal
    stored = mupdf.ll_fz_compressed_image_buffer(image)
    content = mupdf.fz_buffer_extract_copy(mupdf.FzBuffer(mupdf.ll_fz_keep_buffer(stored.buffer)))
    return bytes(content), int(image.w), int(image.h)


def address(image: Any) -> int:
    """What tells one of MuPDF's image objects from the others that are alive."""
    return int(image.m_internal_value())


def xrefs_of(page: pymupdf.Page) -> dict[int, int]:
    """Address of MuPDF's image object -> object number (xref), for the pictures a page refers to.

    MuPDF hands out the same object for the same xref while it is in use, so addresses tell which picture is which
    (`get_image_info(xrefs=True)` decodes each picture for that).
    """
    document = mupdf.pdf_document_from_fz_document(page.parent.this)
    found = {}
    for xref in image_xrefs(page):
        image = mupdf.pdf_load_image(document, mupdf.pdf_new_indirect(document, xref, 0))
        found[address(image)] = xref
    return found


def _turn(matrix: Matrix) -> int:
    """Clockwise degrees, a multiple of 90; pictures are drawn with y downwards, so 0 is upright."""
    if matrix[0] > 0 and matrix[1] == 0:
        return 0
    return round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) * 90 % 360
