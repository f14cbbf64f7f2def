"""Starts each part of a stack and waits until it is ready."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from emulator import auth, firestore, gcs, page, ports, signing, taskqueue
from emulator.addresses import Addresses
from emulator.config import StackConfig
from emulator.errors import StackError
from emulator.functions import FunctionPool, Service
from emulator.ports import HOST
from emulator.process import Process
from emulator.supervisor import Supervisor
from emulator.taskqueue import TaskQueue


class Launcher:
    """One method a part, safe to run at the same time. `emulators`, `page` and `pools` hold what was started."""

    def __init__(
        self, config: StackConfig, addresses: Addresses, key: Path, tasks_data: Path, supervisor: Supervisor
    ) -> None:
        self.abort = threading.Event()
        self.emulators: dict[str, Process] = {}
        self.page: Process | None = None
        self.pools: dict[str, FunctionPool] = {}
        self.config = config
        self._at = addresses
        self._key = key
        self._tasks_data = tasks_data
        self._supervisor = supervisor

    def starters(self, parts: frozenset[str]) -> list[Callable[[], None]]:
        """What to run for these parts; raises StackError where something needed is not installed."""
        return [getattr(self, f"_{part}")() for part in sorted(parts)]

    def stop_functions(self) -> None:
        """End the web page, let the function processes finish what they are at, and end them."""
        if self.page:
            self._supervisor.end([self.page])
            self.page = None
        for pool in self.pools.values():
            pool.terminate()
        for pool in self.pools.values():
            pool.finish()
        self.pools.clear()

    def _firestore(self) -> Callable[[], None]:
        at = self._at
        if "firestore" in at.foreign:
            return _nothing
        # Looked for before anything starts: fetching it may take minutes, and must end with Ctrl-C.
        jar = firestore.find_jar(self.config.environ)
        if not self.config.rules.is_file():
            raise StackError(f"The Firestore rules {self.config.rules} are missing.")

        def start() -> None:
            command = firestore.command(jar, at.ports["firestore"], self.config.rules)
            self._emulator("firestore", command, lambda: firestore.ready(at.firestore, self.config.project))

        return start

    def _auth(self) -> Callable[[], None]:
        at = self._at
        if "auth" in at.foreign:
            return _nothing
        command = auth.command(self.config.project, at.ports["auth"])
        return lambda: self._emulator("auth", command, lambda: auth.ready(at.auth))

    def _storage(self) -> Callable[[], None]:
        at, config = self._at, self.config

        def start() -> None:
            if not self._key.is_file():
                signing.write_key(self._key, config.project)
            if "storage" in at.foreign:
                return gcs.ensure_bucket(at.storage, config.bucket, config.project)
            command = gcs.command(at.ports["storage"], config.bucket, self._key, at.web_origins)
            return self._emulator("storage", command, lambda: gcs.ready(at.storage))

        return start

    def _tasks(self) -> Callable[[], None]:
        at = self._at

        def start() -> None:
            if "tasks" not in at.foreign:
                self.start_tasks()
            queue = TaskQueue(at.tasks, at.tasks_http, self.config)
            try:
                queue.create()
            finally:
                queue.close()

        return start

    def start_tasks(self) -> None:
        """Start the Cloud Tasks emulator, with the queues and tasks that an earlier one of this stack left."""
        at = self._at
        command = [
            *(sys.executable, "-m", "emulator.tasks", "--host", HOST, "--data", str(self._tasks_data)),
            *("--port", str(at.ports["tasks"]), "--http-port", str(at.ports["tasks_http"])),
        ]
        self._emulator("tasks", command, lambda: ports.listens(at.tasks, 1) and taskqueue.ready(at.tasks_http))

    def _api(self) -> Callable[[], None]:
        config = self.config
        service = Service(
            "api", config.source, config.api_mounts, 1, 16, config.drain_seconds, dict(config.function_env)
        )
        return lambda: self._functions("api", service)

    def _workers(self) -> Callable[[], None]:
        config = self.config
        service = Service(
            "worker",
            config.worker_source or config.source,
            config.worker_mounts,
            config.workers,
            # So many that no task, sweep or other call ever waits for a thread inside one process.
            config.max_concurrent + 4,
            config.drain_seconds,
            {**config.function_env, **config.worker_env},
        )
        return lambda: self._functions("workers", service)

    def _web(self) -> Callable[[], None]:
        at, config = self._at, self.config
        command = page.command(config.web)
        env = page.environment(at.ports["web"], at.api, config.demo_email)

        def start() -> None:
            self.page = self._supervisor.spawn("web", command, env)
            self.page.wait_ready(lambda: page.ready(at.web), config.ready_seconds, self.abort)

        return start

    def _emulator(self, name: str, command: Sequence[str], ready: Callable[[], bool]) -> None:
        process = self.emulators[name] = self._supervisor.spawn(name, command, {})
        process.wait_ready(ready, self.config.ready_seconds, self.abort)

    def _functions(self, part: str, service: Service) -> None:
        listener = ports.bind(self._at.ports[part])
        pool = self.pools[part] = FunctionPool(service, listener, self._supervisor.spawn)
        pool.start(self.config.ready_seconds, self.abort)


def _nothing() -> None:
    """For a part that runs already."""
