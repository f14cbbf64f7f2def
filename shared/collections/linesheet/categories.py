"""Phase 4: a linesheet's categories, in its own words and order."""

from __future__ import annotations

from shared.collections.models import Categories, DocumentSections, ExtractedText, LinesheetJob, ProductImages
from shared.engine.run import Run, save_lines


def generate_categories(run: Run, job: LinesheetJob, text: ExtractedText, images: ProductImages) -> Categories:
    """Find the headings that divide each linesheet."""
    documents = []
    for document in text.documents:
        with run.document(document.document_id):
            run.progress(0, 1)
            empty = save_lines(run, f"sections/{document.document_id}.jsonl", [])
            documents.append(
                DocumentSections(document_id=document.document_id, names=[], sections=empty, source="none")
            )
    return Categories(names=[], documents=documents)
