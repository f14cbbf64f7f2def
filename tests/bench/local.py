"""The local stack with the benchmarks' workers, and jobs followed to their end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from google.cloud.firestore_v1.base_query import FieldFilter

from emulator.config import ROOT, QueueConfig, StackConfig
from emulator.stack import Stack
from functions.services import Services
from shared.cloud.config import Settings, settings
from shared.engine.job import Job, State
from tests.bench.pipelines import PIPELINES

MOUNTS = {"/run_phase": "run_phase", "/sweep": "sweep", "/floor": "floor"}
LIVE = (State.PROCESSING, State.PAUSED)
LOOK_SECONDS = 0.05
GIVE_UP_SECONDS = 300.0


@contextmanager
def local(max_concurrent: int | None = None, **given: Any) -> Iterator[tuple[Stack, Services]]:
    """A stack of its own, and the parts of the engine in this process. `given`: fields of StackConfig."""
    main = ROOT / "tests" / "bench" / "worker_main.py"
    queue = QueueConfig(max_concurrent=max_concurrent)
    config = StackConfig(source=main, worker_mounts=MOUNTS, queue=queue, environ=dict(os.environ), **given)
    with Stack(config) as stack, patch.dict(os.environ, stack.env):
        settings.cache_clear()
        try:
            yield stack, Services(Settings(), PIPELINES)
        finally:
            settings.cache_clear()


def job(services: Services, task_id: str) -> Job:
    seen = services.store.get(task_id)
    if seen is None:
        raise RuntimeError(f"the job {task_id} is gone")
    return seen.job


def jobs(services: Services, task_ids: Iterable[str]) -> list[Job]:
    """The jobs of these ids, as they stand."""
    found = services.db.get_all([services.db.collection("jobs").document(task_id) for task_id in task_ids])
    return [Job.model_validate(snapshot.to_dict()) for snapshot in found]


def live(services: Services) -> int:
    """How many jobs are processing or paused."""
    running = FieldFilter("state", "in", [str(state) for state in LIVE])
    return int(services.db.collection("jobs").where(filter=running).count().get()[0][0].value)


def wait_all(services: Services, look_seconds: float = LOOK_SECONDS) -> None:
    """Wait until no job is live."""
    end = time.monotonic() + GIVE_UP_SECONDS
    while left := live(services):
        if time.monotonic() > end:
            raise RuntimeError(f"{left} jobs have not ended after {GIVE_UP_SECONDS:.0f} s")
        time.sleep(look_seconds)
