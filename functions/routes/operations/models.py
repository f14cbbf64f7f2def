"""Queries and answers of the calls for operators."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from functions.routes.inputs import Input, PageSize
from functions.routes.jobs.models import NamedId, ShownCause, ShownError


class DeadLettersQuery(Input):
    """Which page of dead letters."""

    replayed: bool = Field(False, description="Also those that were replayed, or retried by their owner.")
    page_size: PageSize = 50
    page_token: NamedId | None = None


class ShownDeadLetter(BaseModel):
    """A job whose attempts are spent. `status` is where it stands now, null when it is gone; `replayable` says whether
    what it had finished is still kept."""

    task_id: str
    process: str
    subject: str
    owner_uid: str
    phase: int
    error: ShownError
    causes: list[ShownCause]
    created_at: datetime | None
    replayed_at: datetime | None
    status: str | None
    replayable: bool


class DeadLetterList(BaseModel):
    """One page of dead letters, newest job first."""

    dead_letters: list[ShownDeadLetter]
    next_page_token: str | None = None


class Replayed(BaseModel):
    """A job that goes on."""

    task_id: str
    status: Literal["processing"] = "processing"
