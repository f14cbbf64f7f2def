"""Who is let in: ID tokens below the emulator, workers' tokens, and functions that refuse to start."""

from __future__ import annotations

import base64
import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import firebase_admin._token_gen
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from flask import Flask, Request
from functions_framework import create_app
from werkzeug.test import EnvironBuilder

from emulator.config import ROOT
from emulator.stack import Stack
from emulator.tasks.control import TasksControl
from functions.auth import SignIn
from functions.callers import CallerCheck, NotTheQueue
from functions.problems import Problem
from functions.services import Services
from shared.cloud.config import EMULATOR_VARIABLES, Settings, settings
from shared.engine.job import Job, Lease, Starter, State
from shared.registry import PIPELINES

PROJECT = "a-real-project"
DEPLOYED = {
    "GOOGLE_CLOUD_PROJECT": PROJECT,
    "STORAGE_BUCKET": "bucket",
    "TASKS_SERVICE_ACCOUNT": f"tasks@{PROJECT}.iam.gserviceaccount.com",
    "WORKER_URL": "https://worker.example.com",
    "K_SERVICE": "api",
}


# ---- Firebase ID tokens, with emulator mode off


class Issuer:
    """Signs tokens as Firebase Authentication does, and serves the certificates of its keys."""

    def __init__(self) -> None:
        self.key, self.other_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        pages = {"/certs": {"key-1": certificate(self.key)}, "/jwks": {"keys": [{**jwk, "kid": "key-1", "use": "sig"}]}}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = json.dumps(pages[self.path]).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(page)))
                self.send_header("Cache-Control", "public, max-age=3600")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def token(self, *, key: rsa.RSAPrivateKey | None = None, kid: str = "key-1", **claims: Any) -> str:
        """An ID token that is good but for what is given; a claim of None is left out."""
        now = int(time.time())
        good = {
            "iss": f"https://securetoken.google.com/{PROJECT}",
            "aud": PROJECT,
            "sub": "ana",
            "iat": now - 60,
            "auth_time": now - 60,
            "exp": now + 3600,
        }
        payload = {name: value for name, value in {**good, **claims}.items() if value is not None}
        return jwt.encode(payload, key or self.key, algorithm="RS256", headers={"kid": kid})


def certificate(key: rsa.RSAPrivateKey) -> str:
    """A self-signed X.509 certificate, as PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "securetoken.system.gserviceaccount.com")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


@pytest.fixture
def sign_in(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """As on a deployed function: no emulator, and certificates fetched over HTTP."""
    for name in EMULATOR_VARIABLES:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(firebase_admin._token_gen, "ID_TOKEN_CERT_URI", f"{issuer.url}/certs")
    for name, app in list(firebase_admin._apps.items()):
        firebase_admin.delete_app(app)
        assert name not in firebase_admin._apps
    return SignIn(Settings(**{name.lower(): value for name, value in DEPLOYED.items()}))  # type: ignore[arg-type]


def request(authorization: str | None) -> Request:
    headers = [] if authorization is None else [("Authorization", authorization)]
    return Request(EnvironBuilder(path="/api/collections", headers=headers).get_environ())


def refusal(sign_in: SignIn, authorization: str | None) -> str:
    """The code with which a call is refused; its status is 401 and it says how to sign in."""
    with pytest.raises(Problem) as raised:
        sign_in(request(authorization))
    answer = raised.value.response()
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert raised.value.detail.endswith(".")
    return raised.value.code


def test_a_good_token_names_its_person(sign_in: SignIn, issuer: Issuer) -> None:
    assert sign_in(request(f"Bearer {issuer.token()}")).uid == "ana"
    assert sign_in(request(f"bearer {issuer.token(sub='ben')}")).uid == "ben"


def test_only_a_verified_address_is_theirs(sign_in: SignIn, issuer: Issuer) -> None:
    proved = issuer.token(email="ana@example.com", email_verified=True, name="Ana")
    assert sign_in(request(f"Bearer {proved}")).owner == Starter(email="ana@example.com", name="Ana")
    claimed = issuer.token(email="ben@example.com", email_verified=False)
    assert sign_in(request(f"Bearer {claimed}")).owner == Starter()


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic YTpi", "token"])
def test_no_token(sign_in: SignIn, authorization: str | None) -> None:
    assert refusal(sign_in, authorization) == "missing_token"


def test_an_expired_token(sign_in: SignIn, issuer: Issuer) -> None:
    old = int(time.time()) - 4000
    token = issuer.token(iat=old, auth_time=old, exp=old + 3600)
    assert refusal(sign_in, f"Bearer {token}") == "expired_token"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-project"},
        {"iss": "https://securetoken.google.com/another-project"},
        {"iss": "https://evil.example.com"},
        {"aud": "another-project", "iss": "https://securetoken.google.com/another-project"},
        {"sub": ""},
        {"sub": None},
        {"sub": "x" * 129},
        {"exp": None},
        {"iat": None},
        {"iat": 4_000_000_000},
    ],
)
def test_tokens_of_other_projects_and_malformed_ones(sign_in: SignIn, issuer: Issuer, claims: dict[str, Any]) -> None:
    assert refusal(sign_in, f"Bearer {issuer.token(**claims)}") == "invalid_token"


def test_forged_tokens(sign_in: SignIn, issuer: Issuer) -> None:
    good = issuer.token()
    head, body, signature = good.split(".")
    payload = json.loads(base64.urlsafe_b64decode(body + "=="))
    other = base64.urlsafe_b64encode(json.dumps({**payload, "sub": "ben"}).encode()).decode().rstrip("=")
    certificate_as_secret = jwt.encode(payload, "x" * 64, algorithm="HS256", headers={"kid": "key-1"})
    for token in (
        issuer.token(key=issuer.other_key),
        issuer.token(kid="key-2"),
        jwt.encode(payload, "", algorithm="none", headers={"kid": "key-1"}),
        certificate_as_secret,
        f"{head}.{other}.{signature}",
        f"{head}.{body}.",
        good[:-8],
        "not.a.token",
        "é",
    ):
        assert refusal(sign_in, f"Bearer {token}") == "invalid_token", token


def test_certificates_that_cannot_be_fetched_are_no_fault_of_the_caller(
    sign_in: SignIn, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firebase_admin._token_gen, "ID_TOKEN_CERT_URI", "http://127.0.0.1:1/certs")
    for app in list(firebase_admin._apps.values()):
        firebase_admin.delete_app(app)
    fresh = SignIn(Settings(**{name.lower(): value for name, value in DEPLOYED.items()}))  # type: ignore[arg-type]
    with pytest.raises(Problem) as raised:
        fresh(request(f"Bearer {issuer.token()}"))
    assert raised.value.code == "service_unavailable"


# ---- workers


@pytest.fixture
def workers(emulators: Stack) -> list[Flask]:
    """The workers' entry points."""
    return [create_app(target, str(ROOT / "main.py")) for target in ("run_phase", "sweep")]  # type: ignore[no-untyped-call]


def test_workers_answer_only_to_the_queue(workers: list[Flask], emulators: Stack) -> None:
    control = TasksControl(emulators.env["OIDC_ISSUER"])
    account, audience = settings().tasks_service_account, settings().worker_url
    good = control.token(audience, account)
    key = rsa.generate_private_key(65537, 2048)
    claims = jwt.decode(good, options={"verify_signature": False})
    kid = jwt.get_unverified_header(good)["kid"]
    bad = {
        "no token": None,
        "another audience": control.token("https://other.example.com", account),
        "another account": control.token(audience, "someone@else.example.com"),
        "forged": jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid}),
        "unsigned": jwt.encode(claims, "", algorithm="none", headers={"kid": kid}),
        "another key": jwt.encode(claims, key, algorithm="RS256", headers={"kid": "unknown"}),
    }
    for app in workers:
        for why, token in bad.items():
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = app.test_client().post("/", json={"task_id": "none"}, headers=headers)
            assert answer.status_code == 401, (app.name, why)
            assert answer.mimetype == "application/problem+json"
            assert answer.get_json()["code"].startswith("not_the_")
        answer = app.test_client().post("/", json={"task_id": "none"}, headers={"Authorization": f"Bearer {good}"})
        assert answer.status_code == 200, app.name


def test_a_replayed_task_does_nothing_that_is_not_due(workers: list[Flask], emulators: Stack) -> None:
    """A good token with the body of an older task, or of another job's: what runs is what the job says is due."""
    services = Services(settings(), PIPELINES)
    now, given = (
        services.store.now(),
        {"process": "document_processing", "subject": "collections/c", "owner_uid": "ana"},
    )
    held = Lease(holder="a worker", heartbeat_at=now)
    live = Job(task_id="live", phase=3, generation=3, lease=held, cleanup_at=now, **given)
    done = Job(task_id="done", phase=7, generation=9, state=State.COMPLETED, **given)
    for job in (live, done):
        services.db.document(f"jobs/{job.task_id}").set(job.model_dump())
        services.artifacts.upload(f"{job.prefix}1/phase-1.json", b"{}", "application/json")
    before = {s.id: s.to_dict() for s in services.db.collection("jobs").get()}
    token = TasksControl(emulators.env["OIDC_ISSUER"]).token(settings().worker_url, settings().tasks_service_account)
    client, headers = workers[0].test_client(), {"Authorization": f"Bearer {token}"}

    def call(**body: object) -> tuple[int, str]:
        answer = client.post("/", json=body, headers=headers)
        return answer.status_code, answer.get_data(as_text=True)

    assert call(task_id="live", phase=2, dispatch=0) == (200, "recorded before")
    assert call(task_id="live", phase=6, dispatch=0) == (200, "recorded before")
    assert call(task_id="live", phase=3, dispatch=0) == (409, "another worker holds this phase")
    assert call(task_id="live", cleanup=True) == (200, "cleaned")
    assert call(task_id="done", phase=7, dispatch=0) == (200, "the job is completed")
    assert call(task_id="nobody's", phase=1) == (200, "there is no such job")
    assert call(delivery_id="live") == (200, "there is nothing to deliver")
    for body in ({}, {"task_id": 1}, {"task_id": None, "phase": "x"}):
        assert call(**body)[0] == 400, body
    assert {s.id: s.to_dict() for s in services.db.collection("jobs").get()} == before
    assert len(list(services.artifacts.bucket.list_blobs(prefix="runs/"))) == 2


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({}, None),
        ({"exp": 1}, "expired"),
        ({"exp": None}, "exp"),
        ({"iss": "https://accounts.example.com"}, "issuer"),
        ({"aud": "https://other.example.com"}, "audience"),
        ({"email": "someone@else.example.com"}, "another account"),
        ({"email_verified": False}, "another account"),
    ],
)
def test_claims_of_a_workers_caller(issuer: Issuer, claims: dict[str, Any], told: str | None) -> None:
    given = {**DEPLOYED, "OIDC_ISSUER": "https://accounts.google.com", "OIDC_CERTS_URL": f"{issuer.url}/jwks"}
    check = CallerCheck(Settings(**{name.lower(): value for name, value in given.items()}))  # type: ignore[arg-type]
    good = {
        "iss": given["OIDC_ISSUER"],
        "aud": given["WORKER_URL"],
        "email": given["TASKS_SERVICE_ACCOUNT"],
        "email_verified": True,
    }
    call = request(f"Bearer {issuer.token(**{**good, **claims})}")
    if told is None:
        check(call)
    else:
        with pytest.raises(NotTheQueue, match=f"(?i){told}"):
            check(call)


# ---- a deployed function

LOAD = """
import json, os, runpy, sys
from shared.cloud.config import settings
told = {}
for change in json.loads(sys.argv[1]):
    settings.cache_clear()
    os.environ.update({name: value for name, value in change.items() if value})
    removed = {name: os.environ.pop(name) for name, value in change.items() if not value}
    try:
        runpy.run_path("main.py")
        told[" ".join(change)] = ""
    except Exception as error:
        told[" ".join(change)] = f"{type(error).__name__}: {error}"
    for name in change:
        os.environ.pop(name, None)
    os.environ.update(removed)
print(json.dumps(told))
"""


def test_a_deployed_function_refuses_to_start_beside_an_emulator() -> None:
    """main.py is loaded in a process of its own, with nothing but the deployed environment and one change to it."""
    variables = [*(name.upper() for name in EMULATOR_VARIABLES), "OIDC_ISSUER", "OIDC_CERTS_URL"]
    changes = [{}, *({name: "1"} for name in variables), {"STORAGE_BUCKET": ""}]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.run(
        [sys.executable, "-c", LOAD, json.dumps(changes)],
        cwd=ROOT,
        env={**kept, **DEPLOYED},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    told = json.loads(process.stdout)
    assert told.pop("") == "", "it starts when none is set"
    assert "storage_bucket" in told.pop("STORAGE_BUCKET"), "a missing setting is named"
    assert set(told) == set(variables)
    for name, error in told.items():
        assert error.startswith("ConfigError: "), name
        assert name in error
        assert "is set on a deployed function" in error
