"""When a failed task is tried again, and when no more: the arithmetic of RetryConfig, without any clock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

# Beyond this many doublings every interval is far past any max_backoff, and floats would overflow.
_DOUBLINGS_THAT_MATTER = 128


@dataclass(frozen=True)
class RetryPolicy:
    """A queue's or a task's retry settings, times in seconds. The defaults are those of a queue that names none.

    max_attempts: counts the first call; -1 is unlimited.
    max_retry_duration: measured from the first attempt; 0 is unlimited.
    """

    max_attempts: int = 100
    max_retry_duration: float = 0.0
    min_backoff: float = 0.1
    max_backoff: float = 3600.0
    max_doublings: int = 16

    @classmethod
    def from_proto(cls, config: Any) -> RetryPolicy:
        """From a `RetryConfig` message; what it leaves out (or sets to zero) gets the default.

        max_retry_duration is cut to the second. The reference says so of both backoffs too, but the default of 0.1 s
        contradicts it: they are kept as given.
        """
        return cls(
            max_attempts=config.max_attempts or cls.max_attempts,
            max_retry_duration=float(config.max_retry_duration.seconds),
            min_backoff=seconds(config.min_backoff) or cls.min_backoff,
            max_backoff=seconds(config.max_backoff) or cls.max_backoff,
            max_doublings=config.max_doublings or cls.max_doublings,
        )

    def write_to(self, config: Any) -> None:
        """Fill a `RetryConfig` message, so that a reader sees the defaults too."""
        config.max_attempts = self.max_attempts
        config.max_doublings = self.max_doublings
        config.min_backoff.FromNanoseconds(round(self.min_backoff * 1e9))
        config.max_backoff.FromNanoseconds(round(self.max_backoff * 1e9))
        config.ClearField("max_retry_duration")
        if self.max_retry_duration:
            config.max_retry_duration.FromNanoseconds(round(self.max_retry_duration * 1e9))

    def backoff(self, attempts: int) -> float:
        """Seconds to wait after the `attempts`th failed call (1 is the first).

        The interval starts at min_backoff, doubles max_doublings times, then grows by the last doubled interval each
        time, and stops growing at max_backoff: 10, 20, 40, 80, 160, 240, 300, 300 for 10, 300 and 3 doublings.
        """
        doublings = min(attempts - 1, self.max_doublings, _DOUBLINGS_THAT_MATTER)
        linear_steps = attempts - 1 - doublings
        interval = math.ldexp(self.min_backoff, doublings) * (1 + linear_steps)
        return min(interval, self.max_backoff)

    def gives_up(self, attempts: int, elapsed: float) -> bool:
        """Whether a task that failed `attempts` times, first tried `elapsed` seconds ago, is dropped.

        Where both limits are set, both must be reached; where none is, the task is tried for ever.
        """
        reached = []
        if self.max_attempts > 0:
            reached.append(attempts >= self.max_attempts)
        if self.max_retry_duration > 0:
            reached.append(elapsed >= self.max_retry_duration)
        return bool(reached) and all(reached)


def seconds(duration: Any) -> float:
    """A protobuf Duration (or Timestamp) in seconds."""
    return float(duration.seconds + duration.nanos / 1e9)
