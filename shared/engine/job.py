"""What a job is: its states, the legal ways between them, and the document that records it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field
from ulid import ULID

from shared.engine.run import Warning


class State(StrEnum):
    """Where a job stands. A process that was never run reads `idle` and has no job."""

    PROCESSING = "processing"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.COMPLETED, State.FAILED, State.CANCELLED})

LEGAL: dict[State, frozenset[State]] = {
    State.PROCESSING: frozenset({State.PROCESSING, State.PAUSED, *ENDED}),
    State.PAUSED: frozenset({State.PROCESSING, State.CANCELLED}),
    State.FAILED: frozenset({State.PROCESSING}),
    State.COMPLETED: frozenset(),
    State.CANCELLED: frozenset(),
}

AT_REST: dict[str, Any] = {"lease": None, "retry_at": None, "waiting": False, "slot": None, "place": None}
"""What no job has that does not run: fields of every write that ends or pauses one."""

MAX_ERRORS = 3
MAX_INTERRUPTIONS = 5


class Lease(BaseModel):
    """Who runs the current phase. `heartbeat_at` is a server time; silence for the lease time ends it."""

    holder: str
    heartbeat_at: datetime


class Checkpoint(BaseModel):
    """Where a finished phase's output lies. Only paths recorded here are ever read.

    `warnings` counts those that the job had by then.
    """

    phase: int
    generation: int
    path: str
    warnings: int = 0


class PhaseTime(BaseModel):
    """When a phase ran; `seconds` is the time of the attempt that finished it."""

    name: str
    started_at: datetime | None = None
    completed_at: datetime | None = None
    seconds: float | None = None


class JobError(BaseModel):
    """Why a job failed, for a person (`message`) and for a program (`code`)."""

    code: str
    message: str
    details: str = ""
    phase: str = ""
    retryable: bool = False
    document_id: str | None = None


class Cause(BaseModel):
    """One attempt that did not finish."""

    phase: int
    kind: str
    code: str
    message: str
    at: datetime


class Starter(BaseModel):
    """What is known of who started a job. `email` is one that its owner has proved to be theirs, or None."""

    email: str | None = None
    name: str | None = None


class Place(BaseModel, frozen=True):
    """Where a job is let in: one of its owner's slots, or without one the end of the owner's line.

    `position` is what people see: among the jobs that wait for a worker, or among those in line.
    """

    slot: int | None
    position: int

    @property
    def fields(self) -> dict[str, Any]:
        """The job's fields."""
        return {"slot": self.slot, "waiting": self.slot is None, "place": self.position}


class Job(BaseModel):
    """One run of a pipeline on a subject: `jobs/{task_id}`, the truth.

    phase: the phase to run now, from 1; one more than there are means that only the commit is left.
    generation: the fencing token, raised by every claim. dispatch: raised when a lost task is replaced.
    errors, interruptions: unfinished attempts of the current phase.
    reopened: how often it went on after it had failed, so that it ends once more than that.
    counts: how many documents its commit wrote, by the last part of their collection's path ("items"), and pictures.
    cancelled_by: the uid of who cancelled it, where a person did.
    changes: what changed since it began of what it works on, as its system notes it; the engine only keeps it.
    units: the size of its work, in what its pipeline counts. eta: seconds left as told last, at the time `eta_at`.
    claimed_at: when the attempt that is under way, or was when the job ended, was begun; None between attempts.
    paused_at: when it was last paused. retried_from: the phase from which the last retry went on.
    slot: which of its owner's slots it holds. waiting: it has none yet, and no task. place: the position shown last.
    write_id: names the last engine write, so that a write whose reply was lost is known again.
    """

    task_id: str
    process: str
    subject: str
    owner_uid: str
    owner: Starter = Field(default_factory=Starter)
    cancelled_by: str | None = None
    state: State = State.PROCESSING
    params: dict[str, Any] = Field(default_factory=dict)
    fingerprint: str = ""
    units: float = 1.0
    phase: int = 1
    generation: int = 0
    dispatch: int = 0
    slot: int | None = None
    waiting: bool = False
    place: int | None = None
    retried_from: int | None = None
    reopened: int = 0
    errors: int = 0
    interruptions: int = 0
    write_id: str = ""
    lease: Lease | None = None
    checkpoints: list[Checkpoint] = Field(default_factory=list)
    phases: list[PhaseTime] = Field(default_factory=list)
    causes: list[Cause] = Field(default_factory=list)
    warnings: list[Warning] = Field(default_factory=list)
    error: JobError | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    changes: list[str] = Field(default_factory=list)
    created_at: datetime | None = None
    started_at: datetime | None = None
    claimed_at: datetime | None = None
    paused_at: datetime | None = None
    completed_at: datetime | None = None
    dispatched_at: datetime | None = None
    retry_at: datetime | None = None
    eta: float | None = None
    eta_at: datetime | None = None
    cleanup_at: datetime | None = None
    cleaned_at: datetime | None = None
    superseded_by: str | None = None
    superseded_at: datetime | None = None

    @property
    def finished(self) -> list[float]:
        """Seconds that each finished phase took."""
        return [phase.seconds or 0.0 for phase in self.phases]

    @property
    def attempt(self) -> int:
        """Which attempt of the current phase is under way or comes next; of a job that failed, the last there was."""
        unfinished = self.errors + self.interruptions
        return max(1, unfinished) if self.state == State.FAILED else unfinished + 1

    def worked(self, now: datetime) -> float:
        """Seconds of work: the finished phases, and the attempt under way, or the last. Waits and pauses are none."""
        under_way = (self.completed_at or now) - self.claimed_at if self.claimed_at else timedelta()
        return sum(self.finished) + max(0.0, under_way.total_seconds())

    @property
    def named(self) -> dict[str, Any]:
        """What log lines about it say."""
        return {
            "job": self.task_id,
            "process": self.process,
            "phase": self.phase,
            "attempt": self.attempt,
            "generation": self.generation,
            "owner": self.owner_uid,
        }

    @property
    def resumable(self) -> bool:
        """Whether it failed, and what it had finished is still kept."""
        return self.state == State.FAILED and len(self.checkpoints) == self.phase - 1

    @property
    def prefix(self) -> str:
        """Storage prefix of everything that this job writes before its commit."""
        return run_prefix(self.task_id)

    @property
    def task_name(self) -> str:
        """Name of the task that carries the current phase; a hash in front spreads names, as Cloud Tasks asks."""
        name = f"{self.task_id}-{self.phase}-{self.generation}-{self.dispatch}"
        return f"{hashlib.sha256(name.encode()).hexdigest()[:8]}-{name}"

    def leased(self, now: datetime, lease_seconds: float) -> bool:
        """Whether a worker holds the phase at the server time `now`."""
        return self.lease is not None and (now - self.lease.heartbeat_at).total_seconds() < lease_seconds


def run_prefix(task_id: str) -> str:
    """Storage prefix of everything that a job writes before its commit."""
    return f"runs/{task_id}/"


def first_id(at: datetime) -> str:
    """The lowest task_id of a moment: a ULID begins with its milliseconds, so that ids sort by time."""
    milliseconds = min(max(int(at.timestamp() * 1000), 0), 2**48 - 1)
    return str(ULID.from_bytes(milliseconds.to_bytes(6, "big") + bytes(10)))


def fingerprint(params: BaseModel) -> str:
    """Names the inputs of a job: the same documents and settings give the same one."""
    return hashlib.sha256(params.model_dump_json().encode()).hexdigest()
