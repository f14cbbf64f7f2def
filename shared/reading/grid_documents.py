"""Any order as grids of cells: spreadsheets by their sheets, PDFs, scans and pictures by what stands on their pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shared.reading.documents import is_sheet, open_book
from shared.reading.grid_pages import read_pages
from shared.reading.grid_sheets import read_sheets
from shared.reading.grids import CellGrid

Progress = Callable[[int, int], None]


def inspect_order(path: Path) -> int:
    """The number of pages of an order that can be opened. Raises ReadingError."""
    if is_sheet(path):
        return read_sheets(path).page_count
    with open_book(path) as book:
        return book.page_count


def read_order(path: Path, progress: Progress) -> tuple[list[tuple[str, str]], list[CellGrid]]:
    """What a person should know (codes and sentences), and the grids in their order. Raises ReadingError.

    `progress(done, total)` is called page by page.
    """
    if is_sheet(path):
        progress(0, 1)
        sheets = read_sheets(path)
        return list(sheets.warnings), list(sheets.grids())
    with open_book(path) as book:
        return read_pages(book, progress)
