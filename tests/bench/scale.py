"""How the time of a job grows with its pages, and what a second worker process brings.

Growth: catalogues of 10, 50 and 500 pages of the same kind, turn about. Workers: the same queue of linesheets for one
worker process and for two, turn about, each process with one phase at a time, as Cloud Functions with a concurrency
of one; the emulators share the machine's cores with them.

`python -m tests.bench.scale` prints the figures.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

import requests
from google.cloud import tasks_v2
from google.protobuf.field_mask_pb2 import FieldMask

from emulator.auth import sign_up
from emulator.config import EMULATORS, FUNCTIONS, StackConfig
from emulator.stack import Stack
from shared.cloud.config import Settings
from shared.cloud.tasks import tasks_client
from tests.bench import job

PAGES = (10, 50, 500)
ROUNDS = 2
QUEUE, QUEUE_PAGES = 6, 12


def measure() -> dict[str, float]:
    """`job_pages_ratio`: seconds a page at 500 pages over those at 50; `workers_two_to_one_ratio`: how much faster."""
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        return _growth(Path(folder)) | _workers(Path(folder))


def _growth(folder: Path) -> dict[str, float]:
    files = {pages: folder / f"{pages}.pdf" for pages in PAGES}
    products = {pages: job.catalogue(path, pages, 1) for pages, path in files.items()}
    times: dict[int, list[float]] = defaultdict(list)
    with Stack(StackConfig(environ=dict(os.environ))) as stack:
        job.run(stack, files[PAGES[0]], products[PAGES[0]])  # processes are there from now on
        for _ in range(ROUNDS):
            for pages, path in files.items():
                times[pages].append(job.run(stack, path, products[pages]))
    few, middle, many = (statistics.median(times[pages]) for pages in PAGES)
    ratios = [(long / PAGES[2]) / (short / PAGES[1]) for short, long in zip(times[50], times[500], strict=True)]
    return {
        "job_pages_ratio": round(statistics.median(ratios), 2),
        "job_10_pages_ms_a_page": round(1000 * few / PAGES[0], 1),
        "job_50_pages_ms_a_page": round(1000 * middle / PAGES[1], 1),
        "job_500_pages_ms_a_page": round(1000 * many / PAGES[2], 1),
    }


def _workers(folder: Path) -> dict[str, float]:
    pdf = folder / "queue.pdf"
    job.catalogue(pdf, QUEUE_PAGES, 3)
    seconds: dict[int, list[float]] = defaultdict(list)
    with Stack(StackConfig(parts=EMULATORS, environ=dict(os.environ))) as stack, patch.dict(os.environ, stack.env):
        for number in range(ROUNDS):
            for workers in (1, 2) if number % 2 == 0 else (2, 1):
                _at_once(workers)
                with stack.functions(FUNCTIONS, workers=workers):
                    seconds[workers].append(_queue(stack, pdf))
    one, two = seconds[1], seconds[2]
    return {
        "workers_two_to_one_ratio": round(statistics.median(a / b for a, b in zip(one, two, strict=True)), 2),
        "workers_one_seconds": round(statistics.median(one), 1),
        "workers_two_seconds": round(statistics.median(two), 1),
    }


def _at_once(tasks: int) -> None:
    """Let the queue hand out so many tasks at a time."""
    settings = Settings()
    limits = tasks_v2.RateLimits(max_concurrent_dispatches=tasks)
    tasks_client(settings).update_queue(
        queue=tasks_v2.Queue(name=settings.queue_path, rate_limits=limits),
        update_mask=FieldMask(paths=["rate_limits.max_concurrent_dispatches"]),
    )


def _queue(stack: Stack, pdf: Path) -> float:
    """Seconds that a queue of jobs takes the workers there are."""
    session = requests.Session()
    session.headers.update(sign_up(stack.addresses.auth, f"{uuid.uuid4().hex}@phasework.example").headers)
    first, *bases = [job.uploaded(session, stack, pdf) for _ in range(1 + QUEUE)]
    _process(session, [first])  # processes are there from now on
    return _process(session, bases)


def _process(session: requests.Session, bases: list[str]) -> float:
    began = time.perf_counter()
    for base in bases:
        session.post(f"{base}/documents/process").raise_for_status()
    for base in bases:
        if (status := job.ended(session, base))["status"] != "completed":
            raise RuntimeError(f"a job of the queue is {status}")
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
