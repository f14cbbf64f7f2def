"""Starts processes so that none outlives the supervisor, however it ends."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from emulator.config import ROOT
from emulator.process import Process

MARK = "PHASEWORK_STACK"

_WATCHDOG = Path(__file__).parent / "watchdog.py"
_STOP_SECONDS = 5.0


class Supervisor:
    """Spawns the parts of one stack, identified by `mark`, and sees to their end together with the watchdog."""

    def __init__(self, mark: str, logs: Path, environ: Mapping[str, str]) -> None:
        self._logs = logs
        self._environ = {**environ, MARK: mark, "PYTHONUNBUFFERED": "1"}
        self._lock = threading.Lock()
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WATCHDOG), f"{MARK}={mark}", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def spawn(self, name: str, command: Sequence[str], env: Mapping[str, str], fds: Sequence[int] = ()) -> Process:
        """Start a process whose log is `{name}.log`; `env` is laid over the environment all parts share."""
        with self._lock:
            log = self._logs / f"{name}.log"
            process = Process(name, command, log, {**self._environ, **env}, fds, cwd=ROOT)
            assert self._watchdog.stdin is not None
            self._watchdog.stdin.write(f"{process.pid}\n")
            self._watchdog.stdin.flush()
            return process

    def end(self, processes: Iterable[Process]) -> None:
        """Ask the processes to end, all at once; kill those that do not within a few seconds."""
        processes = list(processes)
        for process in processes:
            process.terminate()
        for process in processes:
            process.finish(_STOP_SECONDS)

    def close(self) -> None:
        """The last sweep: whatever carries the mark is killed, then the watchdog ends."""
        assert self._watchdog.stdin is not None
        if not self._watchdog.stdin.closed:
            with contextlib.suppress(BrokenPipeError), self._watchdog.stdin as pipe:
                pipe.write("end\n")
        self._watchdog.wait()
