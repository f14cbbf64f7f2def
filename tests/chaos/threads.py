"""What the engine uses of threads, on strands: Thread, Event, Lock, a pool with its futures, and a pipe."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

from tests.chaos.kernel import Kernel, Killed, Process, Strand


class Event:
    """As threading.Event."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._set = False
        self._waiting: list[Strand] = []

    def is_set(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True
        waiting, self._waiting = self._waiting, []
        for strand in waiting:
            self._kernel.wake(strand)

    def wait(self, timeout: float | None = None) -> bool:
        if not self._set:
            strand = self._kernel.current()
            self._waiting.append(strand)
            if not self._kernel.park(timeout):
                self._waiting.remove(strand)
        return self._set


class Lock:
    """As threading.Lock, used with `with`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._held = False
        self._waiting: deque[Strand] = deque()

    def __enter__(self) -> None:
        strand = self._kernel.current()
        while self._held:
            self._waiting.append(strand)
            self._kernel.park()
        self._held = True

    def __exit__(self, *_: object) -> None:
        self._held = False
        if self._waiting:
            self._kernel.wake(self._waiting.popleft())


class Thread:
    """As threading.Thread: a strand of the process that starts it."""

    def __init__(self, kernel: Kernel, target: Callable[[], Any], name: str = "", daemon: bool = True) -> None:
        self._kernel = kernel
        self._target = target
        self._over = Event(kernel)

    def start(self) -> None:
        self._kernel.spawn(self._kernel.current().process, self._run)

    def join(self) -> None:
        self._over.wait()

    def _run(self) -> None:
        self._target()
        self._over.set()


class Future:
    """As concurrent.futures.Future."""

    def __init__(self, kernel: Kernel) -> None:
        self._over = Event(kernel)
        self._value: Any = None
        self._error: BaseException | None = None

    def work(self, function: Callable[..., Any], given: Iterable[Any]) -> None:
        try:
            self._value = function(*given)
        except Killed:
            raise
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever asks for the result
            self._error = error
        self._over.set()

    def result(self) -> Any:
        self._over.wait()
        if self._error:
            raise self._error
        return self._value


class Pool:
    """As ThreadPoolExecutor, with as many hands as there is work."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._futures: list[Future] = []
        self._cancelled = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._futures:
            future._over.wait()

    def submit(self, function: Callable[..., Any], *given: Any) -> Future:
        future = Future(self._kernel)
        self._futures.append(future)
        self._kernel.spawn(self._kernel.current().process, future.work, function, given)
        return future

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        futures = [self.submit(function, item) for item in items]
        return (future.result() for future in futures)

    def shutdown(self, cancel_futures: bool = False) -> None:
        """What is under way goes on, and is waited for."""
        self.__exit__(None, None, None)


class Pipe:
    """One end of a pipe between two processes; as multiprocessing's Connection."""

    def __init__(self, kernel: Kernel, owner: Process) -> None:
        self._kernel = kernel
        self._inbox: deque[Any] = deque()
        self._waiting: Strand | None = None
        self._closed = False
        self.other: Pipe | None = None
        owner.at_end.append(self.close)

    @staticmethod
    def pair(kernel: Kernel, one: Process, two: Process) -> tuple[Pipe, Pipe]:
        ours, theirs = Pipe(kernel, one), Pipe(kernel, two)
        ours.other, theirs.other = theirs, ours
        return ours, theirs

    def send(self, message: Any) -> None:
        assert self.other
        if self._closed or self.other._closed:
            raise BrokenPipeError
        self.other._inbox.append(message)
        self.other._stir()

    def poll(self, timeout: float) -> bool:
        if not self._ready():
            self._waiting = self._kernel.current()
            self._kernel.park(timeout)
            self._waiting = None
        return self._ready()

    def recv(self) -> Any:
        while not self._inbox:
            assert self.other
            if self.other._closed:
                raise EOFError
            self._waiting = self._kernel.current()
            self._kernel.park()
            self._waiting = None
        return self._inbox.popleft()

    def close(self) -> None:
        self._closed = True
        if self.other:
            self.other._stir()

    def __enter__(self) -> Pipe:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _ready(self) -> bool:
        assert self.other
        return bool(self._inbox) or self.other._closed

    def _stir(self) -> None:
        if self._waiting:
            strand, self._waiting = self._waiting, None
            self._kernel.wake(strand)
