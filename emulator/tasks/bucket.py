"""The token bucket behind max_dispatches_per_second."""

from __future__ import annotations

import math

DEFAULT_RATE = 500.0
# Seconds since 1970 leave a float a quarter of a microsecond: what a token may lack when its time has come.
_ROUNDING = 1e-3


def burst_size(rate: float) -> int:
    """How many dispatches may happen at once: a second's worth, but never fewer than ten.

    The real service picks it, "generally at least equal to max_dispatches_per_second"; slow queues show 10.
    """
    return max(10, math.ceil(rate))


class TokenBucket:
    """Holds up to `burst` tokens and gains `rate` of them a second; each dispatch takes one. Times are seconds."""

    def __init__(self, rate: float, now: float) -> None:
        self._rate = rate
        self._burst = float(burst_size(rate))
        self._tokens = self._burst
        self._at = now

    def take(self, now: float) -> bool:
        """Take a token if there is one."""
        self._refill(now)
        if self._tokens < 1 - _ROUNDING:
            return False
        self._tokens = max(0.0, self._tokens - 1)
        return True

    def wait(self, now: float) -> float:
        """Seconds until there is a token; 0 if there is one."""
        self._refill(now)
        return max(0.0, (1 - self._tokens) / self._rate)

    def _refill(self, now: float) -> None:
        # A clock that was set back adds nothing, and must not take anything away.
        self._tokens = min(self._burst, self._tokens + max(0.0, now - self._at) * self._rate)
        self._at = now
