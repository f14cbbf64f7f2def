"""A PDF as a book: each page is interpreted once, into a display list from which pictures and words are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from shared.reading.book import FormField, PageUnreadable, Placed
from shared.reading.geometry import Box, rounded
from shared.reading.graphics import Graphics, read_graphics
from shared.reading.nesting import unfolds
from shared.reading.pdf import open_pdf, pages, translated
from shared.reading.pdf_pictures import PagePictures
from shared.reading.placements import spots
from shared.reading.shaping import Pixels
from shared.reading.text import STRETCH, TEXT_FLAGS, PageWords, read_words

mupdf = pymupdf.mupdf
BROKEN = (RuntimeError, ValueError, mupdf.FzErrorBase)
FILLED_IN = (mupdf.PDF_WIDGET_TYPE_TEXT, mupdf.PDF_WIDGET_TYPE_COMBOBOX, mupdf.PDF_WIDGET_TYPE_LISTBOX)
REPAIRED = (
    "document_repaired",
    "This PDF is damaged, and parts may be missing. Look through what was read, or export it again and replace it.",
)
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
        self.warnings = (REPAIRED,) if document.is_repaired else ()

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
            return PagePictures(self.page, found, self._run, self._word_boxes).placed()

    def words(self) -> PageWords:
        return self._words

    def _word_boxes(self) -> list[Box]:
        return [word[:4] for word in self._words.words]

    @cached_property
    def _words(self) -> PageWords:
        with _unreadable():
            # No clipping to the page: it would clip the stretched page.
            text = mupdf.FzStextPage(EVERYWHERE)
            self._run(
                mupdf.fz_new_stext_device(text, mupdf.FzStextOptions(TEXT_FLAGS)),
                self.page.derotation_matrix * pymupdf.Matrix(STRETCH, 1),
            )
            return read_words(pymupdf.TextPage(text), self.page)

    def graphics(self) -> Graphics:
        return Graphics() if self._unfolds else read_graphics(self.page)

    def fields(self) -> list[FormField]:
        with _unreadable():
            matrix = self.page.rotation_matrix
            found = []
            for widget in self.page.widgets(types=FILLED_IN):
                value = widget.field_value
                text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
                x0, y0, x1, y1 = widget.rect * matrix
                found.append(FormField(rounded((x0, y0, x1, y1)), text.strip()))
            return found

    @cached_property
    def _unfolds(self) -> bool:
        return unfolds(self.page)

    def image(self, scale: float) -> Pixels:
        if self._unfolds:
            raise PageUnreadable("forms in forms")
        with _unreadable():
            pixmap = self.page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
            rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
            return rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3).copy()

    @cached_property
    def _list(self) -> Any:
        """What the page paints. Interpreting a page is what takes the time, not going through the list."""
        if self._unfolds:
            raise PageUnreadable("forms within forms without end")
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


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise PageUnreadable(str(error)) from error
