"""Spreadsheets through the six phases: what a person would read in them, and in which row."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from shared.collections.__main__ import main
from shared.collections.linesheet.results import stored
from shared.collections.models import LinesheetDocument, LinesheetJob, MatchedProducts, Money, Product
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.errors import PhaseError
from shared.engine.local import LocalRun, run_phases
from shared.engine.run import StoredFile, Warning, read_lines
from tests.data.workbooks import SheetImage, ole, photo, saved, sheet_of, xls, xlsx

REAL = Path(__file__).parents[3] / "shared" / "data" / "catalog" / "marimekko_client_A.xls"
NAMES = ["Amelie Linen Dress", "Rosa Silk Blouse", "Harbour Wool Coat", "Willow Cotton Tee", "Nora Knit Cardigan"]
NAMES += ["Tara Denim Jacket", "Lena Midi Skirt", "Otis Canvas Bag", "Ivy Jersey Top"]
COLORS = ["Ivory", "Black", "Navy", "Sage", "Rust", "Ecru", "Olive", "Sand", "Charcoal"]
HEADER = ["#", "Product Image", "Product Name", "Product code", "EAN", "Color ID", "Color"]
HEADER += ["Wholesale price", "Retail price", "Available stock"]


def read(tmp_path: Path, content: bytes) -> tuple[list[Product], list[Warning]]:
    path = tmp_path / "linesheet"
    path.write_bytes(content)
    document = LinesheetDocument(document_id="d1", filename="linesheet", file=StoredFile(path=str(path)))
    made, _, warnings = run_phases(DOCUMENT_PROCESSING, LinesheetJob(documents=[document]), tmp_path)
    run = LocalRun(tmp_path, lambda fraction, message: None)
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    return products, warnings


def prices(product: Product) -> tuple[Any, ...]:
    assert product.wholesale_price and product.retail_price  # noqa: PT018
    return (product.wholesale_price.amount, product.retail_price.amount, product.wholesale_price.currency)


def illustrated() -> list[list[Any]]:
    rows: list[list[Any]] = [HEADER]
    for n in range(20):
        row = [n + 1, None, f"{NAMES[n % 9]} {n}", f"09{n:02d}71", f"64112547615{n:02d}", "009", "black, white"]
        rows.append([*row, f"{66 + n}.65", str(170 + n), 120 - n])
    return rows


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_table_with_a_picture_in_each_row(tmp_path: Path, form: str) -> None:
    rows, photos = illustrated(), [photo(n) for n in range(20)]
    if form == "xlsx":
        content = xlsx(rows, {f"B{n + 2}": content for n, content in enumerate(photos)})
    else:
        sheet = sheet_of("Sheet", rows)
        sheet.pictures = {(n + 1, 1): n + 1 for n in range(20)}
        content = xls([sheet], photos)
    products, warnings = read(tmp_path, content)
    assert [p.style_number for p in products] == [f"09{n:02d}71" for n in range(20)], "neither EAN nor row number"
    assert [p.name for p in products] == [f"{NAMES[n % 9]} {n}" for n in range(20)]
    assert [prices(p) for p in products] == [(f"{66 + n}.65", str(170 + n), None) for n in range(20)]
    assert all([(c.name, c.code) for c in p.colors] == [("black, white", "009")] for p in products)
    assert [len(p.images) for p in products] == [1] * 20
    assert len({p.images[0].image_id for p in products}) == 20
    assert [(p.source.sheet, p.source.row) for p in products] == [("Sheet", n + 2) for n in range(20)]
    assert all(f.row == p.source.row for p in products for name, f in p.fields.items() if name != "category")
    assert products[-1].source.page > 1
    assert warnings == []


def test_cards_of_a_sheet(tmp_path: Path) -> None:
    """Picture, name, code and colour, prices one under the other; three cards side by side, their names bold."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "MAISON HARROW SS26"
    sheet["A1"].font = Font(size=20, bold=True)
    for n in range(9):
        row, column = 3 + 10 * (n // 3), 1 + 3 * (n % 3)
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 100, 110
        sheet.add_image(image, f"{'ABCDEFG'[column - 1]}{row}")
        sheet.cell(row + 6, column, NAMES[n]).font = Font(bold=True)
        sheet.cell(row + 7, column, f"MH-{100 + n}")
        sheet.cell(row + 7, column + 1, COLORS[n])
        sheet.cell(row + 8, column, 40.5 + n).number_format = '"WS" $0.00'
        sheet.cell(row + 8, column + 1, 99 + n).number_format = '"RRP" $0.00'
    products, _ = read(tmp_path, saved(book))
    assert [p.name for p in products] == NAMES
    assert [p.style_number for p in products] == [f"MH-{100 + n}" for n in range(9)]
    assert [p.colors[0].name for p in products] == COLORS
    assert [prices(p) for p in products] == [(f"{40 + n}.50", f"{99 + n}.00", "USD") for n in range(9)]
    assert [len(p.images) for p in products] == [1] * 9
    assert [p.source.row for p in products] == [9] * 3 + [19] * 3 + [29] * 3
    assert {p.category for p in products} == {None}, "names are no headings"


def test_cards_with_labels_in_one_column_and_values_in_the_next(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for n in range(8):
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 90, 100
        book.active.add_image(image, f"A{2 + 7 * n}")
        fields = [("Style", f"0{n}71"), ("Name", NAMES[n]), ("Colour", COLORS[n]), ("Wholesale", 20.5), ("RRP", 50)]
        for k, (label, value) in enumerate(fields):
            book.active.cell(2 + 7 * n + k, 3, label)
            book.active.cell(2 + 7 * n + k, 4, value).number_format = '"€" #,##0.00' if k > 2 else "General"
    products, _ = read(tmp_path, saved(book))
    assert [(p.style_number, p.name) for p in products] == [(f"0{n}71", NAMES[n]) for n in range(8)]
    assert [prices(p) for p in products] == [("20.50", "50.00", "EUR")] * 8
    assert [len(p.images) for p in products] == [1] * 8


def test_a_plain_table_under_a_title_with_sections_and_a_total(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Price list SS26"])
    sheet.append(["Prices in EUR, excl. VAT. Minimum order 500 EUR"])
    sheet.append([])
    header = ["EAN", "Style No.", "Product", "Colour", "Sizes", "Fabric", "Stock", "Wholesale", "RRP", "Order qty"]
    sheet.append(header)
    for n in range(9):
        if n in (0, 4, 7):
            sheet.append([["DRESSES", "KNITWEAR", "BAGS"][(0, 4, 7).index(n)]])
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=10)
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        row = [4006381333931 + n, 1234 + n, NAMES[n], COLORS[n], "S, M, L", "100% linen", 3 + n, 20.5 + n, 50 + n]
        sheet.append(row)
        sheet.cell(sheet.max_row, 2).number_format = "000000"
        sheet.cell(sheet.max_row, 8).number_format = sheet.cell(sheet.max_row, 9).number_format = '#,##0.00 "€"'
    sheet.append([None] * 6 + ["Total", 220.5])
    products, _ = read(tmp_path, saved(book))
    assert [p.style_number for p in products] == [f"00{1234 + n}" for n in range(9)]
    assert [p.name for p in products] == NAMES
    assert [p.category for p in products] == ["DRESSES"] * 4 + ["KNITWEAR"] * 3 + ["BAGS"] * 2
    assert [prices(p) for p in products] == [(f"{20 + n}.50", f"{50 + n}.00", "EUR") for n in range(9)]
    assert all((p.sizes, p.materials, p.images) == (["S", "M", "L"], "100% linen", []) for p in products)
    assert [p.source.row for p in products] == [6, 7, 8, 9, 11, 12, 13, 15, 16]


def test_a_german_csv_with_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    rows = ["Artikel-Nr.;Bezeichnung;Farbe;Größen;EAN;Bestand;EK netto;UVP"]
    rows += [
        f"00{n}17;Strickjacke „Zopf {'ABCDEFGHI'[n]}“;{color};36-44;40063813339{n:02d};{10 + n};{price};{59 + n},90 €"
        for n, (color, price) in enumerate([("Schwarz", "20,00"), ("Weiß", "1.021,50"), ("Grün", "22,00")])
    ]
    products, _ = read(tmp_path, "\r\n".join(rows).encode("cp1252"))
    assert [p.style_number for p in products] == ["00017", "00117", "00217"]
    assert products[0].name == "Strickjacke „Zopf A“"
    assert [p.colors[0].name for p in products] == ["Schwarz", "Weiß", "Grün"]
    wholesale, retail = ["20.00", "1021.50", "22.00"], ["59.90", "60.90", "61.90"]
    assert [prices(p)[:2] for p in products] == list(zip(wholesale, retail, strict=True))
    assert [(p.source.sheet, p.source.row) for p in products] == [("CSV", 2), ("CSV", 3), ("CSV", 4)]


def test_a_merged_cell_holds_for_its_rows(tmp_path: Path) -> None:
    """One product in three colours where the prices are alike, one a row where they are not."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Photo", "Style", "Name", "Colour", "Colour code", "Wholesale EUR", "Retail EUR"])
    for n in range(4):
        top = 2 + 3 * n
        for k in range(3):
            row = [None, None, None, COLORS[n + k], f"{n}{k}1", 20 + n + (k if n == 3 else 0), 50 + n]
            sheet.append(row)
        sheet.cell(top, 2, f"ST-20{n}")
        sheet.cell(top, 3, NAMES[n])
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 60, 55
        sheet.add_image(image, f"A{top}")
        for column in (1, 2, 3):
            sheet.merge_cells(start_row=top, start_column=column, end_row=top + 2, end_column=column)
    products, _ = read(tmp_path, saved(book))
    assert [p.style_number for p in products] == ["ST-200", "ST-201", "ST-202", *["ST-203"] * 3]
    assert [(c.name, c.code) for c in products[0].colors] == [("Ivory", "001"), ("Black", "011"), ("Navy", "021")]
    assert [prices(p) for p in products[:3]] == [(str(20 + n), str(50 + n), "EUR") for n in range(3)]
    assert [p.source.row for p in products] == [2, 5, 8, 11, 12, 13]
    assert [len(p.images) for p in products[:3]] == [1, 1, 1]
    assert [p.colors[0].code for p in products[3:]] == ["301", "311", "321"]


def test_sizes_that_are_columns_to_order_in(tmp_path: Path) -> None:
    header = ["SKU", "Description", "Color", "34", "36", "38", "40", "42", "Unit Price", "Suggested\nRetail"]
    rows: list[list[Any]] = [header]
    rows += [[f"{7000 + n}", NAMES[n], COLORS[n], *[None] * 5, 20.25, 51] for n in range(5)]
    rows += [["8000", NAMES[5], COLORS[5], "-", 3, 4, 5, "-", 20.25, 51]]
    products, _ = read(tmp_path, xlsx(rows))
    assert [p.style_number for p in products] == [*[f"{7000 + n}" for n in range(5)], "8000"]
    assert [p.sizes for p in products] == [*[["34", "36", "38", "40", "42"]] * 5, ["36", "38", "40"]]
    assert products[0].retail_price == Money(amount="51")


def test_sheets_are_categories_and_a_table_ends_with_its_sheet(tmp_path: Path) -> None:
    header = ["Style #", "Name", "Color", "WHS", "MSRP"]
    sheets = []
    for name, first in (("Dresses", 0), ("Knitwear", 3), ("Bags", 6)):
        rows = [[f"A{n}-10", NAMES[n], COLORS[n], 10.5 + n, 25 + n] for n in range(first, first + 3)]
        sheets.append(sheet_of(name, [header, *rows]))
    sheets.append(sheet_of("Contacts", [["Ana", "Sales", "Berlin", 3.5, 400], ["Tom", "Sales", "Paris", 7.5, 500]]))
    products, _ = read(tmp_path, xls(sheets))
    assert [p.style_number for p in products] == [f"A{n}-10" for n in range(9)]
    assert [p.category for p in products] == ["Dresses"] * 3 + ["Knitwear"] * 3 + ["Bags"] * 3
    assert [(p.source.sheet, p.source.row) for p in products[2:4]] == [("Dresses", 4), ("Knitwear", 2)]


def test_sections_inside_sheets_come_before_the_sheets_names(tmp_path: Path) -> None:
    """Names that differ by a number alone divide nothing."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, headings in enumerate([["Coats", "Ceramics"], ["Knits", "Extras"]]):
        sheet = book.create_sheet(f"Autumn-Winter 2026 {number + 1}")
        sheet.append(["Model", "Description", "Colours", "Price"])
        for k, heading in enumerate(headings):
            sheet.append([heading])
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=4)
            for n in range(5):
                sheet.append([f"JM-{number}{k}{n}-10", NAMES[n], COLORS[n], 120 + n])
    products, _ = read(tmp_path, saved(book))
    assert [p.category for p in products] == [
        c for name in ("Coats", "Ceramics", "Knits", "Extras") for c in [name] * 5
    ]
    for sheet in book:
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, 2).value is None:
                sheet.unmerge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
                sheet.delete_rows(row)
    products, _ = read(tmp_path, saved(book))
    assert len(products) == 20
    assert not any("Autumn" in (p.category or "") for p in products)


def test_a_table_goes_on_over_pages_without_its_header(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Style", "Name", "Category", "Colour", "Material"]]
    rows += [
        [f"LX-{1000 + n}", f"{NAMES[n % 9]} {n}", "Tops" if n < 70 else "Coats", COLORS[n % 9], "Wool"]
        for n in range(150)
    ]
    products, _ = read(tmp_path, xlsx(rows))
    assert [p.style_number for p in products] == [f"LX-{1000 + n}" for n in range(150)], "also where it has no prices"
    assert [p.category for p in products] == ["Tops"] * 70 + ["Coats"] * 80
    assert products[-1].source.page == 3


def test_short_codes_beside_numbers_are_no_contents_page(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Style", "Name", "WS", "RRP"], *([f"A{n}", "Coat", 9.5, 5 + n // 60] for n in range(600))]
    products, _ = read(tmp_path, xlsx(rows))
    assert len(products) == 600
    assert {p.category for p in products} == {None}


def test_warnings_and_errors_name_the_file(tmp_path: Path) -> None:
    rows = [["Style", "Name", "Wholesale", "RRP", "Total"], ["A-100", "Coat", 20, 50, "=C2*2"]]
    _, warnings = read(tmp_path, xlsx(rows))
    assert [(w.code, w.message.partition(":")[0]) for w in warnings] == [("formula_without_value", "linesheet")]
    with pytest.raises(PhaseError, match="linesheet: This workbook is protected") as caught:
        read(tmp_path, ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}))
    assert caught.value.code == "encrypted_workbook"


def test_a_damaged_picture_is_a_warning(tmp_path: Path) -> None:
    sheet = sheet_of("Bags", [["Style", "Name", "WS", "RRP"], ["A-100", "Coat", 20, 50], ["A-101", "Hat", 10, 30]])
    sheet.pictures = {(1, 4): 1, (2, 4): 2}
    products, warnings = read(tmp_path, xls([sheet], [b"\xff\xd8\xff" + bytes(400), photo(2)]))
    assert [len(p.images) for p in products] == [0, 1]
    assert [w.code for w in warnings] == ["picture_unreadable"]


def test_only_a_spreadsheet_s_products_are_stored_with_sheet_and_row(tmp_path: Path) -> None:
    products, _ = read(tmp_path, xlsx([["Style", "Name", "WS", "RRP"], ["A-100", "Coat", 20, 50]]))
    kept = stored(products[0], {})
    assert (kept["source"]["sheet"], kept["fields"]["name"]["row"]) == ("Sheet", 2)
    for place in (products[0].source, *products[0].fields.values()):
        place.sheet = place.row = None
    kept = stored(products[0], {})
    assert not {"sheet", "row"} & {*kept["source"], *kept["fields"]["name"]}


def test_the_command_line_takes_spreadsheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "linesheet.csv"
    path.write_text("Style,Name,WS,RRP\nA-100,Coat,20,50\n")
    assert main([str(path), "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.startswith("1 products")
    path.write_bytes(b"\0\1\2")
    assert main([str(path), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith("linesheet.csv: This file is not a spreadsheet that can be read.")


@pytest.mark.skipif(not REAL.is_file(), reason="../shared/data is absent")
def test_a_real_xls_of_32_products(tmp_path: Path) -> None:
    products, warnings = read(tmp_path, REAL.read_bytes())
    assert len(products) == 32
    first = products[0]
    assert (first.style_number, first.name) == ("091271", "All Day Bucket Solid olkalaukku")
    assert prices(first) == ("66.65", "170", None)
    assert [(c.name, c.code) for c in first.colors] == [("musta", "009")]
    assert all(p.colors[0].name and len(p.colors[0].code or "") == 3 and len(p.colors) == 1 for p in products)
    assert all(len(p.images) == 1 and len(p.style_number or "") == 6 for p in products)
    assert len({p.images[0].image_id for p in products}) == 32
    assert [p.source.row for p in products] == list(range(2, 34))
    assert warnings == []
