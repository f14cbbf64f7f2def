"""Phase 2: every word of every page, with where and how it is set."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf

from shared.collections.linesheet.opened import opened
from shared.collections.models import DocumentText, ExtractedText, LinesheetDocument, LinesheetJob
from shared.engine.run import Run, save_lines
from shared.reading.pdf import pages
from shared.reading.text import PageText, read_text


def extract_text(run: Run, job: LinesheetJob) -> ExtractedText:
    """Store the words, lines and blocks of each page in reading order."""
    found = []
    for document in job.documents:
        with run.document(document.document_id), opened(run, document) as pdf:
            counted = _Counted(run, document, pdf)
            rows = save_lines(run, f"text/{document.document_id}.jsonl", counted.pages())
            found.append(
                DocumentText(
                    document_id=document.document_id, page_count=pdf.page_count, word_count=counted.words, pages=rows
                )
            )
            if not counted.words:
                run.warn(
                    "no_text",
                    f"{document.filename} holds no text, only pictures of it. Scans are not read yet.",
                    document.document_id,
                )
    return ExtractedText(documents=found)


class _Counted:
    """Pages on their way to the file, their words counted."""

    def __init__(self, run: Run, document: LinesheetDocument, pdf: pymupdf.Document) -> None:
        self.run, self.document, self.pdf = run, document, pdf
        self.words = 0

    def pages(self) -> Iterator[PageText]:
        for page in pages(self.pdf):
            number = page.number + 1
            self.run.progress(number - 1, self.pdf.page_count, f"Page {number} of {self.pdf.page_count}")
            try:
                text = read_text(page)
            except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
                self.run.warn(
                    "page_unreadable",
                    f"Page {number} of {self.document.filename} is damaged.",
                    self.document.document_id,
                )
                text = PageText(page=number, width=page.rect.width, height=page.rect.height)
            self.words += len(text.words)
            yield text
