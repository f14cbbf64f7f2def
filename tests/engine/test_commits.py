"""Each Firestore commit is paid for: at most three a phase besides progress."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from google.cloud.firestore import WriteBatch

from shared.engine.job import State
from shared.engine.queue import PhaseCall
from tests.engine.conftest import Engine


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by the number of writes of each commit; the commits themselves go through."""
    made: list[int] = []
    commit = WriteBatch.commit

    def counted(batch: WriteBatch, *given: object, **more: object) -> object:
        made.append(len(batch))
        return commit(batch, *given, **more)

    monkeypatch.setattr(WriteBatch, "commit", counted)
    return made


@pytest.fixture
def alone(engine: Engine) -> Iterator[Engine]:
    """The queue is paused: the test is the worker."""
    path = engine.services.settings.queue_path
    engine.services.queue._client.pause_queue(name=path)
    yield engine
    engine.services.supervisor.close()
    engine.services.queue._client.resume_queue(name=path)


def test_at_most_three_commits_a_phase(alone: Engine, commits: list[int]) -> None:
    thing = alone.thing()
    del commits[:]
    task_id = alone.start(thing, alone.errand())
    assert len(commits) == 1, "a start is one commit"
    per_phase = []
    for phase in (1, 2, 3):
        del commits[:]
        answer = alone.services.worker.handle(PhaseCall(task_id=task_id, phase=phase))
        assert answer.http_status == 200, answer
        per_phase.append(len(commits))
    assert alone.job(task_id).state == State.COMPLETED
    assert per_phase[:2] == [2, 2], "claim and advance"
    assert per_phase[2] <= 2 * 3, "the last phase, then the commit of the results, and the word that it is clean"


def test_an_old_delivery_writes_nothing(alone: Engine, commits: list[int]) -> None:
    task_id = alone.start(alone.thing(), alone.errand())
    for phase in (1, 2):
        alone.services.worker.handle(PhaseCall(task_id=task_id, phase=phase))
    del commits[:]
    for phase in (1, 2, 1):
        assert alone.services.worker.handle(PhaseCall(task_id=task_id, phase=phase)).http_status == 200
    assert commits == []
    assert alone.services.worker.handle(PhaseCall(task_id="no-such-job", phase=1)).http_status == 200


def test_a_checkpoint_outlives_the_worker_that_lost_the_job_after_recording_it(alone: Engine) -> None:
    task_id = alone.start(alone.thing(), alone.errand())
    alone.services.worker.handle(PhaseCall(task_id=task_id, phase=1))
    checkpoint = alone.job(task_id).checkpoints[0]
    bucket = alone.services.artifacts.bucket
    late = f"runs/{task_id}/{checkpoint.generation + 1}/late.txt"
    bucket.blob(late).upload_from_string("of a claim that recorded nothing")
    for generation in (checkpoint.generation, checkpoint.generation + 1):
        prefix = alone.services.artifacts.prefix(alone.job(task_id), generation)
        alone.services.cleaner.after_takeover(task_id, prefix)
    left = alone.objects(f"runs/{task_id}/")
    assert checkpoint.path in left, "the next phase reads it"
    assert late not in left


def test_results_that_do_not_fit_into_one_commit_fail_with_a_sentence(engine: Engine) -> None:
    thing = engine.thing()
    task_id = engine.start(thing, engine.errand(rows=40_000))
    job = engine.wait(task_id, State.FAILED, 60)
    assert job.error
    assert job.error.code == "too_many_results"
    assert "Split" in job.error.message
    assert job.interruptions == 0, "it was refused before it was sent"
    assert engine.rows(thing) == {}
