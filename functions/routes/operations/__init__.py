"""Operations: how the engine does, and jobs that wait for somebody to look at them. For operators only."""

from __future__ import annotations

from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from functions.routes.operations.calls import OperationCalls
from functions.routes.operations.models import DeadLetterList, Replayed
from functions.routing import Route
from functions.services import Services

LETTERS = "/api/dead-letters"
TEXT = CONTENT_TYPE_PLAIN_0_0_4.partition(";")[0]


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = OperationCalls(services)
    replay = ("dead_letter_not_found", "wrong_state", "already_running", "subject_gone")
    return [
        Route("GET", "/api/metrics", calls.get_metrics, media=TEXT, operator=True),
        Route("GET", LETTERS, calls.list_dead_letters, 200, DeadLetterList, operator=True),
        Route("POST", f"{LETTERS}/{{task_id}}/replay", calls.replay_dead_letter, 202, Replayed, replay, operator=True),
    ]
