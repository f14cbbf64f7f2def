"""Results of formulas that nobody saved, worked out and put into the cells of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from shared.reading.formulas import Value
from shared.reading.sheet_grid import Budget, Cell, CellStyle, Grid, keep_row
from shared.reading.sheet_numbers import GENERAL, general, shown, shown_text, stored
from shared.reading.sheet_workings import OUTSIDE, OUTSIDE_EMPTY, Spot, Unsolved, Workings

NO_VALUE = (
    "Some cells hold formulas whose results were not saved, so they were read as empty. Open the workbook in Excel, "
    "save it, and upload it again."
)


class Waiting(NamedTuple):
    """A formula whose result is to be worked out: its place, its format and style, and the cell as it was saved."""

    spot: Spot
    form: str
    style: CellStyle
    saved: Cell | None = None


def fill(grid: Grid, waiting: Sequence[Waiting], workings: Workings, budget: Budget, epoch: datetime) -> None:
    """Work out what waits, and put it into the sheet; what cannot be worked out is warned of."""
    made: dict[int, list[Cell]] = {}
    for one in waiting:
        try:
            cell = _solved(workings.solve(grid.name, one.spot), one, epoch)
        except Unsolved as error:
            cell = _unsolved(one.saved, error.outside, budget)
        if cell is not None:
            made.setdefault(one.spot[0], []).append(cell)
    for row, cells in made.items():
        if not keep_row(grid, row, [*grid.rows.pop(row, []), *cells], budget):
            break
    grid.rows = dict(sorted(grid.rows.items()))


def _unsolved(saved: Cell | None, outside: bool, budget: Budget) -> Cell | None:
    """What was saved with a formula that cannot be worked out; a 0 that nobody computed is no value."""
    if saved is not None and saved.number != "0":
        if outside:
            budget.warn("formula_outside", OUTSIDE)
        return saved
    if outside:
        budget.warn("formula_outside_empty", OUTSIDE_EMPTY)
    else:
        budget.warn("formula_without_value", NO_VALUE)
    return None


def _solved(value: Value, one: Waiting, epoch: datetime) -> Cell | None:
    column = one.spot[1]
    if isinstance(value, bool):
        return Cell(column, "TRUE" if value else "FALSE", one.style)
    if isinstance(value, str):
        return Cell(column, shown_text(value, one.form), one.style) if value.strip() else None
    amount = float(value or 0)
    text = general(amount) if one.form == GENERAL else shown(amount, one.form, epoch)
    return Cell(column, text, one.style, stored(amount, one.form)) if text else None
