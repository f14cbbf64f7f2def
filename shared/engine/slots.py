"""Slots: which jobs of each owner may run. `slots/{owner}.{n}` names the job that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from google.api_core.exceptions import FailedPrecondition, NotFound
from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference, WriteBatch

from shared.engine.job import Job


@dataclass(frozen=True)
class Slot:
    """A slot that is taken, as it was read."""

    number: int
    owner_uid: str
    task_id: str
    update_time: datetime


class Slots:
    """Slots in Firestore. They change hands in the batches that let jobs run and make them rest."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def free(self, owner_uid: str, limit: int) -> list[int]:
        """The numbers, from 1 to `limit`, of an owner's slots that nobody holds."""
        slots = {self._slot(owner_uid, number): number for number in range(1, limit + 1)}
        taken = {snapshot.reference for snapshot in self._db.get_all(list(slots), []) if snapshot.exists}
        return [number for reference, number in slots.items() if reference not in taken]

    def taken(self) -> list[Slot]:
        """Every slot that somebody holds."""
        found = ((snapshot.to_dict() or {}, snapshot.update_time) for snapshot in self._db.collection("slots").stream())
        return [Slot(f["number"], f["owner_uid"], f["task_id"], updated) for f, updated in found]

    def reclaim(self, slot: Slot) -> bool:
        """Free a slot in the name of a job that could not; False when it changed hands since it was read."""
        try:
            unchanged = self._db.write_option(last_update_time=slot.update_time)
            self._slot(slot.owner_uid, slot.number).delete(option=unchanged)
        except (FailedPrecondition, NotFound):
            return False
        return True

    def take(self, batch: WriteBatch, job: Job) -> None:
        """Add to a batch that the job holds its slot, if it has one; another holder makes the batch fail."""
        if job.slot is not None:
            fields = {"number": job.slot, "owner_uid": job.owner_uid, "task_id": job.task_id}
            batch.create(self._slot(job.owner_uid, job.slot), {**fields, "created_at": SERVER_TIMESTAMP})

    def leave(self, batch: WriteBatch, job: Job) -> None:
        """Add to a batch that the job's slot, if it has one, is free."""
        if job.slot is not None:
            batch.delete(self._slot(job.owner_uid, job.slot))

    def _slot(self, owner_uid: str, number: int) -> DocumentReference:
        return self._db.collection("slots").document(f"{owner_uid.replace('/', ':')}.{number}")
