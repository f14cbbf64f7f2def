"""While a child works: renew the lease, publish progress, and notice at once when the job is not ours any more."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType
from typing import Any

from shared.cloud.config import Settings
from shared.engine import status
from shared.engine.errors import SubjectGone, Superseded
from shared.engine.held import Held
from shared.engine.job import State
from shared.engine.pipeline import Pipeline
from shared.engine.run import Warning

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
PUBLISH_SECONDS = 2.0


class Watch:
    """A thread that looks after one claimed phase. `over` is set when the phase must stop; `why` says what happened."""

    def __init__(self, held: Held, pipeline: Pipeline, settings: Settings) -> None:
        self._held = held
        self._pipeline = pipeline
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
        self._thread = threading.Thread(target=self._watch, name=f"watch-{held.job.task_id}", daemon=True)

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
            self._held.beat(self._status())

    def check(self) -> None:
        """Raise what ended the watch, if something did."""
        if self.why:
            raise self.why

    def _watch(self) -> None:
        while not self._stop.wait(min(LOOK_SECONDS, self._heartbeat)):
            try:
                self._look()
                self._write()
            except (Superseded, SubjectGone, CancelRequested) as error:
                self.why = error
                self.over.set()
                return
            except Exception as error:  # noqa: BLE001 - Firestore is away, say: the watch goes on, the lease decides
                log.warning("job %s cannot be looked after: %s", self._held.job.task_id, error)

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
        self._held.beat(self._status())
        self._written = time.monotonic()

    def _status(self) -> dict[str, Any]:
        return {
            **status.current(self._pipeline, self._held.job.phase, self._fraction),
            "message": self._message,
            "eta_seconds": self._eta(),
            "warnings": status.as_fields(list(self.warnings)),
        }

    def _eta(self) -> int | None:
        """Seconds left by the pace of this phase and the weights of those to come; None while it is too early."""
        elapsed = time.monotonic() - self._began
        if elapsed < 1 or self._fraction < 0.02:
            return None
        number = min(self._held.job.phase, self._pipeline.total)
        weights = [phase.weight for phase in self._pipeline.phases]
        whole = elapsed / self._fraction
        pace = whole / weights[number - 1]
        return round(whole - elapsed + pace * sum(weights[number:]))


class CancelRequested(Exception):
    """The subject carries a cancel flag that no API call has carried out yet: a hand in the emulator set it."""
