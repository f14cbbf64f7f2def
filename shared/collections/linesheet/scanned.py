"""Scanned pages on their way through the phases: read in phase 1, in their upright frame until phase 6."""

from __future__ import annotations

from collections.abc import Sequence

from shared.collections.models import FieldSource, LinesheetDocument, Product, ProductImage, ScanForm, Source
from shared.engine.run import Run
from shared.reading.book import Page, Placed
from shared.reading.frame import Frame
from shared.reading.geometry import centre, contains
from shared.reading.graphics import Graphics
from shared.reading.ocr import OcrFailed
from shared.reading.scan_book import ScannedPage, read_if_scanned
from shared.reading.text import PageWords

NAMED_PAGES = 12  # in a warning

Doubt = tuple[float, float, float, float, float]


class Scans:
    """Reads a document's scanned pages, and tells which of them could not be read well."""

    def __init__(self, run: Run, document: LinesheetDocument, page_count: int) -> None:
        self.run, self.document, self.page_count = run, document, page_count
        self.count = 0
        self._poor: list[int] = []

    def read(self, page: Page, placed: Sequence[Placed], words: PageWords) -> ScannedPage | None:
        """The page read from its image, where it is a scan. Raises PageUnreadable."""
        try:
            found = read_if_scanned(page, placed, words)
        except OcrFailed:
            self._poor.append(page.number)
            return None
        if found is not None:
            self.count += 1
            # Said after each one: a page takes seconds, and a document of scans must not look stalled.
            self.run.progress(page.number, self.page_count, f"Scanned page {page.number} of {self.page_count} read")
            if found.is_poor:
                self._poor.append(page.number)
        return found

    def warn(self) -> None:
        """Say which pages could not be read well, if there are any."""
        if not self._poor:
            return
        pages = ", ".join(map(str, self._poor[:NAMED_PAGES])) + (" and more" if len(self._poor) > NAMED_PAGES else "")
        which = f"page {pages}" if len(self._poor) == 1 else f"pages {pages}"
        self.run.warn(
            "scanned_pages",
            f"Parts of {which} of {self.document.filename} could not be read: the scan is too small, pale or blurred."
            " Check the products, or scan again at 200 dpi or more.",
            self.document.document_id,
        )


def form_of(page: ScannedPage) -> ScanForm:
    """What is kept of a scanned page beside its words and pictures."""
    drawn = page.graphics()
    return ScanForm(frame=page.frame, across=drawn.across, down=drawn.down, boxes=drawn.boxes)


def graphics_of(form: ScanForm) -> Graphics:
    """A scanned page's rules and boxes."""
    return Graphics(form.across, form.down, form.boxes)


def lower_where_doubtful(product: Product, doubts: Sequence[Doubt]) -> None:
    """A value with words that were hard to read is as unsure as the least sure of them."""
    page = product.source.page
    for field in product.fields.values():
        scores = [score for *box, score in doubts if contains(field.bbox, centre((box[0], box[1], box[2], box[3])))]
        if field.page == page and scores:
            field.confidence = round(field.confidence * min(scores), 2)


def as_displayed(product: Product, frames: dict[int, Frame]) -> None:
    """Give a product's places on the pages as displayed, from those in the frames of scanned pages."""
    places: list[Source | FieldSource | ProductImage] = [product.source, *product.fields.values(), *product.images]
    for place in places:
        frame = frames.get(place.page or 0)
        if frame is not None and place.bbox is not None:
            place.bbox = frame.on_page(place.bbox)
