"""How the engine does, in numbers. They come from Firestore, so that every instance of a function says the same.

What one measurement reads, and so costs: a count of each process's jobs in each state (one read a thousand jobs
counted, a hundred reads at most each), RECENT jobs at most of the last day (one read each), and some ten reads beside.
With few old jobs that is about 530 reads, 0.03 US cents at list price: asked every minute, 14 dollars a month.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import Client, Query
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import ValidationError

from shared.engine.job import ENDED, Job, State, first_id
from shared.engine.letters import DeadLetters
from shared.engine.pipeline import Pipeline
from shared.engine.queue import PhaseQueue
from shared.engine.store import JobStore

DAY = timedelta(hours=24)
RECENT = 500
COUNTED = 100_000
AT_ONCE = 8
READ = ["task_id", "process", "subject", "owner_uid", "state", "phases", "causes", "reopened", "created_at",
        "started_at", "completed_at"]  # fmt: skip


@dataclass
class Window:
    """The recent jobs of one process. Seconds are lists, a value for each job or phase that ended.

    waits: from acceptance to the first worker. runs: from there to the end. retries: by "engine" and by "person".
    """

    states: Counter[State] = field(default_factory=Counter)
    phases: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    waits: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    retries: Counter[str] = field(default_factory=Counter)

    @property
    def ended(self) -> int:
        return sum(self.states[state] for state in ENDED)

    def rate(self, state: State) -> float | None:
        """Which part of the jobs that ended did so in this state; None while none has ended."""
        return self.states[state] / self.ended if self.ended else None

    def add(self, job: Job) -> None:
        """Count one more job."""
        self.states[job.state] += 1
        for phase in job.phases:
            if phase.seconds is not None:
                self.phases[phase.name].append(phase.seconds)
        if job.started_at and job.created_at:
            self.waits.append((job.started_at - job.created_at).total_seconds())
        if job.started_at and job.completed_at:
            self.runs.append((job.completed_at - job.started_at).total_seconds())
        # each unfinished attempt was followed by another, but for those that failed the job
        self.retries["engine"] += max(0, len(job.causes) - job.reopened - (job.state == State.FAILED))
        self.retries["person"] += job.reopened


@dataclass(frozen=True)
class Measures:
    """One measurement.

    jobs: by process and state. queued: jobs with a task that no worker has begun; in_line: those that wait for a slot
    of their owner. busy: workers that hold a phase, of `workers` at most. recent: the last day's jobs by process.
    """

    jobs: Mapping[tuple[str, State], int]
    queued: int
    in_line: int
    busy: int
    workers: int
    dead_letters: int
    recent: Mapping[str, Window]


class Metrics:
    """Measures."""

    def __init__(
        self, store: JobStore, queue: PhaseQueue, pipelines: Mapping[str, Pipeline], lease_seconds: float
    ) -> None:
        self._store = store
        self._queue = queue
        self._pipelines = pipelines
        self._lease = timedelta(seconds=lease_seconds)

    def measure(self) -> Measures:
        """How things stand, read side by side."""
        now, db = self._store.now(), self._store.db
        pairs = [(process, state) for process in self._pipelines for state in State]
        others: list[Callable[[], int]] = [
            self._store.waiting,
            self._store.all_in_line,
            lambda: _busy(db, now - self._lease),
            self._queue.most_at_once,
            DeadLetters(db).count,
        ]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            recent = pool.submit(_recent, db, now)
            jobs = pool.map(lambda pair: _count(db, *pair), pairs)
            queued, in_line, busy, workers, letters = pool.map(lambda ask: ask(), others)
            return Measures(
                dict(zip(pairs, jobs, strict=True)), queued, in_line, busy, workers, letters, recent.result()
            )


def quantile(values: Sequence[float], part: float) -> float:
    """The smallest of the values that this part of them does not exceed."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def windows(jobs: Iterable[Job]) -> dict[str, Window]:
    """Jobs as windows by process."""
    found: dict[str, Window] = defaultdict(Window)
    for job in jobs:
        found[job.process].add(job)
    return dict(found)


def _recent(db: Client, now: datetime) -> dict[str, Window]:
    newest = db.collection("jobs").where(filter=FieldFilter("task_id", ">=", first_id(now - DAY)))
    newest = newest.order_by("task_id", direction=Query.DESCENDING).limit(RECENT)
    return windows(job for s in newest.select(READ).stream() if (job := _read(s)))


def _read(snapshot: Any) -> Job | None:
    try:
        return Job.model_validate(snapshot.to_dict())
    except ValidationError:  # spoilt by hand: the sweeper says so
        return None


def _count(db: Client, process: str, state: State) -> int:
    found = db.collection("jobs").where(filter=FieldFilter("process", "==", process))
    return _number(found.where(filter=FieldFilter("state", "==", state)))


def _busy(db: Client, since: datetime) -> int:
    return _number(db.collection("jobs").where(filter=FieldFilter("lease.heartbeat_at", ">", since)))


def _number(query: Query) -> int:
    counted: Any = query.limit(COUNTED).count()
    return int(counted.get()[0][0].value)
