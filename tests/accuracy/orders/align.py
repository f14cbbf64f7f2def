"""Which line of a result is which true line, and which column is which true column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
from rapidfuzz.fuzz import ratio
from scipy.optimize import linear_sum_assignment

from tests.data.orders.truth import TrueColumn, TrueLine, TrueTable

Item = Mapping[str, Any]
Table = Mapping[str, Any]
Column = Mapping[str, Any]
_ALIKE = 2.0  # how much two lines must have in common to be one
_SAME_COLUMN = 0.25


def plain(words: object) -> str:
    """Without case and white space at the ends, spaces as one."""
    return " ".join(unicodedata.normalize("NFKC", str(words or "")).casefold().split())


def tight(words: object) -> str:
    """Letters and digits alone."""
    return "".join(c for c in plain(words) if c.isalnum())


def number(value: object) -> Decimal | None:
    """A value as a number, if it is one."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def same_number(a: object, b: object) -> bool:
    """Both numbers, and equal."""
    first, second = number(a), number(b)
    return first is not None and first == second


def codes_of(item: Item) -> list[str]:
    """What a line says it is."""
    return [str(item[name]) for name in ("style_number", "sku") if item.get(name)]


def likeness(true: TrueLine, item: Item) -> float:
    """How much a line of the result has in common with a true one."""
    source = item.get("source") or {}
    points = 0.0
    if true.row is not None and (source.get("sheet"), source.get("row")) == (true.sheet, true.row):
        points += 2
    if {tight(code) for code in true.codes} & {tight(code) for code in codes_of(item)}:
        points += 3
    if true.name and item.get("name"):
        points += 2 * max(0.0, ratio(plain(true.name), plain(item["name"])) / 50 - 1)
    for name in ("quantity", "unit_cost", "total"):
        points += same_number(getattr(true, name), item.get(name))
    if true.color and plain(item.get("color")) == plain(true.color):
        points += 0.5
    if true.sizes and [*true.sizes] == [*(item.get("sizes") or {})]:
        points += 0.5
    return points


def pair_lines(true: Sequence[TrueLine], items: Sequence[Item]) -> list[tuple[TrueLine | None, Item | None]]:
    """Both lists side by side, in order, so that as much as possible stands beside what it is like."""
    like = [[likeness(line, item) for item in items] for line in true]
    best = np.zeros((len(true) + 1, len(items) + 1))
    for i in range(len(true) - 1, -1, -1):
        for j in range(len(items) - 1, -1, -1):
            both = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[TrueLine | None, Item | None]] = []
    i = j = 0
    while i < len(true) or j < len(items):
        if i < len(true) and j < len(items):
            together = like[i][j] >= _ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]
            if together:
                pairs.append((true[i], items[j]))
                i, j = i + 1, j + 1
                continue
        if j == len(items) or (i < len(true) and best[i][j] == best[i + 1][j]):
            pairs.append((true[i], None))
            i += 1
        else:
            pairs.append((None, items[j]))
            j += 1
    return pairs


def _bare(value: str) -> str:
    """What two ways of writing one value have in common: "1.290,50 €" and "1290.5"."""
    digits = re.sub(r"\D", "", value)
    return digits.rstrip("0") if digits and not re.search(r"[^\W\d_]{4}", value) else tight(value)


def column_likeness(true: TrueColumn, column: Column) -> float:
    """How much a column has in common with a true one, by its header and its values; from 0 to 1."""
    found, header = plain(column.get("header")), plain(true.header)
    if true.size and plain(column.get("size")) == plain(true.size):
        return 1.0
    values = {_bare(value) for value in true.values} - {""}
    samples = {_bare(str(value)) for value in column.get("samples") or []} - {""}
    common = len(values & samples) / min(len(values), len(samples)) if values and samples else 0.0
    if not header:
        return common
    words = 1.0 if found == header else 0.8 if header in found else 0.7 * ratio(found, header) / 100
    return 0.65 * words + 0.35 * common


def pair_columns(true: TrueTable, table: Table) -> list[tuple[TrueColumn | None, Column | None]]:
    """Columns side by side: each true one with at most one that is like it."""
    columns: Sequence[Column] = table.get("columns") or []
    like = np.array([[column_likeness(t, c) for c in columns] for t in true.columns]).reshape(
        len(true.columns), len(columns)
    )
    rows, found = linear_sum_assignment(like, maximize=True)
    of = {int(r): int(c) for r, c in zip(rows, found, strict=True) if like[r, c] >= _SAME_COLUMN}
    pairs: list[tuple[TrueColumn | None, Column | None]] = [
        (t, columns[of[k]] if k in of else None) for k, t in enumerate(true.columns)
    ]
    return [*pairs, *((None, columns[k]) for k in range(len(columns)) if k not in of.values())]


def table_for(true: TrueTable, tables: Sequence[Table]) -> Table:
    """The table of the result that is most like a true one; none has no columns."""

    def alike(table: Table) -> float:
        return sum(column_likeness(t, c) for t, c in pair_columns(true, table) if t and c)

    return max(tables, key=alike, default={})
