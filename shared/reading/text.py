"""A page's text: words, lines and blocks with box, size, weight and colour, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pymupdf
from pydantic import BaseModel

from shared.reading.geometry import Box, rounded, union
from shared.reading.order import blocks_in_order
from shared.reading.spacing import joined_letters, split_at_gaps

# No images: asking for them made one public test file hang for minutes.
# No clipping to the page either: it would clip the stretched page (see STRETCH).
TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
# MuPDF takes a gap of 0.15 em for a space. Some fonts without a space have gaps of just that (seen: 0.1500), so that
# some are lost. Reading the page a little stretched lowers the bar to 0.143 em.
STRETCH = 1.1
TENTHS = 10 / STRETCH
SIZE_STRETCH = STRETCH**0.5  # MuPDF's size is the square root of the area that an em square takes
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "extrabold")
BOLD_FLAG, ITALIC_FLAG = 16, 2

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


class PageText(BaseModel):
    """One page's text as rows: small to store, quick to load.

    styles: (size, bold, italic, colour, font). words: (x0, y0, x1, y1, text, style) in reading order.
    lines: (first word, words, turn). blocks: (first line, lines). Width and height are of the page as displayed.
    A page of a worksheet has the sheet's name, and in `rows` where each row begins: (y, row number from 1).
    """

    page: int
    width: float
    height: float
    styles: list[StyleRow] = []
    words: list[WordRow] = []
    lines: list[LineRow] = []
    blocks: list[tuple[int, int]] = []
    sheet: str | None = None
    rows: list[tuple[float, int]] = []

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


def read_text(page: pymupdf.Page) -> PageText:
    """The text of a page. Raises what PyMuPDF raises for a page whose content is broken."""
    textpage = page.get_textpage(pymupdf.INFINITE_RECT(), flags=TEXT_FLAGS, matrix=pymupdf.Matrix(STRETCH, 1))
    turned = page.rotation
    matrix = page.rotation_matrix if turned else None
    styles: dict[StyleRow, int] = {}
    lines: list[tuple[list[WordRow], int]] = []
    box = page.rect
    width, height = box.width, box.height
    for words, turn in _lines(textpage, styles):
        if matrix is not None:
            words = [(*_turned(w, matrix), w[4], w[5]) for w in words]
            turn = (turn + turned) % 360
        words = [w for w in words if w[2] > 0 and w[3] > 0 and w[0] < width and w[1] < height]
        if len(words) > 1:
            lines.extend((part, turn) for part in split_at_gaps(joined_letters(words, turn), list(styles), turn))
        elif words:
            lines.append((words, turn))
    made = PageText(page=page.number + 1, width=round(width, 1), height=round(height, 1))
    made.styles = list(styles)
    _arrange(made, lines)
    return made


def _turned(word: WordRow, matrix: pymupdf.Matrix) -> Box:
    return rounded(pymupdf.Rect(word[:4]) * matrix)


def _arrange(made: PageText, lines: Sequence[tuple[list[WordRow], int]]) -> None:
    boxes = [words[0][:4] if len(words) == 1 else union([w[:4] for w in words]) for words, _ in lines]
    sizes = [made.styles[words[0][5]][0] for words, _ in lines]
    turns = [turn for _, turn in lines]
    for block in blocks_in_order(boxes, sizes, turns):
        made.blocks.append((len(made.lines), len(block)))
        for index in block:
            words, turn = lines[index]
            made.lines.append((len(made.words), len(words), turn))
            made.words.extend(words)


def _lines(textpage: pymupdf.TextPage, styles: dict[StyleRow, int]) -> Iterator[tuple[list[WordRow], int]]:
    words: dict[tuple[int, int], list[Any]] = {}
    for word in textpage.extractWORDS():
        words.setdefault((word[5], word[6]), []).append(word)
    for number, block in enumerate(textpage.extractDICT()["blocks"]):
        for place, line in enumerate(block.get("lines", ())):
            found = words.get((number, place))
            if found:
                yield _styled(found, line["spans"], styles), _turn(line["dir"])


def _styled(words: Sequence[Any], spans: Sequence[dict[str, Any]], styles: dict[StyleRow, int]) -> list[WordRow]:
    """Words with the style of the span that holds their middle; x taken back from the stretched page."""
    made = [styles.setdefault(_style(span), len(styles)) for span in spans]
    rows: list[WordRow] = []
    at = 0
    for x0, y0, x1, y1, text, _, _, _ in words:
        if len(spans) > 1:
            at = _span_at((x0 + x1) / 2, (y0 + y1) / 2, spans, at)
        # Tenths of a point, in a third of the time that `round(x, 1)` takes.
        left, right = round(x0 * TENTHS) / 10, round(x1 * TENTHS) / 10
        rows.append((left, round(y0 * 10) / 10, right, round(y1 * 10) / 10, text, made[at]))
    return rows


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
