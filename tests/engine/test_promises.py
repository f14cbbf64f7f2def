"""The engine's promises 1 to 7, each by its number in DESIGN.md. Whatever dies here is a real process."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.engine.errors import AlreadyRunning, WrongState
from shared.engine.job import ENDED, MAX_ERRORS, MAX_INTERRUPTIONS, State
from shared.engine.store import Idempotency
from tests.engine.conftest import Engine, until

KILLS = [
    "claim 1", "upload 1", "advance 1", "task 1", "response 1", "claim 2", "upload 3", "advance 3", "publish", "commit",
    "response 3",
]  # fmt: skip


# ---- 1


def test_promise_1_one_at_a_time(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=1)
    task_id = engine.start(thing, errand)
    with pytest.raises(AlreadyRunning) as refused:
        engine.start(thing, errand)
    assert refused.value.task_id == task_id
    engine.wait(task_id, State.COMPLETED)
    assert engine.start(thing, errand) != task_id, "a completed process can be started again"


def test_promise_1_of_many_starts_at_once_one_wins(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()

    def start(_: int) -> str | None:
        try:
            return engine.start(thing, errand)
        except AlreadyRunning:
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [task_id for task_id in pool.map(start, range(8)) if task_id]
    assert len(won) == 1
    engine.wait(won[0], State.COMPLETED)
    assert Counter(engine.ledger(errand))["first begins"] == 1


def test_promise_1_the_same_idempotency_key_gets_the_first_answer(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    key = Idempotency("ann", "/process", "key-1")
    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(lambda _: engine.start(thing, errand, key=key), range(4)))
    assert len(answers) == 1
    task_id = answers.pop()
    engine.wait(task_id, State.COMPLETED)
    assert engine.start(thing, errand, key=key) == task_id, "also after the job has ended"
    assert engine.start(thing, errand, key=Idempotency("bob", "/process", "key-1")) != task_id


# ---- 2 and 3


@pytest.mark.parametrize("where", KILLS)
def test_promise_2_accepted_means_finished_and_3_no_finished_phase_runs_again(engine: Engine, where: str) -> None:
    thing, errand = engine.thing(neighbour="stays"), engine.errand()
    engine.arm(f"kill after {where}")
    began = time.monotonic()
    task_id = engine.start(thing, errand)
    engine.wait(task_id, State.COMPLETED, 45)
    took = time.monotonic() - began
    engine.wait_hit()
    assert took < 45, "takeover, with the lease shortened"
    engine.idle()
    job = engine.job(task_id)
    assert {row["by"] for row in engine.rows(thing).values()} == {task_id}
    assert len(engine.rows(thing)) == 3
    counts = Counter(engine.ledger(errand))
    may_repeat = {"claim": 1, "upload": 1}.get(where.split()[0], 0)  # the phase that was under way, not yet recorded
    for number, name in enumerate(("first", "second", "third"), 1):
        unfinished = where.endswith(str(number)) and may_repeat
        assert counts[f"{name} ends"] == (2 if unfinished and where.startswith("upload") else 1), counts
    assert job.checkpoints == [], "checkpoints are gone with the run"
    assert engine.objects(job.prefix) == []
    assert engine.objects(f"{thing}/published/") == [f"{thing}/published/{task_id}/one.txt"]
    whole = engine.db.document(thing).get().to_dict()
    assert (whole["neighbour"], whole["name"], whole["found"]) == ("stays", "a thing", 3)
    assert engine.status(thing)["progress"]["percentage"] == 100


def test_promise_2_the_count_of_jobs_adds_up(engine: Engine) -> None:
    ends: dict[str, State] = {}
    for trouble, state in (("", State.COMPLETED), ("permanent", State.FAILED), ("hangs", State.CANCELLED)):
        thing, errand = engine.thing(), engine.errand(trouble=trouble)
        task_id = engine.start(thing, errand)
        ends[task_id] = state
        if trouble == "hangs":
            until(lambda: "second begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))  # noqa: B023
            engine.services.jobs.cancel("errands", thing)
    for task_id, state in ends.items():
        until(lambda: engine.job(task_id).state in ENDED, 30, lambda: engine.job(task_id))  # noqa: B023
        assert engine.job(task_id).state == state
    assert sum(1 for s in engine.services.store.running() if s.job.task_id in ends) == 0


def test_promise_2_a_task_that_was_never_created_is_made_by_the_sweeper(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    engine.services.queue._client.pause_queue(name=engine.services.settings.queue_path)
    task_id = engine.start(thing, errand)
    engine.services.queue._client.purge_queue(name=engine.services.settings.queue_path)  # as if it had never arrived
    engine.services.queue._client.resume_queue(name=engine.services.settings.queue_path)
    time.sleep(1.2)
    assert engine.services.sweeper.sweep().redispatched >= 1
    engine.wait(task_id, State.COMPLETED)
    assert engine.job(task_id).dispatch == 1


# ---- 4


def test_promise_4_the_last_results_stand_until_the_next_commit(engine: Engine) -> None:
    thing = engine.thing()
    done = engine.start(thing, engine.errand(rows=5))
    engine.wait(done, State.COMPLETED)
    errand = engine.errand(rows=2, seconds=0.3)
    engine.arm("wait after publish")
    second = engine.start(thing, errand)
    engine.wait_hit()
    assert len(engine.rows(thing)) == 5, "nothing of the new run is seen before its commit"
    engine.resume()
    engine.wait(second, State.COMPLETED)
    assert {row["by"] for row in engine.rows(thing).values()} == {second}
    assert len(engine.rows(thing)) == 2, "the new results replace the old ones, all of them"
    older = engine.job(done)
    assert older.superseded_by == second
    assert older.cleanup_at is not None, "its pictures are swept later"


@pytest.mark.parametrize(
    "where", ["claim 1", "upload 1", "advance 1", "task 1", "response 1", "claim 2", "upload 3", "advance 3", "publish"]
)
def test_promise_4_and_5_a_cancel_at_any_point_leaves_nothing(engine: Engine, where: str) -> None:
    thing = engine.thing()
    done = engine.start(thing, engine.errand(rows=5))
    engine.wait(done, State.COMPLETED)
    engine.arm(f"wait after {where}")
    others_go_on = where in ("task 1", "response 1")  # the next phase is in the queue: it must last until the cancel
    errand = engine.errand(rows=2, seconds=1.5 if others_go_on else 0.0)
    task_id = engine.start(thing, errand)
    engine.wait_hit()
    assert engine.services.jobs.cancel("errands", thing) == task_id
    assert engine.status(thing)["status"] == "cancelled", "cancelled when the call returns"
    frozen = engine.db.document(f"jobs/{task_id}").get().to_dict()
    engine.resume()
    engine.idle()
    until(lambda: not engine.objects(f"runs/{task_id}/"), 10, lambda: engine.objects("runs/"))
    assert engine.objects(f"{thing}/published/{task_id}/") == []
    assert {row["by"] for row in engine.rows(thing).values()} == {done}, "the last successful run still stands"
    now = engine.db.document(f"jobs/{task_id}").get().to_dict()
    for name in ("state", "phase", "generation", "lease", "completed_at", "dispatch"):
        assert now[name] == frozen[name], "nothing of the job is written afterwards"
    assert engine.status(thing)["status"] == "cancelled"
    again = engine.start(thing, engine.errand(rows=1))
    engine.wait(again, State.COMPLETED)


# ---- 5


def test_promise_5_cancel_is_instant_and_stops_the_phase(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="swallows")
    task_id = engine.start(thing, errand)
    until(lambda: "second begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    began = time.monotonic()
    engine.services.jobs.cancel("errands", thing)
    assert time.monotonic() - began < 2
    assert engine.status(thing)["status"] == "cancelled"
    engine.control.wait_idle(5)  # the worker has answered, so its child is gone
    assert time.monotonic() - began < 5
    assert engine.services.jobs.cancel("errands", thing) == task_id, "cancelling twice is the same as once"
    assert engine.status(thing)["cancel_requested_at"] is not None


def test_promise_5_a_flag_set_by_hand_cancels_too(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=20)
    task_id = engine.start(thing, errand)
    until(lambda: "first begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    engine.db.document(thing).update({"processing_status.errands.status": "cancelled"})
    engine.wait(task_id, State.CANCELLED, 10)
    engine.idle()
    assert engine.status(thing)["status"] == "cancelled"
    assert engine.objects(f"runs/{task_id}/") == []


def test_promise_5_a_completed_job_cannot_be_cancelled(engine: Engine) -> None:
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand())
    engine.wait(task_id, State.COMPLETED)
    with pytest.raises(WrongState):
        engine.services.jobs.cancel("errands", thing)
    assert engine.status(thing)["status"] == "completed"


# ---- 6


def test_promise_6_permanent_errors_fail_at_once(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="permanent")
    task_id = engine.start(thing, errand)
    job = engine.wait(task_id, State.FAILED)
    assert Counter(engine.ledger(errand))["second begins"] == 1
    assert job.error
    assert (job.error.code, job.error.document_id, job.error.phase) == ("encrypted_pdf", "doc-7", "Second things")
    shown = engine.status(thing)["error"]
    assert shown["message"].startswith("This PDF is protected")
    assert shown["retryable"] is False
    assert not engine.services.store.dead_letter(task_id).get().exists


def test_promise_6_three_errors_end_a_job_and_an_operator_can_replay_it(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="bug until mended")
    task_id = engine.start(thing, errand)
    job = engine.wait(task_id, State.FAILED)
    assert Counter(engine.ledger(errand))["second begins"] == MAX_ERRORS
    assert [cause.code for cause in job.causes] == ["internal_error"] * MAX_ERRORS
    assert job.error
    assert "ZeroDivisionError" in job.error.details
    assert "Traceback" not in str(engine.status(thing)), "clients read this"
    letter = engine.services.store.dead_letter(task_id).get().to_dict()
    assert (letter["phase"], letter["error"]["code"], letter["replayed_at"]) == (2, "internal_error", None)
    Path(errand.ledger + ".mended").touch()
    assert engine.services.jobs.replay(task_id) == task_id
    engine.wait(task_id, State.COMPLETED)
    assert engine.services.store.dead_letter(task_id).get().get("replayed_at")
    assert Counter(engine.ledger(errand))["first ends"] == 1, "it went on from the phase that failed"


def test_promise_6_an_error_is_tried_again_after_a_wait(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="once")
    task_id = engine.start(thing, errand)
    until(lambda: engine.job(task_id).errors == 1, 20, lambda: engine.job(task_id))
    assert engine.status(thing)["message"].startswith("Attempt 2 of 3")
    assert engine.status(thing)["attempt"] == 2
    job = engine.wait(task_id, State.COMPLETED)
    assert [cause.code for cause in job.causes] == ["busy"]
    logs = "\n".join(path.read_text(errors="replace") for path in engine.stack.logs.glob("worker*.log"))
    lines = [json.loads(line) for line in logs.splitlines() if line.startswith('{"severity"')]
    told = [line for line in lines if line["logger"] == "shared.errands" and line.get("job") == task_id]
    said = sorted((line["attempt"], line["phase"], line["message"].split()[-1]) for line in told)
    assert said == [(1, 2, "False"), (2, 2, "True")], "the child says for which attempt it works"


@pytest.mark.parametrize("trouble", ["dies", "memory"])
def test_promise_6_five_interruptions_end_a_job(engine: Engine, trouble: str) -> None:
    thing, errand = engine.thing(), engine.errand(trouble=trouble)
    task_id = engine.start(thing, errand)
    seen: list[str] = []
    watch = engine.db.document(thing).on_snapshot(
        lambda docs, *_: seen.append(docs[0].to_dict()["processing_status"]["errands"]["message"])
    )
    try:
        job = engine.wait(task_id, State.FAILED, 60)
    finally:
        watch.unsubscribe()
    assert Counter(engine.ledger(errand))["second begins"] == MAX_INTERRUPTIONS
    assert "Restarting processing…" in seen
    assert not [message for message in seen if "Attempt" in message], "it is no error, of which there may be three"
    assert job.error
    assert job.error.code == "interrupted"
    assert Counter(engine.ledger(errand))["first ends"] == 1


# ---- 7


def test_promise_7_a_frozen_worker_is_replaced_and_cannot_come_back(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    engine.arm("stop after upload 2")
    task_id = engine.start(thing, errand)
    engine.wait_hit()
    frozen_at = time.monotonic()
    try:
        engine.wait_swept(task_id, State.COMPLETED, 45)
        assert time.monotonic() - frozen_at < 45
    finally:
        for pid in engine.stack.worker_pids():
            os.kill(pid, signal.SIGCONT)
    time.sleep(2)
    job = engine.job(task_id)
    assert job.state == State.COMPLETED
    assert job.generation == 4, "three phases, and one claim more"
    engine.idle()
    assert engine.objects(job.prefix) == [], "the zombie has swept up behind itself"
    assert Counter(engine.ledger(errand))["third ends"] == 1
    assert Counter(engine.ledger(errand))["commit prepared"] == 1
    assert engine.status(thing)["status"] == "completed"


def test_promise_7_the_sweeper_alone_takes_over_from_a_dead_worker(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand()
    engine.arm("stop after claim 2")  # its connection stays open: the queue goes on waiting for it
    task_id = engine.start(thing, errand)
    engine.wait_hit()
    seen: list[str] = []
    watch = engine.db.document(thing).on_snapshot(
        lambda docs, *_: seen.append(docs[0].to_dict()["processing_status"]["errands"]["message"])
    )
    try:
        until(lambda: engine.services.sweeper.sweep().redispatched, 20, lambda: engine.job(task_id))
        engine.wait(task_id, State.COMPLETED)
    finally:
        watch.unsubscribe()
        for pid in engine.stack.worker_pids():
            os.kill(pid, signal.SIGCONT)
    assert "Restarting processing…" in seen
    engine.idle()


def test_promise_7_a_living_lease_is_respected(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=4)
    task_id = engine.start(thing, errand)
    until(lambda: "first begins" in engine.ledger(errand), 20, lambda: engine.ledger(errand))
    time.sleep(2.5)  # longer than the lease: only heartbeats keep it
    assert engine.services.sweeper.sweep().redispatched == 0
    job = engine.wait(task_id, State.COMPLETED)
    assert job.generation == 3, "one claim a phase"
    assert Counter(engine.ledger(errand))["first begins"] == 1


def test_promise_7_a_child_does_not_outlive_its_worker(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(trouble="hangs")
    engine.start(thing, errand)
    until(lambda: engine.ledger(errand)[-1:] and "pids" in engine.ledger(errand)[-1], 20, lambda: engine.ledger(errand))
    child, nursery = (int(pid) for pid in engine.ledger(errand)[-1].split()[1:])
    assert running(child)
    assert running(nursery)
    for pid in engine.stack.worker_pids():
        engine.stack.kill_worker(pid)
    until(lambda: not running(child) and not running(nursery), 5, lambda: (child, nursery))
    engine.services.jobs.cancel("errands", thing)


def running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def test_promise_2_many_jobs_at_once_all_end(engine: Engine) -> None:
    things = [(engine.thing(), engine.errand(seconds=0.1)) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda pair: engine.start(*pair), things))
    for task_id, (thing, errand) in zip(ids, things, strict=True):
        engine.wait(task_id, State.COMPLETED, 60)
        assert Counter(engine.ledger(errand)) == Counter(dict.fromkeys(engine.ledger(errand), 1))
        assert {row["by"] for row in engine.rows(thing).values()} == {task_id}


def test_promise_2_a_spoilt_job_does_not_keep_the_sweeper_from_the_others(engine: Engine) -> None:
    engine.db.document("jobs/spoilt").set({"state": "processing", "process": "errands"})
    engine.db.document("jobs/unknown").set(
        {
            "state": "processing",
            "process": "no such process",
            "task_id": "unknown",
            "subject": "things/x",
            "owner_uid": "",
        }
    )
    path = engine.services.settings.queue_path
    engine.services.queue._client.pause_queue(name=path)
    task_id = engine.start(engine.thing(), engine.errand())
    engine.services.queue._client.purge_queue(name=path)
    engine.services.queue._client.resume_queue(name=path)
    engine.wait_swept(task_id, State.COMPLETED)
