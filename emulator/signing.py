"""V4 signed URLs as Cloud Storage checks them, and the throwaway key that signs them on one machine.

https://cloud.google.com/storage/docs/authentication/canonical-requests
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_ALGORITHM = "GOOG4-RSA-SHA256"
_LONGEST_SECONDS = 7 * 24 * 3600
_CLOCK_SKEW_SECONDS = 15 * 60
_PARAMETERS = ("Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature")


class Refused(Exception):
    """Why a request is not served: Cloud Storage's status, code and a sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status = status
        self.code = code
        super().__init__(message)


@dataclass(frozen=True)
class Identity:
    """The service account whose signatures are accepted."""

    email: str
    key: rsa.RSAPublicKey


def write_key(path: Path, project: str) -> None:
    """Generate a service account's key file that only this user can read; any earlier file there is replaced."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    email = f"storage@{project}.iam.gserviceaccount.com"
    account = {
        "type": "service_account",
        "project_id": project,
        "private_key_id": "local",
        "private_key": pem.decode(),
        "client_email": email,
        "client_id": "1",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(account, indent=2))


def read_identity(path: Path) -> Identity:
    """The public half of a service account's key file."""
    account = json.loads(path.read_text())
    private = serialization.load_pem_private_key(account["private_key"].encode(), None)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise ValueError(f"{path} holds no RSA key")
    return Identity(account["client_email"], private.public_key())


def is_signed(target: str) -> bool:
    """Whether a request's target (path and query) claims to be a V4 signed URL."""
    return any(f"X-Goog-{name}=" in target for name in ("Signature", "Credential", "Algorithm"))


def check(identity: Identity, method: str, target: str, headers: Mapping[str, str], now: float | None = None) -> None:
    """Return when the signed URL is good for this request at `now` (Unix seconds); raise Refused if not.

    `headers` are the request's, looked up without regard to case.
    """
    url = urlsplit(target)
    query = parse_qsl(url.query, keep_blank_values=True)
    given = _parameters(query)
    _check_time(given, time.time() if now is None else now)
    email, _, scope = given["Credential"].partition("/")
    if email != identity.email or scope != f"{given['Date'][:8]}/auto/storage/goog4_request":
        raise Refused(403, "AccessDenied", "The credential is not one this bucket knows.")
    signed = _signed_headers(given["SignedHeaders"], headers)
    canonical = "\n".join(
        [
            method,
            quote(unquote(url.path), safe="/~-_."),
            "&".join(f"{_quoted(k)}={_quoted(v)}" for k, v in sorted(query) if k != "X-Goog-Signature"),
            *(f"{name}:{' '.join(value.split())}" for name, value in signed.items()),
            "",
            given["SignedHeaders"],
            headers.get("x-goog-content-sha256") or "UNSIGNED-PAYLOAD",
        ]
    )
    text = "\n".join([_ALGORITHM, given["Date"], scope, hashlib.sha256(canonical.encode()).hexdigest()])
    try:
        identity.key.verify(bytes.fromhex(given["Signature"]), text.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        raise Refused(403, "SignatureDoesNotMatch", "The signature is not that of this request.") from None


def _quoted(text: str) -> str:
    return quote(text, safe="~-_.")


def _parameters(query: list[tuple[str, str]]) -> dict[str, str]:
    found = [(key.removeprefix("X-Goog-"), value) for key, value in query if key.startswith("X-Goog-")]
    given = dict(found)
    if len(given) != len(found) or any(name not in given for name in _PARAMETERS):
        raise Refused(400, "InvalidQueryParameterValue", "A signed URL needs each of its parameters once.")
    if given["Algorithm"] != _ALGORITHM or not re.fullmatch(r"\d{8}T\d{6}Z", given["Date"]):
        raise Refused(400, "InvalidQueryParameterValue", "The algorithm or the date is not one of V4.")
    return given


def _check_time(given: dict[str, str], now: float) -> None:
    try:
        signed_at = datetime.strptime(given["Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
        seconds = int(given["Expires"])
    except ValueError:
        raise Refused(400, "InvalidQueryParameterValue", "The date or the expiry is not one of V4.") from None
    if not 0 < seconds <= _LONGEST_SECONDS or signed_at > now + _CLOCK_SKEW_SECONDS:
        raise Refused(400, "InvalidQueryParameterValue", "The URL is from the future or good for more than 7 days.")
    if now > signed_at + seconds:
        raise Refused(400, "ExpiredToken", "The URL has expired: ask for another.")


def _signed_headers(names: str, headers: Mapping[str, str]) -> dict[str, str]:
    """The signed headers' values; what the request must sign and did not is refused."""
    signed = names.split(";")
    if "host" not in signed or signed != sorted(signed):
        raise Refused(400, "InvalidQueryParameterValue", "The signed headers must be sorted and hold the host.")
    unsigned = [name for name in headers if name.lower().startswith("x-goog-") and name.lower() not in signed]
    # An override would turn a signed GET into something else.
    if unsigned or headers.get("x-http-method-override"):
        raise Refused(403, "AccessDenied", f"These headers change the request and are not signed: {unsigned}.")
    return {name: headers.get(name, "") for name in signed}
