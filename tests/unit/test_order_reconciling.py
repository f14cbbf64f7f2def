"""Totals that an order prints, held against what its lines come to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.collections.orders.flags import duplicates
from tests.unit.items import UNKNOWN, item, order

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
