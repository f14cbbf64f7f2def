"""Worker functions that kill their own process, once, at the point that the file named by FAULTS_FILE names.

Everything else is the real engine: the points are reached by overriding methods, not by hooks in its code.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import functions_framework

from functions.run_phase import make_run_phase
from functions.services import Services
from functions.sweep import make_sweep
from shared.cloud.config import settings
from shared.engine.answers import Answer
from shared.engine.artifacts import Artifacts
from shared.engine.held import Held
from shared.engine.queue import PhaseCall, PhaseQueue
from shared.engine.store import Seen
from shared.engine.worker import Worker
from tests.engine.pipelines import PIPELINES

FAULTS = Path(os.environ["FAULTS_FILE"])


def point(name: str) -> None:
    """Die or freeze here if this is the point the test has set: "kill after claim 1"."""
    try:
        asked = FAULTS.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    how, _, where = asked.partition(" after ")
    if where != name:
        return
    try:
        FAULTS.rename(FAULTS.with_suffix(".hit"))  # whoever renames it is the one
    except FileNotFoundError:
        return
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif how == "wait":
        resume = FAULTS.with_suffix(".resume")
        while not resume.exists():
            time.sleep(0.02)


class FaultyArtifacts(Artifacts):
    def save_model(self, path: str, model: Any) -> None:
        super().save_model(path, model)
        point(f"upload {path.removesuffix('.json')[-1]}")

    def copy(self, pairs: Any) -> None:
        super().copy(pairs)
        point("publish")


class FaultyQueue(PhaseQueue):
    def push(self, job: Any) -> None:
        super().push(job)
        point(f"task {job.phase - 1}")


class FaultyWorker(Worker):
    def handle(self, call: PhaseCall) -> Answer:
        answer = super().handle(call)
        point(f"response {call.phase}")
        return answer

    def _claim(self, pipeline: Any, seen: Seen) -> Held | None:
        held = super()._claim(pipeline, seen)
        point(f"claim {seen.job.phase}")
        return held

    def _advance(self, pipeline: Any, held: Held, *rest: Any) -> None:
        phase = held.job.phase
        super()._advance(pipeline, held, *rest)
        point(f"advance {phase}")

    def _commit(self, *args: Any) -> None:
        super()._commit(*args)
        point("commit")


class FaultyServices(Services):
    @property
    def artifacts(self) -> Artifacts:  # type: ignore[override]
        return FaultyArtifacts(super().artifacts.bucket)

    @property
    def queue(self) -> PhaseQueue:  # type: ignore[override]
        return self._queue

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._queue = FaultyQueue(super().queue._client, self.settings)
        self._worker = FaultyWorker(
            self.store,
            self.artifacts,
            self._queue,
            self.supervisor,
            self.cleaner,
            self.paces,
            self.pipelines,
            self.settings,
        )

    @property
    def worker(self) -> Worker:  # type: ignore[override]
        return self._worker


_services = FaultyServices(settings(), PIPELINES)
run_phase = functions_framework.http(make_run_phase(_services))
sweep = functions_framework.http(make_sweep(_services))
