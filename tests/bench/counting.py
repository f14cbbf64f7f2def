"""Counts the calls that Google charges for, by wrapping the clients where they meet the network.

What is charged, by the price lists: Firestore a read for each document asked for or found (and one for an empty
query, and for each 1,000 index entries counted), a write and a delete for each in a commit; Cloud Tasks an operation
for each call of its API and for each delivery; Storage a class A operation for each upload, copy and list, a class B
one for each download or look, nothing for a delete.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import requests
from google.cloud import tasks_v2
from google.cloud.firestore_v1.services.firestore import FirestoreClient

Note = Callable[[str, float], object]
BILLED_SECONDS = 0.1  # a request to a function is charged in steps of this


@contextmanager
def calls_counted(target: Path) -> Iterator[None]:
    """Meanwhile, append what this process's calls cost to a file."""
    note = _noter(target)
    with ExitStack() as patches:
        for owner, name, after in (
            (FirestoreClient, "batch_get_documents", lambda request, answer: _asked(note, request, answer)),
            (FirestoreClient, "run_query", lambda _, answer: _found(note, answer)),
            (FirestoreClient, "run_aggregation_query", lambda _, answer: (note("firestore_reads", 1), answer)[1]),
            (FirestoreClient, "commit", lambda request, answer: _written(note, request, answer)),
            *((tasks_v2.CloudTasksClient, f"{verb}_task", lambda _, a: _operation(note, a)) for verb in TASK_CALLS),
        ):
            patches.enter_context(_wrapped(owner, name, after))
        patches.enter_context(patch.object(requests.Session, "request", _storage(note)))
        yield


TASK_CALLS = ("create", "get", "delete")


def timed(target: Path, view: Any) -> Any:
    """The function, each of its calls counted with the seconds that it is charged for."""
    note = _noter(target)

    def call(request: Any) -> Any:
        began = time.perf_counter()
        try:
            return view(request)
        finally:
            took = time.perf_counter() - began
            note("functions_requests", 1)
            note("functions_seconds", (took // BILLED_SECONDS + 1) * BILLED_SECONDS)
            if "X-CloudTasks-TaskName" in request.headers:  # a delivery
                note("tasks_operations", 1)

    return call


def counted(target: Path) -> Counter[str]:
    """The sums of what was counted so far."""
    sums: Counter[str] = Counter()
    for line in target.read_text(encoding="ascii").splitlines() if target.exists() else ():
        name, amount = line.split()
        sums[name] += float(amount)  # type: ignore[assignment]
    return sums


def _noter(target: Path) -> Note:
    file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return lambda name, amount: os.write(file, f"{name} {amount}\n".encode())


def _wrapped(owner: Any, name: str, after: Callable[[Any, Any], Any]) -> Any:
    """A patch: `after` sees the request and the answer of each call, and returns the answer."""
    before = getattr(owner, name)

    def call(self: Any, request: Any = None, **given: Any) -> Any:
        return after(request or given, before(self, request, **given))

    return patch.object(owner, name, call)


def _asked(note: Note, request: Any, answer: Any) -> Any:
    note("firestore_reads", len(request["documents"]))
    return answer


def _found(note: Note, answer: Any) -> Iterator[Any]:
    number = 0
    for response in answer:
        number += bool(response.document.name)
        yield response
    note("firestore_reads", max(1, number))


def _written(note: Note, request: Any, answer: Any) -> Any:
    deletes = sum(bool(getattr(write, "_pb", write).delete) for write in request["writes"])
    note("firestore_deletes", deletes)
    note("firestore_writes", len(request["writes"]) - deletes)
    return answer


def _operation(note: Note, answer: Any) -> Any:
    note("tasks_operations", 1)
    return answer


def _storage(note: Note) -> Any:
    before, host = requests.Session.request, os.environ["STORAGE_EMULATOR_HOST"]

    def request(self: Any, method: str, url: Any, *given: Any, **more: Any) -> Any:
        if str(url).startswith(host) and method != "DELETE":
            look = method == "GET" and "/o?" not in str(url)
            note("storage_class_b" if look else "storage_class_a", 1)
        return before(self, method, url, *given, **more)

    return request
