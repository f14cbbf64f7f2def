"""The queue of phases in the Cloud Tasks emulator: creating it, emptying it, and the tokens its tasks carry."""

from __future__ import annotations

from datetime import timedelta

import grpc
from google.api_core.exceptions import AlreadyExists, NotFound
from google.cloud import tasks_v2
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from emulator import web
from emulator.config import StackConfig


class TaskQueue:
    """`address` is the emulator's gRPC host:port, `http` the base URL of its HTTP side (its issuer)."""

    def __init__(self, address: str, http: str, config: StackConfig) -> None:
        self._http = http.rstrip("/")
        self._config = config
        self._channel = grpc.insecure_channel(address, [("grpc.enable_http_proxy", 0)])
        self._client = tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=self._channel))

    def create(self) -> None:
        """Create the queue if it is not there."""
        settings = self._config.queue
        queue = tasks_v2.Queue(
            name=self._config.queue_path,
            rate_limits=tasks_v2.RateLimits(max_concurrent_dispatches=self._config.max_concurrent),
            retry_config=tasks_v2.RetryConfig(
                max_attempts=-1,
                min_backoff=timedelta(seconds=settings.min_backoff),
                max_backoff=timedelta(seconds=settings.max_backoff),
            ),
        )
        parent = self._config.queue_path.rpartition("/queues/")[0]
        try:
            self._client.create_queue(parent=parent, queue=queue, timeout=10)
        except AlreadyExists:
            return

    def reset(self) -> None:
        """Make the emulator as new, with our queue and nothing else; for an emulator of our own."""
        web.call("POST", f"{self._http}/control/reset", {})
        self.create()

    def purge(self) -> None:
        """Delete the tasks of our queue; for an emulator that others use too."""
        try:
            self._client.purge_queue(name=self._config.queue_path, timeout=10)
        except NotFound:
            self.create()

    def token(self, audience: str) -> str:
        """An OIDC token of the tasks' service account for `audience`, as Cloud Scheduler would send it."""
        body = {"audience": audience, "email": self._config.service_account}
        return str(web.call("POST", f"{self._http}/control/token", body)["token"])

    def close(self) -> None:
        self._channel.close()


def ready(http: str) -> bool:
    return web.answers(f"{http}/.well-known/openid-configuration")
