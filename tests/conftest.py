"""The local stack for tests: real emulators, started once a run, emptied between tests.

`emulators`   Firestore, Auth, Storage and Cloud Tasks, with the environment that our settings read
`stack`       the same with the API, the workers and the scheduler, for the modules that ask for it
`user`        a signed-in user of the Auth emulator

Emulators that the environment names are used as they run; of those, only our own project is emptied.
A test that needs other workers takes `emulators` and runs `with emulators.functions(worker_source=…, worker_env=…):`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

from emulator.auth import User, sign_up
from emulator.config import EMULATORS, QueueConfig, StackConfig
from emulator.stack import Stack
from shared.cloud.config import settings

pytest_plugins = ["emulator.tasks.plugin"]

# The same examples on every run, so that a red run means a change; `HYPOTHESIS_PROFILE=explore` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def emulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The four emulators, without function processes. Tests sign in, write and read through `os.environ`."""
    config = StackConfig(
        parts=EMULATORS,
        queue=QueueConfig(min_backoff=0.2, max_backoff=1),
        logs=tmp_path_factory.mktemp("logs"),
    )
    with Stack(config) as running, pytest.MonkeyPatch.context() as patch:
        for name, value in running.env.items():
            patch.setenv(name, value)
        settings.cache_clear()
        yield running
    settings.cache_clear()


@pytest.fixture(scope="module")
def stack(emulators: Stack) -> Iterator[Stack]:
    """Everything: `stack.api_url` answers, tasks reach the workers, and the sweeper is called every 15 s."""
    with emulators.functions():
        yield emulators


@pytest.fixture(autouse=True)
def _emptied(request: pytest.FixtureRequest) -> None:
    """Tests that use emulators find them as new."""
    if "emulators" in request.fixturenames:
        request.getfixturevalue("emulators").empty()


@pytest.fixture
def user(emulators: Stack) -> User:
    """A signed-in user; `user.headers` carries it to the API."""
    return sign_up(emulators.addresses.auth, "ana@example.com")
