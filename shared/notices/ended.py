"""What there is to tell of a job that ends, read once for everybody who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.engine.job import Job, JobError, State
from shared.engine.run import Warning


@dataclass(frozen=True)
class Ended:
    """A job that ends now. `title` is its subject's name, `by` the uid of who cancelled it, if a person did."""

    job: Job
    title: str
    state: State
    counts: Mapping[str, int]
    error: JobError | None
    warnings: list[Warning]
    by: str | None

    @classmethod
    def of(cls, job: Job, changes: Mapping[str, Any], title: str) -> Ended:
        """From the job as it was and the changes that end it."""
        error = changes.get("error")
        return cls(
            job=job,
            title=title,
            state=State(changes["state"]),
            counts=changes.get("counts") or {},
            error=JobError.model_validate(error) if error else None,
            warnings=job.warnings,
            by=changes.get("cancelled_by"),
        )

    def document_id(self, *parts: str) -> str:
        """Names what is written about this end: `{task_id}-…`, and a number from 2 when the job had ended before."""
        again = [str(self.job.reopened + 1)] if self.job.reopened else []
        return "-".join([self.job.task_id, *parts, *again])
