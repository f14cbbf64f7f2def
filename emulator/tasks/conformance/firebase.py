"""The dialect of firebase-tools' tasks emulator, which speaks neither gRPC nor Google's REST: its three calls."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from google.api_core import exceptions
from google.cloud import tasks_v2
from google.protobuf import json_format

_KINDS: dict[int, type[exceptions.GoogleAPICallError]] = {
    400: exceptions.InvalidArgument,
    404: exceptions.NotFound,
    409: exceptions.AlreadyExists,
}


class FirebaseClient:
    """Makes, of the official client's calls, those that this emulator has; the others are UNIMPLEMENTED.

    address: host:port. What has an other name there is translated: durations of a queue are numbers of seconds.
    """

    def __init__(self, address: str) -> None:
        self._url = f"http://{address}"

    def create_queue(self, parent: str, queue: tasks_v2.Queue) -> tasks_v2.Queue:
        """POST /projects/…/queues/NAME."""
        config: Any = queue.retry_config  # whose durations are timedeltas, whatever their types say
        retry = {
            "maxAttempts": config.max_attempts or None,
            "maxDoublings": config.max_doublings or None,
            "minBackoffSeconds": config.min_backoff.total_seconds() if config.min_backoff else None,
            "maxBackoffSeconds": config.max_backoff.total_seconds() if config.max_backoff else None,
            "maxRetrySeconds": config.max_retry_duration.total_seconds() if config.max_retry_duration else None,
        }
        limits = json_format.MessageToDict(tasks_v2.RateLimits.pb(queue.rate_limits))
        self._call("POST", queue.name, {"retryConfig": retry, "rateLimits": limits})
        return queue

    def create_task(self, parent: str, task: tasks_v2.Task) -> tasks_v2.Task:
        """POST /projects/…/queues/NAME/tasks."""
        wanted = json_format.MessageToDict(tasks_v2.Task.pb(task))
        if "httpRequest" in wanted:
            # It takes a body of JSON only, and needs one.
            wanted["httpRequest"].setdefault("body", base64.b64encode(b"{}").decode())
        answer = self._call("POST", f"{parent}/tasks", {"task": wanted})["task"]
        # Made of it: a slash before the name, and JSON of the body.
        answer["name"] = answer["name"].removeprefix("/")
        answer["httpRequest"].pop("body")
        return tasks_v2.Task(json_format.ParseDict(answer, tasks_v2.Task.pb()()))

    def delete_task(self, name: str) -> None:
        """DELETE /projects/…/queues/NAME/tasks/ID."""
        self._call("DELETE", name)

    def __getattr__(self, name: str) -> Any:
        def missing(*_: object, **__: object) -> Any:
            raise exceptions.MethodNotImplemented(f"There is no {name}.")

        return missing

    def _call(self, verb: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._url}/{path}", data, {"Content-Type": "application/json"}, method=verb)
        try:
            with urlopen(request, timeout=10) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                text = error.read().decode(errors="replace")
            raise _KINDS.get(error.code, exceptions.Unknown)(text) from error
