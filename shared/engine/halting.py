"""How a person's word takes a job from whoever runs it: cancel for good, pause until it is resumed."""

from __future__ import annotations

import logging
from typing import Any

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import SERVER_TIMESTAMP

from shared.engine import status
from shared.engine.job import AT_REST, State
from shared.engine.queue import PhaseQueue
from shared.engine.store import JobStore, Refused, Seen

log = logging.getLogger(__name__)


def cancel_job(store: JobStore, queue: PhaseQueue, seen: Seen, by: str | None = None) -> bool:
    """End a live job as cancelled, whoever runs it; False when it changed meanwhile and must be read again."""
    changes: dict[str, Any] = {
        **AT_REST,
        "state": State.CANCELLED,
        "completed_at": SERVER_TIMESTAMP,
        "cleanup_at": seen.read_time,
        "cancelled_by": by,
    }
    try:
        store.write(seen, changes, status.cancelled(), also=store.ending(seen.job, changes))
    except Refused:
        return False
    try:
        queue.push_cleanup(seen.job)
    except GoogleAPIError:
        log.exception("the sweeper will clean job %s", seen.job.task_id)
    return True


def pause_job(store: JobStore, seen: Seen) -> bool:
    """Take a job from whoever runs it; False when it changed meanwhile and must be read again.

    What is recorded stays, and so does its lock. The generation goes up, so that a worker that sleeps through pause
    and resume is out all the same.
    """
    changes = {
        **AT_REST,
        "state": State.PAUSED,
        "generation": seen.job.generation + 1,
        "claimed_at": None,
        "paused_at": SERVER_TIMESTAMP,
    }
    try:
        store.write(seen, changes, status.paused(), also=lambda batch: store.slots.leave(batch, seen.job))
    except Refused:
        return False
    return True
