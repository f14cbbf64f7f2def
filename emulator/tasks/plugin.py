"""A pytest plugin: `pytest_plugins = ["emulator.tasks.plugin"]` in the top conftest.py gives these fixtures.

`tasks_emulator`   a running emulator, as new for each test: `.client`, `.control`, `.address`, `.url`
`tasks_client`     the official client, connected to it
`tasks_control`    its test controls: `freeze`, `advance`, `inject`, `wait_idle`, `reset`
`tasks_receiver`   a worker on this machine that writes down its calls and answers as it is told

The emulator is started once a run, on free ports, with the first test that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

# What these tests do not use is not imported for them.
if TYPE_CHECKING:
    from google.cloud import tasks_v2

    from emulator.tasks.conformance.receiver import Receiver
    from emulator.tasks.control import TasksControl
    from emulator.tasks.process import RunningEmulator

pytest.register_assert_rewrite("emulator.tasks.conformance.areas", "emulator.tasks.conformance.subject")


@pytest.fixture(scope="session")
def _tasks_process() -> Iterator[RunningEmulator]:
    from emulator.tasks.process import running

    with running() as emulator:
        yield emulator
        assert "Traceback" not in emulator.log()


@pytest.fixture
def tasks_emulator(_tasks_process: RunningEmulator) -> RunningEmulator:
    """A running emulator without a queue, a task or a remembered name, in real time."""
    _tasks_process.control.reset(queues=True)
    return _tasks_process


@pytest.fixture
def tasks_client(tasks_emulator: RunningEmulator) -> tasks_v2.CloudTasksClient:
    """The official client over gRPC; `tasks_emulator.rest_client()` makes one over REST."""
    return tasks_emulator.client


@pytest.fixture
def tasks_control(tasks_emulator: RunningEmulator) -> TasksControl:
    """The emulator's test controls."""
    return tasks_emulator.control


@pytest.fixture
def tasks_receiver() -> Iterator[Receiver]:
    """A worker: `.url` is its address, `.calls` what it was sent, `.answer(path, *statuses)` what it answers."""
    from emulator.tasks.conformance.receiver import receiving

    with receiving() as receiver:
        yield receiver
