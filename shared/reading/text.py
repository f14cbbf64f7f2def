"""A page's text: words, lines and blocks with box, size, weight and colour, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import pymupdf
from pydantic import BaseModel

from shared.reading.geometry import Box, rounded, union
from shared.reading.order import blocks_in_order
from shared.reading.spacing import joined_letters, split_at_gaps

# No images: asking for them made one public test file hang for minutes.
TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
NARROW_SPACE_EMS = 0.13
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "extrabold")
BOLD_FLAG, ITALIC_FLAG = 16, 2

StyleRow = tuple[float, bool, bool, int, str]
WordRow = tuple[float, float, float, float, str, int]


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
    """

    page: int
    width: float
    height: float
    styles: list[StyleRow] = []
    words: list[WordRow] = []
    lines: list[tuple[int, int, int]] = []
    blocks: list[tuple[int, int]] = []

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
    textpage = page.get_textpage(flags=TEXT_FLAGS)
    matrix = page.rotation_matrix if page.rotation else None
    styles: dict[StyleRow, int] = {}
    lines: list[tuple[list[WordRow], int]] = []
    for words, turn in _lines(textpage, styles):
        if matrix is not None:
            words = [(*_turned(w, matrix), w[4], w[5]) for w in words]
            turn = (turn + page.rotation) % 360
        lines.extend((part, turn) for part in split_at_gaps(joined_letters(words, turn), list(styles), turn))
    made = PageText(page=page.number + 1, width=round(page.rect.width, 1), height=round(page.rect.height, 1))
    made.styles = list(styles)
    _arrange(made, lines)
    return made


def _turned(word: WordRow, matrix: pymupdf.Matrix) -> Box:
    return rounded(pymupdf.Rect(word[:4]) * matrix)


def _arrange(made: PageText, lines: Sequence[tuple[list[WordRow], int]]) -> None:
    boxes = [union((w[0], w[1], w[2], w[3]) for w in words) for words, _ in lines]
    sizes = [made.styles[words[0][5]][0] for words, _ in lines]
    turns = [turn for _, turn in lines]
    for block in blocks_in_order(boxes, sizes, turns):
        made.blocks.append((len(made.lines), len(block)))
        for index in block:
            words, turn = lines[index]
            made.lines.append((len(made.words), len(words), turn))
            made.words.extend(words)


def _lines(textpage: pymupdf.TextPage, styles: dict[StyleRow, int]) -> Iterator[tuple[list[WordRow], int]]:
    for block in textpage.extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            turn = _turn(line["dir"])
            words = line_words(line["spans"], styles, turn)
            if words:
                yield words, turn


def line_words(spans: Sequence[dict[str, Any]], styles: dict[StyleRow, int], turn: int) -> list[WordRow]:
    """The words of a line, from its characters.

    Some fonts have no space: then a gap stands for it, narrower than MuPDF takes for one (0.15 em was seen).
    """
    words: list[WordRow] = []
    part: list[Any] = []
    for span in spans:
        style = styles.setdefault(_style(span), len(styles))
        for char in span["chars"]:
            if char["c"].isspace():
                _flush(part, words)
            else:
                part.append((char["c"], char["bbox"], style, span["size"]))
        if part and span is not spans[-1] and turn:
            _flush(part, words)
    _flush(part, words)
    return words


def _flush(part: list[Any], words: list[WordRow]) -> None:
    """Turn the characters gathered so far into a word, or into several where gaps say so."""
    if not part:
        return
    start = 0
    cuts = _narrow_spaces(part) if len(part) > 2 else ()
    for end in (*cuts, len(part)):
        chars = part[start:end]
        start = end
        boxes = [c[1] for c in chars]
        words.append(
            (
                round(min(b[0] for b in boxes), 1),
                round(min(b[1] for b in boxes), 1),
                round(max(b[2] for b in boxes), 1),
                round(max(b[3] for b in boxes), 1),
                "".join(c[0] for c in chars),
                chars[0][2],
            )
        )
    part.clear()


def _narrow_spaces(part: list[Any]) -> list[int]:
    gaps = [b[1][0] - a[1][2] for a, b in pairwise(part)]
    limit = NARROW_SPACE_EMS * part[0][3]
    if max(gaps) < limit:
        return []
    usual = sorted(abs(g) for g in gaps)[len(gaps) // 2]
    return [n + 1 for n, gap in enumerate(gaps) if gap >= max(limit, 4 * usual)]


def _style(span: dict[str, Any]) -> StyleRow:
    font = str(span["font"]).split("+")[-1]
    flags = span["flags"]
    lower = font.lower()
    bold = bool(flags & BOLD_FLAG) or any(name in lower for name in BOLD_NAMES)
    # Type 3 fonts are named by their object number, which says nothing and differs for each subset.
    return round(span["size"], 1), bold, bool(flags & ITALIC_FLAG), span["color"], font.split(" (")[0]


def _turn(direction: tuple[float, float]) -> int:
    x, y = direction
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 90 if y > 0 else 270
