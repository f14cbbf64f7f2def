"""Small HTTP calls to the emulators: standard library only, and never through a proxy."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class HttpError(RuntimeError):
    """The other side answered with a status of 400 or more, or did not answer (status 0)."""

    def __init__(self, method: str, url: str, status: int, body: str) -> None:
        self.status = status
        self.body = body
        super().__init__(f"{method} {url}: {status or 'no answer'} {body[:500]}")


def call(
    method: str, url: str, body: Any = None, headers: Mapping[str, str] | None = None, timeout: float = 10.0
) -> Any:
    """Call `url` with `body` as JSON and return the parsed answer (text where it is not JSON); raises HttpError."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, dict(headers or {}), method=method)
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with _direct.open(request, timeout=timeout) as response:
            text = response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            raise HttpError(method, url, error.code, error.read().decode(errors="replace")) from None
    except (OSError, http.client.HTTPException) as error:
        raise HttpError(method, url, 0, str(error)) from None
    try:
        return json.loads(text)
    except ValueError:
        return text


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether `url` answers at all, with any status below 500."""
    try:
        call("GET", url, timeout=timeout)
    except HttpError as error:
        return 0 < error.status < 500
    return True
