"""How much of an order was understood. Every figure is a ratio; 1 is perfect.

columns: columns of the tables of lines whose role is right (sizes: the right size too); a column that is none of the
    order's, with a role, counts as wrong.
lines: lines whose style number (or SKU), quantity and unit cost are right; an invented line counts as wrong.
match: lines whose decision is right: matched with the right product, suggested with the right one among the first
    three candidates, or not found, as the truth allows.
not_wrong: lines that are not called matched with a wrong product.
totals: orders found reconciled, differing or without totals as they are.
Without a bar: flags (what must be flagged is, and nothing else), sums (printed totals that were read right), names,
colours, sizes, and the calibration of matches and columns (1 - Brier).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.accuracy.orders.align import (
    Column,
    Item,
    codes_of,
    number,
    pair_columns,
    pair_lines,
    plain,
    same_number,
    table_for,
)
from tests.data.orders.truth import OrderTruth, TrueColumn, TrueLine

BARS = {"columns": 0.97, "lines": 0.97, "match": 0.97, "not_wrong": 0.995, "totals": 1.0}
FLAGS = ("duplicate", "zero", "negative", "currency")
_CANDIDATES = 3

Ratio = tuple[float, float]


@dataclass(frozen=True)
class Claim:
    """A decision: how sure, and whether it is right."""

    confidence: float
    right: bool


@dataclass
class Judged:
    """An order's result held against its truth: ratios, claims, and what is wrong in words."""

    truth: OrderTruth
    ratios: dict[str, Ratio] = field(default_factory=dict)
    match_claims: list[Claim] = field(default_factory=list)
    column_claims: list[Claim] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def count(self, name: str, right: bool, mistake: str = "") -> bool:
        """Count one thing that is right or wrong, and remember why."""
        part, whole = self.ratios.get(name, (0.0, 0.0))
        self.ratios[name] = (part + right, whole + 1)
        if not right and mistake:
            self.mistakes.append(f"{name}: {mistake}")
        return right


def judge(truth: OrderTruth, items: Sequence[Item], order: Mapping[str, Any]) -> Judged:
    """Hold items and the record of the order against the truth; both as JSON has them."""
    judged = Judged(truth)
    for name in BARS:
        judged.ratios[name] = (0.0, 0.0)
    _columns(judged, order.get("tables") or [])
    for line, item in pair_lines(truth.lines, sorted(items, key=lambda item: item.get("position", 0))):
        if line is None:
            assert item is not None
            judged.count("lines", False, f"an invented line {_words(item)}")
        elif not line.optional:
            _line(judged, line, item)
    _totals(judged, order)
    judged.ratios["match_calibration"] = _calibration(judged.match_claims)
    judged.ratios["column_calibration"] = _calibration(judged.column_claims)
    return judged


def _calibration(claims: Sequence[Claim]) -> Ratio:
    return sum(1 - (claim.confidence - claim.right) ** 2 for claim in claims), len(claims)


# columns


def _columns(judged: Judged, tables: Sequence[Mapping[str, Any]]) -> None:
    for true in judged.truth.tables:
        for expected, column in pair_columns(true, table_for(true, tables)):
            if expected is None:
                assert column is not None
                if column.get("role") != "ignored":
                    judged.count("columns", False, f"{column.get('header')!r} is no column, but {column.get('role')}")
                continue
            right = column_right(expected, column)
            told = f"{expected.header!r} is {'/'.join(expected.roles)}, not {_role(column)}"
            judged.count("columns", right, told + f" {_sure(column)}")
            if column and column.get("role") != "ignored":
                judged.column_claims.append(Claim(float(column.get("confidence") or 0), right))


def column_right(expected: TrueColumn, column: Column | None) -> bool:
    """One of the roles that are right, of a size the right size. What is to be ignored may be left out."""
    role = column.get("role") if column else "ignored"
    same_size = not expected.size or plain((column or {}).get("size")) == plain(expected.size)
    return role in expected.roles and same_size


def _role(column: Column | None) -> str:
    size = (column or {}).get("size")
    return "there" if column is None else f"{column.get('role')}{f' of {size}' if size else ''}"


def _sure(column: Column | None) -> str:
    return f"({column.get('confidence', 0):.2f}, {column.get('source') or 'nobody'})" if column else ""


# lines


def _line(judged: Judged, line: TrueLine, item: Item | None) -> None:
    where = f"{'/'.join(line.codes[:1]) or line.name}"
    if item is None:
        judged.count("lines", False, f"{where} x {line.quantity} is missing")
        judged.count("match", False)
        judged.count("not_wrong", True)
        return
    wrong = [name for name, right in _exact(judged.truth, line, item).items() if not right]
    told = ", ".join(f"{name} {_read(item, name)} for {_true(line, name)}" for name in wrong)
    judged.count("lines", not wrong, f"{where}: {told}")
    _match(judged, line, item, where)
    _flags(judged, line, item, where)
    for name, right in _facts(line, item):
        judged.count(name, right, f"{where}: {_read(item, name)} for {_true(line, name)}")


def _exact(truth: OrderTruth, line: TrueLine, item: Item) -> dict[str, bool]:
    return {
        "style": style_right(truth, line, item),
        "quantity": same_number(line.quantity, item.get("quantity")),
        "unit_cost": cost_right(line, item),
    }


def style_right(truth: OrderTruth, line: TrueLine, item: Item) -> bool:
    """Any code that the line prints. Where it prints none, none, or that of the product it is."""
    own = next((p["style_number"] for p in truth.products if p["product_id"] == line.product_id), None)
    read = {plain(code) for code in codes_of(item)}
    if not line.codes:
        return read <= {plain(own)}
    if not read:
        return "" in line.codes
    return bool(read & {plain(code) for code in line.codes})


def cost_right(line: TrueLine, item: Item) -> bool:
    """The printed one. Where none is printed, none, or one that makes the line's total."""
    read, qty = number(item.get("unit_cost")), number(line.quantity)
    if line.unit_cost is not None:
        return same_number(line.unit_cost, item.get("unit_cost"))
    if item.get("unit_cost") is None:
        return True
    total = number(line.total)
    return (
        read is not None and qty is not None and total is not None and abs(read * qty - total) < Decimal("0.02") * qty
    )


def _facts(line: TrueLine, item: Item) -> Iterator[tuple[str, bool]]:
    if line.name:
        yield "names", plain(line.name) in plain(item.get("name"))
    if line.color:
        yield "colours", plain(item.get("color")) == plain(line.color)
    if line.sizes is not None:
        read = {plain(size): number(qty) for size, qty in (item.get("sizes") or {}).items() if number(qty)}
        yield "sizes", read == {plain(size): number(qty) for size, qty in line.sizes.items() if number(qty)}


_FIELDS = {"names": "name", "colours": "color"}


def _read(item: Item, name: str) -> str:
    if name == "style":
        return repr("/".join(codes_of(item)) or None)
    return repr(item.get(_FIELDS.get(name, name)))


def _true(line: TrueLine, name: str) -> str:
    if name == "style":
        return repr("/".join(line.codes[:1]) or None)
    return repr(getattr(line, _FIELDS.get(name, name)))


def _words(item: Item) -> str:
    return f"{'/'.join(codes_of(item)) or item.get('name')} x {item.get('quantity')} at {item.get('unit_cost')}"


# matches


def decision_right(line: TrueLine, item: Item) -> bool:
    """Whether the status is allowed, and the product named, or suggested, the right one."""
    match = item.get("match") or {}
    status = match.get("status")
    if status not in line.statuses:
        return False
    if status == "matched":
        return item.get("product_id") == line.product_id
    if status == "suggested" and line.product_id is not None:
        first = [candidate.get("product_id") for candidate in (match.get("candidates") or [])[:_CANDIDATES]]
        return line.product_id in first and item.get("product_id") is None
    return item.get("product_id") is None


def _match(judged: Judged, line: TrueLine, item: Item, where: str) -> None:
    match: Mapping[str, Any] = item.get("match") or {}
    status, read = match.get("status"), item.get("product_id")
    candidates: Sequence[Mapping[str, Any]] = match.get("candidates") or []
    first = candidates[0] if candidates else {}
    told = f"{where} ({line.kind}, reads {_read(item, 'style')}, {line.name!r}) is {status} {read or ''} by "
    told += f"{match.get('method') or first.get('method') or 'nothing'} {match.get('confidence', 0):.2f}, "
    told += f"should be {'/'.join(line.statuses)} {line.product_id or ''}"
    judged.count("match", decision_right(line, item), told)
    judged.count("not_wrong", status != "matched" or read == line.product_id, told)
    if status == "matched":
        judged.match_claims.append(Claim(float(match.get("confidence") or 0), read == line.product_id))
    elif status == "suggested" and first:
        right = first.get("product_id") == line.product_id
        judged.match_claims.append(Claim(float(first.get("confidence") or 0), right))


def _flags(judged: Judged, line: TrueLine, item: Item, where: str) -> None:
    codes = [str(flag.get("code")) for flag in item.get("flags") or []]
    found = {kind for kind in FLAGS if any(kind in code for code in codes)}
    wanted = {flag for flag in line.flags if flag in FLAGS}
    allowed = {flag.rstrip("?") for flag in line.flags}
    if "currency" in wanted and line.statuses != ["matched"]:
        wanted.discard("currency")
    told = f"{where}: {sorted(found)} for {sorted(wanted)}"
    judged.count("flags", wanted <= found <= allowed, told)


# totals


def _totals(judged: Judged, order: Mapping[str, Any]) -> None:
    truth, status = judged.truth, order.get("status")
    seen = "; ".join(str(d.get("message")) for d in order.get("differences") or [])
    judged.count("totals", status in truth.statuses, f"{status} for {'/'.join(truth.statuses)} {seen}")
    read: Mapping[str, Any] = order.get("totals") or {}
    for name, value in truth.totals.model_dump().items():
        if value is not None:
            found, expected = number(read.get(name)), number(value)
            assert expected is not None
            right = found is not None and abs(found) == abs(expected)
            judged.count("sums", right, f"{name} {found} for {value}")


def figures(ratios: Mapping[str, Ratio]) -> dict[str, float]:
    """Right over all; none where there was nothing to judge."""
    return {name: part / whole for name, (part, whole) in ratios.items() if whole}


def pooled(orders: Sequence[Mapping[str, Ratio]]) -> dict[str, Ratio]:
    """The ratios of several orders together."""
    sums: dict[str, Ratio] = {}
    for name, (part, whole) in (row for ratios in orders for row in ratios.items()):
        before = sums.get(name, (0.0, 0.0))
        sums[name] = (before[0] + part, before[1] + whole)
    return sums


def missed(name: str, found: Mapping[str, float]) -> list[str]:
    """The bars that are missed, as sentences."""
    return [f"{name}: {key} is {found[key]:.4f}, under {bar}" for key, bar in BARS.items() if found.get(key, 1) < bar]
