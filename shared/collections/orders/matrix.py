"""A grid by row and column, also with both changed: what stands where, and what merged cells reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.collections.orders.models import Grid, GridCell

MAX_REACH = 2_000  # rows that a merged cell is carried down


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell and where it stands: its page, its row as the grid counts it, and its text on one line."""

    cell: GridCell
    page: int
    row: int
    text: str


Row = dict[int, Spot]


@dataclass
class Matrix:
    """Rows of cells by their column. `down`: for each column and row below a merged cell, that cell.

    across: the cells that cover several columns, by row.
    """

    rows: list[Row]
    down: dict[tuple[int, int], Spot]
    width: int
    kind: str = "table"
    transposed: bool = False

    def spot(self, row: int, column: int) -> Spot | None:
        """The cell of a place; a merged one where it begins."""
        return self.rows[row].get(column)

    def text(self, row: int, column: int) -> str:
        """What is printed at a place, on one line; empty where nothing is."""
        spot = self.rows[row].get(column)
        return spot.text if spot is not None else ""

    def reaching(self, row: int, column: int) -> Spot | None:
        """The cell of a place, or the merged one above that reaches it."""
        return self.rows[row].get(column) or self.down.get((row, column))

    def wide(self, row: int) -> Iterator[tuple[int, int, Spot]]:
        """The cells of a row with their first and last column."""
        for column, spot in self.rows[row].items():
            span = spot.cell.rows if self.transposed else spot.cell.columns
            yield column, column + max(span, 1) - 1, spot


def matrix_of(grid: Grid) -> Matrix:
    """The grid as it is."""
    rows: list[Row] = []
    down: dict[tuple[int, int], Spot] = {}
    places = {(row.page, row.row): n for n, row in enumerate(grid.rows)}
    for n, row in enumerate(grid.rows):
        made: Row = {}
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if not text:
                continue
            spot = Spot(cell, row.page, row.row, text)
            made[cell.column] = spot
            for below in range(1, min(cell.rows, MAX_REACH)):
                place = places.get((row.page, row.row + below))
                if place is not None and place > n:
                    down[place, cell.column] = spot
        rows.append(made if list(made) == sorted(made) else dict(sorted(made.items())))
    width = max([grid.columns, *(max(row, default=-1) + 1 for row in rows)])
    return Matrix(rows, down, width, grid.kind)


def turned(matrix: Matrix) -> Matrix:
    """The matrix with rows and columns changed: what stood in column 2 stands in row 2."""
    rows: list[Row] = [{} for _ in range(matrix.width)]
    down: dict[tuple[int, int], Spot] = {}
    for n, row in enumerate(matrix.rows):
        for column, spot in row.items():
            rows[column][n] = spot
            for right in range(1, min(spot.cell.columns, matrix.width - column)):
                down[column + right, n] = spot
    return Matrix(rows, down, len(matrix.rows), matrix.kind, transposed=not matrix.transposed)
