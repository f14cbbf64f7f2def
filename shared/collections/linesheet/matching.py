"""Phase 6: which picture shows which product."""

from __future__ import annotations

from collections.abc import Iterator

from shared.collections.linesheet.scanned import as_displayed
from shared.collections.models import (
    DocumentMatches,
    FoundProduct,
    MatchedProducts,
    PageImages,
    Product,
    ProductImage,
    ProductImages,
    StructuredProducts,
)
from shared.engine.run import Run, read_lines, save_lines
from shared.reading.assignment import Pairing, Seat, assign
from shared.reading.frame import Frame


def match_images(run: Run, images: ProductImages, products: StructuredProducts) -> MatchedProducts:
    """Give each product its pictures, page by page; say which pictures and products found no partner."""
    kept = {document.document_id: document for document in images.documents}
    found = []
    for document in products.documents:
        with run.document(document.document_id):
            unmatched_images: list[str] = []
            unmatched_products: list[str] = []
            rows = _matched(
                run,
                read_lines(run, kept[document.document_id].pages, PageImages),
                read_lines(run, document.products, FoundProduct),
                unmatched_images,
                unmatched_products,
                document.count,
            )
            pages = read_lines(run, kept[document.document_id].pages, PageImages)
            frames = {page.page: page.scan.frame for page in pages if page.scan}
            rows = _displayed(rows, frames) if frames else rows
            found.append(
                DocumentMatches(
                    document_id=document.document_id,
                    products=save_lines(run, f"matched/{document.document_id}.jsonl", rows),
                    count=document.count,
                    unmatched_images=unmatched_images,
                    unmatched_products=unmatched_products,
                )
            )
    return MatchedProducts(documents=found)


def _matched(
    run: Run,
    pages: Iterator[PageImages],
    products: Iterator[FoundProduct],
    unmatched_images: list[str],
    unmatched_products: list[str],
    total: int,
) -> Iterator[Product]:
    """Products are in page order, so that pages and products are read side by side."""
    waiting = next(products, None)
    done = 0
    for page in pages:
        here: list[FoundProduct] = []
        while waiting is not None and waiting.product.source.page <= page.page:
            here.append(waiting)
            waiting = next(products, None)
        run.progress(done, total, f"Page {page.page}")
        seats = [Seat(f.product.source.bbox, f.region, tuple(f.pictures), f.shown) for f in here]
        pairings = assign([p.bbox for p in page.kept], seats, (page.width, page.height))
        _give(page, [f.product for f in here], pairings)
        given = {pairing.picture for pairing in pairings}
        unmatched_images += [p.image_id for n, p in enumerate(page.kept) if n not in given]
        unmatched_products += [f.product.product_id for f in here if not f.product.images]
        done += len(here)
        yield from (f.product for f in here)


def _displayed(products: Iterator[Product], frames: dict[int, Frame]) -> Iterator[Product]:
    for product in products:
        as_displayed(product, frames)
        yield product


def _give(page: PageImages, products: list[Product], pairings: list[Pairing]) -> None:
    for pairing in sorted(pairings, key=lambda p: p.rank):
        placed = page.kept[pairing.picture]
        products[pairing.product].images.append(
            ProductImage(
                image_id=placed.image_id, confidence=round(pairing.confidence, 2), page=page.page, bbox=placed.bbox
            )
        )
