"""Who may run: each owner has a few slots, and a line of jobs that wait for one.

A slot is a document, `slots/{owner}.{n}`, created in the batch that lets a job run and deleted in the one that ends or
pauses it: no counter that everybody writes. Whoever frees a slot lets the oldest job of that owner's line run; should
it die before it could, the sweeper does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from google.api_core.exceptions import Aborted, FailedPrecondition, GoogleAPIError, NotFound
from google.cloud.firestore import SERVER_TIMESTAMP

from shared.cloud.logs import fields
from shared.engine import eta, status
from shared.engine.errors import SubjectGone
from shared.engine.job import Place
from shared.engine.queue import PhaseQueue
from shared.engine.store import JobStore, Refused, Seen, Taken

log = logging.getLogger(__name__)

TRIES = 4
SHOWN_AT_ONCE = 20  # places written when the line moves; the sweeper writes the rest
SHOWN_BY_SWEEPER = 400

T = TypeVar("T")


class Line:
    """Lets jobs in and moves the lines. `limit` is how many jobs of one owner may run at once."""

    def __init__(self, store: JobStore, queue: PhaseQueue, limit: int) -> None:
        self._store = store
        self._queue = queue
        self._limit = limit

    def enter(self, owner_uid: str, accept: Callable[[Place], T]) -> T:
        """What `accept` returns, called with a free slot of the owner's, or with the end of the line.

        `accept` writes the job; it raises Taken when somebody else got the slot meanwhile, and is called again.
        """
        for _ in range(TRIES):
            try:
                return accept(self._place(owner_uid))
            except Taken:
                continue
        return accept(self._last(owner_uid))

    def move(self, owner_uid: str, shown: int = SHOWN_AT_ONCE) -> int:
        """Let the oldest of those who wait run while slots are free; how many. The next `shown` see their new place."""
        released = 0
        for _ in range(TRIES):
            line = self._store.line(owner_uid, self._limit + shown)
            free = self._free(owner_uid) if line else []
            ahead = list(zip(free, line, strict=False))
            done = sum([self._release(seen, slot) for slot, seen in ahead])
            released += done
            rest = line[done : done + shown]
            # else somebody came between: who read the line before them must not have the last word on it
            if done == len(ahead) and self.show([(seen, place) for place, seen in enumerate(rest, 1)]):
                break
        return released

    def reclaim(self, live: dict[str, Seen]) -> set[str]:
        """Free the slots of jobs that do not run; the owners whose line can move. `live`: running jobs by task_id."""
        owners = set()
        for slot in self._store.slots.taken():
            job = live[slot.task_id].job if slot.task_id in live else None
            if job is None or job.slot != slot.number:
                seen = self._store.get(slot.task_id)
                if (seen is None or seen.job.slot != slot.number) and self._store.slots.reclaim(slot):
                    owners.add(slot.owner_uid)
        return owners

    def show(self, places: Sequence[tuple[Seen, int]]) -> bool:
        """Let those whose place changed see it; False when one of them changed since it was read."""
        changed = [(seen, place) for seen, place in places if seen.job.place != place]
        done = [self._show(changed[n : n + SHOWN_AT_ONCE]) for n in range(0, len(changed), SHOWN_AT_ONCE)]
        return all(done)

    def _show(self, some: Sequence[tuple[Seen, int]]) -> bool:
        try:
            self._store.show_places(some)
        except NotFound:  # of one of them the subject is gone: it must not hold up the others
            done = [self._show_one(seen, place) for seen, place in some]
            return all(done)
        except (FailedPrecondition, Aborted):
            return False
        return True

    def _show_one(self, seen: Seen, place: int) -> bool:
        try:
            self._store.write(seen, {"place": place}, {"queue_position": place})
        except Refused:
            return False
        except SubjectGone:
            self._store.abandon(seen)
            return False
        return True

    def _place(self, owner_uid: str) -> Place:
        free = self._free(owner_uid)
        if not free or self._store.in_line(owner_uid):  # nobody overtakes
            return self._last(owner_uid)
        return Place(slot=free[0], position=self._store.waiting() + 1)

    def _last(self, owner_uid: str) -> Place:
        return Place(slot=None, position=self._store.in_line(owner_uid) + 1)

    def _free(self, owner_uid: str) -> list[int]:
        return self._store.slots.free(owner_uid, self._limit)

    def _release(self, seen: Seen, slot: int) -> bool:
        """Give a waiting job a slot and a task; False when the job or the slot changed meanwhile."""
        job = seen.job.model_copy(update={"waiting": False, "slot": slot, "dispatch": seen.job.dispatch + 1})
        position = self._store.waiting() + 1
        changes = {
            **job.model_dump(include={"waiting", "slot", "dispatch"}),
            "place": position,
            "dispatched_at": SERVER_TIMESTAMP,
        }
        shown = {"message": status.WAITING, "queue_position": position, "eta_seconds": eta.shown(job.eta)}
        try:
            self._store.write(seen, changes, shown, also=lambda batch: self._store.slots.take(batch, job))
        except (Refused, Taken):
            return False
        except SubjectGone:
            self._store.abandon(seen)
            return False
        try:
            self._queue.push(job)
        except GoogleAPIError:
            log.exception("there is no task yet", extra=fields(**job.named))
        return True
