"""Collections: made, listed, renamed, deleted; and requests that cannot be read."""

from __future__ import annotations

import re

import pytest

from functions.routes.collections.parts import Parts
from functions.services import Services
from shared.collections.records import Document
from shared.collections.refusals import NotFound
from shared.collections.repository import Repository
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def test_a_collection_is_made_read_renamed_and_listed(ana: Person, ben: Person) -> None:
    made = ana.post("/api/collections", {"name": "  Spring 27  "}).json
    path = f"/api/collections/{made['collection_id']}"
    assert (made["name"], made["owner_uid"], made["member_uids"]) == ("Spring 27", ana.uid, [ana.uid])
    assert RFC_3339.fullmatch(made["created_at"])
    assert ana.patch(path, {"name": "Summer"}).json["name"] == "Summer"
    read = ana.get(path).json
    assert (read["name"], read["created_at"]) == ("Summer", made["created_at"])
    assert ben.get("/api/collections").json == {"collections": [], "next_page_token": None}


def test_lists_come_newest_first_in_pages(ana: Person) -> None:
    for name in ("one", "two", "three"):
        ana.collection(name)
    first = ana.get("/api/collections", page_size=2).json
    second = ana.get("/api/collections", page_size=2, page_token=first["next_page_token"]).json
    assert [c["name"] for c in first["collections"] + second["collections"]] == ["three", "two", "one"]
    assert second["next_page_token"] is None


def test_members_read_and_only_the_owner_deletes(ana: Person, ben: Person, services: Services) -> None:
    collection = ana.collection()
    services.store.db.document(collection.removeprefix("/api/")).update({"member_uids": [ana.uid, ben.uid]})
    assert ben.get(collection).status == 200
    assert [c["name"] for c in ben.get("/api/collections").json["collections"]] == ["Spring"]
    assert ben.delete(collection).problem == (403, "not_owner")
    assert ana.get(collection).status == 200


def test_deleting_a_collection_leaves_nothing_of_it(ana: Person, services: Services) -> None:
    collection = ana.collection()
    document = ana.upload(collection, ("a.pdf", pdf())).json["documents"][0]["document_id"]
    task_id = ana.post(f"{collection}/documents/process").json["task_id"]
    path, db = collection.removeprefix("/api/"), services.store.db
    db.document(f"{path}/documents/{document}/structured_products/p1").set({"name": "x"})
    db.document(f"{path}/documents/gone/structured_products/p2").set({"name": "an orphan"})
    db.document(f"{path}/edits/p1").set({"fields": {}})
    services.artifacts.upload(f"{path}/images/t/i.png", b"x", "image/png")
    services.artifacts.upload(f"runs/{task_id}/1/phase-1.json", b"{}", "application/json")
    ana.post("/api/webhooks", {"url": "http://127.0.0.1:9/"})
    ana.post(f"{collection}/documents/process/cancel")
    other = f"{ana.collection()}/documents"
    second = ana.post(f"{collection}/documents/process", key="again").json["task_id"]
    db.document(f"dead_letters/{second}").set({"task_id": second})
    db.document(f"mail/{second}-ended").set({"about": path})
    for name in ("mail/other-ended", "deliveries/other"):
        db.document(name).set({"about": other})
    traces = ("jobs", "locks", "idempotency", "dead_letters", "mail", "deliveries")
    assert all(list(db.collection(name).stream()) for name in traces)

    assert ana.delete(collection).status == 204
    assert ana.get(collection).problem == (404, "collection_not_found")
    assert ana.delete(collection).problem == (404, "collection_not_found")
    assert list(services.artifacts.bucket.list_blobs(prefix=path)) == []
    for below in (
        "documents",
        f"documents/{document}/structured_products",
        "documents/gone/structured_products",
        "edits",
    ):
        assert list(db.collection(f"{path}/{below}").stream()) == [], below
    left = {name: [s.id for s in db.collection(name).stream()] for name in traces}
    assert left == {**{name: [] for name in traces}, "mail": ["other-ended"], "deliveries": ["other"]}
    assert list(services.artifacts.bucket.list_blobs(prefix="runs/")) == []
    assert ana.get(f"/api/jobs/{task_id}").problem == (404, "job_not_found")


def test_files_that_a_dying_worker_left_after_the_deletion_go_too(ana: Person, services: Services) -> None:
    collection = ana.collection()
    ana.upload(collection, ("a.pdf", pdf()))
    task_id = ana.post(f"{collection}/documents/process").json["task_id"]
    assert ana.delete(collection).status == 204
    services.artifacts.upload(f"runs/{task_id}/1/late.json", b"{}", "application/json")
    services.artifacts.upload(f"{collection.removeprefix('/api/')}/images/late.png", b"x", "image/png")
    assert services.eraser.sweep() == {"zombie_files_erased": 0}, "a worker may still write"
    (erasure,) = services.db.collection("erasures").stream()
    erasure.reference.update({"due_at": erasure.read_time})
    assert services.eraser.sweep() == {"zombie_files_erased": 2}
    assert list(services.artifacts.bucket.list_blobs()) == []
    assert list(services.db.collection("erasures").stream()) == []


def test_a_collection_that_goes_while_it_is_written_to_is_not_found(ana: Person, services: Services) -> None:
    repository = Repository(services.store.db)
    seen = repository.create(ana.uid, "Gone")
    assert ana.delete(f"/api/{seen.path}").status == 204
    with pytest.raises(NotFound):
        repository.rename(seen, "Back")
    document = Document(
        document_id="d", type="linesheet", filename="a.pdf", content_type="", size_bytes=1, sha256="", storage_path="x"
    )
    with pytest.raises(NotFound):
        repository.add(seen, [document])
    assert list(services.store.db.collection_group("documents").stream()) == []


def test_a_deletion_that_ran_out_of_time_is_hidden_and_goes_on(ana: Person, services: Services) -> None:
    collection = ana.collection()
    ana.upload(collection, ("a.pdf", pdf()))
    collection_id = collection.rpartition("/")[2]
    assert Parts(services).deletion.collection(collection_id, ana.uid, seconds=0) is False
    assert ana.get(collection).problem == (404, "collection_not_found")
    assert ana.get("/api/collections").json["collections"] == []
    assert ana.delete(collection).status == 204
    assert not services.store.db.document(collection.removeprefix("/api/")).get().exists


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"name": "two\nlines"}, ["name"]),
        ({"name": 7}, ["name"]),
        ({"name": "x", "colour": "red"}, ["colour"]),
        ([], ["body"]),
    ],
)
def test_a_wrong_field_is_named(ana: Person, body: object, fields: list[str]) -> None:
    reply = ana.post("/api/collections", body)
    assert reply.problem == (422, "invalid_request")
    assert [error["field"] for error in reply.json["errors"]] == fields
    assert all(f"“{field}”" in reply.json["detail"] for field in fields)
    assert ana.get("/api/collections").json["collections"] == []


@pytest.mark.parametrize("query", [{"page_size": 0}, {"page_size": "many"}, {"page_token": "../x"}, {"pagesize": 2}])
def test_a_wrong_query_is_named(ana: Person, query: dict[str, object]) -> None:
    reply = ana.get("/api/collections", **query)
    assert reply.problem == (422, "invalid_request")
    assert [error["field"] for error in reply.json["errors"]] == list(query)


def test_bodies_that_cannot_be_read(ana: Person) -> None:
    json = {"Content-Type": "application/json"}
    assert ana.call("POST", "/api/collections", b"{", headers=json).problem == (400, "bad_json")
    assert ana.call("POST", "/api/collections", b"name: x", headers={"Content-Type": "text/yaml"}).problem == (
        415,
        "unsupported_media_type",
    )


def test_a_request_of_more_than_32_mb_is_refused_unread(ana: Person, collection: str) -> None:
    reply = ana.upload(collection, ("big.pdf", b"%PDF-1.7" + bytes(32 * 1024 * 1024)))
    assert reply.problem == (413, "request_too_large")
    assert "upload URL" in reply.json["detail"]
    assert ana.get(f"{collection}/documents").json["documents"] == []


def test_our_own_faults_are_told_without_a_stack_trace(ana: Person, collection: str, services: Services) -> None:
    services.store.db.document(collection.removeprefix("/api/")).update({"processing_status": "not a map"})
    reply = ana.get(f"{collection}/processing-status")
    assert reply.problem == (500, "internal_error")
    assert b"Traceback" not in reply.body
    assert b"validation" not in reply.body


def test_a_page_goes_on_when_its_last_collection_is_gone(ana: Person) -> None:
    paths = [ana.collection(name) for name in ("one", "two", "three")]
    token = ana.get("/api/collections", page_size=1).json["next_page_token"]
    assert ana.delete(paths[2]).status == 204
    left = ana.get("/api/collections", page_token=token).json["collections"]
    assert [collection["name"] for collection in left] == ["two", "one"]
    for nonsense in ("title", "0", "z" * 26):
        assert ana.get("/api/collections", page_token=nonsense).problem == (422, "invalid_request")


def test_looks_of_decks_are_changed_and_stay_where_they_are_left_out(ana: Person, collection: str) -> None:
    ana.patch(collection, {"deck_settings": {"title": "Ours", "per_page": 9}})
    changed = ana.patch(collection, {"name": "Autumn", "deck_settings": {"title": None, "color": "#000000"}}).json
    assert (changed["name"], changed["deck_settings"]) == ("Autumn", {"per_page": 9, "color": "#000000"})
    for wrong in ({}, {"name": None}, {"deck_settings": {"logo_path": "x"}}, {"deck_settings": {"per_page": 5}}):
        assert ana.patch(collection, wrong).problem == (422, "invalid_request")
    assert ana.get(collection).json["deck_settings"] == {"per_page": 9, "color": "#000000"}
