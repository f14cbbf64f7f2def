"""What Firestore holds of a collection, and what the API shows of it. Times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

DOCUMENT_PROCESSING = "document_processing"
ITEM_GENERATION = "item_generation"
DECK_GENERATION = "deck_generation"
PROCESSES = (DOCUMENT_PROCESSING, ITEM_GENERATION, DECK_GENERATION)
DocumentType = Literal["linesheet", "purchase_order"]


class AsStored(BaseModel):
    """Shows the fields that are stored, and no others."""

    @model_serializer(mode="wrap")
    def _as_stored(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        shown: dict[str, Any] = handler(self)
        stored = self.model_fields_set | set(self.__pydantic_extra__ or {})
        return {name: value for name, value in shown.items() if name in stored}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        described: Any = {key: value for key, value in schema.items() if key != "serialization"}
        return handler(described)


class Progress(AsStored):
    """How far a run is: `phase` of `total_phases`, or `step` of `total_steps`; `percentage` is a whole number."""

    phase: int | None = None
    total_phases: int | None = None
    step: int | None = None
    total_steps: int | None = None
    percentage: int = Field(0, ge=0, le=100)


class ProcessError(AsStored):
    """Why a run failed: a sentence for a person, a `code` for a program."""

    message: str
    code: str | None = None
    phase: str | None = None
    step: str | None = None
    details: str | None = None
    retryable: bool | None = None
    document_id: str | None = None


class ProcessWarning(BaseModel):
    """Something to know about a run that went on all the same."""

    code: str
    message: str
    document_id: str | None = None


class ProcessStatus(AsStored):
    """`processing_status.<process>` as it is stored. A process that was never run has `status` alone."""

    model_config = ConfigDict(extra="allow")

    status: Literal["idle", "processing", "paused", "completed", "failed", "cancelled"] = "idle"
    task_id: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    last_updated: datetime | None = None
    current_phase: str | None = None
    current_step: str | None = None
    progress: Progress | None = None
    error: ProcessError | None = None
    message: str | None = None
    attempt: int | None = None
    queue_position: int | None = None
    eta_seconds: int | float | None = None
    worked_seconds: float | None = None
    working_since: datetime | None = None
    cancel_requested_at: datetime | None = None
    warnings: list[ProcessWarning] | None = None

    @property
    def live(self) -> bool:
        """Whether a job of this process is processing or paused."""
        return self.status in ("processing", "paused")


class Category(BaseModel):
    """A category of the last result, and how many products it holds.

    was: the names that were read, where people call it otherwise or merged several.
    """

    name: str
    count: int = 0
    was: list[str] = []


class Collection(BaseModel):
    """`collections/{collection_id}`. `member_uids` holds the owner too; `stale` says of processes whether
    what their result was made from changed since, `stale_reasons` what did: `documents_changed`, `products_changed`,
    `corrections_changed`, `columns_changed`, `items_changed` or `settings_changed`."""

    collection_id: str
    name: str
    owner_uid: str
    member_uids: list[str]
    categories: list[Category] = []
    stale: dict[str, bool] = {}
    stale_reasons: dict[str, list[str]] = {}
    deck_settings: dict[str, Any] = {}
    processing_status: dict[str, ProcessStatus] = {}
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def path(self) -> str:
        """Its Firestore path, which is also its Storage prefix (without the slash)."""
        return f"collections/{self.collection_id}"

    @classmethod
    def of(cls, collection_id: str, fields: Mapping[str, Any]) -> Collection:
        """A collection as it is stored."""
        return cls.model_validate(
            {"name": "", "owner_uid": "", "member_uids": [], **fields, "collection_id": collection_id}
        )

    def process(self, name: str) -> ProcessStatus:
        """The status of a process; idle when it was never run."""
        return self.processing_status.get(name) or ProcessStatus(status="idle")


class DocumentProblem(BaseModel):
    """Why an uploaded file cannot be read. It is kept; a job that reads it fails with the same code."""

    code: str
    message: str


class Document(BaseModel):
    """`collections/{collection_id}/documents/{document_id}`. `content_type`, `size_bytes` and `sha256` are those of
    the content. `page_count` is null where a file has no pages or they cannot be counted; `problem` says why."""

    document_id: str
    type: DocumentType
    filename: str
    content_type: str
    size_bytes: int
    sha256: str
    storage_path: str
    page_count: int | None = None
    problem: DocumentProblem | None = None
    created_at: datetime | None = None
