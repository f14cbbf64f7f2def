"""What lines of orders become: matched, flagged, held against the totals. Steps 5 to 7, and what is stored."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from shared.collections.models import FieldSource, Money, ProductImage
from shared.collections.orders.models import LineSource, OrderLine, OrderTable, OrderTotals
from shared.engine.run import StoredFile
from shared.reading.size_order import in_order

MatchStatus = Literal["matched", "suggested", "not_found"]


class Candidate(BaseModel):
    """A product that a line may be. `method` is how it was found; `confidence` the probability that it is right."""

    product_id: str
    style_number: str | None = None
    name: str | None = None
    color: str | None = None
    method: str
    confidence: float


class Match(BaseModel):
    """Whether the line is a product of the linesheets. A suggestion waits for a person's yes.

    method: exact, normalised, similar, barcode, or person; empty where nothing was found. `confidence` is the
    probability that the line is the product it names, near 0 when it names none.
    """

    status: MatchStatus
    method: str = ""
    confidence: float = 0.0
    candidates: list[Candidate] = []


class Flag(BaseModel):
    """Something about a line that a person should look at; `code` is stable, `message` a sentence."""

    code: str
    message: str


class Found(BaseModel):
    """A verdict on a line; `product_id` is null unless it is matched."""

    match: Match
    product_id: str | None = None


class EnrichedLine(BaseModel):
    """A line and the product it is, if it is one. `machine`: the verdict without what a person decided, if one did."""

    line: OrderLine
    match: Match
    product_id: str | None = None
    machine: Found | None = None


class EnrichedLines(BaseModel):
    """What step 5 makes: a file of `EnrichedLine` rows, and one of the products (corrections laid over) it names."""

    lines: StoredFile
    products: StoredFile
    matched: int
    suggested: int
    not_found: int


class OwnValues(BaseModel):
    """What the order itself says where an item also shows other values: its product's, or a total that is worked out.

    `retail_price` and `total` are decimal strings.
    """

    style_number: str | None = None
    name: str | None = None
    color: str | None = None
    category: str | None = None
    retail_price: str | None = None
    total: str | None = None


class Item(BaseModel):
    """One line of an order, enriched: `collections/{id}/items/{item_id}`.

    sizes: size -> quantity, in the order that `in_order` gives. size_order: the sizes as the order's columns have
    them, also those of other lines, for Firestore's maps have no order; empty where there are no such columns. Prices
    are decimal strings in `currency`; the retail price has its own. `discount` is a percentage, or an amount above 100.
    edited: fields that a person corrected, or `match`; machine: what the machine had said of each, under `match` and
    `product_id` of the product.
    """

    item_id: str
    position: int
    sku: str | None = None
    style_number: str | None = None
    name: str | None = None
    color: str | None = None
    sizes: dict[str, int | float] = {}
    size_order: list[str] = []
    quantity: int | float | None = None
    unit_cost: str | None = None
    total: str | None = None
    discount: str | None = None
    currency: str | None = None
    category: str | None = None
    retail_price: Money | None = None
    images: list[ProductImage] = []
    product_id: str | None = None
    match: Match
    flags: list[Flag] = []
    source: LineSource
    fields: dict[str, FieldSource] = {}
    confidence: float | None = None
    own: OwnValues = OwnValues()
    edited: list[str] = []
    machine: dict[str, Any] = {}

    @model_validator(mode="after")
    def _sizes_in_order(self) -> Self:
        self.sizes = {size: self.sizes[size] for size in in_order(self.sizes, [self.size_order])}
        return self


class Difference(BaseModel):
    """A total of the order that its lines do not add up to. `item_ids` are the lines that may be the cause."""

    what: Literal["quantity", "subtotal", "total"]
    printed: str
    computed: str
    message: str
    item_ids: list[str] = Field(default_factory=list)


class OrderRecord(BaseModel):
    """What is known of an order: `collections/{id}/orders/{document_id}`.

    tables: the columns as they were identified, for a person to correct. status: whether lines and totals agree,
    `no_totals` where the order prints none.
    """

    document_id: str
    lines: int
    quantity: str | None = None
    amount: str | None = None
    currency: str | None = None
    totals: OrderTotals | None = None
    status: Literal["reconciled", "differs", "no_totals"]
    differences: list[Difference] = []
    tables: list[OrderTable] = []


class GeneratedItems(BaseModel):
    """What step 6 makes: files of `Item` and of `OrderRecord` rows."""

    items: StoredFile
    orders: StoredFile
    count: int


class CheckedItems(BaseModel):
    """What step 7 makes: counts of what is about to be saved."""

    count: int
    matched: int
    suggested: int
    not_found: int
