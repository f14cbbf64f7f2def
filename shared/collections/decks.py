"""The decks of a collection: listed, found, deleted; and the logo they show."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from google.cloud.firestore import DocumentReference, Query

from shared.collections.deck.models import Deck
from shared.collections.inspection import Inspector
from shared.collections.records import Collection
from shared.collections.refusals import FileRefused, NotFound
from shared.collections.repository import Repository
from shared.engine.artifacts import Artifacts

LOGO_MB = 5


class StoredDeck(Deck):
    """A deck as it is shown, and when it was finished."""

    created_at: datetime


class Decks:
    """Reads and deletes `collections/{id}/decks/{deck_id}` and their files. Each stays until a person deletes it."""

    def __init__(self, repository: Repository, artifacts: Artifacts, inspector: Inspector) -> None:
        self._repository, self._artifacts, self._inspector = repository, artifacts, inspector

    def page(self, collection: Collection, size: int, after: str | None = None) -> tuple[list[StoredDeck], str | None]:
        """One page of decks, newest first, and the token of the next: `after` is the last deck of the page before."""
        decks = self._repository.db.collection(f"{collection.path}/decks")
        query = decks.order_by("deck_id", direction=Query.DESCENDING).limit(size + 1)
        if after:
            query = query.start_after({"deck_id": after})
        found = list(query.stream())
        more = found[size - 1].id if len(found) > size else None
        return [_deck(snapshot) for snapshot in found[:size]], more

    def get(self, collection: Collection, deck_id: str) -> StoredDeck:
        """One deck. Raises NotFound."""
        snapshot = self._reference(collection, deck_id).get()
        if not snapshot.exists:
            raise NotFound("deck")
        return _deck(snapshot)

    def file(self, collection: Collection, deck_id: str, name: str) -> tuple[StoredDeck, str]:
        """A deck, and the Storage path of a file of it: deck.pptx, deck.pdf, page-001.png … Raises NotFound."""
        deck = self.get(collection, deck_id)
        for path in (deck.pptx_path, deck.pdf_path, *deck.preview_paths):
            if path.rpartition("/")[2] == name:
                return deck, path
        raise NotFound("file")

    def delete(self, collection: Collection, deck_id: str) -> None:
        """Delete a deck with its files: from then on it is gone, whatever happens. Raises NotFound."""
        self.get(collection, deck_id)
        self._reference(collection, deck_id).delete()
        self._artifacts.delete_prefix(f"{collection.path}/decks/{deck_id}/")

    def set_logo(self, collection: Collection, stream: IO[bytes]) -> str:
        """Take a logo (PNG, JPEG, SVG) in place of the one before; its Storage path. Raises FileRefused."""
        content = stream.read(LOGO_MB * 1024 * 1024 + 1)
        if not content:
            raise FileRefused("empty_file", "The logo is empty. Export it again and upload the new file.")
        if len(content) > LOGO_MB * 1024 * 1024:
            raise FileRefused("too_large", f"The logo is larger than {LOGO_MB} MB. Save it smaller, then upload that.")
        with tempfile.TemporaryDirectory(prefix="phasework-") as folder:
            local = Path(folder) / "logo"
            local.write_bytes(content)
            png = self._inspector.logo(local)
        path = f"{collection.path}/logo/{hashlib.sha256(png).hexdigest()[:24]}.png"
        self._artifacts.upload(path, png, "image/png")
        self._repository.set_logo(collection, path)
        self._forget_logo(collection, path)
        return path

    def logo(self, collection: Collection) -> str:
        """The Storage path of the logo. Raises NotFound."""
        path = self._repository.deck_settings(collection).logo_path
        if path is None:
            raise NotFound("logo")
        return path

    def remove_logo(self, collection: Collection) -> None:
        """Decks from now on are without a logo. Raises NotFound."""
        path = self.logo(collection)
        self._repository.set_logo(collection, None)
        self._artifacts.delete_prefix(path)

    def _forget_logo(self, collection: Collection, now: str) -> None:
        before = self._repository.deck_settings(collection).logo_path
        if before and before != now:
            self._artifacts.delete_prefix(before)

    def _reference(self, collection: Collection, deck_id: str) -> DocumentReference:
        return self._repository.db.document(f"{collection.path}/decks/{deck_id}")


def _deck(snapshot: Any) -> StoredDeck:
    return StoredDeck.model_validate({**(snapshot.to_dict() or {}), "created_at": snapshot.create_time})
