"""Spreadsheets of orders to grids: what a cell shows and stores, merged cells, and formulas nobody computed."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt  # type: ignore[import-untyped]

from shared.reading.errors import EmptyWorkbook, NotAWorkbook, ReadingError, TooManyRows
from shared.reading.formula_parts import NotSimple
from shared.reading.formulas import Value, Wrong, compiled
from shared.reading.grid_sheets import SheetGrids, read_sheets
from shared.reading.grids import CellGrid
from tests.data.workbooks import saved, sheet_of, xls

HEADER = ["Style", "Name", "Qty", "Cost", "Total"]


def sheets_of(folder: Path, content: bytes, name: str = "order.xlsx") -> SheetGrids:
    path = folder / name
    path.write_bytes(content)
    return read_sheets(path)


def book_of(*rows: list[Any], title: str = "Order") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def only(folder: Path, content: bytes) -> CellGrid:
    (grid,) = sheets_of(folder, content).grids()
    return grid


def cells_of(grid: CellGrid) -> dict[str, str]:
    """Texts by place, as a person names it ("B2")."""
    return {f"{chr(65 + c.column)}{row.row}": c.text for row in grid.rows for c in row.cells}


def numbers_of(grid: CellGrid) -> dict[str, str | None]:
    return {f"{chr(65 + c.column)}{row.row}": c.number for row in grid.rows for c in row.cells}


def packed(content: bytes, **changes: tuple[str, str]) -> bytes:
    """A workbook's file with a pattern replaced in parts; `__` in a part's name is a slash, `_xml` its end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            change = changes.get(name.replace("/", "__").replace(".xml", "_xml"))
            if change:
                text, count = re.subn(change[0], change[1], data.decode(), flags=re.S)
                assert count, f"nothing to change in {name}"
                data = text.encode()
            target.writestr(name, data)
    return out.getvalue()


def test_a_sheet_is_one_grid_with_its_title_and_totals(tmp_path: Path) -> None:
    book = book_of(["PURCHASE ORDER"], [], HEADER, ["A1", "Coat", 2, 66.65, 133.3], [], ["Total", None, 2, None, 133.3])
    book.active["D4"].number_format = '"$"#,##0.00'
    book.active["A1"].font = openpyxl.styles.Font(bold=True)
    book.active.merge_cells("A1:C1")
    grid = only(tmp_path, saved(book))
    assert (grid.kind, grid.sheet, grid.columns) == ("sheet", "Order", 5)
    assert [row.row for row in grid.rows] == [1, 3, 4, 6]
    title = grid.rows[0].cells[0]
    assert (title.text, title.bold, title.columns, title.rows) == ("PURCHASE ORDER", True, 3, 1)
    assert cells_of(grid)["D4"] == "$66.65"
    assert numbers_of(grid) | {"A1": None} == numbers_of(grid)
    assert numbers_of(grid)["D4"] == "66.65"
    assert all(cell.bbox is not None for row in grid.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("value", "form", "text", "number"),
    [
        (66.650000000000006, "General", "66.65", "66.65"),
        (1.005, "0.00", "1.01", "1.005"),
        (0.15, "0%", "15%", "0.15"),
        (4006381333931, "0", "4006381333931", "4006381333931"),
        (7, "00000", "00007", "7"),
        (-3, "General", "-3", "-3"),
        (46000, "yyyy-mm-dd", "2025-12-09", None),
        ("007", "General", "007", None),
    ],
)
def test_a_number_is_told_as_shown_and_as_stored(
    value: object, form: str, text: str, number: str | None, tmp_path: Path
) -> None:
    book = book_of([value])
    book.active["A1"].number_format = form
    cell = only(tmp_path, saved(book)).rows[0].cells[0]
    assert (cell.text, cell.number) == (text, number)


def test_an_old_workbook_stores_numbers_too(tmp_path: Path) -> None:
    content = xls([sheet_of("Order", [["Style", "Qty"], ["A1", 12.5]])])
    grid = next(sheets_of(tmp_path, content, "order.xls").grids())
    assert numbers_of(grid)["B2"] == "12.5"


def test_hidden_sheets_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    book = book_of(HEADER, ["A1", "Coat", 2, 5, 10], ["A2", "Hat", 1, 5, 5])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Prices").append(["secret"])
    book["Prices"].sheet_state = "hidden"
    sheets = sheets_of(tmp_path, saved(book))
    (grid,) = sheets.grids()
    assert cells_of(grid) == {"A1": "Style", "C1": "Qty", "D1": "Cost", "E1": "Total", "A3": "A2"} | {
        "C3": "1",
        "D3": "5",
        "E3": "5",
    }
    assert [code for code, _ in sheets.warnings] == ["hidden_left_out"]


def test_formulas_that_nobody_computed_are_worked_out(tmp_path: Path) -> None:
    book = book_of(HEADER, ["A1", "Coat", 2, 66.65, "=C2*D2"], ["A2", "Hat", 3, 10, "=ROUND(C3*D3*(1-10%),2)"])
    book.active.append(["Total", None, "=SUM(C2:C3)", None, "=SUM(E2:E3)"])
    book.active["E2"].number_format = "#,##0.00"
    sheets = sheets_of(tmp_path, saved(book))
    (grid,) = sheets.grids()
    assert {k: v for k, v in numbers_of(grid).items() if k in ("E2", "E3", "C4", "E4")} == {
        "E2": "133.3",
        "E3": "27",
        "C4": "5",
        "E4": "160.3",
    }
    assert cells_of(grid)["E2"] == "133.30"
    assert not sheets.warnings


def test_a_formula_may_refer_to_another_sheet_even_a_hidden_one(tmp_path: Path) -> None:
    book = book_of(["A1", 2, "='Price list'!B1*B1"])
    book.create_sheet("Price list").append(["A1", 12.5])
    book["Price list"].sheet_state = "hidden"
    assert numbers_of(only(tmp_path, saved(book)))["C1"] == "25"


def test_a_copied_formula_moves_with_its_cell(tmp_path: Path) -> None:
    book = book_of([2, 3, "=A1*B1*$D$1", 10], [4, 5, "=0"], [6, 7, "=0"])
    content = packed(
        saved(book),
        xl__worksheets__sheet1_xml=(
            r"<f>A1\*B1\*\$D\$1</f>(.*?)<f>0</f>(.*?)<f>0</f>",
            r'<f t="shared" ref="C1:C3" si="0">A1*B1*$D$1</f>\1<f t="shared" si="0"/>\2<f t="shared" si="0"/>',
        ),
    )
    numbers = numbers_of(only(tmp_path, content))
    assert [numbers["C1"], numbers["C2"], numbers["C3"]] == ["60", "200", "420"]


def test_results_that_a_program_only_pretended_to_save_are_worked_out(tmp_path: Path) -> None:
    """XlsxWriter saves 0 with every formula, and asks Excel to compute the workbook when it is opened."""
    book = book_of(["A1", 2, 5, "=B1*C1", "=TODAY()"])
    content = packed(saved(book), xl__worksheets__sheet1_xml=(r"</f><v */>|</f><v></v>", "</f><v>0</v>"))
    sheets = sheets_of(tmp_path, content)
    (grid,) = sheets.grids()
    assert numbers_of(grid)["D1"] == "10"
    assert "E1" not in cells_of(grid)
    assert [code for code, _ in sheets.warnings] == ["formula_without_value"]


@pytest.mark.parametrize(
    ("saved_value", "number", "code"),
    [("<v>9.5</v>", "9.5", "formula_outside"), ("<v></v>", None, "formula_outside_empty")],
)
def test_a_formula_that_points_outside_is_told(saved_value: str, number: str | None, code: str, tmp_path: Path) -> None:
    book = book_of(["A1", 2, "=[1]Prices!B2"])
    content = packed(
        saved(book),
        xl__worksheets__sheet1_xml=(r"</f><v */>|</f><v></v>", f"</f>{saved_value}"),
        xl__workbook_xml=(r' fullCalcOnLoad="1"', ""),
    )
    sheets = sheets_of(tmp_path, content)
    (grid,) = sheets.grids()
    assert numbers_of(grid).get("C1") == number
    assert [said for said, _ in sheets.warnings] == [code]


def test_formulas_in_a_circle_end(tmp_path: Path) -> None:
    sheets = sheets_of(tmp_path, saved(book_of(["A1", "=C1+1", "=B1+1"])))
    assert [code for code, _ in sheets.warnings] == ["formula_without_value"]


def test_running_totals_over_many_rows_are_worked_out(tmp_path: Path) -> None:
    rows = [[1, f"=B{n - 1}+A{n}" if n > 1 else "=A1"] for n in range(1, 3001)]
    assert numbers_of(only(tmp_path, saved(book_of(*rows))))["B3000"] == "3000"


def test_formulas_of_an_old_workbook_are_worked_out(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet, prices = book.add_sheet("Order"), book.add_sheet("Prices")
    prices.write(0, 0, 12.5)
    prices.visibility = 1
    for column, value in enumerate([2, 5.25, xlwt.Formula("A1*B1"), xlwt.Formula("A1*Prices!A1")]):
        sheet.write(0, column, value)
    sheet.write(1, 2, xlwt.Formula("SUM(C1:D1)"), xlwt.easyxf(num_format_str="0.00"))
    sheet.write(2, 2, xlwt.Formula("NOW()"))
    out = io.BytesIO()
    book.save(out)
    sheets = sheets_of(tmp_path, out.getvalue(), "order.xls")
    (grid,) = sheets.grids()
    assert cells_of(grid) == {"A1": "2", "B1": "5.25", "C1": "10.5", "D1": "25", "C2": "35.50"}
    assert {code for code, _ in sheets.warnings} == {"hidden_left_out", "formula_without_value"}


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    content = saved(book_of(HEADER, ["A1", "Coat", 2, 5, 10]))
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no code that can be run")
    content = packed(
        out.getvalue(),
        **{"[Content_Types]_xml": ("spreadsheetml.sheet.main", "sheet.macroEnabled.main")},
    )
    grid = next(sheets_of(tmp_path, content, "order.xlsm").grids())
    assert cells_of(grid)["A2"] == "A1"


def test_more_rows_than_can_be_read_are_refused(tmp_path: Path) -> None:
    lines = "style,qty\n" + "".join(f"A{n},{n}\n" for n in range(100_000))
    with pytest.raises(TooManyRows) as caught:
        sheets_of(tmp_path, lines.encode(), "order.csv")
    assert caught.value.code == "too_many_rows"
    assert "20,000" in caught.value.message


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"PK\x03\x04[Content_Types].xml cut off", ReadingError),
        (b"%PDF-1.7 no sheet", NotAWorkbook),
        (saved(openpyxl.Workbook()), EmptyWorkbook),
    ],
)
def test_what_is_no_workbook_is_told(content: bytes, error: type[ReadingError], tmp_path: Path) -> None:
    with pytest.raises(error):
        sheets_of(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (b"style;qty;price\nA1;12;66,65\n", {"A2": "A1", "B2": "12", "C2": "66,65"}),
        (b"style^qty^price\nA1^12^66,65\nA2^3^5,00\n", {"C2": "66,65"}),
        (b"style\tqty\nA1\t12\nA2\t3\n", {"B3": "3"}),
        ("style|qty|couleur\nA1|12|été\nA2|1|noir\n".encode("cp1252"), {"C2": "été"}),
        ("style,qty\nA1,12\nA2,5\n".encode("utf-16"), {"B2": "12"}),
    ],
    ids=["semicolon", "caret", "tab", "windows", "utf-16"],
)
def test_text_files_are_read_by_any_delimiter(content: bytes, cells: dict[str, str], tmp_path: Path) -> None:
    grid = next(sheets_of(tmp_path, content, "order.csv").grids())
    assert cells_of(grid) | cells == cells_of(grid)


class Sheet:
    """Cells for formulas: A1 = 2, A2 = 3.5, A3 = "x", A4 empty."""

    values: tuple[Value, ...] = (Decimal(2), Decimal("3.5"), "x", None)

    def cell(self, sheet: str | None, place: Any) -> Value:
        return self.values[place.row]

    def area(self, sheet: str | None, first: Any, last: Any) -> list[Value]:
        return list(self.values[first.row : last.row + 1])


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1+A2*2", "9"),
        ("-(A1-5)^2", "9"),
        ("(A1+A2)/2", "2.75"),
        ("A2*10%", "0.35"),
        ("SUM(A1:A4)", "5.5"),
        ("SUM(A1,A2,10)", "15.5"),
        ("PRODUCT(A1:A4)", "7"),
        ("SUMPRODUCT(A1:A2,A1:A2)", "16.25"),
        ("ROUND(A2/A1,1)", "1.8"),
        ("ROUND(2.5,0)", "3"),
        ("ROUNDDOWN(A2,0)", "3"),
        ("SUBTOTAL(9,A1:A2)", "5.5"),
        ('IF(A4="",0,A1)', "0"),
        ("IF(A1>=2,A2,1)", "3.5"),
        ("IFERROR(A1/A4,7)", "7"),
        ("MAX(A1:A3)-MIN(A1:A3)", "1.5"),
        ("+A1", "2"),
        ("1.5e3", "1500"),
    ],
)
def test_formulas(formula: str, value: str) -> None:
    assert compiled(formula)(Sheet()) == Decimal(value)


def test_texts_are_joined() -> None:
    assert compiled('"AB-"&A1&"/"&A3')(Sheet()) == "AB-2/x"


@pytest.mark.parametrize("formula", ["A1/0", "A3*2", "ROUND(A3,1)"])
def test_what_a_spreadsheet_shows_as_an_error_is_one(formula: str) -> None:
    with pytest.raises(Wrong):
        compiled(formula)(Sheet())


@pytest.mark.parametrize(
    "formula", ["VLOOKUP(A1,B:C,2,0)", "Prices", "[1]Sheet1!A1", "A1+", "(A1", "A1 A2", "(" * 60 + "1" + ")" * 60, ""]
)
def test_what_is_not_simple_is_left_alone(formula: str) -> None:
    with pytest.raises(NotSimple):
        compiled(formula)
