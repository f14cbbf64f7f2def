"""`processing_status`: its fields, its neighbours, and what people see while things go right and wrong."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.engine.errors import AlreadyRunning, NoSuchJob, SubjectGone, WrongState
from shared.engine.job import State
from tests.engine.conftest import Engine, until

SEED = {"status", "task_id", "started_at", "completed_at", "last_updated", "current_phase", "progress", "error"}
DESIGN = {"message", "attempt", "queue_position", "eta_seconds", "cancel_requested_at", "warnings"}
DESIGN |= {"worked_seconds", "working_since"}
ERROR = {"message", "phase", "details", "code", "retryable", "document_id"}


def test_the_fields_are_the_seeds_and_the_designs_from_start_to_end(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=0.5, trouble="warns")
    seen: list[dict[str, Any]] = []
    watch = engine.db.document(thing).on_snapshot(
        lambda docs, *_: seen.append((docs[0].to_dict().get("processing_status") or {}).get("errands"))
    )
    queue, path = engine.services.queue._client, engine.services.settings.queue_path
    queue.pause_queue(name=path)  # until the waiting job was seen
    try:
        task_id = engine.start(thing, errand)
        until(lambda: seen and seen[-1], 10, lambda: seen)
        queue.resume_queue(name=path)
        engine.wait(task_id, State.COMPLETED)
        until(lambda: seen[-1] and seen[-1]["status"] == "completed", 10, lambda: seen[-1])
    finally:
        queue.resume_queue(name=path)
        watch.unsubscribe()
    shown = [status for status in seen if status]
    assert all(set(status) == SEED | DESIGN for status in shown)
    assert all(set(status["progress"]) == {"phase", "total_phases", "percentage"} for status in shown)
    assert [status["current_phase"] for status in shown] == sorted(
        (status["current_phase"] for status in shown), key=["First things", "Second things", "Third things"].index
    )
    percentages = [status["progress"]["percentage"] for status in shown]
    assert percentages == sorted(percentages), "nothing regresses on screen"
    assert all(percentage < 100 for percentage in percentages[:-1])
    assert percentages[-1] == 100
    assert shown[0]["queue_position"] == 1
    assert shown[-1]["warnings"] == [{"code": "odd", "message": "This looks odd.", "document_id": "doc-7"}]
    assert isinstance(shown[-1]["completed_at"], datetime)
    assert shown[-1]["started_at"] == shown[0]["started_at"]
    assert (shown[0]["worked_seconds"], shown[0]["working_since"]) == (0, None), "waiting is no work"
    assert any(status["working_since"] for status in shown)
    job = engine.job(task_id)
    assert shown[-1]["working_since"] is None
    assert shown[-1]["worked_seconds"] == pytest.approx(sum(job.finished), abs=0.1)
    assert sum(job.finished) <= job.worked(datetime.now(UTC)) < (job.completed_at - job.created_at).total_seconds()
    assert len({status["task_id"] for status in shown}) == 1


def test_a_failure_names_phase_code_and_document(engine: Engine) -> None:
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand(trouble="permanent"))
    engine.wait(task_id, State.FAILED)
    status = engine.status(thing)
    assert set(status["error"]) == ERROR
    assert (status["error"]["phase"], status["error"]["document_id"]) == ("Second things", "doc-7")
    assert status["progress"] == {"phase": 2, "total_phases": 3, "percentage": 25}


def test_a_field_write_never_wipes_its_neighbours(engine: Engine) -> None:
    thing = engine.thing(processing_status={"other": {"status": "completed"}}, notes="mine")
    task_id = engine.start(thing, engine.errand(seconds=1))
    for number in range(10):
        engine.db.document(thing).update({f"counter.{number}": number, "processing_status.other.touched": number})
        time.sleep(0.1)
    engine.wait(task_id, State.COMPLETED)
    whole = engine.db.document(thing).get().to_dict()
    assert whole["notes"] == "mine"
    assert whole["counter"] == {str(n): n for n in range(10)}
    assert whole["processing_status"]["other"] == {"status": "completed", "touched": 9}


def test_a_hanging_document_ends_the_job_and_is_named(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="hangs")
    task_id = engine.start(thing, errand, process="impatient")
    job = engine.wait(task_id, State.FAILED, 20)
    assert job.error
    assert (job.error.code, job.error.document_id) == ("document_hangs", "doc-7")


def test_a_deleted_subject_ends_its_job_and_is_not_revived(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=3)
    task_id = engine.start(thing, errand)
    until(lambda: "first begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    engine.db.document(thing).delete()
    engine.wait(task_id, State.CANCELLED, 20)
    engine.idle()
    assert not engine.db.document(thing).get().exists
    assert engine.objects(f"runs/{task_id}/") == []
    with pytest.raises(SubjectGone):
        engine.start(thing, engine.errand())


def test_retry_goes_on_from_the_failed_phase_under_the_same_task_id(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="bug until mended")
    task_id = engine.start(thing, errand)
    engine.wait(task_id, State.FAILED)
    open(errand.ledger + ".mended", "w").close()  # noqa: PTH123
    assert engine.services.jobs.retry("errands", thing, "ann", errand) == task_id
    engine.wait(task_id, State.COMPLETED)
    assert engine.ledger(errand).count("first begins") == 1
    status = engine.status(thing)
    assert (status["error"], status["status"]) == (None, "completed")


def test_retry_with_other_inputs_or_from_the_start_makes_a_new_job(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="permanent")
    first = engine.start(thing, errand)
    engine.wait(first, State.FAILED)
    second = engine.services.jobs.retry("errands", thing, "ann", errand, from_start=True)
    assert second != first
    engine.wait(second, State.FAILED)
    mended = errand.model_copy(update={"trouble": ""})
    third = engine.services.jobs.retry("errands", thing, "ann", mended)
    assert third not in (first, second)
    assert engine.status(thing)["message"].startswith("The documents or settings changed")
    with pytest.raises(AlreadyRunning):
        engine.services.jobs.retry("errands", thing, "ann", mended)
    engine.wait(third, State.COMPLETED)
    with pytest.raises(WrongState):
        engine.services.jobs.retry("errands", thing, "ann", mended)


def test_retry_after_a_cancel_makes_a_new_job(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=2)
    first = engine.start(thing, errand)
    engine.services.jobs.cancel("errands", thing)
    second = engine.services.jobs.retry("errands", thing, "ann", errand.model_copy(update={"seconds": 0.0}))
    assert second != first
    engine.wait(second, State.COMPLETED)
    assert engine.job(first).state == State.CANCELLED


def test_a_process_that_was_never_run_has_nothing_to_cancel_or_retry(engine: Engine) -> None:
    thing = engine.thing()
    with pytest.raises(NoSuchJob):
        engine.services.jobs.cancel("errands", thing)
    with pytest.raises(NoSuchJob):
        engine.services.jobs.retry("errands", thing, "ann", engine.errand())
