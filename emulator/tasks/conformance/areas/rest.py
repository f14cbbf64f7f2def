"""REST: the HTTP mapping, JSON and errors."""

from __future__ import annotations

import base64
from typing import Any

from emulator.tasks.conformance.rules import ERRORS, JSON, QUEUES, TASKS, rule
from emulator.tasks.conformance.subject import LOCATION, Subject

_AREA = "REST and JSON"


def _queue(s: Subject, **fields: Any) -> str:
    name = s.new_name()
    status, answer = s.call("POST", f"{LOCATION}/queues", {"name": name, **fields})
    assert status == 200, answer
    return name


def _task(s: Subject, queue: str, **fields: Any) -> dict[str, Any]:
    body = {"task": {"httpRequest": {"url": s.receiver.url, **fields.pop("http", {})}, **fields}}
    status, answer = s.call("POST", f"{queue}/tasks", body)
    assert status == 200, answer
    found: dict[str, Any] = answer
    return found


def _paused(s: Subject) -> str:
    name = _queue(s)
    status, answer = s.call("POST", f"{name}:pause", {})
    assert (status, answer["state"]) == (200, "PAUSED")
    return name


@rule(_AREA, f"{QUEUES}/create")
def a_queue_is_created_by_post(s: Subject) -> None:
    """POST …/queues creates a queue; names are in camelCase, enums are words, durations end in s."""
    retry = {"maxAttempts": 7, "minBackoff": "2.500s"}
    name = _queue(s, rateLimits={"maxDispatchesPerSecond": 20}, retryConfig=retry)
    status, found = s.call("GET", name)
    assert (status, found["name"], found["state"]) == (200, name, "RUNNING")
    assert found["rateLimits"]["maxDispatchesPerSecond"] == 20
    assert (found["retryConfig"]["maxAttempts"], found["retryConfig"]["minBackoff"]) == (7, "2.500s")


@rule(_AREA, f"{QUEUES}/patch")
def a_queue_is_updated_by_patch(s: Subject) -> None:
    """PATCH with ?updateMask=a.b,c changes those fields and no others."""
    name = _queue(s, retryConfig={"maxAttempts": 7})
    wanted = {"rateLimits": {"maxDispatchesPerSecond": 30}, "retryConfig": {"maxAttempts": 9}}
    status, found = s.call("PATCH", f"{name}?updateMask=rateLimits.maxDispatchesPerSecond", wanted)
    assert status == 200, found
    assert (found["rateLimits"]["maxDispatchesPerSecond"], found["retryConfig"]["maxAttempts"]) == (30, 7)


@rule(_AREA, JSON)
def bytes_are_base64(s: Subject) -> None:
    """A body is base64 in JSON, bytes at the worker, and base64 again in the FULL view."""
    body = base64.b64encode(b"\x00\xffbytes").decode()
    queue = _paused(s)
    task = _task(s, queue, http={"body": body})
    assert "body" not in task["httpRequest"]
    _, found = s.call("GET", f"{task['name']}?responseView=FULL")
    assert (found["view"], found["httpRequest"]["body"]) == ("FULL", body)
    s.call("POST", f"{queue}:resume", {})
    (call,) = s.expect(1)
    assert call.body == b"\x00\xffbytes"


@rule(_AREA, JSON)
def times_and_durations_are_text(s: Subject) -> None:
    """Timestamps are RFC 3339 in UTC, durations seconds with an s, enums words, and are read as such."""
    at = s.later(7200).replace(microsecond=0)
    text = at.isoformat().replace("+00:00", "Z")
    task = _task(s, _paused(s), scheduleTime=text, dispatchDeadline="60s", http={"httpMethod": "PUT"})
    assert (task["scheduleTime"], task["dispatchDeadline"]) == (text, "60s")
    assert (task["httpRequest"]["httpMethod"], task["view"]) == ("PUT", "BASIC")
    assert task["createTime"].endswith("Z")


@rule(_AREA, f"{TASKS}/list")
def lists_have_pages(s: Subject) -> None:
    """GET …/tasks takes pageSize and pageToken and answers tasks and nextPageToken."""
    queue = _paused(s)
    names = sorted(_task(s, queue)["name"] for _ in range(3))
    _, first = s.call("GET", f"{queue}/tasks?pageSize=2")
    _, second = s.call("GET", f"{queue}/tasks?pageSize=2&pageToken={first['nextPageToken']}")
    assert sorted(task["name"] for page in (first, second) for task in page["tasks"]) == names
    assert "nextPageToken" not in second


@rule(_AREA, f"{TASKS}/delete")
def a_deletion_answers_an_empty_object(s: Subject) -> None:
    """DELETE of a task or a queue answers {}."""
    queue = _paused(s)
    assert s.call("DELETE", _task(s, queue)["name"]) == (200, {})
    assert s.call("DELETE", queue) == (200, {})


@rule(_AREA, f"{TASKS}/run")
def verbs_follow_a_colon(s: Subject) -> None:
    """:run, :purge and :resume are POSTs to the resource's name."""
    queue = _paused(s)
    status, task = s.call("POST", f"{_task(s, queue)['name']}:run", {})
    assert (status, task["dispatchCount"]) == (200, 1)
    status, purged = s.call("POST", f"{queue}:purge", {})
    assert (status, "purgeTime" in purged) == (200, True)
    assert s.call("POST", f"{queue}:resume", {})[1]["state"] == "RUNNING"


@rule(_AREA, ERRORS)
def errors_are_googles(s: Subject) -> None:
    """An error is {"error": {"code", "message", "status"}} with the HTTP status that stands for the code."""
    queue = _paused(s)
    named = {"task": {"name": f"{queue}/tasks/same", "httpRequest": {"url": s.receiver.url}}}
    assert s.call("POST", f"{queue}/tasks", named)[0] == 200
    for status, code, (verb, path, body) in (
        (409, "ALREADY_EXISTS", ("POST", f"{queue}/tasks", named)),
        (404, "NOT_FOUND", ("GET", f"{queue}/tasks/none", None)),
        (400, "INVALID_ARGUMENT", ("POST", f"{queue}/tasks", {"task": {"httpRequest": {"url": "nowhere"}}})),
    ):
        found, answer = s.call(verb, path, body)
        error = answer["error"]
        assert (found, error["code"], error["status"]) == (status, status, code)
        assert error["message"]


@rule(_AREA, JSON)
def unknown_fields_are_refused(s: Subject) -> None:
    """A field that does not exist is a 400 INVALID_ARGUMENT that names it."""
    status, answer = s.call("POST", f"{_paused(s)}/tasks", {"task": {"httpRequst": {}}})
    assert (status, answer["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert "httpRequst" in answer["error"]["message"]
