"""What a worker is sent, and what its answer does to the task."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import DISCONNECT, Call, Receiver
from emulator.tasks.control import TasksControl
from emulator.tasks.dispatch import HttpDispatcher, open_session
from emulator.tasks.emulator import Emulator
from emulator.tasks.names import short
from emulator.tasks.oidc import Issuer
from tests.integration.test_tasks_emulator.conftest import LOCATION, MakeTask

Client = tasks_v2.CloudTasksClient


def service_headers(call: Call) -> dict[str, str]:
    prefix = "X-CloudTasks-"
    return {name.removeprefix(prefix): value for name, value in call.headers.items() if name.startswith(prefix)}


def test_the_first_call_of_a_task(control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask) -> None:
    task = make_task(queue, f"{receiver.url}/letters?a=1&b=%20%7E", "first", {"body": b'{"n": 1}'})
    control.wait_idle(10)
    (call,) = receiver.calls
    assert (call.method, call.path, call.body) == ("POST", "/letters?a=1&b=%20%7E", b'{"n": 1}')
    assert service_headers(call) == {
        "QueueName": short(queue),
        "TaskName": "first",
        "TaskRetryCount": "0",
        "TaskExecutionCount": "0",
        "TaskETA": f"{task.schedule_time.timestamp():.6f}",
    }
    assert call.headers["User-Agent"] == "Google-Cloud-Tasks"
    assert call.headers["Content-Type"] == "application/octet-stream"
    assert call.headers["Authorization"] is None


def test_each_retry_says_how_the_call_before_it_ended(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    """The counts are those recorded from the real service for these very answers."""
    make_task(queue, receiver.answer("/x", 503, 404, 429, 500, 302, 200), "again")
    control.wait_idle(10, scheduled=True)
    names = ("TaskRetryCount", "TaskExecutionCount", "TaskPreviousResponse", "TaskRetryReason")
    assert [tuple(service_headers(call).get(name) for name in names) for call in receiver.calls] == [
        ("0", "0", None, None),
        ("1", "0", "503", ""),
        ("2", "1", "404", ""),
        ("3", "2", "429", ""),
        ("4", "2", "500", ""),
        ("5", "3", "302", ""),
    ]
    assert {call.path for call in receiver.calls} == {"/x"}  # the redirect was not followed


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_ends_a_task(
    client: Client, control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask, status: int
) -> None:
    name = make_task(queue, receiver.answer("/x", status), "done").name
    control.wait_idle(10, scheduled=True)
    assert len(receiver.calls) == 1
    with pytest.raises(exceptions.NotFound, match="successfully completed or was deleted"):
        client.get_task(name=name)
    with pytest.raises(exceptions.AlreadyExists, match="existed too recently"):
        make_task(queue, receiver.url, "done")


def test_a_task_that_fails_shows_its_attempts(
    client: Client, control: TasksControl, receiver: Receiver, make_queue: Any, make_task: MakeTask
) -> None:
    queue = make_queue(min_backoff=timedelta(minutes=5), max_backoff=timedelta(minutes=5))
    name = make_task(queue, receiver.answer("/x", 503)).name
    control.wait_idle(10)
    task: Any = client.get_task(name=name)
    assert (task.dispatch_count, task.response_count) == (1, 1)
    assert task.first_attempt.dispatch_time == task.last_attempt.dispatch_time
    assert "response_time" not in task.first_attempt
    last = task.last_attempt
    assert last.schedule_time <= last.dispatch_time <= last.response_time
    assert (last.response_status.code, last.response_status.message) == (14, "UNAVAILABLE(14): HTTP status code 503")
    assert abs(task.schedule_time - last.response_time - timedelta(minutes=5)) < timedelta(seconds=1)


def test_the_callers_headers_are_kept_and_the_services_own_cannot_be_forged(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    headers = {
        "X-Mixed-Case": "kept",
        "content-type": "application/json",
        "Authorization": "Bearer mine",
        "User-Agent": "me",
        "Host": "elsewhere",
        "Content-Length": "99",
        "x-cloudtasks-taskname": "forged",
        "X-CloudTasks-Foo": "forged",
        "X-Google-Foo": "forged",
        "X-AppEngine-Foo": "forged",
    }
    make_task(queue, receiver.url, "true", {"headers": headers, "body": b"{}"})
    control.wait_idle(10)
    sent = receiver.calls[0].headers
    assert (sent["x-mixed-case"], sent["authorization"]) == ("kept", "Bearer mine")
    assert sent.get_all("content-type") == ["application/json"]
    assert sent.get_all("user-agent") == ["Google-Cloud-Tasks"]
    assert sent.get_all("host") == [receiver.url.removeprefix("http://")]
    assert sent.get_all("x-cloudtasks-taskname") == ["true"]
    assert "forged" not in sent.values()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_every_method_is_sent_and_a_call_without_a_body_has_no_content_type(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask, method: str
) -> None:
    make_task(queue, receiver.url, request={"http_method": method})
    control.wait_idle(10)
    (call,) = receiver.calls
    assert (call.method, call.body, call.headers["Content-Type"]) == (method, b"", None)


def test_nothing_is_kept_between_two_calls(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    for _ in range(3):
        make_task(queue, receiver.url)
    control.wait_idle(10)
    assert [call.headers["Cookie"] for call in receiver.calls] == [None] * 3


def test_a_connection_that_is_cut_is_a_retry_that_counts_as_no_execution(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    make_task(queue, receiver.answer("/x", DISCONNECT, 200))
    control.wait_idle(10, scheduled=True)
    retry = receiver.calls[1]
    assert (retry.task_header("TaskRetryCount"), retry.task_header("TaskExecutionCount")) == ("1", "0")
    assert len(receiver.calls) == 2


def test_a_worker_that_is_not_there_is_tried_again(
    client: Client, control: TasksControl, make_queue: Any, make_task: MakeTask
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    queue = make_queue(min_backoff=timedelta(minutes=5), max_backoff=timedelta(minutes=5))
    name = make_task(queue, f"http://127.0.0.1:{port}").name
    control.wait_idle(10)
    task: Any = client.get_task(name=name)
    assert (task.dispatch_count, task.response_count) == (1, 0)
    assert task.last_attempt.response_status.code == 14


@pytest.mark.parametrize(
    "request_fields", [{"url": "http://[bad/"}, {"headers": {"x": "line\r\nbreak"}}, {"url": "http://a b/"}]
)
def test_a_request_that_cannot_be_sent_is_a_failed_attempt_and_breaks_nothing(
    client: Client, control: TasksControl, receiver: Receiver, make_queue: Any, request_fields: dict[str, Any]
) -> None:
    queue = make_queue(min_backoff=timedelta(minutes=5), max_backoff=timedelta(minutes=5))
    task = tasks_v2.Task(http_request={"url": receiver.url, **request_fields})
    name = client.create_task(parent=queue, task=task).name
    control.wait_idle(10)
    found: Any = client.get_task(name=name)
    assert (found.dispatch_count, found.response_count, found.last_attempt.response_status.code) == (1, 0, 14)
    assert receiver.calls == []


def test_a_worker_that_does_not_answer_in_time_is_told_504_at_the_retry(receiver: Receiver) -> None:
    """In this process, because over the wire a deadline is at least 15 seconds."""

    async def scenario() -> Any:
        async with open_session() as session:
            emulator = Emulator(HttpDispatcher(session, Issuer("http://127.0.0.1")))
            queue = tasks_v2.Queue.pb()(name=f"{LOCATION}/queues/slow")
            emulator.create_queue(queue)
            message = tasks_v2.Task.pb()()
            message.http_request.url = f"{receiver.url}/hold"
            task = emulator.create_task(queue.name, message)
            task.message.dispatch_deadline.FromMilliseconds(300)
            await asyncio.to_thread(receiver.wait_for, 2)
            receiver.release()
            assert await emulator.wait_idle(10, scheduled=True)
            return task.message

    message = asyncio.run(scenario())
    retry = receiver.calls[1]
    assert retry.at - receiver.calls[0].at >= 0.3
    assert retry.task_header("TaskPreviousResponse") == "504"
    assert retry.task_header("TaskExecutionCount") == "0"
    assert (message.dispatch_count, message.response_count) == (2, 1)


def test_a_task_is_not_dispatched_before_its_time(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    at = datetime.now(UTC) + timedelta(seconds=0.6)
    make_task(queue, receiver.url, schedule_time=at)
    control.wait_idle(10, scheduled=True)
    (call,) = receiver.calls
    assert at.timestamp() <= call.at < at.timestamp() + 5
    assert call.task_header("TaskETA") == f"{at.timestamp():.6f}"


def test_a_time_that_is_past_means_now(
    control: TasksControl, receiver: Receiver, queue: str, make_task: MakeTask
) -> None:
    before = datetime.now(UTC)
    task = make_task(queue, receiver.url, schedule_time=before - timedelta(days=1))
    assert task.schedule_time >= before
    control.wait_idle(10)
    assert len(receiver.calls) == 1
