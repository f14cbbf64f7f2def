"""What Collections does with linesheets and orders: the phases in order, by the names people see."""

from __future__ import annotations

from shared.collections.deck.gathering import gather_items
from shared.collections.deck.models import DeckJob
from shared.collections.deck.pictures import prepare_pictures
from shared.collections.deck.planning import lay_out_pages
from shared.collections.deck.printing import build_pdf
from shared.collections.deck.rendering import render_previews
from shared.collections.deck.saving import save_deck
from shared.collections.deck.slides import build_slides
from shared.collections.linesheet.categories import generate_categories
from shared.collections.linesheet.filtering import filter_images
from shared.collections.linesheet.images import extract_images
from shared.collections.linesheet.matching import match_images
from shared.collections.linesheet.products import extract_products
from shared.collections.linesheet.results import save_products
from shared.collections.linesheet.text import extract_text
from shared.collections.models import LinesheetJob
from shared.collections.orders.columns import identify_columns
from shared.collections.orders.enriching import enrich_lines
from shared.collections.orders.extracting import extract_lines
from shared.collections.orders.fetching import fetch_orders
from shared.collections.orders.generating import generate_items
from shared.collections.orders.models import OrderJob
from shared.collections.orders.parsing import parse_orders
from shared.collections.orders.saving import check_items, save_items
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

ITEM_GENERATION = Pipeline(
    process="item_generation",
    subject="collections/{collection_id}",
    job=OrderJob,
    phases=(
        Phase("Fetching purchase order", fetch_orders, weight=1),
        Phase("Parsing purchase order", parse_orders, weight=6),
        Phase("Identifying columns with AI", identify_columns, weight=2),
        Phase("Extracting SKU data", extract_lines, weight=2),
        Phase("Enriching from linesheet", enrich_lines, weight=2),
        Phase("Generating item objects", generate_items, weight=1),
        Phase("Saving", check_items, weight=1),
    ),
    commit=save_items,
    unit="step",
    remembered="{subject}/documents/{document_id}/remembered/",
    sources={"products": "{subject}/documents/*/structured_products", "edits": "{subject}/edits"},
    late={"choices": 3, "products_of": 5},
    units=lambda job: float(job.kilobytes),
)

DECK_GENERATION = Pipeline(
    process="deck_generation",
    subject="collections/{collection_id}",
    job=DeckJob,
    phases=(
        Phase("Gathering items", gather_items, weight=1),
        Phase("Preparing pictures", prepare_pictures, weight=3),
        Phase("Laying out pages", lay_out_pages, weight=2),
        Phase("Building slides", build_slides, weight=4),
        Phase("Building the PDF", build_pdf, weight=2),
        Phase("Rendering previews", render_previews, weight=4),
    ),
    commit=save_deck,
    published="{subject}/decks/{task_id}/",
    supersedes=False,
    sources={
        "items": "{subject}/items",
        "products": "{subject}/documents/*/structured_products",
        "edits": "{subject}/edits",
    },
)
