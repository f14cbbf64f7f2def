"""The process that does a phase's work: one that can be killed without harm.

A worker cannot fork itself (gRPC's threads do not survive it), and a fresh interpreter for each phase would import
PyMuPDF again each time. So each worker keeps a nursery: a process without threads that has imported the pipelines
and forks a child for each phase in milliseconds. A child has no credentials of the cloud: it talks to its worker
through a pipe, and dies with it. Its only other business is with the AI provider, where one is chosen.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from shared.engine.errors import Cancelled, PhaseError
from shared.engine.run import Run, StoredFile, Warning

PR_SET_PDEATHSIG = 1
SAY_SECONDS = 0.1
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # a process with threads cannot fork safely


@dataclass(frozen=True)
class Work:
    """What a child is asked to do. `function` and the models travel by name and value (pickle)."""

    function: Callable[..., Any]
    inputs: dict[str, Any]
    run_argument: str | None
    scratch: Path
    memory_mb: int


@dataclass(frozen=True)
class Began:
    pid: int


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    message: str


@dataclass(frozen=True)
class Fetch:
    """Answered with the local path, or with the error as text."""

    path: str


@dataclass(frozen=True)
class Save:
    """The child has written `local`, and leaves it alone from now on."""

    name: str
    local: Path
    content_type: str


@dataclass(frozen=True)
class Recall:
    """Answered with the local path of what is remembered under the key, or with None."""

    key: str


@dataclass(frozen=True)
class Remember:
    """The child has written `local`, and leaves it alone from now on. Not answered."""

    key: str
    local: Path


@dataclass(frozen=True)
class Reading:
    """Which document is being worked on; None between documents."""

    document_id: str | None


@dataclass(frozen=True)
class Done:
    output: Any


@dataclass(frozen=True)
class Failed:
    """`code` is None for an error that the phase did not foresee."""

    code: str | None
    message: str
    details: str
    retryable: bool
    document_id: str | None


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


class ChildRun:
    """The child's side of Run: everything goes through the pipe."""

    def __init__(self, connection: Connection, scratch: Path) -> None:
        self._pipe = connection
        self._scratch = scratch
        self._fetched: dict[str, Path] = {}
        self._saved = 0
        self._said = 0.0
        self._document_id: str | None = None

    @property
    def scratch(self) -> Path:
        return self._scratch

    @property
    def document_id(self) -> str | None:
        return self._document_id

    def progress(self, done: int, total: int, message: str = "") -> None:
        if time.monotonic() - self._said > SAY_SECONDS or done >= total:
            self._said = time.monotonic()
            self._say(Progress(done, total, message))

    def open(self, file: StoredFile) -> Path:
        if file.path not in self._fetched:
            self._say(Fetch(file.path))
            answer = self._pipe.recv()
            if isinstance(answer, str):
                raise PhaseError("file_missing", answer, retryable=True)
            self._fetched[file.path] = answer
        return self._fetched[file.path]

    def save(self, name: str, content: bytes | Path, content_type: str) -> StoredFile:
        self._saved += 1
        local = self._scratch / f"save-{self._saved}"
        if isinstance(content, Path):
            content.replace(local)
        else:
            local.write_bytes(content)
        self._say(Save(name, local, content_type))
        answer: StoredFile = self._pipe.recv()
        return answer

    def recall(self, key: str) -> bytes | None:
        self._say(Recall(key))
        local: Path | None = self._pipe.recv()
        return local.read_bytes() if local else None

    def remember(self, key: str, content: bytes) -> None:
        local = self._scratch / f"remember-{key}"
        local.write_bytes(content)
        self._say(Remember(key, local))

    def warn(self, code: str, message: str, document_id: str | None = None) -> None:
        self._say(Warning(code=code, message=message, document_id=document_id or self._document_id))

    @contextlib.contextmanager
    def document(self, document_id: str) -> Iterator[None]:
        self._document_id = document_id
        self._say(Reading(document_id))
        try:
            yield
        except PhaseError as error:
            error.document_id = error.document_id or document_id
            raise
        # after an unforeseen error the document stays named, for the report
        self._document_id = None
        self._say(Reading(None))

    def _say(self, message: object) -> None:
        try:
            self._pipe.send(message)
        except OSError as error:
            raise Cancelled from error


def work(connection: Connection) -> None:
    """Do one piece of work and say how it ended. Runs in the child."""
    task: Work = connection.recv()
    connection.send(Began(os.getpid()))
    _limit(task.memory_mb)
    run = ChildRun(connection, task.scratch)
    arguments: dict[str, Any] = dict(task.inputs)
    if task.run_argument:
        arguments[task.run_argument] = run
    try:
        connection.send(Done(task.function(**arguments)))
    except PhaseError as error:
        connection.send(Failed(error.code, error.message, error.details, error.retryable, error.document_id))
    except MemoryError:
        raise  # dies, which counts as an interruption
    except Exception as error:  # noqa: BLE001 - whatever a phase raises is reported, never lost
        told = f"{type(error).__name__}: {error}"
        connection.send(Failed(None, told, traceback.format_exc(limit=-8), True, run.document_id))


def _limit(memory_mb: int) -> None:
    size = memory_mb * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    with contextlib.suppress(OSError):  # if memory runs out, let it be the child that goes
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


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
            _die_with_parent()
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
    control = socket.socket(fileno=int(sys.argv[1]))
    for module in sys.argv[2:]:
        importlib.import_module(module)
    nurse(control)


_: type[Run] = ChildRun  # mypy checks that the contract is kept
