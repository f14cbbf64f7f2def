"""What a person can do with a job: start, pause, resume, cancel, retry."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import SERVER_TIMESTAMP
from pydantic import BaseModel
from ulid import ULID

from shared.engine import status
from shared.engine.errors import AlreadyRunning, NoSuchJob, WrongState
from shared.engine.halting import cancel_job, pause_job
from shared.engine.job import ENDED, Job, Starter, State, fingerprint
from shared.engine.pipeline import Pipeline
from shared.engine.queue import PhaseQueue
from shared.engine.store import Idempotency, JobStore, Refused, Seen

log = logging.getLogger(__name__)

CHANGED = "The documents or settings changed, so processing begins anew."


class Jobs:
    """Starts and steers jobs. `process` is a pipeline's key, `subject` the path of the document it works on."""

    def __init__(self, store: JobStore, queue: PhaseQueue, pipelines: Mapping[str, Pipeline]) -> None:
        self._store = store
        self._queue = queue
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
        )
        try:
            self._store.create(pipeline, job, message, key, self._store.now())
        except AlreadyRunning:
            if key and (earlier := self._store.answered(key)):
                return earlier
            raise
        self._push(job)
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
        job = seen.job.model_copy(update={"dispatch": seen.job.dispatch + 1, "errors": 0, "interruptions": 0})
        changes = {
            **job.model_dump(include={"dispatch", "errors", "interruptions"}),
            "state": State.PROCESSING,
            "dispatched_at": SERVER_TIMESTAMP,
        }
        shown = status.resumed(self._pipelines[job.process], job, status.RESUMING)
        try:
            self._store.write(seen, changes, {**shown, "queue_position": self._store.waiting() + 1})
        except Refused:
            return False
        self._push(job)
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

        A failed job goes on from the phase that failed, under its task_id, when its inputs are the same and
        `from_start` is not asked for; else a new job starts. Raises NoSuchJob, AlreadyRunning, WrongState, SubjectGone.
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
        resumable = job.state == State.FAILED and len(job.checkpoints) == job.phase - 1
        if not resumable or not same or from_start:
            message = status.WAITING if same else CHANGED
            return self.start(process, subject, owner_uid, params, owner=owner, key=key, message=message)
        try:
            return self._reopen(seen, key)
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
        if seen.job.state != State.FAILED or len(seen.job.checkpoints) != seen.job.phase - 1:
            raise WrongState("Only a failed job whose files are still kept can be replayed.", task_id=task_id)
        return self._reopen(seen)

    def _reopen(self, seen: Seen, key: Idempotency | None = None) -> str:
        job, pipeline = seen.job, self._pipelines[seen.job.process]
        changes = {
            "state": State.PROCESSING,
            "generation": job.generation + 1,  # a worker that slept through failure and retry is out
            "errors": 0,
            "interruptions": 0,
            "dispatch": job.dispatch + 1,
            "reopened": job.reopened + 1,
            "error": None,
            "retry_at": None,
            "completed_at": None,
            "cleanup_at": None,
            "dispatched_at": SERVER_TIMESTAMP,
        }
        shown = status.resumed(pipeline, job, status.RETRYING) | {"queue_position": self._store.waiting() + 1}
        try:
            self._store.reopen(seen, changes, shown, key)
        except Refused as refused:
            raise AlreadyRunning("This is being processed already.", task_id=job.task_id) from refused
        again = {"generation": job.generation + 1, "dispatch": job.dispatch + 1, "retry_at": None}
        self._push(job.model_copy(update=again))
        return job.task_id

    def _current(self, process: str, subject: str) -> Seen:
        seen = self._store.current(subject, process)
        if seen is None:
            raise NoSuchJob("This was never started.")
        return seen

    def _push(self, job: Job) -> None:
        try:
            self._queue.push(job)
        except GoogleAPIError:  # the job is accepted: the sweeper creates the task that is missing
            log.exception("no task for job %s yet", job.task_id)
