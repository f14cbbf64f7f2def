"""One part of the stack as an operating system process with a log, its own process group, and a way to end it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from emulator.errors import PartFailed

_POLL_SECONDS = 0.03
_TAIL_LINES = 20


class Process:
    """A child in a session of its own, so that Ctrl-C reaches only the supervisor and a group can be ended whole."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        env: Mapping[str, str],
        pass_fds: Sequence[int] = (),
        cwd: Path | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self.started = time.monotonic()
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                pass_fds=tuple(pass_fds),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id, which is also the id of its group."""
        return self._child.pid

    def alive(self) -> bool:
        return self._child.poll() is None

    def wait_ready(self, ready: Callable[[], bool], seconds: float, abort: threading.Event) -> None:
        """Return when `ready()` holds; raise PartFailed if the process ends, `abort` is set or time is up first."""
        while not ready():
            if not self.alive():
                raise self.failed(f"ended with {self.how_it_ended()} before it was ready")
            if abort.is_set():
                raise PartFailed(self.name, "was given up because another part failed")
            if time.monotonic() - self.started > seconds:
                raise self.failed(f"was not ready within {seconds:g} s")
            time.sleep(_POLL_SECONDS)

    def failed(self, reason: str) -> PartFailed:
        """The error that says what happened to this part, with the end of its log."""
        return PartFailed(self.name, f"{reason} (log: {self.log}).", self.tail())

    def how_it_ended(self) -> str:
        status = self._child.poll()
        if status is not None and status < 0:
            return f"signal {signal.Signals(-status).name}"
        return f"status {status}"

    def tail(self) -> str:
        """The last lines of the log."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_TAIL_LINES:])

    def note(self, line: str) -> None:
        """Write a line of the supervisor's into the log."""
        with self.log.open("a") as log:
            log.write(line + "\n")

    def terminate(self) -> None:
        """Ask the process (not its children, which it may still need) to end."""
        if self.alive():
            self._child.terminate()

    def finish(self, seconds: float) -> None:
        """Wait up to `seconds` for the end, then kill what is left of the process and its children."""
        try:
            self._child.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            self.note(f"--- {self.name} did not end within {seconds:.1f} s and was killed")
        finally:
            kill_group(self.pid)
            self._child.wait()


def kill_group(pgid: int) -> None:
    """Kill every process of a group; nothing happens if it has none."""
    try:
        os.killpg(pgid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # macOS answers EPERM for a group that holds only zombies.
        return
