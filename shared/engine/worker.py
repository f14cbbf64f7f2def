"""Run one phase of one job: claim it, let a child do it, record it, hand on to the next.

A worker may die anywhere in here. Whatever was recorded stands; whatever was not is done again by whoever claims next,
and fencing keeps a worker that comes back from the dead out.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from google.api_core.exceptions import InvalidArgument
from google.cloud.firestore import SERVER_TIMESTAMP, WriteBatch

from shared.cloud.config import Settings
from shared.cloud.logs import about
from shared.cloud.logs import fields as more
from shared.engine import eta, status
from shared.engine.answers import Answer
from shared.engine.artifacts import Artifacts
from shared.engine.cleanup import Cleaner
from shared.engine.errors import PhaseError, SubjectGone, Superseded
from shared.engine.failures import Failures, unreachable
from shared.engine.halting import cancel_job
from shared.engine.held import Held
from shared.engine.job import AT_REST, MAX_ERRORS, MAX_INTERRUPTIONS, Checkpoint, Job, PhaseTime, State
from shared.engine.paces import Paces
from shared.engine.pipeline import Pipeline, Results, Target
from shared.engine.queue import PhaseCall, PhaseQueue
from shared.engine.store import JobStore, Refused, Seen, wire_size
from shared.engine.supervise import ChildDied, Supervisor
from shared.engine.watch import CancelRequested, Watch

log = logging.getLogger(__name__)

COMMIT_SECONDS = 120.0
CLAIM_TRIES = 4


class Worker:
    """Handles the calls of the queue. Everything it needs is handed in."""

    def __init__(
        self,
        store: JobStore,
        artifacts: Artifacts,
        queue: PhaseQueue,
        supervisor: Supervisor,
        cleaner: Cleaner,
        paces: Paces,
        pipelines: Mapping[str, Pipeline],
        settings: Settings,
    ) -> None:
        self._store = store
        self._artifacts = artifacts
        self._queue = queue
        self._supervisor = supervisor
        self._pipelines = pipelines
        self._settings = settings
        self._cleaner = cleaner
        self._paces = paces
        self._failures = Failures(store, queue, settings)

    def handle(self, call: PhaseCall) -> Answer:
        """Do what a task asks for, if it is still to be done."""
        job = self._store.get(call.task_id)
        if job is None:
            return Answer(200, "there is no such job")
        if call.cleanup:
            self._cleaner.clean(job)
            return Answer(200, "cleaned")
        for _ in range(CLAIM_TRIES):
            seen = self._store.look(job.job) or job
            try:
                answer = self._refusal(seen, call) or self._run(seen)
            except SubjectGone:
                answer = self._subject_gone(seen.job)
            if answer is not None:
                return answer
        return Answer(409, "others were faster")

    def _refusal(self, seen: Seen, call: PhaseCall) -> Answer | None:
        """Why this call is not to be carried out, if it is not."""
        job = seen.job
        if job.state != State.PROCESSING:
            self._cleaner.clean(seen)  # the worker that ended it may have died before it could
            return Answer(200, f"the job is {job.state}")
        if job.waiting:
            return Answer(200, "the job waits in line")
        if job.process not in self._pipelines:  # a newer deployment started it: its workers will be here soon
            return Answer(409, f"no pipeline is named {job.process} here")
        if seen.flagged:
            cancel_job(self._store, self._queue, seen)
            return Answer(200, "cancelled")
        leased = job.leased(seen.read_time, self._settings.lease_seconds)
        waits = job.retry_at is not None and job.retry_at > seen.read_time and call.dispatch < job.dispatch
        if waits or not self._same_work(job, call):
            if not leased:
                self._queue.push(job)  # the worker that recorded this may have died before it said so
            return Answer(200, "recorded before")
        if leased:
            return Answer(409, "another worker holds this phase")
        return None

    def _same_work(self, job: Job, call: PhaseCall) -> bool:
        """Whether the call is for what is due; the commit belongs to the call of the last phase."""
        total = self._pipelines[job.process].total
        return job.phase == call.phase or (job.phase > total and call.phase == total)

    def _run(self, seen: Seen) -> Answer | None:
        """Do the work; None when the job changed before it could be claimed, be it only its place in the line.

        Raises SubjectGone.
        """
        pipeline = self._pipelines[seen.job.process]
        try:
            held = self._claim(pipeline, seen)
            if held is None:
                return Answer(200, "interrupted too often")
            with about(**{**held.job.named, "generation": held.generation}):
                return self._work(pipeline, held)
        except Refused:
            return None

    def _work(self, pipeline: Pipeline, held: Held) -> Answer:
        prefix = self._artifacts.prefix(held.job, held.generation)
        try:
            return self._attempt(pipeline, held, prefix)
        except Superseded:
            log.info("another worker or a person has taken the job")
            self._cleaner.after_takeover(held.job.task_id, prefix)
            return Answer(200, "superseded")
        except CancelRequested:  # a flag set by hand: carry it out
            seen = self._store.get(held.job.task_id)
            if seen and seen.job.state == State.PROCESSING:
                cancel_job(self._store, self._queue, seen)
            self._cleaner.after_takeover(held.job.task_id, prefix)
            return Answer(200, "cancelled")

    def _attempt(self, pipeline: Pipeline, held: Held, prefix: str) -> Answer:
        try:
            expected = self._paces.expected(pipeline, held.job.units)
            with Watch(held, pipeline, expected, self._settings) as watch:
                if held.job.phase <= pipeline.total:
                    self._phase(pipeline, held, prefix, watch)
                if held.job.phase <= pipeline.total:
                    self._queue.push(held.job)
                    return Answer(200, "phase recorded")
                with about(phase=held.job.phase):
                    self._commit(pipeline, held, prefix, watch)
            self._paces.record(pipeline, held.job, self._store.now())
            self._cleaner.after_end(held.job.task_id)
            return Answer(200, "completed")
        except (Superseded, CancelRequested, SubjectGone):
            raise
        except ChildDied as died:
            return self._failures.interrupted(pipeline, held, died)
        except PhaseError as error:
            return self._failures.failed(pipeline, held, error)
        except Exception as error:
            log.exception("what the phase needs did not answer")
            return self._failures.failed(pipeline, held, unreachable(error))

    # ---- claim

    def _claim(self, pipeline: Pipeline, seen: Seen) -> Held | None:
        """Make the phase ours, or None when it has been interrupted too often. Raises Refused or SubjectGone."""
        job = seen.job
        interrupted = job.lease is not None
        interruptions = job.interruptions + interrupted
        if interruptions >= MAX_INTERRUPTIONS:
            self._failures.end_interrupted(pipeline, seen)
            return None
        job = job.model_copy(update={"interruptions": interruptions})
        changes: dict[str, Any] = {
            "generation": job.generation + 1,
            "lease": {"holder": uuid.uuid4().hex, "heartbeat_at": SERVER_TIMESTAMP},
            "interruptions": interruptions,
            "claimed_at": SERVER_TIMESTAMP,
            "retry_at": None,
            "place": None,
        }
        if job.started_at is None:
            changes["started_at"] = SERVER_TIMESTAMP
        shown = {
            **status.current(pipeline, job.phase),
            **status.working(job),
            "message": self._attempt_message(job),
            "attempt": job.attempt,
            "queue_position": None,
        }
        updated = self._store.write(seen, changes, shown)
        return Held(self._store, seen, job, updated)

    @staticmethod
    def _attempt_message(job: Job) -> str:
        """What a claim says of what came before it: only errors count as attempts of those there are."""
        if job.lease is not None or (job.interruptions and not job.errors):
            return status.RESTARTING
        return f"Attempt {job.errors + 1} of {MAX_ERRORS}" if job.errors else ""

    # ---- the phase

    def _phase(self, pipeline: Pipeline, held: Held, prefix: str, watch: Watch) -> None:
        """Run the phase that is due and record it."""
        job, began = held.job, time.monotonic()
        phase = pipeline.phases[job.phase - 1]
        log.info("began: %s", phase.name)
        made = self._made(pipeline, job, phase.function)
        output = self._supervisor.run(pipeline, phase.function, made, prefix, watch, phase.stall_seconds)
        path = f"{prefix}phase-{job.phase}.json"
        self._artifacts.save_model(path, output)
        self._advance(pipeline, held, path, time.monotonic() - began, watch)

    def _made(self, pipeline: Pipeline, job: Job, function: Any) -> dict[type[Any], Any]:
        """The models that a function asks for, read from the checkpoints that the job records."""
        paths = {checkpoint.phase: checkpoint.path for checkpoint in job.checkpoints}
        made: dict[type[Any], Any] = {pipeline.job: pipeline.job.model_validate(job.params)}
        for kind in pipeline.inputs(function).values():
            if kind in pipeline.models()[1:]:
                made[kind] = self._artifacts.load_model(paths[pipeline.models().index(kind)], kind)
        return made

    def _advance(self, pipeline: Pipeline, held: Held, path: str, seconds: float, watch: Watch) -> None:
        """Record the phase: its checkpoint, its time, and the next phase, in one batch."""
        job, ended = held.job, self._store.now()
        timed = PhaseTime(
            name=pipeline.phases[job.phase - 1].name,
            started_at=ended - timedelta(seconds=seconds),
            completed_at=ended,
            seconds=round(seconds, 3),
        )
        made = Checkpoint(phase=job.phase, generation=held.generation, path=path, warnings=len(watch.warnings))
        after = job.model_copy(
            update={
                "phase": job.phase + 1,
                "generation": held.generation,
                "checkpoints": [*job.checkpoints, made],
                "phases": [*job.phases, timed],
                "warnings": list(watch.warnings),
                "errors": 0,
                "interruptions": 0,
                "retry_at": None,
            }
        )
        recorded = after.model_dump(include={"phase", "checkpoints", "phases", "warnings", "errors", "interruptions"})
        if after.phase <= pipeline.total:
            recorded |= {"lease": None, "claimed_at": None}
            work = status.resting(after)
        else:  # the commit follows under the same claim
            recorded["claimed_at"] = SERVER_TIMESTAMP
            work = status.working(after)
        shown = {
            **status.current(pipeline, after.phase),
            **work,
            "message": "",
            "warnings": recorded["warnings"],
            "attempt": 1,
        }
        told = watch.passed(after)
        shown["eta_seconds"] = eta.shown(told)
        recorded |= {"eta": told, "eta_at": SERVER_TIMESTAMP, "dispatched_at": SERVER_TIMESTAMP}
        held.write(recorded, shown, after=after)
        log.info("recorded: %s", timed.name, extra=more(seconds=timed.seconds))
        watch.go_on()

    # ---- the end

    def _commit(self, pipeline: Pipeline, held: Held, prefix: str, watch: Watch) -> None:
        """Publish files, then make all results visible in the one batch that completes the job."""
        job = held.job
        made = self._made(pipeline, job, pipeline.commit) | {Target: Target(job.task_id, job.subject)}
        results: Results = self._supervisor.run(pipeline, pipeline.commit, made, prefix, watch, COMMIT_SECONDS)
        watch.check()
        self._artifacts.copy((file.path, path) for path, file in results.publish.items())
        watch.renew()  # no heartbeat can be written while the commit is under way
        self._complete(pipeline, held, results)

    def _complete(self, pipeline: Pipeline, held: Held, results: Results) -> None:
        """The one batch. Raises Superseded, SubjectGone, or PhaseError when it is too big."""
        job, now = held.job, self._store.now()
        changes = {
            **AT_REST,
            "state": State.COMPLETED,
            "completed_at": SERVER_TIMESTAMP,
            "cleanup_at": now,
            "counts": results.counts,
        }
        replaced = {
            "superseded_by": job.task_id,
            "superseded_at": now,
            "cleanup_at": now,  # at once: what that run itself left may not have been deleted yet
            "cleaned_at": None,
        }
        older = self._store.completed(job) if pipeline.supersedes else []

        ending = self._store.ending(job, changes)

        def also(batch: WriteBatch) -> None:
            ending(batch)
            for reference in older:
                batch.update(reference, replaced)
            self._replace(batch, results)
            if wire_size(batch) > self._settings.commit_bytes:
                raise _too_big()

        try:
            held.write(changes, status.completed(pipeline), subject=results.subject, also=also)
        except InvalidArgument as error:
            raise _too_big() from error
        log.info("completed", extra=more(counts=results.counts))

    def _replace(self, batch: WriteBatch, results: Results) -> None:
        """Make each named Firestore collection hold exactly the new documents, and add those to be added."""
        for path, documents in results.replace.items():
            collection = self._store.db.collection(path)
            for snapshot in collection.select([]).stream():
                if snapshot.id not in documents:
                    batch.delete(snapshot.reference)
            for document_id, fields in documents.items():
                batch.set(collection.document(document_id), dict(fields))
        for path, fields in results.add.items():
            batch.set(self._store.db.document(path), dict(fields))

    def _subject_gone(self, job: Job) -> Answer:
        seen = self._store.get(job.task_id)
        if seen and seen.job.state == State.PROCESSING and self._store.abandon(seen):
            self._cleaner.after_end(job.task_id)
        return Answer(200, "what it worked on is gone")


def _too_big() -> PhaseError:
    return PhaseError(
        "too_many_results",
        "These documents hold more than can be saved at once (some thousand products). Split them into parts.",
    )
