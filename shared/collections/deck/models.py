"""What a deck is made from and what its phases hand to each other. Pages count from 1, sizes are in points."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.engine.run import StoredFile
from shared.reading.geometry import Box

ShownField = Literal[
    "style_number", "category", "description", "colors", "sizes", "materials", "quantity", "unit_cost", "total"
]
ShownPrice = Literal["wholesale", "retail", "unit_cost"]
GroupBy = Literal["none", "category", "color"]
SortBy = Literal["document", "name", "style_number", "price"]
PageSize = Literal["wide", "standard", "a4", "letter"]
Colour = Annotated[str, StringConstraints(pattern=r"^#?[0-9A-Fa-f]{6}$")]


class DeckLook(BaseModel):
    """What a person says of a deck's looks. `language` is a BCP 47 tag: the deck's own words are in it where we have
    them, and amounts as it writes them. `per_page` is products a page. Lists show in their order, each entry once."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str | None = Field(None, max_length=200)
    subtitle: str | None = Field(None, max_length=300)
    color: Colour = "#1F3A5F"
    per_page: Literal[1, 2, 4, 6, 9] = 4
    fields: list[ShownField] = Field(["style_number", "colors", "sizes"], max_length=20)
    prices: list[ShownPrice] = Field(["wholesale", "retail"], max_length=10)
    group_by: GroupBy = "category"
    sort_by: SortBy = "document"
    currency_note: str | None = Field(None, max_length=300)
    page_size: PageSize = "wide"
    language: str = Field("en", max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class DeckSettings(DeckLook):
    """How a deck looks: `collections/{id}.deck_settings`, defaults where nothing is set.

    logo_path: Storage path of the logo; set by uploading one, never by a person.
    """

    logo_path: str | None = None


class DeckJob(BaseModel):
    """What deck generation works on: the items of the last order run, or the products where there are none.

    name: the collection's, for a deck without a title. made_of: the run whose results are shown. documents: names of
    the files that values were read from, by document id. chosen: settings for this deck alone, which a retry keeps.
    day: shown on the cover, and the date of the files.
    """

    name: str
    content: Literal["items", "products"]
    settings: DeckSettings
    made_of: str | None = None
    logo: StoredFile | None = None
    documents: dict[str, str] = {}
    chosen: dict[str, Any] = {}
    day: date = date(2026, 1, 1)


# Phase 1: Gathering items


class Card(BaseModel):
    """A product as a deck shows it. Amounts come ready to read ("49.00 EUR"); `notes` say where it was read.

    group: the section it belongs to. sizes: ready to read, with quantities where there are any ("M 12").
    picture: the Storage path of its main picture.
    """

    key: str
    name: str
    group: str = ""
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
    picture: str | None = None
    notes: list[str] = []


class DeckCards(BaseModel):
    """What phase 1 makes: a file of `Card` rows in the order of the deck. `quantity`: of all, ready to read."""

    cards: StoredFile
    count: int
    quantity: str | None = None


# Phase 2: Preparing pictures


class PreparedPicture(BaseModel):
    """A picture scaled to the size it is shown at, in pixels: the entry `name` of the zip file number `pack`."""

    pack: int
    name: str
    width: int
    height: int


class DeckPictures(BaseModel):
    """What phase 2 makes: zip files of pictures, and a file of `PictureRow` rows. `logo` where it can be shown."""

    packs: list[StoredFile]
    pictures: StoredFile
    missing: int = 0
    logo: PreparedPicture | None = None


class PictureRow(BaseModel):
    """The prepared picture of a Storage path."""

    path: str
    picture: PreparedPicture


# Phase 3: Laying out pages


class Span(BaseModel):
    """Words of one look; `color` as RRGGBB."""

    text: str
    color: str
    bold: bool = False


class Paragraph(BaseModel):
    """Spans on lines of their own. `rtl`: they read from right to left."""

    spans: list[Span]
    rtl: bool = False


class TextBox(BaseModel):
    """Text that fits its box, from the box's top; `size` in points. `role`: the slide's title, or its page number."""

    kind: Literal["text"]
    box: Box
    paragraphs: list[Paragraph]
    size: float
    align: Literal["left", "center", "right"] = "left"
    role: Literal["", "title", "page"] = ""
    name: str = ""


class Area(BaseModel):
    """A filled or outlined rectangle; colours as RRGGBB."""

    kind: Literal["area"]
    box: Box
    fill: str | None = None
    line: str | None = None


class PictureBox(BaseModel):
    """A picture in its own proportions, and the words for who cannot see it."""

    kind: Literal["picture"]
    box: Box
    picture: PreparedPicture
    alt: str


Element = Annotated[TextBox | Area | PictureBox, Field(discriminator="kind")]


class Group(BaseModel):
    """What belongs together on a page, in the order of drawing. A card's is moved as one in the slides."""

    name: str = ""
    elements: list[Element]


class DeckPage(BaseModel):
    """One page as it is drawn, the same in every format: a cover, a section's opening, or cards.

    bookmark: what it is called in the list of contents, where it begins a section.
    """

    number: int
    kind: Literal["cover", "section", "cards"]
    title: str
    bookmark: str | None = None
    groups: list[Group] = []
    notes: list[str] = []


class DeckPlan(BaseModel):
    """What phase 3 makes: a file of `DeckPage` rows. Width and height of each in points."""

    pages: StoredFile
    count: int
    title: str
    width: float
    height: float


# Phases 4 to 6


class DeckSlides(BaseModel):
    """What phase 4 makes."""

    pptx: StoredFile


class DeckPdf(BaseModel):
    """What phase 5 makes."""

    pdf: StoredFile
    page_count: int


class DeckPreviews(BaseModel):
    """What phase 6 makes: a PNG a page, in order."""

    previews: list[StoredFile]


class Deck(BaseModel):
    """A generated deck: `collections/{id}/decks/{deck_id}`; the deck_id is its run's task_id. Sizes are in bytes."""

    deck_id: str
    title: str
    settings: DeckSettings
    content: Literal["items", "products"]
    made_of: str | None = None
    page_count: int
    card_count: int
    pptx_path: str
    pdf_path: str
    preview_paths: list[str]
    pptx_size: int | None = None
    pdf_size: int | None = None
