"""A first look at an uploaded file. It runs in a child that is killed when a file makes it hang."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from shared.collections.logo import UNREADABLE, logo_png
from shared.collections.records import DocumentProblem
from shared.collections.refusals import FileRefused
from shared.engine.child import Nursery
from shared.engine.errand import Died, Errands, Overdue
from shared.engine.errors import PhaseError
from shared.reading.documents import inspect_document, render_document
from shared.reading.errors import ReadingError

INSPECT_SECONDS = 10.0
RENDER_SECONDS = 20.0

HANGS = DocumentProblem(
    code="document_hangs",
    message="Reading this document got stuck. Save it anew (a PDF by printing to PDF) and upload it again.",
)
CRASHES = DocumentProblem(
    code="unreadable_file",
    message="Reading this document needs more memory than there is. Save it with smaller pictures, then upload it.",
)


class Inspection(BaseModel):
    """How many pages a document has, or why they cannot be counted."""

    page_count: int | None = None
    problem: DocumentProblem | None = None


class Inspector:
    """Looks into files that nobody has opened yet."""

    def __init__(self, memory_mb: int) -> None:
        self._errands = Errands(Nursery([__name__]), memory_mb)

    def inspect(self, path: Path) -> Inspection:
        """Count a document's pages; what is wrong with the file is an answer, not an error."""
        try:
            found: Inspection = self._errands.run(inspect_file, INSPECT_SECONDS, path=path)
        except Overdue:
            return Inspection(problem=HANGS)
        except Died:
            return Inspection(problem=CRASHES)
        return found

    def render(self, path: Path, page: int) -> bytes:
        """A page (from 1) of a document as a PNG. Raises PhaseError."""
        try:
            rendered: bytes = self._errands.run(page_png, RENDER_SECONDS, path=path, page=page)
        except Overdue as error:
            raise PhaseError(HANGS.code, HANGS.message) from error
        except Died as error:
            raise PhaseError(CRASHES.code, CRASHES.message) from error
        return rendered

    def logo(self, path: Path) -> bytes:
        """An uploaded logo as a PNG of a bounded size. Raises FileRefused."""
        try:
            made: bytes = self._errands.run(logo_png, INSPECT_SECONDS, path=path)
        except PhaseError as error:
            raise FileRefused(error.code, error.message) from error
        except (Overdue, Died) as error:
            raise FileRefused("logo_unreadable", UNREADABLE) from error
        return made


def inspect_file(path: Path) -> Inspection:
    """The child's part of `Inspector.inspect`."""
    try:
        return Inspection(page_count=inspect_document(path))
    except ReadingError as error:
        return Inspection(problem=DocumentProblem(code=error.code, message=error.message))


def page_png(path: Path, page: int) -> bytes:
    """The child's part of `Inspector.render`."""
    try:
        return render_document(path, page)
    except ReadingError as error:
        raise PhaseError(error.code, error.message) from error
