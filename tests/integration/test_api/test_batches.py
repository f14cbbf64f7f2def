"""One call for many collections: a job each, or a reason; the same key gets the same jobs."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from functions.services import Services
from tests.integration.test_api.client import Person, Reply
from tests.integration.test_api.files import pdf

PROCESS = "document_processing"


def ready(person: Person, count: int) -> list[str]:
    """The ids of collections with a linesheet each."""
    ids = []
    for _ in range(count):
        collection = person.collection()
        person.upload(collection, ("a.pdf", pdf()))
        ids.append(collection.rpartition("/")[2])
    return ids


def start(person: Person, ids: list[str], key: str | None = None) -> Reply:
    return person.post("/api/batches", {"process": PROCESS, "collection_ids": ids}, key=key)


def tasks(reply: Reply) -> list[str]:
    return [entry["task_id"] for entry in reply.json["entries"]]


def test_each_collection_gets_a_job_and_its_place(ana: Person) -> None:
    ids = ready(ana, 3)
    reply = start(ana, ids)
    assert (reply.status, reply.json["total"], reply.json["counts"]) == (202, 3, {"processing": 3})
    assert [entry["collection_id"] for entry in reply.json["entries"]] == ids
    assert all(entry["queue_position"] >= 1 for entry in reply.json["entries"])
    jobs = {job["task_id"] for job in ana.get("/api/jobs").json["jobs"]}
    assert jobs == set(tasks(reply))
    assert ana.get(f"/api/batches/{reply.json['batch_id']}").json == reply.json


def test_what_is_refused_says_why_and_the_others_start(ana: Person, ben: Person, services: Services) -> None:
    good, running = ready(ana, 2)
    empty = ana.collection().rpartition("/")[2]
    other = ben.collection().rpartition("/")[2]
    first = ana.post(f"/api/collections/{running}/documents/process").json["task_id"]
    reply = start(ana, [empty, good, other, "none", running])
    codes = [entry["code"] for entry in reply.json["entries"]]
    missing = "collection_not_found"
    assert codes == ["no_linesheet", None, missing, missing, "already_running"]
    assert reply.json["counts"] == {"refused": 4, "processing": 1}
    assert reply.json["entries"][4]["task_id"] == first
    assert all(entry["message"].endswith(".") for entry in reply.json["entries"] if entry["code"])
    assert len(ana.get("/api/jobs").json["jobs"]) == 2


@pytest.mark.parametrize(
    ("process", "code"), [("item_generation", "no_purchase_order"), ("deck_generation", "no_items")]
)
def test_every_process_can_be_started(ana: Person, process: str, code: str) -> None:
    reply = ana.post("/api/batches", {"process": process, "collection_ids": ready(ana, 1)})
    assert (reply.status, [entry["code"] for entry in reply.json["entries"]]) == (202, [code])


def test_the_same_key_gets_the_same_jobs(ana: Person) -> None:
    ids = ready(ana, 2)
    first = start(ana, ids, "monday")
    for name in ids:
        ana.post(f"/api/collections/{name}/documents/process/cancel")
    again = start(ana, ids, "monday")
    assert tasks(again) == tasks(first)
    assert again.json["batch_id"] == first.json["batch_id"]
    assert again.json["counts"] == {"cancelled": 2}
    assert start(ana, ids[:1], "monday").problem == (409, "key_reused")
    assert set(tasks(start(ana, ids, "tuesday"))).isdisjoint(tasks(first))


def test_a_batch_that_was_cut_off_goes_on_where_it_was(ana: Person, services: Services) -> None:
    ids = ready(ana, 3)
    first = start(ana, ids, "monday")
    batch = services.db.document(f"batches/{first.json['batch_id']}")
    batch.update({"entries": []})  # as it stands when the process died after it had started the jobs
    lost = ana.get(f"/api/batches/{batch.id}").json
    assert (lost["counts"], lost["entries"][0]["code"]) == ({"refused": 3}, "service_unavailable")
    assert tasks(start(ana, ids, "monday")) == tasks(first)
    assert len(ana.get("/api/jobs").json["jobs"]) == 3


def test_two_at_the_same_time_with_one_key_start_each_job_once(ana: Person) -> None:
    ids = ready(ana, 4)
    replies: list[Reply] = []
    threads = [threading.Thread(target=lambda: replies.append(start(ana, ids, "both"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tasks(replies[0]) == tasks(replies[1])
    assert len(ana.get("/api/jobs").json["jobs"]) == 4


def test_a_hundred_are_answered_in_bounded_time(ana: Person, services: Services) -> None:
    (one,) = ready(ana, 1)
    document = next(iter(services.db.collection(f"collections/{one}/documents").stream())).to_dict()
    collection = services.db.document(f"collections/{one}").get().to_dict()
    batch = services.db.batch()
    ids = [f"c{n}" for n in range(100)]
    for name in ids:
        batch.set(services.db.document(f"collections/{name}"), collection)
        batch.set(services.db.document(f"collections/{name}/documents/d1"), document)
    batch.commit()
    begun = time.monotonic()
    reply = start(ana, ids)
    assert (reply.status, reply.json["counts"]) == (202, {"processing": 100})
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "body",
    [
        {"process": PROCESS, "collection_ids": []},
        {"process": PROCESS, "collection_ids": [f"c{n}" for n in range(101)]},
        {"process": PROCESS, "collection_ids": ["a", "b", "a"]},
        {"process": PROCESS, "collection_ids": ["a/b"]},
        {"process": "magic", "collection_ids": ["a"]},
        {"collection_ids": ["a"]},
    ],
)
def test_a_wrong_batch_is_named(ana: Person, body: dict[str, Any]) -> None:
    assert ana.post("/api/batches", body).problem == (422, "invalid_request")


def test_a_deleted_collection_is_told(ana: Person) -> None:
    ids = ready(ana, 2)
    reply = start(ana, ids)
    ana.delete(f"/api/collections/{ids[0]}")
    assert ana.get(f"/api/batches/{reply.json['batch_id']}").json["counts"] == {"deleted": 1, "processing": 1}


def test_others_batches_are_not_there(ana: Person, ben: Person) -> None:
    batch = start(ana, ready(ana, 1)).json["batch_id"]
    for name in (batch, "none"):
        assert ben.get(f"/api/batches/{name}").problem == (404, "batch_not_found")
