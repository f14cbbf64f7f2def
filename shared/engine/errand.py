"""A short piece of work outside any job, on a file that nobody has read yet: in a child that is killed in time."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.engine.child import Nursery, Work
from shared.engine.errors import PhaseError
from shared.engine.messages import Began, Done, Failed

OPENING_SECONDS = 30.0  # the nursery may have to import what it needs first


class Overdue(Exception):
    """The work was not done in time, and its child was killed."""


class Died(Exception):
    """The child ended without a word: out of memory, or crashed in native code."""


class Errands:
    """Runs functions in children of one nursery. `memory_mb` bounds the address space of each."""

    def __init__(self, nursery: Nursery, memory_mb: int) -> None:
        self._nursery = nursery
        self._memory_mb = memory_mb

    def run(self, function: Callable[..., Any], seconds: float, **inputs: Any) -> Any:
        """What `function(**inputs)` returns; both travel by pickle. Raises Overdue, Died, or its PhaseError."""
        with tempfile.TemporaryDirectory(prefix="phasework-") as scratch:
            work = Work(function, inputs, None, Path(scratch), self._memory_mb)
            with self._nursery.start(work) as pipe:
                pid, deadline = None, time.monotonic() + OPENING_SECONDS
                try:
                    while pipe.poll(max(0.0, deadline - time.monotonic())):
                        match pipe.recv():
                            case Began(child):
                                pid, deadline = child, time.monotonic() + seconds
                            case Done(output):
                                return output
                            case Failed(code, message, details, retryable, document_id):
                                raise PhaseError(
                                    code or "internal_error",
                                    message,
                                    details=details,
                                    retryable=retryable,
                                    document_id=document_id,
                                )
                except (EOFError, ConnectionResetError) as error:
                    raise Died from error
                if pid is not None:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                raise Overdue
