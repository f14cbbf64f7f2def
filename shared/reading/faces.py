"""The few ways in which a document sets its text, from the many sizes and colours that were measured in a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from shared.reading.text import StyleRow

SAME_SIZE = 0.065  # measured sizes stray by less
SAME_COLOR = 55.0  # of 441, the distance of black from white


class Faces:
    """Counts measured styles; then says which printed one each is. Grows with the number of distinct styles."""

    def __init__(self) -> None:
        self._sizes: Counter[float] = Counter()
        self._colors: Counter[int] = Counter()
        self._settled: tuple[dict[float, float], dict[int, int]] | None = None

    def add(self, style: StyleRow, letters: int) -> None:
        """Count a measured style by how many letters have it."""
        self._sizes[style[0]] += letters
        self._colors[style[3]] += letters

    def settled(self, style: StyleRow) -> StyleRow:
        """The style as printed. All must have been counted."""
        if self._settled is None:
            sizes = _gathered(self._sizes, lambda a, b: abs(a - b) <= SAME_SIZE * b)
            colors = _gathered(self._colors, lambda a, b: _distance(int(a), int(b)) <= SAME_COLOR)
            self._settled = sizes, {int(a): int(b) for a, b in colors.items()}
        sizes, colors = self._settled
        return sizes[style[0]], style[1], style[2], colors[style[3]], style[4]


def _gathered(counts: Counter[float] | Counter[int], same: Callable[[float, float], bool]) -> dict[float, float]:
    """Each value with the one it strayed from: the most frequent first, with all that are the same within reason."""
    left = Counter[float](counts)
    found: dict[float, float] = {}
    while left:
        centre = left.most_common(1)[0][0]
        for value in [v for v in left if same(v, centre)]:
            found[value] = centre
            del left[value]
    return found


def _distance(a: int, b: int) -> float:
    return float(sum(((a >> shift & 255) - (b >> shift & 255)) ** 2 for shift in (0, 8, 16)) ** 0.5)
