"""Calls the sweeper at regular times, as Cloud Scheduler does on Google Cloud."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from emulator import web
from emulator.taskqueue import TaskQueue


class Scheduler:
    """Posts to `{worker_url}/sweep` at once and then every `seconds`; what comes back goes to its log."""

    def __init__(self, queue: TaskQueue, worker_url: str, seconds: float, log: Path) -> None:
        self._queue = queue
        self._worker_url = worker_url
        self._seconds = seconds
        self._log = log
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def sweep(self) -> Any:
        """Call the sweeper now and return its answer; raises web.HttpError."""
        token = self._queue.token(self._worker_url)
        return web.call("POST", f"{self._worker_url}/sweep", {}, {"Authorization": f"Bearer {token}"}, timeout=60)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                said = str(self.sweep())
            except web.HttpError as error:
                said = f"failed: {error}"
            with self._log.open("a") as log:
                log.write(f"{datetime.now():%H:%M:%S} {said}\n")
            self._stop.wait(self._seconds)
