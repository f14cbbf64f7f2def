"""The plugin's fixtures by short names, and makers of queues and tasks: each test has a queue of its own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from google.cloud import tasks_v2

from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.control import TasksControl
from emulator.tasks.process import RunningEmulator

LOCATION = "projects/demo-project/locations/us-central1"
_queue_numbers = count(1)

MakeQueue = Callable[..., str]
MakeTask = Callable[..., Any]


@pytest.fixture
def emulator(tasks_emulator: RunningEmulator) -> RunningEmulator:
    return tasks_emulator


@pytest.fixture
def client(tasks_client: tasks_v2.CloudTasksClient) -> tasks_v2.CloudTasksClient:
    return tasks_client


@pytest.fixture
def control(tasks_control: TasksControl) -> TasksControl:
    return tasks_control


@pytest.fixture
def receiver(tasks_receiver: Receiver) -> Receiver:
    return tasks_receiver


@pytest.fixture
def make_queue(client: tasks_v2.CloudTasksClient) -> MakeQueue:
    """Create a queue with quick retries; keyword arguments are fields of RetryConfig, `limits` those of RateLimits."""

    def make(limits: dict[str, Any] | None = None, **retry: Any) -> str:
        name = f"{LOCATION}/queues/q{next(_queue_numbers)}"
        retry_config = tasks_v2.RetryConfig(min_backoff={"nanos": 20_000_000}, max_backoff={"nanos": 80_000_000})
        for field, value in retry.items():
            setattr(retry_config, field, value)
        queue = tasks_v2.Queue(name=name, retry_config=retry_config, rate_limits=limits or {})
        client.create_queue(parent=LOCATION, queue=queue)
        return name

    return make


@pytest.fixture
def queue(make_queue: MakeQueue) -> str:
    return make_queue()


@pytest.fixture
def make_task(client: tasks_v2.CloudTasksClient) -> MakeTask:
    """Create a task: its queue, its url, its own id if it has one, fields of the request, and other fields of Task."""

    def make(
        queue: str, url: str, task_id: str = "", request: dict[str, Any] | None = None, **fields: Any
    ) -> tasks_v2.Task:
        task = tasks_v2.Task(http_request={"url": url, **(request or {})}, **fields)
        if task_id:
            task.name = f"{queue}/tasks/{task_id}"
        return client.create_task(parent=queue, task=task)

    return make
