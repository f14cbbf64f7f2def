"""The calls of google.cloud.tasks.v2.CloudTasks, on the message types of the official client, whatever brings them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks import errors, names
from emulator.tasks.emulator import Emulator
from emulator.tasks.faults import CALL_KINDS
from emulator.tasks.filters import matching
from emulator.tasks.paging import page

_QUEUES_A_PAGE = 9800
_TASKS_A_PAGE = 1000

Method = Callable[[Any], Any]


class CloudTasksService:
    """The calls, each from its request message to its response message; None stands for Empty."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._methods: dict[str, tuple[type[Any], Method]] = {
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
            "RunTask": (tasks_v2.RunTaskRequest, self._run_task),
            "DeleteTask": (tasks_v2.DeleteTaskRequest, lambda request: self._emulator.delete_task(request.name)),
        }

    def requests(self) -> dict[str, Any]:
        """RPC name -> protobuf class of its request message."""
        return {name: request.pb() for name, (request, _) in self._methods.items()}

    def call(self, rpc: str, request: Any) -> Any:
        """Answer one call. Raises ApiError where the API refuses."""
        if rpc not in self._methods:
            raise errors.unimplemented(f"The emulator does not implement {rpc}.")
        met = self._emulator.faults.meet(CALL_KINDS, rpc)
        if "refused" in met:
            raise errors.unavailable()
        answer = self._methods[rpc][1](request)
        if "lost_reply" in met:
            raise errors.unavailable()
        return answer

    def _create_queue(self, request: Any) -> Any:
        parent = names.check_location(request.parent)
        if not names.check_queue(request.queue.name).startswith(f"{parent}/queues/"):
            raise errors.invalid(f"The queue name '{request.queue.name}' is not in the location '{parent}'.")
        return self._emulator.create_queue(request.queue).message

    def _list_queues(self, request: Any) -> Any:
        prefix = f"{names.check_location(request.parent)}/queues/"
        matches = matching(request.filter)
        found = [(queue.message.name, queue.message) for queue in self._emulator.queues()]
        found = [item for item in found if item[0].startswith(prefix) and matches(item[1])]
        chosen, token = page(found, request.page_size, request.page_token, _QUEUES_A_PAGE, request.filter)
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

    def _run_task(self, request: Any) -> Any:
        return self._emulator.run_task(request.name).view(request.response_view)

    def _list_tasks(self, request: Any) -> Any:
        found = [(f"{task.number:020d}", task) for task in self._emulator.queue(request.parent).tasks()]
        chosen, token = page(found, request.page_size, request.page_token, _TASKS_A_PAGE)
        views = [task.view(request.response_view) for task in chosen]
        return tasks_v2.ListTasksResponse.pb()(tasks=views, next_page_token=token)
