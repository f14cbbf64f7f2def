"""Resource names: projects/P/locations/L/queues/Q/tasks/T, checked by the rules of the API reference."""

from __future__ import annotations

import re
import secrets

from emulator.tasks.errors import invalid

_LOCATION = r"projects/[A-Za-z0-9:.-]+/locations/[A-Za-z0-9-]+"
_QUEUE = rf"{_LOCATION}/queues/[A-Za-z0-9-]{{1,100}}"
_LOCATION_NAME = re.compile(_LOCATION)
_QUEUE_NAME = re.compile(_QUEUE)
_TASK_NAME = re.compile(rf"({_QUEUE})/tasks/(.+)", re.DOTALL)
_TASK_ID = re.compile(r"[A-Za-z0-9_-]{1,500}")


def check_location(name: str) -> str:
    """The name of a location, or INVALID_ARGUMENT."""
    if not _LOCATION_NAME.fullmatch(name):
        raise invalid("Invalid resource field value in the request.")
    return name


def check_queue(name: str) -> str:
    """The name of a queue, or INVALID_ARGUMENT."""
    if not _QUEUE_NAME.fullmatch(name):
        raise invalid(
            'Queue name must be formatted: "projects/<PROJECT_ID>/locations/<LOCATION_ID>/queues/<QUEUE_ID>".'
        )
    return name


def split_task(name: str) -> tuple[str, str]:
    """The queue's name and the task's id of a task's name, or INVALID_ARGUMENT."""
    match = _TASK_NAME.fullmatch(name)
    if match is None:
        raise invalid(
            "Task name must be formatted: "
            '"projects/<PROJECT_ID>/locations/<LOCATION_ID>/queues/<QUEUE_ID>/tasks/<TASK_ID>".'
        )
    queue, task_id = match.groups()
    if not _TASK_ID.fullmatch(task_id):
        raise invalid(
            f'Task ID "{task_id}" can contain only letters ([A-Za-z]), numbers ([0-9]), hyphens (-), '
            "or underscores (_). Task ID must between 1 and 500 characters."
        )
    return queue, task_id


def new_task(queue: str) -> str:
    """A name for a task whose creator gave none: digits, as the real service does it."""
    return f"{queue}/tasks/{secrets.randbelow(10**19):019d}"


def short(name: str) -> str:
    """The last part of a resource name: the queue's or the task's own id."""
    return name.rsplit("/", 1)[-1]
