"""What a finished run makes visible: categories, products and the pictures they show."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shared.collections.models import (
    Categories,
    ExtractedImages,
    MatchedProducts,
    PageImages,
    Picture,
    Product,
    ProductImages,
)
from shared.engine.pipeline import Results, Target
from shared.engine.run import Run, StoredFile, read_lines


def save_products(
    run: Run,
    target: Target,
    images: ExtractedImages,
    kept: ProductImages,
    categories: Categories,
    matched: MatchedProducts,
) -> Results:
    """The results of a run as one commit: nothing is written here."""
    paths, publish = _published(run, target, images, kept)
    counts: Counter[str] = Counter()
    replace: dict[str, dict[str, Any]] = {}
    for document in matched.documents:
        rows: dict[str, Any] = {}
        for product in read_lines(run, document.products, Product):
            counts[product.category or ""] += 1
            rows[product.product_id] = {**stored(product, paths), "position": len(rows) + 1}
        replace[f"{target.subject}/documents/{document.document_id}/structured_products"] = rows
    return Results(
        subject={"categories": category_counts(categories, counts)},
        replace=replace,
        publish=publish,
        counted={"images": len(publish)},
    )


def category_counts(categories: Categories, counts: Counter[str]) -> list[dict[str, Any]]:
    """Categories in the document's order with how many products each has; those that products alone name come last.

    One without products is listed only where a person named it.
    """
    names = list(dict.fromkeys([*categories.names, *(name for name in counts if name)]))
    return [{"name": name, "count": counts[name]} for name in names if counts[name] or categories.hinted]


def stored(product: Product, paths: dict[str, str]) -> dict[str, Any]:
    """A product as its Firestore document, its pictures with the paths they are published at."""
    for image in product.images:
        image.storage_path = paths.get(image.image_id)
    product.confidence = product.least_sure()
    fields = product.model_dump(mode="json")
    for price in ("wholesale_price", "retail_price"):
        if fields[price] is not None and fields[price]["amount_max"] is None:
            del fields[price]["amount_max"]
    return fields


def _published(
    run: Run, target: Target, images: ExtractedImages, kept: ProductImages
) -> tuple[dict[str, str], dict[str, StoredFile]]:
    wanted = {
        placed.image_id
        for document in kept.documents
        for page in read_lines(run, document.pages, PageImages)
        for placed in page.kept
    }
    paths: dict[str, str] = {}
    publish: dict[str, StoredFile] = {}
    for document in images.documents:
        for picture in read_lines(run, document.pictures, Picture):
            if picture.image_id in wanted:
                extension = picture.file.path.rpartition(".")[2]
                path = f"{target.subject}/images/{target.task_id}/{picture.image_id}.{extension}"
                paths[picture.image_id] = path
                publish[path] = picture.file
    return paths, publish
