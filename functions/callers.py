"""Workers and the sweeper answer only to the queue and the scheduler: an OIDC token of their service account."""

from __future__ import annotations

import jwt
from flask import Request
from jwt import PyJWKClient, PyJWTError

from shared.cloud.config import Settings

CLOCK_SKEW_SECONDS = 10
KEYS_KEPT_SECONDS = 300


class NotTheQueue(Exception):
    """The call carries no valid token of the queue's service account; the message says what is wrong with it."""


class CallerCheck:
    """Verifies tokens against the issuer's published keys, which it keeps for five minutes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._keys = PyJWKClient(settings.oidc_certs_url, lifespan=KEYS_KEPT_SECONDS)

    def __call__(self, request: Request) -> None:
        """Raise NotTheQueue unless the token is signed by the issuer, for this worker and account, and fresh."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotTheQueue("there is no bearer token")
        try:
            claims = jwt.decode(
                token,
                self._keys.get_signing_key_from_jwt(token),
                algorithms=["RS256"],
                audience=self._settings.worker_url,
                issuer=self._settings.oidc_issuer,
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": ["exp", "iat", "aud", "iss"]},
            )
        except PyJWTError as error:
            raise NotTheQueue(str(error)) from error
        if claims.get("email") != self._settings.tasks_service_account or claims.get("email_verified") is not True:
            raise NotTheQueue("it is another account's")
