"""What `make dev` finds on its first start: users, a collection to process, one that is finished."""

from __future__ import annotations

import pytest

from emulator import web
from emulator.auth import User, sign_in
from emulator.client import STARTS, Api
from emulator.config import StackConfig
from emulator.seed import COLLEAGUE, FINISHED, NEW, Seed, make_users
from emulator.stack import Stack
from tests.integration.stack_tools import alone

EMAIL = "demo@example.com"


@pytest.fixture
def users(stack: Stack) -> tuple[User, User]:
    """The demo user and the colleague."""
    make_users(stack, EMAIL)
    return sign_in(stack.addresses.auth, EMAIL), sign_in(stack.addresses.auth, COLLEAGUE)


def test_users_have_verified_addresses_and_are_made_once(stack: Stack, users: tuple[User, User]) -> None:
    make_users(stack, EMAIL)
    lookup = f"http://{stack.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:lookup?key=local"
    for user in users:
        assert sign_in(stack.addresses.auth, user.email).uid == user.uid
        assert web.call("POST", lookup, {"idToken": user.id_token})["users"][0]["emailVerified"]


def test_two_collections_are_made_where_there_are_none(
    stack: Stack, users: tuple[User, User], capfd: pytest.CaptureFixture[str]
) -> None:
    api, others = (Api(stack.api_url, user.headers) for user in users)
    _run(stack)
    assert f"“{FINISHED}” is finished" in capfd.readouterr().out
    found = {collection["name"]: collection for collection in api.pages("/api/collections", "collections")}
    assert set(found) == {NEW, FINISHED}
    for name, states in ((NEW, {"idle"}), (FINISHED, {"completed"})):
        base = f"/api/collections/{found[name]['collection_id']}"
        documents = list(api.pages(f"{base}/documents", "documents"))
        assert {document["type"] for document in documents} == {"linesheet", "purchase_order"}
        status = api.call("GET", f"{base}/processing-status")
        assert {status[process]["status"] for process in STARTS} == states
    assert list(others.pages("/api/collections", "collections")) == []
    _run(stack)
    assert len(list(api.pages("/api/collections", "collections"))) == 2, "they are made once"


def test_a_failure_is_told_unless_the_stack_ends(emulators: Stack, capfd: pytest.CaptureFixture[str]) -> None:
    without_api = Stack(StackConfig(parts=frozenset({"auth"}), environ={**alone(), **emulators.env}))
    _run(without_api)
    assert "The demo collections are not all there" in capfd.readouterr().out
    stopped = Seed(without_api, EMAIL)
    stopped.stop()
    stopped.start()
    stopped.join(60)
    assert capfd.readouterr().out == ""
    without_api.addresses.release()


def _run(stack: Stack) -> None:
    seed = Seed(stack, EMAIL)
    seed.start()
    seed.join(120)
