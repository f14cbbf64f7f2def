"""Shapes that tables of a spreadsheet have: headers in two rows, a row for each size, products side by side."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.data.workbooks import SheetImage, photo, saved, xlsx
from tests.unit.test_sheets_linesheet import COLORS, NAMES, prices, read

Rows = list[list[Any]]


def test_a_header_in_two_rows(tmp_path: Path) -> None:
    """Merged above its halves, and written above empty cells."""
    merged = openpyxl.Workbook()
    sheet = merged.active
    sheet.append(["Style", "Description", "Colour", "Price EUR"])
    sheet.append([None, None, None, "WS", "RRP"])
    sheet.merge_cells("D1:E1")
    for column in "ABC":
        sheet.merge_cells(f"{column}1:{column}2")
    plain = openpyxl.Workbook()
    plain.active.append(["Style", "Description", "Colour", "Price EUR"])
    plain.active.append([None, None, None, "WS", "RRP"])
    for book in (merged, plain):
        for n in range(6):
            book.active.append([f"K{100 + n}", NAMES[n], COLORS[n], 20.5 + n, 50 + n])
        products, _ = read(tmp_path, saved(book))
        assert [(p.style_number, p.name) for p in products] == [(f"K{100 + n}", NAMES[n]) for n in range(6)]
        assert [prices(p) for p in products] == [(f"{20 + n}.5", f"{50 + n}", "EUR") for n in range(6)]
        assert [[c.name for c in p.colors] for p in products] == [[color] for color in COLORS[:6]]


def test_a_row_for_each_colour_and_size(tmp_path: Path) -> None:
    """One product a style; none is cut in two by the end of a page."""
    rows: Rows = [
        ["Style No", "Style Name", "Color Code", "Color Name", "Size", "EAN", "Wholesale", "Retail", "Currency"]
    ]
    for n in range(50):
        for k in range(2):
            ean = 4006381333931 + n * 10 + k
            style = [f"{1000 + n}", f"{NAMES[n % 9]} {n}", f"0{k}9", COLORS[(n + k) % 9]]
            rows += [[*style, size, ean, 30 + n, 75 + n, "EUR"] for size in ("S", "M", "L")]
    products, _ = read(tmp_path, xlsx(rows))
    assert [p.style_number for p in products] == [f"{1000 + n}" for n in range(50)]
    assert all(p.sizes == ["S", "M", "L"] for p in products)
    assert [[c.code for c in p.colors] for p in products] == [["009", "019"]] * 50
    assert [p.source.row for p in products] == [2 + 6 * n for n in range(50)]
    assert products[-1].source.page > 3


def test_the_same_style_at_another_price_is_another_product(tmp_path: Path) -> None:
    rows: Rows = [["Style", "Name", "Size", "WS", "RRP"]]
    rows += [["A-100", "Vase", size, price, 3 * price] for size, price in (("S", 10), ("M", 15), ("L", 20))]
    products, _ = read(tmp_path, xlsx(rows))
    assert [(p.sizes, prices(p)[0]) for p in products] == [(["S"], "10"), (["M"], "15"), (["L"], "20")]


def test_rows_below_a_product_that_only_add_a_colour(tmp_path: Path) -> None:
    rows: Rows = [["Style", "Name", "Color", "WS", "RRP"]]
    for n in range(5):
        rows += [[f"ST{200 + n}", NAMES[n], COLORS[n], 20 + n, 50 + n], [None, None, COLORS[n + 1]]]
        rows += [[None, None, COLORS[n + 2]]]
    rows += [["All prices without VAT"]]
    products, _ = read(tmp_path, xlsx(rows))
    assert [p.style_number for p in products] == [f"ST{200 + n}" for n in range(5)]
    assert [[c.name for c in p.colors] for p in products] == [COLORS[n : n + 3] for n in range(5)]
    assert [p.name for p in products] == NAMES[:5]


def test_products_side_by_side_with_labels_at_the_left(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for n in range(8):
        top, column = 1 + 10 * (n // 4), 2 + n % 4
        letter = "ABCDE"[column - 1]
        sheet.row_dimensions[top].height, sheet.column_dimensions[letter].width = 110, 20
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 110, 135
        sheet.add_image(image, f"{letter}{top}")
        for k, (label, value) in enumerate(
            [("Style", f"ST-{300 + n}"), ("Name", NAMES[n]), ("Colour", COLORS[n]), ("Wholesale", 30.5), ("RRP", 75)]
        ):
            sheet.cell(top + 1 + k, 1, label)
            sheet.cell(top + 1 + k, column, value).number_format = "€ #,##0.00" if k > 2 else "General"
    products, _ = read(tmp_path, saved(book))
    assert [(p.style_number, p.name) for p in products] == [(f"ST-{300 + n}", NAMES[n]) for n in range(8)]
    assert [prices(p) for p in products] == [("30.50", "75.00", "EUR")] * 8
    assert [p.colors[0].name for p in products] == COLORS[:8]
    assert len({p.images[0].image_id for p in products}) == 8
    assert [p.source.row for p in products] == [2] * 4 + [12] * 4


def test_letterhead_and_terms_round_a_table_are_no_products(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    logo = SheetImage(io.BytesIO(photo(77)))
    logo.width, logo.height = 200, 60
    sheet.add_image(logo, "A1")
    texts = {
        "E1": "Harrow & Vale Ltd.",
        "E2": "12 Mill Lane, Kendal",
        "E3": "VAT GB 123 4567 89",
        "A6": "LINESHEET SS26",
    }
    for place, text in {**texts, "A7": "Delivery: 15.01. - 28.02.2026", "A8": "MOQ 300 GBP"}.items():
        sheet[place] = text
    sheet["A6"].font = Font(bold=True, size=18)
    for k, header in enumerate(["Photo", "Item #", "Item name", "Composition", "Colours", "WSP GBP", "RRP GBP", "Qty"]):
        sheet.cell(10, k + 1, header).font = Font(bold=True)
    for n in range(9):
        sheet.row_dimensions[11 + n].height = 75
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 60, 90
        sheet.add_image(image, f"A{11 + n}")
        row = [f"HV{2000 + n}", NAMES[n], "80% wool 20% nylon", f"{COLORS[n]} / {COLORS[n - 1]}", 20 + n, 49.9 + n]
        for k, value in enumerate(row):
            sheet.cell(11 + n, k + 2, value).number_format = "0.00" if k > 3 else "General"
    sheet.cell(22, 1, "Terms: 30% deposit, balance before shipping. All prices in GBP excl. VAT. Signature:")
    products, _ = read(tmp_path, saved(book))
    assert [p.style_number for p in products] == [f"HV{2000 + n}" for n in range(9)]
    assert [prices(p) for p in products] == [(f"{20 + n}.00", f"{49 + n}.90", "GBP") for n in range(9)]
    assert [len(p.images) for p in products] == [1] * 9
    assert {p.materials for p in products} == {"80% wool 20% nylon"}


def test_colour_codes_with_letters_are_told_by_their_header(tmp_path: Path) -> None:
    rows: Rows = [["Style Number", "Style Name", "Color", "Color Code", "Wholesale (USD)", "Sugg. Retail (USD)"]]
    rows += [[f"JR{100 + n}", NAMES[n], "Ivory Cloud, Sky", f"IV0{n}", 80.5, 176] for n in range(3)]
    products, _ = read(tmp_path, xlsx(rows))
    assert [[(c.name, c.code) for c in p.colors] for p in products] == [
        [("Ivory Cloud, Sky", f"IV0{n}")] for n in range(3)
    ]
    assert [prices(p) for p in products] == [("80.5", "176", "USD")] * 3


def test_a_list_of_customers_holds_no_products(tmp_path: Path) -> None:
    people = ["DD37Cf93aecA6Dc,Sheryl,Baxter,229.077.5154,397.884.0519x718,2020-08-24,http://www.example.com/"]
    people += ["1Ef7b82A4CAAD10,Preston,Lozano,5153435776,686-620-1820x944,2021-04-23,http://www.example.org/"]
    people += ["6F94879bDAfE5a6,Roy,Berry,+1-539-402-0259,(496)978-3969x58947,2020-03-25,http://www.example.net/"]
    text = "\n".join(["Customer Id,First Name,Last Name,Phone 1,Phone 2,Subscription Date,Website", *people * 5])
    products, warnings = read(tmp_path, text.encode())
    assert products == []
    assert [w.code for w in warnings] == ["no_products_found"]


def test_a_list_of_codes_and_names_without_a_header(tmp_path: Path) -> None:
    products, _ = read(tmp_path, "\n".join(f"LX-10{n},{NAMES[n]},{COLORS[n]}" for n in range(9)).encode())
    assert [(p.style_number, p.name) for p in products] == [(f"LX-10{n}", NAMES[n]) for n in range(9)]
