"""Pipelines are checked when they are declared, and run on a folder just as on the cloud."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from shared.engine.errors import Cancelled, PhaseError
from shared.engine.job import LEGAL, Job, State, fingerprint
from shared.engine.local import run_phases
from shared.engine.pipeline import Phase, Pipeline, PipelineError, Results
from shared.engine.queue import backoff
from shared.engine.run import Run, read_lines, save_lines


class Words(BaseModel):
    words: list[str]


class Shouted(BaseModel):
    words: list[str]


class Counted(BaseModel):
    letters: int


def shout(run: Run, given: Words) -> Shouted:
    file = save_lines(run, "words.jsonl", (Words(words=[word]) for word in given.words))
    words = []
    for done, line in enumerate(read_lines(run, file, Words), 1):
        run.progress(done, len(given.words))
        words += [word.upper() for word in line.words]
    return Shouted(words=words)


def count(shouted: Shouted, given: Words) -> Counted:
    return Counted(letters=sum(map(len, shouted.words + given.words)))


def refuse(run: Run, given: Words) -> Counted:
    run.warn("odd", "This looks odd.")
    with run.document("doc-1"):
        raise PhaseError("bad", "This is bad. Mend it.")


def save(counted: Counted) -> Results:
    return Results(subject={"letters": counted.letters})


def unannotated(run, given):  # type: ignore[no-untyped-def]
    return given


def not_a_model(given: Words) -> int:
    return 1


def declare(*functions: object) -> Pipeline:
    return Pipeline("p", "s/{id}", Words, tuple(Phase(f.__name__, f) for f in functions), save)  # type: ignore[attr-defined,arg-type]


def test_phases_run_on_a_folder(tmp_path: Path) -> None:
    told: list[tuple[int, float]] = []
    made, times, warnings = run_phases(
        declare(shout, count), Words(words=["a", "bc"]), tmp_path, lambda n, f, m: told.append((n, f))
    )
    assert made[Shouted].words == ["A", "BC"]
    assert made[Counted].letters == 6
    assert [name for name, _ in times] == ["shout", "count"]
    assert warnings == []
    assert told[0] == (1, 0.5)
    assert told[-1] == (2, 1.0)


def test_an_error_inside_a_document_names_it(tmp_path: Path) -> None:
    with pytest.raises(PhaseError) as refused:
        run_phases(declare(refuse), Words(words=[]), tmp_path)
    assert (refused.value.code, refused.value.document_id) == ("bad", "doc-1")


@pytest.mark.parametrize(
    ("functions", "told"),
    [
        ((count,), "nothing before count makes the Shouted"),
        ((shout, shout, count), "two phases make a Shouted"),
        ((unannotated,), "has no annotation for 'run'"),
        ((not_a_model,), "not a pydantic model"),
        ((shout,), "nothing before save makes the Counted"),
    ],
)
def test_a_pipeline_that_does_not_fit_together_is_refused(functions: tuple[object, ...], told: str) -> None:
    with pytest.raises(PipelineError, match=told):
        declare(*functions)


def test_cancelled_passes_a_blanket_handler() -> None:
    assert not issubclass(Cancelled, Exception)


def test_percentages_are_weighted_and_keep_100_for_completed() -> None:
    pipeline = Pipeline("p", "s/{id}", Words, (Phase("a", shout, weight=3), Phase("b", count, weight=1)), save)
    assert [pipeline.percentage(1, 0), pipeline.percentage(1, 0.5), pipeline.percentage(2, 0)] == [0, 37, 75]
    assert pipeline.percentage(2, 1) == pipeline.percentage(3, 0) == 99


def test_ended_jobs_stay_as_they_are_save_failed_ones() -> None:
    assert LEGAL[State.CANCELLED] == LEGAL[State.COMPLETED] == frozenset()
    assert LEGAL[State.FAILED] == {State.PROCESSING}


def test_the_fingerprint_names_the_inputs() -> None:
    assert fingerprint(Words(words=["a"])) == fingerprint(Words(words=["a"])) != fingerprint(Words(words=["b"]))


def test_every_dispatch_of_a_phase_has_a_task_name_of_its_own() -> None:
    job = Job(task_id="T", process="p", subject="s/1", owner_uid="u")
    others = [{"phase": 2}, {"generation": 1}, {"dispatch": 1}]
    names = {job.task_name, *(job.model_copy(update=change).task_name for change in others)}
    assert len(names) == 4
    assert job.task_name.endswith("-T-1-0-0")


@given(st.integers(1, 20), st.floats(0, 1), st.floats(0.1, 30))
def test_backoff_doubles_within_bounds(attempts: int, fraction: float, base: float) -> None:
    wait = backoff(attempts, base, fraction)
    whole = min(base * 2 ** (attempts - 1), 300)
    assert timedelta(seconds=whole * 0.499) <= wait <= timedelta(seconds=whole * 1.001)


@pytest.mark.parametrize("late", [{"nothing": 1}, {"words": 0}, {"words": 4}])
def test_what_is_read_late_is_a_field_that_a_phase_reads(late: dict[str, int]) -> None:
    with pytest.raises(PipelineError, match="can be the first to read"):
        Pipeline("p", "s/{id}", Words, (Phase("a", shout), Phase("b", count)), save, late=late)
