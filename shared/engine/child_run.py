"""What a phase sees in the child: a Run that speaks to the worker through a pipe."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from shared.engine.crew import Crew, PartFailed, cores
from shared.engine.errors import Cancelled, PhaseError
from shared.engine.messages import Done, Failed, Fetch, Progress, Reading, Recall, Remember, Rows, Save
from shared.engine.run import Run, StoredFile, Warning, read_rows

P = TypeVar("P")
R = TypeVar("R")
PR_SET_PDEATHSIG = 1
SAY_SECONDS = 0.1


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
            self.say(Progress(done, total, message))

    def open(self, file: StoredFile) -> Path:
        if file.path not in self._fetched:
            answer = self.ask(Fetch(file.path))
            if isinstance(answer, str):
                raise PhaseError("file_missing", answer, retryable=True)
            self._fetched[file.path] = answer
        return self._fetched[file.path]

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        answer = self.ask(Rows(name))
        if isinstance(answer, str):
            raise PhaseError("service_unavailable", answer, retryable=True)
        return read_rows(answer)

    def save(self, name: str, content: bytes | Path, content_type: str) -> StoredFile:
        self._saved += 1
        local = self._scratch / f"save-{self._saved}"
        if isinstance(content, Path):
            content.replace(local)
        else:
            local.write_bytes(content)
        answer: StoredFile = self.ask(Save(name, local, content_type))
        return answer

    def recall(self, key: str) -> bytes | None:
        if self._document_id is None:
            return None
        local: Path | None = self.ask(Recall(self._document_id, key))
        return local.read_bytes() if local else None

    def remember(self, key: str, content: bytes) -> None:
        if self._document_id is not None:
            local = self._scratch / f"remember-{key}"
            local.write_bytes(content)
            self.say(Remember(self._document_id, key, local))

    def warn(self, code: str, message: str, document_id: str | None = None) -> None:
        self.say(Warning(code=code, message=message, document_id=document_id or self._document_id))

    @contextlib.contextmanager
    def document(self, document_id: str) -> Iterator[None]:
        self.reading(document_id)
        try:
            yield
        except PhaseError as error:
            error.document_id = error.document_id or document_id
            raise
        # after an unforeseen error the document stays named, for the report
        self.reading(None)

    def each(self, parts: Sequence[P], function: Callable[[Run, P], R]) -> list[R]:
        if min(len(parts), cores()) < 2:
            return [function(self, part) for part in parts]
        return Crew(self, _begin).work(parts, function, cores())

    def reading(self, document_id: str | None) -> None:
        """Name the document that is being worked on, None between documents."""
        self._document_id = document_id
        self.say(Reading(document_id))

    def ask(self, question: Fetch | Rows | Save | Recall) -> Any:
        """The worker's answer."""
        self.say(question)
        return self._pipe.recv()

    def say(self, message: object) -> None:
        """Send a message to the worker. Raises Cancelled when it is gone."""
        try:
            self._pipe.send(message)
        except OSError as error:
            raise Cancelled from error


def perform(pipe: Connection, scratch: Path, call: Callable[[ChildRun], Any]) -> None:
    """Make the call, and say how it ended."""
    run = ChildRun(pipe, scratch)
    try:
        pipe.send(Done(call(run)))
    except PhaseError as error:
        pipe.send(Failed(error.code, error.message, error.details, error.retryable, error.document_id))
    except PartFailed as error:
        pipe.send(error.failed)
    except MemoryError:
        raise  # dies, which counts as an interruption
    except Exception as error:  # noqa: BLE001 - whatever a phase raises is reported, never lost
        told = f"{type(error).__name__}: {error}"
        pipe.send(Failed(None, told, traceback.format_exc(limit=-8), True, run.document_id))


def _begin(pipe: Connection, scratch: Path, call: Callable[[Any], Any]) -> int:
    """Fork a process that makes the call; its pid."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        pipe.close()
        return pid
    code = 1
    try:
        die_with_parent()
        if os.getppid() == parent:
            perform(pipe, scratch, call)
            code = 0
    except (Cancelled, EOFError, OSError, MemoryError):
        pass  # the child is gone, or will see that this process is
    finally:
        os._exit(code)


def die_with_parent() -> None:
    """Have this process killed when its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


_: type[Run] = ChildRun  # mypy checks that the contract is kept
