"""Tasks over the wire, before anything is dispatched: names, checks, views, lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from emulator.tasks.process import running
from tests.integration.test_tasks_emulator.conftest import LOCATION, MakeTask

Client = tasks_v2.CloudTasksClient
URL = "http://127.0.0.1:9/never-called"


@pytest.fixture
def paused(client: Client, queue: str) -> str:
    client.pause_queue(name=queue)
    return queue


def test_a_created_task_shows_what_the_service_fills_in(client: Client, paused: str, make_task: MakeTask) -> None:
    before = datetime.now(UTC)
    task = make_task(paused, URL, "letter", {"body": b"hello", "headers": {"x-kind": "letter"}})
    assert task.name == f"{paused}/tasks/letter"
    assert task.create_time.microsecond == 0
    assert before - timedelta(seconds=1) <= task.schedule_time <= datetime.now(UTC)
    assert task.dispatch_deadline == timedelta(minutes=10)
    assert (task.dispatch_count, task.response_count) == (0, 0)
    assert "first_attempt" not in task
    assert "last_attempt" not in task
    assert task.http_request.http_method == tasks_v2.HttpMethod.POST
    assert task.http_request.headers == {"x-kind": "letter", "User-Agent": "Google-Cloud-Tasks"}
    assert client.get_task(name=task.name) == task


def test_the_body_is_shown_only_in_the_full_view(client: Client, paused: str) -> None:
    task = tasks_v2.Task(http_request={"url": URL, "body": b"hello"})
    created = client.create_task(request={"parent": paused, "task": task, "response_view": "FULL"})
    assert (created.view, created.http_request.body) == (tasks_v2.Task.View.FULL, b"hello")
    basic = client.get_task(name=created.name)
    assert (basic.view, basic.http_request.body) == (tasks_v2.Task.View.BASIC, b"")
    full = client.get_task(request={"name": created.name, "response_view": "FULL"})
    assert full == created
    listed = client.list_tasks(request={"parent": paused, "response_view": "FULL"})
    assert [task.http_request.body for task in listed] == [b"hello"]


def test_a_task_without_a_name_gets_one_of_its_own(paused: str, make_task: MakeTask) -> None:
    names = {make_task(paused, URL).name for _ in range(5)}
    assert len(names) == 5
    assert all(name.removeprefix(f"{paused}/tasks/").isdigit() for name in names)


def test_tasks_are_listed_in_pages(client: Client, paused: str, make_task: MakeTask) -> None:
    names = [make_task(paused, URL, f"n{number}").name for number in range(7)]
    pages = list(client.list_tasks(request={"parent": paused, "page_size": 3}).pages)
    assert [len(page.tasks) for page in pages] == [3, 3, 1]
    assert [task.name for page in pages for task in page.tasks] == names


def test_a_living_name_is_taken(paused: str, make_task: MakeTask) -> None:
    make_task(paused, URL, "same")
    with pytest.raises(exceptions.AlreadyExists, match="Requested entity already exists"):
        make_task(paused, URL, "same")


def test_a_deleted_task_is_gone_and_its_name_stays_taken(client: Client, paused: str, make_task: MakeTask) -> None:
    name = make_task(paused, URL, "once").name
    client.delete_task(name=name)
    for call in (client.get_task, client.delete_task):
        with pytest.raises(exceptions.NotFound, match="a task with this name existed recently"):
            call(name=name)
    with pytest.raises(exceptions.AlreadyExists, match="existed too recently"):
        make_task(paused, URL, "once")


def test_a_purge_drops_the_tasks_and_their_names_stay_taken(client: Client, paused: str, make_task: MakeTask) -> None:
    make_task(paused, URL, "once")
    purged = client.purge_queue(name=paused)
    assert datetime.now(UTC) - purged.purge_time < timedelta(seconds=30)
    assert list(client.list_tasks(parent=paused)) == []
    with pytest.raises(exceptions.AlreadyExists, match="existed too recently"):
        make_task(paused, URL, "once")


def test_names_are_free_again_when_their_time_is_over() -> None:
    with running("--tombstone-seconds=0") as emulator:
        queue = emulator.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{LOCATION}/queues/q")).name
        task = tasks_v2.Task(name=f"{queue}/tasks/again", http_request={"url": URL})
        for _ in range(2):
            emulator.client.create_task(parent=queue, task=task)
            emulator.client.delete_task(name=task.name)


def test_a_task_that_never_was_is_not_found(client: Client, queue: str) -> None:
    for call in (client.get_task, client.delete_task):
        with pytest.raises(exceptions.NotFound, match=r"Requested entity was not found\."):
            call(name=f"{queue}/tasks/never")


def test_a_task_needs_its_queue(client: Client, make_task: MakeTask) -> None:
    with pytest.raises(exceptions.NotFound, match="Queue does not exist"):
        make_task(f"{LOCATION}/queues/none", URL)
    with pytest.raises(exceptions.NotFound, match="Queue does not exist"):
        client.list_tasks(parent=f"{LOCATION}/queues/none")


def test_a_task_is_named_within_its_queue(client: Client, queue: str) -> None:
    task = tasks_v2.Task(name=f"{queue}-other/tasks/t", http_request={"url": URL})
    with pytest.raises(exceptions.InvalidArgument) as refused:
        client.create_task(parent=queue, task=task)
    assert refused.value.message == (
        f"The queue name from request ('{queue}') must be the same as "
        f"the queue name in the named task ('{queue}-other')."
    )


@pytest.mark.parametrize("task_id", ["not a valid id", "dots.and.dots", "ümlaut", "a/b", "t" * 501])
def test_a_task_id_is_checked(queue: str, make_task: MakeTask, task_id: str) -> None:
    with pytest.raises(exceptions.InvalidArgument, match=r"Task ID .* must between 1 and 500 characters\."):
        make_task(queue, URL, task_id)


def test_a_task_name_is_checked(client: Client, queue: str) -> None:
    with pytest.raises(exceptions.InvalidArgument, match="Task name must be formatted"):
        client.create_task(parent=queue, task=tasks_v2.Task(name="letter", http_request={"url": URL}))


def in_seconds(count: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=count)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, r"http_request is required"),
        ({"http_request": {"url": ""}}, r"HttpRequest\.url is required\."),
        ({"http_request": {"url": "host/path"}}, r"HttpTarget\.url must start with 'http://' or 'https://'\."),
        ({"http_request": {"url": "ftp://host/"}}, r"HttpTarget\.url must start with 'http://' or 'https://'\."),
        ({"http_request": {"url": URL, "http_method": "GET", "body": b"x"}}, r"body is allowed only"),
        ({"http_request": {"url": URL, "oidc_token": {"audience": "x"}}}, r"service_account_email is required"),
        ({"http_request": {"url": URL, "headers": {"x": "y" * 81920}}}, r"less than 80KB"),
        ({"http_request": {"url": URL, "body": b"x" * 2**20}}, r"Task size too large"),
        ({"http_request": {"url": URL, "body": b"x" * 5 * 2**20}}, r"Task size too large"),
        (
            {"http_request": {"url": URL}, "dispatch_deadline": timedelta(seconds=14.9)},
            r"Task\.dispatchDeadline must be between \[15s, 30m\]\.",
        ),
        (
            {"http_request": {"url": URL}, "dispatch_deadline": timedelta(seconds=1800.1)},
            r"Task\.dispatchDeadline must be between \[15s, 30m\]\.",
        ),
        (
            {"http_request": {"url": URL}, "schedule_time": in_seconds(721 * 3600)},
            r"too far in the future. Schedule time must be no more than 720h in the future\.",
        ),
        ({"http_request": {"url": URL}, "retry_config": {"max_attempts": -2}}, r"RetryConfig\.maxAttempts"),
    ],
)
def test_a_task_that_cannot_be_is_refused(client: Client, queue: str, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(exceptions.InvalidArgument, match=sentence):
        client.create_task(parent=queue, task=tasks_v2.Task(**fields))
    assert list(client.list_tasks(parent=queue)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"http_request": {"url": URL, "body": b"x" * 1_000_000}},
        {"http_request": {"url": "http://127.0.0.1:9/%zz"}},
        {"http_request": {"url": URL}, "dispatch_deadline": timedelta(seconds=15)},
        {"http_request": {"url": URL}, "dispatch_deadline": timedelta(minutes=30)},
        {"http_request": {"url": URL}, "schedule_time": in_seconds(719 * 3600)},
    ],
)
def test_a_task_at_the_edge_of_a_limit_is_taken(client: Client, paused: str, fields: dict[str, Any]) -> None:
    assert client.create_task(parent=paused, task=tasks_v2.Task(**fields)).name


@pytest.mark.parametrize(
    "fields",
    [
        {"app_engine_http_request": {"relative_uri": "/"}},
        {"http_request": {"url": URL, "oauth_token": {"service_account_email": "a@b.c"}}},
    ],
)
def test_what_is_not_emulated_is_refused_and_not_ignored(client: Client, queue: str, fields: dict[str, Any]) -> None:
    with pytest.raises(exceptions.MethodNotImplemented):
        client.create_task(parent=queue, task=tasks_v2.Task(**fields))
