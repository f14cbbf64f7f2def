"""Time that a test moves: everything happens in order, at its time, and in no real time."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from urllib.error import HTTPError

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.clock import Clock
from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.control import TasksControl
from emulator.tasks.process import RunningEmulator
from tests.integration.test_tasks_emulator.conftest import MakeQueue, MakeTask

Client = tasks_v2.CloudTasksClient


async def nothing() -> None:
    """For a step after which there is nothing to wait for."""


def test_timers_ring_in_order_each_at_its_own_time() -> None:
    async def scenario() -> list[tuple[str, float]]:
        clock, rung = Clock(), list[tuple[str, float]]()
        clock.freeze()
        start = clock.now()

        def ring(name: str) -> None:
            rung.append((name, clock.now() - start))
            if name == "first":
                clock.call_later(1, lambda: ring("from the first"))

        clock.call_later(5, lambda: ring("last"))
        clock.call_later(2, lambda: ring("first"))
        clock.call_later(3, lambda: ring("cancelled")).cancel()
        clock.call_later(9, lambda: ring("too late"))
        await clock.advance(6, nothing)
        assert clock.now() - start == 6
        return rung

    assert asyncio.run(scenario()) == [("first", 2), ("from the first", 3), ("last", 5)]


def test_timers_cancelled_long_before_their_time_are_not_kept() -> None:
    async def scenario() -> list[int]:
        clock, rung = Clock(), list[int]()
        clock.freeze()
        for number in range(1000):
            timer = clock.call_later(number + 1, lambda number=number: rung.append(number))
            if number % 100:
                timer.cancel()
        assert len(clock._timers) < 300
        await clock.advance(10_000, nothing)
        return rung

    assert asyncio.run(scenario()) == list(range(0, 1000, 100))


def test_a_clock_runs_on_from_where_it_was_put() -> None:
    async def scenario() -> float:
        clock, rung = Clock(), asyncio.Event()
        clock.freeze()
        clock.call_later(3600.05, rung.set)
        await clock.advance(3600, nothing)
        ahead = clock.now() - time.time()
        clock.run()
        async with asyncio.timeout(10):
            await rung.wait()
        clock.reset()
        assert abs(clock.now() - time.time()) < 1
        return ahead

    assert 3599 < asyncio.run(scenario()) < 3602


def test_a_month_of_retries_passes_at_once(
    client: Client, control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(min_backoff=timedelta(hours=6), max_backoff=timedelta(hours=6), max_attempts=-1)
    start, began = control.freeze(), time.monotonic()
    make_task(queue, receiver.answer("/x", 500), schedule_time=start + timedelta(days=1))
    control.advance(30 * 86400)
    assert len(receiver.calls) == 1 + 29 * 4
    assert control.now() == start + timedelta(days=30)
    control.advance(2 * 86400)
    assert list(client.list_tasks(parent=queue)) == []  # 31 days old
    assert time.monotonic() - began < 30


def test_time_stops_as_soon_as_nothing_is_left_to_come(
    control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(min_backoff=timedelta(seconds=10), max_backoff=timedelta(seconds=10), max_attempts=4)
    start = control.freeze()
    make_task(queue, receiver.answer("/x", 500))
    assert control.advance(10**6, until_idle=True) == start + timedelta(seconds=30)
    assert len(receiver.calls) == 4


def test_a_worker_that_never_answers_runs_into_its_deadline(
    client: Client, control: TasksControl, receiver: Receiver, make_queue: MakeQueue, make_task: MakeTask
) -> None:
    queue = make_queue(min_backoff=timedelta(seconds=1), max_backoff=timedelta(seconds=1))
    start = control.freeze()
    name = make_task(queue, f"{receiver.url}/hold", dispatch_deadline=timedelta(minutes=30)).name
    receiver.wait_for(1)
    control.advance(1799, patience=0.1)
    assert client.get_task(name=name).response_count == 0
    control.advance(2, patience=0.1)
    assert len(receiver.wait_for(2)) == 2
    assert receiver.calls[1].task_header("TaskPreviousResponse") == "504"
    assert float(receiver.calls[1].task_header("TaskETA") or 0) == start.timestamp() + 1801


def test_names_are_forgotten_in_the_emulators_time(
    client: Client, control: TasksControl, queue: str, make_task: MakeTask
) -> None:
    tomorrow = control.freeze() + timedelta(days=1)
    client.delete_task(name=make_task(queue, "http://127.0.0.1:9", "again", schedule_time=tomorrow).name)
    control.advance(3599)
    with pytest.raises(exceptions.AlreadyExists):
        make_task(queue, "http://127.0.0.1:9", "again", schedule_time=tomorrow)
    control.advance(2)
    make_task(queue, "http://127.0.0.1:9", "again", schedule_time=tomorrow)


def test_only_frozen_time_can_be_moved_and_a_reset_lets_it_run(emulator: RunningEmulator) -> None:
    control = emulator.control
    with pytest.raises(HTTPError) as refused:
        control.advance(1)
    with refused.value as answer:
        assert (answer.code, answer.read()) == (400, b"the clock runs by itself; freeze it first")
    control.freeze()
    control.advance(10**6)
    control.run()
    assert control.now().timestamp() - time.time() > 10**5
    control.reset()
    assert abs(control.now().timestamp() - time.time()) < 60
