"""Files that are no order, and what is said of them."""

from __future__ import annotations

import pytest

from shared.engine.errors import PhaseError
from tests.unit.orders import grid_of, read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dear Sirs|\nplease send us|\nmany things|", "no_order_table"),
        ("Date|Terms\n2026-01-01|30 days", "no_order_table"),
        ("Style|Colour|Qty|Price|Total", "no_order_lines"),
        ("Style|Colour|Qty|Price\nAB-1|Black||\nTotal||0|0.00", "no_order_lines"),
        (
            "Style|Name|Wholesale|RRP\nAB-1|Coat|10.00|25.00\nAB-2|Hat|5.00|12.00\nAB-3|Bag|7.00|15.00",
            "order_is_linesheet",
        ),
        (
            "Style|Name|WS|RRP|Qty\nAB-1|Coat|10.00|25.00|\nAB-2|Hat|5.00|12.00|\nAB-3|Bag|7.00|15.00|",
            "order_is_linesheet",
        ),
        ("Style|Name|Price\nAB-1|Coat|10.00", "no_quantity_column"),
        # A chart of sizes whose systems stand down the left.
        ("Size XS|S|M|L\nUS 2|4|6|8\nEU 36|38|40|42\nBust 32|34|36|38", "no_order_table"),
        # Cards of goods beside each other, each with its contents and its price.
        (
            "Wax|300 ML|3,50 €|12|Comb|1 pcs|2,00 €\nGel|300 ML|3,60 €|12|Brush|1 pcs|3,00 €\n"
            "Oil|200 ML|4,50 €|12|Cape|1 pcs|7,00 €",
            "order_is_linesheet",
        ),
        # What a pallet weighs multiplies too.
        (
            "Modell|kg/db|db/raklap|kg/raklap|Ft\nS20 elem|145|12|1 740|9 400\nS30 elem|160|8|1 280|10 500\n"
            "S40 elem|171|8|1 368|11 300",
            "no_order_table",
        ),
    ],
)
def test_what_is_no_order_is_said(text: str, code: str) -> None:
    with pytest.raises(PhaseError) as caught:
        read(text)
    assert caught.value.code == code
    assert caught.value.document_id == "d"
    assert not caught.value.retryable
    assert any(word in caught.value.message for word in ("pload", "orrect"))


def test_headings_alone_on_a_page() -> None:
    with pytest.raises(PhaseError) as caught:
        read(grid_of("Supplier:|Acme", kind="form"), grid_of("Style|Colour|Qty|Price|Total", kind="text", number=2))
    assert caught.value.code == "no_order_lines"
    assert "headings" in caught.value.message
