"""What the command line writes: `result.json`, the pictures beside it, and the deck."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shared.collections.deck.models import DeckJob, DeckPdf, DeckPreviews, DeckSettings, DeckSlides
from shared.collections.linesheet.results import stored
from shared.collections.models import (
    Categories,
    ExtractedImages,
    LinesheetDocument,
    LinesheetJob,
    MatchedProducts,
    PageImages,
    Picture,
    Product,
    ProductImages,
)
from shared.collections.orders.item_models import GeneratedItems, Item, OrderRecord
from shared.collections.orders.models import OrderDocument, OrderJob
from shared.collections.pipeline import DECK_GENERATION, DOCUMENT_PROCESSING, ITEM_GENERATION
from shared.engine.local import LocalRun, Report, run_phases
from shared.engine.pipeline import Pipeline
from shared.engine.run import StoredFile, Warning, read_lines
from shared.reading.geometry import Box

DECK_FILES = ("deck.pptx", "deck.pdf")
PREVIEWS = "previews"


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


class DeckFiles(BaseModel):
    """A deck's files, relative to the output folder."""

    pptx: str
    pdf: str
    previews: list[str]
    pages: int


class Output(BaseModel):
    """`result.json`."""

    categories: list[CategoryRow] = []
    products: list[Product] = []
    images: list[ImageRow] = []
    items: list[Item] = []
    orders: list[OrderRecord] = []
    deck: DeckFiles | None = None
    phases: list[PhaseRow] = []
    warnings: list[Warning] = []


Made = dict[type[Any], Any]


class Writer:
    """Runs pipelines one after the other, each on what those before it made, and gathers what comes of it.

    work: a folder for what phases hand on. out: the output folder. memory: what phases remember, across calls.
    """

    def __init__(
        self, work: Path, out: Path, memory: Path | None, reporter: Callable[[Pipeline], Report] | None = None
    ) -> None:
        self.output = Output()
        self._work = work
        self._out = out
        self._memory = memory
        self._reporter = reporter
        out.mkdir(parents=True, exist_ok=True)

    def process_documents(self, documents: list[LinesheetDocument], category_hint: str | None = None) -> None:
        """Read linesheets. Raises PhaseError."""
        made = self._run(DOCUMENT_PROCESSING, LinesheetJob(documents=documents, category_hint=category_hint))
        shutil.rmtree(self._out / "images", ignore_errors=True)
        run = self._reader(DOCUMENT_PROCESSING)
        try:
            self.output.images = _images(run, self._out, made[ExtractedImages], made[ProductImages])
            found = [document.products for document in made[MatchedProducts].documents]
            self.output.products = [product for file in found for product in read_lines(run, file, Product)]
        finally:
            run.close()
        self._finish_products(made[Categories].names)

    def generate_items(self, documents: list[OrderDocument]) -> None:
        """Read orders, and find their lines among the products. Raises PhaseError."""
        made = self._run(ITEM_GENERATION, OrderJob(documents=documents))
        run = self._reader(ITEM_GENERATION)
        try:
            self.output.items = list(read_lines(run, made[GeneratedItems].items, Item))
            self.output.orders = list(read_lines(run, made[GeneratedItems].orders, OrderRecord))
        finally:
            run.close()
        files = {image.image_id: image.file for image in self.output.images}
        for item in self.output.items:
            for image in item.images:
                image.storage_path = files.get(image.image_id)

    def generate_deck(self, name: str) -> None:
        """Make a deck of the items, or of the products where there are none. Raises PhaseError."""
        content = "items" if self.output.items else "products"
        today = datetime.now(UTC).date()
        made = self._run(DECK_GENERATION, DeckJob(name=name, content=content, settings=DeckSettings(), day=today))
        previews: list[StoredFile] = made[DeckPreviews].previews
        names = [f"{PREVIEWS}/page-{number:03}.png" for number in range(1, len(previews) + 1)]
        shutil.rmtree(self._out / PREVIEWS, ignore_errors=True)
        (self._out / PREVIEWS).mkdir()
        files = [made[DeckSlides].pptx, made[DeckPdf].pdf, *previews]
        for file, target in zip(files, [*DECK_FILES, *names], strict=True):
            shutil.copyfile(self._folder(DECK_GENERATION) / file.path, self._out / target)
        self.output.deck = DeckFiles(pptx=DECK_FILES[0], pdf=DECK_FILES[1], previews=names, pages=len(names))

    def told(self) -> str:
        """What there is now, in a few words."""
        output = self.output
        counts = {"products": len(output.products), "items": len(output.items)}
        told = [f"{count} {what}" for what, count in counts.items() if count or what == "products"]
        return " and ".join([*told, *([f"a deck of {output.deck.pages} pages"] if output.deck else [])])

    def _run(self, pipeline: Pipeline, job: BaseModel) -> Made:
        report = {"report": self._reporter(pipeline)} if self._reporter else {}
        folder = self._folder(pipeline)
        made, times, warnings = run_phases(
            pipeline, job, folder, memory=self._memory, sources=self._sources(), **report
        )
        self.output.phases += [PhaseRow(name=name, seconds=round(seconds, 3)) for name, seconds in times]
        self.output.warnings += warnings
        return made

    def _folder(self, pipeline: Pipeline) -> Path:
        return self._work / pipeline.process

    def _reader(self, pipeline: Pipeline) -> LocalRun:
        return LocalRun(self._folder(pipeline), lambda fraction, message: None)

    def _sources(self) -> dict[str, Path]:
        """Products and items as phases find them in Firestore, their pictures at the files written here."""
        paths = {image.image_id: str((self._out / image.file).resolve()) for image in self.output.images}
        products = [
            {**stored(product.model_copy(deep=True), paths), "id": product.product_id, "position": position}
            for position, product in enumerate(self.output.products, 1)
        ]
        items = []
        for item in self.output.items:
            images = [{**i.model_dump(mode="json"), "storage_path": paths.get(i.image_id)} for i in item.images]
            items.append({**item.model_dump(mode="json"), "images": images, "id": item.item_id})
        return {"products": self._lines("products", products), "items": self._lines("items", items)}

    def _lines(self, name: str, rows: Iterable[dict[str, Any]]) -> Path:
        path = self._work / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    def _finish_products(self, names: list[str]) -> None:
        files = {image.image_id: image.file for image in self.output.images}
        categories = {name: CategoryRow(name=name) for name in names}
        for product in self.output.products:
            if product.category:
                row = categories.setdefault(product.category, CategoryRow(name=product.category))
                row.product_ids.append(product.product_id)
            for image in product.images:
                image.storage_path = files.get(image.image_id)
            product.confidence = product.least_sure()
        self.output.categories = list(categories.values())


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
