"""The totals that an order prints: within its tables, below them, in forms, and in lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.collections.orders.lines import SumRow
from shared.collections.orders.matrix import Matrix, Spot
from shared.collections.orders.models import OrderLine, OrderTotals
from shared.collections.orders.printed import UNKNOWN, Number, Printing, number_of, plain, printed_number, whole
from shared.collections.orders.rowkinds import heads_amounts
from shared.collections.orders.summing import Sum, charge_in, summary_of

LEVEL = 3  # rows up and down in which an amount may be level with its label
LIMIT = 3  # times the lines' amount: more is no tax, freight or discount of this order
_INLINE = re.compile(
    r"(?P<label>[^\d:]{2,50}?(?:[\s.@]*\(?\d{1,2}(?:[.,]\d{1,3})?\s?%\)?)?)\s*(?P<colon>:)?\s*(?P<value>[^\w\s]{0,3}\s?(?:[A-Z]{2,3}\s?)?[-(]?\d[^:]{0,24})$"
)


@dataclass(frozen=True)
class Found:
    """A printed total: what its label says, its amount."""

    kind: Sum
    number: Number

    @property
    def value(self) -> Decimal:
        """The amount."""
        return self.number.value


def in_table(rows: Sequence[SumRow]) -> Iterator[Found]:
    """The totals that stand in a table's own columns, or beside their label."""
    for row in rows:
        told = row.told
        total, quantity = told.numbers.get("total"), told.numbers.get("quantity")
        if heads_amounts(told):
            yield from _below(row.shape.matrix, told.row, row.shape.how)
            continue
        if row.kind in ("carried", "other"):
            continue
        if row.kind == "quantity":
            counted = quantity[0] if quantity else _beside(row)
            if counted:
                yield Found("quantity", counted)
            continue
        if row.kind in ("total", "subtotal", "grand_total") and quantity and not quantity[0].money:
            yield Found("quantity", quantity[0])
        amount = total[0] if total else _beside(row)
        if amount and not amount.percent:
            yield Found(row.kind, amount)


def _beside(row: SumRow) -> Number | None:
    """The last number of a row that is no quantity, and no rate; else one within the label's cell."""
    told = row.told
    counted = {id(spot) for _, spot in told.sizes.values()}
    if "quantity" in told.numbers and row.kind != "quantity":
        pieces, own = told.numbers["quantity"]
        if not pieces.money:
            counted.add(id(own))
    for spot in reversed(told.spots):
        if id(spot) in counted or spot is row.label:
            continue
        number = row.shape.number(spot)
        if number is not None and not number.percent:
            return number
    within = inline(row.label.text, row.shape.how) if row.label else None
    return within[1] if within else None


def inline(text: str, how: Printing = UNKNOWN) -> tuple[Sum, Number] | None:
    """A label and its number in one text ("Total: 1,234.00", "Total units 45")."""
    text = " ".join(text.split())
    match = _INLINE.fullmatch(text) if len(text) < 90 else None
    if match is None:
        return None
    kind = summary_of(match["label"].strip())
    number = printed_number(match["value"].strip(), None, *how)
    if kind is None or number is None or number.percent:
        return None
    if not match["colon"] and not number.money and kind != "quantity":
        return None
    return kind, number


def in_rows(matrix: Matrix, rows: Sequence[int], how: Printing = UNKNOWN) -> Iterator[Found]:
    """The totals that stand outside of tables: a label with its number to the right, within, or below."""
    for row in rows:
        spots = list(matrix.rows[row].values())
        if len(spots) <= 2 and matrix.kind in ("text", "form"):
            yield from _level(matrix, rows, row, how)
        labels = [(n, kind) for n, spot in enumerate(spots) if (kind := summary_of(spot.text) or charge_in(spot.text))]
        for spot in spots:
            if (within := inline(spot.text, how)) and not any(
                spots[n] is spot and _follows(spots, n, how) for n, _ in labels
            ):
                yield Found(*within)
        found = [(kind, number) for n, kind in labels if (number := _follows(spots, n, how))]
        for kind, number in found:
            yield Found(kind, number)
        if labels and not found and len(labels) >= 2:
            yield from _below(matrix, row, how)


def _level(matrix: Matrix, rows: Sequence[int], row: int, how: Printing) -> Iterator[Found]:
    """The amount level with a label that stands by itself on a page, a little higher or lower and to its side."""
    for spot in matrix.rows[row].values():
        kind, box = summary_of(spot.text), spot.cell.bbox
        if kind is None or box is None or _follows(list(matrix.rows[row].values()), 0, how):
            continue
        near: list[tuple[float, Number]] = []
        for other in range(max(row - LEVEL, 0), min(row + LEVEL + 1, len(matrix.rows))):
            if other not in rows:
                continue
            cells = list(matrix.rows[other].values())
            if any(summary_of(cell.text) for cell in cells if cell is not spot):
                continue
            for cell in cells:
                number, at = number_of(cell.cell, how), cell.cell.bbox
                if number is None or not number.money or number.percent or at is None or cell.page != spot.page:
                    continue
                away = abs((at[1] + at[3]) / 2 - (box[1] + box[3]) / 2)
                if away <= max(at[3] - at[1], box[3] - box[1]) and (at[0] >= box[2] or at[2] <= box[0]):
                    near.append((away, number))
        if near:
            yield Found(kind, min(near, key=lambda pair: pair[0])[1])


def _follows(spots: Sequence[Spot], label: int, how: Printing) -> Number | None:
    """The number right of a label, before the next label."""
    last = None
    for spot in spots[label + 1 :]:
        number = number_of(spot.cell, how)
        if number is None:
            if summary_of(spot.text) or last is not None or len(spot.text) > 12:
                break
            continue
        if not number.percent:
            last = number
    return last


def _below(matrix: Matrix, row: int, how: Printing) -> Iterator[Found]:
    """The numbers under labels that stand beside each other."""
    if row + 1 >= len(matrix.rows):
        return
    for column, spot in matrix.rows[row].items():
        kind = summary_of(spot.text)
        under = matrix.spot(row + 1, column)
        number = number_of(under.cell, how) if under is not None else None
        if kind and number and not number.percent:
            yield Found(kind, number)


def resolve(document_id: str, found: Sequence[Found], lines: Sequence[OrderLine], currency: str | None) -> OrderTotals:
    """Which of the printed totals is the order's own. The lines only choose between several, they change none."""
    amount = sum((Decimal(line.total) for line in lines if line.total), Decimal(0))
    pieces = sum((Decimal(line.quantity) for line in lines if line.quantity), Decimal(0))
    by_kind: dict[Sum, list[Found]] = {}
    for one in found:
        if one.kind in ("tax", "shipping", "discount") and amount and abs(one.value) > LIMIT * abs(amount):
            continue
        by_kind.setdefault(one.kind, []).append(one)
    totals = OrderTotals(document_id=document_id, currency=currency)
    quantity = _chosen([one.value for one in by_kind.get("quantity", [])], pieces)
    totals.quantity = whole(quantity) if quantity is not None else None
    grand = [one.value for one in by_kind.get("grand_total", [])]
    plain_totals = [one.value for one in by_kind.get("total", [])]
    subtotals = [one.value for one in by_kind.get("subtotal", [])]
    extras = {kind: [one.value for one in by_kind.get(kind, [])] for kind in ("tax", "discount", "shipping")}
    total = grand[-1] if grand else _last_total(plain_totals, amount)
    subtotal = _chosen(subtotals, amount)
    if subtotal is None and len(set(plain_totals) | set(grand)) > 1:
        earlier = [value for value in plain_totals if value != total]
        subtotal = amount if amount in earlier else (earlier[-1] if grand else None)
    totals.subtotal = plain(subtotal) if subtotal is not None else None
    totals.total = plain(total) if total is not None else None
    taxes, base = extras["tax"], subtotal if subtotal is not None else amount
    others = sum((values[-1] for kind, values in extras.items() if kind == "shipping" and values), Decimal(0))
    others -= abs(extras["discount"][-1]) if extras["discount"] else Decimal(0)
    if len(taxes) > 1 and base + others + sum(taxes) == total:  # a state's and the country's
        extras["tax"] = [sum(taxes, Decimal(0))]
    for kind, values in extras.items():
        if values:
            setattr(totals, str(kind), plain(values[-1]))
    return totals


def _chosen(values: Sequence[Decimal], computed: Decimal) -> Decimal | None:
    """One of several: what the lines add up to, else the sum of all where they are sections', else the last."""
    if not values:
        return None
    if len(set(values)) == 1 or computed in values:
        return computed if computed in values else values[-1]
    return sum(values, Decimal(0)) if sum(values, Decimal(0)) == computed else values[-1]


def _last_total(values: Sequence[Decimal], computed: Decimal) -> Decimal | None:
    if not values:
        return None
    if len(values) > 1 and values[-1] != computed and sum(values, Decimal(0)) == computed:
        return computed
    return values[-1]
