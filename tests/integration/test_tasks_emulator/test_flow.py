"""When tasks are dispatched, in real time: what the documented rules (test_conformance.py) do not say already."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import pairwise

import pytest
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.control import TasksControl
from tests.integration.test_tasks_emulator.conftest import MakeQueue, MakeTask

Client = tasks_v2.CloudTasksClient


def test_intervals_double_then_grow_linearly_up_to_the_maximum(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(
        min_backoff=timedelta(milliseconds=100), max_backoff=timedelta(milliseconds=500), max_doublings=1
    )
    make_task(queue, receiver.answer("/x", 500, 500, 500, 500, 200))
    control.wait_idle(10, scheduled=True)
    pauses = [later.at - earlier.at for earlier, later in pairwise(receiver.calls)]
    assert len(pauses) == 4
    for pause, wanted in zip(pauses, (0.1, 0.2, 0.4, 0.5), strict=True):
        assert wanted <= pause < wanted + 1


def test_two_queues_do_not_wait_for_each_other(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    make_task(make_queue(limits={"max_concurrent_dispatches": 1}), f"{receiver.url}/hold")
    receiver.wait_for(1)
    make_task(make_queue(), f"{receiver.url}/free")
    assert receiver.wait_for(2)[1].path == "/free"


def test_calls_are_dispatched_at_the_rate_of_the_queue_after_its_burst(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(limits={"max_dispatches_per_second": 10})
    for _ in range(16):
        make_task(queue, receiver.url)
    control.wait_idle(10)
    took = receiver.calls[-1].at - receiver.calls[0].at
    # Ten at once, then six more at ten a second.
    assert 0.5 <= took < 5


def test_retries_take_their_turn_in_the_rate_too(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(
        limits={"max_dispatches_per_second": 10},
        max_attempts=16,
        min_backoff=timedelta(milliseconds=1),
        max_backoff=timedelta(milliseconds=1),
    )
    make_task(queue, receiver.answer("/x", 500))
    control.wait_idle(10, scheduled=True)
    assert receiver.calls[-1].at - receiver.calls[0].at >= 0.5


def test_a_paused_queue_keeps_its_tasks_until_it_is_resumed(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    assert client.pause_queue(name=queue).state == tasks_v2.Queue.State.PAUSED
    for _ in range(3):
        make_task(queue, receiver.url)
    time.sleep(0.2)
    assert receiver.calls == []
    assert len(list(client.list_tasks(parent=queue))) == 3
    assert client.resume_queue(name=queue).state == tasks_v2.Queue.State.RUNNING
    control.wait_idle(10)
    assert len(receiver.calls) == 3


def test_a_pause_lets_a_call_in_flight_end_and_keeps_its_retry(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    receiver.answer("/hold", 500, 200)
    make_task(queue, f"{receiver.url}/hold")
    receiver.wait_for(1)
    client.pause_queue(name=queue)
    receiver.release()
    control.wait_idle(10)
    (task,) = client.list_tasks(parent=queue)
    assert (task.dispatch_count, task.response_count) == (1, 1)
    client.resume_queue(name=queue)
    control.wait_idle(10, scheduled=True)
    assert len(receiver.calls) == 2


@pytest.mark.parametrize("call", ["purge_queue", "delete_queue"])
def test_dropping_the_tasks_of_a_queue_cancels_their_retries(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask, call: str
) -> None:
    make_task(queue, receiver.answer("/x", 500), "failing")
    make_task(queue, f"{receiver.url}/hold", "held")
    receiver.wait_for(3)
    getattr(client, call)(name=queue)
    receiver.release()
    control.wait_idle(10, scheduled=True)
    calls = len(receiver.calls)
    time.sleep(0.3)
    assert len(receiver.calls) == calls


def test_deleting_a_task_cancels_its_retries(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    receiver.answer("/hold", 500)
    name = make_task(queue, f"{receiver.url}/hold").name
    receiver.wait_for(1)
    client.delete_task(name=name)
    receiver.release()
    control.wait_idle(10, scheduled=True)
    time.sleep(0.2)
    assert len(receiver.calls) == 1


def test_hundreds_of_tasks_a_second(control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask) -> None:
    start = time.monotonic()
    for _ in range(300):
        make_task(queue, receiver.url, request={"body": b"x"})
    control.wait_idle(20)
    assert len(receiver.calls) == 300
    # Well below the 400 a second of an idle machine, so that a busy one passes.
    assert time.monotonic() - start < 6
