"""Flow: retries, rates, pausing, purging, and running by hand."""

from __future__ import annotations

from datetime import timedelta

from google.cloud import tasks_v2

from emulator.tasks.conformance.rules import QUEUES, TASKS, rule
from emulator.tasks.conformance.subject import Subject, refused

_RETRIES, _RATES, _CONTROL, _RUN = "Retries", "Rate limits", "Pause, resume, purge", "RunTask"
_RETRY = f"{QUEUES}#RetryConfig.FIELDS"
_LIMITS = f"{QUEUES}#RateLimits.FIELDS"


@rule(_RETRIES, f"{_RETRY}.max_attempts")
def max_attempts_counts_the_first_call(s: Subject) -> None:
    """max_attempts is the number of attempts, the first included."""
    s.answers(500)
    s.task(s.retrying(1, max_attempts=3))
    s.time.advance(5)
    s.expect(3)


@rule(_RETRIES, f"{_RETRY}.max_attempts")
def one_attempt_is_no_retry(s: Subject) -> None:
    """With max_attempts 1 a task that fails is not tried again."""
    s.answers(500)
    s.task(s.retrying(1, max_attempts=1))
    s.time.advance(2)
    s.expect(1)


@rule(_RETRIES, f"{_RETRY}.max_attempts")
def a_task_that_is_given_up_is_deleted(s: Subject) -> None:
    """After the last attempt the task is deleted."""
    s.answers(500)
    name = s.task(s.retrying(1, max_attempts=2)).name
    s.time.advance(2.5)
    with refused("NOT_FOUND"):
        s.client.get_task(name=name)


@rule(_RETRIES, f"{_RETRY}.max_doublings")
def intervals_double_then_grow_linearly(s: Subject) -> None:
    """Intervals start at min_backoff, double max_doublings times, then grow linearly, and end at max_backoff."""
    s.answers(500)
    backoff = {"min_backoff": timedelta(seconds=1), "max_backoff": timedelta(seconds=5)}
    s.task(s.queue(retry_config={**backoff, "max_doublings": 1}))
    s.expect(1)
    # Intervals of 1, 2, 4, 5 and 5: one doubling, then steps of two, then the maximum.
    s.expect_at(1, 3, 7, 12, 17)


@rule(_RETRIES, f"{_RETRY}.max_doublings")
def the_references_own_example(s: Subject) -> None:
    """With 10 s, 300 s and 3 doublings a task is tried again after 10, 20, 40, 80, 160, 240, 300 and 300 seconds."""
    s.answers(500)
    backoff = {"min_backoff": timedelta(seconds=10), "max_backoff": timedelta(seconds=300)}
    s.task(s.queue(retry_config={**backoff, "max_doublings": 3}))
    s.expect(1)
    s.expect_at(10, 30, 70, 150, 310, 550, 850, 1150)


@rule(_RETRIES, f"{_RETRY}.min_backoff", gap=True)
def backoffs_are_whole_seconds(s: Subject) -> None:
    """min_backoff and max_backoff are truncated to the second."""
    backoff = {"min_backoff": timedelta(seconds=1.7), "max_backoff": timedelta(seconds=3.7)}
    found = s.client.get_queue(name=s.queue(retry_config=backoff)).retry_config
    assert (found.min_backoff, found.max_backoff) == (timedelta(seconds=1), timedelta(seconds=3))


@rule(_RETRIES, f"{_RETRY}.max_retry_duration")
def both_limits_must_be_reached(s: Subject) -> None:
    """Retrying stops only when max_attempts are made and max_retry_duration has passed since the first."""
    s.answers(500)
    queue = s.retrying(1, max_attempts=2, max_retry_duration=timedelta(seconds=4))
    s.task(queue)
    s.expect(1)
    s.time.advance(3.5)
    assert len(s.receiver.calls) > 2
    s.time.advance(3)
    calls = len(s.receiver.calls)
    assert calls <= 6
    s.time.advance(2)
    s.expect(calls)


@rule(_RETRIES, f"{_RETRY}.max_attempts")
def unlimited_attempts_have_no_end(s: Subject) -> None:
    """With max_attempts -1 a task is tried again past any number, until it succeeds."""
    s.answers(*[500] * 120, 200)
    s.task(s.retrying(10, max_attempts=-1))
    s.time.advance(1300)
    s.expect(121)


@rule(_RETRIES, f"{TASKS}#Task.FIELDS.retry_config")
def a_tasks_own_settings_come_first(s: Subject) -> None:
    """A task's own retry_config overrides its queue's."""
    s.answers(500)
    s.task(s.retrying(1), retry_config={"max_attempts": 1})
    s.time.advance(2)
    s.expect(1)


@rule(_RATES, f"{_LIMITS}.max_concurrent_dispatches")
def no_more_at_once_than_allowed(s: Subject) -> None:
    """No more than max_concurrent_dispatches calls are under way at once."""
    queue = s.queue(rate_limits={"max_concurrent_dispatches": 2})
    for _ in range(5):
        s.task(queue, "/hold")
    s.expect(2)
    s.receiver.release()
    s.expect(5)
    assert s.receiver.most_at_once == 2


@rule(_RATES, f"{_LIMITS}.max_burst_size")
def a_burst_then_the_rate(s: Subject) -> None:
    """Calls go out until the bucket of max_burst_size tokens is empty, then at max_dispatches_per_second."""
    queue = s.queue(rate_limits={"max_dispatches_per_second": 1})
    burst = s.client.get_queue(name=queue).rate_limits.max_burst_size
    for _ in range(burst + 4):
        s.task(queue)
    s.expect(burst)
    s.time.advance(2.2)
    assert burst + 2 <= len(s.receiver.calls) <= burst + 3
    s.time.advance(2.2)
    s.expect(burst + 4)


@rule(_RATES, f"{QUEUES}#Queue.FIELDS.rate_limits")
def retries_count_against_the_rate(s: Subject) -> None:
    """The rate is that of all dispatches, first attempts and retries alike."""
    queue = s.retrying(1, {"max_dispatches_per_second": 1})
    burst = s.client.get_queue(name=queue).rate_limits.max_burst_size
    s.answers(500)
    for _ in range(burst):
        s.task(queue)
    s.expect(burst)
    s.time.advance(3.2)
    assert burst + 2 <= len(s.receiver.calls) <= burst + 4


@rule(_RATES, f"{QUEUES}/patch")
def a_new_limit_holds_for_tasks_already_there(s: Subject) -> None:
    """A limit changed by UpdateQueue holds for the tasks already in the queue."""
    queue = s.queue(rate_limits={"max_concurrent_dispatches": 1})
    for _ in range(3):
        s.task(queue, "/hold")
    s.expect(1)
    s.client.update_queue(queue=tasks_v2.Queue(name=queue, rate_limits={"max_concurrent_dispatches": 3}))
    s.expect(3)


@rule(_CONTROL, f"{QUEUES}/pause")
def a_paused_queue_dispatches_nothing(s: Subject) -> None:
    """A paused queue is PAUSED and takes tasks but dispatches none."""
    queue = s.queue()
    assert s.client.pause_queue(name=queue).state == tasks_v2.Queue.State.PAUSED
    s.task(queue)
    s.expect(0)
    assert len(list(s.client.list_tasks(parent=queue))) == 1


@rule(_CONTROL, f"{QUEUES}/resume")
def a_resumed_queue_goes_on(s: Subject) -> None:
    """ResumeQueue makes the queue RUNNING; what waited is dispatched."""
    queue = s.paused()
    s.task(queue)
    assert s.client.resume_queue(name=queue).state == tasks_v2.Queue.State.RUNNING
    s.expect(1)


@rule(_CONTROL, f"{QUEUES}/purge")
def a_purge_deletes_all_tasks(s: Subject) -> None:
    """PurgeQueue deletes all tasks; none is dispatched any more."""
    queue = s.paused()
    for _ in range(3):
        s.task(queue)
    s.client.purge_queue(name=queue)
    assert list(s.client.list_tasks(parent=queue)) == []
    s.client.resume_queue(name=queue)
    s.expect(0)


@rule(_CONTROL, f"{QUEUES}#Queue.FIELDS.purge_time")
def a_purge_is_timed(s: Subject) -> None:
    """purge_time is unset until the queue is purged, and then the time of the last purge."""
    queue = s.paused()
    assert not s.client.get_queue(name=queue).purge_time
    s.client.purge_queue(name=queue)
    assert abs(s.client.get_queue(name=queue).purge_time - s.now()) < timedelta(seconds=5)


@rule(_CONTROL, f"{QUEUES}/purge")
def what_comes_after_a_purge_stays(s: Subject) -> None:
    """Only tasks created before the purge are deleted."""
    queue = s.paused()
    s.task(queue)
    s.client.purge_queue(name=queue)
    later = s.task(queue).name
    assert [task.name for task in s.client.list_tasks(parent=queue)] == [later]


@rule(_RUN, f"{TASKS}/run")
def a_run_does_not_wait_for_the_schedule(s: Subject) -> None:
    """RunTask dispatches a task now, whenever it is scheduled; if it succeeds, it is deleted."""
    name = s.task(s.queue(), schedule_time=s.later(3600)).name
    s.client.run_task(name=name)
    s.expect(1)
    with refused("NOT_FOUND"):
        s.client.get_task(name=name)


@rule(_RUN, f"{TASKS}/run")
def a_run_overrides_a_pause(s: Subject) -> None:
    """RunTask dispatches a task of a paused queue."""
    s.client.run_task(name=s.task(s.paused()).name)
    s.expect(1)


@rule(_RUN, f"{TASKS}/run")
def a_run_overrides_the_limits(s: Subject) -> None:
    """RunTask dispatches a task even if the queue has reached its limits."""
    queue = s.queue(rate_limits={"max_concurrent_dispatches": 1})
    s.task(queue, "/hold")
    s.expect(1)
    s.client.run_task(name=s.task(queue).name)
    s.expect(2)


@rule(_RUN, f"{TASKS}/run")
def a_running_task_can_be_run(s: Subject) -> None:
    """RunTask dispatches a task even if it is already running."""
    name = s.task(s.queue(), "/hold").name
    s.expect(1)
    s.client.run_task(name=name)
    s.expect(2)


@rule(_RUN, f"{TASKS}/run")
def a_run_that_fails_is_scheduled_anew(s: Subject) -> None:
    """After a RunTask that fails, schedule_time is the time of the call plus the retry delay."""
    s.answers(500)
    name = s.task(s.retrying(100), schedule_time=s.later(3600)).name
    called = s.now()
    s.client.run_task(name=name)
    s.expect(1)
    assert abs(s.client.get_task(name=name).schedule_time - called - timedelta(seconds=100)) < timedelta(seconds=3)


@rule(_RUN, f"{TASKS}/run")
def a_run_returns_the_dispatched_task(s: Subject) -> None:
    """RunTask returns the task as it is after it was dispatched and before the worker answers."""
    task = s.client.run_task(name=s.task(s.paused(), "/hold").name)
    assert (task.dispatch_count, task.response_count) == (1, 0)


@rule(_RUN, f"{TASKS}/run")
def a_finished_task_cannot_be_run(s: Subject) -> None:
    """RunTask of a task that already succeeded fails with NOT_FOUND."""
    name = s.task(s.queue()).name
    s.expect(1)
    with refused("NOT_FOUND"):
        s.client.run_task(name=name)
