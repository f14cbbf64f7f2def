"""What the engine is measured with: six phases that do nothing, and the small errands of the engine's tests."""

from __future__ import annotations

from pydantic import BaseModel

from shared.engine.pipeline import Phase, Pipeline, Results
from shared.registry import PIPELINES as REAL
from tests.engine.pipelines import ERRANDS


class Nothing(BaseModel):
    """Job model: there is nothing to say."""


class One(BaseModel):
    n: int


class Two(BaseModel):
    n: int


class Three(BaseModel):
    n: int


class Four(BaseModel):
    n: int


class Five(BaseModel):
    n: int


class Six(BaseModel):
    n: int


def one(job: Nothing) -> One:
    return One(n=1)


def two(before: One) -> Two:
    return Two(n=before.n + 1)


def three(before: Two) -> Three:
    return Three(n=before.n + 1)


def four(before: Three) -> Four:
    return Four(n=before.n + 1)


def five(before: Four) -> Five:
    return Five(n=before.n + 1)


def six(before: Five) -> Six:
    return Six(n=before.n + 1)


def save(last: Six) -> Results:
    return Results(subject={"n": last.n})


EMPTY = Pipeline(
    "empty",
    subject="things/{thing_id}",
    job=Nothing,
    phases=tuple(Phase(f"Step {function.__name__}", function) for function in (one, two, three, four, five, six)),
    commit=save,
)
PIPELINES = {**REAL, ERRANDS.process: ERRANDS, EMPTY.process: EMPTY}
