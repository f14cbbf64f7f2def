"""Every trace of a subject's jobs, for whoever deletes the subject; once more when no zombie of them can be left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import DocumentReference, WriteBatch
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.cloud.config import Settings
from shared.engine.artifacts import Artifacts
from shared.engine.job import ENDED, run_prefix
from shared.engine.store import JobStore, lock_id

PAGE = 100
MOST_IN = 30  # values that one `in` of a query takes
SWEPT_AT_ONCE = 50


class Eraser:
    """Deletes jobs with their files, locks, dead letters and remembered answers, in bounded steps."""

    def __init__(self, store: JobStore, artifacts: Artifacts, settings: Settings) -> None:
        self._store = store
        self._db = store.db
        self._artifacts = artifacts
        self._last_zombie = timedelta(seconds=settings.dispatch_deadline_seconds)

    def jobs_of(self, subject: str) -> Iterator[None]:
        """Delete all jobs of a subject that goes; those that still run are ended first. Yields after each page."""
        found = self._db.collection("jobs").where(filter=FieldFilter("subject", "==", subject))
        found = found.select(["process", "state", "completed_at"])
        while page := list(found.limit(PAGE).stream()):
            self._note([f"{subject}/", *self._may_be_written(page)], page[0].read_time)
            for snapshot in page:
                self._end(snapshot)
                self._artifacts.delete_prefix(run_prefix(snapshot.id))
                yield
            self._forget(subject, page)
            yield

    def sweep(self) -> dict[str, int]:
        """Delete what was still on its way when a subject was deleted, once it must have arrived. Counts."""
        now = self._db.document("erasures/clock").get([]).read_time
        due = self._db.collection("erasures").where(filter=FieldFilter("due_at", "<=", now)).limit(SWEPT_AT_ONCE)
        erased = 0
        for snapshot in due.stream():
            erased += sum(self._artifacts.delete_prefix(prefix) for prefix in snapshot.get("prefixes"))
            snapshot.reference.delete()
        return {"zombie_files_erased": erased}

    def _end(self, snapshot: Any) -> None:
        """End a job as one whose subject is gone, so that it gives back what it holds."""
        if snapshot.get("state") in ENDED:
            return
        while (seen := self._store.get(snapshot.id)) and seen.job.state not in ENDED:
            if self._store.abandon(seen):
                return

    def _may_be_written(self, page: Sequence[Any]) -> list[str]:
        """Prefixes of runs whose last worker may be alive still."""
        ended = ((s.id, s.get("completed_at"), s.read_time) for s in page)
        return [run_prefix(task_id) for task_id, at, now in ended if at is None or now - at < self._last_zombie]

    def _note(self, prefixes: list[str], now: datetime) -> None:
        if len(prefixes) > 1:
            self._db.collection("erasures").add({"prefixes": prefixes, "due_at": now + self._last_zombie})

    def _forget(self, subject: str, page: Sequence[Any]) -> None:
        ids = [snapshot.id for snapshot in page]
        answers = [a for n in range(0, len(ids), MOST_IN) for a in self._answers(ids[n : n + MOST_IN])]
        for n in range(0, len(answers), PAGE):
            _delete(self._db.batch(), answers[n : n + PAGE])
        locks = {self._db.document(f"locks/{lock_id(subject, snapshot.get('process'))}") for snapshot in page}
        letters = [self._db.document(f"dead_letters/{task_id}") for task_id in ids]
        _delete(self._db.batch(), [*locks, *letters, *(snapshot.reference for snapshot in page)])

    def _answers(self, ids: list[str]) -> list[DocumentReference]:
        found = self._db.collection("idempotency").where(filter=FieldFilter("task_id", "in", ids)).select([])
        return [snapshot.reference for snapshot in found.stream()]


def _delete(batch: WriteBatch, references: Sequence[DocumentReference]) -> None:
    for reference in references:
        batch.delete(reference)
    batch.commit()
