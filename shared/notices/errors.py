"""What can go wrong with webhooks, as one tree.

NoticeError         something asked for that is refused; carries a stable code and a sentence for a person
└── SendFailed      an attempt that did not reach its receiver, or was not accepted there; kept with the delivery
"""

from __future__ import annotations


class NoticeError(Exception):
    """Refused: `code` is stable, `message` says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class SendFailed(NoticeError):
    """A request that did not bring a 2xx answer; `status` is the answer's, if one came."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(code, message)
        self.status = status
