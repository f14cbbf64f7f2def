"""A document of any form that is read here: opened as a book, counted, rendered, by its content."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from shared.reading import pdf, sheets
from shared.reading.bitmap_book import open_bitmap_book
from shared.reading.bitmaps import inspect_bitmap, render_bitmap
from shared.reading.book import Book
from shared.reading.pdf_book import open_pdf_book
from shared.reading.sheet_render import render_sheet
from shared.reading.sniff import SHEETS, Kind, kind_of

READ: tuple[Kind, ...] = ("pdf", "image", *SHEETS)
SHEET_NAMES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")


def open_book(path: Path) -> AbstractContextManager[Book]:
    """The document, open. Raises ReadingError."""
    if is_sheet(path):
        return sheets.open_workbook(path)
    return open_bitmap_book(path) if kind_of(path) == "image" else open_pdf_book(path)


def inspect_document(path: Path) -> int:
    """The number of pages of a document that can be read. Raises ReadingError."""
    if is_sheet(path):
        return sheets.inspect_workbook(path)
    return inspect_bitmap(path) if kind_of(path) == "image" else pdf.inspect(path)


def render_document(path: Path, number: int) -> bytes:
    """Page `number` (from 1) as a PNG. Raises ReadingError."""
    if is_sheet(path):
        return render_sheet(path, number)
    return render_bitmap(path, number) if kind_of(path) == "image" else pdf.render_page(path, number)


def is_sheet(path: Path) -> bool:
    """By content; a file of no known content is what its name says, so that the error speaks of that."""
    kind = kind_of(path)
    return kind in SHEETS or (kind not in READ and path.suffix.lower() in SHEET_NAMES)
