"""Items as a CSV file that a spreadsheet opens without running anything that an order smuggled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.collections.orders.amounts import decimal_of
from shared.collections.orders.item_models import Item

COLUMNS = (
    "line", "status", "confidence", "sku", "style_number", "name", "color", "sizes", "quantity", "unit_cost", "total",
    "currency", "category", "retail_price", "retail_currency", "product_id", "candidates", "flags", "edited",
    "document", "page", "sheet", "row",
)  # fmt: skip
AMOUNTS = {"unit_cost": "currency", "total": "currency", "retail_price": "retail_currency"}  # money -> its currency
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"  # by which Excel knows UTF-8


def items_csv(items: Iterable[Item], filenames: Mapping[str, str]) -> Iterator[str]:
    """The lines of the file, its header first. `filenames` are those of the documents by their ids."""
    yield MARK + _line(COLUMNS)
    for item in items:
        yield _line(map(safe, cells_of(item, filenames)))


def safe(value: Any) -> str:
    """A cell's text. What a spreadsheet would take for a formula is made text by an apostrophe; numbers stay."""
    text = "" if value is None else str(value)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"'{text}" if text.startswith(RISKY) and not number else text


def cells_of(item: Item, filenames: Mapping[str, str]) -> list[Any]:
    """What stands below COLUMNS: numbers as numbers, everything else as text."""
    retail, source = item.retail_price, item.source
    return [
        item.position,
        item.match.status,
        item.match.confidence,
        item.sku,
        item.style_number,
        item.name,
        item.color,
        "; ".join(f"{size}: {n}" for size, n in item.sizes.items()),
        item.quantity,
        _amount(item.unit_cost),
        _amount(item.total),
        item.currency,
        item.category,
        _amount(retail.amount) if retail else None,
        retail.currency if retail else None,
        item.product_id,
        "; ".join(candidate.style_number or candidate.product_id for candidate in item.match.candidates),
        "; ".join(flag.code for flag in item.flags),
        "; ".join(item.edited),
        filenames.get(source.document_id, source.document_id),
        source.page,
        source.sheet,
        source.row,
    ]


def _amount(text: str | None) -> Any:
    """A negative amount is a number, no formula; it is written as it is."""
    return _Number(text) if text is not None and decimal_of(text) is not None else text


class _Number(float):
    """A number that is written with the very digits it had."""

    def __new__(cls, text: str) -> _Number:
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __str__(self) -> str:
        return self.text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()
