"""Pages of orders to grids: columns and rows as a reader sees them, however a table is drawn."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.reading.grid_documents import read_order
from shared.reading.grids import CellGrid
from tests.data.drawn_orders import (
    A4,
    EDGES,
    HEADER,
    ROWS,
    Look,
    order,
    put,
    put_table,
    put_title,
    put_totals,
    saved,
    scanned,
)

WHOLE = [[cell.replace("\n", " ") for cell in row] for row in (HEADER, *ROWS)]


def grids_of(path: Path) -> list[CellGrid]:
    return read_order(path, lambda done, total: None)[1]


def tables_of(path: Path) -> list[CellGrid]:
    return [grid for grid in grids_of(path) if grid.kind == "table"]


def texts(grid: CellGrid) -> list[list[str]]:
    """Every row as texts, "" where a column is empty."""
    made = []
    for row in grid.rows:
        cells = [""] * grid.columns
        for cell in row.cells:
            cells[cell.column] = cell.text
        made.append(cells)
    return made


@pytest.mark.parametrize("rules", ["none", "all", "across", "down", "head", "bands"])
@pytest.mark.parametrize("centred", [False, True], ids=["top", "middle"])
def test_a_table_is_read_however_it_is_ruled(rules: str, centred: bool, tmp_path: Path) -> None:
    table = tables_of(saved(order(Look(rules=rules, centred=centred)), tmp_path))[0]
    assert texts(table)[: len(WHOLE)] == WHOLE
    assert all(cell.columns == 1 for row in table.rows[: len(WHOLE)] for cell in row.cells)


def test_every_cell_says_where_it_stands(tmp_path: Path) -> None:
    table = tables_of(saved(order(Look()), tmp_path))[0]
    first = table.rows[1]
    assert first.page == 1
    boxes = [cell.bbox for cell in first.cells]
    assert all(box and abs(box[1] - 196) < 8 for box in boxes)
    assert [cell.bold for cell in table.rows[0].cells] == [True] * 6
    assert not any(cell.bold for cell in first.cells)


@pytest.mark.parametrize("pitch", [12.0, 16.0, 22.0])
def test_figures_to_the_right_stand_under_headers_to_the_left(pitch: float, tmp_path: Path) -> None:
    table = tables_of(saved(order(Look(header_side="l", pitch=pitch)), tmp_path))[0]
    assert texts(table)[: len(WHOLE)] == WHOLE


def test_a_currency_in_a_column_of_its_own_belongs_to_the_amount(tmp_path: Path) -> None:
    edges = (40, 110, 280, 350, 400, 412, 470, 482, 550)
    rows = [[*HEADER[:4], "", "Unit Price", "", "Amount"], *([*r[:4], "$", r[4], "$", r[5]] for r in ROWS)]
    table = tables_of(saved(order(Look(edges, "lllrlrlr"), rows), tmp_path))[0]
    assert texts(table)[:3] == [HEADER, *([*r[:4], f"$ {r[4]}", f"$ {r[5]}"] for r in ROWS[:2])]


def test_a_currency_with_a_header_of_its_own_is_a_column(tmp_path: Path) -> None:
    edges = (40, 110, 280, 350, 390, 460, 550)
    rows = [["Style", "Description", "Qty", "Price", "Currency", "Amount"]]
    rows += [[r[0], r[1], r[3], r[4], "EUR", r[5]] for r in WHOLE[1:4]]
    table = tables_of(saved(order(Look(edges, "llrrlr"), rows), tmp_path))[0]
    assert texts(table)[:4] == rows


def test_thousands_parted_by_spaces_are_one_number(tmp_path: Path) -> None:
    rows = [
        ["Réf.", "Désignation", "Coloris", "Qté", "Prix unit.\nHT", "Montant\nHT"],
        ["AB-1", "Chemise", "Blanc", "1 200", "1 250,00", "1 500 000,00 EUR"],
        ["AB-2", "Manteau", "Marine", "3", "45,00", "135,00 EUR"],
    ]
    table = tables_of(saved(order(Look(), rows), tmp_path))[0]
    assert texts(table)[0] == ["Réf.", "Désignation", "Coloris", "Qté", "Prix unit. HT", "Montant HT"]
    assert texts(table)[1:3] == rows[1:]


def test_columns_that_are_empty_or_nearly_so_are_columns(tmp_path: Path) -> None:
    edges = (40, 110, 250, 310, 350, 390, 440, 490, 550)
    header = ["Style", "Description", "Colour", "Disc.", "Recd", "Qty", "Price", "Amount"]
    rows = [[*row[:3], "10%" if n == 1 else "", "", *row[3:]] for n, row in enumerate(WHOLE[1:4])]
    table = tables_of(saved(order(Look(edges, "lllrrrrr"), [header, *rows]), tmp_path))[0]
    assert texts(table)[:4] == [header, *rows]


def test_sizes_across_keep_their_columns(tmp_path: Path) -> None:
    edges = (40, 100, 220, 280, 305, 330, 355, 380, 410, 470, 550)
    header = ["Style", "Name", "Colour", "XS", "S", "M", "L", "XL", "Price", "Total"]
    rows = [
        [r[0], r[1], r[2], "2" if n % 2 else "", "4", "6", "4", "" if n % 3 else "1", r[4], r[5]]
        for n, r in enumerate(WHOLE[1:4])
    ]
    table = tables_of(saved(order(Look(edges, "lllcccccrr"), [header, *rows]), tmp_path))[0]
    assert texts(table)[:4] == [header, *rows]


def test_one_line_is_a_table_under_its_header(tmp_path: Path) -> None:
    table = tables_of(saved(order(Look(), [HEADER, ROWS[0]]), tmp_path))[0]
    assert texts(table)[:2] == [HEADER, ROWS[0]]


def test_two_columns_of_figures_below_each_other_are_a_table(tmp_path: Path) -> None:
    rows = [["SKU", "Quantity"], ["AB-1001-WHT-M", "12"], ["AB-1001-WHT-L", "6"], ["AB-1002-NVY-M", "30"]]
    table = tables_of(saved(order(Look((40, 200, 300), "lr"), rows), tmp_path))[0]
    assert texts(table)[:4] == rows


def test_a_heading_between_rows_is_a_row_of_its_own(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    look = Look(pitch=18)
    y = put_table(page, 100, [HEADER, *ROWS[:2]], look)
    put(page, 43, y + 11, "WOMEN - OUTERWEAR", bold=True)
    coat = ["AB-7", "Coat in double\nfaced wool, with\nhorn buttons", "Navy\n410", "3", "250.00", "750.00"]
    put_table(page, y + 18, [coat, *ROWS[2:]], look, header=False)
    read = texts(tables_of(saved(document, tmp_path))[0])
    assert read[3][0] == "WOMEN - OUTERWEAR"
    assert read[4] == ["AB-7", "Coat in double faced wool, with horn buttons", "Navy 410", "3", "250.00", "750.00"]


def test_two_tables_of_one_page_are_two_grids(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    y = put_table(page, 100, [HEADER, *ROWS], Look())
    other = [["Delivery", "Warehouse", "Units", "Value"], ["01/08/2026", "London", "40", "2,000.00"]]
    put_table(page, y + 40, other, Look((40, 150, 300, 420, 550), "llrr"))
    first, second = tables_of(saved(document, tmp_path))
    assert texts(first) == WHOLE
    assert texts(second) == other


@pytest.mark.parametrize("rules", ["none", "all"])
def test_a_table_that_goes_on_overleaf_is_one_grid(rules: str, tmp_path: Path) -> None:
    document = pymupdf.open()
    for number in range(3):
        page = document.new_page(width=A4[0], height=A4[1])
        if number == 0:
            put_title(page)
        rows = [[f"AB-{number}{n:02}", f"Item {n}", "Navy", str(n + 1), "10.00", f"{n + 1}0.00"] for n in range(20)]
        y = put_table(page, 180 if number == 0 else 70, [HEADER, *rows], Look(rules=rules))
        put(page, 300, 825, f"Page {number + 1} of 3", side="c")
    put_totals(page, y + 20)
    table = tables_of(saved(document, tmp_path))[0]
    assert [row.page for row in table.rows if row.cells[0].text == "Style"] == [1, 2, 3]
    assert len([row for row in table.rows if row.cells[0].text.startswith("AB-")]) == 60


def test_headers_set_close_are_cut_by_their_columns(tmp_path: Path) -> None:
    edges = (40, 110, 280, 350, 382, 460, 550)
    rows = [["Art.", "Title", "Price", "VAT", "Price incl. VAT", "Amount"]]
    rows += [[f"A{n}", "Leather sleeve, brown", f"{n}9,99", "21%", "99,99", "199,98"] for n in range(1, 5)]
    document = order(Look(edges, "lllrlr"), rows)
    table = tables_of(saved(document, tmp_path))[0]
    assert texts(table)[0] == rows[0]


def test_labels_and_values_are_pairs_and_totals_are_text(tmp_path: Path) -> None:
    grids = grids_of(saved(order(Look()), tmp_path))
    form = next(grid for grid in grids if grid.kind == "form")
    assert texts(form) == [["Order No:", "12345"], ["Date:", "12/03/2026"]]
    text = next(grid for grid in grids if grid.kind == "text")
    assert ["Bill to", "Ship to"] in texts(text)
    assert any("7,310.00" in row for grid in grids for row in texts(grid))


def test_a_scan_is_read_with_its_doubts(tmp_path: Path) -> None:
    table = tables_of(scanned(order(Look(rules="all")), tmp_path))[0]
    read = texts(table)
    assert [row[0] for row in read[:6]] == [row[0] for row in WHOLE]
    assert [row[3:] for row in read[1:6]] == [row[3:] for row in WHOLE[1:]]
    assert all(0 < cell.confidence <= 1 for row in table.rows for cell in row.cells)
    box = table.rows[1].cells[0].bbox
    assert box is not None
    assert abs(box[0] - 43) < 4
    assert abs(box[1] - 198) < 6


def form_of(folder: Path, drawn: bool) -> Path:
    """A form without rules: headers, two rows of fields under them, a labelled field; `drawn`: values have a look."""
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    put(page, 40, 100, "Order no")
    _field(page, "number", (120, 88, 220, 104), "4711")
    for x, text in zip(EDGES, HEADER, strict=False):
        put(page, x + 3, 150, text, bold=True)
    for n, row in enumerate(WHOLE[1:3]):
        for column, text in enumerate(row):
            top = 158 + 20 * n
            _field(page, f"{n}.{column}", (EDGES[column] + 1, top, EDGES[column + 1] - 1, top + 16), text)
    if not drawn:
        for widget in page.widgets():
            document.xref_set_key(widget.xref, "AP", "null")
    return saved(document, folder)


def _field(page: pymupdf.Page, name: str, box: tuple[float, float, float, float], text: str) -> None:
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type = name, 7  # a text field
    widget.rect, widget.field_value, widget.text_fontsize = pymupdf.Rect(box), text, 9
    page.add_widget(widget)


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "values only"])
def test_fields_of_a_form_are_cells_under_their_headers(drawn: bool, tmp_path: Path) -> None:
    grids = grids_of(form_of(tmp_path, drawn))
    assert texts(next(g for g in grids if g.kind == "table")) == WHOLE[:3]
    assert texts(next(g for g in grids if g.kind == "form")) == [["Order no", "4711"]]


def test_an_order_set_by_a_typewriter_is_cut_where_all_its_rows_have_a_gap(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    form = "{:<6}{:<10}{:<32}{:>8} {:<4}{:>12}{:>14}"
    lines = ["ACME FASHION GMBH                 BESTELLUNG 4500012345", "Musterstr. 1, 80331 Muenchen", "-" * 88]
    lines += [form.format("Pos.", "Material", "Bezeichnung", "Menge", "ME", "Preis", "Nettowert"), "-" * 88]
    for n in range(1, 6):
        lines.append(form.format(f"{n:03}10", f"M-{n}000", "Damenbluse Seide langarm", n * 3, "ST", "45,50", "136,50"))
        lines.append(form.format("", "", "Farbe: marine  Groesse: 38", "", "", "", ""))
    for n, line in enumerate(lines):
        page.insert_text((40, 60 + 10.5 * n), line, fontsize=8, fontname="cour")
    read = texts(tables_of(saved(document, tmp_path))[0])
    assert read[0] == ["Pos.", "Material", "Bezeichnung", "Menge ME", "Preis", "Nettowert"]
    assert read[1] == [
        "00110",
        "M-1000",
        "Damenbluse Seide langarm Farbe: marine Groesse: 38",
        "3 ST",
        "45,50",
        "136,50",
    ]
    assert len(read) == 6


@pytest.mark.parametrize("foot", [False, True], ids=["middle", "foot"])
def test_figures_below_the_first_line_of_their_row_do_not_lose_it(foot: bool, tmp_path: Path) -> None:
    style = ["\n\nST-1", "Coat of double\nfaced wool with\nhorn buttons", "\n\nNavy", "\n\n3", "\n\n9.00", "\n\n27.00"]
    if not foot:
        style = [text.removeprefix("\n") for text in style]
    rows = [HEADER, style, *ROWS[:2]]
    read = texts(tables_of(saved(order(Look(pitch=22), rows), tmp_path))[0])
    assert read[0] == HEADER
    assert read[1] == ["ST-1", "Coat of double faced wool with horn buttons", "Navy", "3", "9.00", "27.00"]


def test_a_table_without_an_outer_border_keeps_its_outer_columns(tmp_path: Path) -> None:
    document = order(Look(pitch=20))
    page = document[0]
    for x in EDGES[1:-1]:
        page.draw_line((x, 180), (x, 311), width=0.5)
    for y in (200, 220, 240, 260, 291):
        page.draw_line((EDGES[0], y), (EDGES[-1], y), width=0.5)
    assert texts(tables_of(saved(document, tmp_path))[0])[:6] == WHOLE


def test_a_style_above_its_colours_stands_in_the_columns_of_one_header(tmp_path: Path) -> None:
    edges = (40, 100, 220, 270, 330, 355, 380, 405, 450, 520)
    header = ["Style", "Name", "Price", "Colour", "S", "M", "L", "Units", "Amount"]
    rows = [header]
    for n in range(1, 5):
        rows.append([f"00{n}537", f"Coat {n}", "$262", "", "", "", "", "", ""])
        rows.append(["", "", "", "Lilac", "1", "4", "2", "7", "$1,834"])
        rows.append(["", "", "", "Cherry red", "2", "", "3", "5", "$1,310"])
    read = texts(tables_of(saved(order(Look(edges, "llrlcccrr"), rows), tmp_path))[0])
    assert read[: len(rows)] == rows


def test_columns_as_near_as_words_are_parted_under_their_headers(tmp_path: Path) -> None:
    edges = (40, 117, 280, 350, 400, 470, 550)
    rows = [["Ref.", "Product", *HEADER[2:]]]
    rows += [[f"JH26-ACC-9750{n}", name, "Red", "6", "15.00", "90.00"] for n, name in enumerate(("Cup", "Hat", "Bowl"))]
    read = texts(tables_of(saved(order(Look(edges), rows), tmp_path))[0])
    assert read[:4] == rows


def test_a_code_that_runs_into_the_name_is_cut_where_names_begin(tmp_path: Path) -> None:
    edges = (40, 112, 280, 350, 400, 470, 550)
    names = ("Cup", "Hat", "Bowl", "Dress", "Coat", "Scarf")
    rows = [["Ref.", "Product", *HEADER[2:]]]
    rows += [[f"JH26-97{n}08", name, "Red", "6", "15.00", "90.00"] for n, name in enumerate(names)]
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    y = put_table(page, 100, rows, Look(edges))
    code = "VT26-ACC-83-SAB"
    put(page, edges[1] + 2.95, y + 11, code, side="r")
    put_table(page, y, [["", "Cardigan", "Red", "6", "15.00", "90.00"]], Look(edges), header=False)
    read = texts(tables_of(saved(document, tmp_path))[0])
    assert [code, "Cardigan", "Red", "6", "15.00", "90.00"] in read


def test_a_photo_of_an_order_is_read(tmp_path: Path) -> None:
    pixels = order(Look(rules="across"))[0].get_pixmap(dpi=200, alpha=False)
    path = tmp_path / "order.jpg"
    path.write_bytes(pixels.tobytes("jpeg"))
    assert [row[3:] for row in texts(tables_of(path)[0])[1:6]] == [row[3:] for row in WHOLE[1:]]


@pytest.mark.parametrize("rules", ["none", "all"])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_set_sideways_is_read_and_found_again(turn: int, rules: str, tmp_path: Path) -> None:
    document = order(Look(rules=rules))
    document[0].set_rotation(turn)
    table = tables_of(saved(document, tmp_path))[0]
    assert texts(table)[: len(WHOLE)] == WHOLE
    first = table.rows[0].cells[0].bbox
    assert first is not None
    x, y = (first[0] + first[2]) / 2, (first[1] + first[3]) / 2
    near = {90: (A4[1] - 189, 56), 180: (A4[0] - 56, A4[1] - 189), 270: (189, A4[0] - 56)}[turn]
    assert abs(x - near[0]) < 8
    assert abs(y - near[1]) < 8


def test_styles_with_a_small_table_each_are_one_grid(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    put(page, 40, 50, "Order 88121", 16, bold=True)
    colours = [["Color", "S", "M", "L", "Units", "Total"], ["White", "2", "3", "3", "8", "$360.00"]]
    for n in range(3):
        y = 90 + 90 * n
        put(page, 113, y, f"Style JR-10{n}")
        put(page, 113, y + 12, "Linen Shirt Dress, WS $45.00")
        put_table(page, y + 18, colours, Look((110, 260, 290, 320, 350, 400, 470), "lccccr"))
    (table,) = tables_of(saved(document, tmp_path))
    block = ["Linen Shirt Dress, WS $45.00", "Color", "White"]
    first = [row[0] for row in texts(table)]
    assert first == [text for n in range(3) for text in (f"Style JR-10{n}", *block)]


def test_a_poor_scan_is_told(tmp_path: Path) -> None:
    warnings, _ = read_order(scanned(order(Look(size=7)), tmp_path, dpi=45), lambda done, total: None)
    assert [code for code, _ in warnings] == ["scanned_pages"]
    assert warnings[0][1].startswith("Parts of page 1 could not be read")


def test_a_broken_line_number_is_whole(tmp_path: Path) -> None:
    rows = [["#", "Product", "Qty", "Cost"]]
    rows += [[str(n), f"Watch {n}", "2", "5.00"] for n in range(8, 10)] + [["1\n0", "Watch 10", "1", "6.50"]]
    table = tables_of(saved(order(Look((40, 52, 280, 330, 400), "llrr", "all"), rows), tmp_path))[0]
    assert texts(table)[3][0] == "10"
