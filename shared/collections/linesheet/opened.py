"""Opening a job's documents: what `shared.reading` finds wrong becomes the phase's error, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from shared.collections.models import LinesheetDocument
from shared.engine.errors import PhaseError
from shared.engine.run import Run
from shared.reading.book import Book
from shared.reading.errors import ReadingError
from shared.reading.pdf_book import open_pdf_book
from shared.reading.sheets import open_workbook
from shared.reading.sniff import SHEETS, kind_of


@contextmanager
def opened(run: Run, document: LinesheetDocument) -> Iterator[Book]:
    """A document, open. Raises PhaseError with the code and sentence of what is wrong with it."""
    try:
        with _book(run.open(document.file)) as book:
            for code, message in book.warnings:
                run.warn(code, f"{document.filename}: {message}", document.document_id)
            yield book
    except ReadingError as error:
        raise PhaseError(error.code, f"{document.filename}: {error.message}", details=error.details) from error


def _book(path: Path) -> AbstractContextManager[Book]:
    return open_workbook(path) if kind_of(path) in SHEETS else open_pdf_book(path)
