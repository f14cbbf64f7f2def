"""What a person should look at because no line was made of it, or not all of it could be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shared.collections.orders.lines import TableLines
from shared.collections.orders.matrix import Spot
from shared.collections.orders.models import Grid
from shared.engine.run import Run

NAMED = 5  # rows that a warning names


class Unread:
    """Collects them over the tables of an order."""

    def __init__(self) -> None:
        self._left: list[str] = []
        self._unread: list[str] = []

    def add(self, reader: TableLines, sheet: str | None) -> None:
        """What one table left; call it once its lines were read."""
        self._left += [_place(told.spots[0], sheet) for told in reader.left]
        self._unread += [_place(told.spots[0], sheet) for told in reader.unread]

    def add_outside(self, rows: Iterable[tuple[Grid, Spot]]) -> None:
        """Rows of goods that no table holds, by their first cell."""
        self._left += [_place(spot, grid.sheet) for grid, spot in rows]

    def warn(self, run: Run, document_id: str) -> None:
        """Say where to look."""
        if self._left:
            run.warn(
                "order_rows_left_out",
                f"Some rows have a quantity and a price but are not among the lines: {_named(self._left)}. If one of "
                "them is goods, put it below the headings of the table with its name, and upload the order again.",
                document_id,
            )
        if self._unread:
            run.warn(
                "quantities_unread",
                f"Some quantities could not be read as numbers: {_named(self._unread)}. Look them up in the order and "
                "fill them in.",
                document_id,
            )


def _place(spot: Spot, sheet: str | None) -> str:
    """Where a row stands, and how it begins."""
    where = f"sheet {sheet}, row {spot.row}" if sheet is not None else f"page {spot.page}, row {spot.row}"
    return f'{where} ("{spot.text[:30]}")'


def _named(places: Sequence[str]) -> str:
    more = len(places) - NAMED
    return "; ".join(places[:NAMED]) + (f"; and {more} more" if more > 0 else "")
