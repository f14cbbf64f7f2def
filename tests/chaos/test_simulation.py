"""DESIGN.md's promises in some hundreds of schedules; `make chaos` runs ten thousand."""

from __future__ import annotations

import pytest

from tests.chaos.mutants import MUTANTS
from tests.chaos.schedules import IN_TESTS, Outcome, play, play_all
from tests.chaos.simulation import tell

PROMISES = range(1, 10)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return list(play_all(IN_TESTS))


@pytest.mark.parametrize("promise", PROMISES)
def test_promise(outcomes: list[Outcome], promise: int) -> None:
    broken = [outcome for outcome in outcomes if promise in outcome.broken]
    for outcome in broken[:3]:
        tell(outcome)
    assert [outcome.seed for outcome in broken] == []


def test_the_schedules_are_worth_something(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == len(IN_TESTS)
    assert sum(outcome.jobs for outcome in outcomes) > 2 * len(outcomes)
    assert sum(outcome.kills for outcome in outcomes) > len(outcomes) / 2


@pytest.mark.parametrize("seed", [1, 17, 29])
def test_the_same_seed_is_the_same_schedule(seed: int) -> None:
    first, second = list[str](), list[str]()
    play(seed, log=first.append)
    play(seed, log=second.append)
    assert first == second
    assert len(first) > 100


@pytest.mark.parametrize("name", MUTANTS)
def test_every_mechanism_can_be_taken_away(name: str) -> None:
    with MUTANTS[name].applied():
        pass


def test_a_missing_mechanism_turns_a_promise_red() -> None:
    assert any(7 in play(seed, "lease").broken for seed in range(1, 30))
