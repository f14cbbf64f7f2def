"""The history of jobs: whose, which, in what order; and that production has an index for each such query."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from ulid import ULID

from emulator.config import ROOT
from functions.routes.jobs.models import JobsQuery
from functions.routes.jobs.query import jobs_query
from functions.services import Services
from shared.engine.job import Job, PhaseTime, Starter, State
from tests.integration.test_api.client import Person

BEGIN = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def add(services: Services, uid: str, collection: str, minute: int, **fields: Any) -> str:
    """A job as a run leaves it, started so many minutes after the beginning."""
    started = BEGIN + timedelta(minutes=minute)
    milliseconds = int(started.timestamp() * 1000)
    job = Job(
        task_id=_ulid(milliseconds),
        process=fields.pop("process", "document_processing"),
        subject=collection.removeprefix("/api/"),
        owner_uid=uid,
        created_at=started,
        **fields,
    )
    services.store.db.document(f"jobs/{job.task_id}").set(job.model_dump())
    return job.task_id


def _ulid(milliseconds: int) -> str:
    return str(ULID.from_bytes(milliseconds.to_bytes(6, "big") + b"\x07" * 10))


def ids(person: Person, **query: Any) -> list[str]:
    reply = person.get("/api/jobs", **query)
    assert reply.status == 200, reply.json
    return [job["task_id"] for job in reply.json["jobs"]]


@pytest.fixture
def shared(ana: Person, ben: Person, collection: str, services: Services) -> str:
    """Ana's collection, of which Ben is a member."""
    path = collection.removeprefix("/api/")
    services.store.db.document(path).update({"member_uids": [ana.uid, ben.uid]})
    return collection


def test_filters(ana: Person, collection: str, services: Services) -> None:
    other = ana.collection()
    first = add(services, ana.uid, collection, 0, state=State.FAILED)
    second = add(services, ana.uid, other, 5, state=State.COMPLETED)
    third = add(services, ana.uid, collection, 9, state=State.COMPLETED, process="item_generation")
    assert ids(ana) == [third, second, first]
    assert ids(ana, order="oldest") == [first, second, third]
    assert ids(ana, status="completed") == [third, second]
    assert ids(ana, process="document_processing") == [second, first]
    assert ids(ana, process="document_processing", status="failed") == [first]
    assert ids(ana, collection_id=collection.rpartition("/")[2]) == [third, first]
    at = (BEGIN + timedelta(minutes=5)).isoformat()
    assert ids(ana, since=at) == [third, second]
    assert ids(ana, until=at) == [first]
    assert ids(ana, since=at, until="2027-03-01T09:09:00Z") == [second]


@pytest.mark.parametrize(
    "query", [{"since": "yesterday"}, {"until": "2027-03-01T09:00:00"}, {"owner": "ben"}, {"x": 1}]
)
def test_a_wrong_filter_is_named(ana: Person, query: dict[str, Any]) -> None:
    assert ana.get("/api/jobs", **query).problem == (422, "invalid_request")


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_hold_each_job_once(ana: Person, collection: str, services: Services, order: str) -> None:
    wanted = {add(services, ana.uid, collection, minute) for minute in range(5)}
    seen: list[str] = []
    token: dict[str, Any] = {}
    while True:
        page = ana.get("/api/jobs", page_size=2, order=order, **token).json
        seen += [job["task_id"] for job in page["jobs"]]
        if not page["next_page_token"]:
            break
        token = {"page_token": page["next_page_token"]}
    assert seen == sorted(wanted, reverse=order == "newest")


def test_members_see_a_collection_s_jobs_and_who_started_them(
    ana: Person, ben: Person, shared: str, services: Services, sign: Any
) -> None:
    collection_id = shared.rpartition("/")[2]
    task_id = add(services, ana.uid, shared, 0, owner=Starter(email="ana@example.com", name="Ana"))
    own = add(services, ben.uid, shared, 1)
    assert ids(ben) == [own]
    assert ids(ben, collection_id=collection_id) == [own, task_id]
    assert ids(ben, collection_id=collection_id, owner="me") == [own]
    job = ben.get(f"/api/jobs/{task_id}").json
    assert (job["owner_uid"], job["owner_email"], job["owner_name"]) == (ana.uid, "ana@example.com", "Ana")
    cai = sign("cai@example.com")
    assert cai.get("/api/jobs", collection_id=collection_id).problem == (404, "collection_not_found")
    assert cai.get(f"/api/jobs/{task_id}").problem == (404, "job_not_found")


def test_a_job_says_how_it_went(ana: Person, collection: str, services: Services) -> None:
    task_id = add(
        services,
        ana.uid,
        collection,
        0,
        state=State.COMPLETED,
        started_at=BEGIN,
        claimed_at=BEGIN + timedelta(seconds=10),  # it was paused before
        completed_at=BEGIN + timedelta(seconds=12.5),
        phases=[PhaseTime(name="Extracting images from documents", seconds=3.25)],
        counts={"structured_products": 540},
    )
    job = ana.get(f"/api/jobs/{task_id}").json
    assert (job["seconds"], job["counts"]) == (5.75, {"structured_products": 540})
    assert job["phases"][0]["seconds"] == 3.25


def test_the_attempt_of_a_job_that_failed_is_its_last(ana: Person, collection: str, services: Services) -> None:
    live = add(services, ana.uid, collection, 0, errors=2)
    spent = add(services, ana.uid, collection, 1, state=State.FAILED, errors=3)
    assert [ana.get(f"/api/jobs/{task_id}").json["attempt"] for task_id in (live, spent)] == [3, 3]


def test_each_query_has_its_index_in_production(services: Services) -> None:
    indexes = json.loads((ROOT / "firestore.indexes.json").read_text())["indexes"]
    there = {
        tuple((field["fieldPath"], field.get("order")) for field in index["fields"])
        for index in indexes
        if index["collectionGroup"] == "jobs"
    }
    choices = product((None, "c"), (None, "me"), (None, "p"), (None, "failed"), ("newest", "oldest"))
    for collection_id, owner, process, status, order in choices:
        asked = JobsQuery(collection_id=collection_id, owner=owner, process=process, status=status, order=order)  # type: ignore[arg-type]
        query = jobs_query(services.store.db, "ana", asked)
        equal = [f.field.field_path for f in query._field_filters]
        by = [(o.field.field_path, "DESCENDING" if o.direction == 2 else "ASCENDING") for o in query._orders]
        assert (*((name, "ASCENDING") for name in equal), *by) in there
