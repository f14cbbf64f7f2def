"""Delete what ended jobs left in Storage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shared.cloud.config import Settings
from shared.engine.artifacts import Artifacts
from shared.engine.job import Job, State
from shared.engine.pipeline import Pipeline
from shared.engine.store import JobStore, Refused, Seen


class Cleaner:
    """Deletes a run's files when it has ended, and once more when no zombie of it can be left."""

    def __init__(
        self, store: JobStore, artifacts: Artifacts, pipelines: Mapping[str, Pipeline], settings: Settings
    ) -> None:
        self._store = store
        self._artifacts = artifacts
        self._pipelines = pipelines
        self._last_zombie = timedelta(seconds=settings.dispatch_deadline_seconds)
        self._replaced_kept = timedelta(seconds=settings.superseded_retention_seconds)

    def after_end(self, task_id: str) -> None:
        """Clean a job that has just ended."""
        seen = self._store.get(task_id)
        if seen:
            self.clean(seen)

    def after_takeover(self, task_id: str, prefix: str) -> None:
        """Delete what a worker wrote that lost its job: its own claim's files, and all of a cancelled job."""
        seen = self._store.get(task_id)
        if seen and seen.job.state == State.CANCELLED:
            self._delete(seen.job, seen.read_time)
        elif seen is None or not any(checkpoint.path.startswith(prefix) for checkpoint in seen.job.checkpoints):
            self._artifacts.delete_prefix(prefix)  # what it recorded before it lost the job is still needed

    def clean(self, seen: Seen) -> None:
        """Delete what is due, then write down when to look again, or that all is clean."""
        job, now = seen.job, seen.read_time
        if job.cleanup_at is None or job.cleanup_at > now or job.state in (State.PROCESSING, State.PAUSED):
            return
        if job.completed_at and now >= job.completed_at + self._last_zombie and not job.checkpoints:
            self._delete(job, now)
            self._forget(job)
            kept_until = self._kept_until(job)
            clean = kept_until is None or kept_until <= now
            self._note(seen, {"cleanup_at": None, "cleaned_at": now} if clean else {"cleanup_at": kept_until})
        # first the word, then the deed: a retry that comes between must find its checkpoints, or none at all
        elif self._note(seen, {"cleanup_at": now + self._last_zombie, "checkpoints": []}):
            self._delete(job, now)

    def _note(self, seen: Seen, changes: dict[str, Any]) -> bool:
        try:
            self._store.write(seen, changes)
        except Refused:
            return False
        return True

    def _delete(self, job: Job, now: datetime) -> None:
        self._artifacts.delete_prefix(job.prefix)
        if published := self._published(job, now):
            self._artifacts.delete_prefix(published)

    def _forget(self, job: Job) -> None:
        """Delete what is remembered of a subject that is gone: some may have been on its way when it went."""
        pipeline = self._pipelines.get(job.process)
        if pipeline and pipeline.remembered and not self._store.subject_exists(job):
            everything, _, _ = pipeline.remembered.partition("{document_id}")
            self._artifacts.delete_prefix(everything.format(subject=job.subject))

    def _kept_until(self, job: Job) -> datetime | None:
        """Until when the published files of a run whose results were replaced are kept."""
        return job.superseded_at + self._replaced_kept if job.superseded_at else None

    def _published(self, job: Job, now: datetime) -> str | None:
        """The published files of a run that has no (more) right to them."""
        pipeline, kept_until = self._pipelines.get(job.process), self._kept_until(job)
        replaced = job.superseded_by is not None and (kept_until is None or kept_until <= now)
        stands = job.state == State.COMPLETED and not replaced
        if stands or pipeline is None or pipeline.published is None:
            return None
        return pipeline.published.format(subject=job.subject, task_id=job.task_id)
