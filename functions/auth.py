"""Who calls: Firebase ID tokens, verified by firebase-admin."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import firebase_admin
from firebase_admin import auth, credentials
from flask import Request
from google.auth.credentials import AnonymousCredentials

from functions.problems import Problem
from shared.cloud.config import Settings
from shared.engine.job import Starter

APP = "phasework"
CLOCK_SKEW_SECONDS = 10
CHALLENGE = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True)
class Caller:
    """Whose token it is. `owner.email` is there only when the token says that it was verified.

    operator: the account has the custom claim `operator`. issued_at: in seconds since 1970.
    """

    uid: str
    owner: Starter
    operator: bool = False
    issued_at: float = 0.0


class SignIn:
    """Finds who a request's bearer token belongs to."""

    def __init__(self, settings: Settings) -> None:
        self._app = _app(settings.google_cloud_project)

    def __call__(self, request: Request) -> Caller:
        """The caller. Raises Problem: 401 without a valid token of this project, 403 for an anonymous account."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise _refused("missing_token", "Sign in first: this call needs a Firebase ID token as a bearer token.")
        claims = self._verified(token.strip())
        if claims["exp"] + CLOCK_SKEW_SECONDS < time.time():  # the Auth emulator's tokens are not checked for it
            raise _expired()
        if claims.get("firebase", {}).get("sign_in_provider") == "anonymous":  # of these anybody makes any number
            raise Problem("anonymous_token", "This needs an account of yours: sign in by e-mail or with Google.")
        email = claims.get("email") if claims.get("email_verified") is True else None
        owner = Starter(email=email or None, name=claims.get("name") or None)
        return Caller(str(claims["uid"]), owner, claims.get("operator") is True, float(claims["iat"]))

    def _verified(self, token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = auth.verify_id_token(token, app=self._app, clock_skew_seconds=CLOCK_SKEW_SECONDS)
        except auth.ExpiredIdTokenError as error:
            raise _expired() from error
        except auth.CertificateFetchError as error:
            raise Problem("service_unavailable", "Your sign-in cannot be checked right now. Try again.") from error
        except (auth.InvalidIdTokenError, ValueError) as error:
            raise _invalid() from error
        if not isinstance(claims.get("exp"), int):
            raise _invalid()
        return claims


class _NoCredentials(credentials.Base):  # type: ignore[misc]  # the package has no types
    """Verifying a token needs public certificates only."""

    def get_credential(self) -> Any:
        return AnonymousCredentials()


def _app(project: str) -> Any:
    name = f"{APP}-{project}"
    with suppress(ValueError):  # it is there: of an earlier call, or of another thread's
        return firebase_admin.initialize_app(_NoCredentials(), {"projectId": project}, name)
    return firebase_admin.get_app(name)


def _refused(code: str, detail: str) -> Problem:
    return Problem(code, detail, headers=CHALLENGE)


def _expired() -> Problem:
    return _refused("expired_token", "Your sign-in has expired. Refresh the ID token and try again.")


def _invalid() -> Problem:
    return _refused("invalid_token", "This is not a valid ID token of this project. Sign in again.")
