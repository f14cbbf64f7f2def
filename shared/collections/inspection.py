"""A first look at an uploaded file. It runs in a child that is killed when a file makes it hang."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from shared.collections.records import DocumentProblem
from shared.engine.child import Nursery
from shared.engine.errand import Died, Errands, Overdue
from shared.engine.errors import PhaseError
from shared.reading.bitmaps import inspect_bitmap, render_bitmap
from shared.reading.errors import ReadingError
from shared.reading.pdf import inspect, render_page
from shared.reading.sniff import kind_of

INSPECT_SECONDS = 10.0
RENDER_SECONDS = 20.0

HANGS = DocumentProblem(
    code="document_hangs",
    message="Reading this document got stuck. Save it anew as a PDF (print to PDF) and upload it again.",
)
CRASHES = DocumentProblem(
    code="unreadable_file",
    message="Reading this document needs more memory than there is. Save it with smaller pictures, then upload it.",
)


class Inspection(BaseModel):
    """How many pages a PDF has, or why they cannot be counted."""

    page_count: int | None = None
    problem: DocumentProblem | None = None


class Inspector:
    """Looks into files that nobody has opened yet."""

    def __init__(self, memory_mb: int) -> None:
        self._errands = Errands(Nursery([__name__]), memory_mb)

    def inspect(self, path: Path) -> Inspection:
        """Count a PDF's pages; what is wrong with the file is an answer, not an error."""
        try:
            found: Inspection = self._errands.run(inspect_pdf, INSPECT_SECONDS, path=path)
        except Overdue:
            return Inspection(problem=HANGS)
        except Died:
            return Inspection(problem=CRASHES)
        return found

    def render(self, path: Path, page: int) -> bytes:
        """A page (from 1) of a PDF as a PNG. Raises PhaseError."""
        try:
            rendered: bytes = self._errands.run(page_png, RENDER_SECONDS, path=path, page=page)
        except Overdue as error:
            raise PhaseError(HANGS.code, HANGS.message) from error
        except Died as error:
            raise PhaseError(CRASHES.code, CRASHES.message) from error
        return rendered


def inspect_pdf(path: Path) -> Inspection:
    """The child's part of `Inspector.inspect`."""
    try:
        return Inspection(page_count=inspect_bitmap(path) if kind_of(path) == "image" else inspect(path))
    except ReadingError as error:
        return Inspection(problem=DocumentProblem(code=error.code, message=error.message))


def page_png(path: Path, page: int) -> bytes:
    """The child's part of `Inspector.render`."""
    try:
        return render_bitmap(path, page) if kind_of(path) == "image" else render_page(path, page)
    except ReadingError as error:
        raise PhaseError(error.code, error.message) from error
