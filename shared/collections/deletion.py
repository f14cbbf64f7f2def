"""Deleting, in bounded steps: a collection of any size goes, in several calls if one has not the time for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP, Client
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.collections.records import Collection, Document
from shared.collections.refusals import NotOwner
from shared.collections.repository import Repository
from shared.collections.uploads import folder_of
from shared.engine.artifacts import Artifacts
from shared.engine.erasing import Eraser
from shared.engine.errors import NoSuchJob, WrongState
from shared.engine.jobs import Jobs
from shared.notices.erasing import notices_about

PAGE = 400
BELOW = ("edits", "items", "orders", "decks", "uploads")


class Deletion:
    """Deletes documents and collections with all that hangs on them."""

    def __init__(self, repository: Repository, artifacts: Artifacts, jobs: Jobs, eraser: Eraser) -> None:
        self._repository = repository
        self._artifacts = artifacts
        self._jobs = jobs
        self._eraser = eraser

    @property
    def _db(self) -> Client:
        return self._repository.db

    def collection(self, collection_id: str, uid: str, seconds: float) -> bool:
        """Delete a collection, its live jobs first; False when `seconds` did not suffice and a further call goes on.

        Nothing of it is left: neither its jobs and their files, nor what was told of them.
        From the first call on nobody sees it any more. Raises NotFound, and NotOwner for other members.
        """
        collection = self._repository.get(collection_id, uid, being_deleted=True)
        if collection.owner_uid != uid:
            raise NotOwner("Only its owner can delete this collection. Ask them, or leave it.")
        self._db.document(collection.path).update({"deleted_at": SERVER_TIMESTAMP})
        for process in collection.processing_status:
            with suppress(NoSuchJob, WrongState):
                self._jobs.cancel(process, collection.path)
        deadline = time.monotonic() + seconds
        for _ in self._steps(collection):
            if time.monotonic() > deadline:
                return False
        self._db.document(collection.path).delete()
        for _ in self._told_and_run(collection):  # of a job that began just before the collection went
            pass
        return True

    def document(self, collection_id: str, uid: str, document_id: str) -> Document:
        """Delete a document with its products and files. Raises NotFound and InUse."""
        collection = self._repository.get(collection_id, uid)
        document = self._repository.remove(collection_id, uid, document_id)
        edits = self._db.collection(f"{collection.path}/edits")
        said = edits.where(filter=FieldFilter("document_id", "==", document_id))
        for _ in (*self._emptied(f"{collection.path}/documents/{document_id}/structured_products"), *self._gone(said)):
            pass
        self._artifacts.delete_prefix(folder_of(collection, document_id))
        self._artifacts.delete_prefix(pages_of(collection, document_id))
        return document

    def _steps(self, collection: Collection) -> Iterator[None]:
        """Delete all but the collection itself; yields after each page of work."""
        documents = self._db.collection(f"{collection.path}/documents")
        for reference in documents.list_documents(page_size=PAGE):  # finds those, too, of which only products are left
            yield from self._emptied(f"{reference.path}/structured_products")
            reference.delete()
            yield
        for name in BELOW:
            yield from self._emptied(f"{collection.path}/{name}")
        yield from self._told_and_run(collection)
        while self._artifacts.delete_some(f"{collection.path}/", PAGE):
            yield

    def _told_and_run(self, collection: Collection) -> Iterator[None]:
        yield from notices_about(self._db, collection.path)
        yield from self._eraser.jobs_of(collection.path)

    def _emptied(self, path: str) -> Iterator[None]:
        return self._gone(self._db.collection(path))

    def _gone(self, query: Any) -> Iterator[None]:
        while found := list(query.select([]).limit(PAGE).stream()):
            batch = self._db.batch()
            for snapshot in found:
                batch.delete(snapshot.reference)
            batch.commit()
            yield


def pages_of(collection: Collection, document_id: str) -> str:
    """Storage prefix of the pages of a document that were rendered."""
    return f"{collection.path}/pages/{document_id}/"
