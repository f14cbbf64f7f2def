"""The calls for operators: metrics and dead letters."""

from __future__ import annotations

import logging
from functools import cached_property

from flask import Response
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from functions.problems import Problem
from functions.routes.operations.exposition import exposed
from functions.routes.operations.models import DeadLetterList, DeadLettersQuery, Replayed, ShownDeadLetter
from functions.routing import Call
from functions.services import Services
from shared.cloud.logs import fields
from shared.engine.errors import NoSuchJob
from shared.engine.job import State
from shared.engine.letters import DeadLetter, DeadLetters
from shared.engine.metrics import Metrics

log = logging.getLogger(__name__)


class OperationCalls:
    """What an operator looks at, and does."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def _letters(self) -> DeadLetters:
        return DeadLetters(self._services.db)

    def get_metrics(self, call: Call) -> Response:
        """How the engine does, in the text form of Prometheus: jobs, queue, phases, retries, workers, dead letters.

        The numbers are read from Firestore when asked for, about 550 reads: ask once a minute at most.
        """
        services = self._services
        metrics = Metrics(services.store, services.queue, services.pipelines, services.settings.lease_seconds)
        answer = Response(exposed(metrics.measure()), content_type=CONTENT_TYPE_PLAIN_0_0_4)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def list_dead_letters(self, call: Call, query: DeadLettersQuery) -> DeadLetterList:
        """Jobs whose attempts are spent and that nobody has set going again, newest first."""
        found = self._letters.page(query.page_size + 1, query.page_token, replayed=query.replayed)
        letters, more = found[: query.page_size], len(found) > query.page_size
        states = self._letters.states(letters)
        shown = [_shown(letter, states.get(letter.task_id)) for letter in letters]
        return DeadLetterList(dead_letters=shown, next_page_token=letters[-1].task_id if more else None)

    def replay_dead_letter(self, call: Call, task_id: str) -> Replayed:
        """Let a job whose attempts are spent go on from the phase that failed, with all its attempts anew."""
        if not self._services.store.dead_letter(task_id).get().exists:
            raise _missing()
        try:
            self._services.jobs.replay(task_id)
        except NoSuchJob as error:
            raise _missing() from error
        log.warning("replayed by an operator", extra=fields(job=task_id, by=call.uid))
        return Replayed(task_id=task_id)


def _missing() -> Problem:
    return Problem("dead_letter_not_found", "There is no such dead letter.")


def _shown(letter: DeadLetter, now: tuple[State, bool] | None) -> ShownDeadLetter:
    state, replayable = now or (None, False)
    return ShownDeadLetter(**letter.model_dump(), status=state, replayable=replayable)
