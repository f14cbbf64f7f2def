"""No row of goods is lost: it becomes a line, or a warning says where it stands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pymupdf
import pytest

from shared.collections.orders.columns import identify_columns
from shared.collections.orders.extracting import extract_lines
from shared.collections.orders.models import Grid
from shared.collections.orders.parsing import _row
from shared.engine.errors import PhaseError
from shared.reading.grid_documents import read_order
from tests.unit.orders import Read, grid_of, parsed_of, read, running

HEAD = "Style|Name|Qty|Price|Total"
TWO = f"{HEAD}\nA-1|Coat|2|10.00|20.00\nA-2|Hat|3|5.00|15.00"


def grids_of(path: Path) -> list[Grid]:
    """The grids of a file, as step 2 makes them."""
    _, grids = read_order(path, lambda done, total: None)
    return [
        Grid(document_id="d", number=n, kind=g.kind, columns=g.columns, rows=[_row(r) for r in g.rows], sheet=g.sheet)
        for n, g in enumerate(grids, 1)
    ]


def pieces(found: Read) -> list[tuple[object, ...]]:
    return [(line.style_number or line.name, line.quantity) for line in found.lines]


def test_a_line_beside_formulas_without_values_is_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Style", "Name", "Qty", "Unit price", "Total"],
        ["A-1", "Coat", 2, 10, "=[1]Prices!A1*C2"],
        ["A-2", "Hat", 3, "='[prices.xlsx]S'!B2", "=C3*D3"],
        ["A-3", "Cap", 3, 5, "=C4*D4"],
    ):
        book.active.append(row)
    book.save(tmp_path / "order.xlsx")
    lines = read(*grids_of(tmp_path / "order.xlsx")).lines
    assert [(line.style_number, line.quantity) for line in lines] == [("A-1", "2"), ("A-2", "3"), ("A-3", "3")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Name|Colour|Qty|Price|Total\nCoat|Red|2|4|8\nHat|Blue|3|5|15", [("Coat", "2"), ("Hat", "3")]),
        ("Name|Size|Qty|Price\nCoat|36|38|40\nHat|38|40|42", [("Coat", "38"), ("Hat", "40")]),
        ("Name|S|M|L|XL\nCoat|2|4|6|8\nHat|1|3|5|7", [("Coat", "20"), ("Hat", "16")]),
        (
            "Style|S|M|L|XL\nA-1|2|4|6|8\nA-2|16|18|20|22\nA-3|36|38|40|42",
            [("A-1", "20"), ("A-2", "76"), ("A-3", "156")],
        ),
    ],
)
def test_numbers_that_rise_are_no_sizes_below_a_header(text: str, lines: list[tuple[str, str]]) -> None:
    assert pieces(read(text)) == lines


@pytest.mark.parametrize(
    ("row", "name"),
    [("Balance|red|2|10.00|20.00", "Balance"), ("Port|red|2|10.00|20.00", "Port"), ("Coat|Port|2|10.00|20.00", "Coat")],
)
def test_goods_named_like_a_total_or_a_charge(row: str, name: str) -> None:
    found = read(f"Name|Colour|Qty|Price|Total\n{row}\nHat|blue|3|5.00|15.00\nShipping||||5.00\nTotal||5||40.00")
    assert pieces(found) == [(name, "2"), ("Hat", "3")]
    assert (found.totals[0].shipping, found.totals[0].total) == ("5.00", "40.00")
    assert not found.warnings


def test_a_row_that_may_be_goods_or_a_total_is_told() -> None:
    found = read("Name|Qty|Price|Total\nCoat|1|5.00|5.00\nBalance|2|10.00|20.00\nHat|3|5.00|15.00\nTotal|6||40.00")
    assert pieces(found) == [("Coat", "1"), ("Hat", "3")]
    assert found.warnings == ["order_rows_left_out"]


def test_pieces_that_are_no_number_leave_the_line_and_a_warning() -> None:
    found = read(f"{HEAD}\nA-1|Coat|2 dozen|10.00|\nA-2|Hat|3|5.00|15.00\nA-3|Bag||5.00|")
    assert pieces(found) == [("A-1", None), ("A-2", "3")]
    assert found.warnings == ["quantities_unread"]
    sized = read("Style|Name|S|M|L|Price\nA-1|Coat|2|3*|4|10.00\nA-2|Hat|1|1|1|5.00")
    assert pieces(sized) == [("A-1", "6"), ("A-2", "3")]
    assert sized.warnings == ["quantities_unread"]


@pytest.mark.parametrize("kind", ["sheet", "table"])
def test_a_table_goes_on_without_its_header(kind: str) -> None:
    first, more = grid_of(TWO, number=1), grid_of("A-3|Cap|4|5.00|20.00\n||4||20.00", number=2)
    first.kind = more.kind = kind  # type: ignore[assignment]
    found = read(first, more)
    assert pieces(found) == [("A-1", "2"), ("A-2", "3"), ("A-3", "4")]
    before, after = found.lines[0].fields["quantity"], found.lines[2].fields["quantity"]
    assert after.confidence < before.confidence


def test_another_table_is_not_taken_for_more_of_the_first() -> None:
    found = read(grid_of(TWO, number=1), grid_of("Coats|5|30.00\nHats|2|10.00", number=2))
    assert pieces(found) == [("A-1", "2"), ("A-2", "3")]


def test_goods_outside_of_every_table_are_told() -> None:
    above = read(f"A-0|Bag|2|10.00|20.00\n{TWO}")
    assert pieces(above) == [("A-1", "2"), ("A-2", "3")]
    assert above.warnings == ["order_rows_left_out"]
    text = read(grid_of(TWO, number=1), grid_of("A-3|Cap|4|5.00|20.00", kind="text", number=2))
    assert text.warnings == ["order_rows_left_out"]


def test_tables_of_goods_without_quantities_are_told() -> None:
    other = "Style|Name|Price|Total\nA-3|Cap|5.00|20.00\nA-4|Bag|7.00|7.00"
    found = read(grid_of(TWO, number=1), grid_of(other, number=2))
    assert found.warnings == ["order_tables_left_out"]


def test_a_warning_names_sheet_and_row() -> None:
    with running() as run:
        job, parsed = parsed_of(run, [grid_of(f"{HEAD}\nA-1|Coat|2|10.00|20.00\n||3|5.00|15.50")])
        extract_lines(run, parsed, identify_columns(run, job, parsed))
        (warning,) = run.warnings
    assert (warning.code, warning.document_id) == ("order_rows_left_out", "d")
    assert 'sheet Order, row 3 ("3")' in warning.message


def test_records_below_each_other_are_a_line_each() -> None:
    text = "Style|A-1\nName|Coat\nQty|2\nPrice|10.00\n\nStyle|A-2\nName|Hat\nQty|3\nPrice|5.00"
    for kind in ("sheet", "form"):
        found = read(grid_of(text, kind=kind))  # type: ignore[arg-type]
        assert found.said("style_number", "name", "quantity", "unit_cost") == [
            ("A-1", "Coat", "2", "10.00"),
            ("A-2", "Hat", "3", "5.00"),
        ]


def test_blocks_of_products_across_below_each_other() -> None:
    found = read("Style|A-1|A-2\nQty|2|3\nPrice|10.00|5.00\n\nStyle|A-3|A-4\nQty|4|1\nPrice|7.00|6.00")
    assert pieces(found) == [("A-1", "2"), ("A-2", "3"), ("A-3", "4"), ("A-4", "1")]


def test_tables_beside_each_other() -> None:
    found = read(
        "Style|Qty|Price||Style|Qty|Price\nA-1|2|10.00||A-3|4|10.00\nA-2|3|5.00||A-4|1|5.00\nTotal|5|||Total|5|"
    )
    assert pieces(found) == [("A-1", "2"), ("A-2", "3"), ("A-3", "4"), ("A-4", "1")]
    first = found.lines[0].source.bbox
    assert first is not None
    assert first[2] < 4 * 40  # none of the cells of the table beside it


def test_the_same_name_of_two_columns_does_not_part_a_table() -> None:
    found = read("Style|Name|Name|Qty|Price\nA-1|Coat|Manteau|2|10.00\nA-2|Hat|Chapeau|3|5.00")
    assert pieces(found) == [("A-1", "2"), ("A-2", "3")]


def test_a_linesheet_is_no_order() -> None:
    with pytest.raises(PhaseError) as caught:
        read(*grids_of(Path(__file__).parents[1] / "data" / "sample_linesheet.pdf"))
    assert caught.value.code == "order_is_linesheet"
    assert "Upload it as a linesheet" in caught.value.message


def test_a_file_of_headings_alone_says_so(tmp_path: Path) -> None:
    (tmp_path / "order.csv").write_text("Style;Description;Colour;Qty;Unit price;Total\n")
    book = openpyxl.Workbook()
    book.active.append(["Style", "Description", "Colour", "Qty", "Unit price", "Total"])
    book.save(tmp_path / "order.xlsx")
    document = pymupdf.open()
    page = document.new_page()
    for n, text in enumerate(["Style", "Description", "Colour", "Qty", "Unit price", "Total"]):
        page.insert_text((72 + 75 * n, 120), text, fontsize=10)
    document.save(tmp_path / "order.pdf")
    for name in ("order.csv", "order.xlsx", "order.pdf"):
        with pytest.raises(PhaseError) as caught:
            read(*grids_of(tmp_path / name))
        assert caught.value.code == "no_order_lines", name
        assert "headings of a table but no lines" in caught.value.message
