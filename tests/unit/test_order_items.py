"""Items: their products' values, flags, what people say of them, totals reconciled, and their CSV file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from shared.collections.corrections import ItemEdit
from shared.collections.exporting import COLUMNS, items_csv, safe
from shared.collections.models import Color, Money, Product, ProductImage, Source
from shared.collections.orders.assembling import assembled, changed, read_item
from shared.collections.orders.flags import duplicates
from shared.collections.orders.item_models import (
    Candidate,
    CheckedItems,
    Found,
    GeneratedItems,
    Item,
    Match,
    OrderRecord,
)
from shared.collections.orders.models import LineSource, OrderLine, OrderTotals
from shared.collections.orders.reconciling import record_of
from shared.collections.orders.saving import check_items, save_items, stored_item, stored_order
from shared.collections.workbook import ORDER_COLUMNS, items_xlsx
from shared.engine.errors import PhaseError
from shared.engine.local import LocalRun
from shared.engine.pipeline import Target
from shared.engine.run import save_lines

SHIRT = Product(
    product_id="p1",
    style_number="AB-1",
    name="Linen shirt",
    category="Shirts",
    wholesale_price=Money(amount="20.00", currency="EUR"),
    retail_price=Money(amount="49.00", currency="EUR"),
    colors=[Color(name="Black"), Color(name="Navy")],
    sizes=["S", "M", "XXL"],
    images=[ProductImage(image_id="i1", storage_path="a/i1.png", confidence=0.9)],
    source=Source(document_id="linesheet", page=1, bbox=(0, 0, 1, 1)),
)
HAT = SHIRT.model_copy(update={"product_id": "p2", "name": "Hat", "sizes": [], "category": "Hats", "colors": []})
PRODUCTS = {"p1": SHIRT, "p2": HAT}
MATCHED = Found(match=Match(status="matched", method="exact", confidence=0.99), product_id="p1")
UNKNOWN = Found(match=Match(status="not_found"))


def line(n: int = 1, **values: Any) -> OrderLine:
    given = {"style_number": "AB-1", "quantity": "10", "unit_cost": "20.00", "total": "200.00"} | values
    return OrderLine(line_id=f"l{n}", source=LineSource(document_id="po", page=1, row=n), **given)


def item(n: int = 1, found: Found = MATCHED, currency: str | None = "EUR", **values: Any) -> Item:
    return assembled(read_item(line(n, **values), n, currency), found, found, ItemEdit(), PRODUCTS)


def codes(of: Item) -> list[str]:
    return [flag.code for flag in of.flags]


def test_a_product_lends_its_values_and_the_order_keeps_its_own() -> None:
    shown = item(name="Shirt of linen", retail_price="45.00")
    assert (shown.name, shown.category, shown.product_id) == ("Shirt of linen", "Shirts", "p1")
    assert shown.retail_price == Money(amount="49.00", currency="EUR")
    assert [image.image_id for image in shown.images] == ["i1"]
    alone = item(found=UNKNOWN, category="Tops", retail_price="45.00", style_number=None)
    assert (alone.category, alone.style_number, alone.images) == ("Tops", None, [])
    assert alone.retail_price == Money(amount="45.00", currency="EUR")
    assert item(style_number=None).style_number == "AB-1"


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ({}, []),
        ({"quantity": "0", "total": "0.00"}, ["zero_quantity"]),
        ({"quantity": "-2", "total": "-40.00"}, ["negative_quantity"]),
        ({"quantity": None}, ["missing_quantity"]),
        ({"total": "210.00"}, ["total_differs"]),
        ({"total": "200"}, []),
        ({"total": None}, []),
        ({"unit_cost": "19.995", "total": "199.95"}, ["price_differs"]),
        ({"unit_cost": None, "total": None}, ["missing_price"]),
        ({"discount": "10", "total": "180.00"}, []),
        ({"discount": "10", "total": "190.00"}, []),
        ({"discount": "10", "total": "150.00"}, ["total_differs"]),
        ({"currency": "USD"}, ["currency_differs"]),
        ({"unit_cost": "22.00", "total": "220.00"}, ["price_differs"]),
        ({"sizes": {"S": "4", "M": "6"}}, []),
        ({"sizes": {"S": "4", "2XL": "6"}}, []),
        ({"sizes": {"S": "4", "M": "5"}}, ["sizes_differ"]),
        ({"sizes": {"S": "4", "L": "6"}}, ["size_not_offered"]),
        ({"sizes": {"S": "10", "L": "0"}}, []),
        ({"color": "Red"}, ["color_not_offered"]),
        ({"color": "navy"}, []),
    ],
)
def test_what_is_odd_is_flagged(values: dict[str, Any], flags: list[str]) -> None:
    assert codes(item(**values)) == flags


def test_a_line_that_is_no_product_has_only_its_own_oddities() -> None:
    assert codes(item(found=UNKNOWN, currency="USD", unit_cost="99.00", total="99.00", quantity="0")) == [
        "zero_quantity",
        "total_differs",
    ]


def test_rounding_is_no_difference() -> None:
    assert codes(item(found=UNKNOWN, quantity="3", unit_cost="33.33", total="100.00")) == []
    assert codes(item(found=UNKNOWN, quantity="3", unit_cost="3.355", total="10.07")) == []
    assert codes(item(found=UNKNOWN, quantity="1", unit_cost="33.33", total="34.00")) == ["total_differs"]


@given(st.integers(1, 500), st.decimals("0.01", "999.99", places=2, allow_nan=False), st.integers(0, 40), st.booleans())
def test_the_total_that_a_line_comes_to_is_never_flagged(
    quantity: int, cost: Decimal, discount: int, printed: bool
) -> None:
    total = (quantity * cost * (100 - discount) / 100).quantize(Decimal("0.01"))
    values = {"quantity": str(quantity), "unit_cost": str(cost), "discount": str(discount) if discount else None}
    shown = item(found=UNKNOWN, total=str(total) if printed else None, **values)
    assert "total_differs" not in codes(shown)
    assert shown.total is not None
    assert abs(Decimal(shown.total) - total) <= Decimal("0.01")


def test_lines_that_order_the_same_goods_again() -> None:
    first = item(1, color="Black")
    assert set(duplicates([first, item(2, color="Black"), item(3, color="Navy")])) == {"l2"}
    small, large = item(1, sizes={"S": "10"}), item(2, sizes={"M": "10"})
    assert duplicates([small, large]) == {}
    assert set(duplicates([small, large, item(3, sizes={"M": "5"}, quantity="5", total="100.00")])) == {"l3"}
    assert duplicates([item(1, style_number=None), item(2, style_number=None)]) == {}
    named = [item(n, style_number=None, name="Bowl") for n in (1, 2)]
    assert "row 1" in duplicates(named)["l2"].message


# ---- what people say


def said(item: Item, machine: Found, **edit: Any) -> Item:
    return changed(item, ItemEdit(document_id="po", **edit), PRODUCTS)


def test_what_the_machine_said_is_kept() -> None:
    shown = said(item(), MATCHED, fields={"quantity": 12}, product_id="p2")
    assert (shown.quantity, shown.category, shown.match.method) == (12, "Hats", "person")
    assert shown.edited == ["match", "quantity"]
    assert shown.machine["quantity"] == 10
    assert shown.machine["product_id"] == "p1"
    assert codes(shown) == ["total_differs"]


SUGGESTED = Found(
    match=Match(
        status="suggested", candidates=[Candidate(product_id=p, method="similar", confidence=0.4) for p in PRODUCTS]
    )
)


def test_rejecting_leaves_the_other_candidates() -> None:
    one = said(item(found=SUGGESTED), SUGGESTED, rejected=["p1"])
    assert (one.match.status, [c.product_id for c in one.match.candidates]) == ("suggested", ["p2"])
    assert said(one, SUGGESTED, rejected=["p1", "p2"]).match.status == "not_found"


def test_a_chosen_product_that_is_gone_is_told() -> None:
    edit = ItemEdit(product_id="p9")
    shown = assembled(read_item(line(), 1, "EUR"), MATCHED, MATCHED, edit, PRODUCTS)
    assert (shown.product_id, codes(shown)) == ("p1", ["chosen_product_gone"])


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "quantity": st.integers(-5, 99),
        "name": st.sampled_from(["x", None]),
        "unit_cost": st.sampled_from(["1.00", None]),
        "total": st.sampled_from(["7.00", None]),
        "category": st.sampled_from(["Hats", None]),
        "color": st.just("Red"),
    },
)
EDITS = st.builds(
    ItemEdit,
    fields=FIELDS,
    product_id=st.sampled_from([None, "p1", "p2"]),
    rejected=st.lists(st.sampled_from(["p1", "p2"]), unique=True),
)


@given(
    st.sampled_from([MATCHED, UNKNOWN, SUGGESTED]),
    st.lists(EDITS, min_size=1, max_size=4),
    st.sampled_from([None, "200.00"]),
)
def test_only_the_last_word_counts_and_taking_it_back_restores_all(
    found: Found, edits: list[ItemEdit], total: str | None
) -> None:
    """Whatever was said before: an item is as if the last had been said at once, and at the end the machine's own."""
    first = item(found=found, total=total)
    shown = first
    for edit in edits:
        shown = changed(shown, edit, PRODUCTS)
    assert shown == changed(first, edits[-1], PRODUCTS)
    assert changed(shown, ItemEdit(), PRODUCTS) == first
    stored = Item.model_validate(stored_item(shown))
    assert stored == shown


# ---- totals


def order(items: list[Item], **totals: Any) -> OrderRecord:
    return record_of("po", items, OrderTotals(document_id="po", **totals) if totals else None)


THREE = [item(n, found=UNKNOWN, style_number=f"S{n}", total=f"{n}00.00", unit_cost=f"{n}0.00") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "totals",
    [
        {"total": "600.00"},
        {"total": "600"},
        {"quantity": "30", "subtotal": "600.00", "tax": "114.00", "total": "714.00"},
        {"subtotal": "600.00", "tax": "19", "total": "714.00"},
        {"subtotal": "600.00", "discount": "60.00", "total": "540.00"},
        {"subtotal": "600.00", "discount": "-60.00", "shipping": "15.00", "total": "555.00"},
        {"subtotal": "615.00", "shipping": "15.00", "tax": "61.50", "total": "676.50"},
        {"discount": "10", "subtotal": "540.00", "tax": "54.00", "shipping": "6", "total": "600.00"},
        {"tax": "95.80", "total": "600.00"},
    ],
)
def test_totals_that_the_lines_come_to(totals: dict[str, str]) -> None:
    record = order(THREE, **totals)
    assert (record.status, record.differences) == ("reconciled", [])


@pytest.mark.parametrize(
    ("totals", "what", "suspects"),
    [
        ({"total": "650.00"}, "total", []),
        ({"total": "400.00"}, "total", ["l2"]),
        ({"quantity": "31", "total": "600.00"}, "quantity", []),
        ({"quantity": "20"}, "quantity", ["l1", "l2", "l3"]),
        ({"subtotal": "300.00"}, "subtotal", ["l3"]),
        ({"tax": "19.00", "total": "700.00"}, "total", []),
    ],
)
def test_totals_that_differ_name_the_lines(totals: dict[str, str], what: str, suspects: list[str]) -> None:
    record = order(THREE, **totals)
    assert record.status == "differs"
    assert [(d.what, d.item_ids) for d in record.differences] == [(what, suspects)]


def test_a_line_whose_own_total_is_off_is_named() -> None:
    off = item(4, found=UNKNOWN, style_number="S4", total="95.00", quantity="1", unit_cost="59.00")
    (difference,) = order([*THREE, off], total="659.00").differences
    assert difference.item_ids == ["l4"]
    assert "quantity × unit cost" in difference.message


def test_a_line_that_repeats_another_is_named() -> None:
    twice = [*THREE, item(4, found=UNKNOWN, style_number="S3", total="300.00", unit_cost="30.00")]
    twice[3].flags.append(duplicates(twice)["l4"])
    (difference,) = order(twice, total="600.00").differences
    assert difference.item_ids == ["l4"]


def test_several_currencies_make_no_total() -> None:
    mixed = [*THREE, item(4, found=UNKNOWN, style_number="S4", currency="USD")]
    record = order(mixed, total="800.00")
    assert (record.status, record.amount, record.currency) == ("differs", None, None)
    assert record.differences[0].item_ids == ["l4"]


def test_an_order_without_totals() -> None:
    record = order(THREE, currency="EUR")
    assert (record.status, record.quantity, record.amount) == ("no_totals", "30", "600.00")
    assert order([]).status == "no_totals"


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.decimals("0.01", "99", places=2, allow_nan=False)), min_size=1, max_size=9
    ),
    st.sampled_from(["0", "0.05", "0.19"]),
    st.sampled_from(["0", "0.1"]),
    st.integers(1, 9),
)
def test_right_totals_reconcile_and_spoilt_ones_do_not(
    lines: list[tuple[int, Decimal]], tax: str, discount: str, off: int
) -> None:
    items = [
        item(n, found=UNKNOWN, style_number=f"S{n}", quantity=str(q), unit_cost=str(c), total=str(q * c))
        for n, (q, c) in enumerate(lines)
    ]
    net = sum((q * c for q, c in lines), Decimal(0))
    cent = Decimal("0.01")
    less = (net * Decimal(discount)).quantize(cent)
    more = ((net - less) * Decimal(tax)).quantize(cent)
    parts = {"subtotal": str(net), "discount": str(less), "tax": str(more)}
    assert order(items, **parts, total=str(net - less + more)).status == "reconciled"
    assert order(items, subtotal=str(net + off)).status == "differs"


# ---- saving


@pytest.fixture
def run(tmp_path: Path) -> Any:
    made = LocalRun(tmp_path, lambda fraction, message: None)
    yield made
    made.close()


def generated(run: LocalRun, items: list[Item]) -> GeneratedItems:
    return GeneratedItems(
        items=save_lines(run, "items.jsonl", items),
        orders=save_lines(run, "orders.jsonl", [order(items)]),
        count=len(items),
    )


def test_all_of_it_is_saved_in_one_commit(run: LocalRun) -> None:
    made = generated(run, [item(1), item(2, found=UNKNOWN)])
    checked = check_items(run, made)
    assert checked == CheckedItems(count=2, matched=1, suggested=0, not_found=1)
    results = save_items(run, Target("t", "collections/c"), made, checked)
    assert set(results.replace) == {"collections/c/items", "collections/c/orders"}
    assert set(results.replace["collections/c/items"]) == {"l1", "l2"}
    assert set(results.replace["collections/c/orders"]) == {"po"}


def test_an_order_without_lines_is_no_result(run: LocalRun) -> None:
    with pytest.raises(PhaseError) as refused:
        check_items(run, generated(run, []))
    assert refused.value.code == "no_lines"


def test_very_wide_orders_are_stored_without_samples() -> None:
    columns = [{"column": n, "header": "x" * 50, "samples": ["y" * 80] * 5} for n in range(1000)]
    table = {"document_id": "po", "grid": 1, "header_rows": [0], "first_row": 1, "last_row": 2, "columns": columns}
    wide = OrderRecord.model_validate(order(THREE).model_dump() | {"tables": [table] * 3})
    kept = stored_order(wide)
    assert len(str(kept)) < 900_000
    assert kept["tables"][0]["columns"][0]["samples"] == []


# ---- CSV


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


# ---- XLSX


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
