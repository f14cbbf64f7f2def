"""What a queue or a task must look like, and the defaults the service fills in.

The limits are those of the API reference (Queue, RateLimits, RetryConfig, Task, HttpRequest) and the quotas page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks.bucket import DEFAULT_RATE, burst_size
from emulator.tasks.errors import invalid, unimplemented
from emulator.tasks.retry import RetryPolicy, seconds

_MAX_RATE = 500
_DEFAULT_CONCURRENT = 1000
_MAX_CONCURRENT = 5000
_DEFAULT_DEADLINE = 600
_MIN_DEADLINE = 15
_MAX_DEADLINE = 30 * 60
_MAX_AHEAD_HOURS = 720
_MAX_URL = 2083
_MAX_HEADERS = 80 * 1024
# Measured on the real service: the stored task, defaults filled in, may weigh 1 MiB less seven bytes.
_MAX_TASK_BYTES = 2**20 - 7
RUNNING = int(tasks_v2.Queue.State.RUNNING)
_POST, _PUT, _PATCH = 1, 4, 6
_METHODS_WITH_BODY = (_POST, _PUT, _PATCH)
_IGNORED_HEADERS = ("host", "content-length", "user-agent")
_RESERVED_PREFIXES = ("x-cloudtasks-", "x-google-", "x-appengine-")
USER_AGENT = "Google-Cloud-Tasks"


def complete_queue(queue: Any) -> None:
    """Check a `Queue` message and fill in the defaults, in place. Raises INVALID_ARGUMENT by field."""
    for field in ("http_target", "app_engine_routing_override"):
        if queue.HasField(field):
            raise unimplemented(f"The emulator does not support Queue.{field}.")
    _complete_rate_limits(queue.rate_limits)
    _check_retry(queue.retry_config)
    RetryPolicy.from_proto(queue.retry_config).write_to(queue.retry_config)


def _complete_rate_limits(limits: Any) -> None:
    for name, value, maximum in (
        ("maxDispatchesPerSecond", limits.max_dispatches_per_second, _MAX_RATE),
        ("maxConcurrentDispatches", limits.max_concurrent_dispatches, _MAX_CONCURRENT),
    ):
        if value < 0:
            raise invalid(f"RateLimits.{name} cannot be negative.")
        if value > maximum:
            raise invalid(f"RateLimits.{name} must be less than or equal to {maximum}.")
    limits.max_dispatches_per_second = limits.max_dispatches_per_second or DEFAULT_RATE
    limits.max_concurrent_dispatches = limits.max_concurrent_dispatches or _DEFAULT_CONCURRENT
    limits.max_burst_size = burst_size(limits.max_dispatches_per_second)


def _check_retry(config: Any) -> None:
    if config.max_attempts < -1:
        raise invalid("RetryConfig.maxAttempts must be greater or equal to -1.")
    if config.max_doublings < 0:
        raise invalid("RetryConfig.maxDoublings cannot be negative.")
    for name, duration in (
        ("minBackoff", config.min_backoff),
        ("maxBackoff", config.max_backoff),
        ("maxRetryDuration", config.max_retry_duration),
    ):
        if seconds(duration) < 0:
            raise invalid(f"RetryConfig.{name} cannot be negative.")
    policy = RetryPolicy.from_proto(config)
    if policy.min_backoff > policy.max_backoff:
        raise invalid("RetryConfig.minBackoff must be less than or equal to RetryConfig.maxBackoff.")


def complete_task(task: Any, now: float) -> None:
    """Check a named `Task` message and fill in what the service sets, in place. `now` is in seconds since 1970."""
    if task.HasField("app_engine_http_request"):
        raise unimplemented("The emulator does not support App Engine tasks.")
    if not task.HasField("http_request"):
        raise invalid("Task.http_request is required.")
    _complete_request(task.http_request)
    _complete_times(task, now)
    if task.HasField("retry_config"):
        _check_retry(task.retry_config)
    for output_only in ("dispatch_count", "response_count", "first_attempt", "last_attempt", "view"):
        task.ClearField(output_only)
    if task.ByteSize() > _MAX_TASK_BYTES:
        raise invalid("Task size too large")


def _complete_request(request: Any) -> None:
    if not request.url:
        raise invalid("HttpRequest.url is required.")
    if not request.url.startswith(("http://", "https://")):
        raise invalid("HttpTarget.url must start with 'http://' or 'https://'.")
    if len(request.url) > _MAX_URL:
        raise invalid(f"HttpRequest.url must be at most {_MAX_URL} characters.")
    request.http_method = request.http_method or _POST
    if request.body and request.http_method not in _METHODS_WITH_BODY:
        raise invalid("HttpRequest.body is allowed only if the HTTP method is POST, PUT or PATCH.")
    if request.HasField("oauth_token"):
        raise unimplemented("The emulator does not mint OAuth tokens; use oidc_token.")
    if request.HasField("oidc_token") and not request.oidc_token.service_account_email:
        raise invalid("HttpRequest.oidc_token.service_account_email is required.")
    _complete_headers(request.headers)


def _complete_headers(headers: Any) -> None:
    if sum(len(name) + len(value) for name, value in headers.items()) >= _MAX_HEADERS:
        raise invalid("The size of the headers must be less than 80KB.")
    for name in list(headers):
        if name.lower() in _IGNORED_HEADERS or name.lower().startswith(_RESERVED_PREFIXES):
            del headers[name]
    headers["User-Agent"] = USER_AGENT


def _complete_times(task: Any, now: float) -> None:
    if task.HasField("dispatch_deadline"):
        if not _MIN_DEADLINE <= seconds(task.dispatch_deadline) <= _MAX_DEADLINE:
            raise invalid("Task.dispatchDeadline must be between [15s, 30m].")
    else:
        task.dispatch_deadline.FromSeconds(_DEFAULT_DEADLINE)
    wanted = seconds(task.schedule_time)
    if wanted > now + _MAX_AHEAD_HOURS * 3600:
        raise invalid(
            f"The Task.scheduleTime, {_iso(wanted)}, is too far in the future. "
            f"Schedule time must be no more than {_MAX_AHEAD_HOURS}h in the future."
        )
    if wanted > now:
        task.schedule_time.nanos -= task.schedule_time.nanos % 1000
    else:
        set_time(task.schedule_time, now)
    task.create_time.FromSeconds(int(now))


def set_time(timestamp: Any, at: float) -> None:
    """Write `at` (seconds since 1970) into a Timestamp message, to the microsecond as the service does."""
    timestamp.FromMicroseconds(int(at * 1e6))


def _iso(at: float) -> str:
    try:
        return datetime.fromtimestamp(at, UTC).isoformat()
    except (OverflowError, ValueError):
        return f"{at:.0f}"
