"""Names that may not be used again yet."""

from __future__ import annotations

from collections.abc import Callable


class Tombstones:
    """Remembers names for `seconds` after they were buried. clock: seconds since 1970."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._until: dict[str, float] = {}

    def __len__(self) -> int:
        self._forget_old()
        return len(self._until)

    def add(self, name: str) -> float:
        """Bury a name, from now on; until when."""
        self._forget_old()
        until = self._clock() + self._seconds
        self.restore(name, until)
        return until

    def restore(self, name: str, until: float) -> None:
        """Remember a name until a time that is not before that of any other."""
        self._until.pop(name, None)
        self._until[name] = until

    def remembers(self, name: str) -> bool:
        """Whether the name was buried and not forgotten yet."""
        return self._until.get(name, 0) > self._clock()

    def clear(self) -> None:
        """Forget all names."""
        self._until.clear()

    def _forget_old(self) -> None:
        # All stay for the same time, so the first ones in are the first ones out.
        now = self._clock()
        while self._until:
            first = next(iter(self._until))
            if self._until[first] > now:
                return
            del self._until[first]
