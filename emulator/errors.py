"""What can go wrong with the local stack.

StackError
├── PartFailed      a part died, or was not ready in time; carries the last lines of its log
└── NotReachable    an emulator named by the environment does not answer
"""

from __future__ import annotations


class StackError(RuntimeError):
    """The local stack cannot run; the message says which part and what to do."""


class PartFailed(StackError):
    """A part of the stack died or was not ready in time.

    `part` is its name, `log` the last lines it wrote.
    """

    def __init__(self, part: str, reason: str, log: str = "") -> None:
        self.part = part
        self.log = log
        tail = "\n".join(f"  | {line}" for line in log.splitlines())
        super().__init__(f"{part} {reason}" + (f"\nIts last lines:\n{tail}" if tail else ""))


class NotReachable(StackError):
    """The environment names an emulator at which nothing listens."""

    def __init__(self, variable: str, value: str) -> None:
        super().__init__(
            f"{variable} is set to {value}, but nothing listens there: "
            f"start it, or unset {variable} to let the stack start its own."
        )
