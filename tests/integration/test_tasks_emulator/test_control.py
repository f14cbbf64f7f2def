"""The test controls: reset, wait-idle, overview."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.control import NotIdleError, TasksControl
from emulator.tasks.emulator import Emulator
from emulator.tasks.outcome import Outcome
from emulator.tasks.process import RunningEmulator
from emulator.tasks.task import Task
from tests.integration.test_tasks_emulator.conftest import LOCATION, MakeQueue, MakeTask

Client = tasks_v2.CloudTasksClient
URL = "http://127.0.0.1:9/never-called"


def later(seconds: float = 3600) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_a_reset_forgets_tasks_and_names_and_keeps_the_queues(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    make_task(queue, receiver.url, "done")
    control.wait_idle(10)
    make_task(queue, receiver.url, "waiting", schedule_time=later())
    client.pause_queue(name=queue)
    control.reset()
    assert list(client.list_tasks(parent=queue)) == []
    assert client.get_queue(name=queue).state == tasks_v2.Queue.State.RUNNING
    make_task(queue, receiver.url, "done")
    make_task(queue, receiver.url, "waiting")
    control.wait_idle(10)
    assert len(receiver.calls) == 3


def test_a_reset_gives_a_slow_queue_its_burst_back(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(limits={"max_dispatches_per_second": 0.1})
    for _ in range(2):
        for _ in range(10):
            make_task(queue, receiver.url)
        control.wait_idle(5)
        control.reset()
    assert len(receiver.calls) == 20


def test_a_reset_of_the_queues_frees_their_names_too(client: Client, control: TasksControl, queue: str) -> None:
    client.delete_queue(name=queue)
    client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{LOCATION}/queues/other"))
    control.reset(queues=True)
    assert list(client.list_queues(parent=LOCATION)) == []
    for name in (queue, f"{LOCATION}/queues/other"):
        client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))


def test_a_reset_cuts_off_what_is_in_flight_and_nothing_of_it_comes_back(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    receiver.answer("/hold", 500)
    make_task(queue, f"{receiver.url}/hold", "held")
    receiver.wait_for(1)
    start = time.monotonic()
    control.reset()
    control.wait_idle(0.1, scheduled=True)
    assert time.monotonic() - start < 5
    receiver.release()
    time.sleep(0.2)
    assert len(receiver.calls) == 1
    with pytest.raises(exceptions.NotFound, match=r"Requested entity was not found\."):
        client.get_task(name=f"{queue}/tasks/held")


def test_what_is_created_during_a_reset_is_not_dispatched() -> None:
    """In this process, to create a task at the very moment: while the calls in flight end."""

    class Dispatcher:
        """Never answers; when it is cut off, another task comes in."""

        sent: ClassVar[list[str]] = []

        async def send(self, task: Task) -> Outcome:
            self.sent.append(task.name)
            try:
                return await asyncio.Future()
            finally:
                add_task()
                await asyncio.sleep(0.01)

    emulator = Emulator(Dispatcher())
    queue = tasks_v2.Queue.pb()(name=f"{LOCATION}/queues/q")

    def add_task() -> None:
        message = tasks_v2.Task.pb()()
        message.http_request.url = URL
        emulator.create_task(queue.name, message)

    async def scenario() -> None:
        emulator.create_queue(queue)
        add_task()
        await asyncio.sleep(0.01)
        await emulator.reset(queues=False)
        assert await emulator.wait_idle(1, scheduled=True)

    asyncio.run(scenario())
    assert len(Dispatcher.sent) == 1


def test_a_reset_cuts_off_what_a_deleted_queue_left_in_flight(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    make_task(queue, f"{receiver.url}/hold", "held")
    receiver.wait_for(1)
    client.delete_queue(name=queue)
    with pytest.raises(NotIdleError) as busy:
        control.wait_idle(0.1)
    assert busy.value.left["in_flight"] == [f"{queue}/tasks/held"]
    control.reset()
    control.wait_idle(0.1)


def test_waiting_ends_when_the_last_call_does(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    task = make_task(queue, f"{receiver.url}/hold", "held")
    receiver.wait_for(1)
    start = time.monotonic()
    with pytest.raises(NotIdleError, match="held") as busy:
        control.wait_idle(0.3)
    assert 0.3 <= time.monotonic() - start < 5
    assert busy.value.left == {"in_flight": [task.name], "due": [], "scheduled": []}
    receiver.release()
    control.wait_idle(10)


def test_waiting_names_what_is_due_and_cannot_start(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(limits={"max_concurrent_dispatches": 1})
    for number in range(3):
        make_task(queue, f"{receiver.url}/hold", f"t{number}")
    receiver.wait_for(1)
    with pytest.raises(NotIdleError) as busy:
        control.wait_idle(0.1)
    assert busy.value.left["in_flight"] == [f"{queue}/tasks/t0"]
    assert busy.value.left["due"] == [f"{queue}/tasks/t1", f"{queue}/tasks/t2"]
    assert busy.value.left["scheduled"] == []


def test_what_is_scheduled_for_later_is_waited_for_only_on_request(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    at = later()
    task = make_task(queue, receiver.url, schedule_time=at)
    control.wait_idle(0.1)
    with pytest.raises(NotIdleError) as busy:
        control.wait_idle(0.1, scheduled=True)
    assert busy.value.left["scheduled"] == [{"name": task.name, "at": at.isoformat()}]


def test_a_paused_queue_is_not_waited_for(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    client.pause_queue(name=queue)
    make_task(queue, receiver.url)
    control.wait_idle(0.1, scheduled=True)
    assert receiver.calls == []


def test_the_overview_shows_every_queue_and_task(
    client: Client, control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(min_backoff=timedelta(minutes=5), max_backoff=timedelta(minutes=5))
    make_task(queue, receiver.url, "done")
    make_task(queue, receiver.answer("/x", 409), "failed")
    control.wait_idle(10)
    client.pause_queue(name=queue)
    (found,) = control.queues()
    assert (found["name"], found["paused"], found["tombstones"]) == (queue, True, 1)
    (task,) = found["tasks"]
    assert (task["name"], task["url"]) == (f"{queue}/tasks/failed", f"{receiver.url}/x")
    assert (task["dispatch_count"], task["response_count"], task["last_status"]) == (1, 1, 409)
    assert task["in_flight"] is False
    assert datetime.fromisoformat(task["schedule_time"]) > later(200)


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("/control/wait-idle?timeout=soon", b"", "timeout must be a number of seconds"),
        ("/control/token", b"{", "the body must be"),
        ("/control/token", b'{"audience": "x"}', "the body must be"),
        ("/control/token", b'{"audience": 1, "email": "x"}', "must be strings"),
        ("/control/token", b"[]", "the body must be"),
    ],
)
def test_a_wrong_parameter_is_answered_with_a_sentence(
    emulator: RunningEmulator, path: str, body: bytes, sentence: str
) -> None:
    request = Request(f"{emulator.url}{path}", data=body, method="POST")
    with pytest.raises(HTTPError) as refused, urlopen(request):
        pass
    with refused.value as answer:
        assert answer.code == 400
        assert sentence in answer.read().decode()
