"""Values of products: where prices, codes, colours and sizes stand on cards."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.unit.linesheets import Draw, grid, photo, plain_card, priced, read, write


def test_unit_and_carton_price_are_no_retail_price(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n in range(4):
            x, y = 60 + 280 * (n % 2), 100 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(30 * n))
            write(page, x, y + 198, f"Matte Wax Number {'ABCD'[n]} with a long name", 8.4, bold=True)
            write(page, x, y + 220, f"EUR {n + 2},50", 14)
            write(page, x, y + 230, "HT - UNIT", 5)
            write(page, x + 130, y + 220, f"EUR 1{n}9,80")
            write(page, x + 130, y + 230, "CARTON x48", 5)

    products = read(tmp_path, draw)
    assert [p.wholesale_price.amount for p in products if p.wholesale_price] == ["2.50", "3.50", "4.50", "5.50"]
    assert [p.retail_price for p in products] == [None] * 4


def test_labels_beside_their_values(tmp_path: Path) -> None:
    rows = (
        ("STYLE NO.", "0{n}71-B"),
        ("COLOURS", "Black / Tan"),
        ("SIZES", "S, M, L"),
        ("FABRIC", "80% wool, 20% silk"),
    )

    def draw(page: pymupdf.Page) -> None:
        for n in range(3):
            y = 100 + 220 * n
            page.insert_image(pymupdf.Rect(350, y, 530, y + 180), stream=photo(60 * n))
            write(page, 50, y + 10, f"Lena Skirt {'ABC'[n]}", 14, bold=True)
            prices = (("WHOLESALE", f"{20 + n}.50 GBP"), ("RRP", f"{60 + n}.00 GBP"))
            for k, (label, value) in enumerate((*rows, *prices)):
                write(page, 50, y + 34 + 16 * k, label, 8)
                write(page, 150, y + 34 + 16 * k, value.format(n=n))

    products = read(tmp_path, draw)
    assert [p.name for p in products] == ["Lena Skirt A", "Lena Skirt B", "Lena Skirt C"]
    first = products[0]
    assert (first.style_number, first.sizes, first.materials) == ("0071-B", ["S", "M", "L"], "80% wool, 20% silk")
    assert [c.name for c in first.colors] == ["Black", "Tan"]
    assert [p.retail_price.amount for p in products if p.retail_price] == ["60.00", "61.00", "62.00"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Wholesale Price (USD): 20.00", "Suggested Retail (USD): 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale ($): 20.00", "Retail ($): 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale (EUR) 20,00", "RRP (EUR) 50,00"], ("20.00", "EUR", "50.00", "EUR")),
        (["20.00 / 50.00 USD"], ("20.00", "USD", "50.00", "USD")),
        (["USD 20.00 / 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale ·20.00   Retail ·50.00"], ("20.00", None, "50.00", None)),
    ],
)
def test_where_a_currency_may_stand(tmp_path: Path, lines: list[str], expected: tuple[str | None, ...]) -> None:
    products = read(tmp_path, grid(lambda n: ["Belt No. 7", f"Style: {5500 + n}", *lines]))
    assert [(p.name, p.style_number) for p in products] == [("Belt No. 7", f"{5500 + n}") for n in range(4)]
    assert {priced(p) for p in products} == {expected}


def test_code_with_sizes_or_in_brackets_or_beside_prices(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [
            [f"Sun Dress {'ABCD'[n]}", f"A.104{n}/8   S-XXL", "W $20 | R $50"],
            [f"Sun Dress {'ABCD'[n]}", f"(001{n})", "WS $20", "RRP $50"],
            [f"Sun Dress {'ABCD'[n]}", f"Model: M300{n}", "WS $20", "RRP $50"],
        ][kind]

    for kind, code in enumerate(("A.104{}/8", "001{}", "M300{}")):
        (tmp_path / str(kind)).mkdir()
        products = read(tmp_path / str(kind), grid(lines))
        assert [p.style_number for p in products] == [code.format(n) for n in range(4)]
        assert [p.name for p in products] == [f"Sun Dress {'ABCD'[n]}" for n in range(4)]
        assert kind or [p.sizes for p in products] == [["S", "M", "L", "XL", "XXL"]] * 4


def test_colours_without_a_label_are_known_by_their_place(tmp_path: Path) -> None:
    listed = ["Black, Ivory", "Fjord", "Navy", "Fjord, Red", "Sage", "Fjord", "Teal", "Black"]

    def lines(n: int) -> list[str]:
        return [f"Item {'ABCDEFGH'[n]}", f"Style: {5500 + n}", listed[n], "Wholesale: $20.00", "Retail: $50.00"]

    products = read(tmp_path, grid(lines), grid(lines, first=4))
    assert [", ".join(c.name or "" for c in p.colors) for p in products] == listed
    assert products[1].fields["colors"].confidence < products[0].fields["colors"].confidence


def test_an_order_grid_names_the_sizes(tmp_path: Path) -> None:
    def one(n: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            page.insert_image(pymupdf.Rect(50, 60, 400, 400), stream=photo(40 * n))
            write(page, 50, 440, f"Empoli Coat {'ABC'[n]}", 20, bold=True)
            write(page, 50, 460, f"Art. 878{n}/300")
            write(page, 50, 480, "Wholesale € 408,00")
            write(page, 50, 500, "Retail € 1.142,00")
            for column, text in enumerate(("Colour", "S", "M", "L", "XL", "Total")):
                write(page, 60 + 80 * column, 560, text, bold=True)

        return draw

    assert [p.sizes for p in read(tmp_path, one(0), one(1), one(2))] == [["S", "M", "L", "XL"]] * 3


def test_a_footer_with_an_opening_order_leaves_the_cards_above_it_alone(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(plain_card)(page)
        write(page, 180, 790, "Prices in USD, FOB Los Angeles. MOQ 12 per style, opening order $600", 7)

    products = read(tmp_path, draw, draw)
    assert [p.style_number for p in products] == ["5500", "5501", "5502", "5503"] * 2
    assert [len(p.images) for p in products] == [1] * 8


def test_what_the_document_confirms_is_surer(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [
            f"Item {'ABCDEFGH'[n]}",
            "AB-1042" if n < 7 else "77-812",
            "Wholesale: $20.00",
            "Colours: Black,",
            "Denim Blue",
        ]

    products = read(tmp_path, grid(lines), grid(lines, first=4))
    assert [p.style_number for p in products] == ["AB-1042"] * 7 + ["77-812"]
    sure = [p.fields["style_number"].confidence for p in products]
    assert sure[7] < sure[0] < products[0].fields["wholesale_price"].confidence
    assert [c.name for c in products[0].colors] == ["Black", "Denim Blue"]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["Sizes: 34 - 38"], "sizes", ["34", "36", "38"]),
        (["Sizes: 36 - 39"], "sizes", ["36", "37", "38", "39"]),
        (["1 / 6", "150 ML"], "sizes", ["150 ML"]),
        (["Composition: 100% cotone", "biologico"], "materials", "100% cotone biologico"),
        (["Linen and wool"], "materials", "Linen and wool"),
        (["Maten: 36-39", "Leather"], "sizes", ["36", "37", "38", "39"]),
        (["Colours: 418 Black, 055", "Olive"], "colors", [("Black", "418"), ("Olive", "055")]),
        (["Colours: Black Sizes: S, M"], "sizes", ["S", "M"]),
        (["Modello: NTEWV"], "style_number", "NTEWV"),
        (["Art.-Nr. LKLWC"], "style_number", "LKLWC"),
    ],
)
def test_values_of_cards_as_they_were_once_misread(tmp_path: Path, lines: list[str], field: str, value: object) -> None:
    products = read(tmp_path, grid(lambda n: [f"Sun Dress {'ABCD'[n]}", *lines, "WS $20", "RRP $50"]))
    found = [getattr(p, field) for p in products]
    if field == "colors":
        found = [[(c.name, c.code) for c in colors] for colors in found]
    assert found == [value] * 4
    assert [p.name for p in products] == [f"Sun Dress {'ABCD'[n]}" for n in range(4)]


def test_codes_with_a_suffix_are_the_colours_of_one_product(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        base = f"HN749{n}"
        return [f"Sun Dress {'ABCD'[n]}", f"Style: {base}", "WS $20", f"{base}-902", "Lilac", f"{base}-572", "Olive"]

    products = read(tmp_path, grid(lines))
    assert [p.style_number for p in products] == [f"HN749{n}" for n in range(4)]
    assert [[(c.name, c.code) for c in p.colors] for p in products] == [[("Lilac", "902"), ("Olive", "572")]] * 4
