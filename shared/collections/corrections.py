"""What people said of results: `collections/{id}/edits`. It is laid over what was read, and never changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from shared.collections.models import Product

Row = Mapping[str, Any]


class EditedProduct(Product):
    """A product as it is shown. `edited` names the fields that a person corrected."""

    edited: list[str] = Field(default_factory=list)


class ItemEdit(BaseModel):
    """What a person said of a line: corrected fields, the product that it is, products that it is not."""

    kind: Literal["item"] = "item"
    document_id: str = ""
    fields: dict[str, Any] = {}
    product_id: str | None = None
    rejected: list[str] = []

    @property
    def decides(self) -> bool:
        """Whether it says anything of the product."""
        return self.product_id is not None or bool(self.rejected)


def laid_over(product: Row, fields: Row) -> EditedProduct:
    """A product with a person's corrections."""
    return EditedProduct.model_validate({**product, **fields, "edited": sorted(fields)})


def of_kind(rows: Iterable[Row], kind: str) -> dict[str, Row]:
    """The edits of a kind by their ids; each row has its id as `id`."""
    return {str(row["id"]): row for row in rows if row.get("kind", "product") == kind}


def products_of(rows: Iterable[Row], edits: Mapping[str, Row]) -> list[EditedProduct]:
    """Stored products in the order of documents and reading, corrections laid over."""
    found = [{**row, "product_id": row["id"]} for row in rows]
    found.sort(key=lambda row: (row.get("source", {}).get("document_id", ""), row.get("position", 0)))
    return [laid_over(row, edits.get(row["product_id"], {}).get("fields", {})) for row in found]
