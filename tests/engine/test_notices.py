"""Whoever started a job is told of its end: in the batch that ends it, so once for each end."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from shared.engine.job import Starter, State
from shared.notices.webhooks import EVENTS, Webhooks
from tests.engine.conftest import Engine, until

ANN = Starter(email="ann@example.com", name="Ann")


def mails(engine: Engine) -> dict[str, dict[str, Any]]:
    return {s.id: s.to_dict() for s in engine.db.collection("mail").stream()}


def test_a_job_that_completes_is_told(engine: Engine) -> None:
    task_id = engine.start(engine.thing(), engine.errand(rows=2), owner=ANN)
    engine.wait(task_id, State.COMPLETED)
    (sent,) = mails(engine).items()
    assert sent[0] == f"{task_id}-ended"
    assert sent[1]["to"] == ["ann@example.com"]
    assert sent[1]["message"]["subject"] == "Errands of “a thing” is finished"
    assert engine.job(task_id).counts == {"rows": 2}


def test_a_job_that_fails_twice_is_told_twice(engine: Engine) -> None:
    errand = engine.errand(trouble="bug until mended")
    thing = engine.thing()
    task_id = engine.start(thing, errand, owner=ANN)
    engine.wait(task_id, State.FAILED)
    Path(errand.ledger + ".mended").touch()
    assert engine.services.jobs.retry("errands", thing, "ann", errand) == task_id
    engine.wait(task_id, State.COMPLETED)
    told = mails(engine)
    assert sorted(told) == [f"{task_id}-ended", f"{task_id}-ended-2"]
    assert told[f"{task_id}-ended"]["message"]["subject"] == "Errands of “a thing” failed"
    assert "Retry" in told[f"{task_id}-ended"]["message"]["text"]
    assert told[f"{task_id}-ended-2"]["message"]["subject"] == "Errands of “a thing” is finished"


def test_a_worker_that_dies_after_the_end_tells_nobody_again(engine: Engine) -> None:
    engine.arm("kill after commit")
    task_id = engine.start(engine.thing(), engine.errand(), owner=ANN)
    engine.wait_swept(task_id, State.COMPLETED)
    engine.wait_hit()
    engine.idle()
    assert list(mails(engine)) == [f"{task_id}-ended"]


def test_who_wants_no_mail_gets_none(engine: Engine) -> None:
    engine.db.document("users/ann").set({"notifications": {"email": False}})
    engine.wait(engine.start(engine.thing(), engine.errand(), owner=ANN), State.COMPLETED)
    assert mails(engine) == {}


@pytest.mark.parametrize(("by", "told"), [("ann", 0), ("ben", 1)])
def test_only_a_cancel_by_another_is_told(engine: Engine, by: str, told: int) -> None:
    thing = engine.thing()
    engine.start(thing, engine.errand(seconds=5), owner=ANN)
    engine.services.jobs.cancel("errands", thing, by)
    assert len(mails(engine)) == told


def test_a_worker_that_comes_too_late_tells_nothing(engine: Engine) -> None:
    """The e-mail is a part of the batch that ends the job: where that is refused, nothing of it is written."""
    engine.arm("wait after publish")
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand(), owner=ANN)
    engine.wait_hit()
    engine.services.jobs.cancel("errands", thing, "ben")
    engine.resume()
    engine.idle()
    (told,) = mails(engine).items()
    assert told[0] == f"{task_id}-ended"
    assert told[1]["message"]["subject"] == "Errands of “a thing” was cancelled"


def test_nothing_is_told_of_what_was_deleted(engine: Engine) -> None:
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand(seconds=0.5), owner=ANN)
    until(lambda: engine.job(task_id).started_at, 20, lambda: engine.job(task_id))
    engine.db.document(thing).delete()
    engine.wait(task_id, State.CANCELLED)
    assert mails(engine) == {}


def test_an_end_is_told_without_delay_to_who_cancels(engine: Engine) -> None:
    """Cancelling stays instant with all that is read and written for those who are told."""
    for _ in range(10):
        Webhooks(engine.db).register("ann", "http://127.0.0.1:9/", EVENTS)
    seconds = []
    for _ in range(5):
        thing = engine.thing()
        engine.start(thing, engine.errand(seconds=5), owner=ANN)
        begun = time.monotonic()
        engine.services.jobs.cancel("errands", thing, "ben")
        seconds.append(time.monotonic() - begun)
    assert sorted(seconds)[2] < 0.2, seconds
