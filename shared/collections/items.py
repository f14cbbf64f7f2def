"""The items of the last result, and what people say of them. Each word of theirs is kept apart, in
`collections/{id}/edits/{item_id}`, so that every later run lays it over again; the item itself shows it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.cloud.firestore import SERVER_TIMESTAMP, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.collections.category_names import EDIT, CategoryEdits, edits_as_stored
from shared.collections.corrections import EditedProduct, ItemEdit, laid_over
from shared.collections.orders.assembling import MATCH, changed
from shared.collections.orders.enriching import LOOKED_FOR, PERSON
from shared.collections.orders.item_models import Item, MatchStatus, OrderRecord
from shared.collections.orders.reconciling import record_of
from shared.collections.orders.saving import stored_item
from shared.collections.records import DECK_GENERATION, ITEM_GENERATION, Collection
from shared.collections.refusals import InUse, NotFound, NothingSuggested
from shared.collections.repository import MAX_TRIES, Repository
from shared.collections.staleness import Reasons, note

COUNTED = ("quantity", "unit_cost", "total", "currency")  # what of an item its order's totals are made from
SEARCHED = ("sku", "style_number", "name", "color", "category")  # the page searches the same
Alter = Callable[[Item, ItemEdit], ItemEdit]


@dataclass(frozen=True)
class Wanted:
    """Which items: those of a match status, with a flag, of a document; None where it does not matter.

    `words` (each anywhere in SEARCHED, as a category is called now) and `ids` are of use to `Items.every` alone.
    """

    status: MatchStatus | None = None
    flag: str | None = None
    document_id: str | None = None
    words: Sequence[str] = ()
    ids: Set[str] | None = None

    def found_in(self, item: Item) -> bool:
        """Whether an item is one of `ids` and has all `words`."""
        text = " ".join(filter(None, (getattr(item, name) for name in SEARCHED))).lower()
        return (self.ids is None or item.item_id in self.ids) and all(word.lower() in text for word in self.words)


class Items:
    """Reads items; writes corrections and decisions."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._db = repository.db

    def page(
        self, collection: Collection, wanted: Wanted, size: int, after: int | None = None
    ) -> tuple[list[Item], int | None]:
        """Items in the order of the documents, after a position, and the position after which the next page begins."""
        query = self._query(collection, wanted).order_by("position").limit(size + 1)
        if after is not None:
            query = query.start_after({"position": after})
        names = self._names(collection)
        items = [_named(_item(snapshot), names) for snapshot in query.stream()]
        return items[:size], items[size - 1].position if len(items) > size else None

    def every(self, collection: Collection, wanted: Wanted) -> Iterator[Item]:
        """All items in the order of the documents."""
        names = self._names(collection)
        stored = self._query(collection, wanted).order_by("position").stream()
        return filter(wanted.found_in, (_named(_item(snapshot), names) for snapshot in stored))

    def _names(self, collection: Collection) -> CategoryEdits:
        return edits_as_stored(self._db.document(f"{collection.path}/edits/{EDIT}").get().to_dict() or {})

    def _query(self, collection: Collection, wanted: Wanted) -> Any:
        query: Any = self._db.collection(f"{collection.path}/items")
        if wanted.status:
            query = query.where(filter=FieldFilter("match.status", "==", wanted.status))
        if wanted.flag:
            query = query.where(filter=FieldFilter("flag_codes", "array_contains", wanted.flag))
        if wanted.document_id:
            query = query.where(filter=FieldFilter("source.document_id", "==", wanted.document_id))
        return query

    # ---- what people say

    def edit(
        self, collection: Collection, item_id: str, uid: str, fields: Mapping[str, Any], reset: Sequence[str]
    ) -> Item:
        """Correct fields of an item, and take corrections of those in `reset` back (`match`: decisions). NotFound."""

        def alter(_: Item, edit: ItemEdit) -> ItemEdit:
            kept = {name: value for name, value in edit.fields.items() if name not in reset}
            undecided: dict[str, Any] = {"product_id": None, "rejected": []} if MATCH in reset else {}
            return edit.model_copy(update={"fields": {**kept, **fields}, **undecided})

        return self._change(collection, item_id, uid, alter)

    def accept(self, collection: Collection, item_id: str, uid: str, product_id: str | None) -> Item:
        """Say which product an item is: the first that is suggested, or any of the collection's.

        Raises NotFound, and NothingSuggested.
        """

        def alter(item: Item, edit: ItemEdit) -> ItemEdit:
            chosen = product_id or item.product_id or next((c.product_id for c in item.match.candidates), None)
            if chosen is None:
                raise NothingSuggested
            rejected = [other for other in edit.rejected if other != chosen]
            return edit.model_copy(update={"product_id": chosen, "rejected": rejected})

        return self._change(collection, item_id, uid, alter)

    def reject(self, collection: Collection, item_id: str, uid: str, product_id: str | None) -> Item:
        """Say which product an item is not: one, or all that is matched or suggested. It is not suggested again.

        Raises NotFound, and NothingSuggested.
        """

        def alter(item: Item, edit: ItemEdit) -> ItemEdit:
            shown = [item.product_id, *(candidate.product_id for candidate in item.match.candidates)]
            gone = [product_id] if product_id else [shown_id for shown_id in shown if shown_id]
            if not gone:
                raise NothingSuggested
            chosen = None if edit.product_id in gone else edit.product_id
            return edit.model_copy(
                update={"product_id": chosen, "rejected": list(dict.fromkeys([*edit.rejected, *gone]))}
            )

        return self._change(collection, item_id, uid, alter)

    def _change(self, collection: Collection, item_id: str, uid: str, alter: Alter) -> Item:
        """Write what a person says, and the item as it is then, in one commit; nobody else's word is lost."""
        for left in reversed(range(MAX_TRIES)):
            with suppress(FailedPrecondition, AlreadyExists):
                item = self._try(collection, item_id, uid, alter, guarded=bool(left))
                return _named(item, self._names(collection))
        raise InUse("changing", "Somebody else changes this item right now. Try again in a moment.")

    def _try(self, collection: Collection, item_id: str, uid: str, alter: Alter, *, guarded: bool) -> Item:
        reference = self._db.document(f"{collection.path}/items/{item_id}")
        kept = self._db.document(f"{collection.path}/edits/{item_id}")
        found = {s.reference.path: s for s in self._db.get_all([reference, kept])}
        before, said = found[reference.path], found[kept.path]
        if not before.exists:
            raise NotFound("item")
        item = _item(before)
        edit = alter(item, _edit(said, item))
        products = self._products(collection, [edit.product_id, item.product_id, item.machine.get("product_id")])
        if edit.product_id is not None and edit.product_id not in products:
            raise NotFound("product")
        shown = changed(item, edit, products)
        order = self._reconciled(collection, item, shown)

        def write(batch: WriteBatch, now: Collection) -> Reasons:
            fields = edit.model_dump(mode="json") | {"edited_at": SERVER_TIMESTAMP, "edited_by": uid}
            if said.exists:
                batch.update(kept, fields, option=self._unchanged(said))
            else:
                batch.create(kept, fields)
            batch.update(reference, stored_item(shown), option=self._unchanged(before))
            for path, record in order.items():
                batch.update(self._db.document(path), record)
            note(self._db, batch, now, {ITEM_GENERATION: "corrections_changed"})
            return _makes_stale(item, shown)

        self._repository.attempt(collection, write, guarded=guarded)
        return shown

    def _reconciled(self, collection: Collection, before: Item, after: Item) -> dict[str, dict[str, Any]]:
        """The record of the item's order as it is with the corrected item, where that can change it; by its path."""
        if all(getattr(before, name) == getattr(after, name) for name in COUNTED):
            return {}
        document_id = after.source.document_id
        stored = self._db.document(f"{collection.path}/orders/{document_id}").get()
        if not stored.exists:
            return {}
        record = OrderRecord.model_validate({**(stored.to_dict() or {}), "document_id": document_id})
        items = [
            after if item.item_id == after.item_id else item
            for item in self.every(collection, Wanted(document_id=document_id))
        ]
        anew = record_of(document_id, items, record.totals)
        return {stored.reference.path: anew.model_dump(mode="json", exclude={"document_id", "tables"})}

    def _unchanged(self, snapshot: Any) -> Any:
        return self._db.write_option(last_update_time=snapshot.update_time)

    def _products(self, collection: Collection, ids: Sequence[str | None]) -> dict[str, EditedProduct]:
        """Products of these ids that there are, corrections laid over."""
        wanted = dict.fromkeys(i for i in ids if i)
        if not wanted:
            return {}
        linesheets = [d.document_id for d in self._repository.documents(collection) if d.type == "linesheet"]
        stored = f"{collection.path}/documents/{{}}/structured_products/{{}}"
        rows = [self._db.document(stored.format(d, i)) for d in linesheets for i in wanted]
        edits = [self._db.document(f"{collection.path}/edits/{i}") for i in wanted]
        found = [s for s in self._db.get_all([*rows, *edits]) if s.exists]
        fields = {s.id: (s.to_dict() or {}).get("fields", {}) for s in found if s.reference.parent.id == "edits"}
        return {
            s.id: laid_over({**(s.to_dict() or {}), "product_id": s.id}, fields.get(s.id, {}))
            for s in found
            if s.reference.parent.id != "edits"
        }


def _makes_stale(before: Item, after: Item) -> Reasons:
    """A deck shows items as they were. A run finds other products for other codes and names, unless a person chose."""
    corrected = {*before.edited, *after.edited} & set(LOOKED_FOR)
    searched = any(getattr(before, name) != getattr(after, name) for name in corrected)
    deck: Reasons = {DECK_GENERATION: "items_changed"}
    return {**deck, ITEM_GENERATION: "corrections_changed"} if searched and after.match.method != PERSON else deck


def _item(snapshot: Any) -> Item:
    return Item.model_validate({**(snapshot.to_dict() or {}), "item_id": snapshot.id})


def _named(item: Item, names: CategoryEdits) -> Item:
    """An item with what people call its category."""
    return item.model_copy(update={"category": names.shown(item.category)})


def _edit(snapshot: Any, item: Item) -> ItemEdit:
    if snapshot.exists:
        return ItemEdit.model_validate(snapshot.to_dict())
    return ItemEdit(document_id=item.source.document_id)
