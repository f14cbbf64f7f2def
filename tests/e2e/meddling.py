"""What happens behind the page: a queue that hands out one task at a time, worker processes and children that die."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
from google.cloud import tasks_v2
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from emulator.stack import Stack

LOOK_SECONDS = 0.002
GIVE_UP_SECONDS = 60.0


class Queue:
    """The queue of phases, in our hand: while it is held, a run stands still before its next phase."""

    def __init__(self, stack: Stack) -> None:
        self._path = stack.config.queue_path
        self._channel = grpc.insecure_channel(stack.addresses.tasks, [("grpc.enable_http_proxy", 0)])
        self._client = tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=self._channel))

    def hold(self) -> None:
        """Hand out no more tasks; what a worker has goes on."""
        self._client.pause_queue(name=self._path)

    def let_go(self) -> None:
        """Hand out tasks again."""
        self._client.resume_queue(name=self._path)

    def hand_out(self) -> None:
        """Hand out the task that comes next, and no more: the one that follows it is made some time later."""
        until(self._waits, lambda: "no task waits")
        self.let_go()
        self.hold()

    def _waits(self) -> bool:
        return any(task.dispatch_count == 0 for task in self._client.list_tasks(parent=self._path))

    def close(self) -> None:
        self._channel.close()


def kill_workers(stack: Stack) -> None:
    """Kill every worker process, as a machine that fails would: none can say a word."""
    for pid in stack.worker_pids():
        stack.kill_worker(pid)


@contextlib.contextmanager
def children_die(stack: Stack) -> Iterator[None]:
    """Meanwhile each process that works on a phase is killed, as a system that runs out of memory would."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(LOOK_SECONDS):
            for worker in stack.worker_pids():
                for nursery in _children(worker):
                    for child in _children(nursery):
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill, name="killer")
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:  # it ended meanwhile
        pass
    return found


def until(condition: Callable[[], object], otherwise: Callable[[], object]) -> None:
    """Wait for a condition; fail with what `otherwise` says when it takes too long."""
    end = time.monotonic() + GIVE_UP_SECONDS
    while not condition():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.05)
