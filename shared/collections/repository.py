"""Collections and their documents in Firestore. To whoever is not a member, a collection does not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Literal

from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as NoSuchDocument
from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP, Client, DocumentReference, Query, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter
from ulid import ULID

from shared.collections.deck.models import DeckJob, DeckLook, DeckSettings
from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.orders.models import ColumnChoice, OrderDocument, OrderJob
from shared.collections.records import DECK_GENERATION, DOCUMENT_PROCESSING, ITEM_GENERATION, Collection, Document
from shared.collections.refusals import InUse, NotFound, NotReady
from shared.collections.staleness import USES, Reasons, documents_changed, marks, note
from shared.engine.job import State
from shared.engine.run import StoredFile

MAX_TRIES = 8
Write = Callable[[WriteBatch, Collection], Reasons]


class Repository:
    """Reads and writes `collections/{id}` and `collections/{id}/documents/{id}`."""

    def __init__(self, db: Client) -> None:
        self.db = db

    # ---- collections

    def create(self, uid: str, name: str) -> Collection:
        """A new collection of this person."""
        collection = Collection(collection_id=str(ULID()), name=name, owner_uid=uid, member_uids=[uid])
        fields = collection.model_dump(exclude={"collection_id"})
        stamped = {"created_at": SERVER_TIMESTAMP, "updated_at": SERVER_TIMESTAMP}
        created = _stamped(self.db.document(collection.path).create({**fields, **stamped}))
        return collection.model_copy(update={"created_at": created, "updated_at": created})

    def page(self, uid: str, size: int, after: str | None = None) -> tuple[list[Collection], str | None]:
        """One page of the collections this person is a member of, newest first, and the token of the next.

        after: the last collection of the page before. It may be gone meanwhile: its id tells when it was made. Raises
        ValueError for what is no such id.
        """
        query = self.db.collection("collections").where(filter=FieldFilter("member_uids", "array_contains", uid))
        query = query.order_by("created_at", direction=Query.DESCENDING).limit(size + 1)
        if after:
            last = self._ref(after).get()
            query = query.start_after(last if last.exists else {"created_at": ULID.from_str(after).datetime})
        found = list(query.stream())
        more = found[size - 1].id if len(found) > size else None
        return [_collection(s) for s in found[:size] if not (s.to_dict() or {}).get("deleted_at")], more

    def get(self, collection_id: str, uid: str, *, being_deleted: bool = False) -> Collection:
        """A collection that this person is a member of. Raises NotFound."""
        return _member(self._ref(collection_id).get(), uid, being_deleted)

    def status(self, collection_id: str, uid: str) -> Collection:
        """As `get`, with no more than its members and processing status. Raises NotFound."""
        fields = ["owner_uid", "member_uids", "processing_status", "deleted_at"]
        return _member(self._ref(collection_id).get(fields), uid)

    def rename(self, collection: Collection, name: str) -> Collection:
        """Give a collection another name."""
        with _collection_there():
            written = self.db.document(collection.path).update({"name": name, "updated_at": SERVER_TIMESTAMP})
        updated = _stamped(written)
        return collection.model_copy(update={"name": name, "updated_at": updated})

    # ---- documents

    def documents(self, collection: Collection) -> list[Document]:
        """Every document, in the order of uploading."""
        return [_document(s) for s in self._documents(collection).stream()]

    def document(self, collection: Collection, document_id: str) -> Document:
        """One document. Raises NotFound."""
        snapshot = self._documents(collection).document(document_id).get()
        if not snapshot.exists:
            raise NotFound("document")
        return _document(snapshot)

    def add(
        self, collection: Collection, documents: Sequence[Document], done_with: Iterable[DocumentReference] = ()
    ) -> list[Document]:
        """Record uploaded documents, all in one commit; `done_with` is deleted in it."""

        def write(batch: WriteBatch, _: Collection) -> Reasons:
            for document in documents:
                fields = document.model_dump(exclude={"document_id"}) | {"created_at": SERVER_TIMESTAMP}
                batch.create(self._documents(collection).document(document.document_id), fields)
            for reference in done_with:
                batch.delete(reference)
            return documents_changed({d.type for d in documents})

        committed = _stamped(self.changing(collection, write)[0])
        return [document.model_copy(update={"created_at": committed}) for document in documents]

    def remove(self, collection_id: str, uid: str, document_id: str) -> Document:
        """Forget a document. Raises NotFound, and InUse while a live job reads it."""
        before = self.get(collection_id, uid)
        document = self.document(before, document_id)

        def write(batch: WriteBatch, collection: Collection) -> Reasons:
            self._refuse_in_use(collection, document)
            batch.delete(self._documents(collection).document(document_id))
            return documents_changed({document.type})

        self.changing(before, write, strict=True)
        return document

    def changing(
        self, collection: Collection, write: Write, *, fields: Mapping[str, Any] | None = None, strict: bool = False
    ) -> Any:
        """Commit a change of what results are made from, and mark those that become stale; the writes' results.

        fields: of the collection itself, by dotted path: one commit must not write it twice. `write(batch, collection)`
        adds the change and says what it makes stale. It is called again when the collection changed meanwhile: a job
        that starts must see the change, or have it noted. Raises NotFound. A collection that will not rest is changed
        all the same, unless `strict`: then InUse.
        """
        for left in reversed(range(MAX_TRIES)):
            with suppress(FailedPrecondition):
                return self.attempt(collection, write, fields=fields, guarded=bool(left) or strict)
        raise InUse("document_in_use", "This collection changes right now. Try again in a moment.")

    def attempt(
        self, collection: Collection, write: Write, *, fields: Mapping[str, Any] | None = None, guarded: bool = True
    ) -> Any:
        """One try of `changing`. Raises FailedPrecondition where the collection, or what `write` names, changed."""
        reference = self.db.document(collection.path)
        snapshot = reference.get()
        now = _there(snapshot)
        batch = self.db.batch()
        reasons = write(batch, now)
        unchanged = self.db.write_option(last_update_time=snapshot.update_time) if guarded else None
        changes = {**(fields or {}), **marks(now, reasons, guarded=guarded), "updated_at": SERVER_TIMESTAMP}
        batch.update(reference, changes, option=unchanged)
        note(self.db, batch, now, reasons)
        with _collection_there():
            return batch.commit()

    def linesheet_job(self, collection: Collection, category_hint: str | None = None) -> LinesheetJob:
        """What document processing works on: the collection's linesheets. Raises NotReady when there is none."""
        linesheets = [d for d in self.documents(collection) if d.type == "linesheet"]
        if not linesheets:
            raise NotReady("no_linesheet", "There is no linesheet in this collection. Upload one, then process it.")
        return LinesheetJob(
            documents=[
                LinesheetDocument(
                    document_id=d.document_id,
                    filename=d.filename,
                    content_type=d.content_type,
                    sha256=d.sha256,
                    page_count=d.page_count,
                    file=StoredFile(path=d.storage_path, size=d.size_bytes, content_type=d.content_type),
                )
                for d in linesheets
            ],
            category_hint=category_hint,
        )

    def order_job(self, collection: Collection) -> OrderJob:
        """What item generation works on: the collection's orders, and what people said of their columns.

        Raises NotReady when there is no order, or no product that its lines could be.
        """
        documents = self.documents(collection)
        orders = [d for d in documents if d.type == "purchase_order"]
        if not orders:
            raise NotReady(
                "no_purchase_order", "There is no purchase order in this collection. Upload one, then generate items."
            )
        if not self._has_products(collection, documents):
            first = _first(collection, "Process its linesheets first.")
            raise NotReady("no_products", f"This collection has no products yet. {first}")
        return OrderJob(
            documents=[
                OrderDocument(
                    document_id=d.document_id,
                    filename=d.filename,
                    content_type=d.content_type,
                    sha256=d.sha256,
                    file=StoredFile(path=d.storage_path, size=d.size_bytes, content_type=d.content_type),
                )
                for d in orders
            ],
            choices=[c for c in self.column_choices(collection) if c.document_id in {d.document_id for d in orders}],
            products_of=self.standing(collection, DOCUMENT_PROCESSING),
        )

    def standing(self, collection: Collection, process: str) -> str | None:
        """The run of a process whose results stand."""
        completed = (
            self.db.collection("jobs")
            .where(filter=FieldFilter("subject", "==", collection.path))
            .where(filter=FieldFilter("process", "==", process))
            .where(filter=FieldFilter("state", "==", State.COMPLETED))
            .where(filter=FieldFilter("superseded_by", "==", None))
        )
        return max((job.id for job in completed.select([]).stream()), default=None)

    def _has_products(self, collection: Collection, documents: Sequence[Document]) -> bool:
        paths = (f"{collection.path}/documents/{d.document_id}/structured_products" for d in documents)
        return any(self._holds(path) for path in paths)

    def _holds(self, path: str) -> bool:
        return any(True for _ in self.db.collection(path).select([]).limit(1).stream())

    def column_choices(self, collection: Collection) -> list[ColumnChoice]:
        """What people said of the columns of orders."""
        edits = self.db.collection(f"{collection.path}/edits").where(filter=FieldFilter("kind", "==", "columns"))
        choices = [
            ColumnChoice.model_validate({**choice, "document_id": fields["document_id"]})
            for fields in (edit.to_dict() or {} for edit in edits.stream())
            for choice in fields.get("choices", [])
        ]
        return sorted(choices, key=lambda choice: (choice.document_id, choice.grid, choice.column))

    def deck_job(self, collection: Collection, look: DeckLook | None = None) -> DeckJob:
        """What deck generation works on: items, or products where there are none. Raises NotReady (`no_items`).

        collection: a whole one, as `get` gives it. look: settings for this deck alone, laid over the stored ones.
        """
        documents = self.documents(collection)
        content = self._deck_content(collection, documents)
        settings = self.deck_settings(collection, look)
        process = ITEM_GENERATION if content == "items" else DOCUMENT_PROCESSING
        return DeckJob(
            name=collection.name,
            content=content,
            settings=settings,
            made_of=self.standing(collection, process),
            logo=StoredFile(path=settings.logo_path) if settings.logo_path else None,
            documents={document.document_id: document.filename for document in documents},
            chosen=look.model_dump(mode="json", exclude_unset=True) if look else {},
            day=datetime.now(UTC).date(),
        )

    def deck_settings(self, collection: Collection, look: DeckLook | None = None) -> DeckSettings:
        """The stored settings of a collection's decks, what `look` sets laid over; a logo only of its own."""
        stored = {name: v for name, v in collection.deck_settings.items() if name in DeckSettings.model_fields}
        if not str(stored.get("logo_path") or "").startswith(f"{collection.path}/logo/"):
            stored.pop("logo_path", None)
        return DeckSettings.model_validate({**stored, **(look.model_dump(exclude_unset=True) if look else {})})

    def change_deck_settings(self, collection: Collection, look: DeckLook) -> DeckSettings:
        """Store what `look` sets; a field that is null goes back to its default."""
        self._write_settings(collection, look.model_dump(exclude_unset=True))
        return self.deck_settings(collection, look)

    def set_logo(self, collection: Collection, path: str | None) -> None:
        """Record the Storage path of the logo, None when it is gone."""
        self._write_settings(collection, {"logo_path": path})

    def _write_settings(self, collection: Collection, fields: dict[str, Any]) -> None:
        changes = {f"deck_settings.{name}": DELETE_FIELD if v is None else v for name, v in fields.items()}

        reasons: Reasons = {DECK_GENERATION: "settings_changed"} if fields else {}
        self.changing(collection, lambda batch, now: reasons, fields=changes)

    def _deck_content(self, collection: Collection, documents: list[Document]) -> Literal["items", "products"]:
        if self._holds(f"{collection.path}/items"):
            return "items"
        if self._has_products(collection, documents):
            return "products"
        first = _first(collection, "Process a linesheet, or generate items from an order, first.")
        raise NotReady("no_items", f"There is nothing to show yet. {first}")

    def _refuse_in_use(self, collection: Collection, document: Document) -> None:
        process = collection.process(USES[document.type])
        if not process.live or process.task_id is None:
            return
        job = self.db.collection("jobs").document(process.task_id).get(["params.documents"]).to_dict() or {}
        used = job.get("params", {}).get("documents", [])
        if any(entry.get("document_id") == document.document_id for entry in used):
            raise InUse(
                "document_in_use",
                f"“{document.filename}” is being processed. Cancel the processing first, then delete the document.",
                task_id=process.task_id,
            )

    def _ref(self, collection_id: str) -> DocumentReference:
        return self.db.collection("collections").document(collection_id)

    def _documents(self, collection: Collection) -> Any:
        return self.db.collection(f"{collection.path}/documents")


@contextmanager
def _collection_there() -> Iterator[None]:
    try:
        yield
    except NoSuchDocument as error:  # somebody deleted it meanwhile
        raise NotFound("collection") from error


def _stamped(written: Any) -> datetime:
    """The server's time that a write put in the place of SERVER_TIMESTAMP."""
    stamp: datetime = written.transform_results[0].timestamp_value
    return stamp


def _first(collection: Collection, otherwise: str) -> str:
    """What to do where products are missing."""
    live = collection.process(DOCUMENT_PROCESSING).live
    return "Wait until its linesheets are processed." if live else otherwise


def _there(snapshot: Any) -> Collection:
    if not snapshot.exists or (snapshot.to_dict() or {}).get("deleted_at"):
        raise NotFound("collection")
    return _collection(snapshot)


def _member(snapshot: Any, uid: str, being_deleted: bool = False) -> Collection:
    fields = snapshot.to_dict() or {}
    if uid != fields.get("owner_uid") and uid not in fields.get("member_uids", ()):
        raise NotFound("collection")
    if fields.get("deleted_at") and not being_deleted:
        raise NotFound("collection")
    return _collection(snapshot)


def _collection(snapshot: Any) -> Collection:
    return Collection.of(snapshot.id, snapshot.to_dict() or {})


def _document(snapshot: Any) -> Document:
    return Document.model_validate({**(snapshot.to_dict() or {}), "document_id": snapshot.id})
