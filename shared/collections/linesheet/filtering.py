"""Phase 3: which placed pictures show products, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shared.collections.models import (
    DocumentProductImages,
    Dropped,
    ExtractedImages,
    PageImages,
    PagePlacements,
    Picture,
    Placement,
    ProductImages,
    Swatch,
)
from shared.engine.run import Run, read_lines, save_lines
from shared.reading.furniture import Look, Usage, reason_to_drop
from shared.reading.geometry import Box


def filter_images(run: Run, images: ExtractedImages) -> ProductImages:
    """Sort each page's pictures into kept and dropped."""
    found = []
    for document in images.documents:
        with run.document(document.document_id):
            looks = {p.image_id: _look(p) for p in read_lines(run, document.pictures, Picture)}
            usage = Usage(document.page_count)
            for page in read_lines(run, document.placements, PagePlacements):
                run.progress(page.page, 2 * document.page_count)
                usage.add(page.page, (page.width, page.height), [(p.image_id, p.bbox) for p in page.placed])
            counts: Counter[str] = Counter()
            rows = _pages(
                run, document.page_count, read_lines(run, document.placements, PagePlacements), looks, usage, counts
            )
            pages = save_lines(run, f"filtered/{document.document_id}.jsonl", rows)
            kept = counts.pop("kept", 0)
            found.append(
                DocumentProductImages(document_id=document.document_id, pages=pages, kept=kept, dropped=dict(counts))
            )
    return ProductImages(documents=found)


def _look(picture: Picture) -> Look:
    return Look(picture.width, picture.height, picture.spread, picture.color, picture.white)


def _pages(
    run: Run,
    total: int,
    pages: Iterator[PagePlacements],
    looks: dict[str, Look],
    usage: Usage,
    counts: Counter[str],
) -> Iterator[PageImages]:
    for page in pages:
        run.progress(total + page.page, 2 * total, f"Page {page.page} of {total}")
        made = PageImages(page=page.page, width=page.width, height=page.height, scan=page.scan)
        boxes = [placed.bbox for placed in page.placed]
        for placed in page.placed:
            _sort(made, placed, page, boxes, looks, usage)
        _keep_lone_banners(made)
        counts.update(["kept"] * len(made.kept))
        counts.update(dropped.reason for dropped in made.dropped)
        yield made


def _keep_lone_banners(made: PageImages) -> None:
    """A wide photograph on a page without others may show several products that stand side by side."""
    banners = [dropped for dropped in made.dropped if dropped.reason == "banner"]
    if banners and not made.kept:
        made.kept = [Placement(image_id=banner.image_id, bbox=banner.bbox) for banner in banners]
        made.dropped = [dropped for dropped in made.dropped if dropped.reason != "banner"]


def _sort(
    made: PageImages, placed: Placement, page: PagePlacements, boxes: list[Box], looks: dict[str, Look], usage: Usage
) -> None:
    look = looks.get(placed.image_id)
    if look is None:  # its data could not be decoded; the warning was given in phase 1
        return
    reason = reason_to_drop(placed.image_id, placed.bbox, look, (page.width, page.height), boxes, usage)
    if reason is None:
        made.kept.append(placed)
        return
    made.dropped.append(Dropped(image_id=placed.image_id, bbox=placed.bbox, reason=reason))
    if reason == "swatch":
        made.swatches.append(Swatch(bbox=placed.bbox, color=look.color))
