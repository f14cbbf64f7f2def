"""A page's lines, rules and fields in a frame in which most of its text stands upright.

Tables are often set sideways on a page that is not turned. Scans come in such a frame already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shared.reading.book import FormField
from shared.reading.frame import Frame
from shared.reading.graphics import Graphics
from shared.reading.text import Line, PageText, Word


class Upright:
    """`lines`, `graphics` and `fields` in the frame; `frame` leads back to the page, None where they are the same."""

    def __init__(
        self, text: PageText, graphics: Graphics, fields: Sequence[FormField], frame: Frame | None = None
    ) -> None:
        found = text.read_lines()
        turn = 0 if frame else _turn(found)
        self.lines = [line for line in found if line.turn == turn]
        self.graphics, self.fields, self.frame = graphics, list(fields), frame
        self.size = text.width, text.height
        if turn:
            self._turn(Frame(width=text.width, height=text.height, turn=turn))

    def _turn(self, frame: Frame) -> None:
        self.frame, self.size = frame, frame.size
        self.lines = [
            Line(tuple(Word(w.text, frame.off_page(w.bbox), w.style) for w in line.words), 0, line.index, line.block)
            for line in self.lines
        ]
        drawn = self.graphics
        across, down, boxes = (
            [frame.off_page(box) for box in kind] for kind in (drawn.across, drawn.down, drawn.boxes)
        )
        self.graphics = Graphics(across, down, boxes) if frame.turn == 180 else Graphics(down, across, boxes)
        self.fields = [FormField(frame.off_page(field.bbox), field.text) for field in self.fields]


def _turn(lines: Sequence[Line]) -> int:
    """How most of a page's text is turned, clockwise in degrees."""
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0
