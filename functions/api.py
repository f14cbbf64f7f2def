"""The API as one HTTP function: find the route, see who calls, answer. Every error is a problem document."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Request, Response
from google.api_core.exceptions import DeadlineExceeded, ServiceUnavailable
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from functions import openapi
from functions.auth import Caller, SignIn
from functions.compression import compressed
from functions.problems import Problem
from functions.routes import all_routes
from functions.routing import JSON, Call, Route, url_map
from functions.services import Services
from functions.standing import Standing
from shared.cloud.auth import Directory
from shared.cloud.logs import about, also, fields, traced
from shared.collections.refusals import Refusal
from shared.engine.errors import EngineError
from shared.notices.errors import NoticeError

log = logging.getLogger(__name__)

VERSION = "0.1.0"
MB = 1024 * 1024
View = Callable[[Request], Response]


def make_api(services: Services) -> View:
    """The function for a set of services."""
    routes: list[Route] = all_routes(services)
    doors = cache(lambda: (SignIn(services.settings), Standing(Directory(services.settings))))
    limit_mb = services.settings.max_request_mb

    def openapi_json(call: Call) -> Response:
        """This description."""
        return Response(description(), mimetype=JSON)

    routes.append(Route("GET", "/api/openapi.json", openapi_json, public=True))
    description = cache(lambda: json.dumps(openapi.document(routes, VERSION)))
    paths = url_map(routes)

    def serve(request: Request) -> Response:
        matched: tuple[Route, Any] = paths.bind_to_environ(request.environ).match()
        route, given = matched
        if (request.content_length or 0) > limit_mb * MB:
            return _unread(limit_mb)
        request.max_content_length = limit_mb * MB  # for those that come in chunks
        if route.public:
            return route.handle(Call(request, ""), given)
        caller = admitted(route, request)
        if "task_id" in given:
            also(job=given["task_id"])
        return route.handle(Call(request, caller.uid, caller.owner), given)

    def admitted(route: Route, request: Request) -> Caller:
        sign_in, standing = doors()
        caller = sign_in(request)
        also(owner=caller.uid)
        standing.check(caller)
        if route.operator and not caller.operator:
            raise Problem("not_operator", "Only an operator may do this. Ask whoever runs Phasework to make you one.")
        if route.costly and (seconds := services.rates.wait(caller.uid)):
            raise Problem(
                "too_many_requests",
                f"You have asked for too much in this minute. Try again in {seconds} s.",
                headers={"Retry-After": str(seconds)},
            )
        return caller

    def answer(request: Request) -> Response:
        try:
            return serve(request)
        except RequestEntityTooLarge:
            return _unread(limit_mb)
        except Exception as error:  # noqa: BLE001 - every error becomes a problem document
            return as_problem(error, request).response()

    def api(request: Request) -> Response:
        began = time.monotonic()
        with about(**traced(request.headers, services.settings)):
            given = answer(request)
            _note(request, given, time.monotonic() - began)
        given.headers["X-Content-Type-Options"] = "nosniff"
        return compressed(request, given)

    return api


def as_problem(error: Exception, request: Request) -> Problem:
    """What an error means to the caller. What nobody foresaw is logged here, and told to nobody."""
    match error:
        case Problem():
            return error
        case Refusal():
            return Problem(error.code, error.message, error.more)
        case NoticeError():
            return Problem(error.code, error.message)
        case EngineError():
            return Problem(error.code, error.message, {"task_id": error.task_id})
        case RequestRedirect() | NotFound():
            return Problem("not_found", f"There is nothing at {request.path}. /api/openapi.json lists what there is.")
        case MethodNotAllowed():
            allowed = ", ".join(sorted(error.valid_methods or ()))
            detail = f"{request.method} is not possible at {request.path}; use {allowed}."
            return Problem("method_not_allowed", detail, headers={"Allow": allowed})
        case HTTPException():
            return Problem("bad_request", f"This request cannot be read: {error.description}")
        case ServiceUnavailable() | DeadlineExceeded():
            log.exception("%s %s", request.method, request.path)
            return Problem("service_unavailable", "A service that we rely on did not answer. Try again in a moment.")
    log.exception("%s %s", request.method, request.path)
    return Problem("internal_error", "Something went wrong on our side. It was noted; try again in a few minutes.")


def _note(request: Request, answer: Response, seconds: float) -> None:
    """A line for each call that changes something or is refused; the platform counts the others by itself.

    Only the path: what follows it may hold somebody's address.
    """
    if request.method != "GET" or answer.status_code >= 400:
        told = fields(status=answer.status_code, seconds=round(seconds, 3))
        log.info("%s %s", request.method, request.path, extra=told)


def _unread(limit_mb: int) -> Response:
    """A refusal before the body was read. As a stream, for the framework reads the body before any other answer."""
    refusal = Problem(
        "request_too_large",
        f"A request may hold {limit_mb} MB. For a larger file, ask for an upload URL: send its type, filename, "
        "size_bytes and content_type as JSON instead.",
    ).response()
    refusal.response = iter([refusal.get_data()])
    return refusal
