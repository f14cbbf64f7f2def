"""What phases remember of documents: found by the next run, apart for each document, gone with the subject."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.engine.job import State
from tests.engine.conftest import Engine


def recalled(engine: Engine, thing: str) -> list[str | None]:
    found: list[str | None] = engine.db.document(thing).get().to_dict()["recalled"]
    return found


def test_the_next_run_recalls_what_this_one_remembered_of_the_same_document(engine: Engine) -> None:
    thing, other = engine.thing(), engine.thing()
    for path, before in ((thing, [None, None]), (thing, ["of part 0", "of part 1"]), (other, [None, None])):
        engine.wait(engine.start(path, engine.errand(rows=2), "crews"), State.COMPLETED)
        assert recalled(engine, path) == before
    assert engine.objects(f"{thing}/memory/") == [f"{thing}/memory/doc-{n}/a-key" for n in range(2)]


def test_what_comes_after_the_subject_was_deleted_is_cleaned_up_with_its_jobs(engine: Engine) -> None:
    thing, kept = engine.thing(), engine.thing()
    jobs = []
    for path in (thing, kept):
        jobs.append(engine.start(path, engine.errand(rows=1), "crews"))
        engine.wait(jobs[-1], State.COMPLETED)
    engine.db.document(thing).delete()
    later = engine.services.store.now() + timedelta(seconds=engine.services.settings.dispatch_deadline_seconds + 1)
    for task_id in jobs:
        for _ in range(2):  # what a run leaves is cleaned at its end, and when no zombie of it can be left
            seen = engine.services.store.get(task_id)
            assert seen is not None
            engine.services.cleaner.clean(replace(seen, read_time=later))
    assert engine.objects(f"{thing}/") == []
    assert engine.objects(f"{kept}/memory/") == [f"{kept}/memory/doc-0/a-key"]
