"""What Cloud Scheduler calls: finds what was lost and sets it going again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.cloud.config import Settings
from shared.cloud.logs import about
from shared.engine import status
from shared.engine.cleanup import Cleaner
from shared.engine.errors import SubjectGone
from shared.engine.halting import cancel_job
from shared.engine.job import State
from shared.engine.line import SHOWN_BY_SWEEPER, Line
from shared.engine.queue import PhaseQueue
from shared.engine.store import JobStore, Refused, Seen

log = logging.getLogger(__name__)


@dataclass
class Swept:
    """What one sweep did: counts."""

    live: int = 0
    reclaimed: int = 0
    released: int = 0
    redispatched: int = 0
    cancelled: int = 0
    cleaned: int = 0
    answers_forgotten: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Sweeper:
    """Takes over from dead workers, replaces lost tasks, and deletes what is due."""

    def __init__(self, store: JobStore, queue: PhaseQueue, line: Line, cleaner: Cleaner, settings: Settings) -> None:
        self._store = store
        self._queue = queue
        self._line = line
        self._cleaner = cleaner
        self._settings = settings

    def sweep(self) -> Swept:
        """One round. Safe at any time, also beside another sweeper."""
        swept = Swept()
        live = list(self._store.running())
        for seen in live:
            swept.live += 1
            with about(**seen.job.named), self._on_its_own("the job"):
                self._look_after(seen, swept)
        self._move_lines(live, swept)
        for seen in list(self._store.to_clean(self._store.now())):
            with about(**seen.job.named), self._on_its_own("the job's files"):
                self._cleaner.clean(seen)
                swept.cleaned += 1
        swept.answers_forgotten = self._store.forget_answers(self._store.now())
        return swept

    def _move_lines(self, live: list[Seen], swept: Swept) -> None:
        """Heal what a crash between an end and the next start left: slots held by nobody, jobs that nobody let run."""
        owners = {seen.job.owner_uid for seen in live if seen.job.waiting}
        with self._on_its_own("slots"):
            freed = self._line.reclaim({seen.job.task_id: seen for seen in live})
            swept.reclaimed += len(freed)
            owners |= freed
        for owner_uid in owners:
            with about(owner=owner_uid), self._on_its_own("the owner's line"):
                swept.released += self._line.move(owner_uid, SHOWN_BY_SWEEPER)
        with self._on_its_own("places"):
            self._line.show(_places(live))

    def _look_after(self, seen: Seen, swept: Swept) -> None:
        fresh = self._store.look(seen.job)
        if fresh is None or fresh.job.state != State.PROCESSING:
            return
        try:
            if fresh.flagged:
                swept.cancelled += cancel_job(self._store, self._queue, fresh)
            elif self._lost(fresh):
                swept.redispatched += self._redispatch(fresh)
        except SubjectGone:
            self._store.abandon(fresh)

    @staticmethod
    @contextmanager
    def _on_its_own(what: str) -> Iterator[None]:
        """The trouble with one thing waits for the next sweep; the others are looked after in this one."""
        try:
            yield
        except Exception:
            log.exception("%s: left for the next sweep", what)

    def _lost(self, seen: Seen) -> bool:
        """Whether nobody works on the job, nor will any task that still exists make somebody do so in time."""
        job, now = seen.job, seen.read_time
        if job.waiting:
            return False
        quiet = (
            job.dispatched_at is None or (now - job.dispatched_at).total_seconds() >= self._settings.redispatch_seconds
        )
        if job.lease is not None:
            return quiet and not job.leased(now, self._settings.lease_seconds)
        due = job.retry_at is None or job.retry_at <= now
        return quiet and due and not self._queue.carries(job, now)

    def _redispatch(self, seen: Seen) -> bool:
        """A new name first, for the tombstone of the old one would swallow the task; then the task.

        Raises SubjectGone.
        """
        job = seen.job
        changes = {"dispatch": job.dispatch + 1, "dispatched_at": SERVER_TIMESTAMP}
        try:
            self._store.write(seen, changes, {"message": status.RESTARTING})
            self._queue.push(job.model_copy(update={"dispatch": job.dispatch + 1}))
            log.warning("a lost task was replaced")
        except Refused:
            return False
        return True


def _places(live: list[Seen]) -> list[tuple[Seen, int]]:
    """The places of jobs that wait for a worker, in the order of their tasks."""
    fresh = [seen for seen in live if seen.job.started_at is None and not seen.job.waiting and seen.job.dispatched_at]
    fresh.sort(key=lambda seen: (seen.job.dispatched_at, seen.job.task_id))
    return [(seen, place) for place, seen in enumerate(fresh[:SHOWN_BY_SWEEPER], 1)]
