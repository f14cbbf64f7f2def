"""Which results no longer show what they were made from, and why.

`stale.<process>` and `stale_reasons.<process>` of a collection are written with each change, and anew with each result.
A change that comes while a run is under way is noted on its job, in the same batch: the run's commit, which names the
job as it was read, is refused then and looks again. So the flags that are stored are true at any moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from google.cloud.firestore import ArrayRemove, ArrayUnion, Client, WriteBatch

from shared.collections.records import (
    DECK_GENERATION,
    DOCUMENT_PROCESSING,
    ITEM_GENERATION,
    PROCESSES,
    Collection,
    DocumentType,
)
from shared.engine.job import Job, State
from shared.engine.store import Also, Fields

Reason = Literal[
    "documents_changed",
    "products_changed",
    "corrections_changed",
    "columns_changed",
    "items_changed",
    "settings_changed",
]


@dataclass(frozen=True)
class Compared:
    """A reason that was looked into: whether the result that stands, and the job that goes on, were made from something
    else than what there is now. Where they were not, the reason is taken back."""

    reason: Reason
    result_differs: bool
    job_differs: bool


Reasons = Mapping[str, Reason | Compared]  # process -> why its result is stale

USES: dict[DocumentType, str] = {"linesheet": DOCUMENT_PROCESSING, "purchase_order": ITEM_GENERATION}
FOLLOWS: dict[str, dict[str, Reason]] = {
    DOCUMENT_PROCESSING: {ITEM_GENERATION: "products_changed", DECK_GENERATION: "products_changed"},
    ITEM_GENERATION: {DECK_GENERATION: "items_changed"},
}


def documents_changed(types: Iterable[DocumentType]) -> Reasons:
    """What documents of these types that come or go make stale."""
    return dict.fromkeys((USES[kind] for kind in types), "documents_changed")


def marks(collection: Collection, reasons: Reasons, *, guarded: bool = True) -> dict[str, Any]:
    """Fields of a collection whose results are stale for these reasons; a process that never ran has no result.

    guarded: the collection is written only if it is still as given. Otherwise no reason is taken back: others may have
    come.
    """
    fields: dict[str, Any] = {}
    for process, why in reasons.items():
        if collection.process(process).status == "idle":
            continue
        if not isinstance(why, Compared) or why.result_differs:
            reason = why.reason if isinstance(why, Compared) else why
            fields |= {f"stale.{process}": True, f"stale_reasons.{process}": ArrayUnion([reason])}
        elif guarded:
            left = sorted({*collection.stale_reasons.get(process, ())} - {why.reason})
            fields |= {f"stale.{process}": bool(left), f"stale_reasons.{process}": left}
    return fields


def note(db: Client, batch: WriteBatch, collection: Collection, reasons: Reasons) -> None:
    """Note changes on the jobs that go on, or may go on, without having seen them."""
    jobs = {
        db.document(f"jobs/{status.task_id}"): _noted(why)
        for process, why in reasons.items()
        if (status := collection.process(process)).task_id and status.status not in ("idle", "completed")
    }
    there = {s.reference.path for s in db.get_all(list(jobs), ["task_id"]) if s.exists} if jobs else set()
    for job, changes in jobs.items():
        if job.path in there:
            batch.update(job, {"changes": changes})


def _noted(why: Reason | Compared) -> ArrayUnion | ArrayRemove:
    if not isinstance(why, Compared):
        return ArrayUnion([why])
    return ArrayUnion([why.reason]) if why.job_differs else ArrayRemove([why.reason])


class Staleness:
    """A hook of `JobStore`'s endings: with a result its own flag is written anew, and what was made of the last is
    stale."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def __call__(self, job: Job, changes: Fields) -> Also:
        completed = changes.get("state") == State.COMPLETED and job.process in PROCESSES
        return (lambda batch: self._write(batch, job)) if completed else _nothing

    def _write(self, batch: WriteBatch, job: Job) -> None:
        """Called anew for each try of the batch, after the job was read: what it notes since makes the batch fail."""
        subject, current = self._db.document(job.subject), self._db.document(f"jobs/{job.task_id}")
        found = {s.reference.path: s.to_dict() or {} for s in self._db.get_all([subject, current])}
        reasons = sorted({*found[current.path].get("changes", ()), *self._documents_changed(job)})
        collection = Collection.of(subject.id, found[subject.path])
        follows = FOLLOWS.get(job.process, {})
        fields = {f"stale.{job.process}": bool(reasons), f"stale_reasons.{job.process}": reasons}
        batch.update(subject, fields | marks(collection, follows))
        note(self._db, batch, collection, follows)

    def _documents_changed(self, job: Job) -> list[Reason]:
        """Whether a document came or went between the look at the collection that the job began with and its start."""
        kind = next((kind for kind, process in USES.items() if process == job.process), None)
        if kind is None:
            return []
        documents = self._db.collection(f"{job.subject}/documents").select(["type"]).stream()
        there = {s.id for s in documents if s.get("type") == kind}
        used = {entry.get("document_id") for entry in job.params.get("documents", [])}
        return [] if there == used else ["documents_changed"]


def _nothing(batch: WriteBatch) -> None:
    """A job that ended without a result leaves the last one, and what is said of it, as they are."""
