"""Pause and resume: what a person may do with a job that runs, waits or has ended."""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from shared.engine.errors import AlreadyRunning, EngineError, NoSuchJob, WrongState
from shared.engine.job import State
from tests.engine.conftest import Engine, until


def pause_in(engine: Engine, thing: str, phase: str, **given: float) -> tuple[str, list[str]]:
    """A job that was paused while a phase was under way, and what its ledger holds when its worker has left."""
    errand = engine.errand(**given)
    task_id = engine.start(thing, errand)
    until(lambda: f"{phase} begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    assert engine.services.jobs.pause("errands", thing) == task_id
    engine.control.wait_idle(5)
    return task_id, engine.ledger(errand)


def test_a_paused_job_holds_nothing_and_goes_on_from_the_phase_that_was_under_way(engine: Engine) -> None:
    thing = engine.thing()
    errand = engine.errand(seconds=2)
    task_id = engine.start(thing, errand)
    until(lambda: "second begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    began = time.monotonic()
    assert engine.services.jobs.pause("errands", thing) == task_id
    assert engine.status(thing)["status"] == "paused", "paused when the call returns"
    engine.control.wait_idle(5)  # the worker has answered, so its child is gone
    assert time.monotonic() - began < 4, "the phase is dropped, not finished"
    job = engine.job(task_id)
    assert (job.state, job.phase, job.lease, job.retry_at) == (State.PAUSED, 2, None, None)
    assert engine.objects(f"runs/{task_id}/"), "what is finished is kept"
    assert engine.services.jobs.pause("errands", thing) == task_id, "pausing twice is the same as once"
    with pytest.raises(AlreadyRunning):
        engine.start(thing, errand)
    before = engine.job(task_id)
    assert engine.services.sweeper.sweep().redispatched == 0
    assert engine.job(task_id) == before, "the sweeper leaves it alone"
    assert engine.services.jobs.resume("errands", thing) == task_id
    assert engine.services.jobs.resume("errands", thing) == task_id, "resuming one that runs changes nothing"
    assert engine.status(thing)["status"] == "processing"
    engine.wait(task_id, State.COMPLETED)
    counts = Counter(engine.ledger(errand))
    assert (counts["first begins"], counts["second begins"], counts["second ends"]) == (1, 2, 1)


def test_a_worker_that_sleeps_through_pause_and_resume_is_out(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    engine.arm("wait after upload 2")
    task_id = engine.start(thing, errand)
    engine.wait_hit()
    asleep = engine.job(task_id).generation
    engine.services.queue._client.pause_queue(name=engine.services.settings.queue_path)  # nobody else claims it
    try:
        engine.services.jobs.pause("errands", thing)
        engine.services.jobs.resume("errands", thing)
        resumed = engine.job(task_id)
        assert resumed.generation > asleep
        engine.resume()
        time.sleep(1.5)
        assert engine.job(task_id) == resumed, "it may record nothing of what it had"
    finally:
        engine.services.queue._client.resume_queue(name=engine.services.settings.queue_path)
    engine.wait(task_id, State.COMPLETED)
    assert Counter(engine.ledger(errand))["second ends"] == 2
    assert Counter(engine.ledger(errand))["third ends"] == 1


def test_a_pause_before_the_commit_lets_nothing_appear(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    engine.arm("wait after publish")
    task_id = engine.start(thing, errand)
    engine.wait_hit()
    engine.services.jobs.pause("errands", thing)
    engine.resume()
    engine.idle()
    assert engine.rows(thing) == {}
    assert engine.status(thing)["status"] == "paused"
    engine.services.jobs.resume("errands", thing)
    engine.wait(task_id, State.COMPLETED)
    assert Counter(engine.ledger(errand))["third begins"] == 1
    assert {row["by"] for row in engine.rows(thing).values()} == {task_id}


def test_a_job_that_no_worker_has_begun_can_be_paused(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    client, path = engine.services.queue._client, engine.services.settings.queue_path
    client.pause_queue(name=path)
    task_id = engine.start(thing, errand)
    engine.services.jobs.pause("errands", thing)
    client.resume_queue(name=path)
    engine.idle()
    assert engine.ledger(errand) == []
    assert engine.status(thing)["queue_position"] is None
    engine.services.jobs.resume("errands", thing)
    engine.wait(task_id, State.COMPLETED)


def test_a_paused_job_can_be_cancelled(engine: Engine) -> None:
    thing = engine.thing()
    task_id, _ = pause_in(engine, thing, "second", seconds=1)
    assert engine.services.jobs.cancel("errands", thing) == task_id
    engine.idle()
    assert engine.status(thing)["status"] == "cancelled"
    assert engine.objects(f"runs/{task_id}/") == []
    with pytest.raises(WrongState):
        engine.services.jobs.resume("errands", thing)
    engine.wait(engine.start(thing, engine.errand()), State.COMPLETED)


def test_a_cancel_by_hand_counts_for_a_paused_job_too(engine: Engine) -> None:
    thing = engine.thing()
    task_id, _ = pause_in(engine, thing, "first", seconds=1)
    engine.db.document(thing).update({"processing_status.errands.status": "cancelled"})
    with pytest.raises(WrongState):
        engine.services.jobs.resume("errands", thing)
    assert engine.job(task_id).state == State.CANCELLED


def test_what_has_ended_or_never_ran_can_be_neither_paused_nor_resumed(engine: Engine) -> None:
    thing = engine.thing()
    for steer in (engine.services.jobs.pause, engine.services.jobs.resume):
        with pytest.raises(NoSuchJob):
            steer("errands", thing)
    engine.wait(engine.start(thing, engine.errand()), State.COMPLETED)
    for steer in (engine.services.jobs.pause, engine.services.jobs.resume):
        with pytest.raises(WrongState):
            steer("errands", thing)
    assert engine.status(thing)["status"] == "completed"


def test_a_retry_with_what_is_read_late_changed_goes_on_from_its_first_reader(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="wants a wish")
    task_id = engine.start(thing, errand)
    failed = engine.wait(task_id, State.FAILED)
    assert failed.phase == 3
    wishing = errand.model_copy(update={"wish": "a boat"})
    assert engine.services.jobs.retry("errands", thing, "ann", wishing) == task_id
    assert engine.job(task_id).retried_from == 2
    job = engine.wait(task_id, State.COMPLETED)
    assert job.params["wish"] == "a boat"
    counts = Counter(engine.ledger(errand))
    assert (counts["first begins"], counts["second begins"], counts["third begins"]) == (1, 2, 2)
    assert [time.name for time in job.phases] == ["First things", "Second things", "Third things"]
    shown = [warning["message"] for warning in engine.status(thing)["warnings"]]
    assert shown == ["The wish is “a boat”."], "what the forgotten phase had warned of is forgotten too"


def test_a_retry_with_a_later_readers_field_changed_goes_on_from_the_failed_phase(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="permanent")
    task_id = engine.start(thing, errand)
    engine.wait(task_id, State.FAILED)
    jobs = engine.services.jobs
    assert jobs.retry("errands", thing, "ann", errand.model_copy(update={"last_wish": "tea"})) == task_id
    assert engine.status(thing)["message"] == "Retrying from “Second things” with the changed settings…"
    assert engine.wait(task_id, State.FAILED).retried_from == 2
    other = errand.model_copy(update={"last_wish": "tea", "wish": "cake", "rows": 1})
    assert jobs.retry("errands", thing, "ann", other) != task_id, "rows may be read from the start on"


def test_whatever_many_hands_do_at_once_each_job_ends_once_and_the_screen_agrees(engine: Engine) -> None:
    jobs = engine.services.jobs
    things = [(engine.thing(), engine.errand(seconds=0.1)) for _ in range(3)]
    until_when = time.monotonic() + 4

    def meddle(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until_when:
            thing, errand = chance.choice(things)
            steps = [
                lambda: engine.start(thing, errand),  # noqa: B023
                lambda: jobs.pause("errands", thing),  # noqa: B023
                lambda: jobs.resume("errands", thing),  # noqa: B023
                lambda: jobs.cancel("errands", thing),  # noqa: B023
                lambda: jobs.retry("errands", thing, "ann", errand),  # noqa: B023
                engine.services.sweeper.sweep,
            ]
            with suppress(EngineError):
                chance.choices(steps, [3, 3, 3, 1, 1, 1])[0]()
            time.sleep(0.05 * chance.random())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(meddle, range(4)))
    for thing, errand in things:
        with suppress(EngineError):
            jobs.resume("errands", thing)
        with suppress(EngineError):
            engine.start(thing, errand)
        last = engine.status(thing)["task_id"]
        engine.wait_swept(last, State.COMPLETED)
        assert {row["by"] for row in engine.rows(thing).values()} == {last}
        assert len(engine.rows(thing)) == 3
        assert engine.status(thing)["status"] == "completed"
    engine.idle()
    everything = [snapshot.to_dict() for snapshot in engine.db.collection("jobs").stream()]
    assert {job["state"] for job in everything} <= {"completed", "cancelled"}, "nobody is left behind"
    assert all((job["lease"], job["slot"], job["waiting"]) == (None, None, False) for job in everything)
    assert [list(engine.db.collection(name).stream()) for name in ("locks", "slots")] == [[], []]
