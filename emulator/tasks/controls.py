"""The HTTP side's other half: the OIDC provider's documents, and controls for tests the real service does not have."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from emulator.tasks.emulator import Emulator
from emulator.tasks.faults import Fault
from emulator.tasks.oidc import Issuer
from emulator.tasks.queue import TaskQueue
from emulator.tasks.task import Task

_DEFAULT_TIMEOUT = 30.0
_DEFAULT_PATIENCE = 5.0
_YES = ("1", "true", "yes")


def add_identity_routes(app: web.Application, issuer: Issuer) -> None:
    """The public documents a receiver verifies tokens with."""
    for path, document in (
        ("/.well-known/openid-configuration", issuer.discovery),
        ("/jwks", issuer.jwks),
        ("/certs", issuer.certificates),
    ):
        app.router.add_get(path, _serve(document()))


def _serve(document: dict[str, Any]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def get(_: web.Request) -> web.Response:
        return web.json_response(document)

    return get


def add_control_routes(app: web.Application, emulator: Emulator, issuer: Issuer) -> None:
    """`/control/...`: reset, wait-idle, token, tasks. A wrong parameter is answered with 400 and a sentence."""

    async def reset(request: web.Request) -> web.Response:
        await emulator.reset(queues=_flag(request, "queues"))
        return web.json_response({})

    async def wait_idle(request: web.Request) -> web.Response:
        seconds = _seconds(request, "timeout", _DEFAULT_TIMEOUT)
        idle = await emulator.wait_idle(seconds, scheduled=_flag(request, "scheduled"))
        return web.json_response({"idle": idle, **_left(emulator)})

    async def token(request: web.Request) -> web.Response:
        email, audience = await _identity(request)
        return web.json_response({"token": issuer.token(email, audience)})

    async def tasks(_: web.Request) -> web.Response:
        return web.json_response({"queues": [_queue_overview(queue) for queue in emulator.queues()]})

    app.router.add_post("/control/reset", reset)
    app.router.add_post("/control/wait-idle", wait_idle)
    app.router.add_post("/control/token", token)
    app.router.add_get("/control/tasks", tasks)


def add_clock_routes(app: web.Application, emulator: Emulator) -> None:
    """`/control/clock`: the emulator's time; `/freeze`, `/run` and `/advance` move it."""
    clock = emulator.clock

    def now() -> web.Response:
        return web.json_response({"now": clock.now(), "frozen": clock.frozen})

    async def get(_: web.Request) -> web.Response:
        return now()

    async def freeze(_: web.Request) -> web.Response:
        clock.freeze()
        return now()

    async def run(_: web.Request) -> web.Response:
        clock.run()
        return now()

    async def advance(request: web.Request) -> web.Response:
        if not clock.frozen:
            raise web.HTTPBadRequest(text="the clock runs by itself; freeze it first")
        seconds, patience = _seconds(request, "seconds", 0.0), _seconds(request, "patience", _DEFAULT_PATIENCE)
        await emulator.advance(seconds, patience, until_idle=_flag(request, "until_idle"))
        return now()

    app.router.add_get("/control/clock", get)
    app.router.add_post("/control/clock/freeze", freeze)
    app.router.add_post("/control/clock/run", run)
    app.router.add_post("/control/clock/advance", advance)


def add_fault_routes(app: web.Application, emulator: Emulator) -> None:
    """`/control/faults`: inject one (POST), see all and how often they happened (GET), clear them (DELETE)."""

    async def inject(request: web.Request) -> web.Response:
        emulator.faults.active.append(await _fault(request))
        return web.json_response({})

    async def get(_: web.Request) -> web.Response:
        return web.json_response({"faults": [asdict(fault) for fault in emulator.faults.active]})

    async def clear(request: web.Request) -> web.Response:
        emulator.faults.clear(seed=request.query.get("seed", "0"))
        return web.json_response({})

    app.router.add_post("/control/faults", inject)
    app.router.add_get("/control/faults", get)
    app.router.add_delete("/control/faults", clear)


async def _fault(request: web.Request) -> Fault:
    allowed = {field.name for field in fields(Fault)} - {"happened"}
    try:
        given = await request.json()
        fault = Fault(**{name: given[name] for name in given if name in allowed})
        wrong = ", ".join(set(given) - allowed)
        complaint = f"there is no field {wrong}" if wrong else fault.check()
    except (ValueError, TypeError) as error:
        raise web.HTTPBadRequest(text=f'the body must be a fault such as {{"kind": "duplicate"}}: {error}') from error
    if complaint:
        raise web.HTTPBadRequest(text=complaint)
    return fault


def _flag(request: web.Request, name: str) -> bool:
    return request.query.get(name, "").lower() in _YES


def _seconds(request: web.Request, name: str, default: float) -> float:
    try:
        seconds = float(request.query.get(name, default))
    except ValueError as error:
        raise web.HTTPBadRequest(text=f"{name} must be a number of seconds") from error
    if not 0 <= seconds < float("inf"):
        raise web.HTTPBadRequest(text=f"{name} must be a number of seconds that is not negative")
    return seconds


async def _identity(request: web.Request) -> tuple[str, str]:
    try:
        body = await request.json()
        email, audience = body["email"], body["audience"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise web.HTTPBadRequest(text='the body must be {"audience": ..., "email": ...}') from error
    if not isinstance(email, str) or not isinstance(audience, str):
        raise web.HTTPBadRequest(text="audience and email must be strings")
    return email, audience


def _left(emulator: Emulator) -> dict[str, Any]:
    """What is not finished: in flight, due now, or scheduled for later; tasks of paused queues left out."""
    now = emulator.clock.now()
    pending = [task for queue in emulator.queues() for task in queue.pending()]
    return {
        "in_flight": [task.name for task in emulator.in_flight()],
        "due": [task.name for task in pending if task.due <= now],
        "scheduled": [{"name": task.name, "at": _iso(task.due)} for task in pending if task.due > now],
    }


def _queue_overview(queue: TaskQueue) -> dict[str, Any]:
    return {
        "name": queue.message.name,
        "paused": queue.is_paused,
        "tombstones": len(queue.tombstones),
        "tasks": [_task_overview(task) for task in queue.tasks()],
    }


def _task_overview(task: Task) -> dict[str, Any]:
    return {
        "name": task.name,
        "url": task.message.http_request.url,
        "schedule_time": _iso(task.due),
        "in_flight": task.in_flight > 0,
        "dispatch_count": task.message.dispatch_count,
        "response_count": task.message.response_count,
        "last_status": task.previous_status,
    }


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()
