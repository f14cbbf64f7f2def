"""The emulator as a process of its own, on free ports, for tests: `with running() as emulator: ...`."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import grpc
from google.auth.credentials import AnonymousCredentials
from google.cloud import tasks_v2
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport, CloudTasksRestTransport

from emulator.tasks.control import TasksControl

_START_SECONDS = 30
_STOP_SECONDS = 10
_READY = re.compile(r"gRPC (\S+), HTTP (\S+)")


@dataclass(frozen=True)
class RunningEmulator:
    """An emulator that answers. address: host:port of gRPC; url: of REST, the OIDC documents and the test controls."""

    process: subprocess.Popen[str]
    address: str
    url: str
    control: TasksControl
    client: tasks_v2.CloudTasksClient
    errors: IO[str]

    def rest_client(self) -> tasks_v2.CloudTasksClient:
        """The official client, speaking REST."""
        host = self.url.removeprefix("http://")
        credentials = AnonymousCredentials()
        return tasks_v2.CloudTasksClient(
            transport=CloudTasksRestTransport(host=host, url_scheme="http", credentials=credentials)
        )

    def log(self) -> str:
        """What it wrote to standard error so far."""
        self.errors.seek(0)
        return self.errors.read()


@contextmanager
def running(*options: str) -> Iterator[RunningEmulator]:
    """Start an emulator with these command line options, and stop it at the end; it also ends with this process.

    Raises RuntimeError, with what it wrote, if it does not start.
    """
    with tempfile.TemporaryFile("a+") as errors, _spawn(options, errors) as process:
        try:
            address, url = _wait_until_ready(process, errors)
            with grpc.insecure_channel(address) as channel:
                client = tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=channel))
                yield RunningEmulator(process, address, url, TasksControl(url), client, errors)
        finally:
            _stop(process)


def _spawn(options: tuple[str, ...], errors: IO[str]) -> subprocess.Popen[str]:
    # Options given come last, and so override the free ports.
    command = [sys.executable, "-m", "emulator.tasks", "--port=0", "--http-port=0", "--stop-with-stdin", *options]
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _wait_until_ready(process: subprocess.Popen[str], errors: IO[str]) -> tuple[str, str]:
    output = process.stdout
    assert output is not None  # by stdout=PIPE
    line = output.readline() if select.select([output], [], [], _START_SECONDS)[0] else ""
    found = _READY.search(line)
    if found is None:
        errors.seek(0)
        raise RuntimeError(f"the Cloud Tasks emulator did not start: {line}{errors.read()}")
    return found[1], found[2]


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
