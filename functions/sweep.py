"""What Cloud Scheduler calls: find what was lost and set it going again."""

from __future__ import annotations

import json
import logging

from flask import Request, Response

from functions.callers import CallerCheck, NotTheQueue
from functions.problems import problem
from functions.run_phase import View
from functions.services import Services
from shared.cloud.logs import about, fields, traced

log = logging.getLogger(__name__)


def make_sweep(services: Services) -> View:
    """The function for a set of services; answers with counts of what it did."""
    check = CallerCheck(services.settings)

    def sweep(request: Request) -> Response:
        try:
            check(request)
        except NotTheQueue as error:
            return problem(401, "not_the_scheduler", f"Only the scheduler may call this: {error}.")
        with about(**traced(request.headers, services.settings)):
            swept = services.sweeper.sweep().as_dict() | services.deliverer.sweep() | services.eraser.sweep()
            swept |= services.rates.sweep()
            log.info("swept", extra=fields(**swept))
        return Response(json.dumps(swept), mimetype="application/json")

    return sweep
