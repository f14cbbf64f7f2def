"""Where pictures stand on a page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pymupdf

from shared.reading.geometry import Box, intersection, rounded

mupdf = pymupdf.mupdf
PICTURE_FLAGS = pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_MEDIABOX_CLIP


@dataclass(frozen=True)
class Placed:
    """A picture on a page: `bbox` in displayed points, `turn` clockwise in degrees as displayed.

    `xref` is the picture's object number, 0 for one written into the page's content (an inline image).
    """

    xref: int
    bbox: Box
    turn: int
    width: int
    height: int
    number: int


def placements(page: pymupdf.Page) -> list[Placed]:
    """Every picture placed on a page, in painting order, none for pages without pictures.

    Asks the text page for its image blocks rather than `get_image_info(xrefs=True)`, which decodes each picture
    to tell which is which: MuPDF hands out the same image object for the same xref, so comparing addresses does.
    """
    known = page.get_images(full=True)
    if not known and not _may_have_inline(page):
        return []
    textpage = page.get_textpage(flags=PICTURE_FLAGS)
    blocks = [
        (n, block) for n, block in enumerate(textpage.this) if block.m_internal.type == mupdf.FZ_STEXT_BLOCK_IMAGE
    ]
    if not blocks:
        return []
    xrefs = _xrefs(page, known)
    turned = page.rotation_matrix
    found = []
    for number, block in blocks:
        image = block.i_image()
        m = block.i_transform()
        matrix = pymupdf.Matrix(m.a, m.b, m.c, m.d, m.e, m.f) * turned
        box = intersection(tuple(pymupdf.Rect(0, 0, 1, 1) * matrix), tuple(page.rect))
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            continue
        xref = xrefs.get(_address(image), 0)
        found.append(Placed(xref, rounded(box), _turn(matrix), image.w(), image.h(), number))
    return found


def inline_picture(page: pymupdf.Page, number: int) -> pymupdf.Pixmap:
    """The pixels of the picture that is block `number` of the page, for pictures without an xref."""
    textpage = page.get_textpage(flags=PICTURE_FLAGS)
    for n, block in enumerate(textpage.this):
        if n == number:
            pixmap = block.i_image().fz_get_pixmap_from_image(mupdf.FzIrect(mupdf.fz_infinite_irect), _identity())[0]
            return pymupdf.Pixmap("raw", pixmap)
    raise IndexError(number)


def _identity() -> object:
    return mupdf.FzMatrix()


def _may_have_inline(page: pymupdf.Page) -> bool:
    return b"EI" in page.read_contents()


def _address(image: object) -> int:
    return int(image.m_internal_value())  # type: ignore[attr-defined]


def _xrefs(page: pymupdf.Page, known: list[tuple[object, ...]]) -> dict[int, int]:
    """Address of MuPDF's image object -> xref, for the pictures a page refers to."""
    document = mupdf.pdf_document_from_fz_document(page.parent.this)
    found = {}
    for xref in {int(item[0]) for item in known}:  # type: ignore[call-overload]
        image = mupdf.pdf_load_image(document, mupdf.pdf_new_indirect(document, xref, 0))
        found[_address(image)] = xref
    return found


def _turn(matrix: pymupdf.Matrix) -> int:
    """Clockwise degrees, a multiple of 90; images are drawn with y downwards, so 0 is upright."""
    return round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
