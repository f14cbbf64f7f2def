"""A stack of its own for the engine: worker processes that can be made to die, and everything real."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from emulator.stack import Stack
from emulator.tasks.control import TasksControl
from functions.services import Services
from shared.cloud.config import Settings
from shared.engine.job import Job, State
from tests.engine.pipelines import PIPELINES, Errand

HERE = Path(__file__).parent
SHORT = {
    "LEASE_SECONDS": "2",
    "REDISPATCH_SECONDS": "1",
    "RETRY_BACKOFF_SECONDS": "0.4",
    "WEBHOOK_BACKOFF_SECONDS": "0.02",
    "CHILD_MEMORY_MB": "1024",
}
"""Shortened times, never the logic."""


class Engine:
    """Starts errands on fresh things, and looks at what becomes of them."""

    def __init__(self, stack: Stack, services: Services, folder: Path) -> None:
        self.stack = stack
        self.services = services
        self.db = services.store.db
        self.control = TasksControl(stack.env["OIDC_ISSUER"])
        self._faults = folder / "faults"
        self._folder = folder
        self.heal()

    def thing(self, **fields: Any) -> str:
        path = f"things/{uuid.uuid4().hex[:8]}"
        self.db.document(path).set({"name": "a thing", **fields})
        return path

    def errand(self, **given: Any) -> Errand:
        return Errand(ledger=str(self._folder / f"ledger-{uuid.uuid4().hex[:8]}"), **given)

    def start(self, thing: str, errand: Errand, process: str = "errands", **more: Any) -> str:
        return self.services.jobs.start(process, thing, "ann", errand, **more)

    def job(self, task_id: str) -> Job:
        seen = self.services.store.get(task_id)
        assert seen is not None
        return seen.job

    def status(self, thing: str, process: str = "errands") -> dict[str, Any]:
        found: dict[str, Any] = self.db.document(thing).get().to_dict()["processing_status"][process]
        return found

    def rows(self, thing: str) -> dict[str, dict[str, Any]]:
        return {s.id: s.to_dict() for s in self.db.collection(f"{thing}/rows").stream()}

    def objects(self, prefix: str) -> list[str]:
        return [blob.name for blob in self.services.artifacts.bucket.list_blobs(prefix=prefix)]

    def ledger(self, errand: Errand) -> list[str]:
        path = Path(errand.ledger)
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def wait(self, task_id: str, state: State, seconds: float = 40) -> Job:
        """The job once it is in that state; fails, saying where it is, when it takes longer."""
        until(
            lambda: self.job(task_id).state in (state, *({State.FAILED} - {state})), seconds, lambda: self.job(task_id)
        )
        job = self.job(task_id)
        assert job.state == state, job.error
        return job

    def wait_swept(self, task_id: str, state: State, seconds: float = 40) -> Job:
        """As `wait`, with the sweeper called every half second, as Cloud Scheduler would every minute."""
        until(
            lambda: self.services.sweeper.sweep() and self.job(task_id).state == state,
            seconds,
            lambda: self.job(task_id),
        )
        return self.job(task_id)

    def arm(self, fault: str) -> None:
        """Have one worker do `fault` once: "kill after claim 1", "stop after upload 2", "wait after publish"."""
        self._faults.write_text(fault, encoding="utf-8")

    def hit(self) -> bool:
        return self._faults.with_suffix(".hit").exists()

    def wait_hit(self) -> None:
        until(self.hit, 20, lambda: "the fault was not reached")

    def resume(self) -> None:
        """Let a worker that waits at a fault go on."""
        self._faults.with_suffix(".resume").touch()

    def heal(self) -> None:
        for path in self._folder.glob("faults*"):
            path.unlink()

    def idle(self) -> None:
        self.control.wait_idle(30, scheduled=True)


def until(condition: Callable[[], object], seconds: float, otherwise: Callable[[], object]) -> None:
    """Wait for a condition; fail with what `otherwise` says when the time is up."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.05)


@pytest.fixture(scope="session")
def faults_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def engine_stack(emulators: Stack, faults_folder: Path) -> Iterator[Stack]:
    env = {**SHORT, "FAULTS_FILE": str(faults_folder / "faults")}
    with emulators.functions(frozenset({"workers"}), worker_source=HERE / "faulty_main.py", worker_env=env):
        yield emulators


@pytest.fixture(scope="module")
def engine_services(engine_stack: Stack) -> Services:
    env: dict[str, Any] = {name.lower(): value for name, value in {**engine_stack.env, **SHORT}.items()}
    return Services(Settings(**env), PIPELINES)


@pytest.fixture
def engine(engine_stack: Stack, engine_services: Services, faults_folder: Path) -> Iterator[Engine]:
    engine = Engine(engine_stack, engine_services, faults_folder)
    until(lambda: engine_stack.workers_serving() == 2, 30, lambda: "the workers did not come back")
    yield engine
    engine.resume()
    engine.heal()
