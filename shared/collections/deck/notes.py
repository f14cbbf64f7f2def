"""Where the values of a card were read, in words: for the notes below a slide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shared.collections.deck.amounts import amount, decimal_of, quantity
from shared.collections.deck.cleaning import clean
from shared.collections.deck.words import Words
from shared.collections.models import FieldSource, Product
from shared.collections.orders.item_models import Item

_NAMES = {"wholesale_price": "wholesale", "retail_price": "retail"}
_OWN_WORDS = frozenset(
    {"wholesale", "retail", "unit_cost", "style_number", "category", "colors", "sizes", "materials", "quantity",
     "total", "description"}
)  # fmt: skip
Place = tuple[int, str | None, int | None]


def product_notes(product: Product, edited: Iterable[str], documents: Mapping[str, str], words: Words) -> list[str]:
    """A line for each place of the linesheet: "spring.pdf, Page 3: Wholesale, Retail"."""
    document = documents.get(product.source.document_id, "")
    corrected = set(edited)
    places: dict[Place, list[str]] = {}
    for name, source in product.fields.items():
        if name not in corrected:
            places.setdefault(_place(source), []).append(_called(name, words))
    lines = [
        f"{_where(document, place, words)}: {', '.join(names)}" for place, names in sorted(places.items(), key=_first)
    ]
    if not lines:
        source_of = product.source
        lines = [_where(document, (source_of.page, source_of.sheet, source_of.row), words)]
    return lines + _by_hand(corrected, words)


def item_note(item: Item, edited: Iterable[str], documents: Mapping[str, str], words: Words) -> list[str]:
    """What a line of the order gave: "po.xlsx, Sheet Order, Row 12: Blue, Quantity 12, Unit cost 49.00 EUR"."""
    source = item.source
    where = _where(documents.get(source.document_id, ""), (source.page, source.sheet, source.row), words)
    said = [clean(item.color)]
    count = decimal_of(item.quantity)
    if count is not None:
        said.append(f"{words['quantity']} {quantity(count, words.language)}")
    cost = amount(item.unit_cost, item.currency, words.language)
    if cost:
        said.append(f"{words['unit_cost']} {cost}")
    given = ", ".join(part for part in said if part)
    return [f"{where}: {given}" if given else where, *_by_hand(set(edited), words)]


def _where(document: str, place: Place, words: Words) -> str:
    page, sheet, row = place
    parts = [clean(document)]
    parts.append(f"{words['sheet']} {clean(sheet)}" if sheet else f"{words['page']} {page}")
    parts.append(f"{words['row']} {row}" if row else "")
    return ", ".join(part for part in parts if part)


def _place(source: FieldSource) -> Place:
    return source.page, source.sheet, source.row


def _first(entry: tuple[Place, list[str]]) -> tuple[int, str, int]:
    (page, sheet, row), _ = entry
    return page, sheet or "", row or 0


def _called(name: str, words: Words) -> str:
    key = _NAMES.get(name, name)
    return words[key] if key in _OWN_WORDS else name.replace("_", " ")


def _by_hand(fields: set[str], words: Words) -> list[str]:
    named = ", ".join(_called(name, words) for name in sorted(fields))
    return [f"{words['corrected']}: {named}"] if named else []
