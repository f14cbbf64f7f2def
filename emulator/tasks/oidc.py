"""OIDC identity tokens as Cloud Tasks attaches them, really signed, and the keys to verify them with."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_LIFETIME = 3600
# Signing takes about a millisecond; a burst of tasks for one worker shares its token.
_SHARED_FOR = 60
_SHARED_AT_MOST = 1000
_DAY = timedelta(days=1)


class Issuer:
    """Mints RS256 tokens. `url` is the address its discovery document is served at, and the tokens' `iss`.

    key: a private key from `new_key`; the same key keeps the keys that verifiers have fetched valid.
    now: real time, whatever the emulator's clock says, for verifiers go by it.
    """

    def __init__(self, url: str, key: bytes | None = None, now: Callable[[], float] = time.time) -> None:
        self.url = url
        self._now = now
        loaded = serialization.load_pem_private_key(key or new_key(), None)
        assert isinstance(loaded, rsa.RSAPrivateKey)  # by new_key
        self._key = loaded
        public = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self._key_id = hashlib.sha256(public).hexdigest()[:40]
        self._minted: dict[tuple[str, str], tuple[float, str]] = {}

    def token(self, email: str, audience: str) -> str:
        """A token that says `email` (a service account) calls `audience`; valid for an hour at most."""
        now = self._now()
        minted_at, token = self._minted.get((email, audience), (0.0, ""))
        if not 0 <= now - minted_at < _SHARED_FOR:
            token = self._sign(email, audience, int(now))
            if len(self._minted) >= _SHARED_AT_MOST:
                self._minted.clear()
            self._minted[email, audience] = (now, token)
        return token

    def _sign(self, email: str, audience: str, now: int) -> str:
        subject = _account_number(email)
        claims = {
            "iss": self.url,
            "aud": audience,
            "azp": subject,
            "sub": subject,
            "email": email,
            "email_verified": True,
            "iat": now,
            "exp": now + _LIFETIME,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._key_id})

    def discovery(self) -> dict[str, Any]:
        """The OpenID provider's metadata."""
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "claims_supported": ["iss", "aud", "azp", "sub", "email", "email_verified", "iat", "exp"],
        }

    def jwks(self) -> dict[str, Any]:
        """The public key as a JSON Web Key Set."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**key, "use": "sig", "alg": "RS256", "kid": self._key_id}]}

    def certificates(self) -> dict[str, str]:
        """The same key in Google's older form: {key id: X.509 certificate in PEM}, read without PyJWT."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cloud-tasks-emulator")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _DAY)
            .not_valid_after(now + 365 * _DAY)
            .sign(self._key, hashes.SHA256())
        )
        return {self._key_id: certificate.public_bytes(serialization.Encoding.PEM).decode()}


def new_key() -> bytes:
    """A private key in PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _account_number(email: str) -> str:
    """A service account's numeric id, 21 digits, the same for the same account."""
    digest = int.from_bytes(hashlib.sha256(email.encode()).digest()[:8], "big")
    return f"1{digest:020d}"
