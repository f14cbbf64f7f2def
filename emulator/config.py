"""What a local stack consists of; ports and names can be set by environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from emulator.errors import StackError

ROOT = Path(__file__).resolve().parent.parent
EMULATORS = frozenset({"firestore", "auth", "storage", "tasks"})
FUNCTIONS = frozenset({"api", "workers"})
OWN_THREADS = frozenset({"scheduler", "mail"})
SERVERS = EMULATORS | FUNCTIONS | OWN_THREADS
ALL = SERVERS | {"web"}


@dataclass(frozen=True)
class Ports:
    """Ports on 127.0.0.1; None takes a free one."""

    firestore: int | None = None
    auth: int | None = None
    storage: int | None = None
    tasks: int | None = None
    tasks_http: int | None = None
    api: int | None = None
    workers: int | None = None
    web: int | None = None

    @classmethod
    def of_the_suite(cls, environ: Mapping[str, str]) -> Ports:
        """The ports of the Firebase emulator suite; `FIRESTORE_PORT` and its like set others."""
        suite = {
            "firestore": 8080,
            "auth": 9099,
            "storage": 9199,
            "tasks": 9499,
            "tasks_http": 9498,
            "api": 5001,
            "workers": 5002,
            "web": 5000,
        }
        return cls(**{name: _number(environ, f"{name.upper()}_PORT", port) for name, port in suite.items()})


@dataclass(frozen=True)
class QueueConfig:
    """How the queue of phases retries (seconds). Attempts are unlimited: the engine counts its own."""

    min_backoff: float = 5
    max_backoff: float = 30
    max_concurrent: int | None = None
    """Tasks in the workers' hands at a time; None means two a worker and two more."""


@dataclass(frozen=True)
class StackConfig:
    """One local stack."""

    parts: frozenset[str] = SERVERS
    project: str = "demo-phasework"
    location: str = "us-central1"
    queue_name: str = "phases"
    ports: Ports = field(default_factory=Ports)
    workers: int = 2
    queue: QueueConfig = field(default_factory=QueueConfig)
    sweep_seconds: float = 15
    rules: Path = ROOT / "firestore.rules"
    logs: Path | None = None
    """Where logs go; None makes a temporary folder."""
    source: Path = ROOT / "main.py"
    api_mounts: Mapping[str, str] = field(default_factory=lambda: {"/": "api"})
    worker_source: Path | None = None
    """Another file for the workers than `source`: tests bring faulty ones."""
    worker_mounts: Mapping[str, str] = field(default_factory=lambda: {"/run_phase": "run_phase", "/sweep": "sweep"})
    function_env: Mapping[str, str] = field(default_factory=dict)
    worker_env: Mapping[str, str] = field(default_factory=dict)
    web: Literal["dev", "built"] = "dev"
    """Whether Vite serves the web page from its sources, which it watches, or as it was built."""
    demo_email: str | None = None
    """The user that the web page signs in at one click; None offers none. The user must be made (auth.py)."""
    ready_seconds: float = 60
    drain_seconds: float = 5
    """How long functions may finish their requests when the stack stops."""
    smtp: tuple[str, int] | None = None
    """Host and port of the server that sends e-mails; None writes them to `mail_folder`."""
    mail_folder: Path | None = None
    """Where e-mails are written; None is the folder `mail` beside the logs."""
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    """The environment the parts inherit, and in which emulators that run already are named."""

    @classmethod
    def for_development(cls, environ: Mapping[str, str]) -> StackConfig:
        """The stack of `make dev`: the suite's ports, logs in build/logs."""
        return cls(
            parts=ALL,
            ports=Ports.of_the_suite(environ),
            project=environ.get("GOOGLE_CLOUD_PROJECT") or cls.project,
            workers=_number(environ, "WORKERS", 2),
            sweep_seconds=_number(environ, "SWEEP_SECONDS", 15),
            logs=ROOT / "build" / "logs",
            demo_email="demo@phasework.example",
            smtp=(host, _number(environ, "SMTP_PORT", 25)) if (host := environ.get("SMTP_HOST")) else None,
            mail_folder=ROOT / "build" / "mail",
            environ=dict(environ),
        )

    @property
    def bucket(self) -> str:
        return f"{self.project}.appspot.com"

    @property
    def service_account(self) -> str:
        return f"tasks@{self.project}.iam.gserviceaccount.com"

    @property
    def queue_path(self) -> str:
        return f"projects/{self.project}/locations/{self.location}/queues/{self.queue_name}"

    @property
    def max_concurrent(self) -> int:
        return self.queue.max_concurrent or 2 * self.workers + 2


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(environ.get(name) or default)
    except ValueError:
        raise StackError(f"{name} must be a whole number, not {environ[name]!r}.") from None
