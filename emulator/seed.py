"""What `make dev` finds on its first start: two users, a collection to process and one that is finished."""

from __future__ import annotations

import threading

import requests

from emulator.auth import ensure_user
from emulator.client import LINESHEET, ORDER, STARTS, Api
from emulator.errors import StackError
from emulator.stack import Stack

COLLEAGUE = "colleague@phasework.example"
NEW, FINISHED = "Spring 2027 for Fenwick & Rowe", "Autumn 2026 for Fenwick & Rowe"


def make_users(stack: Stack, email: str) -> None:
    """The demo user and a colleague, both with verified addresses, unless they are there."""
    for person in (email, COLLEAGUE):
        ensure_user(stack.addresses.auth, person)


class Seed:
    """Makes the demo user's collections, where there are none, in a thread: nobody waits, the page shows them come."""

    def __init__(self, stack: Stack, email: str) -> None:
        self._stack = stack
        self._email = email
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="seed", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float | None = None) -> None:
        self._thread.join(seconds)

    def stop(self) -> None:
        """Make nothing more, and do not tell what fails because the stack ends."""
        self._stopping.set()

    def _run(self) -> None:
        try:
            self._make()
        except (StackError, requests.RequestException) as error:
            if not self._stopping.is_set():
                print(f"The demo collections are not all there: {error}", flush=True)

    def _make(self) -> None:
        api = Api(self._stack.api_url, ensure_user(self._stack.addresses.auth, self._email).headers)
        if api.call("GET", "/api/collections")["collections"]:
            return
        bases = {name: api.collection(name) for name in (FINISHED, NEW)}
        for base in bases.values():
            api.upload(base, LINESHEET, "linesheet")
            api.upload(base, ORDER, "purchase_order")
        for process in STARTS:
            self._finish(api, bases[FINISHED], process)
        print(f"“{FINISHED}” is finished: products, items and a deck.", flush=True)

    def _finish(self, api: Api, base: str, process: str) -> None:
        api.start(base, process)
        for status in api.watch(base, process):
            if self._stopping.is_set():
                raise StackError("the stack ends")
            if status["status"] not in ("processing", "completed"):
                raise StackError(f"{process} is {status['status']}: {(status.get('error') or {}).get('message')}")
