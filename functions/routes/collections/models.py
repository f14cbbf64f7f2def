"""What the calls of Collections read and answer, as OpenAPI shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, WithJsonSchema, model_validator

from functions.routes.inputs import NAMED_ID, NAMED_IDS, Input, Name, PageSize
from shared.collections.corrections import EditedProduct
from shared.collections.deck.models import DeckLook
from shared.collections.records import PROCESSES, Collection, Document, DocumentType, ProcessStatus

Text = Annotated[str, StringConstraints(max_length=2000)]
Short = Annotated[str, StringConstraints(max_length=300)]
Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,4})?$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Token = Annotated[str, Field(description="`next_page_token` of the page before.")]
File = Annotated[Any, WithJsonSchema({"type": "string", "contentMediaType": "application/octet-stream"})]

EditedField = Literal[
    "name",
    "style_number",
    "category",
    "description",
    "wholesale_price",
    "retail_price",
    "colors",
    "sizes",
    "materials",
    "images",
]


class NewCollection(Input):
    """A collection to be made."""

    name: Name


class ChangedCollection(Input):
    """What is to change; what is left out stays. Of `deck_settings`, too, only the fields that are sent change."""

    name: Name | None = None
    deck_settings: DeckLook | None = None

    @model_validator(mode="after")
    def _something(self) -> ChangedCollection:
        if self.name is None and self.deck_settings is None:
            raise ValueError("send a name, deck_settings, or both.")
        return self


class ListQuery(Input):
    """One page of a list."""

    page_size: PageSize = 100
    page_token: Annotated[str, StringConstraints(pattern=NAMED_ID)] | None = None


class CollectionList(BaseModel):
    """One page of collections, newest first."""

    collections: list[Collection]
    next_page_token: str | None = None


class DeletionGoesOn(BaseModel):
    """The collection is hidden; deleting all of it takes another call."""

    deleted: Literal[False] = False
    message: str


class UploadQuery(Input):
    """`process=false` only uploads; else document processing starts when it has never run and a linesheet came."""

    process: bool = True


class UploadForm(Input):
    """Files as a form: one or more parts named `file`, all of one `type`."""

    type: DocumentType
    file: list[File] = Field(min_length=1, max_length=20)


class Announcement(Input):
    """A file that will be sent to an upload URL."""

    type: DocumentType
    filename: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    size_bytes: int = Field(ge=0)
    content_type: Annotated[str, StringConstraints(max_length=200, pattern=r"^[\w.+-]+/[\w.+-]+$")] = (
        "application/octet-stream"
    )


class Started(BaseModel):
    """An accepted job."""

    task_id: str
    status: Literal["processing"] = "processing"
    status_url: str


class UploadUrl(BaseModel):
    """Where an announced file goes: PUT it there, whole or in chunks with `Content-Range`, then POST `register_url`."""

    document_id: str
    upload_url: str
    method: Literal["PUT"] = "PUT"
    headers: dict[str, str]
    expires_at: datetime
    register_url: str


class Uploaded(BaseModel):
    """What was taken: `documents`, or for an announced file its `upload`. `processing` is the job that began."""

    documents: list[Document] = []
    upload: UploadUrl | None = None
    processing: Started | None = None


class DocumentList(BaseModel):
    """Documents in the order of uploading."""

    documents: list[Document]


class RetryBody(Input):
    """How to run again."""

    from_start: bool = False


class RetryDocumentsBody(RetryBody):
    """How to run again. `category_hint` names the categories to look for, separated by commas or lines."""

    category_hint: Text | None = None


class DeckBody(Input):
    """How this deck looks, where it differs from the collection's deck settings."""

    settings: DeckLook = Field(default_factory=DeckLook)


class RetryDeckBody(RetryBody, DeckBody):
    """How to run again, and how the deck looks."""


class Steered(BaseModel):
    """What was done. A retry that began anew has a new `task_id` and says so."""

    success: Literal[True] = True
    message: str
    task_id: str
    status: Literal["processing", "paused", "cancelled"]


class ProcessingStatus(BaseModel):
    """Every process as it is stored; `idle` when it was never run."""

    document_processing: ProcessStatus
    item_generation: ProcessStatus
    deck_generation: ProcessStatus


assert set(ProcessingStatus.model_fields) == set(PROCESSES)


class ProductQuery(Input):
    """Which products, and which first."""

    order: Literal["reading", "doubt"] = Field(
        "reading", description="In reading order, or what is likely wrong first."
    )
    category: Short | None = Field(None, description="Only this category, corrections counted.")
    document_id: Annotated[str, StringConstraints(pattern=NAMED_ID)] | None = None
    page_size: Annotated[int, Field(ge=1, le=1000, description="Rows a page.")] = 100
    page_token: Token | None = None


class ProductList(BaseModel):
    """One page of products, in the order asked for."""

    products: list[EditedProduct]
    next_page_token: str | None = None


class Price(Input):
    """A price: decimal strings and an ISO 4217 currency; `amount_max` is the upper end of a range."""

    amount: Amount
    currency: Currency | None = None
    amount_max: Amount | None = None


class Colour(Input):
    """A colourway by name, by code, or both."""

    name: Short | None = None
    code: Short | None = None


class ProductEdit(Input):
    """Corrections: only the fields that are sent change, and null means that the product has none.

    `reset` takes corrections back: those fields show again what was read. `images` are ids of pictures of the last
    result, the main one first; what is left out is removed.
    """

    name: Short | None = None
    style_number: Short | None = None
    category: Short | None = None
    description: Text | None = None
    wholesale_price: Price | None = None
    retail_price: Price | None = None
    colors: list[Colour] = Field([], max_length=200)
    sizes: list[Short] = Field([], max_length=200)
    materials: Text | None = None
    images: list[Annotated[str, StringConstraints(pattern=NAMED_ID)]] = Field([], max_length=50)
    reset: list[EditedField] = Field([], max_length=20)


class MovedImage(Input):
    """Where a picture goes: the product `to`, and there before its others when it is to be the `main` one."""

    to: Annotated[str, StringConstraints(pattern=NAMED_ID)]
    main: bool = False


class ImageQuery(Input):
    """Which pictures: one page of them, or those that `ids` names."""

    ids: Annotated[str, StringConstraints(pattern=NAMED_IDS)] | None = Field(
        None, description="Up to 100 ids of pictures, separated by commas; those that do not exist are left out."
    )
    unmatched: bool = Field(False, description="Only those that no product shows.")
    page_size: Annotated[int, Field(ge=1, le=100)] = 24
    page_token: Annotated[str, StringConstraints(pattern=NAMED_ID)] | None = None

    @model_validator(mode="after")
    def _unpaged(self) -> ImageQuery:
        if self.ids is not None and self.model_fields_set & {"page_size", "page_token"}:
            raise ValueError("leave page_size and page_token out where ids are named: the answer is one page.")
        return self

    def chosen(self) -> list[str]:
        """The pictures that are named, each once, in the order asked for."""
        return list(dict.fromkeys((self.ids or "").split(",")))


class ShownImage(BaseModel):
    """A picture of the last result; `url` shows it until the list's `expires_at`."""

    image_id: str
    product_ids: list[str]
    url: str


class ImageList(BaseModel):
    """One page of pictures in the order of their ids, or those that were named in that order."""

    images: list[ShownImage]
    expires_at: datetime
    next_page_token: str | None = None
