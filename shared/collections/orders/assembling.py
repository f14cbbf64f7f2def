"""An item from its line, its product and what a person said: one function for runs and for corrections between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.collections.corrections import ItemEdit
from shared.collections.models import Money, Product
from shared.collections.orders.amounts import computed_total, count, decimal_of
from shared.collections.orders.enriching import by_person, without
from shared.collections.orders.flags import GONE, OF_THE_ORDER, own_flags
from shared.collections.orders.item_models import (
    Flag,
    Found,
    Item,
    Match,
    OwnValues,
)
from shared.collections.orders.models import OrderLine

MATCH, PRODUCT = "match", "product_id"
Products = Mapping[str, Product]


def read_item(line: OrderLine, position: int, currency: str | None) -> Item:
    """The item of a line as it was read, before any product. `currency` is the order's."""
    own = {name: getattr(line, name) for name in OwnValues.model_fields}
    own["color"] = line.color or line.color_code
    quantity = decimal_of(line.quantity)
    return Item(
        item_id=line.line_id,
        position=position,
        sku=line.sku,
        sizes={size: count(n) for size, text in line.sizes.items() if (n := decimal_of(text)) is not None},
        size_order=line.size_order,
        quantity=None if quantity is None else count(quantity),
        unit_cost=line.unit_cost,
        total=line.total,
        discount=line.discount,
        currency=line.currency or currency,
        match=Match(status="not_found"),
        source=line.source,
        fields=line.fields,
        confidence=min((field.confidence for field in line.fields.values()), default=None),
        own=OwnValues(**own),
    )


def enriched(item: Item, found: Found, products: Products) -> Item:
    """The item with its product's values; what the order says itself stands, but for category, prices and pictures."""
    product = products.get(found.product_id or "")
    own, retail = item.own, item.own.retail_price
    colors = [color.name or color.code for color in product.colors] if product else []
    return item.model_copy(
        update={
            "style_number": own.style_number or (product.style_number if product else None),
            "name": own.name or (product.name if product else None),
            "color": own.color or (colors[0] if len(colors) == 1 else None),
            "category": (product.category if product else None) or own.category,
            "retail_price": (product.retail_price if product else None)
            or (Money(amount=retail, currency=item.currency) if retail else None),
            "images": product.images if product else [],
            "product_id": found.product_id,
            "match": found.match,
        }
    )


def assembled(item: Item, machine: Found, said: Found, edit: ItemEdit, products: Products) -> Item:
    """The item as it is shown: `machine`'s verdict, or `said` where a person decided; then corrections, then flags."""
    shown = _added_up(enriched(item, said, products), {})
    before: dict[str, Any] = {}
    if edit.decides:
        before = {MATCH: machine.match.model_dump(mode="json"), PRODUCT: machine.product_id}
    unedited = shown.model_dump(mode="json")
    before |= {name: unedited.get(name) for name in edit.fields}
    shown = _added_up(Item.model_validate({**unedited, **edit.fields}), edit.fields)
    shown.edited = sorted([*edit.fields, *([MATCH] if edit.decides else [])])
    shown.machine = before
    gone = edit.product_id is not None and edit.product_id not in products
    return flagged(shown, products, [*_chosen_gone(gone)])


def _added_up(item: Item, corrected: Mapping[str, Any]) -> Item:
    """The item with a total that is worked out, where neither the order nor a person says one."""
    if item.own.total is None and "total" not in corrected:
        item.total = computed_total(item.model_copy(update={"total": None}))
    return item


def flagged(item: Item, products: Products, more: Sequence[Flag] = ()) -> Item:
    """The item with its own flags found anew; `more` are those that come from elsewhere."""
    return item.model_copy(update={"flags": [*own_flags(item, products.get(item.product_id or "")), *more]})


def changed(item: Item, edit: ItemEdit, products: Products) -> Item:
    """A stored item after a person's words changed: from what the machine had said, everything said laid over anew."""
    stored = item.model_dump(mode="json")
    raw = Item.model_validate({**stored, **{k: v for k, v in item.machine.items() if k in stored}})
    machine = Found(match=raw.match, product_id=raw.product_id)
    said = without(machine.match, machine.product_id, edit.rejected) if edit.rejected else machine
    if edit.product_id in products:
        said = Found(match=by_person(said.match), product_id=edit.product_id)
    kept = [flag for flag in item.flags if flag.code in OF_THE_ORDER and flag.code != GONE]
    shown = assembled(raw, machine, said, edit, products)
    return shown.model_copy(update={"flags": [*shown.flags, *kept]})


def _chosen_gone(gone: bool) -> list[Flag]:
    message = "The product that a person chose for this line is no longer in the linesheets. Choose another."
    return [Flag(code=GONE, message=message)] if gone else []
