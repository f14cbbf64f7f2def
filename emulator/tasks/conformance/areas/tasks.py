"""Tasks: names and their memory, limits, views, pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks.conformance.rules import QUOTAS, TASKS, rule
from emulator.tasks.conformance.subject import Subject, refused

_NAMES, _LIMITS, _READING = "Names and duplicates", "Limits and defaults of a task", "Reading tasks"
_FULL, _BASIC = tasks_v2.Task.View.FULL, tasks_v2.Task.View.BASIC


@rule(_NAMES, f"{TASKS}/create")
def a_task_without_a_name_gets_one(s: Subject) -> None:
    """A task created without a name gets a unique one below its queue."""
    queue = s.queue()
    names = {s.task(queue).name for _ in range(5)}
    assert len(names) == 5
    assert all(name.startswith(f"{queue}/tasks/") for name in names)


@rule(_NAMES, f"{TASKS}/create")
def a_task_keeps_the_name_it_is_given(s: Subject) -> None:
    """A task created with a name has that name, and GetTask finds it."""
    queue = s.queue()
    name = s.task(queue, "/hold", task_id="Mine_1-a").name
    assert name == f"{queue}/tasks/Mine_1-a"
    assert s.client.get_task(name=name).name == name


@rule(_NAMES, f"{TASKS}/create")
def a_living_name_is_taken(s: Subject) -> None:
    """CreateTask with the name of an existing task fails with ALREADY_EXISTS."""
    queue = s.queue()
    s.task(queue, "/hold", task_id="same")
    with refused("ALREADY_EXISTS"):
        s.task(queue, "/hold", task_id="same")


@rule(_NAMES, f"{TASKS}/create")
def a_finished_name_stays_taken(s: Subject) -> None:
    """CreateTask with the name of a task that was executed recently fails with ALREADY_EXISTS."""
    queue = s.queue()
    s.task(queue, task_id="done")
    s.expect(1)
    with refused("ALREADY_EXISTS"):
        s.task(queue, task_id="done")
    s.expect(1)


@rule(_NAMES, f"{TASKS}/create")
def a_deleted_name_stays_taken(s: Subject) -> None:
    """CreateTask with the name of a task that was deleted recently fails with ALREADY_EXISTS."""
    queue = s.queue()
    s.client.delete_task(name=s.task(queue, task_id="deleted", schedule_time=s.later(60)).name)
    with refused("ALREADY_EXISTS"):
        s.task(queue, task_id="deleted")


@rule(_NAMES, f"{TASKS}/create")
def a_name_is_free_again_after_a_day(s: Subject) -> None:
    """A name is released after the de-duplication window, 24 hours at most."""
    queue = s.paused()
    s.client.delete_task(name=s.task(queue, task_id="again").name)
    s.time.advance(24 * 3600 + 1)
    s.task(queue, task_id="again")


@rule(_NAMES, f"{TASKS}#Task.FIELDS.name")
def task_ids_are_checked(s: Subject) -> None:
    """A task's id has only letters, digits, hyphens and underscores, 500 at most; else INVALID_ARGUMENT."""
    queue = s.queue()
    s.task(queue, task_id="t" * 500)
    for bad in ("t" * 501, "not valid", "dot.dot"):
        with refused("INVALID_ARGUMENT"):
            s.task(queue, task_id=bad)


@rule(_NAMES, f"{TASKS}/create")
def a_task_is_named_within_its_queue(s: Subject) -> None:
    """A task's name must be below the queue it is created in; else INVALID_ARGUMENT."""
    queue, other = s.queue(), s.queue()
    task = tasks_v2.Task(name=f"{other}/tasks/t", http_request={"url": s.receiver.url})
    with refused("INVALID_ARGUMENT"):
        s.client.create_task(parent=queue, task=task)


@rule(_NAMES, f"{TASKS}/create")
def a_task_needs_a_queue(s: Subject) -> None:
    """The queue must already exist: CreateTask in a missing one fails with NOT_FOUND."""
    with refused("NOT_FOUND"):
        s.task(s.new_name())


def _is_refused(s: Subject, request: dict[str, Any] | None = None, **fields: Any) -> None:
    queue = s.queue()
    with refused("INVALID_ARGUMENT"):
        s.task(queue, request=request, **fields)


@rule(_LIMITS, QUOTAS)
def a_task_is_at_most_1_mb(s: Subject) -> None:
    """A task is at most 1 MB; a larger one is INVALID_ARGUMENT."""
    s.task(s.queue(), request={"body": b"x" * 900_000})
    _is_refused(s, {"body": b"x" * 2**20})


@rule(_LIMITS, QUOTAS)
def a_task_is_scheduled_at_most_30_days_ahead(s: Subject) -> None:
    """A task is scheduled at most 30 days ahead; later is INVALID_ARGUMENT."""
    s.task(s.queue(), schedule_time=s.later(29 * 86400))
    _is_refused(s, schedule_time=s.later(30 * 86400 + 3600))


@rule(_LIMITS, QUOTAS)
def a_task_lives_31_days(s: Subject) -> None:
    """A task is deleted 31 days after its creation, whether or not it was dispatched."""
    queue = s.paused()
    name = s.task(queue).name
    s.time.advance(31 * 86400 - 60)
    s.client.get_task(name=name)
    s.time.advance(120)
    with refused("NOT_FOUND"):
        s.client.get_task(name=name)


@rule(_LIMITS, f"{TASKS}#Task.FIELDS.dispatch_deadline")
def a_deadline_is_15_s_to_30_min(s: Subject) -> None:
    """dispatch_deadline is between 15 seconds and 30 minutes; else INVALID_ARGUMENT."""
    for good in (15, 1800):
        s.task(s.queue(), dispatch_deadline=timedelta(seconds=good))
    for bad in (14, 1801):
        _is_refused(s, dispatch_deadline=timedelta(seconds=bad))


@rule(_LIMITS, f"{TASKS}#Task.FIELDS.dispatch_deadline")
def a_deadline_is_10_min_by_default(s: Subject) -> None:
    """The default dispatch_deadline of an HTTP task is 10 minutes."""
    assert s.task(s.queue()).dispatch_deadline == timedelta(minutes=10)


@rule(_LIMITS, f"{TASKS}#HttpRequest.FIELDS.url")
def a_url_is_http_or_https(s: Subject) -> None:
    """url is required and begins with http:// or https://; else INVALID_ARGUMENT."""
    for bad in ("", "host/path", "ftp://host/"):
        _is_refused(s, {"url": bad})


@rule(_LIMITS, f"{TASKS}#HttpRequest.FIELDS.url")
def a_url_is_at_most_2083_characters(s: Subject) -> None:
    """url is at most 2,083 characters; a longer one is INVALID_ARGUMENT."""
    s.task(s.queue(), request={"url": "http://h/".ljust(2083, "x")})
    _is_refused(s, {"url": "http://h/".ljust(2084, "x")})


@rule(_LIMITS, f"{TASKS}#HttpRequest.FIELDS.body")
def a_body_needs_a_method_for_it(s: Subject) -> None:
    """A body is allowed only with POST, PUT and PATCH; with another method it is INVALID_ARGUMENT."""
    for method in ("POST", "PUT", "PATCH"):
        s.task(s.queue(), request={"http_method": method, "body": b"x"})
    for method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        _is_refused(s, {"http_method": method, "body": b"x"})


@rule(_LIMITS, f"{TASKS}#HttpRequest.FIELDS.headers")
def headers_are_less_than_80_kb(s: Subject) -> None:
    """The headers are less than 80 KB; more is INVALID_ARGUMENT."""
    _is_refused(s, {"headers": {"x-large": "x" * 80 * 1024}})


@rule(_LIMITS, f"{TASKS}/create")
def a_time_past_or_unset_is_now(s: Subject) -> None:
    """schedule_time unset or in the past is set to the current time."""
    queue = s.queue()
    for task in (s.task(queue), s.task(queue, schedule_time=s.later(-86400))):
        assert abs(task.schedule_time - s.now()) < timedelta(seconds=5), task.schedule_time


@rule(_LIMITS, f"{TASKS}#Task.FIELDS.create_time")
def a_creation_is_timed_to_the_second(s: Subject) -> None:
    """create_time is set by the service and truncated to the second."""
    created = s.task(s.queue()).create_time
    assert created.microsecond == 0
    assert abs(created - s.now()) < timedelta(seconds=5)


@rule(_LIMITS, f"{TASKS}#Task")
def output_only_fields_are_the_services(s: Subject) -> None:
    """dispatch_count, response_count and attempts are output only: what a caller sets is ignored."""
    found = s.task(s.queue(), dispatch_count=7, response_count=7, first_attempt={"dispatch_time": s.now()})
    assert (found.dispatch_count, found.response_count, bool(found.first_attempt)) == (0, 0, False)


@rule(_READING, f"{TASKS}#Task.View")
def the_basic_view_is_the_default(s: Subject) -> None:
    """By default tasks are returned in the BASIC view, which leaves out the body."""
    queue = s.paused()
    created = s.task(queue, request={"body": b"secret"})
    for task in (created, s.client.get_task(name=created.name), *s.client.list_tasks(parent=queue)):
        assert (task.view, task.http_request.body) == (_BASIC, b"")


@rule(_READING, f"{TASKS}#Task.View")
def the_full_view_has_the_body(s: Subject) -> None:
    """The FULL view, when asked for, returns everything, in CreateTask, GetTask and ListTasks."""
    queue, full = s.paused(), {"response_view": _FULL}
    task = tasks_v2.Task(http_request={"url": s.receiver.url, "body": b"secret"})
    created = s.client.create_task(request={"parent": queue, "task": task, **full})
    got = s.client.get_task(request={"name": created.name, **full})
    for found in (created, got, *s.client.list_tasks(request={"parent": queue, **full})):
        assert (found.view, found.http_request.body) == (_FULL, b"secret")


@rule(_READING, f"{TASKS}/list#body.QUERY_PARAMETERS.page_size")
def tasks_are_listed_in_pages(s: Subject) -> None:
    """ListTasks returns at most page_size tasks a page; next_page_token leads through all, each once."""
    queue = s.paused()
    names = sorted(s.task(queue).name for _ in range(5))
    pages = list(s.client.list_tasks(request={"parent": queue, "page_size": 2}).pages)
    assert len(pages) == 3
    assert all(len(page.tasks) <= 2 for page in pages)
    assert sorted(task.name for page in pages for task in page.tasks) == names


@rule(_READING, f"{TASKS}/get")
def a_finished_task_is_not_found(s: Subject) -> None:
    """GetTask of a task that was executed fails with NOT_FOUND, and ListTasks does not list it."""
    queue = s.queue()
    name = s.task(queue).name
    s.expect(1)
    with refused("NOT_FOUND"):
        s.client.get_task(name=name)
    assert list(s.client.list_tasks(parent=queue)) == []


@rule(_READING, f"{TASKS}#Attempt")
def a_failing_task_shows_its_attempts(s: Subject) -> None:
    """A task that failed counts its dispatches and responses, and shows its first and its last attempt."""
    s.answers(503)
    name = s.task(s.retrying(3600)).name
    s.expect(1)
    task = s.client.get_task(name=name)
    assert (task.dispatch_count, task.response_count) == (1, 1)
    assert task.first_attempt.dispatch_time == task.last_attempt.dispatch_time
    last = task.last_attempt
    assert last.schedule_time <= last.dispatch_time <= last.response_time
    assert last.response_status.code == 14  # UNAVAILABLE


@rule(_READING, f"{TASKS}/list")
def a_missing_queue_has_no_tasks(s: Subject) -> None:
    """ListTasks of a queue that is not there fails with NOT_FOUND."""
    with refused("NOT_FOUND"):
        list(s.client.list_tasks(parent=s.new_name()))
