"""Spreadsheets to pages: what a person sees in the cells, where it stands, and the pictures over it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.styles import Font
from PIL import Image

from shared.reading.pictures import UnreadablePicture
from shared.reading.sheet_layout import SheetPage
from shared.reading.sheet_numbers import general, shown, shown_text
from shared.reading.sheet_render import render_sheet
from shared.reading.sheets import Workbook, open_workbook
from shared.reading.text import Line, arranged
from tests.data.workbooks import SheetImage, XlsSheet, photo, saved, sheet_of, xls, xlsx

ROWS: list[list[Any]] = [["Style", "Name", "Wholesale", "RRP"], [91271, "Coat", 66.65, 170], [12, "Hat", 12.0, 30.5]]


def book_of(tmp_path: Path, content: bytes) -> Workbook:
    path = tmp_path / "workbook"
    path.write_bytes(content)
    with open_workbook(path) as workbook:
        for page in workbook.pages():
            for placed in page.placed():
                placed.take()  # read while the file is open
        return workbook


def lines_of(page: SheetPage) -> list[Line]:
    return arranged(page.words()).read_lines()


def texts(page: SheetPage) -> list[str]:
    return [line.text for line in lines_of(page)]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (66.65, '"€" #,##0.00', "€ 66.65"),
        (66.65, "#,##0.00\\ [$EUR]", "66.65 EUR"),
        (1234.5, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)', "$1,234.50"),
        (0, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)', "$-"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (91271, "000000", "091271"),
        (123456, "000-000", "123-456"),
        (12.0, "General", "12"),
        (6411254761540.0, "General", "6411254761540"),
        (66.650000000000006, "General", "66.65"),
        (0.125, "General", "0.125"),
        (12.345, "General", "12.35"),  # three decimals would be read as thousands
        (1.25, "0.000", "1.25"),
        (1.255, "[$KD] 0.000", "KD 1.255"),
        (0.25, "0%", "25%"),
        (45000, "dd/mm/yyyy", "15/03/2023"),
        (45000.52, "d-mmm-yy h:mm", "15-Mar-23 12:28"),
        (-3, "0.00", "-3.00"),
        (-3, "0.00;[Red](0.00)", "(3.00)"),
        (12.5, "#.##", "12.5"),
        (2.675, "0.00", "2.68"),
        (1500, "0.0,", "1.5"),
        (5, '"sold out"', "sold out"),
        (float("nan"), "0.00", ""),
        (1e300, "dd/mm/yyyy", "1" + "0" * 300),
    ],
)
def test_numbers_are_shown_by_their_formats(value: float, form: str, text: str) -> None:
    found = shown(value, form)
    assert (found[:1] + str(len(found)) if value > 1e20 else found) == ("1301" if value > 1e20 else text)


def test_formats_of_texts() -> None:
    assert shown_text("0071", "@") == "0071"
    assert shown_text("71", '"Art. "@') == "Art. 71"
    assert general(-12.0) == "-12"


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_cells_are_lines_inside_their_borders(tmp_path: Path, form: str) -> None:
    if form == "xlsx":
        content = xlsx(ROWS, A="000000", C='"€" #,##0.00')
    else:
        content = xls([sheet_of("Bags", ROWS, {0: 2, 2: 1})])
    workbook = book_of(tmp_path, content)
    (page,) = workbook.pages()
    assert texts(page) == [*ROWS[0], "091271", "Coat", "€ 66.65", "170", "000012", "Hat", "€ 12.00", "30.5"]
    downs, acrosses = ([box[n] for box in rules] for n, rules in ((0, page.rules.down), (1, page.rules.across)))
    for n, line in enumerate(lines_of(page)):
        x0, y0, x1, y1 = line.bbox
        assert downs[n % 4] < x0 < x1 < downs[n % 4 + 1]
        assert acrosses[n // 4] < y0 < y1 < acrosses[n // 4 + 1]
    assert [row for _, row in page.text.rows] == [1, 2, 3]
    assert [y for y, _ in page.text.rows] == acrosses[:-1]
    assert page.text.sheet == ("Sheet" if form == "xlsx" else "Bags")
    assert workbook.warnings == ()


def test_nothing_of_a_sheet_is_at_a_page_s_edge(tmp_path: Path) -> None:
    """There running heads, feet and page numbers are looked for; a stock of 7 in the last row was one."""
    (page,) = book_of(tmp_path, xlsx(ROWS)).pages()
    height = page.size[1]
    assert all(0.15 * height < line.bbox[1] and line.bbox[3] < 0.85 * height for line in lines_of(page))


def test_fonts_come_with_the_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "SPRING"
    book.active["A1"].font = Font(size=20, bold=True, italic=True, color="FF203040")
    book.active["A2"] = "plain"
    first, second = lines_of(next(book_of(tmp_path, saved(book)).pages()))
    assert (first.size, first.style.bold, first.style.italic, first.style.color) == (20, True, True, 0x203040)
    assert (second.size, second.style.bold) == (11, False)


def test_a_merged_cell_is_one_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Coat"
    book.active["C3"] = "end"
    book.active.merge_cells("A1:B3")
    (page,) = book_of(tmp_path, saved(book)).pages()
    (box,) = page.rules.boxes
    assert (box[0], box[2]) == (page.rules.down[0][0], page.rules.down[2][0])
    assert (box[1], box[3]) == (page.rules.across[0][1], page.rules.across[3][1])
    x0, y0, _, y1 = lines_of(page)[0].bbox
    assert abs((y0 + y1) / 2 - (box[1] + box[3]) / 2) < 2 and x0 > box[0]  # noqa: PT018


def test_lines_of_a_cell_are_lines_but_a_wrapped_header_is_one(tmp_path: Path) -> None:
    rows = [["Style", "Name", "Wholesale\nprice"], ["A1", "Coat\nWS $ 20.00\nRRP $ 50.00", 20]]
    (page,) = book_of(tmp_path, xlsx(rows)).pages()
    assert texts(page) == ["Style", "Name", "Wholesale price", "A1", "Coat", "WS $ 20.00", "RRP $ 50.00", "20"]
    boxes = [line.bbox for line in lines_of(page)[4:7]]
    assert boxes[0][3] <= boxes[1][1] + 3 and boxes[1][3] <= boxes[2][1] + 3  # noqa: PT018


def test_what_is_hidden_or_empty_is_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    book.create_sheet("empty")
    secret = book.create_sheet("secret")
    secret.append(["secret"])
    secret.sheet_state = "hidden"
    workbook = book_of(tmp_path, saved(book))
    (page,) = workbook.pages()
    assert texts(page) == ["Style", "Wholesale", "RRP", "12", "12", "30.5"]
    assert [row for _, row in page.text.rows] == [1, 3]
    assert [code for code, _ in workbook.warnings] == ["hidden_left_out"]


def test_sheets_begin_new_pages_under_their_names(tmp_path: Path) -> None:
    workbook = book_of(tmp_path, xls([sheet_of("Bags", ROWS), sheet_of("Sheet2", ROWS), XlsSheet("x", hidden=True)]))
    first, second = workbook.pages()
    assert [page.number for page in (first, second)] == [1, 2]
    assert texts(first)[:2] == ["Bags", "Style"]
    assert lines_of(first)[0].size == 20
    assert texts(second)[0] == "Style", "a name that nobody gave says nothing"
    assert workbook.page(2).text == second.text


def test_formulas_give_their_cached_values(tmp_path: Path) -> None:
    workbook = book_of(tmp_path, xlsx([["Total"], ["=1+2"]]))
    assert texts(next(workbook.pages())) == ["Total"]
    assert [code for code, _ in workbook.warnings] == ["formula_without_value"]


def test_long_sheets_are_cut_into_pages(tmp_path: Path) -> None:
    rows = [["Style", "Name"], *([f"A-{n}", f"Coat {n}"] for n in range(500))]
    pages = list(book_of(tmp_path, xlsx(rows)).pages())
    assert all(len(page.text.rows) <= 80 for page in pages)
    assert [row for page in pages for _, row in page.text.rows] == list(range(1, 502))


def test_a_cut_leaves_pictures_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for n in range(40):
        book.active.cell(1 + 7 * n, 3, f"Coat {n}")
        image = SheetImage(io.BytesIO(photo(n)))
        image.width, image.height = 80, 7 * 19
        book.active.add_image(image, f"A{1 + 7 * n}")
    pages = list(book_of(tmp_path, saved(book)).pages())
    assert len(pages) > 3
    for page in pages:
        top, bottom = page.rules.across[0][1], page.rules.across[-1][1]
        assert all(top - 1 <= box[1] and box[3] <= bottom + 1 for _, box in page.pictures)
    assert sum(len(page.pictures) for page in pages) == 40


def test_long_empty_stretches_are_shortened(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "first"
    book.active["XFD1048576"] = "far"
    (page,) = book_of(tmp_path, saved(book)).pages()
    assert texts(page) == ["first", "far"]
    assert page.size[0] < 600
    assert page.text.rows[-1][1] == 1_048_576


def test_pictures_lie_where_they_are_anchored(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    anchors = [
        TwoCellAnchor(_from=AnchorMarker(col=4, row=1), to=AnchorMarker(col=5, row=3)),
        "G2",
        AbsoluteAnchor(pos=XDRPoint2D(0, 0), ext=XDRPositiveSize2D(12700 * 96, 12700 * 30)),
    ]
    for n, anchor in enumerate(anchors):
        image = SheetImage(io.BytesIO(photo(n, form="PNG" if n else "JPEG")))
        image.width, image.height = 64, 20
        image.anchor = anchor
        sheet.add_image(image)
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book))
    with open_workbook(path) as workbook:
        (page,) = workbook.pages()
        assert [p.take().jpeg is None for p in page.placed()] == [False, True, True], "JPEGs are kept as they are"
    two, one, absolute = (box for _, box in page.pictures)
    xs, ys = [box[0] for box in page.rules.down], [box[1] for box in page.rules.across]
    assert two == pytest.approx((xs[4], ys[1], xs[5], ys[3]), abs=0.2)
    assert one[:2] == pytest.approx((xs[6], ys[1]), abs=0.2)
    assert (one[2] - one[0], one[3] - one[1]) == pytest.approx((48, 15), abs=2)
    assert absolute == pytest.approx((xs[0], ys[0], xs[2], ys[2]), abs=2)


def test_pictures_of_an_xls_are_found_though_records_cut_them(tmp_path: Path) -> None:
    large, small = photo(1, (900, 800)), photo(2, form="PNG")
    assert len(large) > 3 * 8224
    sheets = [sheet_of("Bags", ROWS), sheet_of("Hats", ROWS)]
    sheets[0].pictures = {(1, 4): 1, (2, 4): 2}
    sheets[1].pictures = {(1, 5): 2}
    path = tmp_path / "a.xls"
    path.write_bytes(xls(sheets, [large, small]))
    with open_workbook(path) as workbook:
        first, second = workbook.pages()
        placed = first.placed()
        assert placed[0].take().jpeg == large
        assert placed[1].take().width == 120
        assert second.placed()[0].key == placed[1].key
    top = first.rules.across[1][1]
    assert placed[0].bbox[1] == pytest.approx(top + 80 / 16, abs=0.2)
    assert placed[0].bbox[3] == pytest.approx(top + 80 * 15 / 16, abs=0.2)


def test_a_transparent_picture_lies_on_white(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")
    (page,) = book_of(tmp_path, xlsx(ROWS, {"E2": out.getvalue()})).pages()
    path = tmp_path / "workbook"
    with open_workbook(path) as workbook:
        (placed,) = next(workbook.pages()).placed()
        assert placed.take().samples == b"\xff" * 4800
    assert len(page.pictures) == 1


def test_a_broken_picture_is_told_from_a_sound_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    sheet = sheet_of("Bags", ROWS)
    sheet.pictures = {(1, 4): 1, (2, 4): 2}
    path.write_bytes(xls([sheet], [b"\xff\xd8\xff" + bytes(400), photo(2)]))
    with open_workbook(path) as workbook:
        broken, sound = next(workbook.pages()).placed()
        with pytest.raises(UnreadablePicture):
            broken.take()
        assert sound.take().jpeg == photo(2)


def test_a_page_is_drawn_as_it_is_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx([["Style", "Имя", "价格"], ["A1", "Пальто", "五"]], {"E2": photo(3)}))
    png = render_sheet(path, 1, dpi=72)
    pixels = pymupdf.Pixmap(png)
    with open_workbook(path) as workbook:
        page = workbook.page(1)
    assert (pixels.width, pixels.height) == pytest.approx(page.size, abs=2)
    x0, y0, x1, y1 = page.pictures[0][1]
    inside = pixels.pixel(int((x0 + x1) / 2), int((y0 + y1) / 2))
    assert inside != (255, 255, 255)
    assert pixels.pixel(3, 3) == (255, 255, 255)
