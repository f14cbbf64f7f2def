"""Queues over the wire: their settings, their states, and what the service says when it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from google.api_core import exceptions
from google.cloud import tasks_v2

from tests.integration.test_tasks_emulator.conftest import LOCATION, MakeQueue, MakeTask

Client = tasks_v2.CloudTasksClient
NAME = f"{LOCATION}/queues/letters"
MISSING = "Queue does not exist. If you just created the queue, wait at least a minute for the queue to initialize."


def create(client: Client, **fields: Any) -> tasks_v2.Queue:
    return client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=NAME, **fields))


def test_a_new_queue_runs_and_shows_the_services_defaults(client: Client) -> None:
    queue = create(client)
    assert queue.state == tasks_v2.Queue.State.RUNNING
    limits: Any = queue.rate_limits
    retry: Any = queue.retry_config
    assert (limits.max_dispatches_per_second, limits.max_burst_size) == (500, 500)
    assert limits.max_concurrent_dispatches == 1000
    assert (retry.max_attempts, retry.max_doublings) == (100, 16)
    assert (retry.min_backoff.total_seconds(), retry.max_backoff.total_seconds()) == (0.1, 3600)
    assert not retry.max_retry_duration
    assert client.get_queue(name=NAME) == queue


def test_a_living_queue_cannot_be_created_again(client: Client) -> None:
    create(client)
    with pytest.raises(exceptions.AlreadyExists, match="Queue already exists"):
        create(client)


def test_a_deleted_queue_is_gone_and_its_name_stays_taken(client: Client) -> None:
    create(client)
    client.delete_queue(name=NAME)
    with pytest.raises(exceptions.NotFound, match=MISSING):
        client.get_queue(name=NAME)
    with pytest.raises(exceptions.FailedPrecondition, match="existed too recently"):
        create(client)


@pytest.mark.parametrize("call", ["get_queue", "pause_queue", "resume_queue", "purge_queue"])
def test_a_missing_queue_is_named_so_by_every_call(client: Client, call: str) -> None:
    with pytest.raises(exceptions.NotFound, match=MISSING):
        getattr(client, call)(name=NAME)


def test_deleting_a_missing_queue_has_a_sentence_of_its_own(client: Client) -> None:
    with pytest.raises(exceptions.NotFound, match=r"Requested entity was not found\."):
        client.delete_queue(name=NAME)


@pytest.mark.parametrize("name", ["letters", f"{LOCATION}/queues/under_score", f"{LOCATION}/queues/{'q' * 101}"])
def test_a_queue_name_is_checked(client: Client, name: str) -> None:
    with pytest.raises(exceptions.InvalidArgument, match="Queue name must be formatted"):
        client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))


def test_a_queue_belongs_to_the_location_it_is_created_in(client: Client) -> None:
    with pytest.raises(exceptions.InvalidArgument, match="not in the location"):
        client.create_queue(parent="projects/other/locations/l", queue=tasks_v2.Queue(name=NAME))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rate_limits": {"max_dispatches_per_second": -1}}, "RateLimits.maxDispatchesPerSecond cannot be negative."),
        (
            {"rate_limits": {"max_dispatches_per_second": 501}},
            "RateLimits.maxDispatchesPerSecond must be less than or equal to 500.",
        ),
        ({"rate_limits": {"max_concurrent_dispatches": -1}}, "RateLimits.maxConcurrentDispatches cannot be negative."),
        (
            {"rate_limits": {"max_concurrent_dispatches": 5001}},
            "RateLimits.maxConcurrentDispatches must be less than or equal to 5000.",
        ),
        ({"retry_config": {"max_attempts": -2}}, "RetryConfig.maxAttempts must be greater or equal to -1."),
        ({"retry_config": {"max_doublings": -1}}, "RetryConfig.maxDoublings cannot be negative."),
        ({"retry_config": {"min_backoff": {"seconds": -1}}}, "RetryConfig.minBackoff cannot be negative."),
        (
            {"retry_config": {"min_backoff": {"seconds": 10}, "max_backoff": {"seconds": 5}}},
            "RetryConfig.minBackoff must be less than or equal to RetryConfig.maxBackoff.",
        ),
    ],
)
def test_settings_out_of_range_are_refused_by_name(client: Client, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(exceptions.InvalidArgument) as refused:
        create(client, **fields)
    assert refused.value.message == sentence


def test_a_burst_size_of_the_callers_own_is_ignored(client: Client) -> None:
    assert create(client, rate_limits={"max_burst_size": -1}).rate_limits.max_burst_size == 500


@pytest.mark.parametrize("field", ["http_target", "app_engine_routing_override"])
def test_what_is_not_emulated_is_refused_and_not_ignored(client: Client, field: str) -> None:
    with pytest.raises(exceptions.MethodNotImplemented, match=field):
        create(client, **{field: {}})


def test_queues_are_listed_in_pages_by_location(client: Client, make_queue: MakeQueue) -> None:
    names = sorted(make_queue() for _ in range(5))
    client.create_queue(parent="projects/p/locations/l", queue=tasks_v2.Queue(name="projects/p/locations/l/queues/q"))
    pages = list(client.list_queues(request={"parent": LOCATION, "page_size": 2}).pages)
    assert [len(page.queues) for page in pages] == [2, 2, 1]
    assert [queue.name for page in pages for queue in page.queues] == names


def test_an_update_changes_what_its_mask_names_and_nothing_else(client: Client) -> None:
    before = create(client, retry_config={"max_attempts": 7})
    wanted = tasks_v2.Queue(
        name=NAME, rate_limits={"max_dispatches_per_second": 50}, retry_config={"max_attempts": 9}, state="PAUSED"
    )
    mask = {"paths": ["rate_limits.max_dispatches_per_second", "state"]}
    after = client.update_queue(request={"queue": wanted, "update_mask": mask})
    assert (after.rate_limits.max_dispatches_per_second, after.rate_limits.max_burst_size) == (50, 50)
    assert (after.retry_config, after.state) == (before.retry_config, before.state)
    assert client.get_queue(name=NAME) == after


def test_an_update_without_a_mask_sets_everything_and_keeps_the_tasks(client: Client, make_task: MakeTask) -> None:
    create(client, retry_config={"max_attempts": 7})
    client.pause_queue(name=NAME)
    make_task(NAME, "http://127.0.0.1:9", "kept")
    after = client.update_queue(queue=tasks_v2.Queue(name=NAME, rate_limits={"max_concurrent_dispatches": 3}))
    assert (after.retry_config.max_attempts, after.rate_limits.max_concurrent_dispatches) == (100, 3)
    assert after.state == tasks_v2.Queue.State.PAUSED
    assert [task.name for task in client.list_tasks(parent=NAME)] == [f"{NAME}/tasks/kept"]


def test_an_update_of_a_missing_queue_creates_it(client: Client) -> None:
    client.update_queue(queue=tasks_v2.Queue(name=NAME))
    assert client.get_queue(name=NAME).state == tasks_v2.Queue.State.RUNNING


def test_an_update_refuses_a_field_that_is_none(client: Client) -> None:
    create(client)
    with pytest.raises(exceptions.InvalidArgument, match="update mask"):
        client.update_queue(request={"queue": {"name": NAME}, "update_mask": {"paths": ["colour"]}})


def test_calls_that_are_not_emulated_say_so(client: Client) -> None:
    with pytest.raises(exceptions.MethodNotImplemented, match=r"The emulator does not implement GetIamPolicy\."):
        client.get_iam_policy(request={"resource": NAME})
    with pytest.raises(exceptions.MethodNotImplemented, match=r"The emulator does not implement ListLocations\."):
        client.list_locations(request={"name": "projects/demo-project"})
