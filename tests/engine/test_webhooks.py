"""A job that ends calls the webhooks of its owner: once each, signed, and again until it is accepted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from shared.engine.job import State
from shared.notices.deliverer import DeliveryCall
from shared.notices.deliveries import MAX_ATTEMPTS
from shared.notices.signatures import HEADER, verified
from shared.notices.webhooks import EVENTS, Webhook, Webhooks
from tests.engine.conftest import Engine, until
from tests.receiver import Receiver, receiver


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


@pytest.fixture
def webhook(engine: Engine, there: Receiver) -> Webhook:
    """Ann's, for every event."""
    return Webhooks(engine.db).register("ann", there.url, EVENTS)


def delivery(engine: Engine, name: str) -> dict[str, Any]:
    return engine.db.document(f"deliveries/{name}").get().to_dict() or {}


def wait(engine: Engine, name: str, state: str) -> dict[str, Any]:
    until(lambda: delivery(engine, name).get("state") == state, 20, lambda: delivery(engine, name))
    return delivery(engine, name)


def test_a_job_s_end_is_told_signed_and_once(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    task_id = engine.start(engine.thing(), engine.errand(rows=2))
    engine.wait(task_id, State.COMPLETED)
    name = f"{task_id}-{webhook.webhook_id}"
    (got,) = there.wait(1)
    assert verified(webhook.secret, got.headers[HEADER.lower()], got.body)
    assert (got.headers["phasework-id"], got.headers["phasework-event"]) == (name, "job.completed")
    told = json.loads(got.body)
    assert (told["id"], told["event"]) == (name, "job.completed")
    assert (told["job"]["task_id"], told["job"]["status"], told["job"]["counts"]) == (task_id, "completed", {"rows": 2})
    done = wait(engine, name, "delivered")
    assert (done["attempts"], done["status"], done["failures"]) == (1, 200, [])
    engine.idle()
    assert len(there.got) == 1


def test_only_wanted_events_and_only_the_owner_s(engine: Engine, there: Receiver) -> None:
    webhooks = Webhooks(engine.db)
    wanted = webhooks.register("ann", there.url, ["job.failed"])
    webhooks.register("ann", there.url, ["job.completed"])
    webhooks.register("ben", there.url, EVENTS)
    task_id = engine.start(engine.thing(), engine.errand(trouble="permanent"))
    engine.wait(task_id, State.FAILED)
    engine.idle()
    assert [s.id for s in engine.db.collection("deliveries").stream()] == [f"{task_id}-{wanted.webhook_id}"]
    error = json.loads(there.got[0].body)["job"]["error"]
    assert (error["code"], error["phase"]) == ("encrypted_pdf", "Second things")


def test_a_cancel_is_told(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand(seconds=5))
    engine.services.jobs.cancel("errands", thing, "ann")
    (got,) = there.wait(1)
    assert json.loads(got.body)["job"]["task_id"] == task_id
    assert got.headers["phasework-event"] == "job.cancelled"


def test_a_job_that_ends_twice_is_told_twice(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    errand, thing = engine.errand(trouble="bug until mended"), engine.thing()
    task_id = engine.start(thing, errand)
    engine.wait(task_id, State.FAILED)
    Path(errand.ledger + ".mended").touch()
    engine.services.jobs.retry("errands", thing, "ann", errand)
    engine.wait(task_id, State.COMPLETED)
    names = [f"{task_id}-{webhook.webhook_id}", f"{task_id}-{webhook.webhook_id}-2"]
    assert sorted(got.headers["phasework-id"] for got in there.wait(2)) == names


def test_it_is_tried_again_until_it_is_accepted(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    there.answers = [500, 302, 200]
    task_id = engine.start(engine.thing(), engine.errand())
    done = wait(engine, f"{task_id}-{webhook.webhook_id}", "delivered")
    assert [(f["code"], f["status"]) for f in done["failures"]] == [("bad_status", 500), ("redirected", 302)]
    first, *rest = there.wait(3)
    assert all(got.body == first.body for got in rest)
    assert [got.headers["phasework-attempt"] for got in there.got] == ["1", "2", "3"]
    assert all(verified(webhook.secret, got.headers[HEADER.lower()], got.body) for got in there.got)


def test_after_all_attempts_it_is_failed_and_can_be_sent_again(
    engine: Engine, there: Receiver, webhook: Webhook
) -> None:
    there.answers = [503]
    task_id = engine.start(engine.thing(), engine.errand())
    name = f"{task_id}-{webhook.webhook_id}"
    failed = wait(engine, name, "failed")
    assert (failed["attempts"], len(failed["failures"]), len(there.got)) == (MAX_ATTEMPTS, MAX_ATTEMPTS, MAX_ATTEMPTS)
    there.answers = [200]
    engine.services.deliverer.redeliver(engine.services.deliverer._read(name).delivery)  # type: ignore[union-attr]
    assert wait(engine, name, "delivered")["attempts"] == 1


def test_a_lost_task_is_replaced_by_the_sweeper(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    lost = Webhooks(engine.db).register("ann", there.url, ["job.completed"])
    task_id = engine.start(engine.thing(), engine.errand())
    engine.wait(task_id, State.COMPLETED)
    engine.idle()
    name = f"{task_id}-{lost.webhook_id}"
    before = delivery(engine, name)
    # as it stands when the process that ended the job died before it made the task
    engine.db.document(f"deliveries/{name}").set(before | {"state": "pending", "attempts": 0, "delivered_at": None})
    there.got.clear()
    until(lambda: engine.services.deliverer.sweep()["deliveries_redispatched"], 10, lambda: delivery(engine, name))
    assert wait(engine, name, "delivered")["dispatch"] == before["dispatch"] + 1
    assert len(there.got) == 1


def test_a_deleted_webhook_is_called_no_more(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    there.answers = [500]
    task_id = engine.start(engine.thing(), engine.errand())
    engine.wait(task_id, State.COMPLETED)
    name = f"{task_id}-{webhook.webhook_id}"
    until(lambda: delivery(engine, name).get("failures"), 10, lambda: delivery(engine, name))
    engine.db.document(f"webhooks/{webhook.webhook_id}").delete()
    assert wait(engine, name, "failed")["failures"][-1]["code"] == "webhook_deleted"
    count = len(there.got)
    time.sleep(0.5)
    assert len(there.got) == count


def test_two_workers_do_not_send_the_same_at_once(engine: Engine, there: Receiver, webhook: Webhook) -> None:
    task_id = engine.start(engine.thing(), engine.errand())
    engine.wait(task_id, State.COMPLETED)
    name = f"{task_id}-{webhook.webhook_id}"
    done = wait(engine, name, "delivered")
    call = DeliveryCall(delivery_id=name)
    assert engine.services.deliverer.handle(call).http_status == 200
    now = engine.services.store.now()
    engine.db.document(f"deliveries/{name}").set(done | {"state": "pending", "lease_until": now.replace(year=2100)})
    assert engine.services.deliverer.handle(call).http_status == 409
    assert len(there.got) == 1


def test_no_more_than_ten_even_at_the_same_time(engine: Engine, there: Receiver) -> None:
    webhooks = Webhooks(engine.db)
    for _ in range(8):
        webhooks.register("ann", there.url, EVENTS)

    def one(_: int) -> bool:
        try:
            return bool(webhooks.register("ann", there.url, EVENTS))
        except Exception:  # noqa: BLE001
            return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(6))) == 2
    assert len(webhooks.all("ann")) == 10


def test_old_deliveries_are_forgotten(engine: Engine) -> None:
    now = engine.services.store.now()
    for name, year in (("old", now.year - 1), ("new", now.year)):
        engine.db.document(f"deliveries/{name}").set({"created_at": now.replace(year=year), "state": "delivered"})
    assert engine.services.deliverer.sweep()["deliveries_forgotten"] == 1
    assert [s.id for s in engine.db.collection("deliveries").stream()] == ["new"]
