"""Lines that run through a document: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shared.reading.lexicon import field_of
from shared.reading.money import find_prices
from shared.reading.text import Line
from shared.reading.words import folded

EDGE = 0.13  # of the page's height: where running lines stand
NUMBER_EDGE = 0.08  # page numbers stand farther out; a style number in a table's last row may look like one
MIN_PAGES = 3
SHARE = 0.5
MAX_INSIDE = 20_000
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|pagina|pag\.?|p\.|oldal|sida|side|strona|blz\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?\W*",
    re.I,
)


class Running:
    """Counts where lines stand, page by page; then tells which run. Grows with distinct lines at page edges."""

    def __init__(self) -> None:
        self._pages = 0
        self._seen: Counter[tuple[str, int, int]] = Counter()
        self._inside: Counter[str] = Counter()

    def add(self, lines: Sequence[Line], height: float) -> None:
        """Count one page."""
        if not lines:
            return
        self._pages += 1
        self._seen.update({_key(line) for line in lines if _at_edge(line, height)})
        if len(self._inside) < MAX_INSIDE:
            self._inside.update({folded(line.text) for line in lines if not _at_edge(line, height)})

    def is_running(self, line: Line, height: float) -> bool:
        """Whether a line is a header, a footer or a page number rather than a page's own."""
        if not _at_edge(line, height):
            return False
        priced = bool(find_prices(line.text))
        if _PAGE_NUMBER.fullmatch(line.text) and not priced and _at_edge(line, height, NUMBER_EDGE):
            return True
        if field_of(line.text) is not None:
            return False  # a table's header, repeated on each page
        if priced or self._inside[folded(line.text)] >= 2:
            return False  # the lowest row of cards, alike on every page
        return self._seen[_key(line)] >= max(MIN_PAGES, SHARE * self._pages)


def _key(line: Line) -> tuple[str, int, int]:
    return folded(line.text), round(line.bbox[0] / 15), round(line.bbox[1] / 15)


def _at_edge(line: Line, height: float, edge: float = EDGE) -> bool:
    return line.turn != 0 or line.bbox[3] < edge * height or line.bbox[1] > (1 - edge) * height
