"""A PDF as a book: each page is interpreted once, into a display list from which pictures and words are taken."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from shared.reading.book import PageUnreadable, Placed
from shared.reading.graphics import Graphics, read_graphics
from shared.reading.pdf import open_pdf, pages, translated
from shared.reading.pictures import Pixels, RawPicture, flattened, plain, take
from shared.reading.placements import Spot, address, holds_jpeg, jpeg_of, pixels_of, spots, xrefs_of
from shared.reading.text import STRETCH, TEXT_FLAGS, PageWords, read_words

mupdf = pymupdf.mupdf
BROKEN = (RuntimeError, ValueError, mupdf.FzErrorBase)
EVERYWHERE = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)


@contextmanager
def open_pdf_book(path: Path) -> Iterator[PdfBook]:
    """An open PDF. Raises ReadingError."""
    with open_pdf(path) as document:
        yield PdfBook(document)


class PdfBook:
    """A `shared.reading.book.Book`."""

    def __init__(self, document: pymupdf.Document) -> None:
        self.document = document

    @property
    def page_count(self) -> int:
        return int(self.document.page_count)

    def pages(self) -> Iterator[PdfPage]:
        return map(PdfPage, pages(self.document))

    def page(self, number: int) -> PdfPage:
        with translated():
            return PdfPage(self.document.load_page(number - 1))


class PdfPage:
    """A `shared.reading.book.Page`."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page
        self.number = page.number + 1
        box = page.rect
        self.size = float(box.width), float(box.height)

    def placed(self) -> list[Placed]:
        with _unreadable():
            found = spots(self._run, self.size)
            return [Placed(spot.bbox, spot.turn, *self._source(spot)) for spot in found]

    def words(self) -> PageWords:
        with _unreadable():
            # No clipping to the page: it would clip the stretched page.
            text = mupdf.FzStextPage(EVERYWHERE)
            self._run(
                mupdf.fz_new_stext_device(text, mupdf.FzStextOptions(TEXT_FLAGS)),
                self.page.derotation_matrix * pymupdf.Matrix(STRETCH, 1),
            )
            return read_words(pymupdf.TextPage(text), self.page)

    def graphics(self) -> Graphics:
        return read_graphics(self.page)

    def image(self, scale: float) -> Pixels:
        with _unreadable():
            pixmap = self.page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
            rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
            return rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3).copy()

    @cached_property
    def _list(self) -> Any:
        """What the page paints. Interpreting a page is what takes the time, not going through the list."""
        painted = mupdf.FzDisplayList(mupdf.fz_bound_page(self.page.this))
        device = mupdf.fz_new_list_device(painted)
        mupdf.fz_run_page(self.page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return painted

    def _run(self, device: Any, matrix: pymupdf.Matrix | None = None) -> None:
        m = matrix or pymupdf.Identity
        by = mupdf.FzMatrix(m.a, m.b, m.c, m.d, m.e, m.f)
        mupdf.fz_run_display_list(self._list, device, by, EVERYWHERE, mupdf.FzCookie())
        mupdf.fz_close_device(device)

    def _source(self, spot: Spot) -> tuple[Callable[[], RawPicture], Hashable]:
        if holds_jpeg(spot):
            return lambda: plain(*jpeg_of(spot)), None
        xref = self._xrefs.get(address(spot.image), 0)
        if xref:
            return partial(take, self.page.parent, xref), xref
        return lambda: flattened(pixels_of(spot)), None

    @cached_property
    def _xrefs(self) -> dict[int, int]:
        """Looked up only where a picture must be decoded."""
        return xrefs_of(self.page)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise PageUnreadable(str(error)) from error
