"""Files named on the command line as documents, checked as the API checks them at upload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from shared.collections.models import LinesheetDocument
from shared.collections.orders.models import OrderDocument
from shared.engine.run import StoredFile
from shared.reading.documents import READ, SHEET_NAMES, inspect_document
from shared.reading.errors import ReadingError, UnsupportedType
from shared.reading.sniff import content_type_of, kind_of

NAMED = (".pdf", *SHEET_NAMES)  # what is wrong with a file of such a name is said of that form
D = TypeVar("D", LinesheetDocument, OrderDocument)


def linesheet_documents(names: Sequence[str]) -> list[LinesheetDocument]:
    """Linesheets in the order named. Raises ReadingError, which names the file."""
    return _numbered([_document(Path(name), LinesheetDocument) for name in names])


def order_documents(names: Sequence[str]) -> list[OrderDocument]:
    """Purchase orders in the order named. Raises ReadingError, which names the file."""
    return _numbered([_document(Path(name), OrderDocument) for name in names])


def _numbered(documents: list[D]) -> list[D]:
    """The same file named twice is two documents."""
    for number, document in enumerate(documents):
        before = sum(earlier.sha256 == document.sha256 for earlier in documents[:number])
        document.document_id += f"_{before + 1}" if before else ""
    return documents


def _document(path: Path, make: Callable[..., D]) -> D:
    try:
        kind = kind_of(path)
        if kind not in (*READ, "empty") and path.suffix.lower() not in NAMED:
            raise UnsupportedType(kind)
        inspect_document(path)
        content_type = content_type_of(path, kind)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadingError(message=f"{path}: {error.strerror}.") from error
    except ReadingError as error:
        error.message = f"{path.name}: {error.message}"
        raise
    return make(
        document_id=f"document_{digest[:12]}",  # by content, so that product ids do not depend on the call
        filename=path.name,
        content_type=content_type,
        sha256=digest,
        file=StoredFile(path=str(path.resolve()), size=path.stat().st_size, content_type=content_type),
    )
