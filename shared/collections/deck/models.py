"""What a deck is made from and what its phases hand to each other. Pages count from 1, sizes are in points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from shared.engine.run import StoredFile

ShownField = Literal[
    "style_number", "category", "description", "colors", "sizes", "materials", "quantity", "unit_cost", "total"
]
ShownPrice = Literal["wholesale", "retail", "unit_cost"]
GroupBy = Literal["none", "category", "color"]
SortBy = Literal["document", "name", "style_number", "price"]
PageSize = Literal["wide", "standard", "a4", "letter"]
Colour = Annotated[str, StringConstraints(pattern=r"^#?[0-9A-Fa-f]{6}$")]


class DeckSettings(BaseModel):
    """How a deck looks: `collections/{id}.deck_settings`, defaults where nothing is set.

    logo_path: Storage path of an uploaded picture. language: a BCP 47 tag; the deck's own words are in it where we
    have them. per_page: products a page.
    """

    title: str | None = Field(None, max_length=200)
    subtitle: str | None = Field(None, max_length=300)
    logo_path: str | None = None
    color: Colour = "#1F3A5F"
    per_page: Literal[1, 2, 4, 6, 9] = 4
    fields: list[ShownField] = ["style_number", "colors", "sizes"]
    prices: list[ShownPrice] = ["wholesale", "retail"]
    group_by: GroupBy = "category"
    sort_by: SortBy = "document"
    currency_note: str | None = Field(None, max_length=300)
    page_size: PageSize = "wide"
    language: str = Field("en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class DeckJob(BaseModel):
    """What deck generation works on: the items of the last order run, or the products where there are none.

    name: the collection's, for a deck without a title. made_of: the run whose results are shown.
    """

    name: str
    content: Literal["items", "products"]
    settings: DeckSettings
    made_of: str | None = None
    logo: StoredFile | None = None


class Card(BaseModel):
    """A product as a deck shows it. Amounts come ready to read ("49.00 EUR"); `notes` say where it was read."""

    key: str
    name: str
    style_number: str | None = None
    category: str | None = None
    description: str | None = None
    colors: list[str] = []
    sizes: list[str] = []
    materials: str | None = None
    wholesale: str | None = None
    retail: str | None = None
    unit_cost: str | None = None
    quantity: str | None = None
    total: str | None = None
    picture: StoredFile | None = None
    notes: list[str] = []


class DeckCards(BaseModel):
    """What phase 1 makes: a file of `Card` rows in the order of the deck."""

    cards: StoredFile
    count: int


class DeckPage(BaseModel):
    """One page: a cover, a section's opening, or cards (indexes into the file of cards)."""

    number: int
    kind: Literal["cover", "section", "cards"]
    title: str = ""
    cards: list[int] = []


class DeckPlan(BaseModel):
    """What phase 2 makes: a file of `DeckPage` rows."""

    pages: StoredFile
    count: int


class DeckSlides(BaseModel):
    """What phase 3 makes."""

    pptx: StoredFile


class DeckPdf(BaseModel):
    """What phase 4 makes."""

    pdf: StoredFile
    page_count: int


class DeckPreviews(BaseModel):
    """What phase 5 makes: a PNG a page, in order."""

    previews: list[StoredFile]


class Deck(BaseModel):
    """A generated deck: `collections/{id}/decks/{deck_id}`; the deck_id is its run's task_id."""

    deck_id: str
    title: str
    settings: DeckSettings
    content: Literal["items", "products"]
    page_count: int
    card_count: int
    pptx_path: str
    pdf_path: str
    preview_paths: list[str]
