"""The process that does a phase's work: one that can be killed without harm.

A worker cannot fork itself (gRPC's threads do not survive it), and a fresh interpreter for each phase would import
PyMuPDF again each time. So each worker keeps a nursery: a process without threads that has imported the pipelines
and forks a child for each phase in milliseconds. A child has no credentials of the cloud: it talks to its worker
through a pipe, and dies with it. Its only other business is with the AI provider, where one is chosen.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from shared.cloud import logs
from shared.engine.child_run import ChildRun, die_with_parent, perform
from shared.engine.errors import Cancelled
from shared.engine.messages import Began

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # a process with threads cannot fork safely


@dataclass(frozen=True)
class Work:
    """What a child is asked to do. `function` and the models travel by name and value (pickle).

    about: what the worker's log lines carry, for those of the child.
    """

    function: Callable[..., Any]
    inputs: dict[str, Any]
    run_argument: str | None
    scratch: Path
    memory_mb: int
    about: dict[str, Any] = field(default_factory=dict)


class Nursery:
    """The worker's side: starts children, and the process that forks them."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._end: Callable[[], object] | None = None

    def start(self, work: Work) -> Connection:
        """Fork a child and give it its work; the returned pipe carries what it says."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            try:
                self._send(theirs)
            except OSError:  # the nursery was killed, for want of memory perhaps: open another
                self.close()
                self._send(theirs)
        connection = Connection(ours.detach())
        connection.send(work)
        return connection

    def close(self) -> None:
        """End the nursery, as happens by itself when this object is gone; a later start opens another."""
        if self._end:
            self._end()
        self._control = self._end = None

    def _send(self, end: socket.socket) -> None:
        if self._control is None:
            self._control = self._open()
        socket.send_fds(self._control, [b"f"], [end.fileno()])

    def _open(self) -> socket.socket:
        control, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-c", f"from {__name__} import main; main()", str(theirs.fileno()), *self._modules],
                pass_fds=[theirs.fileno()],
                env=os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        self._end = weakref.finalize(self, _end_nursery, control, process)
        return control


def _end_nursery(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    control.close()  # which is the nursery's sign to leave
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def work(connection: Connection) -> None:
    """Do one piece of work and say how it ended. Runs in the child."""
    task: Work = connection.recv()
    connection.send(Began(os.getpid()))
    _limit(task.memory_mb)

    def call(run: ChildRun) -> Any:
        more = {task.run_argument: run} if task.run_argument else {}
        return task.function(**task.inputs, **more)

    with logs.about(**task.about):
        perform(connection, task.scratch, call)


def _limit(memory_mb: int) -> None:
    size = memory_mb * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    with contextlib.suppress(OSError):  # if memory runs out, let it be the child that goes
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def nurse(control: socket.socket) -> None:
    """Fork a child for each socket that arrives; leave when the worker is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        _, fds, _, _ = socket.recv_fds(control, 1, 1)
        if not fds:
            return
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            die_with_parent()
            code = 1
            try:
                work(Connection(fds[0]))
                code = 0
            except (Cancelled, EOFError, OSError, MemoryError):
                pass  # the worker is gone, or will see that this child is
            finally:
                os._exit(code)
        os.close(fds[0])


def main() -> None:
    """Open the nursery: arguments are the control socket's number and the modules to import beforehand."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the worker drains on these, and needs its children for it
        signal.signal(number, signal.SIG_IGN)
    logs.configure()
    control = socket.socket(fileno=int(sys.argv[1]))
    for module in sys.argv[2:]:
        importlib.import_module(module)
    nurse(control)
