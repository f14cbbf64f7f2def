"""Calls that cost us are counted, over all instances, and sign-ins that ended count no more."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests
from firebase_admin import auth
from flask import Flask
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from emulator.auth import sign_up
from emulator.stack import Stack
from functions.api import make_api
from functions.auth import Caller
from functions.problems import Problem
from functions.routes import all_routes
from functions.services import Services
from functions.standing import KEPT_SECONDS, Standing
from shared.cloud.auth import Directory
from shared.cloud.config import settings
from shared.cloud.rates import Rates
from shared.engine.job import Starter
from shared.registry import PIPELINES
from tests.integration.test_api.client import Described, Person, Reply, Send

UNCOUNTED = ("cancel", "pause", "resume", "accept", "reject", "move", "collections", "replay", "notifications")


def test_each_person_has_a_limit_in_each_minute(services: Services) -> None:
    now = [1000 * 60.0 + 15]
    one, other = (Rates(services.db, 3, lambda: now[0]) for _ in range(2))  # two instances
    assert [rates.wait("ana") for rates in (one, other, one, other, one)] == [0, 0, 0, 45, 45]
    assert one.wait("ben") == 0
    now[0] += 45
    assert other.wait("ana") == 0


def test_counters_of_minutes_that_are_over_are_deleted(services: Services) -> None:
    rates = Rates(services.db, 3)
    rates.wait("ana")
    services.db.document("rates/old").set({"calls": 3, "last_at": services.store.now().replace(year=2020)})
    assert rates.sweep() == {"rates_forgotten": 1}
    assert len(services.db.collection("rates").get()) == 1


def test_too_many_are_refused_and_told_when_to_come_again(emulators: Stack, described: Described) -> None:
    few = Services(settings().model_copy(update={"costly_calls_per_minute": 2}), PIPELINES)
    api, user = make_api(few), sign_up(emulators.addresses.auth, "ana@example.com")
    app = Flask("few")

    def call(method: str, path: str, **more: Any) -> Reply:
        with app.app_context():
            answer = api(Request(EnvironBuilder(path, method=method, headers=user.headers, **more).get_environ()))  # type: ignore[arg-type]
        reply = Reply(answer.status_code, dict(answer.headers), answer.get_data())
        described.judge(method, path, reply)
        return reply

    one = f"/api/collections/{call('POST', '/api/collections', json={'name': 'Spring'}).json['collection_id']}"
    start = f"{one}/documents/process"
    assert [call("POST", start).problem for _ in range(2)] == [(422, "no_linesheet")] * 2
    refused = call("POST", start)
    assert refused.problem == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert call("GET", one).status == 200, "reading goes on"
    assert call("POST", f"{start}/cancel").problem == (404, "job_not_found"), "and so does what ends work"


def test_what_is_not_counted_is_cheap(services: Services) -> None:
    """A new call that makes something is counted, or is named here."""
    made = [route for route in all_routes(services) if route.method in ("POST", "PUT")]
    uncounted = {route.path.rpartition("/")[2] for route in made if not route.costly}
    assert uncounted == set(UNCOUNTED)


@pytest.mark.parametrize("how", ["revoked", "disabled", "deleted"])
def test_a_sign_in_that_ended_counts_no_more(ana: Person, how: str) -> None:
    app = Directory(settings())._app()
    match how:
        case "revoked":
            auth.update_user(ana.uid, valid_since=int(time.time()) + 1, app=app)
        case "disabled":
            auth.update_user(ana.uid, disabled=True, app=app)
        case "deleted":
            auth.delete_user(ana.uid, app=app)
    reply = ana.get("/api/collections")
    assert reply.problem == (401, "revoked_token")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_an_account_is_asked_about_once_a_minute(emulators: Stack) -> None:
    now = [0.0]
    user = sign_up(emulators.addresses.auth, "ana@example.com")
    standing = Standing(Directory(settings()), lambda: now[0])
    caller = Caller(user.uid, Starter(), issued_at=time.time())
    standing.check(caller)
    auth.delete_user(user.uid, app=Directory(settings())._app())
    now[0] += KEPT_SECONDS - 1
    standing.check(caller)
    now[0] += 1
    with pytest.raises(Problem) as raised:
        standing.check(caller)
    assert raised.value.code == "revoked_token"


def test_an_anonymous_account_is_none(emulators: Stack, ana: Person) -> None:
    url = f"http://{emulators.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=local"
    token = requests.post(url, json={"returnSecureToken": True}, timeout=10).json()["idToken"]
    reply = ana.call("GET", "/api/collections", headers={"Authorization": f"Bearer {token}"})
    assert reply.problem == (403, "anonymous_token")


def test_no_answer_is_taken_for_another_type(ana: Person, nobody: Person, send: Send) -> None:
    described = send("GET", "/api/openapi.json", {}, None, {})
    for reply in (ana.get("/api/collections"), nobody.get("/api/collections"), described):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
