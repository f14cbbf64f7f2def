"""Categories as people want them called, read and written: `collections/{id}/edits/categories`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from google.cloud.firestore import SERVER_TIMESTAMP, DocumentReference, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.collections.category_names import EDIT, CategoryEdits, edits_as_stored
from shared.collections.records import DECK_GENERATION, Category, Collection
from shared.collections.refusals import NotFound
from shared.collections.repository import Repository
from shared.collections.staleness import Reasons


class Categories:
    """Reads a collection's categories as they are shown, and changes what people see."""

    def __init__(self, repository: Repository) -> None:
        self._repository, self._db = repository, repository.db

    def edits(self, collection: Collection) -> CategoryEdits:
        """What people said so far."""
        return edits_as_stored(self._edit(collection).get().to_dict() or {})

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
        pairs = [{"was": was, "name": name} for was, name in edits.names.items()]

        def write(batch: WriteBatch, _: Collection) -> Reasons:
            batch.set(self._edit(collection), {"names": pairs, "order": edits.order, **stamp})
            return {DECK_GENERATION: "products_changed"}

        self._repository.changing(collection, write)
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
