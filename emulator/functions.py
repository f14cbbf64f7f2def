"""The processes that serve functions: several on one socket, each replaced when it dies, as new instances would be."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from emulator.process import Process

Spawn = Callable[[str, Sequence[str], Mapping[str, str], Sequence[int]], Process]

_WATCH_SECONDS = 0.05
_FIRST_BACKOFF_SECONDS = 0.1
_LONGEST_BACKOFF_SECONDS = 5.0
_STEADY_SECONDS = 10.0


@dataclass(frozen=True)
class Service:
    """What the processes of one pool serve. `mounts` maps paths to the names of functions in `source`."""

    name: str
    source: Path
    mounts: Mapping[str, str]
    processes: int
    threads: int
    drain_seconds: float
    env: Mapping[str, str]


class FunctionPool:
    """Keeps the processes of a service running on `listener` (bound; the pool listens on it and owns it)."""

    def __init__(self, service: Service, listener: socket.socket, spawn: Spawn) -> None:
        self.service = service
        self._listener = listener
        self._spawn = spawn
        self._slots = [_Slot(f"{service.name}-{number}") for number in range(1, service.processes + 1)]
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._keep_running, name=f"watch-{service.name}", daemon=True)

    def start(self, seconds: float, abort: threading.Event) -> None:
        """Start every process and wait until each serves; raises PartFailed."""
        self._listener.listen(512)
        for slot in self._slots:
            self._launch(slot)
        for slot in self._slots:
            assert slot.process is not None
            slot.process.wait_ready(slot.ready, seconds, abort)
        self._watch.start()

    def pids(self) -> list[int]:
        """The processes alive now."""
        with self._lock:
            return [slot.process.pid for slot in self._slots if slot.process and slot.process.alive()]

    def serving(self) -> int:
        """How many processes have said that they serve and are alive."""
        with self._lock:
            return sum(bool(slot.process and slot.process.alive() and slot.ready()) for slot in self._slots)

    def terminate(self) -> None:
        """Ask every process to drain; none is replaced from now on, and no new connection is taken."""
        self._stop.set()
        if self._watch.is_alive():
            self._watch.join()
        self._listener.close()
        for slot in self._slots:
            if slot.process:
                slot.process.terminate()

    def finish(self) -> None:
        """Wait for the processes to end; kill those that take longer than their time to drain."""
        deadline = time.monotonic() + self.service.drain_seconds + 2
        for slot in self._slots:
            if slot.process:
                slot.process.finish(deadline - time.monotonic())
            slot.close()

    def _launch(self, slot: _Slot) -> None:
        reader, writer = os.pipe()
        try:
            command = [
                *(sys.executable, "-m", "emulator.serve"),
                *("--fd", str(self._listener.fileno()), "--ready-fd", str(writer)),
                *("--source", str(self.service.source), "--threads", str(self.service.threads)),
                *("--drain", str(self.service.drain_seconds)),
                *(f"{path}={target}" for path, target in self.service.mounts.items()),
            ]
            process = self._spawn(slot.name, command, self.service.env, [self._listener.fileno(), writer])
        finally:
            os.close(writer)
        slot.take(process, reader)

    def _keep_running(self) -> None:
        while not self._stop.wait(_WATCH_SECONDS):
            for slot in self._slots:
                with self._lock:
                    if slot.process and not slot.process.alive() and slot.may_restart():
                        how = slot.process.how_it_ended()
                        slot.process.note(f"--- {slot.name} ended with {how}; another takes its place")
                        # Children of the dead process would go on working beside its successor.
                        slot.process.finish(1)
                        self._launch(slot)


class _Slot:
    """The place of one process and of those that follow it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.process: Process | None = None
        self._reader = -1
        self._ready = False
        self._backoff = _FIRST_BACKOFF_SECONDS
        self._died: float | None = None

    def take(self, process: Process, reader: int) -> None:
        self.close()
        self.process, self._reader, self._ready, self._died = process, reader, False, None

    def ready(self) -> bool:
        """Whether the process has said that it serves."""
        if not self._ready and select.select([self._reader], [], [], 0)[0]:
            self._ready = os.read(self._reader, 1) == b"1"
        return self._ready

    def may_restart(self) -> bool:
        """Whether the dead process has been dead long enough; waits grow while processes die young."""
        assert self.process is not None
        now = time.monotonic()
        if self._died is None:
            self._died = now
            steady = now - self.process.started > _STEADY_SECONDS
            self._backoff = _FIRST_BACKOFF_SECONDS if steady else min(self._backoff * 2, _LONGEST_BACKOFF_SECONDS)
        return now - self._died >= self._backoff

    def close(self) -> None:
        if self._reader >= 0:
            with contextlib.suppress(OSError):
                os.close(self._reader)
            self._reader = -1
