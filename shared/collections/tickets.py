"""Announced uploads: large files go straight to Storage, and are registered when they have arrived.

An announcement is kept in `collections/{id}/uploads/{document_id}`, which no client can read, until then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel

from shared.collections.records import Collection, DocumentType
from shared.engine.artifacts import Artifacts

KEPT = timedelta(days=7)  # an upload session of Cloud Storage lives as long
SWEPT_AT_ONCE = 20


class Ticket(BaseModel):
    """A file that somebody said would come."""

    document_id: str
    type: DocumentType
    filename: str
    content_type: str
    size_bytes: int
    storage_path: str


class Tickets:
    """Issues upload sessions and remembers what they are for."""

    def __init__(self, db: Client, artifacts: Artifacts) -> None:
        self._db = db
        self._artifacts = artifacts

    def issue(self, collection: Collection, ticket: Ticket, origin: str | None) -> str:
        """A URL for one resumable upload; `origin` is the web page that will use it, if one does."""
        fields = ticket.model_dump(exclude={"document_id"}) | {"created_at": SERVER_TIMESTAMP}
        announced = self.reference(collection, ticket.document_id).create(fields).update_time
        self._forget_abandoned(collection, announced - KEPT)
        blob = self._artifacts.bucket.blob(ticket.storage_path)
        url: str = blob.create_resumable_upload_session(
            content_type=ticket.content_type, size=ticket.size_bytes, origin=origin
        )
        return url

    def get(self, collection: Collection, document_id: str) -> Ticket | None:
        """What was announced under this id, or None."""
        snapshot = self.reference(collection, document_id).get()
        if not snapshot.exists:
            return None
        return Ticket.model_validate({**(snapshot.to_dict() or {}), "document_id": document_id})

    def reference(self, collection: Collection, document_id: str) -> DocumentReference:
        """Where the announcement is kept."""
        return self._db.document(f"{collection.path}/uploads/{document_id}")

    def _forget_abandoned(self, collection: Collection, before: Any) -> None:
        old = self._db.collection(f"{collection.path}/uploads").where(filter=FieldFilter("created_at", "<", before))
        for snapshot in old.limit(SWEPT_AT_ONCE).stream():
            self._artifacts.delete_prefix(f"{collection.path}/documents/{snapshot.id}/")
            snapshot.reference.delete()
