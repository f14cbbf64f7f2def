"""What damaged documents found, each in small."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.collections.orders.looks import look_at
from shared.reading.pdf_book import PdfPage, open_pdf_book
from shared.reading.scan_book import read_if_scanned
from shared.reading.shaping import Pixels
from shared.reading.sheet_numbers import shown
from shared.reading.size_order import in_order


@pytest.mark.parametrize("width", [5, 100, 20_000])
def test_a_page_of_a_kilometre_is_not_drawn_in_full(
    width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    image = PdfPage.image

    def noted(page: PdfPage, scale: float) -> Pixels:
        made = image(page, scale)
        drawn.append(made.shape[0] * made.shape[1])
        return made

    monkeypatch.setattr(PdfPage, "image", noted)
    with pymupdf.open() as document:
        document.new_page(width=width, height=1_000_000).draw_rect((0, 0, 90, 900_000), fill=(0, 0, 0))
        document.save(tmp_path / "x.pdf")
    with open_pdf_book(tmp_path / "x.pdf") as book:
        page = book.page(1)
        read_if_scanned(page, page.placed(), page.words())
    assert bool(drawn) == (width > 10_000)
    assert sum(drawn) < 10_000_000


def test_a_size_of_ten_thousand_digits_has_a_place_among_the_others() -> None:
    assert in_order(["9" * 10_000, "M", "38"]) == ["M", "38", "9" * 10_000]


def test_of_a_format_only_what_spreadsheets_take_is_followed() -> None:
    assert shown(0.5, "[h]" * 20_000) == "12" * 85


def test_a_raised_figure_is_no_number_of_a_line() -> None:
    assert not look_at([("²", None), ("³", None), ("1", None)]).running
