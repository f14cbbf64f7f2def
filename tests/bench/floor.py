"""The same Firestore commits as the engine's, and its checkpoints, without anything that makes them safe.

Nothing is read before it is written, nobody is fenced out, no process of its own does the work. `floor` is a function
that the workers serve beside `run_phase`; the Celery tasks make the same commits.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Request, Response
from google.cloud.firestore import SERVER_TIMESTAMP, Client, WriteBatch
from ulid import ULID

from functions.services import Services
from shared.engine import status
from shared.engine.job import AT_REST, Job, PhaseTime, State
from shared.engine.store import lock_id
from tests.bench.pipelines import EMPTY, One

PROCESS = EMPTY.process


def fresh(db: Client, number: int) -> tuple[str, str]:
    """A thing to work on, and the owner of its job."""
    subject = f"things/{uuid.uuid4().hex[:12]}"
    db.document(subject).set({"name": f"thing {number}"})
    return subject, f"owner-{uuid.uuid4().hex[:8]}"


def start(services: Services, subject: str, owner: str) -> str:
    """The engine's own first commit: lock, slot, job and status."""
    job = Job(task_id=str(ULID()), process=PROCESS, subject=subject, owner_uid=owner, slot=1, place=1)
    services.store.create(EMPTY, job, status.WAITING, None)
    return job.task_id


def claim(db: Client, subject: str, task_id: str, phase: int) -> None:
    """The commit with which a worker makes a phase its own."""
    changes: dict[str, Any] = {
        "generation": phase,
        "lease": {"holder": uuid.uuid4().hex, "heartbeat_at": SERVER_TIMESTAMP},
        "interruptions": 0,
        "claimed_at": SERVER_TIMESTAMP,
        "retry_at": None,
        "place": None,
        **({"started_at": SERVER_TIMESTAMP} if phase == 1 else {}),
    }
    shown = {**status.current(EMPTY, phase), "message": "", "attempt": 1, "queue_position": None}
    _commit(db, subject, task_id, changes, shown)


def record(db: Client, subject: str, task_id: str, phase: int) -> None:
    """The commit that records a phase; after the last one, a further one completes the job."""
    now = datetime.now(UTC)
    timed = [
        PhaseTime(name=p.name, started_at=now, completed_at=now, seconds=0.001).model_dump()
        for p in EMPTY.phases[:phase]
    ]
    made = [{"phase": n, "generation": n, "path": path(task_id, n), "warnings": 0} for n in range(1, phase + 1)]
    changes = {
        "phase": phase + 1,
        "checkpoints": made,
        "phases": timed,
        "warnings": [],
        "errors": 0,
        "lease": None,
        "claimed_at": None,
        "eta": 1.0,
        "eta_at": SERVER_TIMESTAMP,
        "dispatched_at": SERVER_TIMESTAMP,
    }
    shown = {**status.current(EMPTY, phase + 1), "message": "", "warnings": [], "attempt": 1, "eta_seconds": 1}
    _commit(db, subject, task_id, changes, shown)


def complete(db: Client, subject: str, owner: str, task_id: str) -> None:
    """The commit that ends the job: results, status, lock and slot."""

    def also(batch: WriteBatch) -> None:
        batch.delete(db.collection("locks").document(lock_id(subject, PROCESS)))
        batch.delete(db.collection("slots").document(f"{owner}.1"))

    changes = {**AT_REST, "state": State.COMPLETED, "completed_at": SERVER_TIMESTAMP, "counts": {}}
    _commit(db, subject, task_id, changes, status.completed(EMPTY), {"n": EMPTY.total}, also)


def _commit(
    db: Client, subject: str, task_id: str, changes: Any, shown: Any, results: Any = None, also: Any = None
) -> None:
    batch = db.batch()
    batch.update(db.collection("jobs").document(task_id), {**changes, "write_id": uuid.uuid4().hex})
    batch.update(db.document(subject), {**(results or {}), **status.dotted(PROCESS, shown)})
    if also:
        also(batch)
    batch.commit()


def path(task_id: str, phase: int) -> str:
    """Where the checkpoint of a phase lies."""
    return f"runs/{task_id}/{phase}/phase-{phase}.json"


def make_floor(services: Services) -> Any:
    """The function that does one phase: commit, read what the phase before it made, save, commit."""

    def floor(request: Request) -> Response:
        asked = request.get_json()
        subject, owner, task_id, phase = asked["subject"], asked["owner"], asked["task_id"], asked["phase"]
        claim(services.db, subject, task_id, phase)
        n = services.artifacts.load_model(path(task_id, phase - 1), One).n if phase > 1 else 0
        services.artifacts.save_model(path(task_id, phase), One(n=n + 1))
        record(services.db, subject, task_id, phase)
        if phase == EMPTY.total:
            complete(services.db, subject, owner, task_id)
        return Response("done")

    return floor
