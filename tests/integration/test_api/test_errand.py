"""Work on unknown files happens in a child that can be killed without harm."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.engine.child import Nursery
from shared.engine.errand import Died, Errands, Overdue
from shared.engine.errors import PhaseError


def double(number: int) -> int:
    return 2 * number


def refuse(reason: str) -> None:
    raise PhaseError("refused", reason)


def hang(pid_file: Path) -> None:
    pid_file.write_text(str(os.getpid()))
    time.sleep(60)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def eat() -> int:
    return len(bytearray(4 * 1024**3))


@pytest.fixture(scope="module")
def errands() -> Iterator[Errands]:
    nursery = Nursery([__name__])
    yield Errands(nursery, memory_mb=1024)
    nursery.close()


def test_what_the_work_returns_or_refuses_comes_back(errands: Errands) -> None:
    assert errands.run(double, 5, number=21) == 42
    with pytest.raises(PhaseError, match="not today"):
        errands.run(refuse, 5, reason="not today")


def test_work_that_hangs_is_killed_in_time(errands: Errands, tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Overdue):
        errands.run(hang, 0.5, pid_file=tmp_path / "pid")
    assert time.monotonic() - began < 5
    pid = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline, "the child outlived its errand"
        time.sleep(0.01)
    assert errands.run(double, 5, number=1) == 2


@pytest.mark.parametrize("function", [crash, eat])
def test_work_that_dies_harms_nobody(errands: Errands, function: object) -> None:
    assert callable(function)
    with pytest.raises(Died):
        errands.run(function, 20)
    assert errands.run(double, 5, number=2) == 4
