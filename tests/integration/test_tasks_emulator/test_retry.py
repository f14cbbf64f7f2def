"""The arithmetic of retries and rates, without a clock and without a process."""

from __future__ import annotations

import pytest
from google.cloud import tasks_v2
from hypothesis import given
from hypothesis import strategies as st

from emulator.tasks.bucket import TokenBucket, burst_size
from emulator.tasks.retry import RetryPolicy

policies = st.builds(
    RetryPolicy,
    min_backoff=st.floats(0.001, 100),
    max_backoff=st.floats(100, 1e6),
    max_doublings=st.integers(0, 2**31 - 1),
)


def test_intervals_are_those_of_the_documented_example() -> None:
    policy = RetryPolicy(min_backoff=10, max_backoff=300, max_doublings=3)
    assert [policy.backoff(attempts) for attempts in range(1, 9)] == [10, 20, 40, 80, 160, 240, 300, 300]


def test_no_doubling_at_all_grows_linearly() -> None:
    policy = RetryPolicy(min_backoff=5, max_backoff=22, max_doublings=0)
    assert [policy.backoff(attempts) for attempts in range(1, 7)] == [5, 10, 15, 20, 22, 22]


def test_settings_left_out_are_the_services_defaults() -> None:
    assert RetryPolicy.from_proto(tasks_v2.RetryConfig.pb()()) == RetryPolicy(100, 0.0, 0.1, 3600.0, 16)


@given(policies, st.integers(1, 10_000))
def test_intervals_never_shrink_and_stay_between_their_bounds(policy: RetryPolicy, attempts: int) -> None:
    now, later = policy.backoff(attempts), policy.backoff(attempts + 1)
    assert policy.min_backoff <= now <= later <= policy.max_backoff


@given(policies, st.integers(1, 300))
def test_intervals_double_and_then_grow_by_the_same_step(policy: RetryPolicy, attempts: int) -> None:
    here, after = policy.backoff(attempts), policy.backoff(attempts + 1)
    if after == policy.max_backoff:
        return
    step = here if attempts <= policy.max_doublings else policy.backoff(policy.max_doublings + 1)
    assert after - here == pytest.approx(step)


@pytest.mark.parametrize(
    ("max_attempts", "max_duration", "attempts", "elapsed", "gives_up"),
    [
        (3, 0, 2, 1e9, False),
        (3, 0, 3, 0, True),
        (1, 0, 1, 0, True),
        (-1, 0, 10**6, 1e9, False),
        (-1, 60, 10**6, 59, False),
        (-1, 60, 1, 60, True),
        (3, 60, 3, 59, False),
        (3, 60, 2, 61, False),
        (3, 60, 3, 60, True),
    ],
)
def test_a_task_is_given_up_only_when_every_limit_that_is_set_is_reached(
    max_attempts: int, max_duration: float, attempts: int, elapsed: float, gives_up: bool
) -> None:
    assert RetryPolicy(max_attempts, max_duration).gives_up(attempts, elapsed) is gives_up


@given(st.floats(0.1, 500), st.lists(st.floats(0, 5), max_size=50))
def test_a_bucket_never_gives_more_than_its_burst_and_its_rate(rate: float, pauses: list[float]) -> None:
    bucket, now, taken = TokenBucket(rate, now=0.0), 0.0, 0
    for pause in pauses:
        now += pause
        while bucket.take(now):
            taken += 1
        assert taken <= burst_size(rate) + rate * now + 1e-6


@given(st.floats(0.1, 500))
def test_an_empty_bucket_has_a_token_after_the_wait_it_names(rate: float) -> None:
    bucket = TokenBucket(rate, now=0.0)
    while bucket.take(0.0):
        pass
    wait = bucket.wait(0.0)
    assert wait == pytest.approx(1 / rate)
    assert not bucket.take(wait * 0.9)
    assert bucket.take(wait * 1.001)


def test_a_clock_set_back_takes_no_tokens_away() -> None:
    bucket = TokenBucket(10, now=100.0)
    assert bucket.take(50.0)
    assert [bucket.take(50.0) for _ in range(10)] == [True] * 9 + [False]


def test_a_burst_is_a_seconds_worth_and_at_least_ten() -> None:
    assert [burst_size(rate) for rate in (0.5, 1, 10.5, 500)] == [10, 10, 11, 500]
