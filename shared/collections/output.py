"""What the command line writes: `result.json` and the pictures beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shared.collections.models import (
    Categories,
    ExtractedImages,
    MatchedProducts,
    PageImages,
    Picture,
    Product,
    ProductImages,
)
from shared.engine.local import LocalRun
from shared.engine.run import Warning, read_lines
from shared.reading.geometry import Box


class CategoryRow(BaseModel):
    """A category and the products in it."""

    name: str
    product_ids: list[str] = []


class ImageRow(BaseModel):
    """A kept picture where it stands; identical pictures share their id and `file`, relative to the output folder."""

    image_id: str
    document_id: str
    file: str
    page: int
    bbox: Box


class PhaseRow(BaseModel):
    """How long a phase took."""

    name: str
    seconds: float


class Output(BaseModel):
    """`result.json`."""

    categories: list[CategoryRow]
    products: list[Product]
    images: list[ImageRow]
    phases: list[PhaseRow]
    warnings: list[Warning]


def result_of(
    work: Path, out: Path, made: dict[type[Any], Any], times: list[tuple[str, float]], warnings: list[Warning]
) -> Output:
    """Gather what the phases made in the folder `work`, and copy the kept pictures below `out`."""
    run = LocalRun(work, lambda fraction, message: None)
    try:
        images = _images(run, out, made[ExtractedImages], made[ProductImages])
        files = {image.image_id: image.file for image in images}
        products = [
            product
            for document in made[MatchedProducts].documents
            for product in read_lines(run, document.products, Product)
        ]
    finally:
        run.close()
    categories = {name: CategoryRow(name=name) for name in made[Categories].names}
    for product in products:
        if product.category:
            row = categories.setdefault(product.category, CategoryRow(name=product.category))
            row.product_ids.append(product.product_id)
        for image in product.images:
            image.storage_path = files.get(image.image_id)
        product.confidence = product.least_sure()
    phases = [PhaseRow(name=name, seconds=round(seconds, 3)) for name, seconds in times]
    return Output(
        categories=list(categories.values()), products=products, images=images, phases=phases, warnings=warnings
    )


def _images(run: LocalRun, out: Path, images: ExtractedImages, kept: ProductImages) -> list[ImageRow]:
    (out / "images").mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for extracted in images.documents:
        for picture in read_lines(run, extracted.pictures, Picture):
            names[picture.image_id] = picture.file.path
    rows = []
    for document in kept.documents:
        for page in read_lines(run, document.pages, PageImages):
            for placed in page.kept:
                name = f"images/{placed.image_id}.{names[placed.image_id].rpartition('.')[2]}"
                if not (out / name).exists():
                    shutil.copyfile(run.root / names[placed.image_id], out / name)
                rows.append(
                    ImageRow(
                        image_id=placed.image_id,
                        document_id=document.document_id,
                        file=name,
                        page=page.page,
                        bbox=page.scan.frame.on_page(placed.bbox) if page.scan else placed.bbox,
                    )
                )
    return rows
