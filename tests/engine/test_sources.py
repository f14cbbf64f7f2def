"""Phases read Firestore collections through the worker, and results may stand beside those of earlier runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from shared.engine.job import State
from shared.engine.local import run_phases
from tests.engine.conftest import Engine
from tests.engine.pipelines import SOURCES, Errand, Readings

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def filled(engine: Engine) -> str:
    thing = engine.thing()
    for part in ("a", "b"):
        engine.db.document(f"{thing}/parts/{part}").set({"name": f"part {part} ä", "at": AT})
        for piece in ("1", "2"):
            engine.db.document(f"{thing}/parts/{part}/pieces/{piece}").set({"of": part, "price": {"amount": "1.50"}})
    return thing


def test_a_phase_reads_the_declared_collections_in_order(engine: Engine) -> None:
    thing = filled(engine)
    engine.wait(engine.start(thing, engine.errand(), "sources"), State.COMPLETED)
    rows = engine.db.document(thing).get().get("rows")
    assert [row["name"] for row in rows[:2]] == ["part a ä", "part b ä"]
    assert rows[0]["at"] == "2026-01-02T03:04:05+00:00"
    assert [(row["of"], row["id"]) for row in rows[2:]] == [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")]
    assert rows[2]["price"] == {"amount": "1.50"}


def test_what_is_not_declared_cannot_be_read(engine: Engine) -> None:
    task_id = engine.start(filled(engine), engine.errand(trouble="undeclared"), "sources")
    job = engine.wait(task_id, State.FAILED)
    assert job.error
    assert job.error.code == "undeclared_source"


def test_added_results_stand_beside_those_of_earlier_runs(engine: Engine) -> None:
    thing = filled(engine)
    runs = []
    for _ in range(2):
        runs.append(engine.start(thing, engine.errand(), "sources"))
        engine.wait(runs[-1], State.COMPLETED)
    engine.idle()
    assert sorted(s.id for s in engine.db.collection(f"{thing}/kept").stream()) == sorted(runs)
    assert [engine.objects(f"{thing}/kept/{run}/") for run in runs] == [[f"{thing}/kept/{r}/found.txt"] for r in runs]
    assert [engine.job(run).superseded_by for run in runs] == [None, None]


def test_on_files_sources_are_files(tmp_path: Path) -> None:
    (tmp_path / "parts.jsonl").write_text('{"id": "a", "name": "one"}\n', encoding="utf-8")
    made, _, _ = run_phases(SOURCES, Errand(ledger=""), tmp_path, sources={"parts": tmp_path / "parts.jsonl"})
    assert made[Readings].rows == [{"id": "a", "name": "one"}]
