"""Queues: names, settings, states."""

from __future__ import annotations

from datetime import timedelta

from google.cloud import tasks_v2

from emulator.tasks.conformance.rules import CONFIGURING, QUEUES, QUOTAS, rule
from emulator.tasks.conformance.subject import LOCATION, Subject, refused

_AREA = "Queues"
_RUNNING, _PAUSED = tasks_v2.Queue.State.RUNNING, tasks_v2.Queue.State.PAUSED


@rule(_AREA, f"{QUEUES}/create")
def a_new_queue_runs(s: Subject) -> None:
    """CreateQueue returns the queue; it is RUNNING and GetQueue finds it."""
    name = s.queue()
    found = s.client.get_queue(name=name)
    assert (found.name, found.state) == (name, _RUNNING)


@rule(_AREA, CONFIGURING)
def defaults_are_shown(s: Subject) -> None:
    """A queue without settings shows the defaults: 500/s, 1,000 at once, 100 attempts, 0.1 s to 1 h, 16 doublings."""
    queue = s.client.get_queue(name=s.queue())
    assert queue.rate_limits.max_dispatches_per_second == 500
    assert queue.rate_limits.max_concurrent_dispatches == 1000
    retry = queue.retry_config
    assert (retry.max_attempts, retry.max_doublings) == (100, 16)
    assert (retry.min_backoff, retry.max_backoff) == (timedelta(seconds=0.1), timedelta(hours=1))


@rule(_AREA, f"{QUEUES}/create")
def a_living_queue_is_not_created_twice(s: Subject) -> None:
    """CreateQueue with the name of a queue that is there fails with ALREADY_EXISTS."""
    name = s.queue()
    with refused("ALREADY_EXISTS"):
        s.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))


@rule(_AREA, f"{QUEUES}#Queue.FIELDS.name")
def queue_names_are_checked(s: Subject) -> None:
    """A queue's id has only letters, digits and hyphens, 100 at most; anything else is INVALID_ARGUMENT."""
    for bad in ("under_score", "q" * 101, "dot.dot"):
        with refused("INVALID_ARGUMENT"):
            s.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=f"{LOCATION}/queues/{bad}"))


@rule(_AREA, f"{QUEUES}/get")
def a_missing_queue_is_not_found(s: Subject) -> None:
    """Get, pause, resume, purge and delete of a queue that is not there fail with NOT_FOUND."""
    name, client = s.new_name(), s.client
    for call in (client.get_queue, client.pause_queue, client.resume_queue, client.purge_queue, client.delete_queue):
        with refused("NOT_FOUND"):
            call(name=name)


@rule(_AREA, f"{QUEUES}/list")
def queues_are_listed_by_location(s: Subject) -> None:
    """ListQueues lists the queues of the location it is asked for, and no others."""
    name, elsewhere = s.queue(), "projects/conformance/locations/europe-west1"
    assert name in [queue.name for queue in s.client.list_queues(parent=LOCATION)]
    assert name not in [queue.name for queue in s.client.list_queues(parent=elsewhere)]


@rule(_AREA, f"{QUEUES}/list#body.QUERY_PARAMETERS.page_size")
def queues_are_listed_in_pages(s: Subject) -> None:
    """ListQueues returns at most page_size queues a page, and next_page_token leads to the rest."""
    names = {s.queue() for _ in range(3)}
    pages = list(s.client.list_queues(request={"parent": LOCATION, "page_size": 2}).pages)
    assert len(pages) > 1
    assert all(len(page.queues) <= 2 for page in pages)
    assert names <= {queue.name for page in pages for queue in page.queues}


@rule(_AREA, f"{QUEUES}/list#body.QUERY_PARAMETERS.filter")
def queues_are_filtered(s: Subject) -> None:
    """ListQueues with the filter "state: PAUSED" lists the paused queues only."""
    paused, running = s.paused(), s.queue()
    found = [queue.name for queue in s.client.list_queues(request={"parent": LOCATION, "filter": "state: PAUSED"})]
    assert paused in found
    assert running not in found


@rule(_AREA, f"{QUEUES}/list#body.QUERY_PARAMETERS.page_token")
def a_filter_is_the_same_for_all_pages(s: Subject) -> None:
    """It is an error to switch the filter of ListQueues while iterating through pages."""
    for _ in range(3):
        s.queue()
    first = next(iter(s.client.list_queues(request={"parent": LOCATION, "page_size": 1}).pages))
    switched = {"parent": LOCATION, "page_token": first.next_page_token, "filter": "state: PAUSED"}
    with refused("INVALID_ARGUMENT"):
        list(s.client.list_queues(request=switched))


@rule(_AREA, f"{QUEUES}/patch")
def an_update_changes_what_its_mask_names(s: Subject) -> None:
    """UpdateQueue changes the fields of update_mask and leaves all others as they are."""
    name = s.queue(retry_config={"max_attempts": 7})
    wanted = {"name": name, "rate_limits": {"max_dispatches_per_second": 50}, "retry_config": {"max_attempts": 9}}
    s.client.update_queue(
        request={"queue": wanted, "update_mask": {"paths": ["rate_limits.max_dispatches_per_second"]}}
    )
    found = s.client.get_queue(name=name)
    assert (found.rate_limits.max_dispatches_per_second, found.retry_config.max_attempts) == (50, 7)


@rule(_AREA, f"{QUEUES}/patch")
def an_update_creates_a_missing_queue(s: Subject) -> None:
    """UpdateQueue creates the queue if it does not exist."""
    name = s.new_name()
    s.client.update_queue(queue=tasks_v2.Queue(name=name, retry_config={"max_attempts": 5}))
    assert s.client.get_queue(name=name).retry_config.max_attempts == 5


@rule(_AREA, f"{QUEUES}#Queue.FIELDS.state")
def an_update_cannot_change_the_state(s: Subject) -> None:
    """state is changed by PauseQueue and ResumeQueue only; UpdateQueue cannot."""
    name = s.paused()
    s.client.update_queue(queue=tasks_v2.Queue(name=name, state=_RUNNING, retry_config={"max_attempts": 5}))
    found = s.client.get_queue(name=name)
    assert (found.state, found.retry_config.max_attempts) == (_PAUSED, 5)


@rule(_AREA, f"{QUEUES}#RateLimits.FIELDS.max_dispatches_per_second")
def a_rate_is_at_most_500(s: Subject) -> None:
    """max_dispatches_per_second is at most 500; more is INVALID_ARGUMENT."""
    s.queue(rate_limits={"max_dispatches_per_second": 500})
    with refused("INVALID_ARGUMENT"):
        s.queue(rate_limits={"max_dispatches_per_second": 501})


@rule(_AREA, f"{QUEUES}#RateLimits.FIELDS.max_concurrent_dispatches")
def at_most_5000_at_once(s: Subject) -> None:
    """max_concurrent_dispatches is at most 5,000; more is INVALID_ARGUMENT."""
    s.queue(rate_limits={"max_concurrent_dispatches": 5000})
    with refused("INVALID_ARGUMENT"):
        s.queue(rate_limits={"max_concurrent_dispatches": 5001})


@rule(_AREA, f"{QUEUES}#RateLimits.FIELDS.max_burst_size")
def the_burst_is_the_services_own(s: Subject) -> None:
    """max_burst_size is output only: set from the rate, whatever the caller says, at least equal to it."""
    limits = {"max_dispatches_per_second": 100, "max_burst_size": 3}
    assert s.client.get_queue(name=s.queue(rate_limits=limits)).rate_limits.max_burst_size >= 100


@rule(_AREA, f"{QUEUES}#RetryConfig.FIELDS.max_attempts")
def attempts_are_at_least_minus_one(s: Subject) -> None:
    """max_attempts is -1 (unlimited) or more; less is INVALID_ARGUMENT."""
    s.queue(retry_config={"max_attempts": -1})
    with refused("INVALID_ARGUMENT"):
        s.queue(retry_config={"max_attempts": -2})


@rule(_AREA, f"{QUEUES}#RetryConfig.FIELDS.max_retry_duration")
def a_retry_duration_is_whole_seconds(s: Subject) -> None:
    """max_retry_duration is truncated to the second."""
    name = s.queue(retry_config={"max_retry_duration": timedelta(seconds=5.7)})
    assert s.client.get_queue(name=name).retry_config.max_retry_duration == timedelta(seconds=5)


@rule(_AREA, f"{QUEUES}/delete")
def a_deleted_queue_is_gone_with_its_tasks(s: Subject) -> None:
    """DeleteQueue deletes a queue even if it has tasks in it; none of them is dispatched any more."""
    name = s.queue()
    s.task(name, schedule_time=s.later(2))
    s.client.delete_queue(name=name)
    with refused("NOT_FOUND"):
        s.client.get_queue(name=name)
    s.time.advance(3)
    s.expect(0)


@rule(_AREA, QUOTAS)
def a_deleted_queues_name_is_free_after_days(s: Subject) -> None:
    """A deleted queue's name stays taken for some time, and can be used again after the 3 days it is at most."""
    name = s.queue()
    s.client.delete_queue(name=name)
    with refused("FAILED_PRECONDITION"):
        s.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))
    s.time.advance(3 * 24 * 3600 + 1)
    s.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))
