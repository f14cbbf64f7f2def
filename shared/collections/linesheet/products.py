"""Phase 5: what each linesheet says about each product."""

from __future__ import annotations

from shared.collections.models import (
    Categories,
    DocumentProducts,
    ExtractedText,
    LinesheetJob,
    ProductImages,
    StructuredProducts,
)
from shared.engine.run import Run, save_lines


def extract_products(
    run: Run, job: LinesheetJob, text: ExtractedText, images: ProductImages, categories: Categories
) -> StructuredProducts:
    """Read each document's products in page order."""
    documents = []
    for document in text.documents:
        with run.document(document.document_id):
            run.progress(0, 1)
            rows = save_lines(run, f"products/{document.document_id}.jsonl", [])
            documents.append(DocumentProducts(document_id=document.document_id, products=rows, count=0))
    return StructuredProducts(documents=documents)
