"""What the tests of the local stack share: an environment without other stacks, and a look at processes and ports."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from emulator.addresses import VARIABLES
from emulator.ports import listens
from emulator.stack import Stack

SOURCES = Path(__file__).parent / "stack_sources"
LIGHT = frozenset({"storage", "tasks", "api", "workers"})
"""Parts that start fast and are of every kind but Java and Node."""


def alone() -> dict[str, str]:
    """The environment as if no emulator ran."""
    hidden = {*VARIABLES.values(), "OIDC_ISSUER", "OIDC_CERTS_URL", "STORAGE_SIGNING_KEY"}
    return {name: value for name, value in os.environ.items() if name not in hidden}


def descendants(pid: int) -> set[int]:
    """The processes below `pid`, zombies left out."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(entry)):
            state, parent = stat
            if state != "Z":
                children.setdefault(parent, []).append(int(entry.name))
    found: set[int] = set()
    todo = [pid]
    while todo:
        for child in children.get(todo.pop(), []):
            found.add(child)
            todo.append(child)
    return found


def _stat(entry: Path) -> tuple[str, int] | None:
    try:
        state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
    except (OSError, ValueError):
        return None
    return state, int(parent)


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    return {pid for pid in pids if (stat := _stat(Path(f"/proc/{pid}"))) and stat[0] != "Z"}


def open_ports(stack: Stack) -> dict[str, int]:
    """The ports of the stack at which something listens."""
    return {part: port for part, port in stack.addresses.ports.items() if listens(f"127.0.0.1:{port}", 0.2)}


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    """Return as soon as the condition holds; fail when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {condition}"
        time.sleep(0.02)
