"""Totals whose labels are in no language that is known: told by what the lines add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from shared.collections.orders.matrix import Matrix
from shared.collections.orders.models import OrderLine
from shared.collections.orders.printed import Number, Printing, number_of
from shared.collections.orders.totals import Found

MOST_NUMBERS = 2  # in such a row: pieces and the amount
LEAST_LINES = 2  # the amount of one line is found everywhere
_LETTERS = re.compile(r"[^\W\d_]{2}")


def unnamed_totals(
    matrices: Mapping[int, Matrix], outside: Mapping[int, Sequence[int]], lines: Sequence[OrderLine], how: Printing
) -> Iterator[Found]:
    """The sums in a row outside of tables of a label and one or two numbers, where these are what the lines come to.

    outside: the rows of each grid that no table holds.
    """
    amount = sum((Decimal(line.total) for line in lines if line.total), Decimal(0))
    pieces = sum((Decimal(line.quantity) for line in lines if line.quantity), Decimal(0))
    if len(lines) < LEAST_LINES or not amount:
        return
    for number, rows in outside.items():
        for row in rows:
            numbers = _numbers(matrices[number], row, how)
            if not numbers or numbers[-1].value != amount or (len(numbers) > 1 and numbers[0].value != pieces):
                continue
            yield Found("total", numbers[-1])
            if len(numbers) > 1:
                yield Found("quantity", numbers[0])
            return


def _numbers(matrix: Matrix, row: int, how: Printing) -> list[Number]:
    """The numbers of a row of one label before one or two of them; none of any other row."""
    spots = list(matrix.rows[row].values())
    if not 2 <= len(spots) <= MOST_NUMBERS + 1 or not _LETTERS.search(spots[0].text):
        return []
    if number_of(spots[0].cell, how) is not None:
        return []
    found = [number_of(spot.cell, how) for spot in spots[1:]]
    return [one for one in found if one is not None] if all(found) else []
