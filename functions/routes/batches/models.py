"""Bodies and answers of the calls below `/api/batches`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from functions.routes.inputs import Input
from functions.routes.jobs.models import NamedId

EntryStatus = Literal["processing", "paused", "completed", "failed", "cancelled", "refused", "deleted"]


def _once(given: list[str]) -> list[str]:
    twice = [name for name, count in Counter(given).items() if count > 1]
    if twice:
        raise ValueError(f"name each collection once; {', '.join(twice)} is there more often.")
    return given


class NewBatch(Input):
    """A process to start, and the collections to start it for: one job each."""

    process: Literal["document_processing", "item_generation", "deck_generation"]
    collection_ids: Annotated[list[NamedId], Field(min_length=1, max_length=100), AfterValidator(_once)]


class Entry(BaseModel):
    """What became of one collection: its job, or why there is none (`code` and `message`; with `already_running`,
    `task_id` is the job that runs). As stored."""

    collection_id: str
    task_id: str | None = None
    code: str | None = None
    message: str | None = None


class ShownEntry(Entry):
    """An entry, and where its job stands now. `queue_position` counts from 1 while a job waits to be begun."""

    status: EntryStatus
    queue_position: int | None = None


class Batch(BaseModel):
    """`batches/{batch_id}`. `entries` is empty until each collection has been tried."""

    batch_id: str
    owner_uid: str
    process: str
    collection_ids: list[str]
    entries: list[Entry] = []
    created_at: datetime | None = None


class ShownBatch(BaseModel):
    """A batch: how many of its collections stand where, and each of them, in the order in which they were named."""

    batch_id: str
    process: str
    created_at: datetime | None
    total: int
    counts: dict[EntryStatus, int]
    entries: list[ShownEntry]

    @classmethod
    def of(cls, batch: Batch, entries: Sequence[ShownEntry]) -> ShownBatch:
        return cls(
            batch_id=batch.batch_id,
            process=batch.process,
            created_at=batch.created_at,
            total=len(entries),
            counts=dict(Counter(entry.status for entry in entries)),
            entries=list(entries),
        )
