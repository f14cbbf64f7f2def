"""Parts of a document that are set in rows and columns, whatever its form: sheets, tables of pages, forms.

Columns count from 0, rows and pages from 1. A bbox is in points from the top left of the page as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.reading.geometry import Box

GridKind = Literal["sheet", "table", "text", "form"]


@dataclass(slots=True)
class GridCell:
    """A cell that is not empty, over `columns` columns and `rows` rows. `number`: as stored, an exact decimal."""

    column: int
    text: str
    number: str | None = None
    columns: int = 1
    rows: int = 1
    bold: bool = False
    bbox: Box | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class GridRow:
    """Cells from left to right. `row` is the sheet's own number, or counts the rows of the page."""

    row: int
    page: int
    cells: list[GridCell]


@dataclass(slots=True)
class CellGrid:
    """A sheet, a table, a form (rows of a label and its value) or lines of text (rows of one cell)."""

    kind: GridKind
    rows: list[GridRow] = field(default_factory=list)
    sheet: str | None = None

    @property
    def columns(self) -> int:
        """How many columns there are, empty ones included."""
        return max((c.column + c.columns for row in self.rows for c in row.cells), default=0)
