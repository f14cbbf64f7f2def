"""What outlives the process, killed at any moment."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.process import RunningEmulator, running
from emulator.tasks.store import Store
from tests.integration.test_tasks_emulator.conftest import LOCATION

NAME = f"{LOCATION}/queues/kept"
QUICK = {"min_backoff": timedelta(milliseconds=20), "max_backoff": timedelta(milliseconds=20)}


@pytest.fixture
def data(tmp_path: Path) -> str:
    return f"--data={tmp_path / 'tasks.sqlite'}"


def kill(emulator: RunningEmulator) -> None:
    emulator.process.kill()
    emulator.process.wait(10)


def create(emulator: RunningEmulator, url: str, task_id: str, **fields: Any) -> tasks_v2.Task:
    task = tasks_v2.Task(name=f"{NAME}/tasks/{task_id}", http_request={"url": url, "body": b"kept"}, **fields)
    return emulator.client.create_task(request={"parent": NAME, "task": task, "response_view": "FULL"})


def state(emulator: RunningEmulator) -> tuple[Any, Any, Any]:
    """Everything a client can read, and the key workers verify with."""
    tasks = list(emulator.client.list_tasks(request={"parent": NAME, "response_view": "FULL"}))
    with urlopen(f"{emulator.url}/jwks") as response:
        return list(emulator.client.list_queues(parent=LOCATION)), tasks, response.read()


def test_everything_is_there_again_after_the_process_was_killed(receiver: Receiver, data: str) -> None:
    slow = tasks_v2.Queue(name=NAME, rate_limits={"max_concurrent_dispatches": 7}, retry_config={"max_attempts": 5})
    with running(data) as first:
        client = first.client
        client.create_queue(parent=LOCATION, queue=slow)
        client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{NAME}-not"))
        client.delete_queue(name=f"{NAME}-not")
        create(first, receiver.url, "done")
        first.control.wait_idle(10)
        client.pause_queue(name=NAME)
        client.delete_task(name=create(first, receiver.url, "deleted").name)
        create(first, receiver.answer("/x", 500), "ran")
        client.run_task(name=f"{NAME}/tasks/ran")
        first.control.wait_idle(10)
        create(first, receiver.url, "later", schedule_time=datetime.now(UTC) + timedelta(hours=1))
        before = state(first)
        assert before[1][0].dispatch_count == 1
        kill(first)
    with running(data) as second:
        assert state(second) == before
        assert [task.http_request.body for task in before[1]] == [b"kept", b"kept"]
        for name in ("done", "deleted"):
            with pytest.raises(exceptions.AlreadyExists, match="existed too recently"):
                create(second, receiver.url, name)
        with pytest.raises(exceptions.FailedPrecondition, match="existed too recently"):
            second.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{NAME}-not"))


def test_what_was_in_flight_is_called_again_and_counts(receiver: Receiver, data: str) -> None:
    with running(data) as first:
        first.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=NAME, retry_config=QUICK))
        create(first, receiver.answer("/x", 404), "failing")
        create(first, f"{receiver.url}/hold", "held")
        receiver.wait_for(3)
        kill(first)
    receiver.release()
    receiver.answer("/x", 200)
    before = len(receiver.calls)
    with running(data) as second:
        second.control.wait_idle(10, scheduled=True)
        held, failing = sorted(receiver.calls[before:], key=lambda call: call.path)
        assert (held.path, held.task_header("TaskRetryCount")) == ("/hold", "1")
        assert failing.task_header("TaskPreviousResponse") == "404"
        assert (
            int(failing.task_header("TaskRetryCount") or 0) >= int(failing.task_header("TaskExecutionCount") or 0) > 0
        )
        assert list(second.client.list_tasks(parent=NAME)) == []


def test_no_task_that_was_acknowledged_is_lost_when_the_process_is_killed(receiver: Receiver, data: str) -> None:
    """Killed while four clients create tasks and workers are called: each task is delivered, or still there."""
    acknowledged: list[str] = []

    def create_until_it_dies(emulator: RunningEmulator, number: int) -> None:
        for count in range(10_000):
            task = tasks_v2.Task(name=f"{NAME}/tasks/t{number}-{count}", http_request={"url": receiver.url})
            try:
                emulator.client.create_task(parent=NAME, task=task, timeout=5)
            except exceptions.GoogleAPICallError:
                return
            acknowledged.append(task.name)

    with running(data) as first:
        first.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=NAME, retry_config=QUICK))
        clients = [threading.Thread(target=create_until_it_dies, args=(first, number)) for number in range(4)]
        for client in clients:
            client.start()
        receiver.wait_for(100)
        kill(first)
        for client in clients:
            client.join(20)
    with running(data) as second:
        second.control.wait_idle(20, scheduled=True)
        delivered = {f"{NAME}/tasks/{call.task_header('TaskName')}" for call in receiver.calls}
        assert set(acknowledged) - delivered == set()
        with pytest.raises(exceptions.AlreadyExists):
            second.client.create_task(
                parent=NAME, task=tasks_v2.Task(name=acknowledged[0], http_request={"url": receiver.url})
            )


def test_a_reset_forgets_what_was_kept(receiver: Receiver, data: str) -> None:
    with running(data) as first:
        for name in (NAME, f"{NAME}-not"):
            first.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))
        first.client.delete_queue(name=f"{NAME}-not")
        create(first, receiver.url, "done")
        first.control.wait_idle(10)
        create(first, receiver.url, "waiting", schedule_time=datetime.now(UTC) + timedelta(hours=1))
        first.control.reset()
        kill(first)
    with running(data) as second:
        assert list(second.client.list_tasks(parent=NAME)) == []
        create(second, receiver.url, "done")
        second.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{NAME}-not"))


def test_a_file_belongs_to_one_emulator_at_a_time(data: str) -> None:
    in_use = Store(data.removeprefix("--data="))
    with pytest.raises(RuntimeError, match="cannot be used for the tasks: database is locked"), running(data):
        pass
    in_use.close()
