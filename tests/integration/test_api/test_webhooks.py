"""Registering webhooks, and looking at what became of their calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from functions.services import Services
from shared.notices.errors import SendFailed
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf
from tests.receiver import Receiver, receiver

HOOK = "http://127.0.0.1:9/hook"


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


def register(person: Person, url: str = HOOK, **more: Any) -> dict[str, Any]:
    reply = person.post("/api/webhooks", {"url": url, **more})
    assert reply.status == 201, reply.json
    found: dict[str, Any] = reply.json
    return found


def ended_job(person: Person) -> str:
    """A job of this person's that has ended: cancelled."""
    collection = person.collection()
    person.upload(collection, ("a.pdf", pdf()))
    task_id: str = person.post(f"{collection}/documents/process").json["task_id"]
    person.post(f"{collection}/documents/process/cancel")
    return task_id


def test_the_secret_is_shown_once(ana: Person, ben: Person) -> None:
    made = register(ana, events=["job.failed"])
    assert made["secret"].startswith("whsec_")
    shown = {name: made[name] for name in ("webhook_id", "url", "events", "created_at")}
    assert ana.get("/api/webhooks").json == {"webhooks": [shown]}
    assert made["events"] == ["job.failed"]
    assert len(register(ana)["events"]) == 3
    assert ben.get("/api/webhooks").json == {"webhooks": []}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_request"),
        ({"url": HOOK, "events": []}, "invalid_request"),
        ({"url": HOOK, "events": ["job.started"]}, "invalid_request"),
        ({"url": HOOK, "secret": "mine"}, "invalid_request"),
        ({"url": "example.com"}, "bad_webhook_url"),
        ({"url": "https://ana:pw@example.com/"}, "bad_webhook_url"),
        ({"url": "https://no-such-host.invalid/"}, "unresolvable_host"),
    ],
)
def test_what_cannot_be_a_webhook(ana: Person, body: dict[str, Any], code: str) -> None:
    assert ana.post("/api/webhooks", body).problem == (422, code)
    assert ana.get("/api/webhooks").json == {"webhooks": []}


@pytest.mark.parametrize(
    ("url", "code"), [("http://example.com/", "webhook_not_https"), ("https://169.254.169.254/", "forbidden_address")]
)
def test_deployed_only_the_open_internet_is_called(services: Services, url: str, code: str) -> None:
    deployed = Services(services.settings.model_copy(update={"webhook_allow_private": False}), services.pipelines)
    with pytest.raises(SendFailed) as raised:
        deployed.sender.check(url)
    assert raised.value.code == code


def test_ten_are_enough(ana: Person, ben: Person) -> None:
    made = [register(ana) for _ in range(10)]
    assert ana.post("/api/webhooks", {"url": HOOK}).problem == (409, "too_many_webhooks")
    register(ben)
    assert ana.delete(f"/api/webhooks/{made[0]['webhook_id']}").status == 204
    register(ana)


def test_others_webhooks_are_not_there(ana: Person, ben: Person) -> None:
    path = f"/api/webhooks/{register(ana)['webhook_id']}"
    for reply in (ben.delete(path), ben.get(f"{path}/deliveries"), ben.post(f"{path}/deliveries/x/redeliver")):
        assert reply.problem == (404, "webhook_not_found")
    assert len(ana.get("/api/webhooks").json["webhooks"]) == 1


def test_deliveries_are_listed_and_can_be_sent_again(ana: Person, there: Receiver, services: Services) -> None:
    path = f"/api/webhooks/{register(ana, there.url)['webhook_id']}"
    jobs = [ended_job(ana) for _ in range(3)]
    page = ana.get(f"{path}/deliveries", page_size=2).json
    rest = ana.get(f"{path}/deliveries", page_token=page["next_page_token"]).json
    found = [*page["deliveries"], *rest["deliveries"]]
    assert [delivery["task_id"] for delivery in found] == jobs[::-1]
    assert {(d["event"], d["state"], d["attempts"]) for d in found} == {("job.cancelled", "pending", 0)}
    one = f"{path}/deliveries/{found[0]['delivery_id']}"
    assert ana.post(f"{one}/redeliver").problem == (409, "delivery_pending")
    assert ana.post(f"{path}/deliveries/none/redeliver").problem == (404, "delivery_not_found")
    services.db.document(f"deliveries/{found[0]['delivery_id']}").update({"state": "failed", "attempts": 8})
    again = ana.post(f"{one}/redeliver")
    assert (again.status, again.json["state"], again.json["attempts"]) == (202, "pending", 0)
    assert ana.delete(path).status == 204
    assert list(services.db.collection("deliveries").stream()) == []


def test_a_webhook_is_called_by_the_running_stack(ana_at_stack: Person, there: Receiver) -> None:
    register(ana_at_stack, there.url, events=["job.cancelled"])
    task_id = ended_job(ana_at_stack)
    (got,) = there.wait(1)
    assert task_id in got.headers["phasework-id"]


def test_who_wants_no_mail_says_so(ana: Person, services: Services) -> None:
    assert ana.get("/api/me/notifications").json == {"email": True, "address": "ana@example.com"}
    register(ana)
    reply = ana.call("PUT", "/api/me/notifications", {"email": False})
    assert (reply.status, reply.json["email"]) == (200, False)
    assert ana.get("/api/me/notifications").json["email"] is False
    assert len(ana.get("/api/webhooks").json["webhooks"]) == 1, "wishes stand beside webhooks"
    assert ana.call("PUT", "/api/me/notifications", {}).problem == (422, "invalid_request")
