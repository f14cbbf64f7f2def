"""Where pictures stand on a page."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pymupdf

from shared.reading.geometry import Box, intersection, rounded

mupdf = pymupdf.mupdf
MIN_POINTS = 1.0


@dataclass(frozen=True)
class Spot:
    """A picture on a page: `bbox` is the part to be seen, in displayed points; `turn` is clockwise in degrees.

    `image` is MuPDF's own object, valid while the document is.
    """

    bbox: Box
    turn: int
    image: Any


class _Pictures(mupdf.FzDevice2):  # type: ignore[misc, name-defined]
    """A MuPDF device that sees only pictures. Faster than a text page, and it knows how each picture is clipped."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_image()
        self.found: list[tuple[Any, pymupdf.Matrix, Box]] = []

    def fill_image(self, _context: Any, image: Any, ctm: Any, _alpha: float, _params: Any) -> None:
        seen = mupdf.ll_fz_device_current_scissor(self.m_internal)
        kept = mupdf.FzImage(mupdf.ll_fz_keep_image(image))
        matrix = pymupdf.Matrix(ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f)
        self.found.append((kept, matrix, (seen.x0, seen.y0, seen.x1, seen.y1)))


def spots(run: Callable[[Any], None], size: tuple[float, float]) -> list[Spot]:
    """Every picture that `run(device)` paints on a page of this size, in painting order. Raises what MuPDF raises."""
    device = _Pictures()
    run(device)
    page_box = (0.0, 0.0, *size)
    placed = []
    for image, matrix, seen in device.found:
        whole = pymupdf.Rect(0, 0, 1, 1) * matrix
        box = intersection(intersection(tuple(whole), seen), page_box)
        if min(box[2] - box[0], box[3] - box[1]) >= MIN_POINTS:
            placed.append(Spot(rounded(box), _turn(matrix), image))
    return placed


def pixels_of(spot: Spot) -> pymupdf.Pixmap:
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
    for xref in {int(item[0]) for item in page.get_images(full=True)}:
        image = mupdf.pdf_load_image(document, mupdf.pdf_new_indirect(document, xref, 0))
        found[address(image)] = xref
    return found


def _turn(matrix: pymupdf.Matrix) -> int:
    """Clockwise degrees, a multiple of 90; pictures are drawn with y downwards, so 0 is upright."""
    return round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
