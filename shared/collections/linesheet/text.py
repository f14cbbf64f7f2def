"""Phase 2: every word of every page, with where and how it is set, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator

from shared.collections.models import DocumentImages, DocumentText, ExtractedImages, ExtractedText, LinesheetJob
from shared.engine.run import Run, read_lines, save_lines
from shared.reading.faces import Faces
from shared.reading.text import PageText, PageWords, arranged


def extract_text(run: Run, job: LinesheetJob, images: ExtractedImages) -> ExtractedText:
    """Store the words, lines and blocks of each page in reading order."""
    names = {document.document_id: document.filename for document in job.documents}

    def read(own: Run, document: DocumentImages) -> DocumentText:
        with own.document(document.document_id):
            return _document(own, document, names[document.document_id])

    return ExtractedText(documents=run.each(images.documents, read))


def _document(run: Run, document: DocumentImages, filename: str) -> DocumentText:
    counted = _Counted(run, document)
    rows = save_lines(run, f"text/{document.document_id}.jsonl", counted.pages())
    if not counted.words:
        run.warn(
            "no_text",
            f"{filename} holds no text, and none that can be read in its pictures.",
            document.document_id,
        )
    return DocumentText(
        document_id=document.document_id, page_count=document.page_count, word_count=counted.words, pages=rows
    )


class _Counted:
    """Pages on their way to the file, their words counted."""

    def __init__(self, run: Run, document: DocumentImages) -> None:
        self.run, self.document = run, document
        self.words = 0

    def _faces(self) -> Faces:
        """The ways in which the document's scanned pages are set, which takes all of them."""
        faces = Faces()
        if self.document.scanned:
            for noted in read_lines(self.run, self.document.words, PageWords):
                faces.add(noted)
        return faces

    def pages(self) -> Iterator[PageText]:
        total = self.document.page_count
        faces = self._faces()
        for noted in read_lines(self.run, self.document.words, PageWords):
            self.run.progress(noted.page - 1, total, f"Page {noted.page} of {total}")
            noted.styles = [faces.settled(style) for style in noted.styles]
            text = arranged(noted)
            self.words += len(text.words)
            yield text
