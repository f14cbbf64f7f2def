"""What a child says to its worker, and what it is answered. Everything travels by name and value (pickle)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.engine.run import Warning

__all__ = ["Began", "Done", "Failed", "Fetch", "Progress", "Reading", "Recall", "Remember", "Rows", "Save", "Warning"]


@dataclass(frozen=True)
class Began:
    pid: int


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    message: str


@dataclass(frozen=True)
class Fetch:
    """Answered with the local path, or with the error as text."""

    path: str


@dataclass(frozen=True)
class Rows:
    """Answered with the local path of a source's documents as JSON lines, or with the error as text."""

    name: str


@dataclass(frozen=True)
class Save:
    """The child has written `local`, and leaves it alone from now on."""

    name: str
    local: Path
    content_type: str


@dataclass(frozen=True)
class Recall:
    """Answered with the local path of what is remembered of the document under the key, or with None."""

    document_id: str
    key: str


@dataclass(frozen=True)
class Remember:
    """The child has written `local`, and leaves it alone from now on. Not answered."""

    document_id: str
    key: str
    local: Path


@dataclass(frozen=True)
class Reading:
    """Which document is being worked on; None between documents."""

    document_id: str | None


@dataclass(frozen=True)
class Done:
    output: Any


@dataclass(frozen=True)
class Failed:
    """`code` is None for an error that the phase did not foresee."""

    code: str | None
    message: str
    details: str
    retryable: bool
    document_id: str | None
