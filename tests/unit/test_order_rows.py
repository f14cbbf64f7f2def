"""No row of goods is lost: it becomes a line, or a warning says where it stands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from shared.collections.orders.columns import identify_columns
from shared.collections.orders.extracting import extract_lines
from shared.collections.orders.models import Grid, GridRow, OrderLine
from shared.collections.orders.parsing import _row
from shared.engine.run import read_lines
from shared.reading.grid_documents import read_order
from tests.unit.orders import Read, grid_of, parsed_of, read, running

HEAD = "Style|Name|Qty|Price|Total"
TWO = f"{HEAD}\nA-1|Coat|2|10.00|20.00\nA-2|Hat|3|5.00|15.00"


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
    _, grids = read_order(tmp_path / "order.xlsx", lambda done, total: None)
    rows: list[GridRow] = [_row(row) for row in grids[0].rows]
    grid = Grid(document_id="d", number=1, kind="sheet", columns=grids[0].columns, rows=rows, sheet="Sheet")
    with running() as run:
        job, parsed = parsed_of(run, [grid])
        extracted = extract_lines(run, parsed, identify_columns(run, job, parsed))
        lines = list(read_lines(run, extracted.lines, OrderLine))
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
