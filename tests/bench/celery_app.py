"""The same six empty steps as a Celery chain over Redis, each writing the same status to the same Firestore.

`celery -A tests.bench.celery_app worker`; BENCH_REDIS is the broker's address.
"""

from __future__ import annotations

import os
from functools import cache

from celery import Celery, Signature, chain
from google.cloud.firestore import Client

from shared.cloud.config import settings
from shared.cloud.firestore import firestore_client
from tests.bench import floor
from tests.bench.pipelines import EMPTY

app = Celery("bench", broker=os.environ.get("BENCH_REDIS", ""))
app.conf.update(task_acks_late=True, task_ignore_result=True, worker_hijack_root_logger=False)


@cache
def db() -> Client:
    """The client of this process: gRPC does not survive a fork, so it is made on first use."""
    return firestore_client(settings())


@app.task(name="step")  # type: ignore[misc]
def step(n: int, subject: str, owner: str, task_id: str) -> int:
    """One step: claim it, add one, record it; the last one completes the job."""
    phase = n + 1
    floor.claim(db(), subject, task_id, phase)
    floor.record(db(), subject, task_id, phase)
    if phase == EMPTY.total:
        floor.complete(db(), subject, owner, task_id)
    return phase


def steps(subject: str, owner: str, task_id: str) -> Signature:
    """The chain of one job."""
    rest = [step.s(subject, owner, task_id) for _ in range(EMPTY.total - 1)]
    return chain(step.s(0, subject, owner, task_id), *rest)
