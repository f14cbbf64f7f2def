"""Files on their way in: counted, hashed, judged by content, and recorded when all of them are safely stored."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from google.api_core.exceptions import NotFound as NoSuchObject
from ulid import ULID

from shared.cloud.config import Settings
from shared.collections.filenames import shown_name, stored_name
from shared.collections.inspection import Inspector
from shared.collections.records import Collection, Document, DocumentType
from shared.collections.refusals import FileRefused
from shared.collections.repository import Repository
from shared.collections.tickets import Ticket, Tickets
from shared.engine.artifacts import Artifacts
from shared.reading.documents import READ
from shared.reading.sniff import Kind, content_type_of, kind_of

CHUNK = 1024 * 1024
MB = 1024 * 1024
CALLED: dict[DocumentType, str] = {"linesheet": "linesheet", "purchase_order": "order"}


@dataclass(frozen=True)
class Incoming:
    """A file of a request: the name it came with and its bytes."""

    filename: str
    stream: IO[bytes]


@dataclass(frozen=True)
class _Received:
    """A file on this machine's disk, judged by its content."""

    name: str
    local: Path
    size: int
    sha256: str
    kind: Kind


class Uploads:
    """Takes documents into a collection."""

    def __init__(
        self, repository: Repository, artifacts: Artifacts, inspector: Inspector, tickets: Tickets, settings: Settings
    ) -> None:
        self._repository = repository
        self._artifacts = artifacts
        self._inspector = inspector
        self._tickets = tickets
        self._max_mb = settings.max_upload_mb

    def add(self, collection: Collection, kind: DocumentType, files: Sequence[Incoming]) -> list[Document]:
        """Take all files or none. Raises FileRefused, which names the file; nothing of any is stored then."""
        with tempfile.TemporaryDirectory(prefix="phasework-") as folder:
            received = [self._receive(file, kind, Path(folder) / str(n)) for n, file in enumerate(files)]
            documents = []
            try:
                for file in received:
                    documents.append(self._described(collection, kind, file, str(ULID())))
                    self._artifacts.upload(documents[-1].storage_path, file.local, documents[-1].content_type)
                return self._repository.add(collection, documents)
            except Exception:
                for document in documents:
                    self._artifacts.delete_prefix(folder_of(collection, document.document_id))
                raise

    def announce(self, collection: Collection, ticket: Ticket, origin: str | None) -> str:
        """The URL to which the announced file is PUT, whole or in chunks. Raises FileRefused."""
        if ticket.size_bytes == 0:
            raise _empty(ticket.filename)
        if ticket.size_bytes > self._max_mb * MB:
            raise self._too_large(ticket.filename)
        return self._tickets.issue(collection, ticket, origin)

    def register(self, collection: Collection, document_id: str) -> Document:
        """Make a document of an announced file that has arrived; again is the same as once.

        Raises NotFound when it was not announced, FileRefused when it is not there or not as announced.
        """
        ticket = self._tickets.get(collection, document_id)
        if ticket is None:
            return self._repository.document(collection, document_id)
        path = ticket.storage_path
        blob = self._artifacts.bucket.get_blob(path)
        if blob is None:
            raise _incomplete(ticket.filename, "has not arrived yet. Send it to its upload URL first")
        with self._refused_is_forgotten(collection, ticket), tempfile.TemporaryDirectory(prefix="phasework-") as folder:
            if blob.size > self._max_mb * MB:
                raise self._too_large(ticket.filename)
            if blob.size != ticket.size_bytes:
                came = f"{blob.size} of {ticket.size_bytes} bytes arrived"
                raise _incomplete(ticket.filename, f"is not the announced file: {came}. Upload it anew")
            local = Path(folder) / "file"
            try:
                self._artifacts.download(path, local)
            except (NoSuchObject, FileNotFoundError) as error:
                raise _incomplete(ticket.filename, "is gone. Upload it anew") from error
            with local.open("rb") as stream:
                file = self._judge(ticket.filename, ticket.type, local, *_digest(stream))
            document = self._described(collection, ticket.type, file, document_id)
            document = document.model_copy(update={"storage_path": path})
            done_with = [self._tickets.reference(collection, document_id)]
            return self._repository.add(collection, [document], done_with)[0]

    @contextmanager
    def _refused_is_forgotten(self, collection: Collection, ticket: Ticket) -> Iterator[None]:
        try:
            yield
        except FileRefused:
            self._artifacts.delete_prefix(folder_of(collection, ticket.document_id))
            self._tickets.reference(collection, ticket.document_id).delete()
            raise

    def _receive(self, file: Incoming, kind: DocumentType, local: Path) -> _Received:
        name = shown_name(file.filename)
        digest, size = hashlib.sha256(), 0
        with local.open("wb") as out:
            while chunk := file.stream.read(CHUNK):
                size += len(chunk)
                if size > self._max_mb * MB:
                    raise self._too_large(name)
                digest.update(chunk)
                out.write(chunk)
        return self._judge(name, kind, local, size, digest.hexdigest())

    def _judge(self, name: str, wanted: DocumentType, local: Path, size: int, sha256: str) -> _Received:
        kind = kind_of(local)
        if kind == "empty":
            raise _empty(name)
        if kind not in READ:
            raise FileRefused(
                "unsupported_type",
                f"“{name}” is not a PDF, an Excel workbook, a CSV file or a picture (JPEG, PNG, TIFF). Export the "
                f"{CALLED[wanted]} as one of these and upload that.",
                filename=name,
            )
        return _Received(name, local, size, sha256, kind)

    def _described(self, collection: Collection, kind: DocumentType, file: _Received, document_id: str) -> Document:
        found = self._inspector.inspect(file.local)
        return Document(
            document_id=document_id,
            type=kind,
            filename=file.name,
            content_type=content_type_of(file.local, file.kind),
            size_bytes=file.size,
            sha256=file.sha256,
            storage_path=f"{folder_of(collection, document_id)}{stored_name(file.name)}",
            page_count=found.page_count,
            problem=found.problem,
        )

    def _too_large(self, name: str) -> FileRefused:
        detail = f"“{name}” is larger than {self._max_mb} MB. Split it, or save it with smaller pictures."
        return FileRefused("too_large", detail, filename=name)


def folder_of(collection: Collection, document_id: str) -> str:
    """Storage prefix of one upload."""
    return f"{collection.path}/documents/{document_id}/"


def _digest(stream: IO[bytes]) -> tuple[int, str]:
    digest = hashlib.file_digest(stream, "sha256")  # type: ignore[arg-type]
    return stream.tell(), digest.hexdigest()


def _empty(name: str) -> FileRefused:
    return FileRefused("empty_file", f"“{name}” is empty. Export it again and upload the new file.", filename=name)


def _incomplete(name: str, why: str) -> FileRefused:
    return FileRefused("upload_incomplete", f"“{name}” {why}.", filename=name)
