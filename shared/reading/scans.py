"""A page that is a picture of text, read: its words, pictures and rules, in an upright frame of paper's size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from shared.reading.cutouts import Shown, look
from shared.reading.faces import measured
from shared.reading.frame import Frame, scale_of
from shared.reading.geometry import Box, covered, rounded, union
from shared.reading.ink import ABOVE_BASE, BELOW_BASE, Inked, words_of
from shared.reading.mended import mended, plain
from shared.reading.ocr import Engine, ReadLine
from shared.reading.shaping import Pixels
from shared.reading.standing import Standing, crop, stood_up
from shared.reading.text import StyleRow, WordRow

READ_DPI = 200
LEAST_DPI = 120
MAX_SIDE = 2800  # pixels: A3 is then read at 170 dpi
LEAST_SCORE, LEAST_SHORT_SCORE, SHORT = 0.5, 0.85, 2
TALL = 1.5  # a line this many times as high as it is long may be turned
SURE = 0.9  # a word less sure than this is noted as doubtful

WordsOfLine = tuple[list[WordRow], int]


@dataclass(frozen=True)
class Scan:
    """What was read. Boxes are in points of the frame; a line is its words and its turn.

    `doubts` are the boxes of words that may be wrong, each with the recogniser's score; `unread` counts lines that
    stand outside pictures and could not be read.
    """

    frame: Frame
    image: Pixels
    styles: list[StyleRow]
    lines: list[WordsOfLine]
    shown: Shown
    doubts: list[tuple[float, float, float, float, float]]
    unread: int

    def cut(self, box: Box) -> Pixels:
        """The pixels of a part of the frame."""
        k = self.image.shape[1] / self.frame.size[0]
        x0, y0, x1, y1 = (round(v * k) for v in box)
        return self.image[max(y0, 0) : max(y1, 1), max(x0, 0) : max(x1, 1)]


def pixels_a_point(width: float, height: float) -> float:
    """How many pixels to render for a point of a page that is to be read."""
    longer = max(width, height, 1.0)
    return min(READ_DPI / 72 * scale_of(width, height), MAX_SIDE / longer)


def read_scan(image: Pixels, size: tuple[float, float], engine: Engine) -> Scan:
    """Read the image of a page of `size` points as displayed."""
    scale = scale_of(*size)
    coarse = LEAST_DPI / 72 * scale * max(size) / max(image.shape)
    if coarse > 1:  # blurred letters are measured better than coarse ones
        image = np.asarray(cv2.resize(image, None, fx=coarse, fy=coarse, interpolation=cv2.INTER_CUBIC))
    stood = stood_up(image, engine)
    frame = Frame(width=round(size[0], 1), height=round(size[1], 1), turn=stood.turn, skew=stood.skew, scale=scale)
    k = stood.image.shape[1] / frame.size[0]
    styles: dict[StyleRow, int] = {}
    lines: list[WordsOfLine] = []
    doubts = []
    read, failed = _read(stood, engine, k)
    for words, turn in read:
        rows = [_row(word, box, k, styles) for word, box in words]
        lines.append((rows, turn))
        doubts += [(*row[:4], round(w.score, 2)) for row, (w, _) in zip(rows, words, strict=True) if w.score < SURE]
    texts = [union([row[:4] for row in rows]) for rows, _ in lines]
    shown = look(stood.image, k, texts)
    unread = [box for box in failed if not any(covered(box, picture) > 0.5 for picture in shown.pictures)]
    return Scan(frame, stood.image, list(styles), lines, shown, doubts, len(unread))


Boxed = tuple[Inked, Box]


def _read(stood: Standing, engine: Engine, k: float) -> tuple[list[tuple[list[Boxed], int]], list[Box]]:
    """Each line's words with their boxes in pixels of the image, and the line's turn; the boxes of what is no text."""
    read: list[tuple[list[Boxed], int]] = []
    failed: list[Box] = []
    crops, places = zip(*(crop(stood.image, line) for line in stood.lines), strict=True) if stood.lines else ((), ())
    for part, corner, (line, turn) in zip(crops, places, _texts(crops, engine), strict=True):
        turned = np.ascontiguousarray(np.rot90(part, turn // 90))
        found = words_of(turned, line) if _is_text(line) else []
        if found:
            read.append(([(word, _placed(word, turn, part, corner)) for word in found], turn))
        else:
            (x, y), (height, width) = corner, part.shape[:2]
            failed.append((x / k, y / k, (x + width) / k, (y + height) / k))
    return read, failed


def _texts(crops: Sequence[Pixels], engine: Engine) -> list[tuple[ReadLine, int]]:
    """What each crop says and how its text is turned: what is higher than long is tried in every way it may stand."""
    best = [(line, 0) for line in engine.read(crops)]
    tall = [n for n, c in enumerate(crops) if c.shape[0] > TALL * c.shape[1] and best[n][0].score < SURE]
    for turn in (90, 270):
        turned = [np.ascontiguousarray(np.rot90(crops[n], turn // 90)) for n in tall]
        for n, line in zip(tall, engine.read(turned), strict=True):
            if line.score > best[n][0].score and len(line.text) > 1:
                best[n] = line, turn
    return [(_plain(line), turn) for line, turn in best]


def _plain(line: ReadLine) -> ReadLine:
    return ReadLine(plain(line.text), line.score, line.scores, line.places)


def _is_text(line: ReadLine) -> bool:
    """Whether a line was read at all: patterns of a picture give short texts of low scores."""
    letters = sum(c.isalnum() for c in line.text)
    return line.score >= (LEAST_SHORT_SCORE if letters <= SHORT else LEAST_SCORE) and letters > 0


def _placed(word: Inked, turn: int, part: Pixels, corner: tuple[int, int]) -> Box:
    """A word's box in the image, from its ends in a crop that was turned upright."""
    height, width = part.shape[:2]
    x0, x1 = word.x0, word.x1
    y0, y1 = word.base - ABOVE_BASE * word.size, word.base + BELOW_BASE * word.size
    if turn == 90:
        x0, y0, x1, y1 = width - y1, x0, width - y0, x1
    elif turn == 270:
        x0, y0, x1, y1 = y0, height - x1, y1, height - x0
    return x0 + corner[0], y0 + corner[1], x1 + corner[0], y1 + corner[1]


def _row(word: Inked, box: Box, k: float, styles: dict[StyleRow, int]) -> WordRow:
    style = measured(word.size / k, word.stroke / word.size, word.size, word.color)
    x0, y0, x1, y1 = rounded(v / k for v in box)
    return x0, y0, x1, y1, mended(word.text), styles.setdefault(style, len(styles))
