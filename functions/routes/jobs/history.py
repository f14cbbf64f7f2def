"""The calls below `/api/jobs`."""

from __future__ import annotations

from datetime import UTC, datetime

from functions.problems import Problem
from functions.routes.jobs.models import JobList, JobsQuery, Preview, PreviewQuery, Previews, ShownCause, ShownJob
from functions.routes.jobs.query import jobs_query
from functions.routing import Call
from functions.services import Services
from shared.collections.previews import previews
from shared.collections.refusals import NotFound
from shared.collections.repository import Repository
from shared.engine.errors import NoSuchJob
from shared.engine.job import Cause, Job, State

COLLECTIONS = "collections/"


class JobCalls:
    """What a person may see of jobs: their own, and those of collections that they are a member of."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def list_jobs(self, call: Call, query: JobsQuery) -> JobList:
        """The jobs you started, newest first; with `collection_id`, all of a collection that you are a member of."""
        db = self._services.store.db
        if query.collection_id:
            Repository(db).status(query.collection_id, call.uid)
        found = jobs_query(db, call.uid, query).limit(query.page_size + 1)
        jobs = [self._shown(Job.model_validate(s.to_dict())) for s in found.stream()]
        more = jobs[query.page_size - 1].task_id if len(jobs) > query.page_size else None
        return JobList(jobs=jobs[: query.page_size], next_page_token=more)

    def get_job(self, call: Call, task_id: str) -> ShownJob:
        """One job, with the times of its phases and the causes of attempts that did not finish."""
        return self._shown(self._job(task_id, call.uid))

    def get_previews(self, call: Call, task_id: str, query: PreviewQuery) -> Previews:
        """Pictures that a live job has found so far. They are provisional, and gone when the run ends."""
        job = self._job(task_id, call.uid)
        if job.state not in (State.PROCESSING, State.PAUSED):
            raise Problem("previews_gone", "This run has ended. Its pictures are with the products now.")
        found = previews(self._services.artifacts, job, query.page_size)
        urls, _ = self._services.urls.links([picture.thumbnail_path for picture in found])
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
        if seen is None or not self._may_see(seen.job, uid):
            raise NoSuchJob("There is no such job, or it is neither yours nor of a collection of yours.")
        return seen.job

    def _may_see(self, job: Job, uid: str) -> bool:
        if job.owner_uid == uid:
            return True
        collection_id = _collection_id(job)
        try:
            return bool(collection_id and Repository(self._services.store.db).status(collection_id, uid))
        except NotFound:
            return False


def shown(job: Job, total: int) -> ShownJob:
    """A job of `total` phases, without what only the engine needs."""
    same = {"task_id", "process", "owner_uid", "cancelled_by", "reopened", "phases", "warnings", "error", "counts"}
    return ShownJob(
        **job.model_dump(include=same),
        **job.model_dump(include={"created_at", "started_at", "completed_at"}),
        collection_id=_collection_id(job),
        owner_email=job.owner.email,
        owner_name=job.owner.name,
        phase=min(job.phase, total),
        total_phases=total,
        status=job.state.value,
        attempt=job.attempt,
        causes=[_cause(cause) for cause in job.causes],
        seconds=_seconds(job),
    )


def _collection_id(job: Job) -> str | None:
    return job.subject.removeprefix(COLLECTIONS) if job.subject.startswith(COLLECTIONS) else None


def _cause(cause: Cause) -> ShownCause:
    return ShownCause(**cause.model_dump())


def _seconds(job: Job) -> float | None:
    if job.started_at is None:
        return None
    return round(job.worked(datetime.now(UTC)), 3)
