"""What a person should look at in a line. Lines are kept as they are; a flag says what is odd about one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from shared.collections.models import Product
from shared.collections.orders.amounts import decimal_of, off_by, plain
from shared.collections.orders.hues import Verdict, compared, plain_color
from shared.collections.orders.item_models import Flag, Item
from shared.collections.orders.keys import key_of, name_key
from shared.reading.sizes import is_size

DUPLICATE = "duplicate_line"
GONE = "chosen_product_gone"
OF_THE_ORDER = frozenset({DUPLICATE, GONE})  # flags that do not follow from a line and its product alone
ONE_SIZE = frozenset({"os", "o s", "one size", "onesize", "tu", "uni", "u", "osfa", "unica", "unique"})


def own_flags(item: Item, product: Product | None) -> list[Flag]:
    """What is odd about a line by itself and beside its product."""
    return [*_quantities(item), *_amounts(item), *(_beside(item, product) if product else ())]


def _quantities(item: Item) -> Iterator[Flag]:
    quantity = decimal_of(item.quantity)
    if quantity is None:
        yield Flag(
            code="missing_quantity", message="This line says no quantity. Look it up in the order and fill it in."
        )
        return
    if quantity == 0:
        yield Flag(code="zero_quantity", message="This line orders none.")
    elif quantity < 0:
        yield Flag(code="negative_quantity", message=f"The quantity is negative ({item.quantity}): a return, perhaps.")
    by_size = sum((Decimal(str(n)) for n in item.sizes.values()), Decimal(0))
    if item.sizes and by_size != quantity:
        message = f"Its sizes add up to {plain(by_size)}, but its quantity is {item.quantity}."
        yield Flag(code="sizes_differ", message=message)


def _amounts(item: Item) -> Iterator[Flag]:
    if item.unit_cost is None and item.total is None:
        yield Flag(code="missing_price", message="This line says neither what one costs nor what it comes to.")
    if (off := off_by(item)) is not None:
        amount = plain(Decimal(item.total or 0) - off)
        message = f"{item.quantity} × {item.unit_cost} is {amount}, but the line's total is {item.total}."
        yield Flag(code="total_differs", message=message)


def _beside(item: Item, product: Product) -> Iterator[Flag]:
    wholesale = product.wholesale_price
    listed = wholesale.currency if wholesale else None
    if item.currency and listed and item.currency != listed:
        message = f"The order is in {item.currency}, the linesheet in {listed}."
        yield Flag(code="currency_differs", message=message)
    elif wholesale and (cost := decimal_of(item.unit_cost)) is not None:
        low, high = Decimal(wholesale.amount), Decimal(wholesale.amount_max or wholesale.amount)
        if not low <= cost <= high:
            message = f"One costs {item.unit_cost} here, and {wholesale.amount} at wholesale in the linesheet."
            yield Flag(code="price_differs", message=message)
    yield from _variants(item, product)


def _variants(item: Item, product: Product) -> Iterator[Flag]:
    if item.own.color and compared([item.own.color], product.colors) == Verdict.DIFFERENT:
        yield Flag(code="color_not_offered", message=f"The linesheet does not offer it in {item.own.color}.")
    offered = {_size(size) for size in product.sizes}
    missing = [size for size, n in item.sizes.items() if n and is_size(size) and _size(size) not in offered]
    if offered and missing and not offered & ONE_SIZE and all(is_size(size) for size in product.sizes):
        message = f"The linesheet does not offer it in size {', '.join(missing)}."
        yield Flag(code="size_not_offered", message=message)


def _size(size: str) -> str:
    text = plain_color(size)
    for system in ("eu ", "eur ", "us ", "uk ", "it ", "fr "):
        text = text.removeprefix(system)
    doubled = {"xxl": "2xl", "xxxl": "3xl", "xxs": "2xs", "xxxs": "3xs", "xxxxl": "4xl"}
    return doubled.get(text.replace(" ", ""), text.removesuffix(" 0"))


def duplicates(items: Sequence[Item]) -> dict[str, Flag]:
    """Lines that order the same goods as a line before, by their ids: code, colour and size are the same."""
    first: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    flags = {}
    for item in items:
        kind = _goods(item)
        if kind is None:
            continue
        earlier = next((other for other in first[kind] if _overlap(item, other)), None)
        first[kind].append(item)
        if earlier is not None:
            message = f"This orders the same as line {earlier.position} ({_place(earlier)})."
            flags[item.item_id] = Flag(code=DUPLICATE, message=message)
    return flags


def _goods(item: Item) -> tuple[str, str, str] | None:
    code = key_of(item.sku or "").tight or key_of(item.own.style_number or "").tight
    style = key_of(item.own.style_number or "").tight
    name = "" if code else name_key(item.own.name or "")
    color = plain_color(item.own.color or "")
    return (f"{code}/{style}", name, color) if code or name else None


def _overlap(item: Item, other: Item) -> bool:
    """Whether both order some of the same sizes; lines without sizes do."""
    ours, theirs = ({_size(size) for size, n in each.sizes.items() if n} for each in (item, other))
    return bool(ours & theirs) if ours and theirs else not (item.sizes and other.sizes) or ours == theirs


def _place(item: Item) -> str:
    row = f"row {item.source.row}" if item.source.row is not None else f"page {item.source.page}"
    return f"sheet {item.source.sheet}, {row}" if item.source.sheet else row
