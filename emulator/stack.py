"""The local stack: every emulator, the API, the workers and the web page, started together and ended together.

    with Stack(StackConfig()) as stack:
        requests.get(stack.api_url + "/api/openapi.json")

The supervisor is the process this runs in. `stack.env` holds the settings with which our code finds the stack.
"""

from __future__ import annotations

import dataclasses
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from emulator import auth, firestore, gcs
from emulator.addresses import VARIABLES, Addresses
from emulator.config import ALL, FUNCTIONS, OWN_THREADS, StackConfig
from emulator.errors import PartFailed, StackError
from emulator.launch import Launcher
from emulator.mail import MailSender, Outbox, SmtpServer
from emulator.scheduler import Scheduler
from emulator.supervisor import Supervisor
from emulator.taskqueue import TaskQueue

_TASKS = "tasks.sqlite"


class Stack:
    """One local stack, for use once. A start that fails raises StackError (PartFailed names the part) and ends all."""

    def __init__(self, config: StackConfig | None = None) -> None:
        self.config = config or StackConfig()
        if unknown := self.config.parts - ALL:
            raise StackError(
                f"There is no part named {', '.join(sorted(unknown))}; there are {', '.join(sorted(ALL))}."
            )
        self.addresses = Addresses(self.config)
        self.logs = self.config.logs or Path(tempfile.mkdtemp(prefix="phasework-"))
        self._key = Path(self._foreign_key() or self.logs / "storage-signing-key.json")
        self._supervisor: Supervisor | None = None
        self._launcher: Launcher | None = None
        self._scheduler: Scheduler | None = None
        self._mail: MailSender | None = None
        self._queue = TaskQueue(self.addresses.tasks, self.addresses.tasks_http, self.config)

    def __enter__(self) -> Stack:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def api_url(self) -> str:
        return self.addresses.api

    @property
    def worker_url(self) -> str:
        return self.addresses.workers

    @property
    def env(self) -> dict[str, str]:
        """The settings of our code for this stack, as environment variables."""
        config, at = self.config, self.addresses
        return {
            **_without_proxy(config.environ),
            "GOOGLE_CLOUD_PROJECT": config.project,
            "STORAGE_BUCKET": config.bucket,
            VARIABLES["firestore"]: at.firestore,
            VARIABLES["auth"]: at.auth,
            VARIABLES["storage"]: at.storage,
            VARIABLES["tasks"]: at.tasks,
            "TASKS_LOCATION": config.location,
            "TASKS_QUEUE": config.queue_name,
            "TASKS_SERVICE_ACCOUNT": config.service_account,
            "WORKER_URL": at.workers,
            "OIDC_ISSUER": at.tasks_http,
            "OIDC_CERTS_URL": at.certs,
            "STORAGE_SIGNING_KEY": str(self._key),
            "APP_URL": at.web,
            "WEBHOOK_ALLOW_PRIVATE": "1",
        }

    @property
    def transport(self) -> Outbox | SmtpServer:
        """Where e-mails go: to a server, or into a folder."""
        config = self.config
        return SmtpServer(*config.smtp) if config.smtp else Outbox(config.mail_folder or self.logs / "mail")

    def start(self, parts: frozenset[str] | None = None) -> None:
        """Start these parts (by default the configuration's) together; return when each is ready.

        Further parts can be started by later calls.
        """
        parts = self.config.parts if parts is None else parts
        try:
            self.addresses.check(parts)
            launcher = self._prepared()
            _run_together(launcher.starters(parts - OWN_THREADS), launcher.abort.set)
            if "mail" in parts:
                self._mail = MailSender(self.addresses.firestore, self.config.project, self.transport, self.logs)
                self._mail.start()
            if "scheduler" in parts:
                self._scheduler = self._new_scheduler()
                self._scheduler.start()
        except BaseException as error:
            # The message names a log: it must be there to be read.
            self.stop(keep_logs=isinstance(error, PartFailed))
            raise

    def stop(self, keep_logs: bool = False) -> None:
        """End everything that was started: functions first, so that they can finish with the emulators still there."""
        try:
            self.stop_functions()
            self._queue.close()
            if self._launcher and self._supervisor:
                self._supervisor.end(self._launcher.emulators.values())
        finally:
            if self._supervisor:
                self._supervisor.close()
            self._launcher = self._supervisor = None
            self.addresses.release()
            if not self.config.logs and not keep_logs:
                shutil.rmtree(self.logs, ignore_errors=True)

    def stop_functions(self) -> None:
        """End the web page, the API, the workers, the scheduler and the sender of e-mails; the emulators stay."""
        if self._scheduler:
            self._scheduler.stop()
            self._scheduler = None
        if self._launcher:
            self._launcher.stop_functions()
        if self._mail:  # last, for functions that end may still write one
            self._mail.stop()
            self._mail = None

    @contextmanager
    def functions(self, parts: frozenset[str] = FUNCTIONS | {"scheduler"}, **changes: Any) -> Iterator[None]:
        """Run these parts (functions, scheduler, mail, web) for a while, beside emulators that run already.

        `changes` are fields of StackConfig to lay over the configuration meanwhile, such as
        `worker_source`, `worker_env`, `workers`, `sweep_seconds`, `drain_seconds` or `web`.
        """
        before = self.config
        self.config = self._started().config = dataclasses.replace(before, **changes)
        try:
            self.start(parts)
            yield
        finally:
            self.stop_functions()
            self.config = before
            if self._launcher:
                self._launcher.config = before

    def check(self) -> None:
        """Raise PartFailed if an emulator or the web page has died since (functions are replaced instead)."""
        launcher = self._started()
        for process in [*launcher.emulators.values(), *([launcher.page] if launcher.page else ())]:
            if not process.alive():
                raise process.failed(f"ended with {process.how_it_ended()}")

    def empty(self) -> None:
        """Make every emulator of the stack as new. Of one that is not ours, only our project is emptied."""
        at, project = self.addresses, self.config.project
        ours = self._started().emulators
        for part, empty in (
            ("tasks", self._queue.reset if "tasks" in ours else self._queue.purge),
            ("firestore", lambda: firestore.empty(at.firestore, project)),
            ("auth", lambda: auth.empty(at.auth, project)),
            ("storage", lambda: gcs.wipe(at.storage) if "storage" in ours else self._empty_bucket()),
        ):
            if part in ours or part in at.foreign & self.config.parts:
                empty()

    def sweep(self) -> Any:
        """Call the sweeper now and return its answer; raises web.HttpError."""
        return self._new_scheduler().sweep()

    def worker_pids(self) -> list[int]:
        """The worker processes alive now."""
        return self._started().pools["workers"].pids()

    def workers_serving(self) -> int:
        """How many worker processes are ready for requests."""
        return self._started().pools["workers"].serving()

    def kill_worker(self, pid: int, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to one worker process; ValueError if `pid` is none of them."""
        if pid not in self.worker_pids():
            raise ValueError(f"{pid} is no worker of this stack: {self.worker_pids()}")
        os.kill(pid, how)

    def restart_tasks(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the Cloud Tasks emulator by a signal and start it again; queues, tasks and names outlive it."""
        launcher = self._started()
        process = launcher.emulators["tasks"]
        os.kill(process.pid, how)
        process.finish(self.config.ready_seconds)
        launcher.start_tasks()

    def _foreign_key(self) -> str | None:
        return self.config.environ.get("STORAGE_SIGNING_KEY") if "storage" in self.addresses.foreign else None

    def _empty_bucket(self) -> None:
        gcs.empty_bucket(self.addresses.storage, self.config.bucket)

    def _new_scheduler(self) -> Scheduler:
        return Scheduler(self._queue, self.worker_url, self.config.sweep_seconds, self.logs / "scheduler.log")

    def _started(self) -> Launcher:
        if self._launcher is None:
            raise StackError("The stack is not running.")
        return self._launcher

    def _prepared(self) -> Launcher:
        if self._launcher is None:
            self.logs.mkdir(parents=True, exist_ok=True)
            for old in self.logs.glob("*.log"):
                old.unlink()
            self._supervisor = Supervisor(secrets.token_hex(8), self.logs, {**self.config.environ, **self.env})
            for old in self.logs.glob(f"{_TASKS}*"):
                # Of a stack whose jobs are gone: Firestore keeps nothing.
                old.unlink()
            self._launcher = Launcher(self.config, self.addresses, self._key, self.logs / _TASKS, self._supervisor)
        return self._launcher


def _run_together(starters: list[Callable[[], None]], abort: Callable[[], None]) -> None:
    """Run the starters in threads; the first that fails makes the others give up, and its error is raised."""
    with ThreadPoolExecutor(max_workers=len(starters) or 1) as threads:
        try:
            left = {threads.submit(starter) for starter in starters}
            while left:
                # In short waits: a signal that comes just before a wait is only seen after it.
                done, left = wait(left, timeout=0.2, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
        except BaseException:
            abort()
            raise


def _without_proxy(environ: Mapping[str, str]) -> dict[str, str]:
    """Calls to this machine must not go through a proxy, if one is set."""
    if not any(name.lower() in ("http_proxy", "https_proxy", "all_proxy") for name in environ):
        return {}
    listed = environ.get("NO_PROXY") or environ.get("no_proxy") or ""
    names = ",".join(filter(None, [listed, "127.0.0.1", "localhost"]))
    return {"NO_PROXY": names, "no_proxy": names}
