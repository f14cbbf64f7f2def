"""URLs are signed by a key that is read once, or by a token that is fetched anew before it runs out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from google.oauth2 import service_account

from shared.cloud.signing import KeyFile, TokenIdentity
from tests.receiver import Answering, Receiver, receiver

EMAIL = "signer@p.iam.gserviceaccount.com"


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Where tokens come from."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with receiver() as listening:
        yield listening


def token(name: str, seconds: int) -> Answering:
    """An access token as Google's token endpoint gives it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"access_token": name, "expires_in": seconds, "token_type": "Bearer"}).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def account(issuer: Receiver) -> dict[str, str]:
    """A service account's key, as a key file holds it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return {
        "type": "service_account",
        "client_email": EMAIL,
        "private_key": pem,
        "private_key_id": "k",
        "token_uri": issuer.url,
    }


@pytest.fixture
def identity(issuer: Receiver) -> TokenIdentity:
    scopes = ["https://www.googleapis.com/auth/cloud-platform"]
    credentials = service_account.Credentials.from_service_account_info(account(issuer), scopes=scopes)
    return TokenIdentity(lambda: credentials)


def test_a_token_that_is_good_is_used_again_by_all_threads(identity: TokenIdentity, issuer: Receiver) -> None:
    issuer.answers = [token("first", 3600), token("second", 3600)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: identity.options(), range(40)))
    assert told == [{"service_account_email": EMAIL, "access_token": "first"}] * 40
    assert len(issuer.got) == 1


def test_a_token_that_runs_out_is_fetched_anew(identity: TokenIdentity, issuer: Receiver) -> None:
    issuer.answers = [token("short", 30), token("long", 3600)]
    assert [identity.options()["access_token"] for _ in range(4)] == ["short", "long", "long", "long"]
    assert len(issuer.got) == 2


def test_a_key_file_is_read_once(tmp_path: Path, issuer: Receiver) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(account(issuer)))
    identity = KeyFile(str(file), "http://127.0.0.1:1")
    first = identity.options()
    file.unlink()
    assert identity.options() == first
    assert first["credentials"].signer_email == EMAIL
    assert first["api_access_endpoint"] == "http://127.0.0.1:1"
