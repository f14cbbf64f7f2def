"""Phase 5: what each linesheet says about each product.

Each document is read twice, a page at a time: first to learn how it sets its products, then to read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from shared.ai.classify import Choose
from shared.ai.providers import provider
from shared.collections.linesheet.asking import Asking, PageReader
from shared.collections.linesheet.cards import read_card
from shared.collections.linesheet.draft import Draft, Identity, Value, product_of
from shared.collections.linesheet.illustrated import show
from shared.collections.linesheet.layout import PageParts, take_apart
from shared.collections.linesheet.opened import opened
from shared.collections.linesheet.rows import read_rows
from shared.collections.linesheet.scanned import Doubt, graphics_of, lower_where_doubtful
from shared.collections.linesheet.sections import Sections
from shared.collections.linesheet.sheet_rows import SheetRows
from shared.collections.linesheet.slots import Slots
from shared.collections.linesheet.trust import Currencies, trusted
from shared.collections.linesheet.variants import joined_units
from shared.collections.linesheet.vocabulary import CONFIDENCE, Vocabulary
from shared.collections.models import (
    Categories,
    DocumentProducts,
    DocumentSections,
    DocumentText,
    ExtractedText,
    FoundProduct,
    LinesheetDocument,
    LinesheetJob,
    PageImages,
    ProductImages,
    StructuredProducts,
)
from shared.engine.run import Run, StoredFile, read_lines, save_lines
from shared.reading.book import Book
from shared.reading.codes import shape_of
from shared.reading.dialect import Dialect
from shared.reading.marks import Mark
from shared.reading.running import Running
from shared.reading.sizes import SizeSteps
from shared.reading.tables import Table
from shared.reading.text import PageText
from shared.reading.units import Unit, Votes
from shared.reading.upright import upright

UNPRICED = 4  # times as many style numbers as prices: the prices are not those of the products
PHONE_DIGITS = 9  # a number of so many digits, with nothing that says what it is, may be anybody's telephone


def extract_products(
    run: Run, job: LinesheetJob, text: ExtractedText, images: ProductImages, categories: Categories
) -> StructuredProducts:
    """Read each document's products in page order."""
    pictures = {document.document_id: document.pages for document in images.documents}
    sections = {document.document_id: document for document in categories.documents}
    texts = {document.document_id: document for document in text.documents}

    def read(own: Run, document: LinesheetDocument) -> DocumentProducts:
        key = document.document_id
        with own.document(key), opened(own, document) as book:
            asking = Asking(own, key, document.filename, warned=sections[key].unanswered)
            reading = _Reading(own, book, texts[key], pictures[key], sections[key], categories, asking)
            return _document(own, key, reading, named=sections[key].source != "none" or categories.hinted)

    found = run.each(job.documents, read)
    if not any(document.count for document in found):
        run.warn(
            "no_products_found",
            "No products were found. Check that this is a linesheet with prices or style numbers.",
        )
    return StructuredProducts(documents=found)


def _document(run: Run, key: str, reading: _Reading, named: bool) -> DocumentProducts:
    """A document's products; without named categories, in those that they are called by."""
    if named:
        rows = save_lines(run, f"products/{key}.jsonl", reading.products())
    else:
        drafted = save_lines(run, f"drafted/{key}.jsonl", reading.products())
        rows = save_lines(run, f"products/{key}.jsonl", _called(run, drafted))
    return DocumentProducts(document_id=key, products=rows, count=reading.count)


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


def _says_kind(unit: Unit) -> bool:
    return any(price.kind in ("wholesale", "retail") for m in unit.anchor.marks for price in m.prices)


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
        asking: Asking,
    ) -> None:
        self.run, self.book, self.text, self.images = run, book, text, images
        self.categories = categories
        self.sections = Sections(run, sections)
        self.second = PageReader(
            asking,
            book,
            (upright(stored)[0] for stored in read_lines(run, text.pages, PageText)),
            headed=sections.source != "none" or categories.hinted,
        )
        self.running, self.votes, self.slots = Running(), Votes(), Slots()
        self.currencies, self.dialect, self.steps = Currencies(), Dialect(), SizeSteps()
        self.rows = SheetRows()
        self.count = self.tabled = 0
        self.doubts: list[Doubt] = []  # of the page being read

    def products(self) -> Iterator[FoundProduct]:
        """Every product of the document in page order."""
        for stored in read_lines(self.run, self.text.pages, PageText):
            page, _ = upright(stored)
            lines = page.read_lines()
            self.running.add(lines, page.height)
            self.currencies.mention(lines)
            self.dialect.add(lines)
            for line in lines:
                self.steps.hear(line.text)
            self.rows.add(page)
        unpriced = Slots()
        for parts in self._pages(0, learn=True):
            for unit in joined_units(parts.units):
                # Where some products have prices, what has none teaches nothing about how products are set.
                priced = any(m.prices for m in unit.anchor.marks)
                (self.slots if priced else unpriced).add(unit.marks)
                self.currencies.add(unit.marks)
                self._learn_sizes(unit.marks)
            self.tabled += sum(len(table.rows) for table in parts.tables)
            for row in (row for table in parts.tables for row in table.rows):
                self.currencies.add(row.marks())
                self._learn_sizes(row.marks())
        if unpriced.units > UNPRICED * self.slots.units + self.tabled:
            self.slots = unpriced  # a linesheet without prices, though its terms may name an amount
        identity = Identity(self.text.document_id)
        for parts in self._pages(self.text.page_count, learn=False):
            for draft in self._read_twice(parts):
                self.count += 1
                category = self._category(draft, parts)
                draft.place(parts.frame.displayed)
                product = product_of(
                    draft, self.text.document_id, identity.of(draft), category, self.currencies.usual, self.steps
                )
                self.rows.name(product)
                lower_where_doubtful(product, self.doubts)
                yield FoundProduct(product=product, region=draft.region, pictures=draft.pictures, shown=draft.shown)
            self.sections.leave(parts)

    def _learn_sizes(self, marks: Sequence[Mark]) -> None:
        about = " ".join(m.text for m in marks)
        for m in marks:
            self.steps.add(m.value or m.text, about)

    def _pages(self, before: int, learn: bool) -> Iterator[PageParts]:
        carried: list[Table] = []
        sheet: str | None = None
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
            if text.sheet != sheet:  # a table ends with its sheet
                carried, sheet = [], text.sheet
            parts = take_apart(
                text, frame, pictures, graphics, headings, self.running, self.dialect, self.votes, carried, learn
            )
            carried = parts.tables
            yield parts

    def _read_twice(self, parts: PageParts) -> list[Draft]:
        """A page's products by our own reading, and by the AI provider's where there is one that reads."""
        total, number = self.text.page_count, parts.page
        tick = partial(self.run.progress, total + number, 2 * total, f"Page {number} of {total}: asking about it")
        return self.second.read(self._drafts(parts), parts.text, bool(parts.pictures), tick)

    def _drafts(self, parts: PageParts) -> list[Draft]:
        """A page's products from top to bottom, each line of them from left to right."""
        drafts = []
        for table, pictures in zip(parts.tables, parts.beside, strict=True):
            rows = read_rows(table, parts.page)
            show(rows, pictures)
            drafts += rows
        cards = [(read_card(unit, parts.page, self.slots), unit) for unit in joined_units(parts.units)]
        if self.rows.any and self.tabled > len(cards):
            # Where a workbook's products are rows, other numbers are those of terms, persons and addresses.
            cards = [(draft, unit) for draft, unit in cards if _says_kind(unit)]
        elif self.rows.any:
            cards = [(draft, unit) for draft, unit in cards if self._shows_goods(draft, unit)]
        drafts += [draft for draft, unit in cards if trusted(draft, unit, self.slots, bool(parts.tables))]
        return drafts

    def _shows_goods(self, draft: Draft, unit: Unit) -> bool:
        """Whether a unit of a spreadsheet is of goods: a list of customers has numbers too, of all shapes."""
        if unit.pictures or any(m.prices or m.label == "code" for m in unit.anchor.marks):
            return True
        code = draft.get("style_number") or ""
        if code.isdigit() and len(code) >= PHONE_DIGITS:
            return False
        return self.slots.shapes[shape_of(code)] >= max(3, 0.6 * self.slots.units)

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
