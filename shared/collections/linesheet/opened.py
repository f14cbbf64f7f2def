"""Opening a job's documents: what `shared.reading` finds wrong becomes the phase's error, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.collections.models import LinesheetDocument
from shared.engine.errors import PhaseError
from shared.engine.run import Run
from shared.reading.book import Book
from shared.reading.documents import open_book
from shared.reading.errors import ReadingError


@contextmanager
def opened(run: Run, document: LinesheetDocument) -> Iterator[Book]:
    """A document, open. Raises PhaseError with the code and sentence of what is wrong with it."""
    try:
        with open_book(run.open(document.file)) as book:
            for code, message in book.warnings:
                run.warn(code, f"{document.filename}: {message}", document.document_id)
            yield book
    except ReadingError as error:
        raise PhaseError(error.code, f"{document.filename}: {error.message}", details=error.details) from error
