"""How often a person may ask for what costs us: a counter a person and minute, in `rates/`.

One blind increment a call, whose answer holds the sum: nothing is read first. A counter that cannot be written keeps
nobody from anything. The sweeper deletes the counters of minutes that are over.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import SERVER_TIMESTAMP, Client, Increment
from google.cloud.firestore_v1.base_query import FieldFilter

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
KEPT = timedelta(minutes=10)
SWEPT_AT_ONCE = 500


class Rates:
    """Counts over all instances. `limit` is for each person and minute; `clock` gives seconds since 1970."""

    def __init__(self, db: Client, limit: int, clock: Callable[[], float] = time.time) -> None:
        self._db = db
        self._limit = limit
        self._clock = clock

    def wait(self, uid: str) -> int:
        """Count one call; 0 when it may go on, else the seconds until the next may."""
        minute, into = divmod(self._clock(), WINDOW_SECONDS)
        try:
            calls = self._count(f"{hashlib.sha256(uid.encode()).hexdigest()[:32]}.{int(minute)}")
        except GoogleAPIError as error:
            log.warning("a call was not counted: %s", error)
            return 0
        return 0 if calls <= self._limit else max(1, round(WINDOW_SECONDS - into))

    def sweep(self) -> dict[str, int]:
        """Delete counters that count no more. Counts."""
        before = self._db.document("rates/clock").get([]).read_time - KEPT
        old = self._db.collection("rates").where(filter=FieldFilter("last_at", "<=", before)).select([])
        batch, found = self._db.batch(), list(old.limit(SWEPT_AT_ONCE).stream())
        for snapshot in found:
            batch.delete(snapshot.reference)
        batch.commit()
        return {"rates_forgotten": len(found)}

    def _count(self, name: str) -> int:
        """The calls of this counter, with this one."""
        change = {"calls": Increment(1), "last_at": SERVER_TIMESTAMP}
        written: Any = self._db.collection("rates").document(name).set(change, merge=True)
        return max(int(result.integer_value) for result in written.transform_results)
