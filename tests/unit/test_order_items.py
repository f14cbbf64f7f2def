"""Items: their products' values, flags, what people say of them, and how they are saved."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.collections.corrections import ItemEdit
from shared.collections.models import Money
from shared.collections.orders.assembling import assembled, changed, read_item
from shared.collections.orders.flags import duplicates
from shared.collections.orders.item_models import (
    CheckedItems,
    Found,
    GeneratedItems,
    Item,
    OrderRecord,
)
from shared.collections.orders.saving import check_items, save_items, stored_item, stored_order
from shared.engine.errors import PhaseError
from shared.engine.local import LocalRun
from shared.engine.pipeline import Target
from shared.engine.run import save_lines
from tests.unit.items import MATCHED, PRODUCTS, SUGGESTED, UNKNOWN, codes, item, line, order


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


def said(item: Item, machine: Found, **edit: Any) -> Item:
    return changed(item, ItemEdit(document_id="po", **edit), PRODUCTS)


def test_what_the_machine_said_is_kept() -> None:
    shown = said(item(), MATCHED, fields={"quantity": 12}, product_id="p2")
    assert (shown.quantity, shown.category, shown.match.method) == (12, "Hats", "person")
    assert shown.edited == ["match", "quantity"]
    assert shown.machine["quantity"] == 10
    assert shown.machine["product_id"] == "p1"
    assert codes(shown) == ["total_differs"]


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
    wide = OrderRecord.model_validate(order([item()]).model_dump() | {"tables": [table] * 3})
    kept = stored_order(wide)
    assert len(str(kept)) < 900_000
    assert kept["tables"][0]["columns"][0]["samples"] == []
