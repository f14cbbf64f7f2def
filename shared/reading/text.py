"""A page's text: words, lines and blocks with box, size, weight and colour, in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pymupdf
from numpy.typing import NDArray
from pydantic import BaseModel

from shared.reading.geometry import Box, union
from shared.reading.glyphs import UNKNOWN, beginning, unknown_letters
from shared.reading.order import blocks_in_order
from shared.reading.rtl import RIGHT_TO_LEFT, is_right_to_left, lines_with_order
from shared.reading.spacing import joined_letters, split_at_gaps

# No images: asking for them made one public test file hang for minutes.
# No clipping to the page either: it would clip the stretched page (see STRETCH).
TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
# MuPDF takes a gap of 0.15 em for a space. Some fonts without a space have gaps of just that (seen: 0.1500), so that
# some are lost. Reading the page a little stretched lowers the bar to 0.143 em.
STRETCH = 1.1
SIZE_STRETCH = STRETCH**0.5  # MuPDF's size is the square root of the area that an em square takes
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "extrabold")
BOLD_FLAG, ITALIC_FLAG = 16, 2
UPRIGHT = (1.0, 0.0)
SOFT_HYPHEN = "\xad"

StyleRow = tuple[float, bool, bool, int, str]
WordRow = tuple[float, float, float, float, str, int]
LineRow = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is set: `size` in points, `color` as 0xRRGGBB."""

    size: float
    bold: bool
    italic: bool
    color: int
    font: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box."""

    text: str
    bbox: Box
    style: Style


@dataclass(frozen=True)
class Line:
    """Words that follow each other on one line. `turn` is clockwise in degrees; `index` is its place on the page."""

    words: tuple[Word, ...]
    turn: int
    index: int
    block: int

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def bbox(self) -> Box:
        return union(word.bbox for word in self.words)

    @cached_property
    def style(self) -> Style:
        """The style of most of its characters."""
        length: dict[Style, int] = {}
        for word in self.words:
            length[word.style] = length.get(word.style, 0) + len(word.text)
        return max(length, key=lambda style: length[style])

    @property
    def size(self) -> float:
        return self.style.size


class PageWords(BaseModel):
    """One page's words as the file has them, as rows: small to store, quick to load.

    styles: (size, bold, italic, colour, font). words: (x0, y0, x1, y1, text, style).
    lines: (first word, words, turn). Width and height are of the page as displayed, of a scan's upright frame.
    doubts: (x0, y0, x1, y1, score) of words that were hard to read in a scan.
    A page of a worksheet has the sheet's name, and in `rows` where each row begins: (y, row number from 1). Its lines
    are cells, in reading order already.
    """

    page: int
    width: float
    height: float
    styles: list[StyleRow] = []
    words: list[WordRow] = []
    lines: list[LineRow] = []
    sheet: str | None = None
    rows: list[tuple[float, int]] = []
    doubts: list[tuple[float, float, float, float, float]] = []


class PageText(PageWords):
    """One page's text: words and lines in reading order. blocks: (first line, lines)."""

    blocks: list[tuple[int, int]] = []

    def is_tab(self, line: Line) -> bool:
        """Whether a line is the name of a worksheet in its page's margin, not a cell."""
        return bool(self.rows) and line.bbox[3] <= self.rows[0][0] + 1

    def read_lines(self) -> list[Line]:
        """The lines as objects, in reading order."""
        styles = [Style(*row) for row in self.styles]
        made: list[Line] = []
        for number, (first, count) in enumerate(self.blocks):
            for start, length, turn in self.lines[first : first + count]:
                words = tuple(
                    Word(w[4], (w[0], w[1], w[2], w[3]), styles[w[5]]) for w in self.words[start : start + length]
                )
                made.append(Line(words, turn, len(made), number))
        return made


def read_words(textpage: pymupdf.TextPage, page: pymupdf.Page) -> PageWords:
    """The words of a page from its text page, which was made unturned and stretched by STRETCH."""
    turned, (width, height) = page.rotation, (page.rect.width, page.rect.height)
    made = PageWords(page=page.number + 1, width=round(width, 1), height=round(height, 1))
    found = textpage.extractWORDS()
    if not found:
        return made
    letters = "".join(word[4] for word in found)
    if is_right_to_left(letters):
        return _right_to_left(made, textpage, page)
    columns = list(zip(*found, strict=True))
    boxes = _displayed(np.array(columns[:4]).T, page.rotation_matrix if turned else None)
    seen = ((boxes[:, 2:] > 0).all(axis=1) & (boxes[:, 0] < width) & (boxes[:, 1] < height)).tolist()
    blocks = textpage.extractDICT()["blocks"]
    for n in _hidden(found, blocks):
        seen[n] = False
    texts = [*map(unhyphenated, columns[4])] if SOFT_HYPHEN in letters else columns[4]
    words = list(zip(*boxes.T.tolist(), texts, strict=True))
    styles: dict[StyleRow, int] = {}
    starts = [n for n, place in enumerate(columns[7]) if place == 0]
    for first, end in itertools.pairwise([*starts, len(found)]):
        line = blocks[columns[5][first]]["lines"][columns[6][first]]
        start = len(made.words)
        for n, style in enumerate(_styles(found, first, end, line["spans"], styles), first):
            if seen[n]:
                made.words.append((*words[n], style))
        if len(made.words) > start:
            direction = line["dir"]
            turn = 0 if direction == UPRIGHT else _turn(direction)
            made.lines.append((start, len(made.words) - start, (turn + turned) % 360))
    made.styles = list(styles)
    return made


def _hidden(found: Sequence[Any], blocks: Sequence[dict[str, Any]]) -> list[int]:
    """The words that are not painted, among others that are. Where most are not, they are the text of a scan."""
    painted = [span["alpha"] for block in blocks for line in block["lines"] for span in line["spans"]]
    if all(painted):
        return []  # nearly every page ends here
    places = {
        (number, place): [span["bbox"] for span in line["spans"] if not span["alpha"]]
        for number, block in enumerate(blocks)
        for place, line in enumerate(block["lines"])
        if any(not span["alpha"] for span in line["spans"])
    }
    hidden = []
    for n, (x0, y0, x1, y1, _, number, place, _) in enumerate(found):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if any(b[0] <= x <= b[2] and b[1] - 1 <= y <= b[3] + 1 for b in places.get((number, place), ())):
            hidden.append(n)
    return hidden if 2 * len(hidden) < len(found) else []


def unhyphenated(word: str) -> str:
    """A word without the hyphens that show only where a line breaks; one at its end is kept, for it did."""
    return word[:-1].replace(SOFT_HYPHEN, "") + word[-1:]


def _right_to_left(made: PageWords, textpage: pymupdf.TextPage, page: pymupdf.Page) -> PageWords:
    """The words of a page with Hebrew or Arabic on it: the order of the file says nothing there."""
    styles: dict[StyleRow, int] = {}
    letters = unknown_letters(page) if UNKNOWN in textpage.extractText() else {}

    def restored(x: float, y: float) -> str:
        return letters.get(beginning(x / STRETCH, y), "")

    for found, direction in lines_with_order(textpage, restored):
        start = len(made.words)
        if found:
            boxes = np.array([box for box, _, _ in found])
            rows = _displayed(boxes, page.rotation_matrix if page.rotation else None).tolist()
            for (x0, y0, x1, y1), (_, text, span) in zip(rows, found, strict=True):
                if x1 > 0 and y1 > 0 and x0 < made.width and y0 < made.height:
                    made.words.append((x0, y0, x1, y1, text, styles.setdefault(_style(span), len(styles))))
        if len(made.words) > start:
            made.lines.append((start, len(made.words) - start, (_turn(direction) + page.rotation) % 360))
    made.styles = list(styles)
    return made


def _displayed(boxes: NDArray[np.float64], matrix: pymupdf.Matrix | None) -> NDArray[np.float64]:
    """Boxes of the stretched page on the displayed one, in tenths of a point."""
    made = boxes * (1 / STRETCH, 1, 1 / STRETCH, 1)
    if matrix is not None:
        made = np.array([tuple(pymupdf.Rect(box) * matrix) for box in made.tolist()])
    rounded: NDArray[np.float64] = np.rint(made * 10) / 10
    return rounded


def arranged(found: PageWords) -> PageText:
    """A page's words in lines as a reader sees them, in blocks, in reading order."""
    if found.sheet is not None:
        return PageText(**dict(found), blocks=[(n, 1) for n in range(len(found.lines))])
    lines: list[tuple[list[WordRow], int]] = []
    letters = "".join(word[4] for word in found.words)
    right_to_left = len(RIGHT_TO_LEFT.findall(letters))
    for first, count, turn in found.lines:
        words = found.words[first : first + count]
        if count == 1 or right_to_left:  # cut into cells already, where there is Hebrew or Arabic
            lines.append((words, turn))
        else:
            lines += [(part, turn) for part in split_at_gaps(joined_letters(words, turn), found.styles, turn)]
    made = PageText(page=found.page, width=found.width, height=found.height, styles=found.styles)
    made.doubts = found.doubts
    boxes = [words[0][:4] if len(words) == 1 else union([w[:4] for w in words]) for words, _ in lines]
    sizes = [found.styles[words[0][5]][0] for words, _ in lines]
    # A page in Hebrew or Arabic is read as its mirror image is from left to right.
    mirrored = 2 * right_to_left > sum(map(str.isalpha, letters)) if right_to_left else False
    places = [(-x1, y0, -x0, y1) for x0, y0, x1, y1 in boxes] if mirrored else boxes
    words_in_order, lines_in_order = made.words, made.lines
    for block in blocks_in_order(places, sizes, [turn for _, turn in lines]):
        made.blocks.append((len(lines_in_order), len(block)))
        for index in block:
            words, turn = lines[index]
            lines_in_order.append((len(words_in_order), len(words), turn))
            words_in_order += words
    return made


def _styles(
    words: Sequence[Any], start: int, end: int, spans: Sequence[dict[str, Any]], styles: dict[StyleRow, int]
) -> list[int]:
    """The style of each word of a line: that of the span which holds its middle."""
    if len(spans) == 1:
        return [styles.setdefault(_style(spans[0]), len(styles))] * (end - start)
    made = [styles.setdefault(_style(span), len(styles)) for span in spans]
    found, at = [], 0
    for x0, y0, x1, y1, *_ in words[start:end]:
        at = _span_at((x0 + x1) / 2, (y0 + y1) / 2, spans, at)
        found.append(made[at])
    return found


def _span_at(x: float, y: float, spans: Sequence[dict[str, Any]], start: int) -> int:
    for n in range(start, len(spans)):
        box = spans[n]["bbox"]
        if box[0] <= x <= box[2] and box[1] - 1 <= y <= box[3] + 1:
            return n
    return start


def _style(span: dict[str, Any]) -> StyleRow:
    return _style_row(span["font"], span["size"], span["flags"], span["color"])


@lru_cache(maxsize=4096)
def _style_row(name: str, size: float, flags: int, color: int) -> StyleRow:
    font = name.split("+")[-1]
    lower = font.lower()
    bold = bool(flags & BOLD_FLAG) or any(name in lower for name in BOLD_NAMES)
    # Type 3 fonts are named by their object number, which says nothing and differs for each subset.
    return round(size / SIZE_STRETCH, 1), bold, bool(flags & ITALIC_FLAG), color, font.split(" (")[0]


def _turn(direction: tuple[float, float]) -> int:
    x, y = direction
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 90 if y > 0 else 270
