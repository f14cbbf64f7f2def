"""Document processing: start, cancel, retry, status."""

from __future__ import annotations

from functions.routes.collections.models import ProcessingStatus, RetryBody, Started, Steered
from functions.routes.collections.parts import Parts
from functions.routes.inputs import idempotency
from functions.routing import Call
from shared.collections.records import DOCUMENT_PROCESSING, PROCESSES, Collection
from shared.engine.store import Idempotency


class ProcessingCalls:
    """The calls below `…/documents/process`, and `…/processing-status`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def process_documents(self, call: Call, collection_id: str) -> Started:
        """Start processing the collection's linesheets. One run at a time."""
        key = idempotency(call.request, call.uid)
        return start(self._parts, self._parts.repository.status(collection_id, call.uid), call, key)

    def cancel_processing(self, call: Call, collection_id: str) -> Steered:
        """Cancel the running job. It is cancelled when this returns; the last results still stand."""
        collection = self._parts.repository.status(collection_id, call.uid)
        task_id = self._parts.services.jobs.cancel(DOCUMENT_PROCESSING, collection.path, call.uid)
        return Steered(message="Processing was cancelled.", task_id=task_id, status="cancelled")

    def retry_processing(self, call: Call, collection_id: str, body: RetryBody) -> Steered:
        """Run a failed or cancelled job again.

        A failed job goes on from the phase that failed; with another `category_hint` from the one that reads it, if
        that comes earlier. After a cancel, with `from_start`, or when documents changed, a new job begins. `message`
        says which.
        """
        key = idempotency(call.request, call.uid)
        collection = self._parts.repository.status(collection_id, call.uid)
        before = collection.process(DOCUMENT_PROCESSING).task_id
        hint = body.category_hint if body.category_hint is not None else self._hint_of(before)
        params = self._parts.repository.linesheet_job(collection, hint or None)
        task_id = self._parts.services.jobs.retry(
            DOCUMENT_PROCESSING,
            collection.path,
            call.uid,
            params,
            from_start=body.from_start,
            owner=call.owner,
            key=key,
        )
        return Steered(message=self._what_goes_on(task_id, before), task_id=task_id, status="processing")

    def get_processing_status(self, call: Call, collection_id: str) -> ProcessingStatus:
        """Where each process stands, as stored."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return ProcessingStatus(**{name: collection.process(name) for name in PROCESSES})

    def _what_goes_on(self, task_id: str, before: str | None) -> str:
        """What a retry did, for the person who asked for it."""
        services = self._parts.services
        seen = services.store.get(task_id) if task_id == before else None
        if seen is None or seen.job.retried_from is None:
            return f"Processing began anew, as {task_id}."
        phases = services.pipelines[DOCUMENT_PROCESSING].phases
        name = phases[min(seen.job.retried_from, len(phases)) - 1].name
        return f"Processing goes on from phase {seen.job.retried_from} of {len(phases)}, “{name}”."

    def _hint_of(self, task_id: str | None) -> str | None:
        """The hint a job was given: a retry that says nothing of it keeps it."""
        seen = self._parts.services.store.get(task_id) if task_id else None
        return seen.job.params.get("category_hint") if seen else None


def start(parts: Parts, collection: Collection, call: Call, key: Idempotency | None) -> Started:
    """Start document processing. Raises NotReady, AlreadyRunning, SubjectGone."""
    params = parts.repository.linesheet_job(collection)
    jobs = parts.services.jobs
    task_id = jobs.start(DOCUMENT_PROCESSING, collection.path, call.uid, params, owner=call.owner, key=key)
    return Started(task_id=task_id, status_url=f"/api/{collection.path}/processing-status")
