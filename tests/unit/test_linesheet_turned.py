"""Pages that lie on their side or stand on their head are read as if they stood upright."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.collections.models import Product
from tests.unit.linesheets import Draw, cards, read, write

NAMES = ("Lotus Lamp", "Birch Tray", "Harbour Bowl", "Meadow Vase")


SHEET = (cards(4, "Lighting"), cards(4, "Seating", 4))


def table_sheet(page: pymupdf.Page) -> None:
    for k, row in enumerate([("Style", "Name", "Wholesale", "RRP")] + [
        (f"KX-{200 + k}", name, f"${20 + k}.00", f"${48 + k}.00") for k, name in enumerate(NAMES)
    ]):  # fmt: skip
        page.draw_line((46, 106 + 24 * k), (560, 106 + 24 * k), width=0.5)
        for x, text in zip((50, 130, 400, 480), row, strict=True):
            write(page, x, 100 + 24 * k, text, bold=k == 0)


def told(products: list[Product]) -> list[tuple[object, ...]]:
    return [
        (p.style_number, p.name, p.category, p.wholesale_price, p.retail_price, [i.bbox for i in p.images])
        for p in products
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_says_what_it_says_upright(tmp_path: Path, turn: int) -> None:
    def turned(draw: Draw) -> Draw:
        def drawn(page: pymupdf.Page) -> None:
            draw(page)
            page.set_rotation(turn)

        return drawn

    (tmp_path / "upright").mkdir()
    upright = read(tmp_path / "upright", *SHEET)
    found = read(tmp_path, *map(turned, SHEET))
    assert [(p.style_number, p.name, p.category) for p in found] == [
        (p.style_number, p.name, p.category) for p in upright
    ]
    assert len(found) == 8
    # Places are those of the page as a person sees it: turned.
    page = pymupdf.open().new_page(width=600, height=800)
    page.set_rotation(turn)
    for product, before in zip(found, upright, strict=True):
        where = pymupdf.Rect(before.source.bbox) * page.rotation_matrix
        assert product.source.bbox == pytest.approx(tuple(where), abs=0.3)
        where = pymupdf.Rect(before.fields["name"].bbox) * page.rotation_matrix
        assert product.fields["name"].bbox == pytest.approx(tuple(where), abs=0.3)
        assert len(product.images) == 1
        where = pymupdf.Rect(before.images[0].bbox) * page.rotation_matrix
        assert product.images[0].bbox == pytest.approx(tuple(where), abs=0.3)
        heading = pymupdf.Rect(before.fields["category"].bbox) * page.rotation_matrix
        assert product.fields["category"].bbox == pytest.approx(tuple(heading), abs=0.3)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_landscape_table_drawn_sideways_on_a_portrait_page(tmp_path: Path, turn: int) -> None:
    source = pymupdf.open()
    table_sheet(source.new_page(width=800, height=600))

    def sideways(page: pymupdf.Page) -> None:
        page.show_pdf_page(page.rect, source, 0, rotate=turn)

    products = read(tmp_path, sideways)
    assert [(p.style_number, p.name) for p in products] == [(f"KX-{200 + k}", name) for k, name in enumerate(NAMES)]
    assert [p.retail_price.amount for p in products if p.retail_price] == ["48.00", "49.00", "50.00", "51.00"]


def test_one_line_set_sideways_turns_no_page(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        SHEET[0](page)
        page.insert_text((20, 500), "Spring and Summer", rotate=90, fontsize=14)

    (tmp_path / "plain").mkdir()
    assert told(read(tmp_path, draw)) == told(read(tmp_path / "plain", SHEET[0]))
