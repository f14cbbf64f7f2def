"""Items as CSV and XLSX files: nothing in them runs, and numbers stay numbers."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from shared.collections.exporting import COLUMNS, items_csv, safe
from shared.collections.orders.item_models import (
    Item,
    OrderRecord,
)
from shared.collections.orders.models import OrderTotals
from shared.collections.orders.reconciling import record_of
from shared.collections.workbook import ORDER_COLUMNS, items_xlsx
from tests.unit.items import SUGGESTED, item


@given(st.text(max_size=30))
def test_no_text_becomes_a_formula(text: str) -> None:
    written = safe(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written in (text, f"'{text}")


def test_a_csv_file_of_items() -> None:
    risky = item(1, name='@SUM(1)"; x', quantity="-2", total="-40.00", color="+1")
    text = "".join(items_csv([risky, item(2, found=SUGGESTED)], {"po": "=order.csv"}))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["name"], rows[0]["color"], rows[0]["document"]) == ("'@SUM(1)\"; x", "'+1", "'=order.csv")
    assert (rows[0]["quantity"], rows[0]["total"]) == ("-2", "-40.00")
    assert rows[1]["candidates"] == "p1; p2"


def order_of(items: list[Item]) -> OrderRecord:
    return record_of("po", items, OrderTotals(document_id="po", quantity="12", total="250.00", currency="EUR"))


def test_a_workbook_counts_and_runs_nothing() -> None:
    risky = item(1, name="=HYPERLINK(1)", quantity="-2", total="-1040.50", color="+1", currency="JPY")
    items = [risky, item(2, found=SUGGESTED, unit_cost="20.125", currency="a$b")]
    book = load_workbook(io.BytesIO(items_xlsx(items, [order_of(items)], {"po": "=order.csv"})))
    sheet = book["Items"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(COLUMNS)).column_letter}3"
    first, second = (dict(zip(COLUMNS, row, strict=True)) for row in sheet.iter_rows(min_row=2))
    texts = {"name": "=HYPERLINK(1)", "color": "+1", "document": "=order.csv"}
    assert {name: (first[name].value, first[name].data_type) for name in texts} == {
        name: (text, "s") for name, text in texts.items()
    }
    assert (first["quantity"].value, first["total"].value) == (-2, -1040.5)
    assert first["total"].number_format == "[$JPY] #,##0.00"
    assert first["confidence"].number_format == "0%"
    assert (second["unit_cost"].value, second["unit_cost"].number_format) == (20.125, "#,##0.000")
    assert second["sku"].value is None


def test_a_workbook_holds_totals_against_lines() -> None:
    items = [item(1), item(2)]
    book = load_workbook(io.BytesIO(items_xlsx(items, [order_of(items)], {"po": "order.csv"})))
    (row,) = book["Orders"].iter_rows(min_row=2, values_only=True)
    told = dict(zip(ORDER_COLUMNS, row, strict=True))
    assert (told["document"], told["status"], told["lines"]) == ("order.csv", "differs", 2)
    assert (told["quantity"], told["printed_quantity"]) == (20, 12)
    assert (told["amount"], told["printed_total"]) == (400, 250)
    assert "\n" in told["differences"]


@given(st.text(max_size=30))
def test_any_text_can_stand_in_a_workbook(text: str) -> None:
    book = load_workbook(io.BytesIO(items_xlsx([item(1, name=text)], [], {})))
    shown = book["Items"].cell(2, COLUMNS.index("name") + 1)
    assert shown.data_type in ("s", "n")
    assert shown.value is None or isinstance(shown.value, str)
