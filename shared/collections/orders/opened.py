"""What `shared.reading` finds wrong with an order becomes the step's error, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.collections.orders.models import OrderDocument
from shared.engine.errors import PhaseError
from shared.reading.errors import ReadingError


@contextmanager
def translated(document: OrderDocument) -> Iterator[None]:
    """Turn a ReadingError inside into a PhaseError that names the document."""
    try:
        yield
    except ReadingError as error:
        message = f"{document.filename}: {error.message}"
        raise PhaseError(error.code, message, document_id=document.document_id, details=error.details) from error
