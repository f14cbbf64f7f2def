"""What a phase sees of the world: progress, files, warnings. No Firestore, no HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
P = TypeVar("P")
R = TypeVar("R")

JSON_LINES = "application/x-ndjson"


class StoredFile(BaseModel, frozen=True):
    """A file that a run reads or wrote.

    `path` is relative to the store (the bucket, or the output folder on the command line); `size` is in bytes.
    """

    path: str
    size: int = 0
    content_type: str = "application/octet-stream"


class Warning(BaseModel, frozen=True):
    """Something a person should know about a job that went on all the same."""

    code: str
    message: str
    document_id: str | None = None


class Run(Protocol):
    """Handed to every phase. One contract, kept by the worker's child and by the command line."""

    @property
    def scratch(self) -> Path:
        """A folder of this phase's own, emptied when the phase ends."""
        ...

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far the phase is (`done` of `total`, any unit). Cheap: call it in every loop.

        Raises Cancelled when the job was cancelled or taken over.
        """
        ...

    def open(self, file: StoredFile) -> Path:
        """The local path of a stored file, fetched on first use. Read only."""
        ...

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The documents of one of the pipeline's `sources`, as they are now, with their ids as `id`.

        In the order of their paths. Times are RFC 3339 strings. Read once a run: keep what later phases need.
        """
        ...

    def save(self, name: str, content: bytes | Path, content_type: str) -> StoredFile:
        """Store a file under a relative `name` ("images/3f2a.jpg"); the same name again replaces it."""
        ...

    def warn(self, code: str, message: str, document_id: str | None = None) -> None:
        """Add a warning to the job; the same one twice counts once."""
        ...

    def recall(self, key: str) -> bytes | None:
        """What was remembered under this key for the document being worked on, by this run or an earlier one.

        None where nothing was, or where it cannot be had: recalling saves work, and never fails.
        """
        ...

    def remember(self, key: str, content: bytes) -> None:
        """Keep something of the document being worked on for later runs, as long as the document is kept.

        `key` is a hash of everything that `content` follows from. Kept as well as can be; never fails.
        """
        ...

    def document(self, document_id: str) -> AbstractContextManager[None]:
        """While inside, errors, hangs and crashes are reported as this document's."""
        ...

    def each(self, parts: Sequence[P], function: Callable[[Run, P], R]) -> list[R]:
        """What `function(run, part)` returns for each part, in order; the first error ends all.

        Parts may run side by side, each in a process of its own with a Run of its own: they share nothing, and what
        they return travels by value. Call it before the phase starts threads.
        """
        ...


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Stream the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Lines:
    """A JSON-lines file being written: models one a line, so that memory does not grow with their number."""

    def __init__(self, run: Run, name: str) -> None:
        self._run, self._name = run, name
        self._path = run.scratch / name.replace("/", "_")

    def __enter__(self) -> Lines:
        self._out = self._path.open("w", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()

    def add(self, row: BaseModel) -> None:
        """Write one model."""
        self._out.write(row.model_dump_json(exclude_defaults=True) + "\n")

    def saved(self) -> StoredFile:
        """The file, stored. Nothing can be added any more."""
        self._out.close()
        return self._run.save(self._name, self._path, JSON_LINES)


def save_lines(run: Run, name: str, rows: Iterable[BaseModel]) -> StoredFile:
    """Stream models into a JSON-lines file."""
    with Lines(run, name) as lines:
        for row in rows:
            lines.add(row)
        return lines.saved()


def read_lines(run: Run, file: StoredFile, model: type[M]) -> Iterator[M]:
    """Stream the models of a file written by `save_lines`."""
    with run.open(file).open(encoding="utf-8") as lines:
        for line in lines:
            yield model.model_validate_json(line)
