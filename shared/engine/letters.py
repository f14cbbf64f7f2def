"""Dead letters: jobs whose attempts are spent, for an operator to look at and to replay.

`dead_letters/{task_id}` is written in the batch that fails the job, and `replayed_at` in the one that reopens it,
whoever did that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from google.cloud.firestore import Client, Query
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel

from shared.engine.job import Cause, Job, JobError, State

COUNTED = 10_000


class DeadLetter(BaseModel):
    """One of them, as stored."""

    task_id: str
    process: str
    subject: str
    owner_uid: str
    phase: int
    error: JobError
    causes: list[Cause]
    created_at: datetime | None = None
    replayed_at: datetime | None = None


class DeadLetters:
    """Reads them."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def page(self, size: int, after: str | None, *, replayed: bool) -> list[DeadLetter]:
        """The newest, or those that follow the task_id `after`; those that were replayed only if asked for."""
        found = self._db.collection("dead_letters").order_by("task_id", direction=Query.DESCENDING)
        if not replayed:
            found = found.where(filter=FieldFilter("replayed_at", "==", None))
        if after:
            found = found.start_after({"task_id": after})
        return [DeadLetter.model_validate(s.to_dict()) for s in found.limit(size).stream()]

    def states(self, letters: Sequence[DeadLetter]) -> dict[str, tuple[State, bool]]:
        """By task_id, where each one's job stands now, and whether it can be replayed. One read a letter."""
        references = [self._db.document(f"jobs/{letter.task_id}") for letter in letters]
        snapshots = self._db.get_all(references) if references else []
        jobs = [Job.model_validate(s.to_dict()) for s in snapshots if s.exists]
        return {job.task_id: (job.state, job.resumable) for job in jobs}

    def count(self) -> int:
        """How many wait to be replayed; counts to ten thousand, which is ten reads."""
        waiting = self._db.collection("dead_letters").where(filter=FieldFilter("replayed_at", "==", None))
        counted: Any = waiting.limit(COUNTED).count()
        return int(counted.get()[0][0].value)
