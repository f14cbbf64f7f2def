"""A claimed job, as the worker that holds it sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.engine.errors import Superseded
from shared.engine.job import Job, State
from shared.engine.store import MAX_TRIES, Also, Fields, JobStore, Refused, Seen


class Held:
    """A job that this worker has claimed. Its threads write through here, one at a time, each write fenced."""

    def __init__(self, store: JobStore, seen: Seen, job: Job, update_time: datetime) -> None:
        self.store = store
        self.job = job
        self.generation = seen.job.generation + 1
        self._seen = Seen(job, update_time, seen.read_time)
        self._one_at_a_time = threading.Lock()
        self._released = False
        self._over = False

    def write(
        self,
        changes: Fields,
        shown: Fields | None = None,
        *,
        after: Job | None = None,
        subject: Fields | None = None,
        also: Also | None = None,
    ) -> None:
        """As JobStore.write; `after` is the job once that is written, where the worker goes on with it.

        Raises Superseded when another worker or a person has taken the job from us.
        """
        with self._one_at_a_time:
            if self._over:  # it ended the job itself, and what went wrong afterwards is not the job's
                raise Superseded
            self._write(changes, shown, subject, also)
            self._released = self._released or changes.get("lease", self) is None
            self._over = "state" in changes
            self.job = after or self.job

    def beat(self, tell: Callable[[], Fields], changes: Fields | None = None) -> None:
        """Renew the lease and show progress; nothing once the lease was given back. Raises Superseded, SubjectGone.

        What to show is asked for when it is our turn: the job may have passed a phase while we waited for it.
        """
        with self._one_at_a_time:
            if not self._released:
                self._write({**(changes or {}), "lease.heartbeat_at": SERVER_TIMESTAMP}, tell(), None, None)

    @property
    def told(self) -> float | None:
        """Seconds left as they were told last, less those since then. By the server's clock."""
        eta, told_at = self.job.eta, self.job.eta_at
        if eta is None or told_at is None:
            return eta
        return max(0.0, eta - (self._seen.read_time - told_at).total_seconds())

    def _write(self, changes: Fields, shown: Fields | None, subject: Fields | None, also: Also | None) -> None:
        for _ in range(MAX_TRIES):
            try:
                updated = self.store.write(self._seen, changes, shown, subject=subject, also=also)
            except Refused as refused:
                now = refused.now
                if now is None or now.job.generation != self.generation or now.job.state != State.PROCESSING:
                    raise Superseded from refused
                self._seen = now
            else:
                self._seen = Seen(self._seen.job, updated, self._seen.read_time)
                return
        raise Superseded
