"""What an order calls its columns and totals: the form of a language's words, and what each field may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What each field of a line may be taken for.
ROLES: dict[str, tuple[str, ...]] = {
    "no": ("line_number",),
    "code": ("style_number", "sku"),
    "style": ("style_number",),
    "sku": ("sku",),
    "ean": ("barcode",),
    "name": ("name",),
    "color": ("color",),
    "color_code": ("color_code",),
    "size": ("size",),
    "qty": ("quantity",),
    "cost": ("unit_cost",),
    "retail": ("retail_price",),
    "discount": ("discount",),
    "tax": ("tax",),
    "total": ("total",),
    "category": ("category",),
    **dict.fromkeys(("unit", "currency", "date", "note", "order", "season", "inner"), ("ignored",)),
}


@dataclass(frozen=True)
class Words:
    """One language's words. `columns`: by field, the headers that orders use; `sums`: by kind of total."""

    columns: Mapping[str, Sequence[str]]
    sums: Mapping[str, Sequence[str]]
    title: str
    number: str
    date: str
    supplier: str
    ship_to: str
    terms: str
    delivery: str
    page: str
    carried: str
    sizes: str
    piece: str
    remarks: Sequence[str]
