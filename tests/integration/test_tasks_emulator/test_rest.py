"""REST beyond the documented rules: what is wrong with a request is answered in Google's form, whatever it is."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from emulator.tasks.process import RunningEmulator
from tests.integration.test_tasks_emulator.conftest import LOCATION, MakeTask

QUEUE = f"{LOCATION}/queues/letters"


def call(emulator: RunningEmulator, verb: str, path: str, body: bytes | None = None) -> tuple[int, Any]:
    request = Request(f"{emulator.url}/v2/{path}", body, {"Content-Type": "application/json"}, method=verb)
    try:
        with urlopen(request) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


BAD = (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "code", "sentence"),
    [
        ("GET", "nowhere", None, 404, "NOT_FOUND", "There is no method GET /v2/nowhere."),
        ("PUT", QUEUE, b"{}", 404, "NOT_FOUND", "There is no method PUT"),
        ("POST", f"{QUEUE}:burn", b"{}", 404, "NOT_FOUND", "There is no method POST"),
        ("POST", f"{QUEUE}:getIamPolicy", b"{}", 501, "UNIMPLEMENTED", "does not implement GetIamPolicy"),
        ("POST", f"{QUEUE}/tasks:batchCreate", b"{}", 501, "UNIMPLEMENTED", "does not implement BatchCreateTasks"),
        ("GET", "projects/p/locations", None, 501, "UNIMPLEMENTED", "does not implement ListLocations"),
        ("POST", f"{LOCATION}/queues", b"{", *BAD, "Invalid JSON payload received."),
        ("POST", f"{LOCATION}/queues", b"[]", *BAD, "It must be an object."),
        ("PATCH", QUEUE, b'{"retryConfig": 7}', *BAD, "Invalid JSON payload received."),
        ("POST", f"{QUEUE}/tasks", b'{"task": {"httpRequest": {"body": 7}}}', *BAD, "body"),
        ("POST", f"{QUEUE}/tasks", b'{"task": {"dispatchDeadline": "1h"}}', *BAD, "uration"),
        ("POST", f"{QUEUE}/tasks", b'{"task": {"scheduleTime": "noon"}}', *BAD, "scheduleTime"),
        (
            "POST",
            f"{QUEUE}/tasks",
            b'{"task": {"httpRequest": {"httpMethod": "X"}}}',
            400,
            "INVALID_ARGUMENT",
            "httpMethod",
        ),
        ("POST", f"{QUEUE}/tasks?task.name.x=1", b'{"task": {"name": "x"}}', *BAD, "an object"),
        ("GET", f"{QUEUE}/tasks?pageSize=many", None, *BAD, "pageSize"),
        ("GET", f"{QUEUE}/tasks?colour=red", None, *BAD, "colour"),
        ("GET", f"{LOCATION}/queues?filter=paused", None, *BAD, "is not a comparison"),
        ("GET", f"{LOCATION}/queues/n%C3%B6", None, *BAD, "Queue name must be formatted"),
    ],
)
def test_whatever_is_wrong_the_answer_is_an_error_document(
    emulator: RunningEmulator, verb: str, path: str, body: bytes | None, status: int, code: str, sentence: str
) -> None:
    found, answer = call(emulator, verb, path, body)
    error = answer["error"]
    assert (found, error["code"], error["status"]) == (status, status, code)
    assert sentence in error["message"]


def test_enums_are_numbers_where_the_caller_wants_numbers(emulator: RunningEmulator, queue: str) -> None:
    assert call(emulator, "GET", queue)[1]["state"] == "RUNNING"
    assert call(emulator, "GET", f"{queue}?%24alt=json%3Benum-encoding%3Dint")[1]["state"] == 1


def test_names_are_read_in_either_spelling(emulator: RunningEmulator, queue: str) -> None:
    body = b'{"rate_limits": {"max_dispatches_per_second": 30}, "retryConfig": {"maxAttempts": 9}}'
    mask = "rate_limits.max_dispatches_per_second,retryConfig.maxAttempts"
    status, found = call(emulator, "PATCH", f"{queue}?update_mask={mask}", body)
    assert (status, found["rateLimits"]["maxDispatchesPerSecond"], found["retryConfig"]["maxAttempts"]) == (200, 30, 9)


def test_a_large_body_is_refused_for_what_it_is(emulator: RunningEmulator, queue: str) -> None:
    body = json.dumps({"task": {"httpRequest": {"url": "http://h", "body": "QUFB" * 2**20}}}).encode()
    status, answer = call(emulator, "POST", f"{queue}/tasks", body)
    assert (status, answer["error"]["message"]) == (400, "Task size too large")


def test_both_transports_see_the_same_tasks(emulator: RunningEmulator, queue: str, make_task: MakeTask) -> None:
    emulator.client.pause_queue(name=queue)
    make_task(queue, "http://127.0.0.1:9", "one", {"body": b"\x00\xff"})
    asked = {"parent": queue, "response_view": "FULL"}
    assert list(emulator.rest_client().list_tasks(asked)) == list(emulator.client.list_tasks(asked))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("state: PAUSED", {"slow"}),
        ("state != PAUSED", {"quick"}),
        ("rateLimits.maxDispatchesPerSecond >= 100", {"quick"}),
        ("rate_limits.max_dispatches_per_second<100 AND state=PAUSED", {"slow"}),
        ("retryConfig.maxBackoff = 60s", {"slow"}),
        ('name: "quick"', {"quick"}),
        ("purgeTime = x", set()),
        ("purgeTime != x", {"quick", "slow"}),
        ("state > 5", set()),
        ("", {"quick", "slow"}),
    ],
)
def test_queues_are_found_by_their_fields(emulator: RunningEmulator, text: str, found: set[str]) -> None:
    client = emulator.client
    slow = {"rate_limits": {"max_dispatches_per_second": 5}, "retry_config": {"max_backoff": {"seconds": 60}}}
    for name, fields in (("quick", {}), ("slow", slow)):
        client.create_queue(request={"parent": LOCATION, "queue": {"name": f"{LOCATION}/queues/{name}", **fields}})
    client.pause_queue(name=f"{LOCATION}/queues/slow")
    listed = client.list_queues(request={"parent": LOCATION, "filter": text})
    assert {queue.name.rpartition("/")[2] for queue in listed} == found
