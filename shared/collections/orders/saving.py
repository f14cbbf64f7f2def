"""Step 7: a last look at what is about to be saved, and the commit that makes all of it visible at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from shared.collections.orders.item_models import (
    CheckedItems,
    GeneratedItems,
    Item,
    OrderRecord,
)
from shared.engine.errors import PhaseError
from shared.engine.pipeline import Results, Target
from shared.engine.run import Run, read_lines

ROOM_FOR_TABLES = 600_000  # bytes of an order's record that its tables may take: a document holds 1 MiB


def check_items(run: Run, generated: GeneratedItems) -> CheckedItems:
    """Count what will be saved. Raises PhaseError when there is nothing, or when two items have one id."""
    statuses: Counter[str] = Counter()
    ids: set[str] = set()
    for done, item in enumerate(read_lines(run, generated.items, Item)):
        run.progress(done, generated.count)
        if item.item_id in ids:
            raise PhaseError("lines_mixed_up", f"Two lines of the order are called {item.item_id}. Tell the operator.")
        ids.add(item.item_id)
        statuses[item.match.status] += 1
    if not ids:
        raise PhaseError(
            "no_lines",
            "No line that orders anything was found in the purchase order. Check that it is the right file, or say"
            " which of its columns hold the style number and the quantity, and generate again.",
        )
    return CheckedItems(
        count=len(ids),
        matched=statuses["matched"],
        suggested=statuses["suggested"],
        not_found=statuses["not_found"],
    )


def save_items(run: Run, target: Target, generated: GeneratedItems, checked: CheckedItems) -> Results:
    """The results of a run as one commit: nothing is written here."""
    items = {item.item_id: stored_item(item) for item in read_lines(run, generated.items, Item)}
    orders = {order.document_id: stored_order(order) for order in read_lines(run, generated.orders, OrderRecord)}
    counts = checked.model_dump()
    return Results(
        subject={"item_counts": counts},
        replace={f"{target.subject}/items": items, f"{target.subject}/orders": orders},
    )


def stored_item(item: Item) -> dict[str, Any]:
    """An item as its Firestore document. `flag_codes` is there to be searched."""
    fields = item.model_dump(mode="json")
    fields["own"] = item.own.model_dump(mode="json", exclude_none=True)
    retail = fields["retail_price"]
    if retail is not None and retail["amount_max"] is None:
        del retail["amount_max"]
    return {**fields, "flag_codes": sorted({flag.code for flag in item.flags})}


def stored_order(order: OrderRecord) -> dict[str, Any]:
    """An order's record as its Firestore document; of very many columns no samples are kept."""
    if sum(len(table.model_dump_json()) for table in order.tables) > ROOM_FOR_TABLES:
        order = order.model_copy(update={"tables": _bounded(order.tables)})
    return order.model_dump(mode="json")


def _bounded(tables: Iterable[Any]) -> list[Any]:
    kept, room = [], ROOM_FOR_TABLES
    for table in tables:
        bare = table.model_copy(update={"columns": [c.model_copy(update={"samples": []}) for c in table.columns]})
        room -= len(bare.model_dump_json())
        if room < 0:
            break
        kept.append(bare)
    return kept
