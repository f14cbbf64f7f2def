"""What can go wrong in the engine, as one tree.

EngineError                 asked for something the job's state does not allow; carries a stable code
├── AlreadyRunning          a start while the same process runs on the same subject
├── NoSuchJob               there is no such job
├── WrongState              the job's state does not allow what was asked
└── SubjectGone             the subject was deleted
PhaseError                  a phase's own, told to the person: permanent unless retryable
Superseded                  a conditional write was refused: this worker is out
Cancelled (BaseException)   the job was cancelled or taken over: leave the phase at once
"""

from __future__ import annotations


class EngineError(Exception):
    """Something asked of the engine that it refuses; `code` is stable, `message` a sentence for a person."""

    code = "engine_error"

    def __init__(self, message: str, *, task_id: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.task_id = task_id


class AlreadyRunning(EngineError):
    """A start of a process that already runs on that subject; `task_id` names the running job."""

    code = "already_running"


class NoSuchJob(EngineError):
    """No job has this id, or the process was never run on this subject."""

    code = "job_not_found"


class WrongState(EngineError):
    """The job is in a state from which the asked step is not possible."""

    code = "wrong_state"


class SubjectGone(EngineError):
    """The document the job works on was deleted meanwhile."""

    code = "subject_gone"


class PhaseError(Exception):
    """A phase could not do its work.

    `code` is stable and machine-readable, `message` is a sentence that says what is wrong and what to do.
    Permanent unless `retryable`: the engine tries a retryable one again, a permanent one ends the job at once.
    """

    def __init__(
        self, code: str, message: str, *, retryable: bool = False, document_id: str | None = None, details: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.document_id = document_id
        self.details = details


class Superseded(Exception):
    """Another worker or a person changed the job: nothing that this worker still holds may be written."""


class Cancelled(BaseException):
    """Leave the phase now. Not an Exception, so that no `except Exception` in a phase swallows it."""
