"""Forms that were filled in: what stands in a field is one piece of text, and stands as high as the field does."""

from __future__ import annotations

from collections.abc import Sequence

from shared.reading.book import FormField
from shared.reading.geometry import Box, centre, contains, overlap
from shared.reading.text import Line, Style, Word

LEADING = 1.2
ADVANCE = 0.5  # of the size: how wide a character is, where nothing was drawn
SIZES = (5.0, 11.0)
VALUE = -1  # the block of lines that stand in a field
NEAR, FAR = 4.0, 120.0  # points between a label and its field
BESIDE = 0.6  # of a label's height that its field must share
SEVERAL_LINES = 30.0  # points: a field this high holds a paragraph


def with_fields(lines: Sequence[Line], fields: Sequence[FormField]) -> list[Line]:
    """A page's lines, those in a field as one piece at the height of the field; a value that is not drawn is added.

    So labels that stand beside a field stand on one level with its value, whatever their sizes.
    """
    low = [field for field in fields if field.bbox[3] - field.bbox[1] <= SEVERAL_LINES]
    left = list(lines)
    values: list[tuple[FormField, list[Line]]] = []
    for field in low:
        inside = [line for line in left if contains(field.bbox, centre(line.bbox))]
        left = [line for line in left if line not in inside]
        values.append((field, inside))
    made = []
    for field, inside in values:
        words = [word for line in inside for word in line.words] or _written(field)
        if words:
            made.append(_levelled(words, _height(field.bbox, left)))
    return left + made


def is_value(line: Line) -> bool:
    """Whether a line is what stands in a field."""
    return line.block == VALUE


def _height(box: Box, labels: Sequence[Line]) -> float:
    """The height of the middle of a field's text: that of the label to its left, where it has one."""
    beside = [
        label
        for label in labels
        if -NEAR < box[0] - label.bbox[2] < FAR and overlap(label.bbox[1], label.bbox[3], box[1], box[3]) > BESIDE
    ]
    nearest = max(beside, key=lambda label: label.bbox[2], default=None)
    return centre(nearest.bbox if nearest else box)[1]


def _levelled(words: Sequence[Word], middle: float) -> Line:
    moved = []
    for word in words:
        x0, y0, x1, y1 = word.bbox
        half = (y1 - y0) / 2
        moved.append(Word(word.text, (x0, middle - half, x1, middle + half), word.style))
    return Line(tuple(moved), 0, 0, VALUE)


def _written(field: FormField) -> list[Word]:
    """A value without an appearance, as wide as it would be set."""
    x0, y0, x1, y1 = field.bbox
    size = min(max((y1 - y0) / LEADING, SIZES[0]), SIZES[1])
    words, at = [], x0 + 2
    for text in field.text.split():
        end = min(at + ADVANCE * size * len(text), x1)
        words.append(Word(text, (min(at, end), y0, end, y1), Style(size, False, False, 0, "")))
        at = end + ADVANCE * size
    return words
