"""One attempt over HTTP: the request Cloud Tasks would send, and what came of it."""

from __future__ import annotations

from typing import Protocol

import aiohttp
from google.cloud import tasks_v2
from yarl import URL

from emulator.tasks import names, outcome
from emulator.tasks.clock import Clock
from emulator.tasks.oidc import Issuer
from emulator.tasks.outcome import Outcome
from emulator.tasks.task import Task

_AUTOMATIC_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
_NO_TIMEOUT = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None, sock_read=None)


class Dispatcher(Protocol):
    """Sends attempts; what a queue needs to know of the network."""

    async def send(self, task: Task) -> Outcome:
        """Make one attempt and wait for its end, at most the task's deadline. A failure is an outcome, not an error."""
        ...


class HttpDispatcher:
    """Sends each attempt on a connection of its own.

    A kept connection that the worker closes just then would look like a failed attempt and cost a backoff.
    """

    def __init__(self, session: aiohttp.ClientSession, issuer: Issuer, clock: Clock | None = None) -> None:
        self._session = session
        self._issuer = issuer
        self._clock = clock or Clock()

    async def send(self, task: Task) -> Outcome:
        """See `Dispatcher.send`."""
        try:
            return outcome.answered(await self._clock.within(task.deadline, self._call(task)))
        except TimeoutError:
            return outcome.timed_out()
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # ValueError: a URL or header that the service accepts and that cannot be sent.
            return outcome.unreachable(f"{type(error).__name__}: {error}")

    async def _call(self, task: Task) -> int:
        request = task.message.http_request
        async with self._session.request(
            tasks_v2.HttpMethod(request.http_method).name,
            URL(request.url, encoded=True),
            data=request.body or None,
            headers=headers_for(task, self._issuer),
            skip_auto_headers=_AUTOMATIC_HEADERS,
            allow_redirects=False,
            timeout=_NO_TIMEOUT,
        ) as response:
            async for _ in response.content.iter_any():
                pass
            return response.status


def open_session() -> aiohttp.ClientSession:
    """A client session that keeps nothing between two tasks: no connections, no cookies."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )


def headers_for(task: Task, issuer: Issuer) -> dict[str, str]:
    """The headers of the attempt now in flight: the task's own, then those that only the service may set."""
    request = task.message.http_request
    headers = dict(request.headers)
    if request.body and "content-type" not in {name.lower() for name in headers}:
        headers["Content-Type"] = "application/octet-stream"
    if request.HasField("oidc_token"):
        headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        audience = request.oidc_token.audience or request.url
        headers["Authorization"] = f"Bearer {issuer.token(request.oidc_token.service_account_email, audience)}"
    queue, _ = names.split_task(task.name)
    headers["X-CloudTasks-QueueName"] = names.short(queue)
    headers["X-CloudTasks-TaskName"] = names.short(task.name)
    headers["X-CloudTasks-TaskRetryCount"] = str(task.retries)
    headers["X-CloudTasks-TaskExecutionCount"] = str(task.executions)
    headers["X-CloudTasks-TaskETA"] = f"{task.due:.6f}"
    if task.previous_status is not None:
        headers["X-CloudTasks-TaskPreviousResponse"] = str(task.previous_status)
        # On retries the real service sends this header too, and for HTTP targets always empty.
        headers["X-CloudTasks-TaskRetryReason"] = ""
    return headers
