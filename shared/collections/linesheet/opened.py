"""Opening a job's documents: what `shared.reading` finds wrong becomes the phase's error, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pymupdf

from shared.collections.models import LinesheetDocument
from shared.engine.errors import PhaseError
from shared.engine.run import Run
from shared.reading.errors import ReadingError
from shared.reading.pdf import open_pdf


@contextmanager
def opened(run: Run, document: LinesheetDocument) -> Iterator[pymupdf.Document]:
    """The PDF of a document, open. Raises PhaseError with the code and sentence of what is wrong with it."""
    try:
        with open_pdf(run.open(document.file)) as pdf:
            yield pdf
    except ReadingError as error:
        raise PhaseError(error.code, f"{document.filename}: {error.message}", details=error.details) from error
