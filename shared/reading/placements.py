"""Where pictures stand on a page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pymupdf

from shared.reading.geometry import Box, intersection, rounded

mupdf = pymupdf.mupdf
MIN_POINTS = 1.0


@dataclass(frozen=True)
class Placed:
    """A picture on a page: `bbox` is the part to be seen, in displayed points; `turn` is clockwise in degrees.

    `xref` is the picture's object number, 0 for one that has none (written into the page's content); `image` is
    MuPDF's own object, valid while the page is.
    """

    xref: int
    bbox: Box
    turn: int
    image: Any


class _Pictures(mupdf.FzDevice2):  # type: ignore[misc]
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


def placements(page: pymupdf.Page) -> list[Placed]:
    """Every picture placed on a page, in painting order. Raises what MuPDF raises for a broken page.

    MuPDF hands out the same image object for the same xref, so comparing addresses tells which picture is which
    (`get_image_info(xrefs=True)` decodes each picture for that).
    """
    device = _Pictures()
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    if not device.found:
        return []
    xrefs = _xrefs(page)
    placed = []
    for image, matrix, seen in device.found:
        whole = pymupdf.Rect(0, 0, 1, 1) * matrix
        box = intersection(intersection(tuple(whole), seen), tuple(page.rect))
        if min(box[2] - box[0], box[3] - box[1]) >= MIN_POINTS:
            placed.append(Placed(xrefs.get(_address(image), 0), rounded(box), _turn(matrix), image))
    return placed


def pixels_of(placed: Placed) -> pymupdf.Pixmap:
    """The pixels of a picture without an xref."""
    return pymupdf.Pixmap("raw", mupdf.fz_get_unscaled_pixmap_from_image(placed.image))


def _address(image: Any) -> int:
    return int(image.m_internal_value())


def _xrefs(page: pymupdf.Page) -> dict[int, int]:
    """Address of MuPDF's image object -> xref, for the pictures a page refers to."""
    document = mupdf.pdf_document_from_fz_document(page.parent.this)
    found = {}
    for xref in {int(item[0]) for item in page.get_images(full=True)}:
        image = mupdf.pdf_load_image(document, mupdf.pdf_new_indirect(document, xref, 0))
        found[_address(image)] = xref
    return found


def _turn(matrix: pymupdf.Matrix) -> int:
    """Clockwise degrees, a multiple of 90; pictures are drawn with y downwards, so 0 is upright."""
    return round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
