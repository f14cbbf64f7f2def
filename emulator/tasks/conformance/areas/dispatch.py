"""Dispatch: what a worker is sent, and what its answer does."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

from emulator.tasks.conformance.receiver import DISCONNECT, Call
from emulator.tasks.conformance.rules import HANDLERS, TASKS, rule
from emulator.tasks.conformance.subject import Subject, refused

_AREA, _TOKENS = "Dispatch and headers", "OIDC tokens"


def _headers(call: Call, *names: str) -> tuple[str | None, ...]:
    return tuple(call.task_header(name) for name in names)


@rule(_AREA, f"{TASKS}#HttpRequest")
def a_request_is_sent_as_it_is(s: Subject) -> None:
    """The worker gets the task's URL and body, by POST unless another method is named."""
    s.task(s.queue(), "/letters?a=1&b=%20", request={"body": b"\x00binary\xff"})
    (call,) = s.expect(1)
    assert (call.method, call.path, call.body) == ("POST", "/letters?a=1&b=%20", b"\x00binary\xff")


@rule(_AREA, f"{TASKS}#HttpMethod")
def every_method_is_sent(s: Subject) -> None:
    """GET, HEAD, PUT, DELETE, PATCH and OPTIONS are sent as such."""
    queue, methods = s.queue(), ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]
    for method in methods:
        s.task(queue, request={"http_method": method})
    assert sorted(call.method for call in s.expect(len(methods))) == sorted(methods)


@rule(_AREA, HANDLERS)
def a_call_names_its_queue_and_task(s: Subject) -> None:
    """X-CloudTasks-QueueName and -TaskName carry the short names."""
    queue = s.queue()
    s.task(queue, task_id="first")
    (call,) = s.expect(1)
    assert _headers(call, "QueueName", "TaskName") == (queue.rpartition("/")[2], "first")


@rule(_AREA, HANDLERS)
def a_first_call_counts_nothing(s: Subject) -> None:
    """The first call has X-CloudTasks-TaskRetryCount and -TaskExecutionCount 0 and no -TaskPreviousResponse."""
    s.task(s.queue())
    (call,) = s.expect(1)
    assert _headers(call, "TaskRetryCount", "TaskExecutionCount", "TaskPreviousResponse") == ("0", "0", None)


@rule(_AREA, HANDLERS)
def the_eta_is_the_schedule_time(s: Subject) -> None:
    """X-CloudTasks-TaskETA is the schedule time in seconds since 1970."""
    at = s.later(2).replace(microsecond=0)
    s.task(s.queue(), schedule_time=at)
    s.time.advance(3)
    (call,) = s.expect(1)
    assert abs(float(call.task_header("TaskETA") or 0) - at.timestamp()) < 0.001


@rule(_AREA, HANDLERS)
def every_failure_counts_as_a_retry(s: Subject) -> None:
    """X-CloudTasks-TaskRetryCount counts every call before, those that failed with 5xx too."""
    s.answers(500, 404, 200)
    s.task(s.retrying(1))
    s.time.advance(2.5)
    calls = s.expect(3)
    assert [call.task_header("TaskRetryCount") for call in calls] == ["0", "1", "2"]


@rule(_AREA, HANDLERS)
def a_5xx_is_no_execution(s: Subject) -> None:
    """X-CloudTasks-TaskExecutionCount counts the answers but for 5xx."""
    s.answers(500, 404, 200)
    s.task(s.retrying(1))
    s.time.advance(2.5)
    calls = s.expect(3)
    assert [call.task_header("TaskExecutionCount") for call in calls] == ["0", "0", "1"]


@rule(_AREA, HANDLERS)
def a_retry_tells_the_response_before(s: Subject) -> None:
    """X-CloudTasks-TaskPreviousResponse is the status of the call before."""
    s.answers(500, 404, 200)
    s.task(s.retrying(1))
    s.time.advance(2.5)
    calls = s.expect(3)
    assert [call.task_header("TaskPreviousResponse") for call in calls] == [None, "500", "404"]


@rule(_AREA, f"{TASKS}#HttpRequest.FIELDS.headers")
def the_user_agent_is_the_services(s: Subject) -> None:
    """User-Agent is Google-Cloud-Tasks, whatever the caller says."""
    s.task(s.queue(), request={"headers": {"User-Agent": "me"}})
    (call,) = s.expect(1)
    assert call.headers.get_all("User-Agent") == ["Google-Cloud-Tasks"]


@rule(_AREA, f"{TASKS}#HttpRequest.FIELDS.headers")
def a_callers_headers_are_kept(s: Subject) -> None:
    """Headers of the task are sent; Content-Type is what the caller says."""
    s.task(s.queue(), request={"headers": {"Content-Type": "text/x-mine", "X-Mine": "kept"}, "body": b"{}"})
    (call,) = s.expect(1)
    assert (call.headers.get_all("Content-Type"), call.headers["X-Mine"]) == (["text/x-mine"], "kept")


@rule(_AREA, f"{TASKS}#HttpRequest.FIELDS.headers", gap=True)
def the_content_type_is_the_callers_alone(s: Subject) -> None:
    """Content-Type is not set by the service."""
    s.task(s.queue(), request={"body": b"{}"})
    (call,) = s.expect(1)
    assert call.headers["Content-Type"] is None


@rule(_AREA, f"{TASKS}#HttpRequest.FIELDS.headers")
def the_services_headers_cannot_be_forged(s: Subject) -> None:
    """X-CloudTasks-*, X-Google-* and X-AppEngine-* are the service's own: the caller's are dropped or replaced."""
    forged = dict.fromkeys(("X-CloudTasks-TaskName", "X-Google-Mine", "X-AppEngine-Mine", "Host"), "forged")
    s.task(s.queue(), task_id="true", request={"headers": forged})
    (call,) = s.expect(1)
    assert call.headers.get_all("X-CloudTasks-TaskName") == ["true"]
    assert "forged" not in call.headers.values()


@rule(_AREA, f"{TASKS}#HttpRequest")
def any_2xx_ends_a_task(s: Subject) -> None:
    """Any status from 200 to 299 removes the task from the queue."""
    queue = s.retrying(1)
    for status in (200, 204, 299):
        s.answers(status, path=f"/{status}")
        s.task(queue, f"/{status}")
    s.expect(3)
    s.time.advance(2)
    s.expect(3)


@rule(_AREA, f"{TASKS}#HttpRequest")
def any_other_status_is_a_failure(s: Subject) -> None:
    """Any other status makes the task be tried again."""
    queue = s.retrying(1)
    for status in (400, 404, 409, 500):
        s.answers(status, 200, path=f"/{status}")
        s.task(queue, f"/{status}")
    s.time.advance(1.5)
    s.expect(8)


@rule(_AREA, f"{TASKS}#HttpRequest")
def no_answer_is_a_failure(s: Subject) -> None:
    """A worker from which no response is received is called again."""
    s.answers(DISCONNECT, 200)
    s.task(s.retrying(1))
    s.time.advance(1.5)
    s.expect(2)


@rule(_AREA, f"{TASKS}#Task.FIELDS.dispatch_deadline")
def a_silent_worker_is_called_again_after_the_deadline(s: Subject) -> None:
    """A worker that does not respond by dispatch_deadline has failed with DEADLINE_EXCEEDED, and is called again."""
    queue = s.retrying(5)
    name = s.task(queue, "/hold", dispatch_deadline=timedelta(seconds=15)).name
    s.expect(1)
    s.time.advance(16)
    assert s.client.get_task(name=name).last_attempt.response_status.code == 4
    s.time.advance(5)
    s.expect(2)


@rule(_AREA, f"{TASKS}#Task.FIELDS.schedule_time")
def a_task_waits_for_its_time(s: Subject) -> None:
    """A task is dispatched at its schedule_time, not before."""
    s.task(s.queue(), schedule_time=s.later(2))
    s.time.advance(1.2)
    s.expect(0)
    s.time.advance(1.5)
    s.expect(1)


@rule(_AREA, f"{TASKS}/delete")
def a_deleted_task_is_not_dispatched(s: Subject) -> None:
    """DeleteTask deletes a scheduled task: it is not found any more, and not dispatched."""
    name = s.task(s.queue(), schedule_time=s.later(1)).name
    s.client.delete_task(name=name)
    with refused("NOT_FOUND"):
        s.client.get_task(name=name)
    s.time.advance(2)
    s.expect(0)


@rule(_AREA, f"{TASKS}/delete")
def a_finished_task_cannot_be_deleted(s: Subject) -> None:
    """DeleteTask of a task that was executed fails with NOT_FOUND."""
    name = s.task(s.queue()).name
    s.expect(1)
    with refused("NOT_FOUND"):
        s.client.delete_task(name=name)


def _token(call: Call) -> tuple[dict[str, str], dict[str, str]]:
    (authorization,) = call.headers.get_all("Authorization", [])
    scheme, _, token = authorization.partition(" ")
    assert scheme == "Bearer"
    header, claims, signature = token.split(".")
    assert signature
    decoded = (json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (header, claims))
    return next(decoded), next(decoded)


_EMAIL = "tasks@conformance.iam.gserviceaccount.com"


@rule(_TOKENS, f"{TASKS}#OidcToken")
def a_token_is_attached(s: Subject) -> None:
    """With oidc_token a signed OIDC token of that service account and audience is the Authorization header."""
    s.task(s.queue(), request={"oidc_token": {"service_account_email": _EMAIL, "audience": "https://worker"}})
    (call,) = s.expect(1)
    header, claims = _token(call)
    assert header["alg"] == "RS256"
    assert (claims["email"], claims["aud"]) == (_EMAIL, "https://worker")
    assert int(claims["exp"]) > int(claims["iat"])


@rule(_TOKENS, f"{TASKS}#OidcToken.FIELDS.audience")
def the_audience_is_the_url_by_default(s: Subject) -> None:
    """Without an audience the token's is the URL of the task."""
    s.task(s.queue(), "/mine", request={"oidc_token": {"service_account_email": _EMAIL}})
    (call,) = s.expect(1)
    assert _token(call)[1]["aud"] == f"{s.receiver.url}/mine"


@rule(_TOKENS, f"{TASKS}#HttpRequest.FIELDS.oidc_token")
def a_token_replaces_the_callers_own(s: Subject) -> None:
    """The token replaces an Authorization header of the caller."""
    token = {"service_account_email": _EMAIL}
    s.task(s.queue(), request={"headers": {"Authorization": "Bearer mine"}, "oidc_token": token})
    (call,) = s.expect(1)
    assert _token(call)[1]["email"] == _EMAIL
