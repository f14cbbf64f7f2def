"""Where the engine meets time, threads, chance and the operating system: the names a simulation lays its own under.

The engine reads them as attributes of its modules, so no line of it knows of the simulation. What would slip past this
list makes two runs of one seed differ, which a test notices.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from shared.engine import artifacts, child_run, failures, held, jobs, paces, store, supervise, watch, worker
from tests.chaos.kernel import Kernel, Process
from tests.chaos.threads import Event, Lock, Pool, Thread

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # folders on a disk would take most of a schedule's time


@contextmanager
def laid(kernel: Kernel, rng: Random, children: dict[int, Process]) -> Iterator[None]:
    """Meanwhile the engine lives in the kernel's time."""
    numbers = itertools.count(1)
    clock = SimpleNamespace(monotonic=lambda: kernel.now)
    threads = SimpleNamespace(Thread=partial(_thread, kernel), Event=partial(Event, kernel), Lock=partial(Lock, kernel))
    ids = SimpleNamespace(uuid4=lambda: SimpleNamespace(hex=f"{next(numbers):08d}"))
    seams: list[tuple[Any, str, Any]] = [
        *((module, "time", clock) for module in (watch, worker, supervise, paces, child_run)),
        *((module, "threading", threads) for module in (watch, held)),
        *((module, "uuid", ids) for module in (store, worker)),
        *((module, "ThreadPoolExecutor", lambda _: Pool(kernel)) for module in (supervise, artifacts)),
        (failures, "random", rng),
        (supervise, "tempfile", SimpleNamespace(TemporaryDirectory=partial(TemporaryDirectory, dir=MEMORY))),
        (supervise, "os", SimpleNamespace(kill=_killer(kernel, children))),
        (jobs, "ULID", lambda: _ulid(kernel, next(numbers))),
    ]
    with ExitStack() as stack:
        for module, name, own in seams:
            stack.enter_context(patch.object(module, name, own))
        yield


def _thread(kernel: Kernel, *, target: Callable[..., Any], args: tuple[Any, ...], name: str, daemon: bool) -> Thread:
    return Thread(kernel, partial(target, *args))


def _ulid(kernel: Kernel, number: int) -> str:
    """Sorts by the local clock, which may be wrong."""
    return f"{int((kernel.now + kernel.current().process.skew + 1000) * 1000):08d}x{number:05d}"


def _killer(kernel: Kernel, children: dict[int, Process]) -> Callable[[int, int], None]:
    def kill(pid: int, signal: int) -> None:
        kernel.current()  # the dead kill nobody
        if not children[pid].alive:
            raise ProcessLookupError
        children[pid].kill()

    return kill
