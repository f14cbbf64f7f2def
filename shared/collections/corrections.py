"""What people said of results: `collections/{id}/edits`. It is laid over what was read, and never changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, Field

from shared.collections.category_names import CategoryEdits
from shared.collections.models import Product

Row = Mapping[str, Any]


class EditedProduct(Product):
    """A product as it is shown. `edited` names the fields that a person corrected; `machine` holds what was read there.

    A category that people call otherwise for all its products is not among them.
    """

    edited: list[str] = Field(default_factory=list)
    machine: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """What else products are seen through: the names of categories, and the run whose pictures stand."""

    categories: CategoryEdits = field(default_factory=CategoryEdits)
    run: str | None = None


AS_READ = View()


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


def laid_over(product: Row, fields: Row, view: View = AS_READ) -> EditedProduct:
    """A product with a person's corrections."""
    said = {**fields, "images": _standing(fields["images"], view.run)} if fields.get("images") else fields
    shown = {**product, **said}
    shown["category"] = view.categories.shown(shown.get("category"))
    machine = {name: product.get(name) for name in fields}
    return EditedProduct.model_validate({**shown, "edited": sorted(fields), "machine": machine})


def _standing(images: Iterable[Row], run: str | None) -> list[Row]:
    """Pictures that a person chose, where the run that stands published them."""
    return [{**image, "storage_path": _of_run(image.get("storage_path"), run)} for image in images]


def _of_run(path: str | None, run: str | None) -> str | None:
    if path is None or run is None:
        return path
    folder, _, name = path.rpartition("/")
    return f"{folder.rpartition('/')[0]}/{run}/{name}"


def of_kind(rows: Iterable[Row], kind: str) -> dict[str, Row]:
    """The edits of a kind by their ids; each row has its id as `id`."""
    return {str(row["id"]): row for row in rows if row.get("kind", "product") == kind}


def products_of(
    rows: Iterable[Row], edits: Mapping[str, Row], categories: CategoryEdits | None = None
) -> list[EditedProduct]:
    """Stored products in the order of documents and reading, corrections laid over.

    categories: what people call categories; left out, they are called as they were read or typed.
    """
    found = [{**row, "product_id": row["id"]} for row in rows]
    found.sort(key=lambda row: (row.get("source", {}).get("document_id", ""), row.get("position", 0)))
    view = View(categories or CategoryEdits(), _run_of(found))
    return [laid_over(row, edits.get(row["product_id"], {}).get("fields", {}), view) for row in found]


def _run_of(rows: Iterable[Row]) -> str | None:
    """The run that published these products' pictures: the folder they lie in."""
    paths = (image.get("storage_path") for row in rows for image in row.get("images", ()))
    return next((path.split("/")[-2] for path in paths if path and "/" in path), None)
