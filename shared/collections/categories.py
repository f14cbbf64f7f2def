"""Categories as people renamed, merged and ordered them: laid over the names that were read, which stay as they are.

`collections/{id}/edits/categories` holds `names` (a name that was read, or typed for a product -> the one shown
instead; two names of one shown name are merged) and `order` (shown names). A screen that listens to the collection
and to this document shows the same: each name of `categories` through `names`, counts of one shown name summed, those
of `order` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel

from shared.collections.records import Category, Collection
from shared.collections.refusals import NotFound

EDIT = "categories"


class CategoryEdits(BaseModel):
    """What people said of a collection's categories."""

    names: dict[str, str] = {}
    order: list[str] = []

    def shown(self, name: str | None) -> str | None:
        """The name that is shown for one that was read or typed."""
        return self.names.get(name, name) if name is not None else None

    def renamed(self, old: str, new: str) -> CategoryEdits:
        """With the shown name `old` called `new`, merged with what is called so already."""
        names = {name: new if shown == old else shown for name, shown in self.names.items()}
        if old not in self.names:
            names[old] = new
        order = list(dict.fromkeys(new if name == old else name for name in self.order))
        return CategoryEdits(names={name: shown for name, shown in names.items() if name != shown}, order=order)

    def laid_over(self, categories: Iterable[Category], moved: Mapping[str | None, int]) -> list[Category]:
        """Categories as they are shown; `moved` says how many products more each has by corrections of products."""
        counts: Counter[str] = Counter()
        was: dict[str, list[str]] = {}
        for category in categories:
            shown = self.names.get(category.name, category.name)
            counts[shown] += category.count
            was.setdefault(shown, []).append(category.name)
        for name, more in moved.items():
            if name is not None:
                counts[name] += more
        listed = [name for name in dict.fromkeys([*self.order, *was, *counts]) if name in was or counts[name] > 0]
        return [
            Category(name=name, count=max(0, counts[name]), was=[] if was.get(name) == [name] else was.get(name, []))
            for name in listed
        ]


class Categories:
    """Reads a collection's categories as they are shown, and changes what people see."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def edits(self, collection: Collection) -> CategoryEdits:
        """What people said so far."""
        return CategoryEdits.model_validate(self._edit(collection).get().to_dict() or {})

    def shown(self, collection: Collection) -> list[Category]:
        """The categories of the last result, with what people changed."""
        return self._laid_over(collection, self.edits(collection))

    def change(
        self, collection: Collection, uid: str, rename: Mapping[str, str], order: Sequence[str] | None, reset: bool
    ) -> list[Category]:
        """Rename (and so merge), order, or take all of it back first. Raises NotFound for a name that is not shown."""
        edits = CategoryEdits() if reset else self.edits(collection)
        there = {category.name for category in self._laid_over(collection, edits)}
        for old, new in rename.items():
            if old not in there:
                raise NotFound("category")
            edits = edits.renamed(old, new)
            there = (there - {old}) | {new}
        if order is not None:
            if not set(order) <= there:
                raise NotFound("category")
            edits.order = list(dict.fromkeys(order))
        stamp = {"kind": EDIT, "edited_at": SERVER_TIMESTAMP, "edited_by": uid}
        self._edit(collection).set({**edits.model_dump(), **stamp})
        return self._laid_over(collection, edits)

    def _laid_over(self, collection: Collection, edits: CategoryEdits) -> list[Category]:
        return edits.laid_over(collection.categories, self._moved(collection, edits))

    def _moved(self, collection: Collection, edits: CategoryEdits) -> Counter[str | None]:
        """How many products more or less each shown category has because people corrected a product's category."""
        corrected = self._db.collection(f"{collection.path}/edits").where(filter=FieldFilter("kind", "==", "product"))
        said = {s.id: (s.to_dict() or {}).get("fields", {}) for s in corrected.stream()}
        said = {product_id: fields for product_id, fields in said.items() if "category" in fields}
        moved: Counter[str | None] = Counter()
        if not said:
            return moved
        for product_id, read in self._read_categories(collection, said):
            moved[edits.shown(read)] -= 1
            moved[edits.shown(said[product_id]["category"])] += 1
        return moved

    def _read_categories(self, collection: Collection, said: Iterable[str]) -> list[tuple[str, str | None]]:
        documents = list(self._db.collection(f"{collection.path}/documents").select([]).stream())
        references = [
            self._db.document(f"{document.reference.path}/structured_products/{product_id}")
            for document in documents
            for product_id in said
        ]
        found = self._db.get_all(references, field_paths=["category"])
        return [(s.id, (s.to_dict() or {}).get("category")) for s in found if s.exists]

    def _edit(self, collection: Collection) -> DocumentReference:
        return self._db.document(f"{collection.path}/edits/{EDIT}")


def category_edits(edits: Mapping[str, Mapping[str, Any]]) -> CategoryEdits:
    """What people said of categories, among all the edits of a collection by their ids."""
    return CategoryEdits.model_validate(edits.get(EDIT, {}))
