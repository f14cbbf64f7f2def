"""Sharing by e-mail: members read, steer and correct; only the owner shares and deletes."""

from __future__ import annotations

import pytest

from emulator import web
from emulator.auth import sign_up
from emulator.stack import Stack
from tests.integration.test_api.client import Person, Reply
from tests.integration.test_api.files import pdf


@pytest.fixture
def shared(ana: Person, ben: Person, collection: str) -> str:
    """A collection of Ana's that she shares with Ben."""
    assert ana.post(f"{collection}/members", {"email": "Ben@Example.com"}).json["members"][1]["uid"] == ben.uid
    return collection


def gone(person: Person, collection: str, **who: str) -> Reply:
    """Takes somebody out of a collection."""
    return person.call("DELETE", f"{collection}/members", query=who)


def test_a_member_is_added_by_address_and_listed(ana: Person, ben: Person, shared: str) -> None:
    ana.post(f"{shared}/members", {"email": "ben@example.com"})
    expected = [
        {"uid": ana.uid, "owner": True, "email": "ana@example.com", "name": None},
        {"uid": ben.uid, "owner": False, "email": "ben@example.com", "name": None},
    ]
    assert ana.get(f"{shared}/members").json["members"] == expected
    assert ben.get(f"{shared}/members").json["members"] == expected
    assert ben.get("/api/collections").json["collections"][0]["member_uids"] == [ana.uid, ben.uid]


def test_a_member_steers_and_corrects(ana: Person, ben: Person, shared: str) -> None:
    ben.upload(shared, ("a.pdf", pdf()))
    task_id = ben.post(f"{shared}/documents/process").json["task_id"]
    assert ana.post(f"{shared}/documents/process/pause").json["task_id"] == task_id
    assert ben.post(f"{shared}/documents/process/resume").status == 200
    assert ben.post(f"{shared}/documents/process/cancel").status == 200
    assert ben.patch(shared, {"name": "Ours"}).json["name"] == "Ours"
    assert ana.get(f"/api/jobs/{task_id}").json["owner_uid"] == ben.uid


def test_only_the_owner_shares_and_deletes(ana: Person, ben: Person, shared: str) -> None:
    assert ben.post(f"{shared}/members", {"email": "ana@example.com"}).problem == (403, "not_owner")
    for who in ({"uid": ana.uid}, {"email": "ana@example.com"}, {"uid": "nobody"}):
        assert gone(ben, shared, **who).problem == (403, "not_owner")
    assert ben.delete(shared).problem == (403, "not_owner")


@pytest.mark.parametrize("how", ["uid", "email", "himself"])
def test_one_who_is_removed_is_out_at_once(ana: Person, ben: Person, shared: str, how: str) -> None:
    person = ben if how == "himself" else ana
    who = {"email": "ben@Example.com"} if how == "email" else {"uid": ben.uid}
    assert gone(person, shared, **who).status == 204
    assert ben.get(shared).problem == (404, "collection_not_found")
    assert ben.get("/api/collections").json["collections"] == []
    assert ana.get(shared).json["member_uids"] == [ana.uid]
    assert gone(ana, shared, uid=ben.uid).problem == (404, "member_not_found")


def test_the_owner_stays(ana: Person, shared: str) -> None:
    for who in ({"uid": ana.uid}, {"email": "ana@example.com"}):
        assert gone(ana, shared, **who).problem == (409, "owner_stays")
    assert len(ana.get(shared).json["member_uids"]) == 2


def test_an_address_that_nobody_confirmed_is_nobodys(ana: Person, emulators: Stack, collection: str) -> None:
    sign_up(emulators.addresses.auth, "cleo@example.com", verified=False)
    for email in ("cleo@example.com", "unknown@example.com"):
        reply = ana.post(f"{collection}/members", {"email": email})
        assert reply.problem == (404, "no_such_user")
        assert email in reply.json["detail"]
    assert ana.get(collection).json["member_uids"] == [ana.uid]


@pytest.mark.parametrize("email", ["", "ben", "@example.com", "a@b@c", "ben @example.com", "b\u0000en@example.com", 7])
def test_what_is_no_address_is_refused(ana: Person, collection: str, email: object) -> None:
    assert ana.post(f"{collection}/members", {"email": email}).problem == (422, "invalid_request")


def test_a_member_whose_account_is_gone_can_be_removed(ana: Person, ben: Person, shared: str, emulators: Stack) -> None:

    url = f"http://{emulators.addresses.auth}/identitytoolkit.googleapis.com/v1/projects/{emulators.config.project}"
    web.call("POST", f"{url}/accounts:delete", {"localId": ben.uid}, headers={"Authorization": "Bearer owner"})
    assert ana.get(f"{shared}/members").json["members"][1] == {
        "uid": ben.uid,
        "owner": False,
        "email": None,
        "name": None,
    }
    assert gone(ana, shared, uid=ben.uid).status == 204


@pytest.mark.parametrize("who", [{}, {"uid": "a", "email": "a@b"}, {"name": "ben"}])
def test_a_member_to_remove_is_named_in_one_way(ana: Person, shared: str, who: dict[str, str]) -> None:
    assert gone(ana, shared, **who).problem == (422, "invalid_request")
