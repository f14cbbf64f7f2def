"""Parts of a phase side by side: results in order, one death or error ends all, cancel reaches every process."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from shared.engine.crew import cores
from shared.engine.job import State
from tests.engine.conftest import Engine, until

SEVERAL = pytest.mark.skipif(cores() < 2, reason="one core: parts run one after the other")


def test_parts_come_back_in_order_with_their_files(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(rows=5)
    engine.wait(engine.start(thing, errand, "crews"), State.COMPLETED)
    assert len(engine.ledger(errand)) == 5, "at the first attempt: what a part saved, it could read at once"
    found = engine.db.document(thing).get().to_dict()
    assert found["parts"] == [0, 1, 2, 3, 4]
    assert found["contents"] == ["0", "1", "2", "3", "4"]


@SEVERAL
def test_parts_run_side_by_side_in_processes_of_their_own(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(rows=2, seconds=1.0)
    engine.wait(engine.start(thing, errand, "crews"), State.COMPLETED)
    assert len(set(engine.db.document(thing).get().to_dict()["pids"])) == 2
    assert sorted(engine.ledger(errand)) == ["part 0 begins", "part 1 begins"]


@pytest.mark.parametrize(("trouble", "code"), [("permanent", "encrypted_pdf"), ("bug", "internal_error")])
def test_one_part_in_error_fails_the_job_and_names_its_document(engine: Engine, trouble: str, code: str) -> None:
    thing = engine.thing()
    errand = engine.errand(rows=3, trouble=trouble, seconds=0.2)
    job = engine.wait(engine.start(thing, errand, "crews"), State.FAILED)
    assert job.error is not None
    assert job.error.code == code
    assert job.error.document_id in ("doc-1", "doc-7")


@SEVERAL
def test_a_part_that_dies_ends_the_child_and_the_phase_is_done_again(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(rows=3, trouble="dies once", seconds=0.2)
    engine.wait(engine.start(thing, errand, "crews"), State.COMPLETED)
    begun = engine.ledger(errand)  # the first child may have died before all of its parts had begun
    assert max(begun.count(f"part {part} begins") for part in range(3)) == 2
    assert engine.db.document(thing).get().to_dict()["parts"] == [0, 1, 2]


@SEVERAL
def test_cancel_ends_every_part_within_two_seconds(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(rows=2, trouble="hangs")
    engine.start(thing, errand, "crews")
    until(lambda: any("pids" in line for line in engine.ledger(errand)), 20, lambda: engine.ledger(errand))
    part, child = map(int, re.findall(r"\d+", next(line for line in engine.ledger(errand) if "pids" in line)))
    engine.services.jobs.cancel("crews", thing)
    began = time.monotonic()
    until(lambda: not (_alive(part) or _alive(child)), 5, lambda: "the part lives on")
    assert time.monotonic() - began < 2.5


def _alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
