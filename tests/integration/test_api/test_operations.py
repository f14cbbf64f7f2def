"""Metrics and dead letters, for operators only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from firebase_admin import auth
from google.cloud.firestore import SERVER_TIMESTAMP
from prometheus_client.parser import text_string_to_metric_families
from ulid import ULID

from emulator.auth import sign_in, sign_up
from emulator.stack import Stack
from functions.services import Services
from shared.cloud.auth import Directory
from shared.cloud.config import settings
from shared.engine.job import Cause, Checkpoint, Job, JobError, Lease, PhaseTime, State
from shared.engine.store import lock_id
from tests.integration.test_api.client import Described, Person, Send

PROCESS = "document_processing"
Make = Callable[..., Job]


@pytest.fixture
def operator(emulators: Stack, send: Send, described: Described) -> Person:
    """Somebody with the claim, as the README says how to give it."""
    user = sign_up(emulators.addresses.auth, "olga@example.com")
    auth.set_custom_user_claims(user.uid, {"operator": True}, app=Directory(settings())._app())
    return Person(send, described, sign_in(emulators.addresses.auth, "olga@example.com").headers, user.uid)


@pytest.fixture
def make(services: Services, collection: str) -> Make:
    """Stores a job of the collection's, accepted some seconds ago."""
    now = services.store.now()

    def make(ago: float = 60, **fields: Any) -> Job:
        at = now - timedelta(seconds=ago)
        given = {"process": PROCESS, "subject": collection.removeprefix("/api/"), "owner_uid": "ana", "created_at": at}
        job = Job.model_validate({"task_id": str(ULID.from_datetime(at)), **given, **fields})
        services.db.document(f"jobs/{job.task_id}").set(job.model_dump())
        return job

    return make


def failed(make: Make, services: Services, code: str = "internal_error", **fields: Any) -> Job:
    """A job whose attempts are spent, with its letter as the engine writes it."""
    error = JobError(code=code, message="It broke.", phase="Second", retryable=True)
    cause = Cause(phase=2, kind="error", code=code, message="It broke.", at=services.store.now())
    first = Checkpoint(phase=1, generation=1, path="runs/x/1/phase-1.json")
    done = PhaseTime(name="First", seconds=1.0)
    job = make(**{
        "state": State.FAILED, "phase": 2, "generation": 4, "checkpoints": [first], "phases": [done], "error": error,
        "causes": [cause] * 3, **fields,
    })  # fmt: skip
    letter = job.model_dump(include={"task_id", "process", "subject", "owner_uid", "phase", "error", "causes"})
    services.store.dead_letter(job.task_id).set({**letter, "created_at": SERVER_TIMESTAMP, "replayed_at": None})
    return job


def measured(operator: Person) -> dict[tuple[str, ...], float]:
    """Samples by their name and the values of their labels, in the order of the labels' names."""
    reply = operator.get("/api/metrics")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = list(text_string_to_metric_families(reply.body.decode()))
    assert all(family.documentation for family in families)
    samples = [sample for family in families for sample in family.samples]
    return {(s.name, *(s.labels[name] for name in sorted(s.labels))): s.value for s in samples}


def phases(*seconds: float) -> list[PhaseTime]:
    return [PhaseTime(name=f"Phase {n}", seconds=s) for n, s in enumerate(seconds, 1)]


def test_metrics_count_what_firestore_holds(operator: Person, make: Make, services: Services) -> None:
    now: datetime = services.store.now()
    for n in range(1, 101):
        at = now - timedelta(seconds=200)
        begun = at + timedelta(seconds=2)
        ended = {"created_at": at, "started_at": begun, "completed_at": begun + timedelta(seconds=n)}
        make(200, task_id=str(ULID.from_datetime(at)), state=State.COMPLETED, phases=phases(n / 10), **ended)
    make(3 * 86400, state=State.COMPLETED, phases=phases(1000.0))  # of another day: counted, not summed up
    failed(make, services)
    make(state=State.CANCELLED, reopened=1, causes=[])
    make()
    make(5, started_at=None, waiting=True)
    services.db.document("jobs/01ZZ").set({"task_id": "01ZZ", "process": 7})  # spoilt by hand
    make(started_at=now, lease=Lease(holder="a worker", heartbeat_at=now))
    make(started_at=now, lease=Lease(holder="a dead one", heartbeat_at=now - timedelta(hours=1)))

    got = measured(operator)
    states = {state: got["phasework_jobs", PROCESS, state] for state in State}
    assert states == {"completed": 101, "failed": 1, "cancelled": 1, "processing": 4, "paused": 0}
    assert got["phasework_jobs", "deck_generation", "failed"] == 0
    assert (got["phasework_queue_depth", "worker"], got["phasework_queue_depth", "slot"]) == (1, 1)
    assert (got["phasework_workers_busy",], got["phasework_workers_limit",]) == (1, 6)
    assert got["phasework_worker_utilisation_ratio",] == pytest.approx(1 / 6)
    assert got["phasework_dead_letters",] == 1
    assert got["phasework_recent_jobs", PROCESS, "completed"] == 100
    assert got["phasework_success_ratio", PROCESS] == pytest.approx(100 / 102)
    assert got["phasework_failure_ratio", PROCESS] == pytest.approx(1 / 102)
    assert (got["phasework_retries", "engine", PROCESS], got["phasework_retries", "person", PROCESS]) == (2, 1)
    for part, seconds in (("0.5", 5.0), ("0.95", 9.5), ("0.99", 9.9)):
        assert got["phasework_phase_seconds", "Phase 1", PROCESS, part] == seconds
        assert got["phasework_run_seconds", PROCESS, part] == 10 * seconds
        assert got["phasework_wait_seconds", PROCESS, "0.5"] == 2
    assert got["phasework_phase_seconds_count", "Phase 1", PROCESS] == 100
    assert got["phasework_phase_seconds_sum", "Phase 1", PROCESS] == pytest.approx(505)


def test_metrics_of_nothing(operator: Person) -> None:
    got = measured(operator)
    assert got["phasework_jobs", PROCESS, "processing"] == 0
    assert not [name for name, *_ in got if name.endswith(("success_ratio", "_seconds"))]


def test_a_dead_letter_is_listed_and_replayed_once(operator: Person, make: Make, services: Services) -> None:
    old, new = failed(make, services, "busy", ago=90), failed(make, services)
    listed = operator.get("/api/dead-letters").json["dead_letters"]
    assert [letter["task_id"] for letter in listed] == [new.task_id, old.task_id]
    assert (listed[1]["error"]["code"], listed[1]["status"], listed[1]["replayable"]) == ("busy", "failed", True)
    first = operator.get("/api/dead-letters", page_size=1).json
    assert [letter["task_id"] for letter in first["dead_letters"]] == [new.task_id]
    rest = operator.get("/api/dead-letters", page_size=1, page_token=first["next_page_token"]).json
    assert [letter["task_id"] for letter in rest["dead_letters"]] == [old.task_id]
    assert rest["next_page_token"] is None

    replayed = operator.post(f"/api/dead-letters/{old.task_id}/replay")
    assert (replayed.status, replayed.json["task_id"]) == (202, old.task_id)
    seen = services.store.get(old.task_id)
    assert seen
    assert (seen.job.state, seen.job.phase, seen.job.errors) == (State.PROCESSING, 2, 0)
    assert services.db.document(f"locks/{lock_id(old.subject, PROCESS)}").get().exists
    assert operator.post(f"/api/dead-letters/{old.task_id}/replay").problem == (409, "wrong_state")
    assert operator.post(f"/api/dead-letters/{new.task_id}/replay").problem == (409, "already_running")
    assert [e["task_id"] for e in operator.get("/api/dead-letters").json["dead_letters"]] == [new.task_id]
    both = operator.get("/api/dead-letters", replayed="true").json["dead_letters"]
    assert [(e["task_id"], e["status"], bool(e["replayed_at"])) for e in both] == [
        (new.task_id, "failed", False),
        (old.task_id, "processing", True),
    ]


def test_a_letter_whose_files_are_gone_says_so(operator: Person, make: Make, services: Services) -> None:
    cleaned, gone = failed(make, services, checkpoints=[], ago=90), failed(make, services)
    services.db.document(f"jobs/{gone.task_id}").delete()
    listed = operator.get("/api/dead-letters").json["dead_letters"]
    assert [(e["status"], e["replayable"]) for e in listed] == [(None, False), ("failed", False)]
    assert operator.post(f"/api/dead-letters/{cleaned.task_id}/replay").problem == (409, "wrong_state")
    assert operator.post(f"/api/dead-letters/{gone.task_id}/replay").problem == (404, "dead_letter_not_found")
    assert operator.post("/api/dead-letters/nothing/replay").problem == (404, "dead_letter_not_found")


def test_all_others_are_refused(described: Described, ana: Person, make: Make, services: Services) -> None:
    job = failed(make, services)
    theirs = [(m, path) for m, path, o in described.operations() if o["tags"][0] in ("metrics", "dead-letters")]
    assert len(theirs) == 3
    for method, path in theirs:
        reply = ana.call(method, path.replace("{task_id}", job.task_id))
        assert reply.problem == (403, "not_operator"), path
    seen = services.store.get(job.task_id)
    assert seen
    assert seen.job.state == State.FAILED
