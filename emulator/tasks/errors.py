"""What the API answers when it refuses: the real service's status codes and sentences."""

from __future__ import annotations

from grpc import StatusCode

_DEDUPLICATION = (
    "https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create"
    "#body.request_body.FIELDS.task"
)


class ApiError(Exception):
    """A refusal that reaches the caller as a gRPC status: `code` and `message`."""

    def __init__(self, code: StatusCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def invalid(message: str) -> ApiError:
    """The request itself is wrong, whatever the state of the service."""
    return ApiError(StatusCode.INVALID_ARGUMENT, message)


def unimplemented(message: str) -> ApiError:
    """The real service can do it and this emulator cannot."""
    return ApiError(StatusCode.UNIMPLEMENTED, message)


def unavailable() -> ApiError:
    """An injected fault."""
    return ApiError(StatusCode.UNAVAILABLE, "The service is currently unavailable (an injected fault).")


def queue_not_found() -> ApiError:
    """The same sentence for a queue that never was and for one that was deleted, as the real service has it."""
    return ApiError(
        StatusCode.NOT_FOUND,
        "Queue does not exist. If you just created the queue, wait at least a minute for the queue to initialize.",
    )


def not_found() -> ApiError:
    """A task that never was, or a queue to delete that is not there."""
    return ApiError(StatusCode.NOT_FOUND, "Requested entity was not found.")


def queue_exists() -> ApiError:
    """A second creation of a living queue."""
    return ApiError(StatusCode.ALREADY_EXISTS, "Queue already exists")


def queue_existed_recently() -> ApiError:
    """A queue cannot be created again soon after its deletion."""
    return ApiError(
        StatusCode.FAILED_PRECONDITION,
        "The queue cannot be created because a queue with this name existed too recently.",
    )


def task_exists() -> ApiError:
    """A second creation of a task that is still in the queue."""
    return ApiError(StatusCode.ALREADY_EXISTS, "Requested entity already exists")


def task_existed_recently() -> ApiError:
    """The name of a task that was finished, deleted or purged not long ago."""
    return ApiError(
        StatusCode.ALREADY_EXISTS,
        "The task cannot be created because a task with this name existed too recently. "
        f"For more information about task de-duplication see {_DEDUPLICATION}.",
    )


def task_gone() -> ApiError:
    """Reading or deleting a task whose name is remembered, though the task is not there any more."""
    return ApiError(
        StatusCode.NOT_FOUND,
        "The task no longer exists, though a task with this name existed recently. "
        "The task either successfully completed or was deleted.",
    )
