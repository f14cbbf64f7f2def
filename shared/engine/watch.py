"""While a child works: renew the lease, publish progress, and notice at once when the job is not ours any more."""

from __future__ import annotations

import logging
import threading
import time
from contextvars import copy_context
from types import TracebackType
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.cloud.config import Settings
from shared.engine import status
from shared.engine.errors import SubjectGone, Superseded
from shared.engine.eta import Expected, Told, remaining, shown
from shared.engine.held import Held
from shared.engine.job import Job, State
from shared.engine.pipeline import Pipeline
from shared.engine.run import Warning

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
PUBLISH_SECONDS = 2.0


class Watch:
    """A thread that looks after one claimed phase. `over` is set when the phase must stop; `why` says what happened."""

    def __init__(self, held: Held, pipeline: Pipeline, expected: Expected, settings: Settings) -> None:
        self._held = held
        self._pipeline = pipeline
        self._expected = expected
        self._told = Told(held.told, time.monotonic())
        self._eta: float | None = held.told
        self._heartbeat = settings.heartbeat_seconds
        self._began = time.monotonic()
        self._written = time.monotonic()
        self._shown: dict[str, Any] = {}
        self._news = False
        self._fraction = 0.0
        self._message = ""
        self.warnings: dict[Warning, None] = dict.fromkeys(held.job.warnings)
        self.over = threading.Event()
        self.why: Exception | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=copy_context().run, args=(self._watch,), name=f"watch-{held.job.task_id}", daemon=True
        )

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def subject(self) -> str:
        """The path of what the job works on."""
        return self._held.job.subject

    def progress(self, fraction: float, message: str) -> None:
        """Remember how far the phase is; it is published within two seconds."""
        self._fraction = max(self._fraction, min(fraction, 1.0))
        self._message = message
        self._news = True

    def warn(self, warning: Warning) -> None:
        """Remember a warning; it is shown with the next progress, and kept with the phase."""
        self.warnings[warning] = None
        self._news = True

    def renew(self) -> None:
        """Renew the lease now. Raises Superseded, SubjectGone."""
        if time.monotonic() - self._written > LOOK_SECONDS:
            self._beat()

    def estimate(self) -> float | None:
        """Seconds left of the run, as they are told from now on; None while it is too early to tell."""
        now = time.monotonic()
        return self._tell(remaining(self._expected, self._held.job.finished, now - self._began, self._fraction), now)

    def passed(self, after: Job) -> float | None:
        """The same for a job whose phase has just ended."""
        return self._tell(remaining(self._expected, after.finished, 0.0, 0.0), time.monotonic())

    def go_on(self) -> None:
        """The job has moved on to what comes after the phase, under the same claim."""
        self._began, self._fraction, self._message = time.monotonic(), 0.0, ""

    def _tell(self, left: float | None, now: float) -> float | None:
        self._eta = self._told.follow(left, now)
        return self._eta

    def check(self) -> None:
        """Raise what ended the watch, if something did."""
        if self.why:
            raise self.why

    def _watch(self) -> None:
        while not self._stop.wait(min(LOOK_SECONDS, self._heartbeat)):
            try:
                self._look()
                self.estimate()
                self._write()
            except (Superseded, SubjectGone, CancelRequested) as error:
                self.why = error
                self.over.set()
                return
            except Exception as error:  # noqa: BLE001 - Firestore is away, say: the watch goes on, the lease decides
                log.warning("the job cannot be looked after: %s", error)

    def _look(self) -> None:
        now = self._held.store.look(self._held.job)
        if now is None or now.job.generation != self._held.generation or now.job.state != State.PROCESSING:
            raise Superseded
        if now.flagged:
            raise CancelRequested

    def _write(self) -> None:
        silent = time.monotonic() - self._written
        if silent < self._heartbeat and not (self._news and silent >= PUBLISH_SECONDS):
            return
        self._news = False
        self._beat()
        self._written = time.monotonic()

    def _beat(self) -> None:
        self._held.beat(self._status, {"eta": self._eta, "eta_at": SERVER_TIMESTAMP})

    def _status(self) -> dict[str, Any]:
        return {
            **status.current(self._pipeline, self._held.job.phase, self._fraction),
            "message": self._message,
            "eta_seconds": shown(self._eta),
            "warnings": status.as_fields(list(self.warnings)),
        }


class CancelRequested(Exception):
    """The subject carries a cancel flag that no API call has carried out yet: a hand in the emulator set it."""
