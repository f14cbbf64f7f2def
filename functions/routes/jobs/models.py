"""Bodies, queries and answers of the calls below `/api/jobs`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from functions.routes.inputs import NAMED_ID, Input, PageSize
from shared.engine.job import PhaseTime
from shared.engine.run import Warning

Status = Literal["processing", "paused", "completed", "failed", "cancelled"]
NamedId = Annotated[str, StringConstraints(pattern=NAMED_ID)]
Process = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,63}$")]


class JobsQuery(Input):
    """Which jobs. `since` and `until` are about when they were started; `until` itself is left out."""

    collection_id: NamedId | None = None
    process: Process | None = None
    status: Status | None = None
    owner: Literal["me"] | None = Field(None, description="Only your own; said or not when no collection is named.")
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    order: Literal["newest", "oldest"] = "newest"
    page_size: PageSize = 50
    page_token: NamedId | None = None


class ShownCause(BaseModel):
    """An attempt that did not finish. `kind` is error or interruption; `phase` counts from 1."""

    phase: int
    kind: str
    code: str
    message: str
    at: datetime


class ShownError(BaseModel):
    """Why a job failed."""

    code: str
    message: str
    phase: str
    retryable: bool
    document_id: str | None = None


class ShownJob(BaseModel):
    """One run of a process: `phase` of `total_phases` is due, or was the last; `attempt` counts that phase's.

    `seconds` is how long workers had it: its finished phases, and the attempt under way, or the last; waits and pauses
    are not in it. `counts` says what its commit wrote.
    `owner_email` and `owner_name` are those of the sign-in that started it, where they are known.
    """

    task_id: str
    process: str
    collection_id: str | None
    status: Status
    owner_uid: str
    owner_email: str | None
    owner_name: str | None
    cancelled_by: str | None
    phase: int
    total_phases: int
    attempt: int
    reopened: int
    phases: list[PhaseTime]
    causes: list[ShownCause]
    warnings: list[Warning]
    error: ShownError | None
    counts: dict[str, int]
    created_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    seconds: float | None


class JobList(BaseModel):
    """One page of jobs."""

    jobs: list[ShownJob]
    next_page_token: str | None = None


class PreviewQuery(Input):
    """How many pictures."""

    page_size: Annotated[int, Field(ge=1, le=100)] = 24


class Preview(BaseModel):
    """A picture that the run has found; `url` shows its thumbnail for some minutes."""

    image_id: str
    document_id: str
    width: int
    height: int
    url: str


class Previews(BaseModel):
    """Pictures of a run that goes on: nothing of it is a result yet."""

    task_id: str
    provisional: Literal[True] = True
    previews: list[Preview]
