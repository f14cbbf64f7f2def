"""Pages of documents as pictures, rendered when first asked for and kept beside the collection."""

from __future__ import annotations

import tempfile
from pathlib import Path

from shared.collections.deletion import pages_of
from shared.collections.inspection import Inspector
from shared.collections.records import Collection, Document
from shared.collections.refusals import FileRefused, NotFound
from shared.engine.artifacts import Artifacts
from shared.engine.errors import PhaseError


class Pages:
    """Renders pages in a child that is killed when a page makes it hang."""

    def __init__(self, artifacts: Artifacts, inspector: Inspector) -> None:
        self._artifacts = artifacts
        self._inspector = inspector

    def path(self, collection: Collection, document: Document, page: int) -> str:
        """The Storage path of a page (from 1) as a PNG. Raises NotFound, or FileRefused when it cannot be rendered."""
        if document.problem:
            raise FileRefused("not_rendered", document.problem.message, document_id=document.document_id)
        if document.page_count is None or page > document.page_count:
            raise NotFound("page")
        path = f"{pages_of(collection, document.document_id)}{page}.png"
        if not self._artifacts.bucket.blob(path).exists():
            self._artifacts.upload(path, self._render(document, page), "image/png")
        return path

    def _render(self, document: Document, page: int) -> bytes:
        with tempfile.TemporaryDirectory(prefix="phasework-") as folder:
            local = Path(folder) / "file"
            try:
                self._artifacts.download(document.storage_path, local)
                return self._inspector.render(local, page)
            except FileNotFoundError as error:
                raise NotFound("document") from error
            except PhaseError as error:
                raise FileRefused("not_rendered", error.message, document_id=document.document_id) from error
