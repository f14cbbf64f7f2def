"""The deployed entry point, loaded as Cloud Functions loads it, over real emulators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import requests
from flask import Flask
from functions_framework import create_app

from emulator.auth import sign_up
from emulator.config import ROOT
from emulator.stack import Stack
from functions.services import Services
from shared.cloud.config import settings
from shared.registry import PIPELINES
from tests.integration.test_api.client import Described, Person, Reply, Send, Sign


@pytest.fixture(scope="session")
def app(emulators: Stack) -> Flask:
    """main.py's `api` function, in this process; no worker is there, so a started job stays waiting."""
    app: Flask = create_app("api", str(ROOT / "main.py"))  # type: ignore[no-untyped-call]
    return app


@pytest.fixture(scope="session")
def send(app: Flask) -> Send:
    """Requests to the entry point in this process."""

    def send(method: str, path: str, headers: Mapping[str, str], body: bytes | None, query: Mapping[str, Any]) -> Reply:
        reply = app.test_client().open(
            path, method=method, headers=dict(headers), data=body, query_string=dict(query) or None
        )
        return Reply(reply.status_code, dict(reply.headers), reply.get_data())

    return send


@pytest.fixture(scope="session")
def described(send: Send) -> Described:
    """The served OpenAPI document."""
    return Described(send("GET", "/api/openapi.json", {}, None, {}).json)


@pytest.fixture
def sign(emulators: Stack, send: Send, described: Described) -> Sign:
    """Signs somebody up, who then calls the entry point."""

    def sign(email: str) -> Person:
        user = sign_up(emulators.addresses.auth, email)
        return Person(send, described, user.headers, user.uid)

    return sign


@pytest.fixture
def ana(sign: Sign) -> Person:
    return sign("ana@example.com")


@pytest.fixture
def ben(sign: Sign) -> Person:
    return sign("ben@example.com")


@pytest.fixture
def nobody(send: Send, described: Described) -> Person:
    """Calls without a token."""
    return Person(send, described, {})


@pytest.fixture
def collection(ana: Person) -> str:
    """The path of an empty collection of Ana's."""
    return ana.collection()


@pytest.fixture
def services(emulators: Stack) -> Services:
    """Our own way into Firestore and Storage, to look at what the API left there."""
    return Services(settings(), PIPELINES)


@pytest.fixture
def ana_at_stack(emulators: Stack, stack: Stack, described: Described) -> Person:
    """Ana at the running API process, with workers behind it."""

    def send(method: str, path: str, headers: Mapping[str, str], body: bytes | None, query: Mapping[str, Any]) -> Reply:
        with requests.Session() as session:
            session.trust_env = False
            reply = session.request(
                method, stack.api_url + path, headers=dict(headers), data=body, params=query, allow_redirects=False
            )
        return Reply(reply.status_code, dict(reply.headers), reply.content)

    user = sign_up(emulators.addresses.auth, "ana@example.com")
    return Person(send, described, user.headers, user.uid)
