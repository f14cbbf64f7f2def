"""Scanned pages in a book: which pages are pictures of text, and those pages as any other, in their upright frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from shared.reading.book import Displayed, Page, Placed
from shared.reading.cutouts import ground_of
from shared.reading.geometry import Box, area, contains, rounded
from shared.reading.graphics import Graphics
from shared.reading.ocr import engine
from shared.reading.pictures import MAX_PIXELS, of_pixels
from shared.reading.scans import Scan, pixels_a_point, read_scan
from shared.reading.shaping import Pixels
from shared.reading.text import PageWords

FEW_WORDS = 3
FEW_LETTERS = 40  # a page that is one picture may have a page number or a stamp as text
GARBAGE = 0.3  # of the letters: fonts that do not say which letter is which
COVERED = 0.8  # of the page, by pictures
GRID = 40
LEAST_LINES = 3  # fewer lines in a picture do not make it a scan
BLANK = 0.999
LEAST_PIXELS = 16  # across a page: less is a thread, which no line of text stands on
GLANCE = 0.5  # pixels a point, fewer on a page that says to be a kilometre long
POORLY, POOR_SHARE, POOR_WORDS = 0.75, 0.25, 3
_NONE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")


class ScannedPage:
    """A `shared.reading.book.Page` that was read from its image. Everything is in points of its frame."""

    def __init__(self, number: int, scan: Scan, own: Sequence[Placed] | None) -> None:
        self.number = number
        self.scan = scan
        self.frame = scan.frame
        self.size = scan.frame.size
        self._own = own

    def placed(self) -> list[Placed]:
        """The pictures cut out of the page; those that it places itself where its image is none of them."""
        if self._own is not None:
            frame = self.frame
            return [Placed(frame.off_page(p.bbox), (p.turn - frame.turn) % 360, p.take, p.key) for p in self._own]
        shown = [rounded(box) for box in self.scan.shown.pictures]
        return [Placed(box, 0, partial(of_pixels, self.scan.cut(box))) for box in shown]

    def words(self) -> PageWords:
        width, height = self.size
        made = PageWords(page=self.number, width=round(width, 1), height=round(height, 1), styles=self.scan.styles)
        for rows, turn in self.scan.lines:
            made.lines.append((len(made.words), len(rows), turn))
            made.words += rows
        made.doubts = self.scan.doubts
        return made

    def graphics(self) -> Graphics:
        shown = self.scan.shown
        return Graphics(*([rounded(box) for box in boxes] for boxes in (shown.across, shown.down, shown.cards)))

    @property
    def is_poor(self) -> bool:
        """Whether much of the page could not be read."""
        words = sum(len(rows) for rows, _ in self.scan.lines) + self.scan.unread
        poor = sum(doubt[4] < POORLY for doubt in self.scan.doubts) + self.scan.unread
        return poor >= POOR_WORDS and poor > POOR_SHARE * words


def read_if_scanned(page: Page, placed: Sequence[Placed], words: PageWords) -> ScannedPage | None:
    """The page read from its image where its own words are not usable; None where they are, or where it shows no text.

    Raises PageUnreadable.
    """
    if not isinstance(page, Displayed) or _says_much(words):
        return None
    if any(p.pixels > MAX_PIXELS for p in placed):
        return None  # to look at the page would decode it
    covered = _covered([p.bbox for p in placed], page.size)
    scale = pixels_a_point(*page.size)
    if scale * min(page.size) < LEAST_PIXELS:
        return None
    if _is_usable(words, covered) or _is_blank(page.image(min(GLANCE, scale))):
        return None
    scan = read_scan(page.image(scale), page.size, engine())
    if len(scan.lines) < LEAST_LINES:
        return None
    return ScannedPage(page.number, scan, None if covered else placed)


def _says_much(words: PageWords) -> bool:
    """Whether a page's own text is clearly usable: the question that is cheap, for pages that are no scans."""
    return len(words.words) > FEW_LETTERS and not _garbage(_text_of(words))


def _is_usable(words: PageWords, covered: bool) -> bool:
    """Whether a page's own text says what the page says."""
    text = _text_of(words)
    letters = sum(c.isalnum() for c in text)
    if _garbage(text) > GARBAGE * max(len(text), 1):
        return False
    return letters >= FEW_LETTERS if covered else len(words.words) >= FEW_WORDS and letters > 0


def _text_of(words: PageWords) -> str:
    return "".join([word[4] for word in words.words])


def _garbage(text: str) -> int:
    """How many characters are none: without meaning, for private use, or not known."""
    return len(_NONE.findall(text))


def _covered(boxes: Sequence[Box], size: tuple[float, float]) -> bool:
    """Whether pictures (one, or strips of one) make up nearly the whole page."""
    if not boxes or sum(area(box) for box in boxes) < COVERED * size[0] * size[1]:
        return False
    points = [((x + 0.5) * size[0] / GRID, (y + 0.5) * size[1] / GRID) for x in range(GRID) for y in range(GRID)]
    return sum(any(contains(box, point) for box in boxes) for point in points) > COVERED * len(points)


def _is_blank(image: Pixels) -> bool:
    return ground_of(image)[1] > BLANK
