"""Tables as people set them: headers over several lines, cells that stand for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from shared.collections.models import Product
from tests.unit.linesheets import read, write

XS = (50, 130, 260, 400, 480)
NAMES = ("Lotus Lamp", "Birch Tray", "Harbour Bowl", "Meadow Vase")


def cells(page: pymupdf.Page, y: float, texts: Sequence[str], bold: bool = False, xs: Sequence[float] = XS) -> None:
    for x, text in zip(xs, texts, strict=True):
        write(page, x, y, text, bold=bold)


def rule(page: pymupdf.Page, y: float, x0: float = 46, x1: float = 560) -> None:
    page.draw_line((x0, y), (x1, y), width=0.5)


def told(products: Sequence[Product]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [
        (
            p.style_number,
            p.name,
            p.wholesale_price.amount if p.wholesale_price else None,
            p.retail_price.amount if p.retail_price else None,
        )
        for p in products
    ]


def plain_rows(page: pymupdf.Page, y: float) -> None:
    for k, name in enumerate(NAMES):
        cells(page, y + 24 * k, [f"KX-{200 + k}", name, "Red, Blue", f"${20 + k}.00", f"${48 + k}.00"])


PLAIN = [(f"KX-{200 + k}", name, f"{20 + k}.00", f"{48 + k}.00") for k, name in enumerate(NAMES)]


def test_a_header_on_two_lines_is_one_header(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 80, ["Style", "Product", "Available", "Wholesale", "Retail"], bold=True)
        cells(page, 91, ["No.", "Name", "Colours", "Price", "Price"], bold=True)
        plain_rows(page, 116)

    products = read(tmp_path, draw)
    assert told(products) == PLAIN
    assert [[c.name for c in p.colors] for p in products] == [["Red", "Blue"]] * 4


def test_a_header_whose_longer_cells_are_centred_on_its_line(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 90, ["Style", "Name", "Colours"], bold=True, xs=XS[:3])
        for y, texts in ((84, ["Wholesale", "Retail"]), (96, ["price", "price"])):
            cells(page, y, texts, bold=True, xs=XS[3:])
        plain_rows(page, 116)

    assert told(read(tmp_path, draw)) == PLAIN


def test_a_first_row_close_under_its_header_is_no_part_of_it(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 80, ["Style", "Name", "Colours", "Wholesale", "RRP"])
        for k, name in enumerate(NAMES):
            cells(page, 91 + 11 * k, [f"KX-{200 + k}", name, "Red, Blue", f"${20 + k}.00", f"${48 + k}.00"])

    assert told(read(tmp_path, draw)) == PLAIN


def test_a_name_framed_with_several_rows_is_the_name_of_each(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 80, ["Name", "Style", "Colour", "Wholesale", "RRP"], bold=True)
        rule(page, 86)
        for k, name in enumerate(NAMES):
            y = 102 + 66 * k
            write(page, XS[0], y + 22, name)  # in the middle of its cell
            for j, colour in enumerate(("Red", "Blue", "Green")):
                cells(page, y + 22 * j, [f"KX-{k}{j}00", colour, f"${20 + k}.00", f"${48 + k}.00"], xs=XS[1:])
                rule(page, y + 22 * j + 7, x0=46 if j == 2 else XS[1] - 4)

    products = read(tmp_path, draw)
    assert [p.name for p in products] == [name for name in NAMES for _ in range(3)]
    # The product stands in its own row, not in all that share its name.
    assert max(p.source.bbox[3] - p.source.bbox[1] for p in products) < 20


def test_a_name_left_blank_is_the_one_above(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 80, ["Name", "Style", "Colour", "Wholesale", "RRP"], bold=True)
        for k, name in enumerate(NAMES):
            write(page, XS[0], 102 + 44 * k, name)
            for j, colour in enumerate(("Red", "Blue")):
                cells(page, 102 + 44 * k + 22 * j, [f"KX-{k}{j}00", colour, "$20.00", "$48.00"], xs=XS[1:])

    assert [p.name for p in read(tmp_path, draw)] == [name for name in NAMES for _ in range(2)]


def test_a_price_framed_with_several_rows_is_the_price_of_each(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        cells(page, 80, ["Style", "Name", "Colours", "Wholesale", "RRP"], bold=True)
        rule(page, 87)
        for k, name in enumerate(NAMES):
            y = 102 + 66 * k
            cells(page, y + 22, [f"${20 + k}.00", f"${48 + k}.00"], xs=XS[3:])
            for j in range(3):
                cells(page, y + 22 * j, [f"KX-{k}{j}00", f"{name} {'SML'[j]}", "Red"], xs=XS[:3])
                rule(page, y + 22 * j + 7, x1=560 if j == 2 else XS[3] - 6)

    expected = [
        (f"KX-{k}{j}00", f"{name} {'SML'[j]}", f"{20 + k}.00", f"{48 + k}.00")
        for k, name in enumerate(NAMES)
        for j in range(3)
    ]
    assert told(read(tmp_path, draw)) == expected
