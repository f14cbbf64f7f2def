"""Items: what orders became, what people say of it, and the orders themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, get_args

from flask import Response
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from functions.problems import FieldError, invalid
from functions.routes.collections.models import Currency, Price, Short
from functions.routes.collections.parts import Parts
from functions.routes.inputs import NAMED_ID, NAMED_IDS, Input, PageSize, storable_key
from functions.routing import Call, Route
from shared.collections.exporting import items_csv
from shared.collections.filenames import stored_name
from shared.collections.items import Wanted
from shared.collections.order_records import ColumnSaid as Said
from shared.collections.order_records import OrderColumns, ShownOrder
from shared.collections.orders.item_models import Item, MatchStatus
from shared.collections.orders.models import Role
from shared.collections.records import Collection
from shared.collections.workbook import items_xlsx

Id = Annotated[str, StringConstraints(pattern=NAMED_ID)]
SignedAmount = Annotated[str, StringConstraints(pattern=r"^-?\d{1,12}(\.\d{1,4})?$")]
Size = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(storable_key)]


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() else value


Count = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False), AfterValidator(_whole)]
ItemField = Literal[
    "sku",
    "style_number",
    "name",
    "color",
    "sizes",
    "quantity",
    "unit_cost",
    "total",
    "currency",
    "category",
    "retail_price",
]
Reset = Literal[ItemField, "match"]

MAX_WORDS = 200  # characters
MEMBER = ("collection_not_found",)
ITEM = (*MEMBER, "item_not_found", "changing")


class ItemFilter(Input):
    """Which items."""

    status: MatchStatus | None = None
    flag: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")] | None = Field(
        None, description="Only items with a flag of this code."
    )
    document_id: Id | None = None


class ItemQuery(ItemFilter):
    """Which items, a page at a time."""

    page_size: PageSize = 100
    page_token: Annotated[str, StringConstraints(pattern=r"^\d{1,7}$")] | None = Field(
        None, description="`next_page_token` of the page before."
    )


class ExportQuery(ItemFilter):
    """Which items go into a file: what a person sees of them on the page can be said."""

    words: Annotated[str, StringConstraints(max_length=MAX_WORDS)] | None = Field(
        None, description="Only items that have every one of these words in SKU, style number, name, color or category."
    )
    ids: Annotated[str, StringConstraints(pattern=NAMED_IDS)] | None = Field(
        None, description="Only these items, separated by commas, at most 100."
    )


class ItemList(BaseModel):
    """One page of items, in the order of the documents."""

    items: list[Item]
    next_page_token: str | None = None


class ItemEdit(Input):
    """Corrections: only the fields that are sent change, and null means that the line has none.

    `reset` takes corrections back: those fields show again what was read; `match` takes decisions on the product back.
    """

    sku: Short | None = None
    style_number: Short | None = None
    name: Short | None = None
    color: Short | None = None
    sizes: dict[Size, Count] = Field({}, max_length=200)
    quantity: Count | None = None
    unit_cost: SignedAmount | None = None
    total: SignedAmount | None = None
    currency: Currency | None = None
    category: Short | None = None
    retail_price: Price | None = None
    reset: list[Reset] = Field([], max_length=20)


class Decision(Input):
    """Which product; left out, the first that is suggested is accepted, or all that are suggested are rejected."""

    product_id: Id | None = None


class OrderList(BaseModel):
    """The orders of the last result."""

    orders: list[ShownOrder]


class ColumnRole(Input):
    """What a column holds: `grid` and `column` as in the order's tables. Null takes an earlier correction back."""

    grid: int = Field(ge=1, le=100_000)
    column: int = Field(ge=0, le=100_000)
    role: Role | None


class ColumnsEdit(Input):
    """Corrections of columns, for the next run."""

    columns: list[ColumnRole] = Field(max_length=500)


class ItemCalls:
    """The calls below `…/items` and `…/orders` that read and correct what item generation made."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def list_items(self, call: Call, collection_id: str, query: ItemQuery) -> ItemList:
        """The items of the last result, with what people said of them, in the order of the documents."""
        collection = self._parts.repository.status(collection_id, call.uid)
        after = int(query.page_token) if query.page_token else None
        items, last = self._parts.items.page(collection, _wanted(query), query.page_size, after)
        return ItemList(items=items, next_page_token=None if last is None else str(last))

    def export_items(self, call: Call, collection_id: str, query: ExportQuery) -> Response:
        """The items as a CSV file. What a spreadsheet would take for a formula is text in it."""
        collection = self._parts.repository.get(collection_id, call.uid)
        items = self._parts.items.every(collection, _shown(query))
        text = "".join(items_csv(items, self._filenames(collection)))
        return _saved_as(f"{collection.name} items.csv", text.encode(), CSV)

    def export_workbook(self, call: Call, collection_id: str, query: ExportQuery) -> Response:
        """The items as an XLSX workbook with numbers to count with, and a sheet of their orders' totals."""
        collection = self._parts.repository.get(collection_id, call.uid)
        items = self._parts.items.every(collection, _shown(query))
        orders = [o for o in self._parts.orders.all(collection) if query.document_id in (None, o.document_id)]
        book = items_xlsx(items, orders, self._filenames(collection))
        return _saved_as(f"{collection.name} items.xlsx", book, XLSX)

    def _filenames(self, collection: Collection) -> dict[str, str]:
        return {d.document_id: d.filename for d in self._parts.repository.documents(collection)}

    def edit_item(self, call: Call, collection_id: str, item_id: str, body: ItemEdit) -> Item:
        """Correct an item. What was read is kept in `machine`; the correction stands in every later run."""
        collection = self._parts.repository.status(collection_id, call.uid)
        sent = body.model_dump(mode="json", exclude={"reset"}, exclude_unset=True)
        both = sorted(set(sent) & set(body.reset))
        if both:
            raise invalid(FieldError(field="reset", message=f"{', '.join(both)} is sent as well; do one of the two."))
        return self._parts.items.edit(collection, item_id, call.uid, sent, body.reset)

    def accept_product(self, call: Call, collection_id: str, item_id: str, body: Decision) -> Item:
        """Say which product an item is: the first that is suggested, or any other of the collection."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return self._parts.items.accept(collection, item_id, call.uid, body.product_id)

    def reject_product(self, call: Call, collection_id: str, item_id: str, body: Decision) -> Item:
        """Say which product an item is not. It is not suggested for this item again, in later runs neither."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return self._parts.items.reject(collection, item_id, call.uid, body.product_id)

    def list_orders(self, call: Call, collection_id: str) -> OrderList:
        """The orders of the last result: their columns, totals, and how these differ from what the lines come to."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return OrderList(orders=self._parts.orders.all(collection))

    def edit_columns(self, call: Call, collection_id: str, document_id: str, body: ColumnsEdit) -> OrderColumns:
        """Correct what columns of an order hold. The next run of item generation reads them so."""
        collection = self._parts.repository.status(collection_id, call.uid)
        said = [Said(grid=c.grid, column=c.column, role=c.role) for c in body.columns]
        return self._parts.orders.say(collection, document_id, call.uid, said)


CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
assert set(get_args(ItemField)) == set(ItemEdit.model_fields) - {"reset"}


def _saved_as(title: str, content: bytes, media: str) -> Response:
    """A file to keep, by the name of its collection."""
    headers = {
        "Content-Disposition": f'attachment; filename="{stored_name(title)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, mimetype=media, headers=headers)


def _wanted(query: ItemFilter) -> Wanted:
    return Wanted(query.status, query.flag, query.document_id)


def _shown(query: ExportQuery) -> Wanted:
    ids = frozenset(query.ids.split(",")) if query.ids else None
    return replace(_wanted(query), words=tuple((query.words or "").split()), ids=ids)


def item_routes(parts: Parts, collection: str) -> list[Route]:
    """The calls, below the path of a collection."""
    calls = ItemCalls(parts)
    item = f"{collection}/items/{{item_id}}"
    decided = (*ITEM, "product_not_found", "nothing_suggested")
    return [
        Route("GET", f"{collection}/items", calls.list_items, 200, ItemList, MEMBER),
        Route("GET", f"{collection}/items.csv", calls.export_items, 200, None, MEMBER, media=CSV),
        Route("GET", f"{collection}/items.xlsx", calls.export_workbook, 200, None, MEMBER, media=XLSX),
        Route("PATCH", item, calls.edit_item, 200, Item, ITEM),
        Route("POST", f"{item}/accept", calls.accept_product, 200, Item, decided),
        Route("POST", f"{item}/reject", calls.reject_product, 200, Item, decided),
        Route("GET", f"{collection}/orders", calls.list_orders, 200, OrderList, MEMBER),
        Route(
            "PATCH",
            f"{collection}/orders/{{document_id}}/columns",
            calls.edit_columns,
            200,
            OrderColumns,
            (*MEMBER, "document_not_found", "order_not_found"),
        ),
    ]
