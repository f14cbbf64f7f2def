"""Why an order has no lines: a linesheet instead of an order, headings alone, or no table at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.collections.orders.heads import heads_of
from shared.collections.orders.matrix import matrix_of
from shared.collections.orders.models import Grid
from shared.collections.orders.printed import printed_number
from shared.collections.orders.summing import summary_of
from shared.engine.errors import PhaseError
from shared.reading.money import find_prices

LIKE_A_LIST = 3  # articles with prices, none of them ordered: a linesheet
PRICES = 6  # that stand by themselves or under names where there is no table: the cards of a linesheet


def no_table(filename: str, grids: Sequence[Grid]) -> PhaseError:
    """What is wrong with a file in which no table of ordered goods was found."""
    if sum(1 for _ in _prices(grids)) >= PRICES:
        return linesheet("it names goods and their prices, but no quantities")
    if _has_headings(grids):
        return no_lines()
    return PhaseError(
        "no_order_table",
        f"No table of ordered goods was found in {filename}. Check that this is a purchase order with a row for each "
        "article and a column for quantities, and upload it as a spreadsheet if you have it.",
    )


def linesheet(missing: str) -> PhaseError:
    """The error of a linesheet that was uploaded as an order; `missing` says what tells so."""
    return PhaseError(
        "order_is_linesheet",
        f"This order looks like a linesheet: {missing}. Upload it as a linesheet, and the filled-in order here; if a "
        "column does hold quantities, correct its role and generate the items again.",
    )


def no_lines() -> PhaseError:
    """The error of an order form that nobody filled in."""
    return PhaseError(
        "no_order_lines",
        "This order has the headings of a table but no lines with quantities below them. Upload the filled-in order, "
        "or correct the roles of its columns and generate the items again.",
    )


def _has_headings(grids: Sequence[Grid]) -> bool:
    """Whether lines of text hold the headings of a table of goods: below them there was nothing to make a table of."""
    heads = (head for grid in grids if grid.kind == "text" for head in heads_of(matrix_of(grid)))
    return any(sum("quantity" in weights for weights in head.weights.values()) for head in heads)


def _prices(grids: Sequence[Grid]) -> Iterator[str]:
    """The cells that are prices, totals and charges left out."""
    for grid in grids:
        for row in grid.rows:
            texts = [" ".join(cell.text.split()) for cell in row.cells]
            if any(map(summary_of, texts)):
                continue
            yield from (text for text in texts if _is_price(text))


def _is_price(text: str) -> bool:
    number = printed_number(text)
    return (number is not None and number.money) or bool(len(text) <= 60 and find_prices(text))
