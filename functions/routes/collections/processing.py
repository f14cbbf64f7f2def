"""The verbs of every process: start, cancel, pause, resume, retry; and where each process stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import BaseModel

from functions.routes.collections.models import (
    DeckBody,
    ProcessingStatus,
    RetryBody,
    RetryDeckBody,
    RetryDocumentsBody,
    Started,
    Steered,
)
from functions.routes.collections.parts import Parts
from functions.routes.inputs import KEY_HEADER, KEY_MEANING, idempotency
from functions.routing import Answer, Call, Route
from shared.collections.deck.models import DeckJob, DeckLook
from shared.collections.models import LinesheetJob
from shared.collections.orders.models import OrderJob
from shared.collections.records import DECK_GENERATION, DOCUMENT_PROCESSING, ITEM_GENERATION, PROCESSES, Collection
from shared.engine.store import Idempotency

MEMBER = ("collection_not_found",)
STEER = (*MEMBER, "job_not_found", "wrong_state", "subject_gone")
START = (*MEMBER, "already_running", "subject_gone")
KEYED = {KEY_HEADER: KEY_MEANING}


class ProcessCalls(ABC):
    """The calls that steer one process. A system's own part is what its job works on.

    process: the key in `processing_status`; noun: how people are told of it. path: where its calls are. codes: why
    its job may not be ready to start.
    """

    process: str
    noun: str
    path: str
    codes: tuple[str, ...]

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @abstractmethod
    def routes(self) -> list[Route]:
        """Its five calls."""

    def _routes(self, start: Callable[..., Answer], retry: Callable[..., Answer]) -> list[Route]:
        ready = self.codes
        steer = [("cancel", self.cancel), ("pause", self.pause), ("resume", self.resume)]
        return [
            self._route("start", "", start, 202, Started, (*START, *ready), KEYED),
            *(self._route(verb, f"/{verb}", handler, 200, Steered, STEER, {}) for verb, handler in steer),
            self._route("retry", "/retry", retry, 200, Steered, (*STEER, "already_running", *ready), KEYED),
        ]

    def cancel(self, call: Call, collection_id: str) -> Steered:
        """Cancel the live job. It is cancelled when this returns; the last results still stand."""
        collection = self._parts.repository.status(collection_id, call.uid)
        task_id = self._parts.services.jobs.cancel(self.process, collection.path, call.uid)
        return Steered(message=f"{self.noun} was cancelled.", task_id=task_id, status="cancelled")

    def pause(self, call: Call, collection_id: str) -> Steered:
        """Pause the live job. It keeps what it has finished, and goes on when you resume it."""
        collection = self._parts.repository.status(collection_id, call.uid)
        task_id = self._parts.services.jobs.pause(self.process, collection.path)
        return Steered(message=f"{self.noun} is paused. Resume it when you like.", task_id=task_id, status="paused")

    def resume(self, call: Call, collection_id: str) -> Steered:
        """Let a paused job go on from the phase that is due."""
        collection = self._parts.repository.status(collection_id, call.uid)
        task_id = self._parts.services.jobs.resume(self.process, collection.path)
        return Steered(message=f"{self.noun} goes on.", task_id=task_id, status="processing")

    @abstractmethod
    def job(self, collection: Collection) -> BaseModel:
        """What its job works on, nothing asked for in particular. Raises NotReady."""

    def start_plainly(self, call: Call, collection_id: str, key: Idempotency | None) -> Started:
        """Start it as its button does. Raises NotFound, NotReady, AlreadyRunning, SubjectGone."""
        collection = self._parts.repository.get(collection_id, call.uid)
        return self.begin(call, collection, self.job(collection), key)

    def begin(self, call: Call, collection: Collection, params: BaseModel, key: Idempotency | None) -> Started:
        """Start a job. Raises AlreadyRunning, SubjectGone."""
        jobs = self._parts.services.jobs
        task_id = jobs.start(self.process, collection.path, call.uid, params, owner=call.owner, key=key)
        return Started(task_id=task_id, status_url=f"/api/{collection.path}/processing-status")

    def again(self, call: Call, collection: Collection, params: BaseModel, body: RetryBody) -> Steered:
        """Run a job again. Raises NoSuchJob, AlreadyRunning, WrongState, SubjectGone."""
        before = collection.process(self.process).task_id
        task_id = self._parts.services.jobs.retry(
            self.process,
            collection.path,
            call.uid,
            params,
            from_start=body.from_start,
            owner=call.owner,
            key=idempotency(call.request, call.uid),
        )
        return Steered(message=self._what_goes_on(task_id, before), task_id=task_id, status="processing")

    def _what_goes_on(self, task_id: str, before: str | None) -> str:
        """What a retry did, for the person who asked for it."""
        services = self._parts.services
        seen = services.store.get(task_id) if task_id == before else None
        if seen is None or seen.job.retried_from is None:
            return f"{self.noun} began anew."
        pipeline = services.pipelines[self.process]
        name = pipeline.phases[min(seen.job.retried_from, pipeline.total) - 1].name
        return f"{self.noun} goes on from {pipeline.unit} {seen.job.retried_from} of {pipeline.total}, “{name}”."

    def params_of(self, collection: Collection) -> dict[str, Any]:
        """What the process's last job worked on; empty when it was never run."""
        task_id = collection.process(self.process).task_id
        seen = self._parts.services.store.get(task_id) if task_id else None
        return seen.job.params if seen else {}

    def _route(
        self,
        verb: str,
        path: str,
        handler: Callable[..., Answer],
        status: int,
        answer: type[BaseModel],
        codes: tuple[str, ...],
        headers: dict[str, str],
    ) -> Route:
        name = f"{verb}_{self.process}"
        costly = verb in ("start", "retry")  # nobody must be kept from cancelling
        path = f"{self.path}{path}"
        return Route("POST", path, handler, status, answer, codes, headers=headers, name=name, costly=costly)


class DocumentProcessing(ProcessCalls):
    """Linesheets become products."""

    process = DOCUMENT_PROCESSING
    noun = "Processing"
    path = "/api/collections/{collection_id}/documents/process"
    codes = ("no_linesheet",)

    def routes(self) -> list[Route]:
        """Its five calls."""
        return self._routes(self.start, self.retry)

    def start(self, call: Call, collection_id: str) -> Started:
        """Start processing the collection's linesheets. One run at a time."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return self.begin(call, collection, self.job(collection), idempotency(call.request, call.uid))

    def job(self, collection: Collection) -> LinesheetJob:
        """The collection's linesheets."""
        return self._parts.repository.linesheet_job(collection)

    def retry(self, call: Call, collection_id: str, body: RetryDocumentsBody) -> Steered:
        """Run a failed or cancelled job again.

        A failed job goes on from the phase that failed; with another `category_hint` from the phase that reads it.
        After a cancel, with `from_start`, or when documents changed, a new job begins, and `message` says so. A hint
        that is left out stays as it was.
        """
        collection = self._parts.repository.status(collection_id, call.uid)
        hint = body.category_hint
        if hint is None:
            hint = self.params_of(collection).get("category_hint")
        return self.again(call, collection, self._parts.repository.linesheet_job(collection, hint or None), body)


class ItemGeneration(ProcessCalls):
    """Purchase orders become items."""

    process = ITEM_GENERATION
    noun = "Item generation"
    path = "/api/collections/{collection_id}/items/generate"
    codes = ("no_purchase_order", "no_products")

    def routes(self) -> list[Route]:
        """Its five calls."""
        return self._routes(self.start, self.retry)

    def start(self, call: Call, collection_id: str) -> Started:
        """Start making items of the collection's purchase orders, matched with the products of the last result."""
        return self.start_plainly(call, collection_id, idempotency(call.request, call.uid))

    def job(self, collection: Collection) -> OrderJob:
        """The collection's orders."""
        return self._parts.repository.order_job(collection)

    def retry(self, call: Call, collection_id: str, body: RetryBody) -> Steered:
        """Run a failed or cancelled job again.

        A failed job goes on from the step that failed; from step 3 when you have corrected columns since, and from
        step 5 when products changed, if these come earlier. After a cancel, with `from_start`, or when documents
        changed, a new job begins. `message` says which.
        """
        collection = self._parts.repository.get(collection_id, call.uid)
        return self.again(call, collection, self.job(collection), body)


class DeckGeneration(ProcessCalls):
    """Items become a deck."""

    process = DECK_GENERATION
    noun = "Deck generation"
    path = "/api/collections/{collection_id}/decks/generate"
    codes = ("no_items",)

    def routes(self) -> list[Route]:
        """Its five calls."""
        return self._routes(self.start, self.retry)

    def start(self, call: Call, collection_id: str, body: DeckBody) -> Started:
        """Start making a deck of the items, or of the products where there are none.

        `settings` count for this deck alone; what is left out is as the collection's deck settings have it.
        """
        collection = self._parts.repository.get(collection_id, call.uid)
        key = idempotency(call.request, call.uid)
        return self.begin(call, collection, self._parts.repository.deck_job(collection, body.settings), key)

    def job(self, collection: Collection) -> DeckJob:
        """The collection's items or products, and its deck settings."""
        return self._parts.repository.deck_job(collection)

    def retry(self, call: Call, collection_id: str, body: RetryDeckBody) -> Steered:
        """Run a failed or cancelled job again; with other `settings` or after a change of items it begins anew.

        Settings that are left out stay as they were.
        """
        collection = self._parts.repository.get(collection_id, call.uid)
        before = self.params_of(collection)
        look = body.settings if "settings" in body.model_fields_set else DeckLook(**before.get("chosen", {}))
        job = self._parts.repository.deck_job(collection, look)
        if day := before.get("day"):  # made on another day it is the same deck
            job = job.model_copy(update={"day": date.fromisoformat(day)})
        return self.again(call, collection, job, body)


def all_processes(parts: Parts) -> dict[str, ProcessCalls]:
    """The calls of every process, by its key in `processing_status`."""
    return {calls.process: calls(parts) for calls in (DocumentProcessing, ItemGeneration, DeckGeneration)}


class StatusCalls:
    """Where every process stands."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def get_processing_status(self, call: Call, collection_id: str) -> ProcessingStatus:
        """Where each process stands, as stored."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return ProcessingStatus(**{name: collection.process(name) for name in PROCESSES})
