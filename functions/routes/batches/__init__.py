"""Batches: one call that starts a process for many collections."""

from __future__ import annotations

from functions.routes.batches.calls import BatchCalls
from functions.routes.batches.models import ShownBatch
from functions.routes.inputs import KEY_HEADER, KEY_MEANING
from functions.routing import Route
from functions.services import Services


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = BatchCalls(services)
    key = {KEY_HEADER: KEY_MEANING}
    return [
        Route("POST", "/api/batches", calls.start_batch, 202, ShownBatch, ("key_reused",), headers=key, costly=True),
        Route("GET", "/api/batches/{batch_id}", calls.get_batch, 200, ShownBatch, ("batch_not_found",)),
    ]
