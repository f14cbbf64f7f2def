"""Order lines of one product become one card; products become a card each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shared.collections.deck.amounts import amount, decimal_of, quantity
from shared.collections.deck.cleaning import clean
from shared.collections.deck.models import Card, GroupBy
from shared.collections.deck.notes import item_note, product_notes
from shared.collections.deck.words import Words
from shared.collections.models import Color, Money, Product, ProductImage, Source
from shared.collections.orders.item_models import Item
from shared.reading.size_order import in_order

# A line that is no product of the linesheets: nothing was read of it but the line.
NOTHING = Product(product_id="", source=Source(document_id="", page=1, bbox=(0, 0, 0, 0)))


@dataclass(frozen=True)
class Entry:
    """A product, lines of an order, or both; `edited` names what a person corrected, by the id of what was read."""

    key: str
    product: Product | None = None
    items: Sequence[Item] = ()
    edited: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sorted:
    """A card with what it is sorted by: `price` is what one pays for a piece."""

    card: Card
    price: Decimal | None
    pieces: Decimal | None = None


def gathered(items: Iterable[Item], group_by: GroupBy) -> dict[str, list[Item]]:
    """Lines by the product they are: of several colours and sizes, but one card a colour where colours are sections."""
    found: dict[str, list[Item]] = {}
    for item in items:
        key = item.product_id or _plain(item.style_number or item.sku or item.name or item.item_id)
        if group_by == "color":
            key += f"\n{_plain(item.color)}"
        found.setdefault(key, []).append(item)
    return found


def card_of(entry: Entry, documents: Mapping[str, str], words: Words) -> Sorted:
    """The card of a product or of lines, ready to read."""
    product, items, language = entry.product, entry.items, words.language
    read = product or NOTHING
    style = _first(*(i.style_number for i in items), read.style_number, *(i.sku for i in items))
    pieces = _sum(item.quantity for item in items)
    wholesale = read.wholesale_price
    retail = next((i.retail_price for i in items if i.retail_price), None) or read.retail_price
    card = Card(
        key=entry.key,
        name=_first(*(i.name for i in items), read.name, style) or "–",
        style_number=style,
        category=_first(*(i.category for i in items), read.category),
        description=_first(read.description),
        colors=_colors(items, product),
        sizes=_sizes(items, product, language),
        materials=_first(read.materials),
        wholesale=_price(wholesale, language),
        retail=_price(retail, language),
        unit_cost=_costs(items, language),
        quantity=quantity(pieces, language) if pieces is not None else None,
        total=_totals(items, language),
        picture=_picture(items, product),
        notes=_notes(entry, documents, words),
    )
    return Sorted(card, _pays(items, wholesale), pieces)


def _notes(entry: Entry, documents: Mapping[str, str], words: Words) -> list[str]:
    notes = [n for i in entry.items for n in item_note(i, entry.edited.get(i.item_id, ()), documents, words)]
    if entry.product:
        corrected = entry.edited.get(entry.product.product_id, ())
        notes += product_notes(entry.product, corrected, documents, words)
    return notes


def _plain(text: str | None) -> str:
    return clean(text).casefold()


def _first(*texts: str | None) -> str | None:
    return next((shown for shown in map(clean, texts) if shown), None)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list({text.casefold(): text for text in reversed([*filter(None, texts)])}.values())[::-1]


def _colors(items: Sequence[Item], product: Product | None) -> list[str]:
    ordered = _distinct(clean(item.color) for item in items)
    colors: Sequence[Color] = product.colors if product else ()
    return ordered or _distinct(clean(color.name or color.code) for color in colors)


def _sizes(items: Sequence[Item], product: Product | None, language: str) -> list[str]:
    """Sizes in the order of the documents, with the pieces of all colours where an order names them."""
    counts: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        for size, count in item.sizes.items():
            counts[clean(size)] += decimal_of(count) or 0
    if not counts:
        return _distinct(map(clean, product.sizes)) if product else []
    order = in_order(counts, ([clean(size) for size in item.size_order] for item in items))
    return [f"{size}\u00a0×\u00a0{quantity(counts[size], language)}".strip() for size in order]


def _sum(values: Iterable[object]) -> Decimal | None:
    known = [value for value in map(decimal_of, values) if value is not None]
    return sum(known, Decimal(0)) if known else None


def _price(price: Money | None, language: str) -> str | None:
    if not price:
        return None
    return amount(clean(price.amount), clean(price.currency), language, clean(price.amount_max))


def _costs(items: Sequence[Item], language: str) -> str | None:
    """The unit cost, or from the lowest to the highest, in each currency."""
    costs: dict[str, list[Decimal]] = defaultdict(list)
    for item in items:
        cost = decimal_of(item.unit_cost)
        if cost is not None:
            costs[clean(item.currency)].append(cost)
    shown = []
    for currency, values in costs.items():
        low, high = min(values), max(values)
        shown.append(amount(str(low), currency, language, str(high) if high > low else None) or "")
    return " / ".join(shown) or None


def _totals(items: Sequence[Item], language: str) -> str | None:
    """What the lines cost together, in each currency."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        total = _total(item)
        if total is not None:
            totals[clean(item.currency)] += total
    return " / ".join(amount(str(total), currency, language) or "" for currency, total in totals.items()) or None


def _total(item: Item) -> Decimal | None:
    printed, pieces, cost = decimal_of(item.total), decimal_of(item.quantity), decimal_of(item.unit_cost)
    if printed is not None or pieces is None or cost is None:
        return printed
    return pieces * cost


def _picture(items: Sequence[Item], product: Product | None) -> str | None:
    own: list[ProductImage] = [image for item in items for image in item.images]
    shown = {image.image_id: image for image in product.images} if product else {}
    still = [shown[image.image_id] for image in own if image.image_id in shown]
    return next((image.storage_path for image in [*still, *shown.values(), *own] if image.storage_path), None)


def _pays(items: Sequence[Item], wholesale: Money | None) -> Decimal | None:
    costs = [cost for cost in (decimal_of(item.unit_cost) for item in items) if cost is not None]
    return min(costs) if costs else decimal_of(wholesale.amount) if wholesale else None
