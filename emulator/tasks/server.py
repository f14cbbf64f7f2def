"""The gRPC service google.cloud.tasks.v2.CloudTasks, on the message types of the official client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import grpc
from google.cloud import tasks_v2

from emulator.tasks import errors, names
from emulator.tasks.emulator import Emulator
from emulator.tasks.errors import ApiError
from emulator.tasks.paging import page

_SERVICE = "google.cloud.tasks.v2.CloudTasks"
_QUEUES_A_PAGE = 9800
_TASKS_A_PAGE = 1000
_MAX_REQUEST_BYTES = 32 * 2**20

Method = Callable[[Any], Any]


class CloudTasksService:
    """The calls, each from its request message to its response message; None stands for Empty."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def methods(self) -> dict[str, tuple[type[Any], Method]]:
        """RPC name -> (request message, implementation). What is not here answers UNIMPLEMENTED."""
        return {
            "CreateQueue": (tasks_v2.CreateQueueRequest, self._create_queue),
            "GetQueue": (tasks_v2.GetQueueRequest, lambda request: self._queue(request).message),
            "ListQueues": (tasks_v2.ListQueuesRequest, self._list_queues),
            "UpdateQueue": (tasks_v2.UpdateQueueRequest, self._update_queue),
            "DeleteQueue": (tasks_v2.DeleteQueueRequest, lambda request: self._emulator.delete_queue(request.name)),
            "PauseQueue": (tasks_v2.PauseQueueRequest, self._pause_queue),
            "ResumeQueue": (tasks_v2.ResumeQueueRequest, self._resume_queue),
            "PurgeQueue": (tasks_v2.PurgeQueueRequest, self._purge_queue),
            "CreateTask": (tasks_v2.CreateTaskRequest, self._create_task),
            "GetTask": (tasks_v2.GetTaskRequest, self._get_task),
            "ListTasks": (tasks_v2.ListTasksRequest, self._list_tasks),
            "DeleteTask": (tasks_v2.DeleteTaskRequest, lambda request: self._emulator.delete_task(request.name)),
        }

    def _create_queue(self, request: Any) -> Any:
        parent = names.check_location(request.parent)
        if not names.check_queue(request.queue.name).startswith(f"{parent}/queues/"):
            raise errors.invalid(f"The queue name '{request.queue.name}' is not in the location '{parent}'.")
        return self._emulator.create_queue(request.queue).message

    def _list_queues(self, request: Any) -> Any:
        if request.filter:
            raise errors.unimplemented("The emulator does not filter queues.")
        prefix = f"{names.check_location(request.parent)}/queues/"
        found = [(queue.message.name, queue.message) for queue in self._emulator.queues()]
        found = [item for item in found if item[0].startswith(prefix)]
        chosen, token = page(found, request.page_size, request.page_token, _QUEUES_A_PAGE)
        return tasks_v2.ListQueuesResponse.pb()(queues=chosen, next_page_token=token)

    def _update_queue(self, request: Any) -> Any:
        return self._emulator.update_queue(request.queue, request.update_mask).message

    def _queue(self, request: Any) -> Any:
        return self._emulator.queue(request.name)

    def _pause_queue(self, request: Any) -> Any:
        queue = self._queue(request)
        queue.pause()
        return queue.message

    def _resume_queue(self, request: Any) -> Any:
        queue = self._queue(request)
        queue.resume()
        return queue.message

    def _purge_queue(self, request: Any) -> Any:
        queue = self._queue(request)
        queue.purge()
        return queue.message

    def _create_task(self, request: Any) -> Any:
        return self._emulator.create_task(request.parent, request.task).view(request.response_view)

    def _get_task(self, request: Any) -> Any:
        return self._emulator.task(request.name).view(request.response_view)

    def _list_tasks(self, request: Any) -> Any:
        found = [(f"{task.number:020d}", task) for task in self._emulator.queue(request.parent).tasks()]
        chosen, token = page(found, request.page_size, request.page_token, _TASKS_A_PAGE)
        views = [task.view(request.response_view) for task in chosen]
        return tasks_v2.ListTasksResponse.pb()(tasks=views, next_page_token=token)


async def start_server(emulator: Emulator, host: str, port: int) -> tuple[grpc.aio.Server, int]:
    """Serve on `host` and `port` (0 takes a free one); the server and its port. Raises RuntimeError if it is taken."""
    # Without so_reuseport=0 a second emulator would silently share the port of the first. The receive limit lets a task
    # that is too large reach our own check, which names the reason.
    server = grpc.aio.server(
        options=[("grpc.so_reuseport", 0), ("grpc.max_receive_message_length", _MAX_REQUEST_BYTES)]
    )
    handlers = {
        name: grpc.unary_unary_rpc_method_handler(
            _guarded(method), request_deserializer=request.pb().FromString, response_serializer=_serialise
        )
        for name, (request, method) in CloudTasksService(emulator).methods().items()
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(_SERVICE, handlers),))
    bound = server.add_insecure_port(f"{host}:{port}")
    await server.start()
    return server, bound


def _guarded(method: Method) -> Callable[[Any, Any], Awaitable[Any]]:
    async def call(request: Any, context: Any) -> Any:
        try:
            return method(request)
        except ApiError as error:
            return await context.abort(error.code, error.message)

    return call


def _serialise(message: Any) -> bytes:
    # An Empty message has no bytes.
    return b"" if message is None else message.SerializeToString()
