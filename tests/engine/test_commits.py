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
