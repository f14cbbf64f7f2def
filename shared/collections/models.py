"""What the phases of Collections hand to each other and what a linesheet becomes.

Pages count from 1; a bbox is `(x0, y0, x1, y1)` in points from the top left of the page as displayed. Models that
phases return are small: what grows with a document lies in JSON-lines files that they name.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from shared.engine.run import StoredFile
from shared.reading.frame import Frame
from shared.reading.geometry import Box


class LinesheetDocument(BaseModel):
    """One uploaded linesheet. `content_type` was judged by its content; `sha256` is in hexadecimal.

    `page_count` is None for what has no pages.
    """

    document_id: str
    filename: str
    content_type: str = "application/pdf"
    sha256: str = ""
    page_count: int | None = None
    file: StoredFile


class LinesheetJob(BaseModel):
    """What document processing works on. `category_hint`: names a person typed, separated by commas or lines."""

    documents: list[LinesheetDocument]
    category_hint: str | None = None

    @property
    def pages(self) -> int:
        """How many pages there are to read; a document without pages counts as one."""
        return sum(document.page_count or 1 for document in self.documents)


# Phase 1


class Picture(BaseModel):
    """A distinct picture of a document: its file, a thumbnail of at most 256 pixels, and what its pixels say.

    A picture that is no larger than a thumbnail is its own.
    """

    image_id: str
    file: StoredFile
    thumbnail: StoredFile
    width: int
    height: int
    spread: float = 0.0
    white: float = 0.0
    color: str = "000000"


class Placement(BaseModel):
    """A picture on a page; `turn` is clockwise in degrees."""

    image_id: str
    bbox: Box
    turn: int = 0


class ScanForm(BaseModel):
    """What is kept of a scanned page. All its boxes are in its upright frame until phase 6 gives them as displayed.

    `across` and `down` are rules, `boxes` areas of another colour.
    """

    frame: Frame
    across: list[Box] = []
    down: list[Box] = []
    boxes: list[Box] = []


class PagePlacements(BaseModel):
    """The pictures placed on one page, in painting order; width and height in points. `scan` where the page is one."""

    page: int
    width: float
    height: float
    placed: list[Placement] = []
    scan: ScanForm | None = None


class DocumentImages(BaseModel):
    """Files of `Picture`, of `PagePlacements` and of `shared.reading.text.PageWords` rows.

    A page is interpreted once, which takes most of the time: for its pictures, with its words noted for phase 2.
    `scanned` counts the pages that were read from their image.
    """

    document_id: str
    page_count: int
    picture_count: int
    pictures: StoredFile
    placements: StoredFile
    words: StoredFile
    scanned: int = 0


class ExtractedImages(BaseModel):
    """What phase 1 makes."""

    documents: list[DocumentImages]


# Phase 2


class DocumentText(BaseModel):
    """A file of `shared.reading.text.PageText` rows."""

    document_id: str
    page_count: int
    word_count: int
    pages: StoredFile


class ExtractedText(BaseModel):
    """What phase 2 makes."""

    documents: list[DocumentText]


# Phase 3


class Dropped(BaseModel):
    """A placement that shows no product; `reason` is one of logo, icon, background, banner, rule, swatch, blank."""

    image_id: str
    bbox: Box
    reason: str


class Swatch(BaseModel):
    """Evidence of a colour: a patch of it, as RRGGBB."""

    bbox: Box
    color: str


class PageImages(BaseModel):
    """One page's pictures after filtering."""

    page: int
    width: float
    height: float
    scan: ScanForm | None = None
    kept: list[Placement] = []
    dropped: list[Dropped] = []
    swatches: list[Swatch] = []


class DocumentProductImages(BaseModel):
    """A file of `PageImages` rows, and how many were dropped for which reason."""

    document_id: str
    pages: StoredFile
    kept: int
    dropped: dict[str, int] = {}


class ProductImages(BaseModel):
    """What phase 3 makes."""

    documents: list[DocumentProductImages]


# Phase 4


class Section(BaseModel):
    """Where a category begins: its heading's page and box. It lasts until the next section of the document.

    `whole_page`: the heading speaks for its whole page (a side tab, a running head), wherever it stands.
    `told_on`: the page its box is on where that is another one (a contents page).
    """

    name: str
    page: int
    bbox: Box
    confidence: float
    whole_page: bool = False
    order: int = -1
    told_on: int | None = None


class DocumentSections(BaseModel):
    """A file of `Section` rows in reading order; `names` are the document's categories in its own order.

    `unanswered`: an AI provider was asked and did not answer, and the run says so already.
    """

    document_id: str
    names: list[str]
    sections: StoredFile
    source: str
    unanswered: bool = False


class Categories(BaseModel):
    """What phase 4 makes: category names in order over all documents."""

    names: list[str]
    hinted: bool = False
    documents: list[DocumentSections]


# Phases 5 and 6


class Money(BaseModel):
    """A price: decimal strings, an ISO 4217 currency. `amount_max` is the upper end of a printed range."""

    amount: str
    currency: str | None = None
    amount_max: str | None = None


class Color(BaseModel):
    """A colourway by name, by code, or both."""

    name: str | None = None
    code: str | None = None


class ProductImage(BaseModel):
    """A picture of a product; `storage_path` is set when results are saved."""

    image_id: str
    storage_path: str | None = None
    confidence: float
    page: int | None = None
    bbox: Box | None = None


T = TypeVar("T")
# Left out of what is stored and shown where there is no sheet.
InSheet = Annotated[T | None, Field(exclude_if=lambda value: value is None)]


class Source(BaseModel):
    """Where a product stands in its document. In a spreadsheet also the sheet's name and the row, from 1; page and box
    are then those of the sheet as it is laid out."""

    document_id: str
    page: int
    bbox: Box
    sheet: InSheet[str] = None
    row: InSheet[int] = None


class FieldSource(BaseModel):
    """Where a value was read, in a spreadsheet also its sheet and row, and the probability that it is right.

    derived: how it was worked out where it is not printed ("total / quantity").
    """

    confidence: float
    page: int
    bbox: Box
    sheet: InSheet[str] = None
    row: InSheet[int] = None
    derived: InSheet[str] = None


class Product(BaseModel):
    """A structured product, as DESIGN.md describes it.

    `confidence` is that of the value that is least sure, its main picture's included; set when results are saved.
    """

    product_id: str
    style_number: str | None = None
    name: str | None = None
    category: str | None = None
    description: str | None = None
    wholesale_price: Money | None = None
    retail_price: Money | None = None
    colors: list[Color] = []
    sizes: list[str] = []
    materials: str | None = None
    images: list[ProductImage] = []
    source: Source
    fields: dict[str, FieldSource] = {}
    confidence: float | None = None

    def least_sure(self) -> float:
        """The confidence of the value that is most likely wrong; 1 for a product without values."""
        pictures = [image.confidence for image in self.images[:1]]
        return min([*(field.confidence for field in self.fields.values()), *pictures], default=1.0)


class FoundProduct(BaseModel):
    """A product as phase 5 found it: `region` is its part of the page, `pictures` number those the layout puts in it.

    Pictures are numbered as in `PageImages.kept` of the product's page. `shown` is one that shows several products.
    """

    product: Product
    region: Box
    pictures: list[int] = []
    shown: int | None = None


class DocumentProducts(BaseModel):
    """A file of `FoundProduct` rows in page order."""

    document_id: str
    products: StoredFile
    count: int


class StructuredProducts(BaseModel):
    """What phase 5 makes: products without pictures."""

    documents: list[DocumentProducts]


class DocumentMatches(BaseModel):
    """A file of `Product` rows with their pictures, and what found no partner."""

    document_id: str
    products: StoredFile
    count: int
    unmatched_images: list[str] = []
    unmatched_products: list[str] = []


class MatchedProducts(BaseModel):
    """What phase 6 makes."""

    documents: list[DocumentMatches]
