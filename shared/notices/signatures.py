"""How a webhook's request is signed, and how its receiver can tell that it is ours: HMAC-SHA256 over time and body."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

HEADER = "Phasework-Signature"
TOLERANCE_SECONDS = 300


def new_secret() -> str:
    """What a webhook and its receiver share."""
    return f"whsec_{secrets.token_urlsafe(32)}"


def signed(secret: str, body: bytes, timestamp: int) -> str:
    """The header `t=…,v1=…`. The time is signed too, so that an old request cannot be sent again as a new one."""
    return f"t={timestamp},v1={_digest(secret, body, str(timestamp))}"


def verified(
    secret: str, header: str, body: bytes, *, now: float | None = None, tolerance: float = TOLERANCE_SECONDS
) -> bool:
    """Whether a request with this header and body (as it came, unparsed) is ours, and not older than that."""
    fields = dict(part.partition("=")[::2] for part in header.split(","))
    stamp, given = fields.get("t", ""), fields.get("v1", "")
    if not (stamp.isascii() and stamp.isdigit()) or len(stamp) > 12:
        return False
    fresh = abs((time.time() if now is None else now) - int(stamp)) <= tolerance
    return hmac.compare_digest(_digest(secret, body, stamp).encode(), given.encode()) and fresh


def _digest(secret: str, body: bytes, stamp: str) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
