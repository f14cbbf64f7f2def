"""The emulator as a program: how it starts, how it ends, and what it may import."""

from __future__ import annotations

import ast
import signal
import socket
import sys
import time
from pathlib import Path

import pytest
from google.cloud import tasks_v2

import emulator.tasks as package
from emulator.tasks.conformance.receiver import Receiver
from emulator.tasks.process import RunningEmulator, running
from tests.integration.test_tasks_emulator.conftest import LOCATION

PACKAGE = Path(str(package.__file__)).parent
ALLOWED = {"google", "grpc", "aiohttp", "yarl", "jwt", "cryptography", "pytest", *sys.stdlib_module_names}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly_whatever_it_is_doing(receiver: Receiver, number: signal.Signals) -> None:
    with running() as started:
        queue = tasks_v2.Queue(name=f"{LOCATION}/queues/q")
        started.client.create_queue(parent=LOCATION, queue=queue)
        task = tasks_v2.Task(http_request={"url": f"{receiver.url}/hold"})
        started.client.create_task(parent=queue.name, task=task)
        receiver.wait_for(1)
        start = time.monotonic()
        started.process.send_signal(number)
        assert started.process.wait(10) == 0
        assert time.monotonic() - start < 5
        for address in (started.address, started.url.removeprefix("http://")):
            host, _, port = address.rpartition(":")
            with pytest.raises(ConnectionRefusedError), socket.create_connection((host, int(port)), 1):
                pass


def test_it_ends_with_the_process_that_started_it() -> None:
    with running() as started:
        assert started.process.stdin is not None
        started.process.stdin.close()  # what the death of a parent does
        assert started.process.wait(10) == 0


@pytest.mark.parametrize("option", ["--port", "--http-port"])
def test_a_port_that_another_one_has_is_said_and_nothing_is_left_running(
    emulator: RunningEmulator, option: str
) -> None:
    taken = emulator.address if option == "--port" else emulator.url
    options = f"{option}={taken.rpartition(':')[2]}"
    with pytest.raises(RuntimeError, match="The Cloud Tasks emulator cannot start:"), running(options):
        pass


def test_a_wrong_option_is_reported_with_what_the_program_said() -> None:
    with pytest.raises(RuntimeError, match="unrecognized arguments: --nonsense"), running("--nonsense"):
        pass


def test_it_imports_nothing_of_the_projects_it_serves() -> None:
    modules = list(PACKAGE.rglob("*.py"))
    assert len(modules) > 10
    for module in modules:
        for name in imported(module):
            assert name.split(".")[0] in ALLOWED or f"{name}.".startswith("emulator.tasks."), f"{module.name}: {name}"


def imported(module: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.append(str(node.module))
    return names
