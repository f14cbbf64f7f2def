"""The calls below `/api/batches`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from google.api_core.exceptions import AlreadyExists
from google.cloud.firestore import SERVER_TIMESTAMP
from ulid import ULID

from functions.problems import Problem
from functions.routes.batches.models import Batch, Entry, NewBatch, ShownBatch, ShownEntry
from functions.routes.batches.starting import UNREACHED, start_all
from functions.routes.collections.parts import Parts
from functions.routes.inputs import idempotency
from functions.routing import Call
from functions.services import Services
from shared.engine.store import Idempotency


class BatchCalls:
    """Starting a process for many collections, and looking at what became of it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self._services)

    def start_batch(self, call: Call, body: NewBatch) -> ShownBatch:
        """Start a process for up to a hundred collections: one job each, or a reason why there is none.

        The same Idempotency-Key gets the same jobs again, also when the first call was cut off half-way.
        """
        key = idempotency(call.request, call.uid)
        batch = self._remembered(body, call.uid, key)
        if not batch.entries:
            batch.entries = start_all(self._parts, batch, call, key)
            if not any(entry.code == UNREACHED for entry in batch.entries):
                entries = [entry.model_dump() for entry in batch.entries]
                self._services.db.document(f"batches/{batch.batch_id}").update({"entries": entries})
        return self._shown(batch)

    def get_batch(self, call: Call, batch_id: str) -> ShownBatch:
        """Where the jobs of a batch stand."""
        fields = self._services.db.document(f"batches/{batch_id}").get().to_dict()
        if not fields or fields["owner_uid"] != call.uid:
            raise Problem("batch_not_found", "There is no such batch, or it is not yours.")
        return self._shown(Batch.model_validate(fields))

    def _remembered(self, body: NewBatch, uid: str, key: Idempotency | None) -> Batch:
        """The batch as it is stored from now on, or was by an earlier call with this key."""
        batch_id = f"b{key.document_id[:32]}" if key else f"b{ULID()}"
        batch = Batch(batch_id=batch_id, owner_uid=uid, process=body.process, collection_ids=body.collection_ids)
        reference = self._services.db.document(f"batches/{batch_id}")
        try:
            written = reference.create(batch.model_dump() | {"created_at": SERVER_TIMESTAMP})
        except AlreadyExists:
            return self._same(Batch.model_validate(reference.get().to_dict()), body)
        created: Any = written.transform_results[0].timestamp_value
        return batch.model_copy(update={"created_at": created})

    @staticmethod
    def _same(earlier: Batch, body: NewBatch) -> Batch:
        if (earlier.process, earlier.collection_ids) != (body.process, body.collection_ids):
            raise Problem(
                "key_reused", "This Idempotency-Key was sent with another batch. Take a new key for this one."
            )
        return earlier

    def _shown(self, batch: Batch) -> ShownBatch:
        """The batch with each job as it is now, in two reads however many there are."""
        db = self._services.db
        job_ids = [entry.task_id for entry in batch.entries if entry.task_id and not entry.code]
        states = {s.id: s.get("state") for s in _found(db, [f"jobs/{name}" for name in job_ids], ["state"])}
        shown = f"processing_status.{batch.process}"
        waiting = {
            (own := s.to_dict()["processing_status"][batch.process])["task_id"]: own.get("queue_position")
            for s in _found(
                db,
                [f"collections/{entry.collection_id}" for entry in batch.entries if entry.task_id in states],
                [f"{shown}.task_id", f"{shown}.queue_position"],
            )
        }
        return ShownBatch.of(batch, [_entry(entry, states, waiting) for entry in batch.entries or _none(batch)])


def _found(db: Any, paths: list[str], fields: list[str]) -> list[Any]:
    """Those documents of these that there are, with these fields."""
    return [s for s in db.get_all([db.document(path) for path in paths], fields) if s.exists] if paths else []


def _entry(entry: Entry, states: dict[str, Any], waiting: dict[str, Any]) -> ShownEntry:
    task_id = entry.task_id or ""
    status = "refused" if entry.code else states.get(task_id, "deleted")
    position = waiting.get(task_id) if status == "processing" else None
    return ShownEntry(**entry.model_dump(), status=status, queue_position=position)


def _none(batch: Batch) -> list[Entry]:
    """For a batch whose call was cut off before each collection had been tried."""
    message = "This was not started: the call was cut off. Send the same batch again, with the same Idempotency-Key."
    return [Entry(collection_id=name, code=UNREACHED, message=message) for name in batch.collection_ids]
