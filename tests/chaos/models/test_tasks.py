"""What the engine rests on in Cloud Tasks: one suite over our emulator and over the simulation's model of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from random import Random
from typing import Any

import pytest
from google.api_core.exceptions import AlreadyExists, NotFound
from google.cloud.tasks_v2 import Task

from shared.cloud.config import Settings, settings
from shared.cloud.tasks import tasks_client
from shared.engine.job import Job
from shared.engine.queue import PhaseCall, PhaseQueue
from tests.chaos.kernel import Kernel
from tests.chaos.models.tasks import EPOCH, Answered, Queue, Retry, TasksClient
from tests.chaos.world import settings as simulated
from tests.receiver import receiver

WAIT_SECONDS = 30.0


@dataclass
class Under:
    """A queue under test: the engine's own way to it, its client, and the worker that it calls.

    `hold`: the worker keeps the next call until `release`. `until` lets time pass.
    """

    settings: Settings
    queue: PhaseQueue
    client: Any
    got: list[bytes]
    hold: Callable[[], Callable[[], None]]
    answers: list[int]
    now: Callable[[], datetime]
    until: Callable[[Callable[[], object]], None]

    def task(self, job: Job) -> Task:
        found: Task = self.client.get_task(name=f"{self.settings.queue_path}/tasks/{job.task_name}")
        return found

    def gone(self, job: Job) -> bool:
        try:
            self.task(job)
        except NotFound:
            return True
        return False


@pytest.fixture(params=["model", "emulator"])
def under(request: pytest.FixtureRequest) -> Iterator[Under]:
    if request.param == "model":
        yield from modelled()
    else:
        request.getfixturevalue("emulators").empty()
        yield from real(settings())


def modelled() -> Iterator[Under]:
    kernel, got, answers, held = Kernel(Random(1)), list[bytes](), [200], list[bool]()

    def call(task: Task, answered: Answered) -> None:
        got.append(task.http_request.body)
        well = (answers[0] if len(answers) == 1 else answers.pop(0)) == 200

        def answer() -> None:
            kernel.at(kernel.now + 0.1, answer) if held else answered(well)

        kernel.at(kernel.now + 0.01, answer)

    def hold() -> Callable[[], None]:
        held.append(True)
        return held.clear

    def until(condition: Callable[[], object]) -> None:
        kernel.run(until=kernel.now + WAIT_SECONDS, done=lambda: bool(condition()))
        assert condition()

    client: Any = TasksClient(Queue(kernel, call, Retry(0.2, 1.0)))
    yield Under(
        settings=simulated(),
        queue=PhaseQueue(client, simulated()),
        client=client,
        got=got,
        hold=hold,
        answers=answers,
        now=lambda: EPOCH + timedelta(seconds=kernel.now),
        until=until,
    )


def real(settings: Settings) -> Iterator[Under]:
    held: list[bool] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        while held:
            time.sleep(0.01)
        status = answers[0] if len(answers) == 1 else answers.pop(0)
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def hold() -> Callable[[], None]:
        held.append(True)
        return held.clear

    def until(condition: Callable[[], object]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not condition():
            assert time.monotonic() < end
            time.sleep(0.01)

    answers = [200]
    with receiver() as worker:
        worker.answers = [answer]
        client = tasks_client(settings)
        got = Bodies(worker.got)
        yield Under(
            settings=settings,
            queue=PhaseQueue(client, settings.model_copy(update={"worker_url": worker.url})),
            client=client,
            got=got,
            hold=hold,
            answers=answers,
            now=lambda: datetime.now(UTC),
            until=until,
        )
        held.clear()


class Bodies(list[bytes]):
    """The bodies of requests, as they come."""

    def __init__(self, got: list[Any]) -> None:
        super().__init__()
        self._got = got

    def __len__(self) -> int:
        return len(self._got)

    def __getitem__(self, index: Any) -> Any:
        return self._got[index].body


def job(task_id: str, **more: Any) -> Job:
    return Job(task_id=task_id, process="errands", subject="things/1", owner_uid="ann", **more)


def test_a_task_calls_the_worker_once_and_its_name_stays_taken(under: Under) -> None:
    one = job("one")
    under.queue.push(one)
    under.until(lambda: under.gone(one))
    assert PhaseCall.model_validate_json(under.got[0]) == PhaseCall(task_id="one", phase=1)
    under.queue.push(one)
    other = job("other")
    under.queue.push(other)
    under.until(lambda: under.gone(other))
    assert len(under.got) == 2, "the name is remembered: no second task was made"
    with pytest.raises(AlreadyExists):
        under.client.create_task(
            parent=under.settings.queue_path,
            task=Task(
                name=f"{under.settings.queue_path}/tasks/{one.task_name}", http_request={"url": "http://127.0.0.1:9/"}
            ),
        )


def test_a_name_is_taken_while_its_task_waits(under: Under) -> None:
    one = job("one", retry_at=under.now() + timedelta(seconds=600))
    under.queue.push(one)
    under.queue.push(one)
    assert not under.got
    assert under.queue.carries(one, under.now())
    assert under.task(one).dispatch_count == 0
    assert not under.task(one).last_attempt.dispatch_time


def test_a_task_is_not_called_before_its_time(under: Under) -> None:
    at = under.now() + timedelta(seconds=1)
    one = job("one", retry_at=at)
    under.queue.push(one)
    under.until(lambda: len(under.got))
    assert under.now() >= at


def test_a_refused_call_is_made_again(under: Under) -> None:
    under.answers[:] = [409, 500, 200]
    one = job("one")
    under.queue.push(one)
    under.until(lambda: under.gone(one))
    assert len(under.got) == 3


def test_an_attempt_under_way_can_be_seen(under: Under) -> None:
    release, one, began = under.hold(), job("one"), under.now()
    under.queue.push(one)
    under.until(lambda: len(under.got))
    last = under.task(one).last_attempt
    assert last.dispatch_time >= began - timedelta(seconds=1)
    assert not last.response_time
    assert under.queue.carries(one, under.now())
    late = under.now() + timedelta(seconds=under.settings.lease_seconds + 60)
    assert not under.queue.carries(one, late), "whoever has had it for so long is dead"
    under.answers[:] = [409, 200]
    release()
    under.until(lambda: under.gone(one))
    assert not under.queue.carries(one, under.now())


def test_after_a_refusal_a_task_waits_its_turn(under: Under) -> None:
    under.answers[:] = [409]
    one = job("one")
    under.queue.push(one)
    under.until(lambda: under.task(one).last_attempt.response_time)
    assert under.queue.carries(one, under.now() + timedelta(seconds=600))
    under.answers[:] = [200]
    under.until(lambda: under.gone(one))
