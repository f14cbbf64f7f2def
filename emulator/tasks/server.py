"""The API over gRPC."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import grpc

from emulator.tasks.errors import ApiError
from emulator.tasks.service import CloudTasksService

_SERVICE = "google.cloud.tasks.v2.CloudTasks"
MAX_REQUEST_BYTES = 32 * 2**20


async def start_server(service: CloudTasksService, host: str, port: int) -> tuple[grpc.aio.Server, int]:
    """Serve on `host` and `port` (0 takes a free one); the server and its port. Raises RuntimeError if it is taken."""
    # Without so_reuseport=0 a second emulator would silently share the port of the first. The receive limit lets a task
    # that is too large reach our own check, which names the reason.
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0), ("grpc.max_receive_message_length", MAX_REQUEST_BYTES)])
    server.add_generic_rpc_handlers((_Handlers(service),))
    bound = server.add_insecure_port(f"{host}:{port}")
    await server.start()
    return server, bound


class _Handlers(grpc.GenericRpcHandler):  # type: ignore[misc]
    """A handler for every method, so that one that is not there is named in the answer."""

    def __init__(self, service: CloudTasksService) -> None:
        self._service = service
        self._requests = service.requests()

    def service(self, handler_call_details: Any) -> Any:
        """The handler for the method of a call."""
        package, _, name = handler_call_details.method.lstrip("/").partition("/")
        request = self._requests.get(name) if package == _SERVICE else None
        return grpc.unary_unary_rpc_method_handler(
            _answer(self._service, name),
            # A request nobody will answer need not be understood.
            request_deserializer=request.FromString if request else None,
            response_serializer=_serialise,
        )


def _answer(service: CloudTasksService, name: str) -> Callable[[Any, Any], Awaitable[Any]]:
    async def call(request: Any, context: Any) -> Any:
        try:
            return service.call(name, request)
        except ApiError as error:
            return await context.abort(error.code, error.message)

    return call


def _serialise(message: Any) -> bytes:
    # An Empty message has no bytes.
    return b"" if message is None else message.SerializeToString()
