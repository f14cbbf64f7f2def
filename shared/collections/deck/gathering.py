"""Phase 1: the items of an order, or products, as the cards of a deck in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from shared.collections.deck.amounts import quantity
from shared.collections.deck.grouping import Entry, Sorted, card_of, gathered
from shared.collections.deck.models import Card, DeckCards, DeckJob, DeckSettings, GroupBy
from shared.collections.deck.words import Words
from shared.collections.models import Product
from shared.collections.orders.models import Item
from shared.engine.errors import PhaseError
from shared.engine.run import Run, save_lines

MAX_CARDS = 3000
Edits = Mapping[str, Mapping[str, Any]]
_DIGITS = re.compile(r"(\d+)")


def gather_items(run: Run, job: DeckJob) -> DeckCards:
    """Every product with its lines, sorted and in sections. Raises PhaseError where there is none, or too many."""
    words = Words(job.settings.language)
    edits: Edits = {row["id"]: row.get("fields") or {} for row in run.rows("edits")}
    entries = list(_entries(run, job, edits))
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
        cards=save_lines(run, "deck/cards.jsonl", _in_order(made, job.settings, words)),
        count=len(made),
        quantity=quantity(sum(pieces, Decimal(0)), words.language) if pieces else None,
    )


def _entries(run: Run, job: DeckJob, edits: Edits) -> Iterator[Entry]:
    products = _products(run, edits)
    if job.content == "products":
        for product_id, product in products.items():
            yield Entry(product_id, product, edited=_edited(edits, product_id))
        return
    for key, items in gathered(_items(run, edits), job.settings.group_by).items():
        product_id = items[0].product_id or ""
        edited = _edited(edits, product_id, *(item.item_id for item in items))
        yield Entry(key, products.get(product_id), items, edited)


def _products(run: Run, edits: Edits) -> dict[str, Product]:
    """Products by id, in the order of their documents."""
    rows = sorted(run.rows("products"), key=lambda row: (row["source"]["document_id"], row.get("position", 0)))
    return {row["product_id"]: Product.model_validate({**row, **edits.get(row["product_id"], {})}) for row in rows}


def _items(run: Run, edits: Edits) -> list[Item]:
    rows = sorted(run.rows("items"), key=lambda row: row.get("position", 0))
    return [Item.model_validate({**row, **edits.get(row["item_id"], {})}) for row in rows]


def _edited(edits: Edits, *ids: str) -> dict[str, list[str]]:
    return {key: sorted(edits[key]) for key in ids if edits.get(key)}


def _in_order(made: list[Sorted], settings: DeckSettings, words: Words) -> list[Card]:
    """Sections in the order in which the document names them, the rest last; within them as the settings say."""
    groups: dict[str, str] = {}
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
