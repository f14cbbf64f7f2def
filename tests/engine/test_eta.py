"""`eta_seconds` on recorded runs: near the truth, there from the first second, and never jumping."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import pairwise

import pytest

from shared.engine.eta import Expected, Told, by_weight, remaining, shown
from shared.engine.job import State
from shared.engine.paces import Pace, Sums
from tests.engine.conftest import Engine, until
from tests.engine.timelines import Timeline, recorded

RUNS = recorded()
REAL = [name for name in RUNS if not name.startswith("made")]
MADE = [name for name in RUNS if name.startswith("made")]
EVEN = "made: even"


def past(runs: list[Timeline]) -> Callable[[float], Expected]:
    """What is expected after these runs."""
    sums = [Sums() for _ in runs[0].seconds]
    for run in runs:
        sums = [s.with_run(run.units, seconds) for s, seconds in zip(sums, run.seconds, strict=True)]
    return lambda units: Expected([s.seconds(units) for s in sums])


def told(run: Timeline, expected: Expected) -> list[tuple[float, float | None]]:
    """(time, seconds told to be left) for each second of a run."""
    first = remaining(expected, [], 0.0, 0.0)
    telling, out = Told(first, 0.0), []
    for at, phase, elapsed, fraction in run.ticks():
        left = remaining(expected, run.seconds[: phase - 1], elapsed, fraction)
        out.append((at, telling.follow(left, at)))
    return out


def middle_error(run: Timeline, expected: Expected) -> float:
    """Median of |told - left| in the middle half of a run, in relation to the whole of it and ten seconds of grace."""
    inside = [(at, left) for at, left in told(run, expected) if 0.25 <= at / run.whole <= 0.75]
    assert inside
    return statistics.median(
        1.0 if left is None else abs(left - (run.whole - at)) / (run.whole + 10) for at, left in inside
    )


def test_with_past_runs_of_other_sizes_it_is_near_from_the_start() -> None:
    errors = []
    for name in REAL:
        expected = past([RUNS[other] for other in REAL if other != name])(RUNS[name].units)
        assert told(RUNS[name], expected)[0][1] is not None, "from the first second"
        errors.append(middle_error(RUNS[name], expected))
    assert statistics.median(errors) < 0.2
    assert max(errors) < 0.45


@pytest.mark.parametrize("name", [name for name in RUNS if "nothing as the weights say" not in name])
def test_without_past_runs_it_comes_with_the_first_progress(name: str) -> None:
    run = RUNS[name]
    assert middle_error(run, by_weight(run.weights)) < 0.35


@pytest.mark.parametrize("name", MADE)
def test_a_run_that_goes_otherwise_than_those_before_is_followed(name: str) -> None:
    run = RUNS[name]
    expected = past([RUNS[EVEN]])(run.units)
    assert middle_error(run, expected) < (0.60 if "nothing" in name else 0.25)


@pytest.mark.parametrize("name", REAL + MADE)
@pytest.mark.parametrize("known", [True, False])
def test_it_never_jumps(name: str, known: bool) -> None:
    run = RUNS[name]
    like = [RUNS[other] for other in (REAL if name in REAL else [EVEN])]
    seconds = told(run, past(like)(run.units) if known else by_weight(run.weights))
    for (_, before), (_, after) in pairwise(seconds):
        if before is not None:
            assert after is not None, "once told, always told"
            assert after >= 0
            due = max(0.0, before - 1.0)
            assert abs(after - due) <= max(2.0, 0.1 * due) + 1e-6
    rises = [1 for (_, before), (_, after) in pairwise(seconds) if before and after and after > before + 0.5]
    assert len(rises) <= 0.5 * len(seconds), "it goes down, mostly"


def test_it_follows_a_wild_estimate_slowly_and_never_below_nothing() -> None:
    telling = Told(100.0, 0.0)
    assert telling.follow(1000.0, 1.0) == pytest.approx(99 + 9.9)
    assert telling.follow(0.0, 2.0) == pytest.approx(107.9 - 10.79)
    assert Told(3.0, 0.0).follow(None, 10.0) == 0.0
    assert (shown(None), shown(0.0), shown(1.2)) == (None, 1, 2)


def test_past_runs_of_other_sizes_show_the_fixed_part() -> None:
    sums = Sums()
    for units in (10.0, 100.0, 40.0):
        sums = sums.with_run(units, 5 + 0.2 * units)
    assert sums.seconds(200) == pytest.approx(45, rel=0.01)
    one = Sums().with_run(10, 5)
    assert one.seconds(20) == pytest.approx(10), "from one run all that is known is its pace"
    falling = Sums().with_run(10, 50).with_run(100, 5)
    assert falling.seconds(1000) >= 0


def test_a_completed_job_leaves_its_pace_and_the_next_one_knows_from_the_start(engine: Engine) -> None:
    thing, errand = engine.thing(), engine.errand(seconds=0.6)
    engine.wait(engine.start(thing, errand), State.COMPLETED)
    engine.idle()
    pace = Pace.model_validate(engine.db.document("paces/errands").get().to_dict())
    assert pace.names == ["First things", "Second things", "Third things"]
    assert all(0.5 < sums.seconds(1.0) < 10 for sums in pace.phases)
    assert pace.rest.n == 1
    until(lambda: engine.services.paces.expected(engine.services.pipelines["errands"], 1.0).known, 5, lambda: "")
    next_thing = engine.thing()
    task_id = engine.start(next_thing, errand)
    first = engine.status(next_thing)["eta_seconds"]
    assert 2 <= first <= 30
    engine.services.jobs.pause("errands", next_thing)
    assert engine.status(next_thing)["eta_seconds"] is None, "nobody knows when it will be resumed"
    assert engine.status(next_thing)["working_since"] is None, "a pause is no work"
    engine.services.jobs.resume("errands", next_thing)
    assert engine.status(next_thing)["eta_seconds"] >= 1
    engine.wait(task_id, State.COMPLETED)
    assert engine.status(next_thing)["eta_seconds"] == 0
