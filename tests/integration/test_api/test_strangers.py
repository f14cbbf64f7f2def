"""Nobody reaches what is another person's, by any call that the description has: a new one is asked too.

A call with a parameter that nobody has named in world.py fails here: say there what it can name.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from functions.services import Services
from tests.integration.test_api.client import Described, Person, Reply, multipart
from tests.integration.test_api.files import pdf
from tests.integration.test_api.world import all_the_rest, one_of_everything

FORM = "multipart/form-data"
BODIES: dict[str, Any] = {
    "/members": {"email": "ben@example.com"},
    "/move": {"to": "p2"},
    "/categories": {"reset": True},
    "/columns": {"columns": []},
    "/collections/{collection_id}": {"name": "Mine now"},
    "/products/{product_id}": {"name": "Mine now"},
    "/items/{item_id}": {"name": "Mine now"},
}
"""By the end of the path, what a good request holds, for calls that must have a body."""


@pytest.fixture
def ids(ana: Person, collection: str, services: Services) -> dict[str, str]:
    """One of everything of Ana's."""
    return all_the_rest(ana, one_of_everything(ana, collection, services), services)


def named(described: Described) -> list[tuple[str, str, dict[str, Any]]]:
    """The calls that name something by an id in their path."""
    return [(method, path, o) for method, path, o in described.operations() if "{" in path]


def asked(person: Person, method: str, path: str, operation: dict[str, Any], ids: dict[str, str]) -> Reply:
    """The answer to a good request for what these ids name."""
    at = re.sub(r"{(\w+)}", lambda name: ids[name[1]], path)
    content = operation.get("requestBody", {}).get("content", {})
    if FORM in content:
        kind, body = multipart({"type": "linesheet"} if path.endswith("documents") else {}, [("a.pdf", pdf())])
        return person.call(method, at, body, headers={"Content-Type": kind})
    needed = operation.get("requestBody", {}).get("required") or method == "PATCH"
    body = next(body for end, body in BODIES.items() if path.endswith(end)) if needed else None
    query = {"uid": ids["uid"]} if (method, path.rpartition("/")[2]) == ("DELETE", "members") else {}
    return person.call(method, at, body, query=query)


def everything(services: Services, ids: dict[str, str]) -> dict[str, Any]:
    """What is stored of Ana's, to see that nothing of it changed."""
    path = f"collections/{ids['collection_id']}"
    groups = ("documents", "items", "decks", "edits", "uploads")
    kept = [services.db.document(path).get(), *(s for g in groups for s in services.db.collection(f"{path}/{g}").get())]
    more = [services.db.document(f"jobs/{ids['task_id']}").get(), *services.db.collection("webhooks").get()]
    files = {blob.name: blob.updated for blob in services.artifacts.bucket.list_blobs(prefix=path)}
    return {s.reference.path: s.to_dict() for s in [*kept, *more]} | files


def test_what_is_another_persons_does_not_exist(
    described: Described, ana: Person, ben: Person, ids: dict[str, str], services: Services
) -> None:
    before = everything(services, ids)
    for method, path, operation in named(described):
        reply = asked(ben, method, path, operation, {**ids, "uid": ana.uid})
        assert reply.problem[0] in (403, 404), (method, path, reply)
        assert reply.problem[1] not in ("not_found", "wrong_state"), (method, path, reply)
        told = reply.body.decode()
        assert not any(own in told for own in ("Spring", "Shirt", "a.pdf", "ana@", ana.uid)), (method, path, told)
    assert everything(services, ids) == before


def test_ones_own_collection_is_no_way_into_anothers(
    described: Described, ana: Person, ben: Person, ids: dict[str, str], services: Services
) -> None:
    own = ben.collection("Mine").rpartition("/")[2]
    before = everything(services, ids)
    nested = [call for call in named(described) if "{collection_id}/" in call[1] and call[1].count("{") > 1]
    assert len(nested) > 10
    for method, path, operation in nested:
        reply = asked(ben, method, path, operation, {**ids, "collection_id": own, "uid": ana.uid})
        assert reply.problem[0] == 404, (method, path, reply)
        assert ana.uid not in reply.body.decode()
    assert everything(services, ids) == before


def test_a_member_gets_in_where_a_stranger_does_not(ana: Person, ben: Person, ids: dict[str, str]) -> None:
    """So that the refusals above are about the person, not about the requests."""
    one = f"/api/collections/{ids['collection_id']}"
    assert ana.post(f"{one}/members", {"email": "ben@example.com"}).status == 200
    for path in (one, f"{one}/documents/{ids['document_id']}", f"{one}/products", f"/api/jobs/{ids['task_id']}"):
        assert ben.get(path).status == 200, path
    assert ben.get(f"{one}/images/{ids['image_id']}").status == 302
    assert ben.get(f"/api/webhooks/{ids['webhook_id']}/deliveries").problem == (404, "webhook_not_found")
    assert ben.get(f"/api/batches/{ids['batch_id']}").problem == (404, "batch_not_found")


def test_a_list_of_jobs_is_no_way_in_either(ben: Person, ids: dict[str, str]) -> None:
    assert ben.get("/api/jobs").json["jobs"] == []
    assert ben.get("/api/jobs", collection_id=ids["collection_id"]).problem == (404, "collection_not_found")
    started = ben.post("/api/batches", {"process": "item_generation", "collection_ids": [ids["collection_id"]]}).json
    assert [entry["code"] for entry in started["entries"]] == ["collection_not_found"]
