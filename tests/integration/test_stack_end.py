"""However the supervisor ends, nothing of its stack is left: no process, no open port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from emulator import web
from emulator.config import ALL, ROOT, StackConfig
from emulator.errors import PartFailed
from emulator.ports import FreePort, listens
from emulator.stack import Stack
from tests.integration.stack_tools import LIGHT, SOURCES, alive, alone, descendants, open_ports, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the process tree from /proc")

PORTS = ("FIRESTORE", "AUTH", "STORAGE", "TASKS", "TASKS_HTTP", "API", "WORKERS", "WEB")


class Shell:
    """`python -m emulator` as a user runs it, on free ports."""

    def __init__(self, parts: frozenset[str], logs: Path) -> None:
        free = {name: FreePort() for name in PORTS}
        self.ports = {name: port.number for name, port in free.items()}
        env = {**alone(), **{f"{name}_PORT": str(port) for name, port in self.ports.items()}}
        options = ["--parts", ",".join(parts), "--logs", str(logs), "--source", str(SOURCES / "main.py")]
        command = [sys.executable, "-m", "emulator", *options]
        self.supervisor = subprocess.Popen(
            command,
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.printed = self._until_ready()
        for port in free.values():
            port.release()
        self.tree = descendants(self.supervisor.pid)
        # A process that has left its group and lost its parent, as the child of a killed worker would.
        answer = web.call("POST", f"http://127.0.0.1:{self.ports['WORKERS']}/run_phase", {"child": True})
        self.tree.add(answer["child"])

    def end(self, how: signal.Signals) -> tuple[int, str]:
        if how == signal.SIGINT:
            # A terminal sends it to everyone in the foreground.
            os.killpg(self.supervisor.pid, how)
        else:
            self.supervisor.send_signal(how)
        rest, _ = self.supervisor.communicate(timeout=20)
        return self.supervisor.returncode, rest

    def open(self) -> list[str]:
        return [name for name, port in self.ports.items() if listens(f"127.0.0.1:{port}", 0.2)]

    def _until_ready(self) -> str:
        assert self.supervisor.stdout is not None
        printed = ""
        for line in self.supervisor.stdout:
            printed += line
            if "Stop with Ctrl-C" in line:
                return printed
        raise AssertionError(f"ended before it was ready: {printed}")


@pytest.mark.parametrize(
    ("how", "parts", "status"),
    [(signal.SIGINT, LIGHT, 0), (signal.SIGTERM, LIGHT, 0), (signal.SIGKILL, ALL, -signal.SIGKILL)],
)
def test_nothing_is_left_when_the_supervisor_gets(
    how: signal.Signals, parts: frozenset[str], status: int, tmp_path: Path
) -> None:
    shell = Shell(parts, tmp_path)
    assert len(shell.tree) >= len(parts - {"scheduler"}) + 1
    assert shell.open()
    assert shell.end(how)[0] == status
    wait_until(lambda: not alive(shell.tree), 5)
    assert shell.open() == []
    assert not [log for log in tmp_path.glob("*.log") if "Traceback" in log.read_text()]


def test_nothing_is_left_when_the_start_is_interrupted(tmp_path: Path) -> None:
    with Stack(light()) as ports_of:
        pass
    env = {**alone(), **{f"{name.upper()}_PORT": str(port) for name, port in ports_of.addresses.ports.items()}}
    command = [sys.executable, "-m", "emulator", "--logs", str(tmp_path), "--parts", ",".join(ALL)]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL) as supervisor:
        wait_until(lambda: (tmp_path / "firestore.log").exists(), 5)
        tree = descendants(supervisor.pid)
        supervisor.send_signal(signal.SIGINT)
        supervisor.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        assert supervisor.wait(15) == 0
    assert time.monotonic() - begun < 4, "a part had to be killed"
    assert len(tree) > 1
    assert not alive(tree)
    assert open_ports(ports_of) == {}


def test_the_shell_names_each_address(tmp_path: Path) -> None:
    shell = Shell(LIGHT | {"web"}, tmp_path)
    first = next(line for line in shell.printed.splitlines() if line.strip())
    assert first.split() == ["Web", "page", f"http://127.0.0.1:{shell.ports['WEB']}"]
    for name in ("STORAGE", "TASKS", "API", "WORKERS"):
        assert f"127.0.0.1:{shell.ports[name]}" in shell.printed
    settings = (tmp_path / "stack.env").read_text()
    assert f"export STORAGE_EMULATOR_HOST=http://127.0.0.1:{shell.ports['STORAGE']}\n" in settings
    assert "Stopped." in shell.end(signal.SIGINT)[1]


def test_an_emulator_that_dies_later_ends_the_stack_and_is_named(tmp_path: Path) -> None:
    shell = Shell(LIGHT, tmp_path)
    storage = next(pid for pid in shell.tree if b"emulator.storage" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(storage, signal.SIGKILL)
    printed, _ = shell.supervisor.communicate(timeout=10)
    assert shell.supervisor.returncode == 1
    assert "storage ended with signal SIGKILL" in printed
    assert not alive(shell.tree)
    assert shell.open() == []


@pytest.fixture
def before() -> set[int]:
    """The processes below this one before the test."""
    return descendants(os.getpid())


def light(**changes: object) -> StackConfig:
    config = StackConfig(parts=LIGHT, source=SOURCES / "main.py", environ=alone())
    return replace(config, **changes)  # type: ignore[arg-type]


def test_nothing_is_left_after_a_normal_exit(before: set[int]) -> None:
    with Stack(light()) as stack:
        logs = stack.logs
        assert set(open_ports(stack)) == {"storage", "tasks", "tasks_http", "api", "workers"}
        child = web.call("POST", f"{stack.worker_url}/run_phase", {"child": True})["child"]
        assert alive({child})
    assert descendants(os.getpid()) <= before
    assert not alive({child})
    assert open_ports(stack) == {}
    assert not logs.exists()


def test_nothing_is_left_after_an_exception(before: set[int]) -> None:
    with pytest.raises(ZeroDivisionError), Stack(light()) as stack:
        _ = 1 / 0
    assert descendants(os.getpid()) <= before
    assert open_ports(stack) == {}


def test_nothing_is_left_when_one_part_fails(before: set[int]) -> None:
    stack = Stack(light(source=SOURCES / "broken.py"))
    with pytest.raises(PartFailed, match="this source is broken on purpose"):
        stack.start()
    assert descendants(os.getpid()) <= before
    assert open_ports(stack) == {}


def test_nothing_is_left_when_a_child_holds_the_supervisors_files(before: set[int]) -> None:
    """A process that the supervisor forked, as multiprocessing does, keeps its pipes open."""
    with Stack(light(parts=frozenset({"storage"}))) as stack:
        with warnings.catch_warnings(action="ignore"):  # forking beside threads is what is tried here
            holder = os.fork()
        if not holder:
            time.sleep(60)
            os._exit(0)
    try:
        assert open_ports(stack) == {}
        assert descendants(os.getpid()) <= before | {holder}
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)


def test_requests_under_way_are_answered_when_the_stack_stops(before: set[int]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as threads:
        with Stack(light(parts=frozenset({"workers"}))) as stack:
            answer = threads.submit(web.call, "POST", f"{stack.worker_url}/run_phase", {"seconds": 1})
            time.sleep(0.3)
        assert answer.result()["pid"]
    assert descendants(os.getpid()) <= before
