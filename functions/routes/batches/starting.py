"""Starts one job for each collection of a batch, several at a time, and never two for one however often it is asked."""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from google.api_core.exceptions import GoogleAPIError

from functions.problems import Problem
from functions.routes.batches.models import Batch, Entry
from functions.routes.collections.parts import Parts
from functions.routes.collections.processing import all_processes
from functions.routing import Call
from shared.collections.refusals import Refusal
from shared.engine.errors import EngineError
from shared.engine.store import Idempotency

AT_ONCE = 8
SECONDS = 30.0
UNREACHED = "service_unavailable"


def start_all(parts: Parts, batch: Batch, call: Call, key: Idempotency | None) -> list[Entry]:
    """An entry for each collection. Those that were not reached in time, or not at all, carry UNREACHED."""
    deadline = time.monotonic() + SECONDS

    def one(collection_id: str) -> Entry:
        if time.monotonic() > deadline:
            return _unreached(collection_id)
        return _started(parts, batch.process, collection_id, call, _own_key(key, collection_id))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, batch.collection_ids))


def _started(parts: Parts, process: str, collection_id: str, call: Call, key: Idempotency | None) -> Entry:
    try:
        started = all_processes(parts)[process].start_plainly(call, collection_id, key)
        return Entry(collection_id=collection_id, task_id=started.task_id)
    except Refusal as error:
        return Entry(collection_id=collection_id, code=error.code, message=error.message)
    except EngineError as error:
        return Entry(collection_id=collection_id, task_id=error.task_id, code=error.code, message=error.message)
    except Problem as error:
        return Entry(collection_id=collection_id, code=error.code, message=error.detail)
    except GoogleAPIError:
        return _unreached(collection_id)


def _own_key(key: Idempotency | None, collection_id: str) -> Idempotency | None:
    """The batch's key for one of its collections: a call that was cut off goes on where it was when it is repeated."""
    if key is None:
        return None
    return replace(key, key=hashlib.sha256(f"{key.key}\0{collection_id}".encode()).hexdigest())


def _unreached(collection_id: str) -> Entry:
    message = "This could not be started in time. Send the same batch again, with the same Idempotency-Key."
    return Entry(collection_id=collection_id, code=UNREACHED, message=message)
