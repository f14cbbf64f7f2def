"""Tokens: verified by google-auth, as a deployed worker does it, against the emulator's own keys."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import google.auth.transport.requests
import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import exceptions
from google.oauth2 import id_token

from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.control import TasksControl
from emulator.tasks.process import RunningEmulator
from tests.integration.test_tasks_emulator.conftest import MakeTask

EMAIL = "tasks@demo-project.iam.gserviceaccount.com"
AUDIENCE = "http://worker.test"
FORMS = pytest.mark.parametrize("certs", ["jwks", "certs"])


@pytest.fixture
def request_() -> Iterator[google.auth.transport.requests.Request]:
    with requests.Session() as session:
        yield google.auth.transport.requests.Request(session=session)


def token_of(receiver: Receiver) -> str:
    (authorization,) = receiver.calls[-1].headers.get_all("Authorization", [])
    scheme, token = authorization.split(" ")
    assert scheme == "Bearer"
    return str(token)


@FORMS
def test_a_task_brings_a_token_that_google_auth_accepts(
    emulator: RunningEmulator, receiver: Receiver, queue: str, make_task: MakeTask, request_: Any, certs: str
) -> None:
    oidc_token = {"service_account_email": EMAIL, "audience": AUDIENCE}
    make_task(queue, receiver.url, request={"oidc_token": oidc_token, "headers": {"authorization": "Bearer mine"}})
    emulator.control.wait_idle(10)
    token = token_of(receiver)
    claims = id_token.verify_token(token, request_, audience=AUDIENCE, certs_url=f"{emulator.url}/{certs}")
    assert claims["iss"] == emulator.url
    assert (claims["aud"], claims["email"], claims["email_verified"]) == (AUDIENCE, EMAIL, True)
    assert claims["sub"] == claims["azp"]
    assert len(claims["sub"]) == 21
    assert claims["exp"] - claims["iat"] == 3600
    assert abs(claims["iat"] - time.time()) < 60
    assert jwt.get_unverified_header(token)["alg"] == "RS256"


def test_the_audience_is_the_tasks_url_unless_it_is_named(
    emulator: RunningEmulator, receiver: Receiver, queue: str, make_task: MakeTask, request_: Any
) -> None:
    url = f"{receiver.url}/letters?a=1"
    make_task(queue, url, request={"oidc_token": {"service_account_email": EMAIL}})
    emulator.control.wait_idle(10)
    claims = id_token.verify_token(token_of(receiver), request_, audience=url, certs_url=f"{emulator.url}/jwks")
    assert claims["aud"] == url


def test_the_control_side_mints_the_same_kind_of_token(
    emulator: RunningEmulator, control: TasksControl, request_: Any
) -> None:
    token = control.token(AUDIENCE, EMAIL)
    claims = id_token.verify_token(token, request_, audience=AUDIENCE, certs_url=f"{emulator.url}/jwks")
    assert (claims["iss"], claims["email"]) == (emulator.url, EMAIL)
    other = id_token.verify_token(
        control.token(AUDIENCE, "other@x.com"), request_, AUDIENCE, certs_url=f"{emulator.url}/jwks"
    )
    assert other["email"] == "other@x.com"
    assert other["sub"] != claims["sub"]


@FORMS
def test_a_token_for_another_audience_is_refused(
    emulator: RunningEmulator, control: TasksControl, request_: Any, certs: str
) -> None:
    with pytest.raises((jwt.InvalidAudienceError, exceptions.InvalidValue)):
        id_token.verify_token(
            control.token("http://other.test", EMAIL), request_, AUDIENCE, certs_url=f"{emulator.url}/{certs}"
        )


@FORMS
def test_a_token_signed_with_another_key_is_refused(
    emulator: RunningEmulator, control: TasksControl, request_: Any, certs: str
) -> None:
    token = control.token(AUDIENCE, EMAIL)
    claims = jwt.decode(token, options={"verify_signature": False})
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    forged = jwt.encode(claims, key, algorithm="RS256", headers={"kid": jwt.get_unverified_header(token)["kid"]})
    with pytest.raises((jwt.InvalidSignatureError, exceptions.MalformedError, ValueError), match=r"(?i)signature"):
        id_token.verify_token(forged, request_, AUDIENCE, certs_url=f"{emulator.url}/{certs}")


def test_discovery_leads_to_the_keys(emulator: RunningEmulator, control: TasksControl) -> None:
    with urlopen(f"{emulator.url}/.well-known/openid-configuration") as response:
        provider = json.load(response)
    assert provider["issuer"] == emulator.url
    client = jwt.PyJWKClient(provider["jwks_uri"])
    token = control.token(AUDIENCE, EMAIL)
    key = client.get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key, algorithms=provider["id_token_signing_alg_values_supported"], audience=AUDIENCE)
    assert set(claims) == set(provider["claims_supported"])
