"""Documents: uploading, listing, deleting, and their pages as pictures."""

from __future__ import annotations

from datetime import timedelta

from flask import Response
from ulid import ULID

from functions.problems import Problem
from functions.routes.collections.models import (
    Announcement,
    DocumentList,
    Started,
    Uploaded,
    UploadForm,
    UploadQuery,
    UploadUrl,
)
from functions.routes.collections.parts import Parts
from functions.routes.collections.processing import DocumentProcessing
from functions.routing import JSON, Call, read_json, read_model
from shared.cloud.storage import Link
from shared.collections.filenames import shown_name, stored_name
from shared.collections.records import DOCUMENT_PROCESSING, Collection, Document
from shared.collections.tickets import KEPT, Ticket
from shared.collections.uploads import Incoming, folder_of
from shared.engine.errors import AlreadyRunning

FORM = "multipart/form-data"


class DocumentCalls:
    """The calls below `…/documents`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._processing = DocumentProcessing(parts)

    def upload_documents(self, call: Call, collection_id: str, query: UploadQuery) -> Uploaded:
        """Upload documents, all of them or none: a refused file refuses the request.

        Send a form with the files, or, for a file that is larger than a request may be, JSON that announces it; the
        answer then holds an upload URL. A document that cannot be read (encrypted, damaged, too many pages) is
        kept, with its `problem`.
        """
        collection = self._parts.repository.get(collection_id, call.uid)
        if call.request.mimetype == JSON:
            return self._announce(call, collection, read_model(Announcement, read_json(call.request), "body"))
        if call.request.mimetype != FORM:
            raise Problem("unsupported_media_type", f"Send the files as {FORM}, or announce one as {JSON}.")
        files = call.request.files.getlist("file")
        form = read_model(UploadForm, {**call.request.form.to_dict(), "file": files, **_other_files(call)}, "form")
        incoming = [Incoming(file.filename or "", file.stream) for file in files]
        documents = self._parts.uploads.add(collection, form.type, incoming)
        return Uploaded(documents=documents, processing=self._begin(call, collection, documents, query))

    def register_upload(self, call: Call, collection_id: str, document_id: str, query: UploadQuery) -> Uploaded:
        """Make a document of an announced file that was sent to its upload URL. Again is the same as once."""
        collection = self._parts.repository.get(collection_id, call.uid)
        document = self._parts.uploads.register(collection, document_id)
        return Uploaded(documents=[document], processing=self._begin(call, collection, [document], query))

    def list_documents(self, call: Call, collection_id: str) -> DocumentList:
        """The documents of a collection, in the order of uploading."""
        collection = self._parts.repository.get(collection_id, call.uid)
        return DocumentList(documents=self._parts.repository.documents(collection))

    def get_document(self, call: Call, collection_id: str, document_id: str) -> Document:
        """One document."""
        collection = self._parts.repository.get(collection_id, call.uid)
        return self._parts.repository.document(collection, document_id)

    def delete_document(self, call: Call, collection_id: str, document_id: str) -> Response:
        """Delete a document, its file and its products. Not while a live job uses it."""
        self._parts.deletion.document(collection_id, call.uid, document_id)
        return Response(status=204)

    def get_page(self, call: Call, collection_id: str, document_id: str, page: int) -> Link:
        """A page of a document as a picture; a spreadsheet's as it is laid out to be read."""
        collection = self._parts.repository.get(collection_id, call.uid)
        document = self._parts.repository.document(collection, document_id)
        return self._parts.services.urls.link(self._parts.pages.path(collection, document, page))

    def _announce(self, call: Call, collection: Collection, body: Announcement) -> Uploaded:
        document_id, name = str(ULID()), shown_name(body.filename)
        ticket = Ticket(
            document_id=document_id,
            type=body.type,
            filename=name,
            content_type=body.content_type,
            size_bytes=body.size_bytes,
            storage_path=f"{folder_of(collection, document_id)}{stored_name(name)}",
        )
        url = self._parts.uploads.announce(collection, ticket, call.request.headers.get("Origin"))
        return Uploaded(
            upload=UploadUrl(
                document_id=document_id,
                upload_url=url,
                headers={"Content-Type": body.content_type},
                expires_at=ULID.from_str(document_id).datetime + timedelta(days=KEPT.days),
                register_url=f"/api/{collection.path}/documents/{document_id}/uploaded",
            )
        )

    def _begin(
        self, call: Call, collection: Collection, documents: list[Document], query: UploadQuery
    ) -> Started | None:
        """Start processing after an upload, if the person wants it and it has never run."""
        idle = collection.process(DOCUMENT_PROCESSING).status == "idle"
        if not query.process or not idle or all(d.type != "linesheet" for d in documents):
            return None
        try:
            return self._processing.begin(call, collection, self._processing.job(collection), None)
        except AlreadyRunning:  # somebody else pressed the button meanwhile
            return None


def _other_files(call: Call) -> dict[str, object]:
    return {name: "a file" for name in call.request.files if name != "file"}
