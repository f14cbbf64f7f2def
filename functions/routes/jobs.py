"""Jobs: what a person started, how it went, and what it has found so far."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Annotated, Literal

from google.cloud.firestore import Query
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel, Field, StringConstraints

from functions.problems import Problem
from functions.routes.inputs import NAMED_ID, Input, PageSize
from functions.routing import Call, Route
from functions.services import Services
from shared.collections.previews import previews
from shared.engine.errors import NoSuchJob
from shared.engine.job import Cause, Job, PhaseTime, State
from shared.engine.run import Warning

SIGNERS = 8
Status = Literal["processing", "paused", "completed", "failed", "cancelled"]
NamedId = Annotated[str, StringConstraints(pattern=NAMED_ID)]


class JobsQuery(Input):
    """Which jobs."""

    collection_id: NamedId | None = None
    status: Status | None = None
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
    """One run of a process: `phase` of `total_phases` is due, or was the last; `attempt` counts that phase's."""

    task_id: str
    process: str
    collection_id: str | None
    status: Status
    phase: int
    total_phases: int
    attempt: int
    phases: list[PhaseTime]
    causes: list[ShownCause]
    warnings: list[Warning]
    error: ShownError | None
    created_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None


class JobList(BaseModel):
    """One page of your jobs, newest first."""

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


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = JobCalls(services)
    one = "/api/jobs/{task_id}"
    return [
        Route("GET", "/api/jobs", calls.list_jobs, 200, JobList),
        Route("GET", one, calls.get_job, 200, ShownJob, ("job_not_found",)),
        Route("GET", f"{one}/previews", calls.get_previews, 200, Previews, ("job_not_found", "previews_gone")),
    ]


class JobCalls:
    """The calls below `/api/jobs`."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def list_jobs(self, call: Call, query: JobsQuery) -> JobList:
        """The jobs you started, newest first."""
        found = self._services.store.db.collection("jobs").where(filter=FieldFilter("owner_uid", "==", call.uid))
        if query.collection_id:
            found = found.where(filter=FieldFilter("subject", "==", f"collections/{query.collection_id}"))
        if query.status:
            found = found.where(filter=FieldFilter("state", "==", query.status))
        found = found.order_by("task_id", direction=Query.DESCENDING)  # a task_id begins with its time
        if query.page_token:
            found = found.start_after({"task_id": query.page_token})
        jobs = [self._shown(Job.model_validate(s.to_dict())) for s in found.limit(query.page_size + 1).stream()]
        more = jobs[query.page_size - 1].task_id if len(jobs) > query.page_size else None
        return JobList(jobs=jobs[: query.page_size], next_page_token=more)

    def get_job(self, call: Call, task_id: str) -> ShownJob:
        """One job you started, with the times of its phases and the causes of attempts that did not finish."""
        return self._shown(self._job(task_id, call.uid))

    def get_previews(self, call: Call, task_id: str, query: PreviewQuery) -> Previews:
        """Pictures that a live job has found so far. They are provisional, and gone when the run ends."""
        job = self._job(task_id, call.uid)
        if job.state not in (State.PROCESSING, State.PAUSED):
            raise Problem("previews_gone", "This run has ended. Its pictures are with the products now.")
        found = previews(self._services.artifacts, job, query.page_size)
        with ThreadPoolExecutor(SIGNERS) as pool:
            urls = list(pool.map(self._services.urls.url, [picture.thumbnail_path for picture in found]))
        shown = [
            Preview(url=url, **picture.model_dump(exclude={"thumbnail_path"}))
            for picture, url in zip(found, urls, strict=True)
        ]
        return Previews(task_id=task_id, previews=shown)

    def _shown(self, job: Job) -> ShownJob:
        pipeline = self._services.pipelines.get(job.process)
        return shown(job, pipeline.total if pipeline else job.phase)

    def _job(self, task_id: str, uid: str) -> Job:
        seen = self._services.store.get(task_id)
        if seen is None or seen.job.owner_uid != uid:
            raise NoSuchJob("There is no such job, or it is not yours.")
        return seen.job


def shown(job: Job, total: int) -> ShownJob:
    """A job of `total` phases, without what only the engine needs."""
    collection_id = job.subject.removeprefix("collections/") if job.subject.startswith("collections/") else None
    return ShownJob(
        **job.model_dump(include={"task_id", "process", "phases", "warnings", "error"}),
        **job.model_dump(include={"created_at", "started_at", "completed_at"}),
        collection_id=collection_id,
        phase=min(job.phase, total),
        total_phases=total,
        status=job.state.value,
        attempt=job.errors + job.interruptions + 1,
        causes=[_cause(cause) for cause in job.causes],
    )


def _cause(cause: Cause) -> ShownCause:
    return ShownCause(**cause.model_dump())
