"""Phase 5: what each linesheet says about each product.

Each document is read twice, a page at a time: first to learn how it sets its products, then to read them.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.ai.classify import Choose
from shared.ai.providers import provider
from shared.collections.linesheet.cards import read_card
from shared.collections.linesheet.draft import Draft, Identity, Value, product_of
from shared.collections.linesheet.layout import PageParts, take_apart
from shared.collections.linesheet.opened import opened
from shared.collections.linesheet.rows import read_rows
from shared.collections.linesheet.scanned import Doubt, graphics_of, lower_where_doubtful
from shared.collections.linesheet.sections import Sections
from shared.collections.linesheet.slots import Slots
from shared.collections.linesheet.trust import Currencies, trusted
from shared.collections.linesheet.vocabulary import CONFIDENCE, Vocabulary
from shared.collections.models import (
    Categories,
    DocumentProducts,
    DocumentSections,
    DocumentText,
    ExtractedText,
    FoundProduct,
    LinesheetJob,
    PageImages,
    ProductImages,
    StructuredProducts,
)
from shared.engine.run import Run, StoredFile, read_lines, save_lines
from shared.reading.book import Book
from shared.reading.dialect import Dialect
from shared.reading.running import Running
from shared.reading.tables import Table
from shared.reading.text import PageText
from shared.reading.units import Votes
from shared.reading.upright import upright


def extract_products(
    run: Run, job: LinesheetJob, text: ExtractedText, images: ProductImages, categories: Categories
) -> StructuredProducts:
    """Read each document's products in page order."""
    pictures = {document.document_id: document.pages for document in images.documents}
    sections = {document.document_id: document for document in categories.documents}
    texts = {document.document_id: document for document in text.documents}
    found = []
    for document in job.documents:
        key = document.document_id
        with run.document(key), opened(run, document) as book:
            reading = _Reading(run, book, texts[key], pictures[key], sections[key], categories)
            if sections[key].source == "none" and not categories.hinted:
                drafted = save_lines(run, f"drafted/{key}.jsonl", reading.products())
                rows = save_lines(run, f"products/{key}.jsonl", _called(run, drafted))
            else:
                rows = save_lines(run, f"products/{key}.jsonl", reading.products())
            found.append(DocumentProducts(document_id=key, products=rows, count=reading.count))
    if not any(document.count for document in found):
        run.warn(
            "no_products_found",
            "No products were found. Check that this is a linesheet with prices or style numbers.",
        )
    return StructuredProducts(documents=found)


def _called(run: Run, drafted: StoredFile) -> Iterator[FoundProduct]:
    """The products of a linesheet without headings, with categories from what they are called, if that divides them."""
    spoken = Vocabulary(f.product.name for f in read_lines(run, drafted, FoundProduct) if f.product.name)
    labelled = any(f.product.category for f in read_lines(run, drafted, FoundProduct))
    for found in read_lines(run, drafted, FoundProduct):
        product = found.product
        named = spoken.category(product.name) if product.name and not labelled else None
        if named:
            product.category = named
            product.fields["category"] = product.fields["name"].model_copy(update={"confidence": CONFIDENCE})
        yield found


class _Reading:
    """One document being read."""

    def __init__(
        self,
        run: Run,
        book: Book,
        text: DocumentText,
        images: StoredFile,
        sections: DocumentSections,
        categories: Categories,
    ) -> None:
        self.run, self.book, self.text, self.images = run, book, text, images
        self.categories = categories
        self.sections = Sections(run, sections)
        self.running, self.votes, self.slots = Running(), Votes(), Slots()
        self.currencies, self.dialect = Currencies(), Dialect()
        self.count = 0
        self.doubts: list[Doubt] = []  # of the page being read

    def products(self) -> Iterator[FoundProduct]:
        """Every product of the document in page order."""
        for stored in read_lines(self.run, self.text.pages, PageText):
            page, _ = upright(stored)
            lines = page.read_lines()
            self.running.add(lines, page.height)
            self.currencies.mention(lines)
            self.dialect.add(lines)
        unpriced = Slots()
        for parts in self._pages(0, learn=True):
            for unit in parts.units:
                # Where some products have prices, what has none teaches nothing about how products are set.
                priced = any(m.prices for m in unit.anchor.marks)
                (self.slots if priced else unpriced).add(unit.marks)
                self.currencies.add(unit.marks)
            for table in parts.tables:
                self.currencies.add([m for row in table.rows for m in row.marks()])
        if not self.slots.units:
            self.slots = unpriced
        identity = Identity(self.text.document_id)
        for parts in self._pages(self.text.page_count, learn=False):
            for draft in self._drafts(parts):
                self.count += 1
                category = self._category(draft, parts)
                draft.place(parts.frame.displayed)
                product = product_of(draft, self.text.document_id, identity.of(draft), category, self.currencies.usual)
                lower_where_doubtful(product, self.doubts)
                yield FoundProduct(product=product, region=draft.region, pictures=draft.pictures)
            self.sections.leave(parts)

    def _pages(self, before: int, learn: bool) -> Iterator[PageParts]:
        carried: list[Table] = []
        images = read_lines(self.run, self.images, PageImages)
        texts = read_lines(self.run, self.text.pages, PageText)
        for stored, pictures in zip(texts, images, strict=True):
            text, frame = upright(stored)
            total = self.text.page_count
            self.run.progress(before + text.page, 2 * total, f"Page {text.page} of {total}, {self.count} products")
            scan = pictures.scan
            drawn = graphics_of(scan) if scan else self.book.page(text.page).graphics()
            graphics = frame.graphics(drawn)
            self.doubts = stored.doubts
            headings = self.sections.boxes(text.page)
            parts = take_apart(
                text, frame, pictures, graphics, headings, self.running, self.dialect, self.votes, carried, learn
            )
            carried = parts.tables
            yield parts

    def _drafts(self, parts: PageParts) -> list[Draft]:
        """A page's products from top to bottom, each line of them from left to right."""
        drafts = [draft for table in parts.tables for draft in read_rows(table, parts.page)]
        cards = [(read_card(unit, parts.page, self.slots), unit) for unit in parts.units]
        drafts += [draft for draft, unit in cards if trusted(draft, unit, self.slots, bool(parts.tables))]
        return drafts

    def _category(self, draft: Draft, parts: PageParts) -> Value | None:
        own = draft.values.get("category")
        if own is not None:
            return Value(own.value, parts.frame.displayed(own.bbox), own.confidence, own.page)
        found = self.sections.of(draft, parts)
        if found is None and self.categories.hinted:
            words = " ".join(filter(None, (draft.get("name"), draft.get("description"))))
            chosen = provider().answer(Choose(text=words, options=self.categories.names))
            if chosen.option is not None:
                return Value(chosen.option, parts.frame.displayed(draft.bbox), chosen.confidence)
        return found
