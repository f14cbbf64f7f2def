"""What Cloud Scheduler calls: finds what was lost and sets it going again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.cloud.config import Settings
from shared.engine import status
from shared.engine.cleanup import Cleaner
from shared.engine.errors import SubjectGone
from shared.engine.halting import cancel_job
from shared.engine.job import State
from shared.engine.queue import PhaseQueue
from shared.engine.store import JobStore, Refused, Seen

log = logging.getLogger(__name__)


@dataclass
class Swept:
    """What one sweep did: counts."""

    live: int = 0
    redispatched: int = 0
    cancelled: int = 0
    cleaned: int = 0
    answers_forgotten: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Sweeper:
    """Takes over from dead workers, replaces lost tasks, and deletes what is due."""

    def __init__(self, store: JobStore, queue: PhaseQueue, cleaner: Cleaner, settings: Settings) -> None:
        self._store = store
        self._queue = queue
        self._cleaner = cleaner
        self._settings = settings

    def sweep(self) -> Swept:
        """One round. Safe at any time, also beside another sweeper."""
        swept = Swept()
        for seen in list(self._store.running()):
            swept.live += 1
            with self._on_its_own(seen):
                self._look_after(seen, swept)
        for seen in list(self._store.to_clean(self._store.now())):
            with self._on_its_own(seen):
                self._cleaner.clean(seen)
                swept.cleaned += 1
        swept.answers_forgotten = self._store.forget_answers(self._store.now())
        return swept

    def _look_after(self, seen: Seen, swept: Swept) -> None:
        fresh = self._store.look(seen.job)
        if fresh is None or fresh.job.state != State.PROCESSING:
            return
        if fresh.flagged:
            swept.cancelled += cancel_job(self._store, self._queue, fresh)
        elif self._lost(fresh):
            swept.redispatched += self._redispatch(fresh)

    @staticmethod
    @contextmanager
    def _on_its_own(seen: Seen) -> Iterator[None]:
        """One job's trouble waits for the next sweep; the others are looked after in this one."""
        try:
            yield
        except Exception:
            log.exception("job %s waits for the next sweep", seen.job.task_id)

    def _lost(self, seen: Seen) -> bool:
        """Whether nobody works on the job, nor will any task that still exists make somebody do so in time."""
        job, now = seen.job, seen.read_time
        quiet = (
            job.dispatched_at is None or (now - job.dispatched_at).total_seconds() >= self._settings.redispatch_seconds
        )
        if job.lease is not None:
            return quiet and not job.leased(now, self._settings.lease_seconds)
        due = job.retry_at is None or job.retry_at <= now
        return quiet and due and not self._queue.carries(job, now)

    def _redispatch(self, seen: Seen) -> bool:
        """A new name first, for the tombstone of the old one would swallow the task; then the task."""
        job = seen.job
        changes = {"dispatch": job.dispatch + 1, "dispatched_at": SERVER_TIMESTAMP}
        try:
            self._store.write(seen, changes, {"message": status.RESTARTING})
            self._queue.push(job.model_copy(update={"dispatch": job.dispatch + 1}))
        except Refused:
            return False
        except SubjectGone:
            self._store.abandon(seen)
            return False
        return True
