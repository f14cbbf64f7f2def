"""Parts of a phase side by side: the child forks a process for each, and passes on what they say to its worker.

The processes live and die with the child: a killed child takes them along, and one that dies without a word ends the
child, so that to the worker there is one child as before.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from shared.engine.errors import PhaseError
from shared.engine.messages import Done, Failed, Fetch, Progress, Reading, Recall, Remember, Rows, Save, Warning

if TYPE_CHECKING:
    from shared.engine.child_run import ChildRun

P = TypeVar("P")
R = TypeVar("R")
SCALE = 10_000  # of the progress that all parts make together


class PartFailed(Exception):
    """A part met an error that it did not foresee; `failed` is its report."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.message)
        self.failed = failed


@dataclass
class _Member:
    """A process that works on part number `index`."""

    index: int
    pid: int
    pipe: Connection
    done: float = 0.0
    document_id: str | None = None


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """Works on parts, at most `limit` at a time. Start it in a process without threads."""

    def __init__(self, run: ChildRun, begin: Callable[[Connection, Path, Callable[[Any], Any]], int]) -> None:
        self._run = run
        self._begin = begin
        self._members: dict[Connection, _Member] = {}

    def work(self, parts: Sequence[P], function: Callable[[Any, P], R], limit: int) -> list[R]:
        """What the function returns for each part, in order. Raises the first error; the other parts are ended."""
        made: dict[int, R] = {}
        waiting = list(enumerate(parts))
        finished = 0
        try:
            while len(made) < len(parts):
                while waiting and len(self._members) < limit:
                    self._start(*waiting.pop(0), function)
                for pipe in wait(list(self._members)):
                    assert isinstance(pipe, Connection)
                    member = self._members[pipe]
                    message = self._heard(member)
                    if isinstance(message, Done):
                        made[member.index] = message.output
                        finished += 1
                        self._leave(member)
                    elif isinstance(message, Progress):
                        member.done = message.done / message.total if message.total else 1.0
                        together = (finished + sum(m.done for m in self._members.values())) / len(parts)
                        self._run.progress(int(SCALE * together), SCALE, message.message)
                    else:
                        self._pass_on(member, message)
        finally:
            self._end()
        return [made[index] for index in range(len(parts))]

    def _start(self, index: int, part: P, function: Callable[[Any, P], R]) -> None:
        ours, theirs = socket.socketpair()
        scratch = self._run.scratch / f"part-{index}"
        scratch.mkdir(exist_ok=True)
        with theirs:
            pid = self._begin(Connection(theirs.detach()), scratch, lambda run: function(run, part))
        pipe = Connection(ours.detach())
        self._members[pipe] = _Member(index, pid, pipe)

    def _heard(self, member: _Member) -> object:
        try:
            return member.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._run.reading(member.document_id)
            os._exit(1)  # as the part did: the worker sees that its child is gone, and at which document

    def _pass_on(self, member: _Member, message: object) -> None:
        match message:
            case Reading(document_id):
                member.document_id = document_id
                self._run.reading(document_id)
            case Warning() | Remember():
                self._run.say(message)
            case Fetch() | Rows() | Save() | Recall():
                member.pipe.send(self._run.ask(message))
            case Failed(None):
                raise PartFailed(message)
            case Failed(str(code), text, details, retryable, document_id):
                raise PhaseError(code, text, retryable=retryable, document_id=document_id, details=details)

    def _leave(self, member: _Member) -> None:
        del self._members[member.pipe]
        member.pipe.close()
        os.waitpid(member.pid, 0)
        # Should another one hang, it is its document that is named.
        for other in self._members.values():
            self._run.reading(other.document_id)

    def _end(self) -> None:
        for member in self._members.values():
            os.kill(member.pid, signal.SIGKILL)
            os.waitpid(member.pid, 0)
            member.pipe.close()
        self._members.clear()
