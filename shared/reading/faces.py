"""The few ways in which a document sets its text, from the many sizes and colours that were measured in a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from shared.reading.text import PageWords, StyleRow

MEASURED = "scan"  # in place of a font: the style was measured in a scan
SAME_SIZE = 0.065  # measured sizes stray by less
SAME_COLOR = 55.0  # of 441, the distance of black from white

V = TypeVar("V", int, float)


class Faces:
    """Counts measured styles; then says which printed one each is. Grows with the number of distinct styles."""

    def __init__(self) -> None:
        self._sizes: Counter[float] = Counter()
        self._colors: Counter[int] = Counter()
        self._settled: tuple[dict[float, float], dict[int, int]] | None = None

    def add(self, page: PageWords) -> None:
        """Count the styles of a page's measured words, by how many letters have them."""
        for *_, text, style in page.words:
            size, _, _, color, font = page.styles[style]
            if font == MEASURED:
                self._sizes[size] += len(text)
                self._colors[color] += len(text)

    def settled(self, style: StyleRow) -> StyleRow:
        """The style as printed; one that is known and not measured as it is. All must have been counted."""
        if style[4] != MEASURED:
            return style
        if self._settled is None:
            self._settled = (
                _gathered(self._sizes, lambda a, b: abs(a - b) <= SAME_SIZE * b),
                _gathered(self._colors, lambda a, b: _distance(a, b) <= SAME_COLOR),
            )
        sizes, colors = self._settled
        return sizes[style[0]], style[1], style[2], colors[style[3]], style[4]


def _gathered(counts: Counter[V], same: Callable[[V, V], bool]) -> dict[V, V]:
    """Each value with the one it strayed from: the most frequent first, with all that are the same within reason."""
    left = Counter(counts)
    found: dict[V, V] = {}
    while left:
        centre = left.most_common(1)[0][0]
        for value in [v for v in left if same(v, centre)]:
            found[value] = centre
            del left[value]
    return found


def _distance(a: int, b: int) -> float:
    return float(sum(((a >> shift & 255) - (b >> shift & 255)) ** 2 for shift in (0, 8, 16)) ** 0.5)
