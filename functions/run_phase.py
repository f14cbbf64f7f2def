"""What the queue calls: one phase of one job, or one delivery of a webhook."""

from __future__ import annotations

from collections.abc import Callable

from flask import Request, Response
from pydantic import TypeAdapter, ValidationError

from functions.callers import CallerCheck, NotTheQueue
from functions.problems import problem
from functions.services import Services
from shared.cloud.logs import about, traced
from shared.engine.answers import Answer
from shared.engine.queue import PhaseCall
from shared.notices.deliverer import DeliveryCall

View = Callable[[Request], Response]
TASKS: TypeAdapter[PhaseCall | DeliveryCall] = TypeAdapter(PhaseCall | DeliveryCall)


def make_run_phase(services: Services) -> View:
    """The function for a set of services: 200 for whatever is recorded, 409 while another worker holds the phase."""
    check = CallerCheck(services.settings)

    def run_phase(request: Request) -> Response:
        try:
            check(request)
            call = TASKS.validate_json(request.get_data())
        except NotTheQueue as error:
            return problem(401, "not_the_queue", f"Only the queue may call this: {error}.")
        except ValidationError as error:
            return problem(400, "bad_task", f"This is not a task of ours: {error.error_count()} faults in its body.")
        with about(**traced(request.headers, services.settings)):
            answer = _handled(services, call)
        return Response(answer.text, answer.http_status, mimetype="text/plain")

    return run_phase


def _handled(services: Services, call: PhaseCall | DeliveryCall) -> Answer:
    if isinstance(call, DeliveryCall):
        with about(delivery=call.delivery_id):
            return services.deliverer.handle(call)
    with about(job=call.task_id):
        return services.worker.handle(call)
