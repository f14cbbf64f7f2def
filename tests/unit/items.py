"""Items for tests: lines of an order, and the products that they may be."""

from __future__ import annotations

from typing import Any

from shared.collections.corrections import ItemEdit
from shared.collections.models import Color, Money, Product, ProductImage, Source
from shared.collections.orders.assembling import assembled, read_item
from shared.collections.orders.item_models import (
    Candidate,
    Found,
    Item,
    Match,
    OrderRecord,
)
from shared.collections.orders.models import LineSource, OrderLine, OrderTotals
from shared.collections.orders.reconciling import record_of

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


SUGGESTED = Found(
    match=Match(
        status="suggested", candidates=[Candidate(product_id=p, method="similar", confidence=0.4) for p in PRODUCTS]
    )
)


def order(items: list[Item], **totals: Any) -> OrderRecord:
    return record_of("po", items, OrderTotals(document_id="po", **totals) if totals else None)
