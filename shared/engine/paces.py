"""What past runs took: `paces/{process}` keeps, for each phase, how its seconds grow with the size of the work."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import Client
from pydantic import BaseModel, Field, ValidationError

from shared.cloud.logs import fields
from shared.engine.eta import Expected, by_weight
from shared.engine.job import Job
from shared.engine.pipeline import Pipeline

log = logging.getLogger(__name__)

KEEP = 0.9  # what an older run counts, in relation to the next
SECONDS_KEPT = 60.0  # how long a worker believes what it has read
QUIET_SECONDS = 1.0  # between two records: runs that end together do not wait for each other


class Sums(BaseModel):
    """Runs as (units, seconds), remembered by their sums; older ones fade."""

    n: float = 0.0
    u: float = 0.0
    s: float = 0.0
    uu: float = 0.0
    us: float = 0.0

    def with_run(self, units: float, seconds: float) -> Sums:
        """These runs, and one more."""
        return Sums(
            n=KEEP * self.n + 1,
            u=KEEP * self.u + units,
            s=KEEP * self.s + seconds,
            uu=KEEP * self.uu + units * units,
            us=KEEP * self.us + units * seconds,
        )

    def seconds(self, units: float) -> float:
        """What a run of this size takes: a fixed part and one for each unit, neither negative."""
        each, fixed = self.s / self.u, 0.0
        spread = self.n * self.uu - self.u**2
        if spread > 0.01 * self.u**2:  # runs of different sizes: a line through them
            slope = (self.n * self.us - self.u * self.s) / spread
            start = (self.s - slope * self.u) / self.n
            if slope <= 0:
                each, fixed = 0.0, self.s / self.n
            elif start >= 0:
                each, fixed = slope, start
        return fixed + each * units


class Pace(BaseModel):
    """`paces/{process}`: for each phase by its place, and for the rest of a run."""

    names: list[str]
    phases: list[Sums]
    rest: Sums = Field(default_factory=Sums)


class Paces:
    """Reads and records paces. Best effort: without them an ETA comes a little later."""

    def __init__(self, db: Client) -> None:
        self._db = db
        self._known: dict[str, tuple[float, Pace | None]] = {}

    def expected(self, pipeline: Pipeline, units: float) -> Expected:
        """What the phases of a run of this size will take."""
        pace = self._pace(pipeline)
        if pace is None:
            return by_weight([phase.weight for phase in pipeline.phases])
        rest = pace.rest.seconds(units) if pace.rest.n else 0.0
        return Expected([sums.seconds(units) for sums in pace.phases], rest)

    def record(self, pipeline: Pipeline, job: Job, ended: datetime) -> None:
        """Learn from a job that has completed, unless others are just doing so."""
        seconds = [phase.seconds for phase in job.phases if phase.seconds is not None]
        if len(seconds) != pipeline.total:
            return
        try:
            self._record(pipeline, job, seconds, ended)
        except GoogleAPIError as error:
            log.info("its pace was not recorded: %s", error, extra=fields(**job.named))

    def _record(self, pipeline: Pipeline, job: Job, seconds: list[float], ended: datetime) -> None:
        reference = self._db.collection("paces").document(pipeline.process)
        snapshot = reference.get()
        names = [phase.name for phase in pipeline.phases]
        pace = _read(snapshot.to_dict(), names) or Pace(names=names, phases=[Sums() for _ in names])
        if snapshot.exists and (snapshot.read_time - snapshot.update_time).total_seconds() < QUIET_SECONDS:
            return
        pace.phases = [sums.with_run(job.units, took) for sums, took in zip(pace.phases, seconds, strict=True)]
        smooth = not (job.causes or job.paused_at or job.reopened)
        if job.started_at and smooth:
            whole = (ended - job.started_at).total_seconds()
            pace.rest = pace.rest.with_run(job.units, max(0.0, whole - sum(seconds)))
        if snapshot.exists:
            unchanged = self._db.write_option(last_update_time=snapshot.update_time)
            reference.update(pace.model_dump(), option=unchanged)
        else:
            reference.create(pace.model_dump())

    def _pace(self, pipeline: Pipeline) -> Pace | None:
        read_at, pace = self._known.get(pipeline.process, (-SECONDS_KEPT, None))
        if time.monotonic() - read_at >= SECONDS_KEPT:
            try:
                found = self._db.collection("paces").document(pipeline.process).get().to_dict()
            except GoogleAPIError as error:
                log.info("the pace of %s cannot be read: %s", pipeline.process, error)
                found = None
            pace = _read(found, [phase.name for phase in pipeline.phases])
            if pace:
                self._known[pipeline.process] = (time.monotonic(), pace)
        return pace


def _read(found: dict[str, object] | None, names: list[str]) -> Pace | None:
    """What was recorded of a pipeline with these phases; None for one that had others."""
    try:
        pace = Pace.model_validate(found) if found else None
    except ValidationError:
        return None
    return pace if pace and pace.names == names and all(sums.u > 0 for sums in pace.phases) else None
