"""What a document truly says: the form of every truth file, made by a generator or by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel

Box = tuple[float, float, float, float]
Kind = Literal["wholesale_price", "retail_price"]


class Price(BaseModel):
    """`amount` is a decimal string as the linesheet means it ("1290.00"), `currency` an ISO 4217 code.

    An empty currency says that the document prints none: any is accepted. `amount_max` is the upper end of a printed
    range, None for a single price.
    """

    amount: str
    currency: str
    amount_max: str | None = None


class TrueProduct(BaseModel):
    """One product. `pictures` are the visible boxes of its pictures on `page`, the main one first.

    Boxes are points from the top left; pages count from 1. None means that the document states none, so the result
    must have none either.

    either_kind: the document does not say whether its one price is wholesale or retail, so either field may hold
    it, but not both; of two prices, either may be either.
    code_in_name: the style number is printed within the name, so the product may be known by either; `name` is the
    whole printed name.
    picture_ids: one for each of `pictures`; the same id elsewhere means the very same picture, "" that there is no
    other. Empty where no picture of the product occurs twice.
    carton_price: a fact that no field of a product holds.
    color_codes: one for each colour that is printed with a code; where only codes are printed, they are `colors` too.
    places: where each value is printed, by the name of its field; the whole value, over all its lines.
    """

    style_number: str | None = None
    name: str
    category: str | None = None
    wholesale_price: Price | None = None
    retail_price: Price | None = None
    either_kind: bool = False
    code_in_name: bool = False
    carton_price: Price | None = None
    carton_quantity: int | None = None
    colors: list[str] = []
    sizes: list[str] = []
    materials: str | None = None
    page: int
    pictures: list[Box] = []
    picture_ids: list[str] = []
    description: str | None = None
    color_codes: list[str] = []
    places: dict[str, Box] = {}


class Truth(BaseModel):
    """A document's truth. `scored` names the parts that were checked; `informational` documents have no bars.

    scan: the file holds pictures of pages, without text that could be read.
    """

    document: str
    made: str
    scored: list[Literal["products", "prices", "pictures", "categories"]] = [
        "products",
        "prices",
        "pictures",
        "categories",
    ]
    informational: bool = False
    scan: bool = False
    pages: int
    categories: list[str]
    products: list[TrueProduct]

    def write(self, path: Path) -> None:
        """Write it as JSON, one product a line, so that a change of one product is a change of one line."""
        head = self.model_dump_json(exclude={"products"})[:-1]
        rows = ",\n".join("  " + p.model_dump_json(exclude_defaults=True) for p in self.products)
        path.write_text(f'{head},"products":[\n{rows}\n]}}\n', encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Truth:
        """Read a truth file."""
        return cls.model_validate_json(path.read_text(encoding="utf-8"))
