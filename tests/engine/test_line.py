"""Promise 8, fair and bounded: a few jobs of each owner run, the others wait in line and see their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from shared.engine.job import Job, State
from shared.engine.slots import Slot
from tests.engine.conftest import Engine, until

LIMIT = 4


@contextmanager
def held_back(engine: Engine) -> Iterator[None]:
    """No task reaches a worker meanwhile."""
    client, path = engine.services.queue._client, engine.services.settings.queue_path
    client.pause_queue(name=path)
    try:
        yield
    finally:
        client.resume_queue(name=path)


def flood(engine: Engine, count: int, owner: str = "ann") -> list[tuple[str, str]]:
    """(thing, task_id) of jobs of one owner, oldest first."""
    things = [engine.thing() for _ in range(count)]
    errand = engine.errand()

    def start(thing: str) -> tuple[str, str]:
        return thing, engine.services.jobs.start("errands", thing, owner, errand)

    with ThreadPoolExecutor(8 if count > 50 else 1) as pool:
        return sorted(pool.map(start, things), key=lambda started: started[1])


def slots(engine: Engine) -> list[Slot]:
    return engine.services.store.slots.taken()


def places(engine: Engine, flooded: Sequence[tuple[str, str]]) -> list[int]:
    """What is shown to those who wait, oldest first."""
    waiting = [thing for thing, task_id in flooded if engine.job(task_id).waiting]
    return [engine.status(thing)["queue_position"] for thing in waiting]


def running(engine: Engine, flooded: Sequence[tuple[str, str]]) -> list[Job]:
    jobs = [engine.job(task_id) for _, task_id in flooded]
    return [job for job in jobs if job.state == State.PROCESSING and not job.waiting]


def test_promise_8_a_flood_of_one_owner_leaves_the_wait_of_another_bounded(engine: Engine) -> None:
    with held_back(engine):
        flooded = flood(engine, 200)
        live = [seen.job for seen in engine.services.store.running()]
        assert len(live) == 200, "all are accepted"
        assert sum(not job.waiting for job in live) == LIMIT
        assert sorted(slot.number for slot in slots(engine)) == [1, 2, 3, 4]
        engine.services.sweeper.sweep()
        assert places(engine, flooded) == list(range(1, 197))
        assert engine.status(flooded[-1][0])["message"].startswith("Waiting in line")
        thing = engine.thing()
        bobs = engine.services.jobs.start("errands", thing, "bob", engine.errand())
        assert engine.status(thing)["queue_position"] <= LIMIT + 1, "the line of another is not before him"
    engine.wait(bobs, State.COMPLETED, 30)
    still = engine.services.store.in_line("ann")
    assert still > 150, "he did not wait for all of them"
    with held_back(engine):
        engine.control.wait_idle(20)  # what is under way ends
        assert places(engine, flooded)[:15] == list(range(1, 16)), "places move with the line"
        assert len(running(engine, flooded)) <= LIMIT


def test_promise_8_nobody_is_lost_in_the_line_and_the_oldest_goes_first(engine: Engine) -> None:
    flooded = flood(engine, 10)
    for _, task_id in flooded:
        engine.wait(task_id, State.COMPLETED, 60)
    began = [engine.job(task_id).started_at for _, task_id in flooded]
    last_of_first = sorted(began[:LIMIT])[-1]  # type: ignore[type-var]
    assert all(moment > last_of_first for moment in began[LIMIT + 2 :] if moment and last_of_first)
    engine.idle()
    assert slots(engine) == []


def test_whoever_joins_while_others_wait_does_not_overtake(engine: Engine) -> None:
    with held_back(engine):
        first = flood(engine, LIMIT + 2)
        engine.services.store._rests = ()  # the end of a job lets nobody run: a slot is free, and two wait
        try:
            engine.services.jobs.cancel("errands", first[0][0])
            assert len(slots(engine)) == LIMIT - 1
            late = engine.thing()
            task_id = engine.start(late, engine.errand())
        finally:
            engine.services.store._rests = (engine.services._make_room,)
        assert engine.job(task_id).waiting
        assert not engine.job(first[LIMIT][1]).waiting, "the newcomer moved the line"
        assert engine.status(late)["queue_position"] == 2


@pytest.mark.parametrize("how", ["cancel", "pause"])
def test_leaving_makes_room_and_the_others_see_their_new_place(engine: Engine, how: str) -> None:
    with held_back(engine):
        flooded = flood(engine, LIMIT + 3)
        waiting = flooded[LIMIT:]
        assert places(engine, flooded) == [1, 2, 3]
        getattr(engine.services.jobs, how)("errands", waiting[1][0])
        assert places(engine, flooded) == [1, 2], "one left the line"
        getattr(engine.services.jobs, how)("errands", flooded[0][0])
        assert [engine.job(task_id).waiting for _, task_id in waiting] == [False, False, True]
        assert places(engine, flooded) == [1]
        assert len(slots(engine)) == LIMIT
        assert engine.status(waiting[0][0])["message"] == "Waiting to start…"


def test_a_resumed_job_finds_its_place_in_the_line(engine: Engine) -> None:
    with held_back(engine):
        flooded = flood(engine, LIMIT + 1)
        thing, task_id = flooded[0]
        engine.services.jobs.pause("errands", thing)
        assert not engine.job(flooded[-1][1]).waiting, "its slot went to who waited"
        engine.services.jobs.resume("errands", thing)
        assert engine.job(task_id).waiting
        assert engine.status(thing)["message"].startswith("Waiting in line")
        engine.services.jobs.cancel("errands", flooded[1][0])
        assert not engine.job(task_id).waiting
    for _, other in flooded:
        if other != flooded[1][1]:
            engine.wait(other, State.COMPLETED)


def test_a_task_from_before_does_not_run_a_job_that_waits_in_line(engine: Engine) -> None:
    with held_back(engine):
        flooded = flood(engine, LIMIT + 1)
        thing, task_id = flooded[0]
        engine.services.jobs.pause("errands", thing)
        engine.services.jobs.resume("errands", thing)
        before = engine.job(task_id)
        assert before.waiting
        for other, _ in flooded[1:]:
            engine.services.queue._client.delete_task(
                name=f"{engine.services.settings.queue_path}/tasks/"
                f"{engine.job(engine.status(other)['task_id']).task_name}"
            )
    engine.idle()  # the task of before the pause was carried out
    assert engine.job(task_id) == before


def test_the_sweeper_heals_a_crash_between_an_end_and_the_next_start(engine: Engine) -> None:
    with held_back(engine):
        flooded = flood(engine, LIMIT + 1)
        engine.services.store._rests = ()  # dies here
        try:
            engine.services.jobs.cancel("errands", flooded[0][0])
        finally:
            engine.services.store._rests = (engine.services._make_room,)
        assert engine.job(flooded[-1][1]).waiting
        assert engine.services.sweeper.sweep().released == 1
        assert not engine.job(flooded[-1][1]).waiting
    engine.wait(flooded[-1][1], State.COMPLETED)


def test_the_sweeper_frees_slots_that_nobody_holds(engine: Engine) -> None:
    over = engine.thing()
    ended = engine.start(over, engine.errand())
    engine.wait(ended, State.COMPLETED)
    engine.idle()
    for number, task_id in enumerate(["gone", ended, "gone", "gone"], 1):
        fields = {"number": number, "owner_uid": "ann", "task_id": task_id}
        engine.db.document(f"slots/ann.{number}").set(fields)
    task_id = engine.start(engine.thing(), engine.errand())
    assert engine.job(task_id).waiting
    swept = engine.services.sweeper.sweep()
    assert (swept.reclaimed, swept.released) == (1, 1)  # owners, jobs
    engine.wait(task_id, State.COMPLETED)
    engine.idle()
    assert slots(engine) == []


def test_a_failed_job_gives_its_slot_back_and_takes_one_again(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="bug until mended")
    task_id = engine.start(thing, errand)
    engine.wait(task_id, State.FAILED)
    assert slots(engine) == []
    with held_back(engine):
        engine.services.jobs.retry("errands", thing, "ann", errand)
        assert [slot.task_id for slot in slots(engine)] == [task_id]
        engine.services.jobs.cancel("errands", thing)
        assert slots(engine) == []


def test_a_waiting_job_whose_subject_is_gone_does_not_block_the_line(engine: Engine) -> None:
    with held_back(engine):
        flooded = flood(engine, LIMIT + 2)
        engine.db.document(flooded[LIMIT][0]).delete()
        engine.services.jobs.cancel("errands", flooded[0][0])
        assert engine.job(flooded[LIMIT][1]).state == State.CANCELLED
        assert not engine.job(flooded[LIMIT + 1][1]).waiting


def test_a_cancel_by_hand_counts_for_a_waiting_job(engine: Engine) -> None:
    with held_back(engine):
        thing, task_id = flood(engine, LIMIT + 1)[-1]
        engine.db.document(thing).update({"processing_status.errands.status": "cancelled"})
        assert engine.services.sweeper.sweep().cancelled == 1
        assert engine.job(task_id).state == State.CANCELLED
    until(lambda: not engine.services.store.waiting(), 20, lambda: "all have begun")
