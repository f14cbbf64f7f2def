"""The few ways in which a document sets its text, from the many sizes, weights and colours measured in its scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from shared.reading.text import PageWords, StyleRow

MEASURED = "scan"  # begins what stands in place of a font's name: how wide the strokes are, and how blurred they may be
SAME_SIZE = 0.09  # measured sizes stray by less
SAME_COLOR = 55.0  # of 441, the distance of black from white
# Strokes of regular faces and bold ones, as shares of the size; what has few pixels is blurred and looks bolder.
BOLD_STROKE, BLUR_PIXELS, LEAST_BOLD = 0.038, 1.07, 0.075
BOLDER = 1.22  # bold strokes by regular ones of the same size and colour
LEAST_LETTERS = 0.04  # of those of one size and colour: fewer are strays

V = TypeVar("V", int, float)


def measured(size: float, stroke: float, pixels: float, color: int) -> StyleRow:
    """The row of a style that was measured: size in points and pixels, the width of strokes as a share of the size."""
    limit = max(BOLD_STROKE + BLUR_PIXELS / max(pixels, 1.0), LEAST_BOLD)
    return round(size, 1), False, False, color, f"{MEASURED} {stroke:.3f} {limit:.3f}"


@dataclass(frozen=True)
class _Stroke:
    """How wide strokes are, and from which width on they are bold by themselves."""

    width: float
    limit: float


class Faces:
    """Counts measured styles; then says which printed one each is. Grows with the number of distinct styles."""

    def __init__(self) -> None:
        self._letters: Counter[StyleRow] = Counter()
        self._settled: dict[StyleRow, StyleRow] | None = None

    def add(self, page: PageWords) -> None:
        """Count the styles of a page's measured words, by how many letters have them."""
        for *_, text, style in page.words:
            if page.styles[style][4].startswith(MEASURED):
                self._letters[page.styles[style]] += len(text)

    def settled(self, style: StyleRow) -> StyleRow:
        """The style as printed; one that is known and not measured as it is. All must have been counted."""
        if self._settled is None:
            self._settled = self._settle()
        return self._settled.get(style, style)

    def _settle(self) -> dict[StyleRow, StyleRow]:
        all_sizes, all_colors = Counter[float](), Counter[int]()
        for (size, _, _, color, _), letters in self._letters.items():
            all_sizes[size] += letters
            all_colors[color] += letters
        sizes = _gathered(all_sizes, lambda a, b: abs(a - b) / b, SAME_SIZE)
        colors = _gathered(all_colors, _distance, SAME_COLOR)
        alike: dict[tuple[float, int], list[StyleRow]] = {}
        for style in self._letters:
            alike.setdefault((sizes[style[0]], colors[style[3]]), []).append(style)
        made = {}
        for (size, color), styles in alike.items():
            limit = self._limit(styles)
            for style in styles:
                made[style] = (size, _stroke(style).width > limit, False, color, MEASURED)
        return made

    def _limit(self, styles: list[StyleRow]) -> float:
        """From which width on strokes of one size and colour are bold: between two kinds of them, if there are two."""
        widths = sorted((_stroke(style).width, self._letters[style]) for style in styles)
        total = sum(letters for _, letters in widths)
        best, at, before = 0.0, 0.0, 0
        for n in range(1, len(widths)):
            before += widths[n - 1][1]
            thin, thick = _mean(widths[:n]), _mean(widths[n:])
            apart = min(before, total - before) / total * (thick - thin)
            if min(before, total - before) >= LEAST_LETTERS * total and thick > BOLDER * thin and apart > best:
                best, at = apart, (widths[n - 1][0] + widths[n][0]) / 2
        if best:
            return at
        usual = max(styles, key=lambda style: self._letters[style])
        limit = _stroke(usual).limit
        return 0.0 if _mean(widths) > limit else float("inf")


def _stroke(style: StyleRow) -> _Stroke:
    _, width, limit = style[4].split()
    return _Stroke(float(width), float(limit))


def _mean(widths: list[tuple[float, int]]) -> float:
    return sum(width * letters for width, letters in widths) / sum(letters for _, letters in widths)


def _gathered(counts: Counter[V], distance: Callable[[V, V], float], same: float) -> dict[V, V]:
    """Each value with the one it strayed from: the nearest of the most frequent ones that are not the same."""
    centres: list[V] = []
    for value, _ in counts.most_common():
        if all(distance(value, centre) > same for centre in centres):
            centres.append(value)
    return {value: min(centres, key=lambda centre: distance(value, centre)) for value in counts}


def _distance(a: int, b: int) -> float:
    return float(sum(((a >> shift & 255) - (b >> shift & 255)) ** 2 for shift in (0, 8, 16)) ** 0.5)
