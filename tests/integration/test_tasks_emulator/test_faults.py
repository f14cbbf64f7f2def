"""Injected faults: each happens to whom it should, as often as it should, and to nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Call, Receiver
from emulator.tasks.control import TasksControl
from emulator.tasks.process import RunningEmulator
from tests.integration.test_tasks_emulator.conftest import MakeQueue, MakeTask

Client = tasks_v2.CloudTasksClient


def order(receiver: Receiver) -> list[str | None]:
    return [call.task_header("TaskName") for call in receiver.calls]


def test_a_duplicate_is_the_same_call_twice_and_one_attempt(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.inject("duplicate", "twice")
    make_task(queue, receiver.url, "once")
    make_task(queue, receiver.url, "twice", {"body": b"x"})
    control.wait_idle(10)
    assert sorted(order(receiver), key=str) == ["once", "twice", "twice"]
    first, second = (call for call in receiver.calls if call.task_header("TaskName") == "twice")

    def sent(call: Call) -> tuple[Any, ...]:
        return (call.body, call.path, sorted(call.headers.items()))

    assert sent(first) == sent(second)
    assert list(client.list_tasks(parent=queue)) == []


def test_a_duplicate_may_come_long_after_the_task_is_done(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.freeze()
    control.inject("duplicate", seconds=7200)
    make_task(queue, receiver.url, "late")
    control.advance(7199)
    assert (order(receiver), list(client.list_tasks(parent=queue))) == (["late"], [])
    control.advance(2)
    assert order(receiver) == ["late", "late"]


def test_a_lost_response_makes_a_task_that_was_done_be_done_again(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.inject("lost_response")
    make_task(queue, receiver.url)
    control.wait_idle(10, scheduled=True)
    first, second = receiver.calls
    assert (first.task_header("TaskRetryCount"), second.task_header("TaskRetryCount")) == ("0", "1")
    assert (second.task_header("TaskExecutionCount"), second.task_header("TaskPreviousResponse")) == ("0", "503")


def test_a_lost_request_is_an_attempt_of_which_the_worker_never_hears(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.inject("lost_request", times=2)
    make_task(queue, receiver.url)
    control.wait_idle(10, scheduled=True)
    (call,) = receiver.calls
    assert call.task_header("TaskRetryCount") == "2"


def test_a_delay_lets_later_tasks_overtake(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.freeze()
    control.inject("delay", "slow", seconds=60)
    make_task(queue, receiver.url, "slow")
    make_task(queue, receiver.url, "quick")
    control.advance(59)
    assert order(receiver) == ["quick"]
    control.advance(2)
    assert order(receiver) == ["quick", "slow"]


def test_reordering_mixes_tasks_the_same_way_each_time_for_a_seed(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    names = [f"t{number}" for number in range(8)]
    orders = []
    for seed in (1, 1, 2):
        control.reset()
        control.freeze()
        control.clear_faults(seed)
        control.inject("reorder", times=None, seconds=600)
        before = len(receiver.calls)
        for name in names:
            make_task(queue, receiver.url, name)
        control.advance(600, until_idle=True)
        orders.append(order(receiver)[before:])
    assert sorted(orders[0], key=str) == names
    assert orders[0] == orders[1] != orders[2]
    assert names not in orders


def test_a_fault_with_a_probability_happens_that_often(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.inject("duplicate", queue, times=None, probability=0.3)
    for _ in range(60):
        make_task(queue, receiver.url)
    control.wait_idle(10)
    (fault,) = control.faults()
    assert len(receiver.calls) == 60 + fault["happened"]
    assert 8 <= fault["happened"] <= 30


def test_faults_meet_only_the_queue_they_name_and_end_when_cleared(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    one, other = make_queue(), make_queue()
    control.inject("duplicate", one.rpartition("/")[2], times=None)
    make_task(one, receiver.url)
    make_task(other, receiver.url)
    control.wait_idle(10)
    assert len(receiver.calls) == 3
    control.clear_faults()
    make_task(one, receiver.url)
    control.wait_idle(10)
    assert len(receiver.calls) == 4
    assert control.faults() == []


def test_a_lost_reply_is_a_call_that_took_effect(
    client: Client, control: TasksControl, queue: str, make_task: MakeTask
) -> None:
    client.pause_queue(name=queue)
    control.inject("lost_reply", "CreateTask")
    with pytest.raises(exceptions.ServiceUnavailable):
        make_task(queue, "http://127.0.0.1:9", "made")
    with pytest.raises(exceptions.AlreadyExists):
        make_task(queue, "http://127.0.0.1:9", "made")


def test_a_refused_call_has_no_effect(
    emulator: RunningEmulator, control: TasksControl, queue: str, make_task: MakeTask
) -> None:
    control.inject("refused", "CreateTask", times=2)
    task = tasks_v2.Task(name=f"{queue}/tasks/made", http_request={"url": "http://127.0.0.1:9"})
    for client in (emulator.client, emulator.rest_client()):
        with pytest.raises(exceptions.ServiceUnavailable):
            client.create_task(parent=queue, task=task)
    assert list(emulator.client.list_tasks(parent=queue)) == []
    make_task(queue, "http://127.0.0.1:9", "made", schedule_time=control.now() + timedelta(hours=1))


def test_a_reset_ends_late_duplicates_and_faults(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    control.inject("duplicate", seconds=0.3)
    control.inject("delay", times=None, seconds=60)
    make_task(queue, receiver.url)
    control.reset()
    control.wait_idle(1, scheduled=True)
    assert control.faults() == []
    make_task(queue, receiver.url, "after")
    control.wait_idle(10)
    assert order(receiver) == ["after"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"kind": "gremlins"}, "kind must be one of duplicate, lost_request"),
        ({"kind": "delay", "times": 0}, "times must be at least 1"),
        ({"kind": "delay", "probability": 0}, "probability must be above 0"),
        ({"kind": "delay", "seconds": -1}, "seconds cannot be negative"),
        ({"kind": "delay", "colour": "red"}, "there is no field colour"),
        ({}, "the body must be a fault"),
        ([], "the body must be a fault"),
        ({"kind": "delay", "times": "often"}, "the body must be a fault"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_a_sentence(
    emulator: RunningEmulator, fault: object, sentence: str
) -> None:
    request = Request(f"{emulator.url}/control/faults", json.dumps(fault).encode(), method="POST")
    with pytest.raises(HTTPError) as refused, urlopen(request):
        pass
    with refused.value as answer:
        assert answer.code == 400
        assert sentence in answer.read().decode()
    assert emulator.control.faults() == []
