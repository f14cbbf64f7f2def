"""Whether an order's lines come to the totals that it prints, and which lines may be the cause where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as each_of
from typing import Literal

from shared.collections.orders.amounts import CENT, HUNDRED, comes_to, decimal_of, off_by, plain
from shared.collections.orders.flags import DUPLICATE
from shared.collections.orders.item_models import Difference, Item, OrderRecord
from shared.collections.orders.models import OrderTable, OrderTotals

MAX_NAMED = 50  # lines that a difference names
MAX_RATE = Decimal(40)  # percent: what is larger is an amount of tax, not a rate
What = Literal["quantity", "subtotal", "total"]
Value = Callable[[Item], Decimal | None]


def record_of(
    document_id: str, items: Sequence[Item], totals: OrderTotals | None, tables: Sequence[OrderTable] = ()
) -> OrderRecord:
    """What is known of an order, from the items of its lines and the totals that it prints."""
    currencies = Counter(item.currency for item in items if item.currency)
    quantity = sum((q for item in items if (q := decimal_of(item.quantity)) is not None), Decimal(0))
    amounts = [a for item in items if (a := comes_to(item)) is not None]
    printed = totals if totals and any(_figures(totals)) else None
    differences = _differences(items, printed, quantity, currencies) if printed else []
    currency = currencies.most_common(1)[0][0] if len(currencies) == 1 else None
    return OrderRecord(
        document_id=document_id,
        lines=len(items),
        quantity=plain(quantity),
        amount=plain(sum(amounts, Decimal(0))) if amounts and len(currencies) < 2 else None,
        currency=currency or (totals.currency if totals and not currencies else None),
        totals=totals,
        status="no_totals" if printed is None else "differs" if differences else "reconciled",
        differences=differences,
        tables=list(tables),
    )


def _figures(totals: OrderTotals) -> list[Decimal]:
    printed = (totals.quantity, totals.subtotal, totals.total)
    return [value for text in printed if (value := decimal_of(text)) is not None]


@dataclass(frozen=True)
class _Sum:
    """A printed figure and what the lines come to; `fits` asks whether they would agree if these came to `net`."""

    what: What
    printed: Decimal
    net: Decimal
    slack: Decimal
    totals: OrderTotals

    def fits(self, net: Decimal) -> bool:
        """Whether lines that come to `net` make the printed figure, give or take what rounding does."""
        return any(abs(self.printed - way) <= self.slack for way in _ways(net, self.totals, self.what))

    @property
    def computed(self) -> Decimal:
        """The figure as it should be: discount off, tax and shipping on."""
        if self.what != "total":
            return self.net
        discount, tax, shipping = (
            abs(decimal_of(text) or Decimal(0))
            for text in (self.totals.discount, self.totals.tax, self.totals.shipping)
        )
        return self.net - discount + tax + shipping


def _differences(
    items: Sequence[Item], totals: OrderTotals, quantity: Decimal, currencies: Counter[str]
) -> list[Difference]:
    found = []
    if (printed := decimal_of(totals.quantity)) is not None:
        pieces = _Sum("quantity", printed, quantity, Decimal(0), totals)
        if not pieces.fits(quantity):
            found.append(_difference(pieces, items, lambda item: decimal_of(item.quantity)))
    net = sum((a for item in items if (a := comes_to(item)) is not None), Decimal(0))
    money: tuple[tuple[What, str | None], ...] = (("subtotal", totals.subtotal), ("total", totals.total))
    for what, text in money:
        if (printed := decimal_of(text)) is None:
            continue
        amount = _Sum(what, printed, net, _slack(printed, items), totals)
        if len(currencies) > 1:
            found.append(_mixed(amount, items, currencies))
        elif not amount.fits(net):
            found.append(_difference(amount, items, comes_to))
    return found


def _slack(printed: Decimal, items: Sequence[Item]) -> Decimal:
    """Rounding of the sum itself, and half a cent of each line that prints no total of its own."""
    whole = int(printed.as_tuple().exponent) >= 0
    cents = any(a != a.to_integral_value() for item in items if (a := comes_to(item)) is not None)
    loose = sum(item.own.total is None and "total" not in item.edited for item in items)
    return (Decimal("0.5") if whole and cents else CENT) + loose * CENT / 2


def _ways(net: Decimal, totals: OrderTotals, what: What) -> Iterator[Decimal]:
    """What a figure may be: orders differ in what they take off and add, and in whether they print amounts or rates."""
    if what == "quantity":
        yield net
        return
    discounts = [Decimal(0), *_parts(decimal_of(totals.discount), net, HUNDRED)]
    shipping = [Decimal(0), *_parts(decimal_of(totals.shipping), net, Decimal(0))]
    if what == "subtotal":  # all before tax: some count freight in
        yield from (net - discount + freight for discount, freight in each_of(discounts, shipping))
        return
    for discount, freight in each_of(discounts, shipping):
        less, tax = net - discount, decimal_of(totals.tax)
        taxes = {Decimal(0), *_parts(tax, less, MAX_RATE), *_parts(tax, less + freight, MAX_RATE)}
        yield from (less + freight + each for each in taxes)


def _parts(value: Decimal | None, of: Decimal, max_rate: Decimal) -> Iterator[Decimal]:
    """An amount, and the same as a percentage where it can be one."""
    if value is not None:
        yield abs(value)
        if abs(value) <= max_rate:
            yield (of * abs(value) / HUNDRED).quantize(CENT)


# ---- who is to blame


def _difference(figure: _Sum, items: Sequence[Item], value_of: Value) -> Difference:
    suspects, why = _suspects(figure, items, value_of)
    printed, computed = plain(figure.printed), plain(figure.computed)
    said = "says {} pieces" if figure.what == "quantity" else f"prints a {figure.what} of {{}}"
    message = f"The order {said.format(printed)}, but its lines come to {computed}.{why}"
    return _told(figure, computed, message, suspects)


def _suspects(figure: _Sum, items: Sequence[Item], value_of: Value) -> tuple[list[Item], str]:
    """The lines that may be the cause, and why; none where nothing points at any."""
    wrong = [item for item in items if off_by(item) is not None] if value_of is comes_to else []
    if wrong and figure.fits(figure.net - sum((off_by(item) or Decimal(0) for item in wrong), Decimal(0))):
        return wrong, " With quantity × unit cost in the place of these lines' totals it fits."
    repeated = [item for item in items if any(flag.code == DUPLICATE for flag in item.flags)]
    if repeated and figure.fits(figure.net - sum((value_of(item) or Decimal(0) for item in repeated), Decimal(0))):
        return repeated, " Without the lines that repeat others it fits."
    values = [(item, value) for item in items if (value := value_of(item))]
    alone = [item for item, value in values if figure.fits(figure.net - value)]
    if alone:
        return alone, " Without this line it fits." if len(alone) == 1 else " Without any one of these lines it fits."
    turned = [item for item, value in values if value < 0 and figure.fits(figure.net - 2 * value)]
    if turned:
        return turned, " It fits if the negative line is positive."
    silent = [item for item in items if value_of(item) is None]
    if silent:
        return silent, " These lines say nothing of it."
    return (wrong, " The arithmetic of these lines is off.") if wrong else (repeated, "")


def _mixed(figure: _Sum, items: Sequence[Item], currencies: Counter[str]) -> Difference:
    """Amounts of several currencies make no sum."""
    sums = {code: Decimal(0) for code in currencies}
    for item in items:
        if item.currency:
            sums[item.currency] += comes_to(item) or Decimal(0)
    computed = " + ".join(f"{plain(value)} {code}" for code, value in sums.items())
    usual = currencies.most_common(1)[0][0]
    others = [item for item in items if item.currency not in (None, usual)]
    message = f"The lines are in several currencies ({computed}), which cannot be added up to {plain(figure.printed)}."
    return _told(figure, computed, message, others)


def _told(figure: _Sum, computed: str, message: str, items: Sequence[Item]) -> Difference:
    return Difference(
        what=figure.what,
        printed=plain(figure.printed),
        computed=computed,
        message=message,
        item_ids=[item.item_id for item in items[:MAX_NAMED]],
    )
