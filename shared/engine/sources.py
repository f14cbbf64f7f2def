"""What phases read of Firestore: whole collections, streamed into files by the worker on their behalf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from google.cloud.firestore import Client

EVERY = "*"


class Sources:
    """Writes Firestore collections out as JSON lines."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def write(self, pattern: str, target: Path) -> None:
        """Write every document of the collections that a pattern names, each with its id as `id`.

        A `*` in the pattern stands for every document id ("collections/c1/documents/*/structured_products").
        """
        with target.open("w", encoding="utf-8") as out:
            for path in self._collections(pattern):
                for snapshot in self._db.collection(path).stream():
                    fields = {**(snapshot.to_dict() or {}), "id": snapshot.id}
                    out.write(json.dumps(fields, default=_plain, ensure_ascii=False) + "\n")

    def _collections(self, pattern: str) -> Iterator[str]:
        head, star, tail = pattern.partition(f"/{EVERY}/")
        if not star:
            yield head
            return
        for document in self._db.collection(head).select([]).stream():
            yield from self._collections(f"{head}/{document.id}/{tail}")


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
