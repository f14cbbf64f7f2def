"""What a person can do with a job: start, pause, resume, cancel, retry."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import SERVER_TIMESTAMP
from pydantic import BaseModel
from ulid import ULID

from shared.engine import eta, status
from shared.engine.errors import AlreadyRunning, NoSuchJob, WrongState
from shared.engine.halting import cancel_job, pause_job
from shared.engine.job import ENDED, Job, Place, Starter, State, fingerprint
from shared.engine.line import Line
from shared.engine.paces import Paces
from shared.engine.pipeline import Pipeline
from shared.engine.queue import PhaseQueue
from shared.engine.store import Idempotency, JobStore, Refused, Seen

log = logging.getLogger(__name__)

CHANGED = "The documents or settings changed, so processing begins anew."


class Jobs:
    """Starts and steers jobs. `process` is a pipeline's key, `subject` the path of the document it works on."""

    def __init__(
        self, store: JobStore, queue: PhaseQueue, line: Line, paces: Paces, pipelines: Mapping[str, Pipeline]
    ) -> None:
        self._store = store
        self._queue = queue
        self._line = line
        self._paces = paces
        self._pipelines = pipelines

    def start(
        self,
        process: str,
        subject: str,
        owner_uid: str,
        params: BaseModel,
        *,
        owner: Starter | None = None,
        key: Idempotency | None = None,
        message: str = status.WAITING,
    ) -> str:
        """Accept a job and return its task_id; the same `key` gets the first one again.

        It runs as soon as its owner has a free slot and a worker is free.
        owner: what is known of the person; who is told when the job ends.
        Raises AlreadyRunning (naming the running job) and SubjectGone.
        """
        if key and (earlier := self._store.answered(key)):
            return earlier
        pipeline = self._pipelines[process]
        job = Job(
            task_id=str(ULID()),
            process=process,
            subject=subject,
            owner_uid=owner_uid,
            owner=owner or Starter(),
            params=params.model_dump(mode="json"),
            fingerprint=fingerprint(params),
            units=_units(pipeline, params),
        )
        job.eta = self._eta(job)

        def accept(place: Place) -> Job:
            placed = job.model_copy(update=place.fields)
            self._store.create(pipeline, placed, message, key)
            return placed

        try:
            self._begin(self._line.enter(owner_uid, accept))
        except AlreadyRunning:
            if key and (earlier := self._store.answered(key)):
                return earlier
            raise
        return job.task_id

    def cancel(self, process: str, subject: str, by: str | None = None) -> str:
        """End the live job of a process for the person `by`; its task_id. Cancelling twice is the same as once.

        Raises NoSuchJob when the process was never run, WrongState when its job has completed or failed.
        """
        while True:
            seen = self._current(process, subject)
            if seen.job.state == State.CANCELLED:
                return seen.job.task_id
            self._refuse_ended(seen.job, "cancel")
            if cancel_job(self._store, self._queue, seen, by):
                self._left_line(seen.job)
                return seen.job.task_id

    def pause(self, process: str, subject: str) -> str:
        """Stop the live job of a process until it is resumed; its task_id. Pausing twice is the same as once.

        The phase under way is dropped and runs anew on resume; finished ones are kept, and so is the subject's lock.
        Raises NoSuchJob when the process was never run, WrongState when its job has ended.
        """
        while True:
            seen = self._current(process, subject)
            if seen.job.state == State.PAUSED:
                return seen.job.task_id
            self._refuse_ended(seen.job, "pause")
            if not self._flag_obeyed(seen) and pause_job(self._store, seen):
                self._left_line(seen.job)
                return seen.job.task_id

    def resume(self, process: str, subject: str) -> str:
        """Let a paused job go on from the phase that is due; its task_id. Resuming one that runs changes nothing.

        Raises NoSuchJob when the process was never run, WrongState when its job has ended.
        """
        while True:
            seen = self._current(process, subject)
            if seen.job.state == State.PROCESSING:
                return seen.job.task_id
            self._refuse_ended(seen.job, "resume")
            if not self._flag_obeyed(seen) and self._go_on(seen):
                return seen.job.task_id

    def _go_on(self, seen: Seen) -> bool:
        again: dict[str, Any] = {"dispatch": seen.job.dispatch + 1, "errors": 0, "interruptions": 0}
        again |= {"eta": self._eta(seen.job), "eta_at": None}

        def accept(place: Place) -> Job:
            job = seen.job.model_copy(update={**again, **place.fields})
            fields = job.model_dump(include={*again, *place.fields})
            changes = {**fields, "state": State.PROCESSING, "dispatched_at": SERVER_TIMESTAMP}
            shown = status.resumed(self._pipelines[job.process], job, status.RESUMING)
            self._store.write(seen, changes, shown, also=lambda batch: self._store.slots.take(batch, job))
            return job

        try:
            self._begin(self._line.enter(seen.job.owner_uid, accept))
        except Refused:
            return False
        return True

    def _flag_obeyed(self, seen: Seen) -> bool:
        """Cancel a job whose subject says so by hand: pausing or resuming would wipe that word."""
        return seen.flagged and (cancel_job(self._store, self._queue, seen) or True)

    @staticmethod
    def _refuse_ended(job: Job, what: str) -> None:
        if job.state in ENDED:
            raise WrongState(f"There is nothing to {what}: this is {job.state} already.", task_id=job.task_id)

    def retry(
        self,
        process: str,
        subject: str,
        owner_uid: str,
        params: BaseModel,
        *,
        from_start: bool = False,
        owner: Starter | None = None,
        key: Idempotency | None = None,
    ) -> str:
        """Run a failed or cancelled job again; the task_id of the job that now runs.

        A failed job goes on from the phase that failed, under its task_id, when its inputs are the same. Where they
        differ in fields that are read late, it goes on from the first phase that reads one, if that comes earlier.
        Else, and with `from_start`, a new job starts. Raises NoSuchJob, AlreadyRunning, WrongState, SubjectGone.
        """
        if key and (earlier := self._store.answered(key)):
            return earlier
        seen = self._current(process, subject)
        job = seen.job
        if job.state in (State.PROCESSING, State.PAUSED):
            raise AlreadyRunning("This is being processed already.", task_id=job.task_id)
        same = job.fingerprint == fingerprint(params)
        if job.state == State.COMPLETED and same and not from_start:
            raise WrongState(
                "There is nothing to retry: this is completed. Start it again instead.", task_id=job.task_id
            )
        phase = None if from_start else self._goes_on_from(job, params)
        if phase is None:
            message = status.WAITING if same else CHANGED
            return self.start(process, subject, owner_uid, params, owner=owner, key=key, message=message)
        try:
            return self._reopen(seen, phase, key, None if same else params)
        except AlreadyRunning:
            if key and (earlier := self._store.answered(key)):
                return earlier
            raise

    def replay(self, task_id: str) -> str:
        """An operator's retry of a dead letter: go on from the phase that failed.

        Raises NoSuchJob, WrongState, AlreadyRunning.
        """
        seen = self._store.get(task_id)
        if seen is None:
            raise NoSuchJob("There is no such job.", task_id=task_id)
        if not _resumable(seen.job):
            raise WrongState("Only a failed job whose files are still kept can be replayed.", task_id=task_id)
        return self._reopen(seen, seen.job.phase)

    def _goes_on_from(self, job: Job, params: BaseModel) -> int | None:
        """The phase from which a retry with these params goes on; None when it must begin anew."""
        if not _resumable(job):
            return None
        before = self._pipelines[job.process].job.model_validate(job.params)
        changed = [name for name in type(params).model_fields if getattr(before, name, None) != getattr(params, name)]
        reader = self._pipelines[job.process].first_reader(changed)
        return reader and min(job.phase, reader)

    def _reopen(self, seen: Seen, phase: int, key: Idempotency | None = None, params: BaseModel | None = None) -> str:
        """Let a failed job go on from a phase, with other params if they are given."""
        pipeline, message = self._pipelines[seen.job.process], status.RETRYING
        again = _again(seen.job, phase)
        if params is not None:
            again |= {"params": params.model_dump(mode="json"), "fingerprint": fingerprint(params)}
            again |= {"units": _units(pipeline, params)}
            message = status.RETRYING_FROM.format(phase=pipeline.phases[min(phase, pipeline.total) - 1].name)
        again |= {"eta": self._eta(seen.job.model_copy(update=again)), "eta_at": None}

        def accept(place: Place) -> Job:
            job = seen.job.model_copy(update={**again, **place.fields})
            changes = {**job.model_dump(include={*again, *place.fields}), "dispatched_at": SERVER_TIMESTAMP}
            shown = status.resumed(pipeline, job, message) | {"warnings": status.as_fields(job.warnings)}
            self._store.reopen(seen, job, changes, shown, key)
            return job

        try:
            self._begin(self._line.enter(seen.job.owner_uid, accept))
        except Refused as refused:
            raise AlreadyRunning("This is being processed already.", task_id=seen.job.task_id) from refused
        return seen.job.task_id

    def _current(self, process: str, subject: str) -> Seen:
        seen = self._store.current(subject, process)
        if seen is None:
            raise NoSuchJob("This was never started.")
        return seen

    def _begin(self, job: Job) -> None:
        """Have a job that was just let in run, or look whether a slot became free while it joined the line."""
        try:
            if job.waiting:
                self._line.move(job.owner_uid)
            else:
                self._queue.push(job)
        except GoogleAPIError:  # the job is accepted: the sweeper creates the task that is missing, or moves the line
            log.exception("no task for job %s yet", job.task_id)

    def _eta(self, job: Job) -> float | None:
        """Seconds that the phases of a job that does not run yet will take."""
        return eta.remaining(self._paces.expected(self._pipelines[job.process], job.units), job.finished, 0.0, 0.0)

    def _left_line(self, job: Job) -> None:
        """Those behind a job that left the line move up."""
        if job.waiting:
            try:
                self._line.move(job.owner_uid)
            except GoogleAPIError:
                log.exception("the sweeper will move the line that job %s left", job.task_id)


def _units(pipeline: Pipeline, params: BaseModel) -> float:
    return max(0.01, pipeline.units(params))


def _resumable(job: Job) -> bool:
    """Whether a job failed, and what it had finished is still kept."""
    return job.state == State.FAILED and len(job.checkpoints) == job.phase - 1


def _again(job: Job, phase: int) -> dict[str, Any]:
    """Fields of a failed job that goes on from a phase; what was made from there on is forgotten."""
    kept = job.checkpoints[: phase - 1]
    known = kept[-1].warnings if kept else 0
    return {
        "state": State.PROCESSING,
        "phase": phase,
        "generation": job.generation + 1,  # a worker that slept through failure and retry is out
        "dispatch": job.dispatch + 1,
        "reopened": job.reopened + 1,
        "retried_from": phase,
        "errors": 0,
        "interruptions": 0,
        "checkpoints": kept,
        "phases": job.phases[: phase - 1],
        "warnings": job.warnings[:known],
        "error": None,
        "retry_at": None,
        "claimed_at": None,
        "completed_at": None,
        "cleanup_at": None,
    }
