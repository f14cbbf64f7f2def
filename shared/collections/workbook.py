"""Items as an XLSX workbook: numbers that can be counted with, and what the orders say of themselves beside them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from shared.collections.exporting import AMOUNTS, COLUMNS, cells_of
from shared.collections.orders.amounts import decimal_of
from shared.collections.orders.item_models import Item, OrderRecord
from shared.collections.orders.models import OrderTotals

WIDTHS = {
    "name": 32, "sizes": 28, "candidates": 24, "flags": 28, "document": 30, "product_id": 18, "sku": 16,
    "style_number": 16, "color": 18, "category": 18, "differences": 80, "unit_cost": 14, "total": 16,
    "retail_price": 14, "amount": 16, "printed_total": 16,
}  # fmt: skip
NARROW = 11  # characters, as Excel counts widths
ORDER_COLUMNS = (
    "document", "status", "lines", "quantity", "printed_quantity", "amount", "printed_subtotal", "printed_discount",
    "printed_tax", "printed_shipping", "printed_total", "currency", "differences",
)  # fmt: skip
ORDER_AMOUNTS = {name: "currency" for name in ORDER_COLUMNS if name == "amount" or name.startswith("printed_")}
del ORDER_AMOUNTS["printed_quantity"]
WITHOUT_CENTS = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"})
MOST_DIGITS = 4
LONGEST = 32_767  # characters of a cell
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def items_xlsx(items: Iterable[Item], orders: Iterable[OrderRecord], filenames: Mapping[str, str]) -> bytes:
    """The workbook: a sheet of items, one of their orders. `filenames` are those of the documents by their ids."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, AS_TEXT) as book:
        sheets = _Sheets(book)
        sheets.add("Items", COLUMNS, (cells_of(item, filenames) for item in items), AMOUNTS)
        sheets.add("Orders", ORDER_COLUMNS, (_order(order, filenames) for order in orders), ORDER_AMOUNTS)
    return out.getvalue()


def _order(order: OrderRecord, filenames: Mapping[str, str]) -> list[Any]:
    totals = order.totals or OrderTotals(document_id=order.document_id)
    return [
        filenames.get(order.document_id, order.document_id),
        order.status,
        order.lines,
        *map(decimal_of, (order.quantity, totals.quantity, order.amount)),
        *map(decimal_of, (totals.subtotal, totals.discount, totals.tax, totals.shipping, totals.total)),
        order.currency,
        "\n".join(difference.message for difference in order.differences),
    ]


class _Sheets:
    """Writes tables as sheets; a text is written as a text, whatever a spreadsheet would make of it."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._header = book.add_format({"bold": True, "bg_color": "#E9E8FB", "bottom": 1, "valign": "vcenter"})
        self._text = book.add_format({"valign": "top", "text_wrap": True})
        self._numbers: dict[str, Any] = {}

    def add(
        self, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], amounts: Mapping[str, str]
    ) -> None:
        """A sheet; its header stays in sight and can be filtered. `amounts`: column of money -> of its currency."""
        sheet = self._book.add_worksheet(title)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, WIDTHS.get(name, NARROW))
            sheet.write_string(0, column, _title(name), self._header)
        last = 0
        for last, cells in enumerate(rows, 1):
            row = dict(zip(columns, cells, strict=True))
            for column, (name, value) in enumerate(row.items()):
                currency = row[amounts[name]] if name in amounts else None
                self._write(sheet, last, column, value, _form(name, value, currency, name in amounts))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: Any, form: str) -> None:
        if value is None:
            return
        if isinstance(value, (int, float, Decimal)):
            sheet.write_number(row, column, value, self._number(form))
        else:
            sheet.write_string(row, column, str(value)[:LONGEST], self._text)

    def _number(self, form: str) -> Any:
        if form not in self._numbers:
            self._numbers[form] = self._book.add_format({"num_format": form, "valign": "top"})
        return self._numbers[form]


def _title(name: str) -> str:
    words = name.replace("_", " ").replace("color", "colour")
    return "SKU" if name == "sku" else words.capitalize()


def _form(name: str, value: Any, currency: Any, amount: bool) -> str:
    """How Excel shows a number: money with its currency and as many decimals as it has, sureness as a percentage."""
    if name == "confidence":
        return "0%"
    if not amount:
        return "General"
    digits = max(0 if currency in WITHOUT_CENTS else 2, min(MOST_DIGITS, _decimals(value)))
    number = "#,##0" + ("." + "0" * digits if digits else "")
    code = isinstance(currency, str) and len(currency) == 3 and currency.isascii() and currency.isalpha()
    return f"[${currency}] {number}" if code else number


def _decimals(value: Any) -> int:
    return len(str(value).partition(".")[2])
