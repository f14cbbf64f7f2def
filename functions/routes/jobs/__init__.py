"""Jobs: who started what, how it went, and what it has found so far."""

from __future__ import annotations

from functions.routes.jobs.history import JobCalls
from functions.routes.jobs.models import JobList, Previews, ShownJob
from functions.routing import Route
from functions.services import Services


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = JobCalls(services)
    one = "/api/jobs/{task_id}"
    return [
        Route("GET", "/api/jobs", calls.list_jobs, 200, JobList, ("collection_not_found",)),
        Route("GET", one, calls.get_job, 200, ShownJob, ("job_not_found",)),
        Route("GET", f"{one}/previews", calls.get_previews, 200, Previews, ("job_not_found", "previews_gone")),
    ]
