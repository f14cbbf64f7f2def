"""Who signs URLs. What that takes is read once a process: a key file, or a token that is fetched anew in time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, Protocol

import google.auth
from google.auth.transport.requests import Request
from google.oauth2 import service_account


class Identity(Protocol):
    """Signs in some service account's name."""

    def options(self) -> dict[str, Any]:
        """What `Blob.generate_signed_url` has to be told."""
        ...


class KeyFile:
    """A service account's own key, which only the local stack has."""

    def __init__(self, path: str, endpoint: str | None) -> None:
        self._path = path
        self._endpoint = endpoint

    def options(self) -> dict[str, Any]:
        return {"credentials": self._key, "api_access_endpoint": self._endpoint}

    @cached_property
    def _key(self) -> Any:
        return service_account.Credentials.from_service_account_file(self._path)


def default_credentials() -> Any:
    """Those of the function's own service account."""
    return google.auth.default()[0]


class TokenIdentity:
    """A token with which IAM signs for us. Threads share one, and one of them fetches the next when it runs out."""

    def __init__(self, find: Callable[[], Any] = default_credentials) -> None:
        self._find = find
        self._lock = Lock()
        self._found: Any = None

    def options(self) -> dict[str, Any]:
        with self._lock:
            self._found = self._found or self._find()
            if not self._found.valid:  # from some minutes before its end on, so that it outlives the call it is for
                self._found.refresh(Request())
            return {"service_account_email": self._found.service_account_email, "access_token": self._found.token}
