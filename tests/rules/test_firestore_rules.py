"""firestore.rules in the real rules engine, for real users: each thing that is allowed, and each that is not."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from google.cloud.firestore import Client

from emulator.auth import User, sign_up
from emulator.stack import Stack
from shared.cloud.config import settings
from shared.cloud.firestore import firestore_client

C = "collections/spring"
BELOW = [
    f"{C}/documents/d1",
    f"{C}/documents/d1/structured_products/p1",
    f"{C}/items/i1",
    f"{C}/decks/k1",
    f"{C}/edits/p1",
]
SERVERS_OWN = [
    f"{C}/uploads/d2",
    "locks/collections:spring.document_processing",
    "slots/ann.1",
    "paces/document_processing",
    "idempotency/abc",
    "dead_letters/t1",
    "mail/t1-ended",
    "users/owner",
    "webhooks/wh1",
    "deliveries/t1-wh1",
    "batches/b1",
    "erasures/e1",
]
READABLE = [C, *BELOW, "jobs/t1"]


class Browser:
    """Firestore as a browser has it: the REST API with a user's token, or with none."""

    def __init__(self, host: str, project: str, user: User | None) -> None:
        self._base = f"http://{host}/v1/projects/{project}/databases/(default)/documents"
        self._session = requests.Session()
        self._session.trust_env = False
        if user:
            self._session.headers.update(user.headers)

    def get(self, path: str) -> int:
        return self._session.get(f"{self._base}/{path}").status_code

    def set(self, path: str, **fields: str) -> int:
        body = {"fields": {name: {"stringValue": value} for name, value in fields.items()}}
        mask = [("updateMask.fieldPaths", name) for name in fields]
        return self._session.patch(f"{self._base}/{path}", params=mask, json=body).status_code

    def delete(self, path: str) -> int:
        return self._session.delete(f"{self._base}/{path}").status_code

    def list(self, path: str, where: tuple[str, str, str] | None = None, every: bool = False) -> int:
        """Query a collection below the parent of `path`, or with `every` all collections of its name."""
        parent, _, name = path.rpartition("/")
        query: dict[str, Any] = {"from": [{"collectionId": name, "allDescendants": every}]}
        if where:
            field, op, value = where
            query["where"] = {"fieldFilter": {"field": {"fieldPath": field}, "op": op, "value": {"stringValue": value}}}
        url = f"{self._base}/{parent}:runQuery" if parent and not every else f"{self._base}:runQuery"
        return self._session.post(url, json={"structuredQuery": query}).status_code


@pytest.fixture
def db(emulators: Stack) -> Client:
    return firestore_client(settings())


@pytest.fixture
def users(emulators: Stack) -> dict[str, User]:
    return {name: sign_up(emulators.addresses.auth, f"{name}@example.com") for name in ("owner", "member", "stranger")}


@pytest.fixture
def browsers(emulators: Stack, users: dict[str, User], db: Client) -> dict[str, Browser]:
    """The owner's, a member's, a stranger's and a signed-out browser, over a collection with all there can be."""
    owner, member = users["owner"].uid, users["member"].uid
    status = {"document_processing": {"status": "processing", "task_id": "t1"}}
    db.document(C).set({"owner_uid": owner, "member_uids": [owner, member], "processing_status": status})
    db.document("jobs/t1").set({"owner_uid": owner, "subject": C, "state": "processing"})
    for path in (*BELOW, *SERVERS_OWN):
        db.document(path).set({"name": "x", "owner_uid": owner})
    host, project = emulators.addresses.firestore, emulators.config.project
    return {name: Browser(host, project, users.get(name)) for name in (*users, "signed out")}


@pytest.mark.parametrize("path", READABLE)
def test_the_owner_reads(browsers: dict[str, Browser], path: str) -> None:
    assert browsers["owner"].get(path) == 200


@pytest.mark.parametrize("path", READABLE)
def test_a_member_reads(browsers: dict[str, Browser], path: str) -> None:
    assert browsers["member"].get(path) == 200


@pytest.mark.parametrize(
    "subject", ["reports/r1", "collections/other", "collections/spring/x", "xcollections/spring", ""]
)
def test_a_job_of_no_collection_of_theirs_is_its_owners_alone(
    browsers: dict[str, Browser], db: Client, subject: str
) -> None:
    db.document("jobs/t1").update({"subject": subject})
    assert [browsers[name].get("jobs/t1") for name in ("owner", "member", "stranger")] == [200, 403, 403]


@pytest.mark.parametrize("path", READABLE)
@pytest.mark.parametrize("who", ["stranger", "signed out"])
def test_others_read_nothing(browsers: dict[str, Browser], who: str, path: str) -> None:
    assert browsers[who].get(path) == 403


@pytest.mark.parametrize("path", SERVERS_OWN)
@pytest.mark.parametrize("who", ["owner", "stranger", "signed out"])
def test_the_servers_own_is_nobody_elses(browsers: dict[str, Browser], who: str, path: str) -> None:
    assert browsers[who].get(path) == 403
    assert browsers[who].set(path, name="mine") == 403


@pytest.mark.parametrize("path", ["collections/to-come", "jobs/to-come"])
def test_what_is_not_there_yet_can_be_listened_for(browsers: dict[str, Browser], path: str) -> None:
    assert [browsers[name].get(path) for name in ("owner", "stranger", "signed out")] == [404, 404, 403]


def test_nothing_below_a_collection_that_is_not_there_can_be_read(browsers: dict[str, Browser]) -> None:
    assert browsers["owner"].get("collections/to-come/documents/d1") == 403


def test_one_who_is_no_member_any_more_reads_nothing_more(browsers: dict[str, Browser], db: Client) -> None:
    fields = db.document(C).get().to_dict() or {}
    db.document(C).update({"member_uids": [fields["owner_uid"]]})
    assert [browsers["member"].get(path) for path in READABLE] == [403] * len(READABLE)
    assert browsers["owner"].get(C) == 200


@pytest.mark.parametrize("path", READABLE)
@pytest.mark.parametrize("who", ["owner", "member", "stranger", "signed out"])
def test_nobody_writes(browsers: dict[str, Browser], db: Client, who: str, path: str) -> None:
    before = db.document(path).get().to_dict()
    assert browsers[who].set(path, name="mine") == 403
    assert browsers[who].delete(path) == 403
    assert browsers[who].set(path + "-new", owner_uid="mine") == 403
    assert db.document(path).get().to_dict() == before
    assert not db.document(path + "-new").get().exists


@pytest.mark.parametrize(
    "field",
    [
        "processing_status.document_processing.status",
        "processing_status.document_processing.cancel_requested_at",
        "owner_uid",
        "name",
    ],
)
def test_not_even_the_owner_writes_a_field(browsers: dict[str, Browser], field: str) -> None:
    assert browsers["owner"].set(C, **{field: "cancelled"}) == 403


def test_nobody_makes_a_collection_of_their_own(browsers: dict[str, Browser], users: dict[str, User]) -> None:
    assert browsers["stranger"].set("collections/mine", owner_uid=users["stranger"].uid) == 403


# ---- lists


def test_lists_of_collections_need_the_where_that_allows_them(
    browsers: dict[str, Browser], users: dict[str, User]
) -> None:
    owner, stranger = users["owner"].uid, users["stranger"].uid
    assert browsers["owner"].list("collections", ("member_uids", "ARRAY_CONTAINS", owner)) == 200
    assert browsers["owner"].list("collections", ("owner_uid", "EQUAL", owner)) == 200
    assert browsers["stranger"].list("collections", ("member_uids", "ARRAY_CONTAINS", stranger)) == 200
    for who in ("owner", "stranger", "signed out"):
        assert browsers[who].list("collections") == 403
    assert browsers["stranger"].list("collections", ("member_uids", "ARRAY_CONTAINS", owner)) == 403
    assert browsers["signed out"].list("collections", ("member_uids", "ARRAY_CONTAINS", owner)) == 403


def test_lists_of_jobs_need_the_where_that_allows_them(browsers: dict[str, Browser], users: dict[str, User]) -> None:
    owner = users["owner"].uid
    assert browsers["owner"].list("jobs", ("owner_uid", "EQUAL", owner)) == 200
    assert browsers["owner"].list("jobs") == 403
    assert browsers["owner"].list("jobs", ("subject", "EQUAL", C)) == 403
    assert browsers["stranger"].list("jobs", ("owner_uid", "EQUAL", owner)) == 403
    assert browsers["signed out"].list("jobs", ("owner_uid", "EQUAL", owner)) == 403


@pytest.mark.parametrize("name", ["documents", "documents/d1/structured_products", "items", "orders", "decks", "edits"])
def test_members_list_what_a_collection_holds(browsers: dict[str, Browser], name: str) -> None:
    answers = {who: browser.list(f"{C}/{name}") for who, browser in browsers.items()}
    assert answers == {"owner": 200, "member": 200, "stranger": 403, "signed out": 403}


@pytest.mark.parametrize("name", ["documents", "structured_products", "items", "orders", "decks", "edits", "uploads"])
@pytest.mark.parametrize("who", ["owner", "stranger", "signed out"])
def test_collection_group_queries_are_refused(browsers: dict[str, Browser], who: str, name: str) -> None:
    assert browsers[who].list(name, every=True) == 403


@pytest.mark.parametrize("name", ["locks", "slots", "paces", "idempotency", "dead_letters", "mail", f"{C}/uploads"])
def test_the_servers_own_cannot_be_listed(browsers: dict[str, Browser], name: str) -> None:
    assert browsers["owner"].list(name) == 403
