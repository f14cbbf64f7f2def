"""A subject that is deleted takes its jobs with it, also those that run just now."""

from __future__ import annotations

import time

from tests.engine.conftest import Engine, until


def test_a_job_that_runs_is_ended_and_nothing_of_it_is_left(engine: Engine) -> None:
    thing, other = engine.thing(), engine.thing()
    errand = engine.errand(seconds=1)
    task_id = engine.start(thing, errand)
    kept = engine.start(other, engine.errand())
    until(lambda: engine.objects(f"runs/{task_id}/"), 20, lambda: engine.ledger(errand))
    engine.db.document(thing).delete()
    for _ in engine.services.eraser.jobs_of(thing):
        pass
    assert [s.id for s in engine.db.collection("jobs").stream()] == [kept]
    assert [s.id for s in engine.db.collection("locks").stream() if thing.replace("/", ":") in s.id] == []
    time.sleep(1.5)  # the worker has noticed by now, and has taken away what it wrote meanwhile
    assert engine.objects(f"runs/{task_id}/") == []
    assert engine.objects(f"{thing}/") == []
    assert engine.rows(thing) == {}
    engine.idle()
    assert engine.job(kept).state == "completed"


def test_all_processes_are_ended_and_give_back_what_they_hold(engine: Engine) -> None:
    thing = engine.thing()
    engine.start(thing, engine.errand(seconds=1), process="errands")
    engine.start(thing, engine.errand(seconds=1), process="impatient")
    assert len(list(engine.services.eraser.jobs_of(thing))) >= 2
    assert list(engine.db.collection("locks").stream()) == []
    assert list(engine.db.collection("jobs").stream()) == []
    assert list(engine.db.collection("slots").stream()) == []
    engine.start(thing, engine.errand())  # nothing holds the subject any more
