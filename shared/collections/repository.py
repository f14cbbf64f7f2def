"""Collections and their documents in Firestore. To whoever is not a member, a collection does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from google.api_core.exceptions import FailedPrecondition
from google.api_core.exceptions import NotFound as NoSuchDocument
from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference, Query
from google.cloud.firestore_v1.base_query import FieldFilter
from ulid import ULID

from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.records import DOCUMENT_PROCESSING, Collection, Document, DocumentType
from shared.collections.refusals import InUse, NotFound, NotReady
from shared.engine.run import StoredFile

MAX_TRIES = 8
USES: dict[DocumentType, str] = {"linesheet": DOCUMENT_PROCESSING, "purchase_order": "item_generation"}


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
        """One page of the collections this person is a member of, newest first, and the token of the next."""
        query = self.db.collection("collections").where(filter=FieldFilter("member_uids", "array_contains", uid))
        query = query.order_by("created_at", direction=Query.DESCENDING).limit(size + 1)
        if after:
            query = query.start_after(self.db.collection("collections").document(after).get())
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
        batch = self.db.batch()
        for document in documents:
            fields = document.model_dump(exclude={"document_id"}) | {"created_at": SERVER_TIMESTAMP}
            batch.create(self._documents(collection).document(document.document_id), fields)
        for reference in done_with:
            batch.delete(reference)
        batch.update(self.db.document(collection.path), _changed(collection, {d.type for d in documents}))
        with _collection_there():
            committed = _stamped(batch.commit()[0])
        return [document.model_copy(update={"created_at": committed}) for document in documents]

    def remove(self, collection_id: str, uid: str, document_id: str) -> Document:
        """Forget a document. Raises NotFound, and InUse while a live job reads it."""
        for _ in range(MAX_TRIES):
            snapshot = self._ref(collection_id).get()
            collection = _member(snapshot, uid)
            document = self.document(collection, document_id)
            self._refuse_in_use(collection, document)
            batch = self.db.batch()
            batch.delete(self._documents(collection).document(document_id))
            # a start writes the collection: if one came since it was read, look again
            unchanged = self.db.write_option(last_update_time=snapshot.update_time)
            batch.update(snapshot.reference, _changed(collection, {document.type}), option=unchanged)
            try:
                batch.commit()
            except FailedPrecondition:
                continue
            return document
        raise InUse("document_in_use", "This collection changes right now. Try again in a moment.")

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


def _changed(collection: Collection, types: set[DocumentType]) -> dict[str, Any]:
    """Fields of a collection whose documents of these types changed: results that there are become stale."""
    stale = {f"stale.{USES[kind]}": True for kind in types if collection.process(USES[kind]).status != "idle"}
    changed = {f"documents_changed_at.{USES[kind]}": SERVER_TIMESTAMP for kind in types}
    return {**stale, **changed, "updated_at": SERVER_TIMESTAMP}


def _member(snapshot: Any, uid: str, being_deleted: bool = False) -> Collection:
    fields = snapshot.to_dict() or {}
    if uid != fields.get("owner_uid") and uid not in fields.get("member_uids", ()):
        raise NotFound("collection")
    if fields.get("deleted_at") and not being_deleted:
        raise NotFound("collection")
    return _collection(snapshot)


def _collection(snapshot: Any) -> Collection:
    fields = {"name": "", **(snapshot.to_dict() or {})}
    collection = Collection.model_validate({**fields, "collection_id": snapshot.id})
    for process, changed_at in (fields.get("documents_changed_at") or {}).items():
        status = collection.process(process)
        # the commit of a run clears the flag, also when a document came while it ran
        if status.status == "completed" and status.started_at and changed_at > status.started_at:
            collection.stale[process] = True
    return collection


def _document(snapshot: Any) -> Document:
    return Document.model_validate({**(snapshot.to_dict() or {}), "document_id": snapshot.id})
