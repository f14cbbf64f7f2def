"""The rows of a sheet that name its columns."""

from __future__ import annotations

from collections.abc import Sequence

from shared.reading.attributes import is_size
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import Field, field_of
from shared.reading.sheet_grid import Cell, Grid

MAX_GROUP = 40  # rows that one product may take


def is_header_row(cells: Sequence[Cell]) -> bool:
    """Whether a row names the columns of a table: several fields in words alone, a price or a style number among them.

    Labels of prices only stand above the prices of a card.
    """
    if len(cells) < 3 or any(any(map(str.isdigit, c.text)) and not is_size(c.text) for c in cells):
        return False
    fields = {_field(cell) for cell in cells} - {None}
    return len(fields) >= 2 and bool(fields & {*PRICE_FIELDS, "code"}) and not fields <= set(PRICE_FIELDS)


def _field(cell: Cell) -> Field | None:
    return field_of(" ".join(cell.text.split()))


def lowered_headers(grid: Grid) -> dict[tuple[int, int], int]:
    """The cells of a header in two rows that stand beside its second one: "Style | Name | Price" over "WS | RRP".

    By row and column, the row that they name columns in.
    """
    found: dict[tuple[int, int], int] = {}
    for row, cells in grid.rows.items():
        below = grid.rows.get(row + 1, [])
        if not 2 <= len(below) < len(cells) + 2 or is_header_row(below) or not is_header_row(cells):
            continue
        under = {cell.column for cell in below}
        if not under.issubset(_reach(grid, row, cells)) or any(map(str.isdigit, "".join(c.text for c in below))):
            continue
        beside = [cell for cell in cells if cell.column not in under]
        if is_header_row([*beside, *below]) and any(_field(cell) in PRICE_FIELDS for cell in below):
            found.update({(row, cell.column): row + 1 for cell in beside})
    return found


def _reach(grid: Grid, row: int, cells: Sequence[Cell]) -> set[int]:
    """The columns that a row's cells stand over, a cell over the empty ones right of it too."""
    last = max((s.right for s in grid.merges if s.top == row), default=0)
    return set(range(cells[0].column, max(last, cells[-1].column + 1) + 1))


def product_rows(grid: Grid) -> list[tuple[int, int]]:
    """First and last of rows that follow each other and have the same style number and name, or none: one product's."""
    found: list[tuple[int, int]] = []
    columns: list[int] = []
    before: tuple[str, ...] = ()
    for row, cells in grid.rows.items():
        if is_header_row(cells):
            columns = [cell.column for cell in cells if _field(cell) in ("code", "name")]
            before = ()
            continue
        said = tuple(cell.text for cell in cells if cell.column in columns)
        follows = bool(found) and row == found[-1][1] + 1 and row - found[-1][0] < MAX_GROUP
        if follows and (not said or said == before):
            found[-1] = found[-1][0], row
        elif said:
            found.append((row, row))
        before = said or before
    return [(first, last) for first, last in found if last > first]
