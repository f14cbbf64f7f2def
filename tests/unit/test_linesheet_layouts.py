"""Pages that were read wrongly, made again: who is a heading, where one product ends, what a style number is."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from shared.reading import codes
from shared.reading.dialect import Dialect
from shared.reading.marks import mark
from shared.reading.text import Line, Style, Word
from tests.unit.linesheets import Draw, read, write

WOMEN = ["Alba", "Nerea", "Triana", "Pilar", "Rocio", "Elvira", "Gala", "Olaya", "Inés", "Lola", "Vera", "Zoe"]


def line(text: str) -> Line:
    style = Style(9.0, False, False, 0, "Helvetica")
    words = [Word(word, (10.0 + 40 * n, 10.0, 45.0 + 40 * n, 19.0), style) for n, word in enumerate(text.split())]
    return Line(tuple(words), 0, 0, 0)


def columns(number: int, first: int, names: list[str]) -> Draw:
    """Products under each other at the left, the first name at the same place of each page."""

    def draw(page: pymupdf.Page) -> None:
        for k in range(number):
            y = 60 + 120 * k
            write(page, 60, y, names[first + k], 11, bold=True)
            write(page, 60, y + 14, f"ZT-{100 + first + k}-40")
            write(page, 60, y + 28, f"WS ${20 + first + k}.00")

    return draw


def test_the_first_name_of_each_page_is_no_heading(tmp_path: Path) -> None:
    names = [f"Jersey {name}" for name in WOMEN]
    products = read(tmp_path, *[columns(4, first, names) for first in (0, 4, 8)])
    assert [p.name for p in products] == names
    assert not {p.category for p in products} & set(names)


def test_prices_beside_each_other_on_unlike_lines_are_their_neighbours(tmp_path: Path) -> None:
    """A card with a line more stands its wholesale price level with its neighbour's retail price."""

    def draw(page: pymupdf.Page) -> None:
        for row in range(3):
            for column in range(3):
                x, y, k = 40 + 180 * column, 80 + 220 * row, 3 * row + column
                more = ["Our classic since always."] if column < 2 else []
                lines = [f"Ref: AD{1000 + k}-MAR", "Colours: Ivory", "Fabric: canvas and leather", *more]
                lines += [f"{70 + k}.00 Wholesale", f"{170 + k}.00 Retail"]
                write(page, x, y - 12, f"Boot {WOMEN[k]}", 11, bold=True)
                for n, text in enumerate(lines):
                    write(page, x, y + 10 * n, text, 8)
        write(page, 400, 30, "All prices in EUR", 7)

    products = read(tmp_path, draw)
    assert len(products) == 9
    prices = {(p.style_number, p.wholesale_price.amount, p.retail_price.amount) for p in products
              if p.wholesale_price and p.retail_price}  # fmt: skip
    assert prices == {(f"AD{1000 + k}-MAR", f"{70 + k}.00", f"{170 + k}.00") for k in range(9)}


def test_text_in_columns_is_read_by_columns(tmp_path: Path) -> None:
    """The second column starts higher, and a heading in it holds for what is under it there."""

    def draw(page: pymupdf.Page) -> None:
        for column, count in ((0, 6), (1, 6)):
            for n in range(count):
                k, x = 6 * column + n, 40 + 190 * column
                y = 90 + 70 * n - 18 * column + (22 if column and n > 2 else 0)
                write(page, x, y, f"Jersey {WOMEN[k]}", 10, bold=True)
                write(page, x, y + 11, f"Style: ST{2200 + k}", 8)
                write(page, x, y + 22, "Fabric: 100% merino wool", 8)
                write(page, x, y + 33, f"Wholesale: £{40 + k}.00", 8)
        write(page, 40, 66, "Coats", 12, bold=True)
        write(page, 230, 274, "Knits", 12, bold=True)

    products = read(tmp_path, draw)
    found = {p.style_number: (p.wholesale_price and p.wholesale_price.amount, p.category) for p in products}
    wanted = {f"ST{2200 + k}": (f"{40 + k}.00", "Coats" if k < 9 else "Knits") for k in range(12)}
    assert found == wanted


def test_a_linesheet_without_prices_may_name_an_amount_in_its_terms(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for k in range(6):
            x, y = 40 + 180 * (k % 3), 120 + 260 * (k // 3)
            write(page, x, y, f"LA{5900 + k}-CHO Veste {WOMEN[k]}", 9, bold=True)
            write(page, x, y + 12, "Composition: 100% laine", 8)

    def terms(page: pymupdf.Page) -> None:
        write(page, 40, 60, "Conditions de vente", 15, bold=True)
        write(page, 40, 90, "Participation au port sous 600.00 EUR.", 9)

    products = read(tmp_path, draw, terms)
    assert [p.style_number for p in products] == [f"LA{5900 + k}-CHO" for k in range(6)]


def test_a_base_number_without_a_label_is_the_style_and_its_suffixes_are_colours(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n, base in enumerate(("42378", "94325", "65876")):
            y = 80 + 200 * n
            write(page, 40, y, base)
            write(page, 40, y + 14, f"Sun Hat {WOMEN[n]}", 12, bold=True)
            write(page, 300, y, f"Trade {28 + n}.00 €")
            for k, (code, name) in enumerate((("385", "Navy"), ("297", "Teal"))):
                write(page, 40 + 110 * k, y + 60, f"{base}-{code}", 8)
                write(page, 40 + 110 * k, y + 70, name, 8)

    products = read(tmp_path, draw)
    assert [p.style_number for p in products] == ["42378", "94325", "65876"]
    assert [(c.name, c.code) for c in products[0].colors] == [("Navy", "385"), ("Teal", "297")]


def test_style_numbers_of_letters_are_known_by_their_series() -> None:
    dialect = Dialect()
    dialect.add([line(f"Artículo: {word}") for word in ("ALDXF", "ALEBK", "ALXGL", "ALTET", "ALCFV")])
    made = mark(line("Artículo: ALTET"), dialect)
    assert (made.label, made.code) == ("code", "ALTET")
    names = Dialect()
    names.add([line(word) for word in ("ALBERTA", "ALBINOS", "ALMERIA", "ALTAMIR", "ALCANTA")])
    assert not names.is_series("ALMERIA")


def test_a_range_of_prices_is_no_style_number() -> None:
    made = mark(line("48.00–56.00 WHSL"))
    assert made.code is None
    assert [(p.price.amount, p.price.amount_max, p.kind) for p in made.prices] == [("48.00", "56.00", "wholesale")]
    assert codes.is_weight("0–5 kg")
    assert not codes.is_weight("Dress 5 kg")


def test_the_place_of_a_style_number_is_its_own_words(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for k in range(4):
            write(page, 60, 80 + 120 * k, f"UW-921-4{k} Slipper {WOMEN[k]}", 10, bold=True)
            write(page, 60, 95 + 120 * k, f"WS ${20 + k}.00 | RRP ${50 + k}.00")

    products = read(tmp_path, draw)
    assert [p.style_number for p in products] == [f"UW-921-4{k}" for k in range(4)]
    x0, _, x1, _ = products[0].fields["style_number"].bbox
    assert x0 < 61
    assert x1 < 130


def test_sizes_cut_before_a_number_go_on_in_the_next_line(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for k in range(4):
            y = 80 + 130 * k
            write(page, 60, y, f"Rok {WOMEN[k]}", 11, bold=True)
            for n, text in enumerate((f"Style: ZB{3200 + k}", "UK 10, UK 12, UK", "14", f"WS ${20 + k}.00")):
                write(page, 60, y + 12 + 10 * n, text, 8)

    products = read(tmp_path, draw)
    assert [p.sizes for p in products] == [["UK 10", "UK 12", "UK 14"]] * 4


def table(page: pymupdf.Page, header: list[str], rows: list[list[str]], y: float = 80) -> None:
    """A ruled table; the lines of a cell are parted by a line feed."""
    xs = [40 + 100 * n for n in range(len(header) + 1)]
    for n, text in enumerate(header):
        write(page, xs[n] + 4, y, text, 8, bold=True)
    for k, row in enumerate(rows):
        top = y + 8 + 50 * k
        for n, text in enumerate(row):
            page.draw_rect(pymupdf.Rect(xs[n], top, xs[n + 1], top + 50), width=0.5)
            for part, words in enumerate(text.split("\n")):
                write(page, xs[n] + 4, top + 14 + 9 * part, words, 8)


def test_a_price_wrapped_in_its_cell_is_one_and_terms_are_no_rows(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        rows = [[f"PG26-{k}1102", f"Veste {WOMEN[k]}", f"{155 + k},00\nEUR", f"{372 + k},00\nEUR"] for k in range(5)]
        table(page, ["Item", "Désignation", "Trade", "RRP"], rows)

    def terms(page: pymupdf.Page) -> None:
        write(page, 48, 110, "Minimum de commande 600,00 EUR, réassort dès 250,00 EUR.", 9)

    products = read(tmp_path, draw, terms)
    assert [p.style_number for p in products] == [f"PG26-{k}1102" for k in range(5)]
    price = products[0].fields["wholesale_price"].bbox
    assert price[3] - price[1] > 15, "both lines of the cell"


def test_a_price_at_a_pages_edge_is_no_page_number_and_an_unknown_header_no_running_head(tmp_path: Path) -> None:
    def page_of(first: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            rows = [[f"MS-{first + k}12-3", f"Rok {WOMEN[first + k]}", f"${29 + k}", f"${70 + k}"] for k in range(3)]
            table(page, ["Artikel", "Omschrijving", "WS", "CAP"], rows, y=24)

        return draw

    products = read(tmp_path, *[page_of(first) for first in (0, 3, 6, 9)])
    assert len(products) == 12
    assert [(p.wholesale_price and p.wholesale_price.amount, p.retail_price and p.retail_price.amount)
            for p in products[:2]] == [("29", "70"), ("30", "71")]  # fmt: skip
