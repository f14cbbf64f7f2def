"""What the first steps of item generation hand to each other; what comes of it is in `item_models.py`.

Pages, sheet rows and everything else a person can count begin at 1; columns of a grid at 0. A bbox is
`(x0, y0, x1, y1)` in points from the top left of the page as displayed. Amounts and quantities are decimal strings.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from shared.collections.models import FieldSource, InSheet
from shared.engine.run import StoredFile
from shared.reading.geometry import Box

Role = Literal[
    "line_number",
    "sku",
    "style_number",
    "barcode",
    "name",
    "color",
    "color_code",
    "size",
    "quantity",
    "unit_cost",
    "retail_price",
    "discount",
    "tax",
    "total",
    "category",
    "size_quantity",
    "ignored",
]


class OrderDocument(BaseModel):
    """One uploaded purchase order. `content_type` was judged by its content; `sha256` is in hexadecimal."""

    document_id: str
    filename: str
    content_type: str
    sha256: str = ""
    file: StoredFile


class ColumnChoice(BaseModel):
    """A person's word on what a column of an order holds; `column` is the grid's, from 0."""

    document_id: str
    grid: int
    column: int
    role: Role


class OrderJob(BaseModel):
    """What item generation works on.

    choices: columns that a person has corrected. products_of: the run whose products lines are matched with, so that
    a later one makes another job of it.
    """

    documents: list[OrderDocument]
    choices: list[ColumnChoice] = []
    products_of: str | None = None

    @property
    def kilobytes(self) -> float:
        """How much there is to read."""
        return sum(document.file.size for document in self.documents) / 1000


# Step 1: Fetching purchase order


class FetchedOrder(BaseModel):
    """An order that was opened and can be read; `kind` is what its content is (xlsx, xls, csv, pdf, image)."""

    document: OrderDocument
    kind: str
    page_count: int


class FetchedOrders(BaseModel):
    """What step 1 makes."""

    documents: list[FetchedOrder]


# Step 2: Parsing purchase order


class GridCell(BaseModel):
    """A cell that is not empty: `text` as it is shown, `number` where the file itself stores one.

    It covers `columns` columns and `rows` rows where cells are merged.
    """

    column: int
    text: str
    number: str | None = None
    columns: int = 1
    rows: int = 1
    bold: bool = False
    bbox: Box | None = None
    confidence: float = 1.0


class GridRow(BaseModel):
    """A row of a grid. `row` is the sheet's own number, or counts the rows of the page; `page` is where it stands."""

    row: int
    page: int
    cells: list[GridCell]


class Grid(BaseModel):
    """A part of an order that is set in rows and columns: a sheet, a table, or lines of text.

    `number` counts the grids of the document from 1. A table that goes on over pages is one grid. `form` holds
    the pairs of a label and its value instead, as rows of two cells (AcroForm fields, title blocks).
    """

    document_id: str
    number: int
    kind: Literal["sheet", "table", "text", "form"]
    columns: int
    rows: list[GridRow]
    sheet: str | None = None


class DocumentGrids(BaseModel):
    """A file of `Grid` rows."""

    document_id: str
    grids: StoredFile
    count: int


class ParsedOrders(BaseModel):
    """What step 2 makes."""

    documents: list[DocumentGrids]


# Step 3: Identifying columns with AI


class Column(BaseModel):
    """What a column of a grid holds, and the probability that this is right.

    header: its words, lines joined. size: what a `size_quantity` column counts ("M"). samples: some of its values.
    source: who says so: header, values, arithmetic, gemini, or person.
    """

    column: int
    header: str = ""
    role: Role = "ignored"
    size: str | None = None
    confidence: float = 0.0
    source: str = ""
    samples: list[str] = []


class OrderTable(BaseModel):
    """A table of lines within a grid: its header rows, its columns, and the rows below (indexes into `Grid.rows`).

    header_rows: also those that print it again further down. transposed: products run across, so that columns and
    rows change places before anything else: `column` is then an index into `Grid.rows`, and a row a column of the grid.
    """

    document_id: str
    grid: int
    header_rows: list[int]
    first_row: int
    last_row: int
    columns: list[Column]
    transposed: bool = False


class IdentifiedColumns(BaseModel):
    """What step 3 makes: a file of `OrderTable` rows. `currency` is the order's own where it names one."""

    tables: StoredFile
    count: int
    currencies: dict[str, str | None] = {}


# Step 4: Extracting SKU data


class LineSource(BaseModel):
    """Where a line stands in its order: page and box, in a spreadsheet also sheet and row."""

    document_id: str
    page: int
    bbox: Box | None = None
    sheet: InSheet[str] = None
    row: int | None = None


class OrderLine(BaseModel):
    """A line as the order has it. `fields` says of each value where it was read and how sure it is.

    sizes: size -> pieces. size_order: the sizes as the order's columns have them, also those of other lines.
    discount: "10%", or an amount. What is not printed but follows from other values is marked as `derived` in `fields`.
    """

    line_id: str
    sku: str | None = None
    style_number: str | None = None
    barcode: str | None = None
    name: str | None = None
    color: str | None = None
    color_code: str | None = None
    category: str | None = None
    sizes: dict[str, str] = {}
    size_order: list[str] = []
    quantity: str | None = None
    unit_cost: str | None = None
    retail_price: str | None = None
    discount: str | None = None
    total: str | None = None
    currency: str | None = None
    source: LineSource
    fields: dict[str, FieldSource] = {}


class OrderTotals(BaseModel):
    """The order's own totals where it prints any, decimal strings; `tax` and `discount` between subtotal and total.

    A discount has the sign that it is printed with.
    """

    document_id: str
    quantity: str | None = None
    subtotal: str | None = None
    discount: str | None = None
    tax: str | None = None
    shipping: str | None = None
    total: str | None = None
    currency: str | None = None


class ExtractedLines(BaseModel):
    """What step 4 makes: a file of `OrderLine` rows in the order of the documents, and each document's totals."""

    lines: StoredFile
    count: int
    totals: list[OrderTotals] = []
