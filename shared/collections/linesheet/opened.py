"""Opening a job's documents: what `shared.reading` finds wrong becomes the phase's error, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.collections.models import LinesheetDocument
from shared.engine.errors import PhaseError
from shared.engine.run import Run
from shared.reading.bitmap_book import open_bitmap_book
from shared.reading.book import Book
from shared.reading.errors import ReadingError
from shared.reading.pdf_book import open_pdf_book
from shared.reading.sniff import kind_of


@contextmanager
def opened(run: Run, document: LinesheetDocument) -> Iterator[Book]:
    """A document, open. Raises PhaseError with the code and sentence of what is wrong with it."""
    try:
        path = run.open(document.file)
        with open_bitmap_book(path) if kind_of(path) == "image" else open_pdf_book(path) as book:
            yield book
    except ReadingError as error:
        raise PhaseError(error.code, f"{document.filename}: {error.message}", details=error.details) from error
