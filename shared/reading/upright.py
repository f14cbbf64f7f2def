"""Pages whose text runs sideways or upside down, as if they stood upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from shared.reading.geometry import Box, rounded
from shared.reading.graphics import Graphics
from shared.reading.order import blocks_in_order
from shared.reading.text import PageText

MAINLY = 0.6  # of a page's characters: the way they run is the page's


@dataclass(frozen=True)
class Frame:
    """How a page is turned: `turn` is the way its text runs, clockwise in degrees; width and height as displayed."""

    turn: int = 0
    width: float = 0.0
    height: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def upright(self, box: Box) -> Box:
        """A box of the displayed page on the upright one."""
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return rounded((y0, self.width - x1, y1, self.width - x0))
        if self.turn == 270:
            return rounded((self.height - y1, x0, self.height - y0, x1))
        return rounded((self.width - x1, self.height - y1, self.width - x0, self.height - y0)) if self.turn else box

    def displayed(self, box: Box) -> Box:
        """A box of the upright page on the displayed one."""
        return Frame(-self.turn % 360, *self.size).upright(box)

    def graphics(self, found: Graphics) -> Graphics:
        """The rules and boxes of the upright page."""
        if not self.turn:
            return found
        across, down = ([self.upright(box) for box in boxes] for boxes in (found.across, found.down))
        if self.turn in (90, 270):
            across, down = down, across
        return Graphics(across, down, [self.upright(box) for box in found.boxes])


def frame_of(text: PageText) -> Frame:
    """The way most of a page's text runs; upright where there is none."""
    if not any(turn for _, _, turn in text.lines):
        return Frame(0, text.width, text.height)
    count: Counter[int] = Counter()
    for first, words, turn in text.lines:
        count[turn] += sum(len(word[4]) for word in text.words[first : first + words])
    turn, most = count.most_common(1)[0]
    return Frame(turn if most > MAINLY * count.total() else 0, text.width, text.height)


def upright(text: PageText) -> tuple[PageText, Frame]:
    """A page's text on the upright page, in reading order there, and how the page is turned."""
    frame = frame_of(text)
    if not frame.turn:
        return text, frame
    width, height = frame.size
    made = PageText(page=text.page, width=width, height=height, styles=text.styles)
    words = [(*frame.upright(word[:4]), word[4], word[5]) for word in text.words]
    boxes, sizes, turns = [], [], []
    for first, count, turn in text.lines:
        x0s, y0s, x1s, y1s, _, _ = zip(*words[first : first + count], strict=True)
        boxes.append((min(x0s), min(y0s), max(x1s), max(y1s)))
        sizes.append(text.styles[words[first][5]][0])
        turns.append((turn - frame.turn) % 360)
    for block in blocks_in_order(boxes, sizes, turns):
        made.blocks.append((len(made.lines), len(block)))
        for index in block:
            first, count, _ = text.lines[index]
            made.lines.append((len(made.words), count, turns[index]))
            made.words.extend(words[first : first + count])
    return made, frame
