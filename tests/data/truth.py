"""What a document truly says: the form of every truth file, made by a generator or by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel

Box = tuple[float, float, float, float]
Kind = Literal["wholesale_price", "retail_price"]
Part = Literal[
    "products", "prices", "pictures", "categories", "names", "styles", "colours", "sizes", "materials", "places"
]
PARTS: tuple[Part, ...] = get_args(Part)


class Price(BaseModel):
    """`amount` is a decimal string as the linesheet means it ("1290.00"), `currency` an ISO 4217 code.

    An empty currency says that the document prints none: any is accepted. `amount_max` is the upper end of a printed
    range.
    """

    amount: str
    currency: str
    amount_max: str | None = None


class TrueProduct(BaseModel):
    """One product. `pictures` are the visible boxes of its pictures on `page`, the main one first.

    Boxes are points from the top left; pages (sheets of a workbook) count from 1. None means that the document
    states none, so the result must have none either.

    also_named, also_styled, also_in: other names, style numbers and categories that a person could defend as well.
    either_kind: the document does not say whether its one price is wholesale or retail, so either field may hold
    it, but not both; of two prices, either may be either.
    one_price_will_do: of the two, the wholesale price alone may be given, in either field.
    code_in_name: the style number is printed within the name, so the product may be known by either; `name` is the
    whole printed name.
    color_codes: printed codes of its colours, where there are any; empty says that codes are not judged.
    also_sized, also_colored, also_made_of: sizes, colours or materials that may be given or left out.
    color_lists: other whole lists of colours that a person could defend ("black, white" as one colourway or as two).
    also_priced: prices that may stand in the place of the one (another plant's, another quantity's).
    optional: a person could as well not take it for a product (a fee in the table of products): whether the result
    has it counts nowhere. picture_optional: the result may also have no picture of it.
    places: where values are printed, by field name; fields that are not named are judged by the page's own text.
    sheet, row: the sheet and the row (from 1) that hold the product, which is then known by these, not by its page.
    picture_ids: one for each of `pictures`; the same id elsewhere means the very same picture, "" that there is no
    other. Empty where no picture of the product occurs twice.
    picture_looks: fingerprints of its pictures (see tests/accuracy/looks.py), for sheets, which have no places.
    carton_price: a fact that no field of a product holds.
    """

    style_number: str | None = None
    also_styled: list[str] = []
    name: str
    also_named: list[str] = []
    category: str | None = None
    also_in: list[str] = []
    wholesale_price: Price | None = None
    retail_price: Price | None = None
    either_kind: bool = False
    one_price_will_do: bool = False
    code_in_name: bool = False
    carton_price: Price | None = None
    carton_quantity: int | None = None
    also_priced: list[Price] = []
    colors: list[str] = []
    also_colored: list[str] = []
    color_lists: list[list[str]] = []
    color_codes: list[str] = []
    sizes: list[str] = []
    also_sized: list[str] = []
    materials: str | None = None
    also_made_of: list[str] = []
    description: str | None = None
    optional: bool = False
    page: int
    sheet: str | None = None
    row: int | None = None
    places: dict[str, Box] = {}
    pictures: list[Box] = []
    picture_ids: list[str] = []
    picture_looks: list[str] = []
    picture_optional: bool = False


class Truth(BaseModel):
    """A document's truth. `scored` names the parts that were checked; `informational` documents count nowhere.

    scan: the document is a picture of a page, or pages without usable text.
    """

    document: str
    made: str
    scored: list[Part] = list(PARTS)
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
