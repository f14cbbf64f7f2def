"""Phase 1: the items of an order, or products, as the cards of a deck in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from shared.collections.category_names import CategoryEdits, category_edits
from shared.collections.corrections import of_kind, products_of
from shared.collections.deck.amounts import quantity
from shared.collections.deck.grouping import Entry, Sorted, card_of, gathered
from shared.collections.deck.models import Card, DeckCards, DeckJob, DeckSettings, GroupBy
from shared.collections.deck.words import Words
from shared.collections.models import Product
from shared.collections.orders.item_models import Item
from shared.engine.errors import PhaseError
from shared.engine.run import Run, save_lines

MAX_CARDS = 3000
Edits = Mapping[str, Mapping[str, Any]]
_DIGITS = re.compile(r"(\d+)")


def gather_items(run: Run, job: DeckJob) -> DeckCards:
    """Every product with its lines, sorted and in sections. Raises PhaseError where there is none, or too many."""
    words = Words(job.settings.language)
    said = list(run.rows("edits"))
    edits: Edits = {row["id"]: row.get("fields") or {} for row in said}
    categories = category_edits(said)
    entries = list(_entries(run, job, edits, products_of(run.rows("products"), of_kind(said, "product"), categories)))
    entries = [_called(entry, categories) for entry in entries]
    if not entries:
        raise PhaseError(
            "no_items",
            "There is nothing to show: the collection has neither items nor products. Process a linesheet or generate"
            " items first, then make the deck.",
        )
    if len(entries) > MAX_CARDS:
        raise PhaseError(
            "too_many_cards",
            f"A deck holds at most {MAX_CARDS:,} products, and these are {len(entries):,}. Split the collection, then"
            " make a deck of each part.",
        )
    made = []
    for done, entry in enumerate(entries, 1):
        made.append(card_of(entry, job.documents, words))
        run.progress(done, len(entries))
    pieces = [card.pieces for card in made if card.pieces is not None]
    return DeckCards(
        cards=save_lines(run, "deck/cards.jsonl", _in_order(made, job.settings, words, categories)),
        count=len(made),
        quantity=quantity(sum(pieces, Decimal(0)), words.language) if pieces else None,
    )


def _entries(run: Run, job: DeckJob, edits: Edits, shown: Sequence[Product]) -> Iterator[Entry]:
    products = {product.product_id: product for product in shown}
    if job.content == "products":
        for product_id, product in products.items():
            yield Entry(product_id, product, edited=_edited(edits, product_id))
        return
    for key, items in gathered(_items(run), job.settings.group_by).items():
        product_id = items[0].product_id or ""
        edited = _edited(edits, product_id) | {item.item_id: item.edited for item in items}
        yield Entry(key, products.get(product_id), items, edited)


def _called(entry: Entry, categories: CategoryEdits) -> Entry:
    """With the categories of its lines as people call them."""
    items = [item.model_copy(update={"category": categories.shown(item.category)}) for item in entry.items]
    return replace(entry, items=items)


def _items(run: Run) -> list[Item]:
    """Items in the order of the documents; they show what people corrected already."""
    rows = sorted(run.rows("items"), key=lambda row: row.get("position", 0))
    return [Item.model_validate(row) for row in rows]


def _edited(edits: Edits, *ids: str) -> dict[str, list[str]]:
    return {key: sorted(edits[key]) for key in ids if edits.get(key)}


def _in_order(made: list[Sorted], settings: DeckSettings, words: Words, categories: CategoryEdits) -> list[Card]:
    """Sections in the order that people gave categories, else as the document names them, the rest last; within them
    as the settings say."""
    groups = {name.casefold(): name for name in categories.order} if settings.group_by == "category" else {}
    for each in made:
        group = _group(each.card, settings.group_by)
        groups.setdefault(group.casefold(), group)
    rest = words["other"] if len(groups) > 1 else ""
    names = list(groups)
    for each in made:
        each.card.group = groups[_group(each.card, settings.group_by).casefold()]
    made.sort(key=lambda each: (not each.card.group, names.index(each.card.group.casefold()), *_rank(each, settings)))
    for each in made:
        each.card.group = each.card.group or rest
    return [each.card for each in made]


def _group(card: Card, by: GroupBy) -> str:
    if by == "category":
        return card.category or ""
    return card.colors[0] if by == "color" and card.colors else ""


def _rank(each: Sorted, settings: DeckSettings) -> tuple[Any, ...]:
    match settings.sort_by:
        case "name":
            return (_natural(each.card.name),)
        case "style_number":
            return (each.card.style_number is None, _natural(each.card.style_number or ""))
        case "price":
            return (each.price is None, each.price or Decimal(0))
        case "document":
            return ()


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Numbers in a text count as numbers: "A-9" comes before "A-10"."""
    parts = _DIGITS.split(text.casefold())
    return [(1, int(part[:18]), part) if part.isdecimal() else (0, 0, part) for part in parts]
