"""Attempts that did not finish: try again a little later, or end the job and say why."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP, Increment, WriteBatch

from shared.cloud.config import Settings
from shared.cloud.logs import fields
from shared.engine import status
from shared.engine.answers import Answer
from shared.engine.errors import PhaseError
from shared.engine.held import Held
from shared.engine.job import AT_REST, MAX_ERRORS, MAX_INTERRUPTIONS, Cause, Job, JobError, State
from shared.engine.pipeline import Pipeline
from shared.engine.queue import PhaseQueue, backoff
from shared.engine.store import Also, JobStore, Seen
from shared.engine.supervise import ChildDied

log = logging.getLogger(__name__)

KEPT_CAUSES = 10


def unreachable(error: Exception) -> PhaseError:
    """A cloud service did not answer: worth another attempt."""
    return PhaseError(
        "service_unavailable",
        "A service that we rely on did not answer. Retry in a few minutes.",
        retryable=True,
        details=str(error),
    )


def _interrupted_too_often(document_id: str | None) -> PhaseError:
    return PhaseError(
        "interrupted",
        f"This was interrupted {MAX_INTERRUPTIONS} times, mostly a sign of a document too heavy for "
        "the memory there is. Split the document or save it with smaller pictures, then retry.",
        retryable=True,
        document_id=document_id,
    )


class Failures:
    """Records attempts that failed or were interrupted; causes, waits and attempts live in Firestore."""

    def __init__(self, store: JobStore, queue: PhaseQueue, settings: Settings) -> None:
        self._store = store
        self._queue = queue
        self._settings = settings

    def failed(self, pipeline: Pipeline, held: Held, error: PhaseError) -> Answer:
        """An error of the phase: three of them end the job, a permanent one at once. Raises Superseded, SubjectGone."""
        job, now = held.job, self._store.now()
        errors = job.errors + 1
        log.warning("the attempt failed: %s", error.code, extra=fields(document=error.document_id))
        changes = {"errors": errors} | _cause(job, "error", error.code, error.message, now)
        if error.retryable and errors < MAX_ERRORS:
            return self._again(held, now, changes, errors, f"Attempt {errors + 1} of {MAX_ERRORS} starts soon…")
        end, shown, also = self._ending(pipeline, job, error, now)
        held.write(changes | end, shown, also=also)
        log.error("failed: %s", error.code)
        return Answer(200, f"failed: {error.code}")

    def interrupted(self, pipeline: Pipeline, held: Held, died: ChildDied) -> Answer:
        """The child died: five interruptions end the job. Raises Superseded, SubjectGone."""
        job, now = held.job, self._store.now()
        interruptions = job.interruptions + 1
        log.warning("the attempt was interrupted", extra=fields(document=died.document_id))
        changes = {"interruptions": interruptions} | _cause(job, "interruption", "interrupted", str(died), now)
        if interruptions < MAX_INTERRUPTIONS:
            return self._again(held, now, changes, interruptions, status.RESTARTING)
        end, shown, also = self._ending(pipeline, job, _interrupted_too_often(died.document_id), now)
        held.write(changes | end, shown, also=also)
        log.error("failed: interrupted")
        return Answer(200, "interrupted too often")

    def end_interrupted(self, pipeline: Pipeline, seen: Seen) -> None:
        """The worker itself died too often: end the job instead of claiming it. Raises Refused, SubjectGone."""
        end, shown, also = self._ending(pipeline, seen.job, _interrupted_too_often(None), seen.read_time)
        cause = _cause(seen.job, "interruption", "interrupted", "A worker disappeared.", seen.read_time)
        self._store.write(seen, {"interruptions": MAX_INTERRUPTIONS} | cause | end, shown, also=also)
        log.error("failed: interrupted", extra=fields(**seen.job.named))

    def _again(self, held: Held, now: datetime, changes: Mapping[str, Any], attempts: int, message: str) -> Answer:
        at = now + backoff(attempts, self._settings.retry_backoff_seconds, random.random())
        again = {"lease": None, "claimed_at": None, "retry_at": at}
        job = held.job.model_copy(update={**changes, **again, "generation": held.generation})
        shown = {**status.resting(job), "message": message, "attempt": job.attempt}
        # counted up from what stands there: a sweeper may have raised it while we were silent, and made a task for now
        counted = {"dispatch": Increment(1), "dispatched_at": SERVER_TIMESTAMP}
        held.write({**changes, **again, **counted}, shown)
        seen = self._store.get(held.job.task_id)
        if seen and seen.job.state == State.PROCESSING and not seen.job.waiting:
            self._queue.push(seen.job)
        return Answer(200, "will be tried again")

    def _ending(
        self, pipeline: Pipeline, job: Job, error: PhaseError, now: datetime
    ) -> tuple[dict[str, Any], dict[str, Any], Also]:
        told = JobError(
            code=error.code,
            message=error.message,
            details=error.details[:4000],
            phase=pipeline.phases[min(job.phase, pipeline.total) - 1].name,
            retryable=error.retryable,
            document_id=error.document_id,
        )
        kept_until = now + timedelta(seconds=self._settings.failed_retention_seconds)
        changes = {
            **AT_REST,
            "state": State.FAILED,
            "completed_at": SERVER_TIMESTAMP,
            "cleanup_at": kept_until,
            "error": told.model_dump(),
        }

        ending = self._store.ending(job, changes)

        def also(batch: WriteBatch) -> None:
            ending(batch)
            if error.retryable:  # attempts were spent: for an operator to look at, and to replay
                batch.set(self._store.dead_letter(job.task_id), _dead_letter(job, told))

        return changes, status.failed(pipeline, told), also


def _cause(job: Job, kind: str, code: str, message: str, at: datetime) -> dict[str, Any]:
    cause = Cause(phase=job.phase, kind=kind, code=code, message=message[:1000], at=at)
    return {"causes": [c.model_dump() for c in [*job.causes, cause][-KEPT_CAUSES:]]}


def _dead_letter(job: Job, error: JobError) -> dict[str, Any]:
    return {
        "task_id": job.task_id,
        "process": job.process,
        "subject": job.subject,
        "owner_uid": job.owner_uid,
        "phase": job.phase,
        "error": error.model_dump(),
        "causes": [c.model_dump() for c in job.causes],
        "created_at": SERVER_TIMESTAMP,
        "replayed_at": None,
    }
