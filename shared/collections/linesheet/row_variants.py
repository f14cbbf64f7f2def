"""Rows that are one product's: the same style number in several colours or sizes, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shared.collections.linesheet.draft import Draft, Value
from shared.reading.geometry import union

SAME = ("style_number", "name", "wholesale_price", "retail_price", "category")
LISTED = ("colors", "sizes")


def joined_variants(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a table, those that follow each other and differ in colour or size alone made one."""
    made: list[Draft] = []
    for draft in drafts:
        if made and _is_variant(made[-1], draft):
            _join(made[-1], draft)
        else:
            made.append(draft)
    return made


def _is_variant(first: Draft, other: Draft) -> bool:
    if not other.get("style_number") or any(first.get(name) != other.get(name) for name in SAME):
        return False
    return any(other.get(name) and first.get(name) and other.get(name) != first.get(name) for name in LISTED)


def _join(first: Draft, other: Draft) -> None:
    first.bbox, first.region = union((first.bbox, other.bbox)), union((first.region, other.region))
    for name in LISTED:
        mine, added = first.values.get(name), other.values.get(name)
        if mine is None or added is None:
            continue
        values: list[Any] = [*mine.value, *(v for v in added.value if v not in mine.value)]
        box = mine.bbox if len(values) == len(mine.value) else union((mine.bbox, added.bbox))
        first.values[name] = Value(values, box, min(mine.confidence, added.confidence), mine.page)
