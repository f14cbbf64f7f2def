"""Whether quantities like "4.000" are four or four thousand: what the arithmetic and the prices beside them say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from shared.collections.orders.matrix import Matrix
from shared.collections.orders.models import OrderTable
from shared.collections.orders.printed import Printing
from shared.collections.orders.shape import Shape, Told

ENOUGH = 400  # rows that are looked at
CLOSE = Decimal("0.02")  # of an amount: rounding
_THIRDS = re.compile(r"\D{0,5}\d{1,3}(?P<sign>[.,])(?P<digits>\d{3})(?!\d)\D{0,8}")
_CENTS = re.compile(r"\d(?P<sign>[.,])\d\d(?!\d)")


def sign_of_thirds(tables: Sequence[tuple[OrderTable, Matrix]], currency: str | None) -> str | None:
    """The sign that quantities have before three decimals; None where it sets off thousands, or none has one."""
    plain = _rows(tables, Printing(currency))
    counted = [told.numbers["quantity"][1] for told in plain if "quantity" in told.numbers]
    thirds = [match for spot in counted if spot.cell.number is None and (match := _THIRDS.fullmatch(spot.text))]
    signs = {match["sign"] for match in thirds}
    if len(signs) != 1:
        return None
    sign = signs.pop()
    as_thousands, as_thirds = _agreeing(plain), _agreeing(_rows(tables, Printing(currency, sign)))
    if as_thirds != as_thousands:
        return sign if as_thirds > as_thousands else None
    whole = len(thirds) == len(counted) >= 2 and all(match["digits"] == "000" for match in thirds)
    return sign if whole and _cents(plain) == {sign} else None


def _rows(tables: Sequence[tuple[OrderTable, Matrix]], how: Printing) -> list[Told]:
    shapes = [Shape(table, matrix, how) for table, matrix in tables]
    return [shape.told(row) for shape in shapes for row in list(shape.rows())[:ENOUGH]]


def _agreeing(rows: Sequence[Told]) -> int:
    """How many rows come to their total."""
    found = 0
    for told in rows:
        quantity, cost, total = (told.value(role) for role in ("quantity", "unit_cost", "total"))
        if quantity and cost and total:
            found += abs(quantity * cost - total) <= CLOSE * abs(total)
    return found


def _cents(rows: Sequence[Told]) -> set[str]:
    """The signs before the two decimals of prices."""
    prices = [told.numbers[role][1].text for told in rows for role in ("unit_cost", "total") if role in told.numbers]
    return {match["sign"] for text in prices for match in _CENTS.finditer(text)}
