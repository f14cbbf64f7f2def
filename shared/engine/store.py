"""Jobs in Firestore. Every write is one batch: the job under a precondition, its subject by dotted field paths."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from google.api_core import exceptions as gcp
from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import ValidationError

from shared.cloud.logs import fields
from shared.engine import status
from shared.engine.errors import AlreadyRunning, SubjectGone, WrongState
from shared.engine.job import AT_REST, ENDED, LEGAL, Job, State
from shared.engine.pipeline import Pipeline
from shared.engine.slots import Slots

ANSWER_KEPT = timedelta(hours=24)
LOST_REPLY = (gcp.ServiceUnavailable, gcp.DeadlineExceeded, gcp.InternalServerError, gcp.Unknown, gcp.RetryError)
MAX_TRIES = 8
FLAGS = ("status", "task_id", "cancel_requested_at")

log = logging.getLogger(__name__)

Fields = Mapping[str, Any]
Also = Callable[[WriteBatch], None]
Rest = Callable[[Job], None]  # called when a job has given its slot back
Ending = Callable[[Job, Fields], Also]  # called with the job and its changes before the batch that ends it is made
Ended = Callable[[str], None]  # called with the task_id once that batch is written


@dataclass(frozen=True)
class Seen:
    """A job as it was read. `update_time` is what a conditional write names, `read_time` the server's clock.

    `flagged`: its subject asks for a cancel, be it by the API or by a hand in the emulator.
    """

    job: Job
    update_time: datetime
    read_time: datetime
    flagged: bool = False


class Refused(Exception):
    """A conditional write came too late; `now` is the job as it stands, None when it is gone."""

    def __init__(self, now: Seen | None) -> None:
        super().__init__()
        self.now = now


class Taken(Exception):
    """What the write would have created is there already: a lock, or a slot."""


@dataclass(frozen=True)
class Idempotency:
    """The caller's Idempotency-Key, which counts per person and path."""

    uid: str
    path: str
    key: str

    @property
    def document_id(self) -> str:
        return hashlib.sha256("\0".join((self.uid, self.path, self.key)).encode()).hexdigest()


class JobStore:
    """Reads and writes `jobs/`, `locks/`, `slots/`, `idempotency/`, `dead_letters/` and each subject's
    `processing_status`."""

    def __init__(
        self, db: Client, endings: Sequence[Ending] = (), ended: Sequence[Ended] = (), rests: Sequence[Rest] = ()
    ) -> None:
        self.db = db
        self.slots = Slots(db)
        self._endings = endings
        self._ended = ended
        self._rests = rests

    def get(self, task_id: str) -> Seen | None:
        """The job and the server's clock, or None."""
        snapshot = self._job(task_id).get()
        if not snapshot.exists:
            return None
        return Seen(Job.model_validate(snapshot.to_dict()), snapshot.update_time, snapshot.read_time)

    def look(self, job: Job) -> Seen | None:
        """The job together with its subject's cancel flag, in one read."""
        found = {s.reference.path: s for s in self.db.get_all([self._job(job.task_id), self.db.document(job.subject)])}
        snapshot = found[self._job(job.task_id).path]
        if not snapshot.exists:
            return None
        flagged = _flagged(found[job.subject], job)
        return Seen(Job.model_validate(snapshot.to_dict()), snapshot.update_time, snapshot.read_time, flagged)

    def now(self) -> datetime:
        """The server's clock: local clocks decide nothing."""
        return self._job("clock").get(field_paths=["task_id"]).read_time  # type: ignore[no-any-return]

    def subject_exists(self, job: Job) -> bool:
        """Whether what the job works on, or worked on, is still there."""
        return bool(self.db.document(job.subject).get(()).exists)

    def current(self, subject: str, process: str) -> Seen | None:
        """The job that the subject's `processing_status` shows, or None if the process was never run."""
        snapshot = self.db.document(subject).get([f"processing_status.{process}.{name}" for name in FLAGS])
        task_id = _dig(snapshot, f"processing_status.{process}.task_id")
        seen = self.get(task_id) if task_id else None
        return replace(seen, flagged=_flagged(snapshot, seen.job)) if seen else None

    def waiting(self) -> int:
        """How many jobs with a task no worker has begun yet; counts to a thousand, which is one read."""
        jobs = self._where("state", "==", State.PROCESSING).where(filter=FieldFilter("started_at", "==", None))
        return self._count(jobs.where(filter=FieldFilter("waiting", "==", False)))

    def all_in_line(self) -> int:
        """How many jobs wait for a slot of their owner; counts to a thousand, which is one read."""
        return self._count(self._where("waiting", "==", True))

    def in_line(self, owner_uid: str) -> int:
        """How many jobs of an owner wait for a slot; counts to a thousand, which is one read."""
        return self._count(self._line(owner_uid))

    def line(self, owner_uid: str, limit: int) -> list[Seen]:
        """The jobs of an owner that wait for a slot, oldest first."""
        return list(self._stream(self._line(owner_uid).order_by("task_id").limit(limit)))

    def show_places(self, places: Sequence[tuple[Seen, int]]) -> None:
        """Let jobs that wait see their places, all in one batch. Raises GoogleAPIError when any of them changed."""
        batch = self.db.batch()
        for seen, place in places:
            unchanged = self.db.write_option(last_update_time=seen.update_time)
            batch.update(self._job(seen.job.task_id), {"place": place}, option=unchanged)
            shown = status.dotted(seen.job.process, {"queue_position": place})
            batch.update(self.db.document(seen.job.subject), shown)
        batch.commit()

    def running(self) -> Iterator[Seen]:
        """Every live job."""
        return self._stream(self._where("state", "==", State.PROCESSING))

    def to_clean(self, now: datetime) -> Iterator[Seen]:
        """Every job whose files are due for deletion."""
        return self._stream(self._where("cleanup_at", "<=", now))

    def answered(self, key: Idempotency) -> str | None:
        """The task_id that an earlier call with this key was given, or None."""
        return self.db.collection("idempotency").document(key.document_id).get().get("task_id")  # type: ignore[no-any-return]

    def forget_answers(self, now: datetime) -> int:
        """Delete the idempotency answers whose day is over; how many there were."""
        old = list(
            self.db.collection("idempotency").where(filter=FieldFilter("expires_at", "<=", now)).limit(500).stream()
        )
        batch = self.db.batch()
        for snapshot in old:
            batch.delete(snapshot.reference)
        batch.commit()
        return len(old)

    def create(self, pipeline: Pipeline, job: Job, message: str, key: Idempotency | None) -> None:
        """Accept a job: lock, slot, job, answer and status in one batch.

        Raises AlreadyRunning, Taken or SubjectGone.
        """
        batch = self.db.batch()
        batch.create(self._lock(job), {"task_id": job.task_id, "created_at": SERVER_TIMESTAMP})
        fields = job.model_dump() | {"created_at": SERVER_TIMESTAMP, "dispatched_at": SERVER_TIMESTAMP}
        batch.create(self._job(job.task_id), fields)
        self.slots.take(batch, job)
        if key:
            self._remember(batch, key, job.task_id, self.now())
        shown = status.fresh(pipeline, job, message)
        batch.update(self.db.document(job.subject), {f"processing_status.{job.process}": shown})
        try:
            batch.commit()
        except gcp.AlreadyExists as error:
            if self.get(job.task_id) is None:  # else it was the reply of our own that got lost
                raise self._refusal(job, key) from error
        except gcp.NotFound as error:
            raise SubjectGone("What this job should work on does not exist.") from error
        except LOST_REPLY:
            if self.get(job.task_id) is None:
                raise

    def reopen(self, seen: Seen, job: Job, changes: Fields, shown: Fields, key: Idempotency | None = None) -> None:
        """Take the lock again and let a failed job go on as `job`.

        Raises AlreadyRunning, Taken, SubjectGone or Refused.
        """
        lock = {"task_id": job.task_id, "created_at": SERVER_TIMESTAMP}

        def also(batch: WriteBatch) -> None:
            batch.create(self._lock(job), lock)
            self.slots.take(batch, job)
            if seen.job.error and seen.job.error.retryable:  # then it lies among the dead letters
                batch.set(self.dead_letter(job.task_id), {"replayed_at": SERVER_TIMESTAMP}, merge=True)
            if key:
                self._remember(batch, key, job.task_id, seen.read_time)

        try:
            self.write(seen, changes, shown, also=also)
        except Taken as error:
            raise self._refusal(job, key) from error

    def write(
        self,
        seen: Seen,
        changes: Fields,
        shown: Fields | None = None,
        *,
        subject: Fields | None = None,
        also: Also | None = None,
    ) -> datetime:
        """Change a job if nobody else did since it was read, and what people see of it with it.

        changes: fields of the job. shown: fields of its `processing_status`. subject: other fields of the subject.
        also: adds more writes to the same commit. Returns the job's new update time.
        Raises Refused, SubjectGone, or Taken when `also` creates something that is there already.
        """
        job, nonce = seen.job, uuid.uuid4().hex
        if (state := State(changes.get("state", job.state))) != job.state and state not in LEGAL[job.state]:
            raise WrongState(f"A job that is {job.state} cannot become {state}.", task_id=job.task_id)
        for attempt in range(MAX_TRIES):
            batch = self.db.batch()
            unchanged = self.db.write_option(last_update_time=seen.update_time)
            batch.update(self._job(job.task_id), {**changes, "write_id": nonce}, option=unchanged)
            if shown is not None or subject:
                batch.update(
                    self.db.document(job.subject), {**(subject or {}), **status.dotted(job.process, shown or {})}
                )
            if also:
                also(batch)
            try:
                updated: datetime = batch.commit()[0].update_time
            except gcp.NotFound as error:
                if self.get(job.task_id) is None:
                    raise Refused(None) from error
                raise SubjectGone("What this job worked on was deleted.", task_id=job.task_id) from error
            except (gcp.FailedPrecondition, gcp.Aborted, gcp.AlreadyExists, *LOST_REPLY) as error:
                now = self.get(job.task_id)
                if now and now.job.write_id == nonce:
                    updated = now.update_time
                elif now is None or now.update_time != seen.update_time:
                    raise Refused(now) from error
                elif isinstance(error, gcp.AlreadyExists):
                    raise Taken from error
                elif attempt < MAX_TRIES - 1:
                    continue
                else:
                    raise
            self._after(job.task_id, state)
            if state != State.PROCESSING and job.slot is not None:
                self._rested(job)
            return updated
        raise AssertionError("unreachable")

    def dead_letter(self, task_id: str) -> DocumentReference:
        """Where a job whose attempts are spent is recorded for an operator."""
        return self.db.collection("dead_letters").document(task_id)

    def ending(self, job: Job, changes: Fields) -> Also:
        """What belongs to every batch that ends a job: its lock and slot go, and whoever asked for it is told.

        `changes` are those of the job, its new state among them.
        """
        also = [tell(job, changes) for tell in self._endings]

        def write(batch: WriteBatch) -> None:
            batch.delete(self._lock(job))
            self.slots.leave(batch, job)
            for add in also:
                add(batch)

        return write

    def abandon(self, seen: Seen) -> bool:
        """End a job whose subject is gone: there is no status left to write. False when it changed meanwhile."""
        changes = {
            **AT_REST,
            "state": State.CANCELLED,
            "completed_at": SERVER_TIMESTAMP,
            "cleanup_at": seen.read_time,
        }
        try:
            self.write(seen, changes, also=self.ending(seen.job, changes))
        except Refused:
            return False
        return True

    def _after(self, task_id: str, state: State) -> None:
        """Go on with what an end has written. It stands already: whoever fails here finds it again in the sweep."""
        if state not in ENDED:
            return
        for go_on in self._ended:
            try:
                go_on(task_id)
            except Exception:
                log.exception("what follows its end waits for the sweeper", extra=fields(job=task_id))

    def completed(self, job: Job) -> list[DocumentReference]:
        """Earlier completed jobs of the same process and subject whose published files still stand."""
        found = (
            self._where("subject", "==", job.subject)
            .where(filter=FieldFilter("process", "==", job.process))
            .where(filter=FieldFilter("state", "==", State.COMPLETED))
            .where(filter=FieldFilter("superseded_by", "==", None))
        )
        return [snapshot.reference for snapshot in found.select([]).stream() if snapshot.id != job.task_id]

    def _remember(self, batch: WriteBatch, key: Idempotency, task_id: str, now: datetime) -> None:
        answer = {"task_id": task_id, "expires_at": now + ANSWER_KEPT}
        batch.create(self.db.collection("idempotency").document(key.document_id), answer)

    def _refusal(self, job: Job, key: Idempotency | None) -> AlreadyRunning | Taken:
        """Why a job was not let in: the same process runs, an earlier call was answered, or else its slot is taken."""
        held = self._lock(job).get()
        if held.exists or (key and self.answered(key)) or job.slot is None:
            task_id = held.get("task_id") if held.exists else None
            return AlreadyRunning("This is being processed already.", task_id=task_id)
        return Taken()

    def _rested(self, job: Job) -> None:
        for tell in self._rests:
            try:
                tell(job)
            except Exception:  # the job rests all the same; the sweeper does what is missing
                log.exception("nobody was let run in its place", extra=fields(**job.named))

    def _line(self, owner_uid: str) -> Any:
        return self._where("owner_uid", "==", owner_uid).where(filter=FieldFilter("waiting", "==", True))

    @staticmethod
    def _count(query: Any) -> int:
        return int(query.limit(1000).count().get()[0][0].value)

    def _job(self, task_id: str) -> DocumentReference:
        return self.db.collection("jobs").document(task_id)

    def _lock(self, job: Job) -> DocumentReference:
        return self.db.collection("locks").document(lock_id(job.subject, job.process))

    def _where(self, field: str, operator: str, value: Any) -> Any:
        return self.db.collection("jobs").where(filter=FieldFilter(field, operator, value))

    def _stream(self, query: Any) -> Iterator[Seen]:
        for s in query.stream():
            try:
                job = Job.model_validate(s.to_dict())
            except ValidationError:  # spoilt by hand: it must not keep the sweeper from all the others
                log.exception("the job cannot be read", extra=fields(job=s.id))
                continue
            yield Seen(job, s.update_time, s.read_time)


def lock_id(subject: str, process: str) -> str:
    """Names the lock of a process on a subject."""
    return f"{subject.replace('/', ':')}.{process}"


def wire_size(batch: WriteBatch) -> int:
    """Bytes that the writes of a batch take in a request. The client has no public way to tell."""
    return sum(write._pb.ByteSize() for write in batch._write_pbs)


def _flagged(subject: Any, job: Job) -> bool:
    """Whether a subject's status asks for the job's cancel."""
    shown, task_id, asked = (_dig(subject, f"processing_status.{job.process}.{name}") for name in FLAGS)
    return task_id == job.task_id and (asked is not None or shown == State.CANCELLED)


def _dig(snapshot: Any, path: str) -> Any:
    value: Any = snapshot.to_dict() if snapshot.exists else None
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
