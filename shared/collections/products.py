"""The products of the last result, with people's corrections laid over. A correction never changes the result."""

from __future__ import annotations

import base64
import binascii
import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.collections.category_names import EDIT, edits_as_stored
from shared.collections.corrections import EditedProduct, View, laid_over
from shared.collections.models import ProductImage
from shared.collections.records import DECK_GENERATION, DOCUMENT_PROCESSING, ITEM_GENERATION, Collection, Document
from shared.collections.refusals import NotFound
from shared.collections.repository import Repository
from shared.collections.staleness import Reasons
from shared.engine.artifacts import Artifacts

Edits = Mapping[str, Mapping[str, Any]]
Order = Literal["reading", "doubt"]
Place = tuple[str, int, float]  # document id, position in it, confidence


Row = tuple[Document, int, dict[str, Any]]
LAST = 2**53  # after every position
CORRECTED: Reasons = {ITEM_GENERATION: "corrections_changed", DECK_GENERATION: "products_changed"}
NO_TOKEN = "this is no page token of this list and order; leave it out to begin at the first page."


@dataclass(frozen=True)
class Move:
    """A picture that goes from one product (`giver`) to another; `main`: it is shown first there."""

    image_id: str
    giver: str
    taker: str
    main: bool = False


@dataclass(frozen=True)
class ShownPicture:
    """A picture of the last result: its Storage path, and the products that show it."""

    image_id: str
    path: str
    product_ids: list[str]


class Products:
    """Reads results; writes corrections to `collections/{id}/edits/{product_id}`."""

    def __init__(self, repository: Repository, artifacts: Artifacts) -> None:
        self._repository = repository
        self._db = repository.db
        self._artifacts = artifacts

    def page(
        self,
        collection: Collection,
        documents: Sequence[Document],
        size: int,
        token: str | None = None,
        category: str | None = None,
        order: Order = "reading",
    ) -> tuple[list[EditedProduct], str | None]:
        """Products in the order of documents and of reading, or the least sure first, and the token of the next page.

        `category` counts after corrections. Raises ValueError for a token that is none of this order.
        """
        after = read_token(token, order) if token else None
        found: list[EditedProduct] = []
        last: Place = ("", 0, 0.0)
        edits = self._edits(collection)
        view = self._view(collection, edits.values())
        limit = None if category else size + 1
        rows = (self._from if order == "reading" else self._least_sure)(collection, documents, after, limit)
        for document, position, product in rows:
            shown = laid_over(product, edits.get(product["product_id"], {}), view)
            if category is not None and shown.category != category:
                continue
            if len(found) == size:
                return found, make_token(last, order)
            found.append(shown)
            last = (document.document_id, position, float(product.get("confidence", 1.0)))
        return found, None

    def edit(
        self,
        collection: Collection,
        documents: Sequence[Document],
        product_id: str,
        uid: str,
        fields: Mapping[str, Any],
        reset: Sequence[str],
    ) -> EditedProduct:
        """Correct fields of a product, and take corrections of those in `reset` back. Raises NotFound.

        `images` are rows of ProductImage; items that show the product show them, too.
        """
        product = self._find(collection, documents, product_id)
        values = {**fields, **dict.fromkeys(reset, DELETE_FIELD)}
        images = fields.get("images", product["images"] if "images" in reset else None)

        def write(batch: WriteBatch, _: Collection) -> Reasons:
            self._say(batch, collection, product_id, uid, values)
            if images is not None:
                self._show(batch, collection, product_id, images)
            return CORRECTED if values else {}

        self._repository.changing(collection, write)
        return self._shown(collection, product)

    def chosen(
        self, collection: Collection, documents: Sequence[Document], product_id: str, image_ids: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Pictures of the last result as a product's, the first its main one. Raises NotFound."""
        product = self._find(collection, documents, product_id)
        known = {i.image_id: i for i in [*laid_over(product, {}).images, *self._shown(collection, product).images]}
        return [self._image(collection, image_id, known) for image_id in dict.fromkeys(image_ids)]

    def move_image(
        self, collection: Collection, documents: Sequence[Document], uid: str, move: Move
    ) -> list[EditedProduct]:
        """Take a picture from one product and give it to another, in one commit; both. Raises NotFound."""
        rows = [self._find(collection, documents, product_id) for product_id in (move.giver, move.taker)]
        giver, taker = (self._shown(collection, row).images for row in rows)
        moved = [image for image in giver if image.image_id == move.image_id]
        if not moved:
            raise NotFound("image")
        left = [image for image in giver if image.image_id != move.image_id]
        others = [image for image in taker if image.image_id != move.image_id]
        sure = [image.model_copy(update={"confidence": 1.0}) for image in moved]
        pictures = {move.giver: left, move.taker: [*sure, *others] if move.main else [*others, *sure]}

        def write(batch: WriteBatch, _: Collection) -> Reasons:
            for product_id, images in pictures.items():
                shown = [image.model_dump(mode="json") for image in images]
                self._say(batch, collection, product_id, uid, {"images": shown})
                self._show(batch, collection, product_id, shown)
            return CORRECTED

        if move.giver != move.taker:
            self._repository.changing(collection, write)
        return [self._shown(collection, row) for row in rows]

    def pictures(self, collection: Collection, documents: Sequence[Document]) -> dict[str, ShownPicture]:
        """Every picture of the last result by its id, in the order of ids."""
        task_id = self._repository.standing(collection, DOCUMENT_PROCESSING)
        if not task_id:
            return {}
        blobs = self._artifacts.bucket.list_blobs(prefix=f"{collection.path}/images/{task_id}/")
        shown = (ShownPicture(PurePosixPath(blob.name).stem, str(blob.name), []) for blob in blobs)
        found = {picture.image_id: picture for picture in shown}
        edits = self._edits(collection)
        for product in self._pictured(collection, documents):
            images = edits.get(product["product_id"], {}).get("images", product.get("images"))
            for image in images or ():
                if picture := found.get(image["image_id"]):
                    picture.product_ids.append(product["product_id"])
        return dict(sorted(found.items()))

    def _pictured(self, collection: Collection, documents: Sequence[Document]) -> Iterator[dict[str, Any]]:
        """Every product, with no more of it than its pictures."""
        for document in documents:
            rows = self._db.collection(_path(collection, document)).order_by("position").select(["images"])
            yield from map(_product, rows.stream())

    def _say(
        self, batch: WriteBatch, collection: Collection, product_id: str, uid: str, values: Mapping[str, Any]
    ) -> None:
        stamp = {"kind": "product", "edited_at": SERVER_TIMESTAMP, "edited_by": uid}
        paths: Any = [*stamp, *(f"fields.{name}" for name in values)]  # the package says bool, but takes paths
        batch.set(self._db.document(f"{collection.path}/edits/{product_id}"), {**stamp, "fields": values}, merge=paths)

    def _show(self, batch: WriteBatch, collection: Collection, product_id: str, images: Sequence[Any]) -> None:
        """Items of a product show these pictures from now on."""
        items = self._db.collection(f"{collection.path}/items").where(
            filter=FieldFilter("product_id", "==", product_id)
        )
        for item in items.select([]).stream():
            batch.update(item.reference, {"images": images})

    def _shown(self, collection: Collection, product: Mapping[str, Any]) -> EditedProduct:
        edit = self._db.document(f"{collection.path}/edits/{product['product_id']}").get().to_dict() or {}
        fields = edit.get("fields", {})
        return laid_over(product, fields, self._view(collection, [fields]))

    def _view(self, collection: Collection, edits: Iterable[Mapping[str, Any]]) -> View:
        """How products are seen: by the names of categories, and with pictures of the run that stands."""
        names = edits_as_stored(self._db.document(f"{collection.path}/edits/{EDIT}").get().to_dict() or {})
        pictured = any("images" in fields for fields in edits)
        return View(names, self._repository.standing(collection, DOCUMENT_PROCESSING) if pictured else None)

    def _image(self, collection: Collection, image_id: str, known: Mapping[str, ProductImage]) -> dict[str, Any]:
        path = self.image(collection, image_id)
        image = known.get(image_id) or ProductImage(image_id=image_id, confidence=1.0)
        return image.model_copy(update={"storage_path": path, "confidence": 1.0}).model_dump(mode="json")

    def image(self, collection: Collection, image_id: str) -> str:
        """The Storage path of a picture of the last result. Raises NotFound."""
        if task_id := self._repository.standing(collection, DOCUMENT_PROCESSING):
            prefix = f"{collection.path}/images/{task_id}/{image_id}."
            for blob in self._artifacts.bucket.list_blobs(prefix=prefix, max_results=1):
                return str(blob.name)
        raise NotFound("image")

    def _from(
        self, collection: Collection, documents: Sequence[Document], after: Place | None, limit: int | None
    ) -> Iterator[Row]:
        for document in documents:
            if after and document.document_id < after[0]:
                continue
            query = self._db.collection(_path(collection, document)).order_by("position")
            if after and document.document_id == after[0]:
                query = query.start_after({"position": after[1]})
            yield from _rows(document, query, limit)

    def _least_sure(
        self, collection: Collection, documents: Sequence[Document], after: Place | None, limit: int | None
    ) -> Iterator[Row]:
        """All documents' products together: by confidence, then by document and position."""
        streams = []
        for document in documents:
            query = self._db.collection(_path(collection, document)).order_by("confidence").order_by("position")
            if after:
                # Of products as sure as the last one, those of the documents before its document are done.
                done = LAST if document.document_id < after[0] else -1
                position = after[1] if document.document_id == after[0] else done
                query = query.start_after({"confidence": after[2], "position": position})
            streams.append(_rows(document, query, limit))
        return heapq.merge(*streams, key=lambda row: (row[2]["confidence"], row[0].document_id, row[1]))

    def _find(self, collection: Collection, documents: Sequence[Document], product_id: str) -> dict[str, Any]:
        references = [self._db.document(f"{_path(collection, d)}/{product_id}") for d in documents]
        for snapshot in self._db.get_all(references):
            if snapshot.exists:
                return _product(snapshot)
        raise NotFound("product")

    def _edits(self, collection: Collection) -> Edits:
        edits = (
            self._db.collection(f"{collection.path}/edits").where(filter=FieldFilter("kind", "==", "product")).stream()
        )
        return {edit.id: (edit.to_dict() or {}).get("fields", {}) for edit in edits}


def make_token(last: Place, order: Order) -> str:
    """Names the last row of a page."""
    parts = last if order == "doubt" else last[:2]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def read_token(token: str, order: Order) -> Place:
    """What `make_token` named. Raises ValueError."""
    try:
        document_id, position, *rest = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (binascii.Error, UnicodeDecodeError, TypeError, ValueError) as error:
        raise ValueError(NO_TOKEN) from error
    sound = (
        isinstance(document_id, str) and isinstance(position, int) and all(isinstance(c, (int, float)) for c in rest)
    )
    if not sound or len(rest) != (order == "doubt"):
        raise ValueError(NO_TOKEN)
    return document_id, position, float(rest[0]) if rest else 0.0


def _path(collection: Collection, document: Document) -> str:
    return f"{collection.path}/documents/{document.document_id}/structured_products"


def _product(snapshot: Any) -> dict[str, Any]:
    return {**(snapshot.to_dict() or {}), "product_id": snapshot.id}


def _rows(document: Document, query: Any, limit: int | None) -> Iterator[Row]:
    for snapshot in (query.limit(limit) if limit else query).stream():
        yield document, snapshot.get("position"), _product(snapshot)
