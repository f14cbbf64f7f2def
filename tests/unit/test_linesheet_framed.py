"""Tables whose header is drawn as cells: merged cells, units, unknown words, bare amounts, types within names."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.collections.models import MatchedProducts, Product
from shared.engine.run import read_lines
from shared.reading.designations import type_in
from shared.reading.framed import header_currency
from shared.reading.headings import is_title
from shared.reading.marks import mark
from shared.reading.spacing import Row, joined_letters
from shared.reading.text import Line, Style, Word
from tests.unit.linesheets import Draw, photo, read, run_on, write

XS = (150, 330, 390, 450, 510, 570)  # where cells meet: name, length, weight, two prices
ROWS = [
    ("KX 30/100 betonpipe, straight", "1 000", "100", "6 400", "7 100"),
    ("KX 40/100 betonpipe, straight", "1 000", "180", "9 600", "9 900"),
    ("KX 50/100 betonpipe, bent", "1 200", "280", "13 400", "-"),
]


def cell(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float, *lines: str) -> None:
    page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), width=0.5)
    for n, line in enumerate(lines):
        write(page, x0 + 3, y0 + 10 + 9 * n, line, size=7)


def framed_table(page: pymupdf.Page, y: float, rows: list[tuple[str, ...]], title: str = "Bezeichnung") -> None:
    """A header of two storeys, its prices under one merged cell, then rows 14 points high."""
    for x0, x1, lines in zip(XS, XS[1:], ((title,), ("Zlargo", "(mm)"), ("Zpond", "(kg)")), strict=False):
        cell(page, x0, y, x1, y + 40, *lines)
    cell(page, XS[3], y, XS[5], y + 20, "Unit price (Ft/pc) ex works")
    cell(page, XS[3], y + 20, XS[4], y + 40, "Works A")
    cell(page, XS[4], y + 20, XS[5], y + 40, "Works B")
    for k, row in enumerate(rows):
        for x0, x1, text in zip(XS, XS[1:], row, strict=False):
            cell(page, x0, y + 40 + 14 * k, x1, y + 54 + 14 * k, text)


def told(products: list[Product]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [
        (p.style_number, p.name, p.wholesale_price.amount, p.wholesale_price.currency)
        if p.wholesale_price
        else (p.style_number, p.name, None, None)
        for p in products
    ]


EXPECTED = [
    ("KX 30/100", ROWS[0][0], "6400", "HUF"),
    ("KX 40/100", ROWS[1][0], "9600", "HUF"),
    ("KX 50/100", ROWS[2][0], "13400", "HUF"),
]


def test_a_merged_header_names_the_prices_under_it_and_measures_are_no_codes(tmp_path: Path) -> None:
    products = read(tmp_path, lambda page: framed_table(page, 100, ROWS))
    assert told(products) == EXPECTED
    assert [p.retail_price for p in products] == [None] * 3


def test_a_name_column_called_tipus_and_a_wrapped_name(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        framed_table(page, 100, ROWS[:2], title="Típus")
        last = (("KX 60/100 betonpipe,", "angled"), ("900",), ("90",), ("5 000",), ())
        for x0, x1, lines in zip(XS[:-1], XS[1:], last, strict=True):
            cell(page, x0, 168, x1, 192, *lines)

    assert told(read(tmp_path, draw))[2] == ("KX 60/100", "KX 60/100 betonpipe, angled", "5000", "HUF")


def test_small_words_of_a_drawing_under_a_table_are_no_cells(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        framed_table(page, 100, ROWS)
        write(page, 230, 112, "Pieces: 4", size=2)
        write(page, 280, 148, "B-B", size=2.5)

    assert told(read(tmp_path, draw)) == EXPECTED


def test_pictures_beside_a_table_show_its_rows_by_their_captions(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n, caption in enumerate(("Betonpipe, bent", "Betonpipe, straight")):
            page.insert_image(pymupdf.Rect(60, 105 + 90 * n, 120, 165 + 90 * n), stream=photo(60 * n))
            write(page, 60, 174 + 90 * n, caption, size=5)
        framed_table(page, 100, ROWS)

    products = read(tmp_path, draw)
    assert [round(p.images[0].bbox[1]) for p in products] == [195, 195, 105]


def test_two_tables_under_one_heading_share_its_picture(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(pymupdf.Rect(60, 105, 120, 165), stream=photo(10))
        write(page, 60, 90, "Pipes", 14, bold=True)
        framed_table(page, 100, ROWS)
        framed_table(page, 260, [(row[0].replace("KX", "LZ"), *row[1:]) for row in ROWS])

    def other(page: pymupdf.Page) -> None:
        write(page, 60, 90, "Covers", 14, bold=True)
        framed_table(page, 100, [(row[0].replace("KX", "MV"), *row[1:]) for row in ROWS])

    products = read(tmp_path, draw, other)
    assert [len(p.images) for p in products] == [1] * 6 + [0] * 3
    assert [p.category for p in products] == ["Pipes"] * 6 + ["Covers"] * 3


def contents(page: pymupdf.Page) -> None:
    """Two columns; one title on two lines; dots one by one up to the page."""
    write(page, 50, 60, "Tartalom", 14)
    dots = " ." * 12
    for k, (number, title, at) in enumerate((("I.1.", "Pipes", 2), ("I.2.", "", 3), ("I.3.", "Shaft rings", 4))):
        write(page, 50, 100 + 30 * k, number)
        write(page, 80, 100 + 30 * k, f"{title or 'Connecting pieces of'}{f'{dots} {at}' if title else ''}")
    write(page, 80, 140, f"long pipes{dots} 3")
    for k, (title, at) in enumerate((("Grease traps", 5), ("Cable covers", 6))):
        write(page, 330, 100 + 30 * k, f"II.{k + 1}.")
        write(page, 360, 100 + 30 * k, f"{title}{dots} {at}")


def test_contents_in_columns_with_wrapped_titles_name_the_tables(tmp_path: Path) -> None:
    names = ["Pipes", "Connecting pieces of long pipes", "Shaft rings", "Grease traps", "Cable covers"]

    def section(n: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            write(page, 150, 80, f"I.{n + 1}.", 10)
            write(page, 180, 80, names[n], 10)
            framed_table(page, 100, [(row[0].replace("KX", f"K{'ABCDE'[n]}"), *row[1:]) for row in ROWS])
            write(page, 20, 160, names[n], 5)  # a caption is no heading

        return draw

    made, run, _ = run_on(tmp_path, contents, *map(section, range(5)))
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    assert [p.category for p in products] == [name for name in names for _ in range(3)]


@pytest.mark.parametrize(("text", "expected"), [("Rate / Qty", False), ("Product Name", False), ("Sky Rockets", True)])
def test_a_columns_heading_is_no_title(text: str, expected: bool) -> None:
    style = Style(10.0, True, False, 0, "Helvetica-Bold")
    words = tuple(Word(word, (50.0 + 60 * n, 90.0, 90.0 + 60 * n, 100.0), style) for n, word in enumerate(text.split()))
    assert is_title(mark(Line(words, 0, 0, 0))) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TA 30/100 talpas betoncső, csaphornyos illesztéssel", "TA 30/100"),
        ("LEF 10 1:1,5 szivárgó előfej", "LEF 10 1:1,5"),
        ("LEF 30 1:1,5", "LEF 30 1:1,5"),
        ("Vágóél peremes kialakítással D160", "D160"),
        ("Surrantó Elem 56/44/50/25", "56/44/50/25"),
        ("Durisol blokkelem natúr színben DSi 25/13 - N", "DSi 25/13 - N"),
        ("AF 58x88x12 vasbeton fedlap", "AF 58x88x12"),
        ("Lyukfúrás 20 cm vastagságig", None),
        ("LKCS S elválasztó elem", None),
        ("EUR raklap", None),
        ("AURA RUBY SV-6237", None),  # a name in capitals says nothing by its capitals
        ("Shelf 120", None),
    ],
)
def test_types_in_names(name: str, expected: str | None) -> None:
    assert type_in(name) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Egységár (Ft/db)", "HUF"), ("Price in EUR", "EUR"), ("Cena zł/szt", "PLN"), ("Kraft (kN)", None)],
)
def test_a_header_says_its_currency(header: str, expected: str | None) -> None:
    assert header_currency(header) == expected


def test_leaders_do_not_make_a_title_letterspaced() -> None:
    texts = ["Grease", "traps", *"." * 20, "5"]
    words: list[Row] = [(10.0 * n, 0.0, 10.0 * n + 7, 9.0, text, 0) for n, text in enumerate(texts)]
    assert joined_letters(words, 0) == words
