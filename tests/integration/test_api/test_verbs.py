"""One set of verbs for all three processes, while no worker is there: jobs stay waiting."""

from __future__ import annotations

import pytest

from functions.services import Services
from shared.collections.models import Product, Source
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf

PATHS = {
    "document_processing": "documents/process",
    "item_generation": "items/generate",
    "deck_generation": "decks/generate",
}
BOX = (10.0, 20.0, 110.0, 220.0)


@pytest.fixture
def ready(ana: Person, collection: str, services: Services) -> str:
    """A collection with a linesheet, a product of it, and an order."""
    document_id = ana.upload(collection, ("a.pdf", pdf())).json["documents"][0]["document_id"]
    ana.upload(collection, ("po.csv", b"sku,qty\n1,2\n"), type="purchase_order")
    row = Product(product_id="p", name="Shirt", source=Source(document_id=document_id, page=1, bbox=BOX))
    rows = f"{collection.removeprefix('/api/')}/documents/{document_id}/structured_products"
    services.store.db.document(f"{rows}/p").set({**row.model_dump(mode="json"), "position": 1})
    return collection


@pytest.mark.parametrize("process", PATHS)
def test_each_process_is_started_paused_resumed_cancelled_and_retried(ana: Person, ready: str, process: str) -> None:
    path = f"{ready}/{PATHS[process]}"

    def stands() -> tuple[str, str]:
        status = ana.get(f"{ready}/processing-status").json[process]
        return status["status"], status["task_id"]

    started = ana.post(path, key="press")
    assert started.status == 202
    task_id = started.json["task_id"]
    assert ana.post(path, key="press").json == started.json
    assert ana.post(path).problem == (409, "already_running")
    for verb, state in (
        ("pause", "paused"),
        ("pause", "paused"),
        ("resume", "processing"),
        ("resume", "processing"),
        ("cancel", "cancelled"),
        ("cancel", "cancelled"),
    ):
        reply = ana.post(f"{path}/{verb}")
        assert (reply.status, reply.json["task_id"], reply.json["status"]) == (200, task_id, state)
        assert stands() == (state, task_id)
    for verb in ("pause", "resume"):
        assert ana.post(f"{path}/{verb}").problem == (409, "wrong_state")
    again = ana.post(f"{path}/retry", key="again").json
    assert again["task_id"] != task_id
    assert "began anew" in again["message"]
    assert ana.post(f"{path}/retry", key="again").json == again
    assert stands() == ("processing", again["task_id"])


@pytest.mark.parametrize("process", PATHS)
@pytest.mark.parametrize("verb", ["cancel", "pause", "resume", "retry"])
def test_what_never_ran_cannot_be_steered(ana: Person, ready: str, process: str, verb: str) -> None:
    assert ana.post(f"{ready}/{PATHS[process]}/{verb}").problem == (404, "job_not_found")


def test_what_is_missing_is_said(ana: Person, collection: str) -> None:
    assert ana.post(f"{collection}/documents/process").problem == (422, "no_linesheet")
    assert ana.post(f"{collection}/items/generate").problem == (422, "no_purchase_order")
    assert ana.post(f"{collection}/decks/generate").problem == (422, "no_items")
    ana.upload(collection, ("po.csv", b"sku,qty\n1,2\n"), type="purchase_order")
    reply = ana.post(f"{collection}/items/generate")
    assert reply.problem == (422, "no_products")
    assert "Process its linesheets" in reply.json["detail"]


def test_who_is_too_early_is_told_to_wait(ana: Person, collection: str) -> None:
    ana.upload(collection, ("a.pdf", pdf()))
    ana.upload(collection, ("po.csv", b"sku,qty\n1,2\n"), type="purchase_order")
    ana.post(f"{collection}/documents/process")
    for path, code in (("items", "no_products"), ("decks", "no_items")):
        reply = ana.post(f"{collection}/{path}/generate")
        assert reply.problem == (422, code)
        assert "Wait until" in reply.json["detail"]


def test_processes_do_not_wait_for_each_other(ana: Person, ready: str) -> None:
    for path in PATHS.values():
        assert ana.post(f"{ready}/{path}").status == 202
    assert {s["status"] for s in ana.get(f"{ready}/processing-status").json.values()} == {"processing"}


def test_a_deck_retried_keeps_its_own_settings(ana: Person, ready: str, services: Services) -> None:
    path = f"{ready}/decks/generate"

    def settings(task_id: str) -> dict[str, object]:
        found: dict[str, object] = (services.store.db.document(f"jobs/{task_id}").get().to_dict() or {})["params"]
        return found["settings"]  # type: ignore[return-value]

    first = ana.post(path, {"settings": {"title": "Spring for Mia", "per_page": 9}}).json["task_id"]
    assert (settings(first)["title"], settings(first)["per_page"]) == ("Spring for Mia", 9)
    ana.post(f"{path}/cancel")
    again = ana.post(f"{path}/retry").json["task_id"]
    assert settings(again)["title"] == "Spring for Mia"
    ana.post(f"{path}/cancel")
    other = ana.post(f"{path}/retry", {"settings": {"title": "For Tom"}}).json["task_id"]
    assert (settings(other)["title"], settings(other)["per_page"]) == ("For Tom", 4)
    assert ana.post(path, {"settings": {"per_page": 5}}).problem == (422, "invalid_request")
    assert ana.post(path, {"settings": {"logo_path": "collections/x/logo/y.png"}}).problem == (422, "invalid_request")
