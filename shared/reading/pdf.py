"""Opening PDFs. Everything PyMuPDF raises becomes a ReadingError here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from shared.reading.errors import DamagedPdf, EmptyFile, EncryptedPdf, NotAPdf, ReadingError, TooManyPages
from shared.reading.sniff import kind_of

MAX_PAGES = 1000
SHRINK_EVERY = 40  # pages; MuPDF would keep fonts and pictures up to 256 MB
MAX_RENDERED_PIXELS = 40_000_000  # a page of 200 x 200 inches at 300 dpi would be 3.6 gigapixels

# What is wrong with a file is told by exceptions; MuPDF's own chatter would only fill the logs.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what PyMuPDF raises inside into a ReadingError."""
    try:
        yield
    except ReadingError:
        raise
    except pymupdf.EmptyFileError as error:
        raise EmptyFile(str(error)) from error
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError) as error:
        raise DamagedPdf(str(error)) from error


@contextmanager
def open_pdf(path: Path) -> Iterator[pymupdf.Document]:
    """An open PDF of 1 to 1,000 pages that needs no password. Raises ReadingError."""
    kind = kind_of(path)
    if kind == "empty":
        raise EmptyFile
    if kind != "pdf":
        raise NotAPdf(f"content looks like {kind}")
    with translated():
        document = pymupdf.open(str(path), filetype="pdf")
    try:
        with translated():
            _check(document)
        yield document
    finally:
        document.close()


def _check(document: pymupdf.Document) -> None:
    if document.needs_pass:
        raise EncryptedPdf
    if document.page_count > MAX_PAGES:
        raise TooManyPages(f"{document.page_count} pages")
    if document.page_count < 1:
        raise DamagedPdf("no pages")


def pages(document: pymupdf.Document) -> Iterator[pymupdf.Page]:
    """The pages in order, one at a time. A page that cannot be reached raises DamagedPdf."""
    for number in range(document.page_count):
        with translated():
            page = document.load_page(number)
        yield page
        if number % SHRINK_EVERY == SHRINK_EVERY - 1:
            pymupdf.TOOLS.store_shrink(100)


def inspect(path: Path) -> int:
    """The number of pages of a PDF whose every page can be reached. Raises ReadingError."""
    with open_pdf(path) as document, translated():
        for number in range(document.page_count):
            document.page_xref(number)
        document.load_page(document.page_count - 1)
        return int(document.page_count)


def render_page(path: Path, number: int, dpi: int = 110) -> bytes:
    """Page `number` (from 1) as a PNG of `dpi` dots an inch, fewer where the page is huge. Raises ReadingError."""
    with open_pdf(path) as document, translated():
        if not 1 <= number <= document.page_count:
            raise DamagedPdf(f"no page {number}", message=f"This document has no page {number}.")
        page = document.load_page(number - 1)
        area = page.rect.width * page.rect.height * (dpi / 72) ** 2
        if area > MAX_RENDERED_PIXELS:
            dpi = max(1, int(dpi * (MAX_RENDERED_PIXELS / area) ** 0.5))
        return bytes(page.get_pixmap(dpi=dpi, alpha=False).tobytes("png"))
