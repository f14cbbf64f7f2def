"""Every documented call: one package or module a system, and the jobs that are common to all."""

from __future__ import annotations

from functions.routes import batches, collections, jobs, me, operations, webhooks
from functions.routing import Route
from functions.services import Services


def all_routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    return [
        *collections.routes(services),
        *jobs.routes(services),
        *batches.routes(services),
        *me.routes(services),
        *webhooks.routes(services),
        *operations.routes(services),
    ]
