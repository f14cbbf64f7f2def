"""`processing_status.<process>` on the subject: the projection of a job that people watch.

Fields and meanings: the seed's schema, plus those DESIGN.md adds. Every change goes by dotted
field paths, so that a write never wipes its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.engine import eta
from shared.engine.job import Job, JobError
from shared.engine.pipeline import Pipeline
from shared.engine.run import Warning

WAITING = "Waiting to start…"
IN_LINE = "Waiting in line until one of your other jobs ends…"
RESUMING = "Resuming…"
RETRYING = "Retrying…"
RETRYING_FROM = "Retrying from “{phase}” with the changed settings…"
RESTARTING = "Restarting processing…"


def fresh(pipeline: Pipeline, job: Job, message: str = WAITING) -> dict[str, Any]:
    """The whole status of a run that was just accepted."""
    return {
        "status": job.state.value,
        "task_id": job.task_id,
        "started_at": SERVER_TIMESTAMP,
        "completed_at": None,
        "last_updated": SERVER_TIMESTAMP,
        **current(pipeline, job.phase),
        **resting(job),
        "error": None,
        "message": waiting(job, message),
        "attempt": 1,
        "queue_position": job.place,
        "eta_seconds": None if job.waiting else eta.shown(job.eta),
        "cancel_requested_at": None,
        "warnings": [],
    }


def waiting(job: Job, message: str) -> str:
    """`message`, unless the job waits in line."""
    return IN_LINE if job.waiting else message


def current(pipeline: Pipeline, phase: int, fraction: float = 0.0) -> dict[str, Any]:
    """`current_phase` and `progress`, in the pipeline's own words (phase or step)."""
    shown = min(phase, pipeline.total)
    return {
        f"current_{pipeline.unit}": pipeline.phases[shown - 1].name,
        "progress": {
            pipeline.unit: shown,
            f"total_{pipeline.unit}s": pipeline.total,
            "percentage": pipeline.percentage(phase, fraction),
        },
    }


def working(job: Job) -> dict[str, Any]:
    """How long a job has worked when an attempt of its phase begins; to it comes the time since `working_since`."""
    return {"worked_seconds": round(sum(job.finished), 1), "working_since": SERVER_TIMESTAMP}


def resting(job: Job) -> dict[str, Any]:
    """The same of a job that does not work just now: it waits for a worker, or is paused."""
    return working(job) | {"working_since": None}


def completed(pipeline: Pipeline) -> dict[str, Any]:
    """The end of a run that went well."""
    status = current(pipeline, pipeline.total)
    status["progress"]["percentage"] = 100
    return {
        **status,
        "status": "completed",
        "working_since": None,
        "completed_at": SERVER_TIMESTAMP,
        "error": None,
        "message": "",
        "eta_seconds": 0,
        "queue_position": None,
    }


def failed(pipeline: Pipeline, error: JobError) -> dict[str, Any]:
    """The end of a run that did not; where it stopped stays visible."""
    return {
        "status": "failed",
        "working_since": None,
        "completed_at": SERVER_TIMESTAMP,
        "message": "",
        "eta_seconds": None,
        "queue_position": None,
        "error": {
            "message": error.message,
            pipeline.unit: error.phase,
            "details": error.details,
            "code": error.code,
            "retryable": error.retryable,
            "document_id": error.document_id,
        },
    }


def cancelled() -> dict[str, Any]:
    """The end of a run that a person stopped."""
    return {
        "status": "cancelled",
        "working_since": None,
        "completed_at": SERVER_TIMESTAMP,
        "cancel_requested_at": SERVER_TIMESTAMP,
        "message": "Processing was cancelled.",
        "eta_seconds": None,
        "queue_position": None,
    }


def paused() -> dict[str, Any]:
    """A run that a person stopped for a while; where it stands stays visible."""
    return {
        "status": "paused",
        "working_since": None,
        "message": "Paused. Resume it whenever you like.",
        "attempt": 1,
        "eta_seconds": None,
        "queue_position": None,
    }


def resumed(pipeline: Pipeline, job: Job, message: str) -> dict[str, Any]:
    """A run that goes on from the phase that is due, after a pause or a failure."""
    return {
        **current(pipeline, job.phase),
        **resting(job),
        "status": "processing",
        "task_id": job.task_id,
        "completed_at": None,
        "error": None,
        "message": waiting(job, message),
        "attempt": 1,
        "queue_position": job.place,
        "eta_seconds": None if job.waiting else eta.shown(job.eta),
        "cancel_requested_at": None,
    }


def dotted(process: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Field paths for an update that leaves all else on the subject as it is."""
    base = f"processing_status.{process}"
    return {f"{base}.{name}": value for name, value in changes.items()} | {f"{base}.last_updated": SERVER_TIMESTAMP}


def as_fields(warnings: list[Warning]) -> list[dict[str, Any]]:
    """Warnings as Firestore stores them."""
    return [warning.model_dump() for warning in warnings]
