"""Whether a sign-in still counts: an ID token is good for an hour, also when its account was closed meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from functions.auth import CHALLENGE, Caller
from functions.problems import Problem
from shared.cloud.auth import Account, Directory

KEPT_SECONDS = 60.0
MOST_KEPT = 10_000


class Standing:
    """Asks Auth about each caller's account, once a minute. `clock` gives seconds."""

    def __init__(self, directory: Directory, clock: Callable[[], float] = time.monotonic) -> None:
        self._directory = directory
        self._clock = clock
        self._lock = Lock()
        self._known: dict[str, tuple[float, Account | None]] = {}

    def check(self, caller: Caller) -> None:
        """Raise Problem when the account is gone or disabled, or its sign-ins were revoked; ServiceUnavailable."""
        account = self._account(caller.uid)
        if account is None or account.disabled or caller.issued_at < account.valid_after:
            raise Problem("revoked_token", "Your sign-in was ended. Sign in again.", headers=CHALLENGE)

    def _account(self, uid: str) -> Account | None:
        with self._lock:
            asked_at, account = self._known.get(uid, (-KEPT_SECONDS, None))
        now = self._clock()
        if now - asked_at < KEPT_SECONDS:
            return account
        account = self._directory.account(uid)
        with self._lock:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[uid] = now, account
        return account
