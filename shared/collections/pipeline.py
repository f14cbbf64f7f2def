"""What Collections does with a linesheet: the phases in order, by the names people see."""

from __future__ import annotations

from shared.collections.linesheet.categories import generate_categories
from shared.collections.linesheet.filtering import filter_images
from shared.collections.linesheet.images import extract_images
from shared.collections.linesheet.matching import match_images
from shared.collections.linesheet.products import extract_products
from shared.collections.linesheet.results import save_products
from shared.collections.linesheet.text import extract_text
from shared.collections.models import LinesheetJob
from shared.engine.pipeline import Phase, Pipeline

DOCUMENT_PROCESSING = Pipeline(
    process="document_processing",
    subject="collections/{collection_id}",
    job=LinesheetJob,
    phases=(
        Phase("Extracting images from documents", extract_images, weight=4),
        Phase("Extracting text with positions", extract_text, weight=2),
        Phase("Filtering product images", filter_images, weight=1),
        Phase("Generating categories", generate_categories, weight=1),
        Phase("Extracting structured products", extract_products, weight=4),
        Phase("Matching images to products", match_images, weight=1),
    ),
    commit=save_products,
    published="{subject}/images/{task_id}/",
    remembered="{subject}/documents/{document_id}/remembered/",
    late={"category_hint": 4},
    units=lambda job: float(job.pages),
)
