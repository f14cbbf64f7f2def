"""Arithmetic of an order: what a line comes to, and how far rounding can carry a sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from shared.collections.orders.item_models import Item

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def decimal_of(text: object) -> Decimal | None:
    """The number that a stored value is; None for none."""
    if text is None or isinstance(text, bool):
        return None
    try:
        value = Decimal(str(text).strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 15 else None


def count(value: Decimal) -> int | float:
    """A quantity as a number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal) -> str:
    """A decimal string without an exponent."""
    return format(value, "f")


def half_unit(value: Decimal) -> Decimal:
    """Half of the last printed place, half a cent at most: what rounding took or gave."""
    places = max(2, -int(value.as_tuple().exponent))
    return Decimal(1).scaleb(-places) / 2


def line_amounts(quantity: Decimal, cost: Decimal, discount: Decimal | None) -> Iterator[Decimal]:
    """What a line may come to: without its discount, with it as a percentage, an amount, or an amount a piece."""
    if discount and discount <= HUNDRED:
        yield quantity * cost * (HUNDRED - abs(discount)) / HUNDRED
    yield quantity * cost
    if discount:
        yield quantity * cost - abs(discount)
        yield quantity * (cost - abs(discount))


def comes_to(item: Item) -> Decimal | None:
    """A line's amount: its printed total, or its quantity at its unit cost less its discount."""
    if (total := decimal_of(item.total)) is not None:
        return total
    quantity, cost = decimal_of(item.quantity), decimal_of(item.unit_cost)
    if quantity is None or cost is None:
        return None
    return next(line_amounts(quantity, cost, decimal_of(item.discount)))


def computed_total(item: Item) -> str | None:
    """The total of a line that prints none, to the places of its price."""
    cost, amount = decimal_of(item.unit_cost), comes_to(item)
    if amount is None or cost is None:
        return None
    places = max(2, -int(cost.as_tuple().exponent))
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = int(cost.as_tuple().exponent) >= 0 and rounded == rounded.to_integral_value()
    return plain(rounded.quantize(Decimal(1)) if whole else rounded)


def off_by(item: Item) -> Decimal | None:
    """How much the printed total of a line is more than its quantity × unit cost, beyond rounding; None where it fits.

    None too where one of the three is missing.
    """
    quantity, cost, total = decimal_of(item.quantity), decimal_of(item.unit_cost), decimal_of(item.total)
    if quantity is None or cost is None or total is None:
        return None
    amounts = list(line_amounts(quantity, cost, decimal_of(item.discount)))
    whole = total == total.to_integral_value() and int(total.as_tuple().exponent) >= 0
    rounded = Decimal("0.5") if whole and int(cost.as_tuple().exponent) < 0 else half_unit(total)
    slack = rounded + abs(quantity) * half_unit(cost)
    if any(abs(total - amount) <= slack for amount in amounts):
        return None
    return total - amounts[0]
