"""What an order truly says, and what may be made of it: the form of every truth file of an order."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

Status = Literal["matched", "suggested", "not_found"]


class TrueColumn(BaseModel):
    """A column of a table of lines (a row of one, where products run across).

    header: its words, the lines of a header of several rows joined; empty where there are none. roles: any of them is
    right. values: what stands in its first cells, by which the column is known where its header does not tell.
    """

    header: str
    roles: list[str]
    size: str | None = None
    values: list[str] = []


class TrueTable(BaseModel):
    """A table of lines; one that goes on over pages is one."""

    columns: list[TrueColumn]


class TrueLine(BaseModel):
    """One line of an order, in the order of the document. A row of an order form without a quantity is none.

    codes: what may stand as its style number or its SKU; empty where none is printed; "" among them says that none is
    right as well. optional: a person could as well not take it for a line, so whether it is one counts nowhere.
    sizes: size -> quantity, where sizes are printed; None where they are not judged. unit_cost and total are None
    where none is printed: then none, or one that follows from the other values, is right. statuses: the decisions that
    are right; where product_id is None a suggestion may be any. flags: duplicate, zero, negative or currency, with a
    question mark where a flag may be or not. kind: why the line is as it is, for lists of mistakes. sheet, row: where
    it stands in a workbook.
    """

    codes: list[str] = []
    name: str | None = None
    color: str | None = None
    sizes: dict[str, str] | None = None
    quantity: str | None = None
    unit_cost: str | None = None
    total: str | None = None
    statuses: list[Status]
    product_id: str | None = None
    flags: list[str] = []
    kind: str = "exact"
    optional: bool = False
    sheet: str | None = None
    row: int | None = None


class TrueTotals(BaseModel):
    """The order's own totals as printed; None where it prints none."""

    quantity: str | None = None
    subtotal: str | None = None
    discount: str | None = None
    tax: str | None = None
    shipping: str | None = None
    total: str | None = None


class OrderTruth(BaseModel):
    """An order. `statuses`: what its totals may be found to be. `products` are the linesheet's, as they are stored.

    currency: ISO 4217; None where the order does not say.
    """

    document: str
    made: str
    currency: str | None = None
    tables: list[TrueTable] = []
    lines: list[TrueLine]
    totals: TrueTotals = TrueTotals()
    statuses: list[Literal["reconciled", "differs", "no_totals"]]
    products: list[dict[str, Any]] = []

    @classmethod
    def read(cls, path: Path) -> OrderTruth:
        """The truth of a file."""
        return cls.model_validate_json(path.read_text(encoding="utf-8"))

    def write(self, path: Path) -> None:
        """Write the truth as a file."""
        path.write_text(self.model_dump_json(indent=1), encoding="utf-8")
