"""What came of one attempt, and the google.rpc code it is recorded under."""

from __future__ import annotations

from dataclasses import dataclass

from grpc import StatusCode

_BY_STATUS = {
    400: StatusCode.INVALID_ARGUMENT,
    401: StatusCode.UNAUTHENTICATED,
    403: StatusCode.PERMISSION_DENIED,
    404: StatusCode.NOT_FOUND,
    409: StatusCode.ABORTED,
    416: StatusCode.OUT_OF_RANGE,
    429: StatusCode.RESOURCE_EXHAUSTED,
    499: StatusCode.CANCELLED,
    501: StatusCode.UNIMPLEMENTED,
    503: StatusCode.UNAVAILABLE,
    504: StatusCode.DEADLINE_EXCEEDED,
}


@dataclass(frozen=True)
class Outcome:
    """The end of one attempt. `status` is the worker's answer, or what stands for its silence; `message` says which."""

    status: int
    answered: bool
    message: str

    @property
    def succeeded(self) -> bool:
        """Only an answer of 200 to 299 ends a task; a redirect is not followed and counts as a failure."""
        return self.answered and 200 <= self.status <= 299

    @property
    def executed(self) -> bool:
        """Whether X-CloudTasks-TaskExecutionCount counts it: any answer but a server error."""
        return self.answered and self.status < 500

    @property
    def code(self) -> StatusCode:
        """The google.rpc code that stands for the HTTP status."""
        if self.status in _BY_STATUS:
            return _BY_STATUS[self.status]
        by_class = {2: StatusCode.OK, 4: StatusCode.FAILED_PRECONDITION, 5: StatusCode.INTERNAL}
        return by_class.get(self.status // 100, StatusCode.UNKNOWN)


def answered(status: int) -> Outcome:
    """The worker answered."""
    return Outcome(status, True, f"HTTP status code {status}")


def timed_out() -> Outcome:
    """The worker did not answer within the dispatch deadline. The next attempt is told 504, as recorded."""
    return Outcome(504, False, "the worker did not answer within the dispatch deadline")


def unreachable(reason: str) -> Outcome:
    """No connection, or one cut before the answer was whole. 503 stands for it, as UNAVAILABLE does in the logs."""
    return Outcome(503, False, reason)
