"""Text that no person sees, and hyphens that only a line's end shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf

from shared.collections.linesheet.cards import joined
from shared.reading.pdf_book import open_pdf_book
from shared.reading.text import unhyphenated


def words(tmp_path: Path, draw: Callable[[pymupdf.Page], None]) -> list[str]:
    document = pymupdf.open()
    draw(document.new_page())
    document.save(tmp_path / "page.pdf")
    with open_pdf_book(tmp_path / "page.pdf") as book:
        return [word[4] for word in book.page(1).words().words]


def test_text_that_is_not_painted_is_left_out(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((50, 80), "Harbour Coat wholesale 20.00")
        page.insert_text((50, 120), "hidden 99.00", render_mode=3)

    assert words(tmp_path, draw) == ["Harbour", "Coat", "wholesale", "20.00"]


def test_the_text_layer_of_a_scan_is_text(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((50, 80), "Harbour Coat wholesale 20.00", render_mode=3)
        page.insert_text((50, 700), "1")

    assert words(tmp_path, draw) == ["Harbour", "Coat", "wholesale", "20.00", "1"]


def test_soft_hyphens() -> None:
    assert unhyphenated("hand\u00adwoven") == "handwoven"
    assert joined(unhyphenated("hand\u00ad"), "woven") == "handwoven"
