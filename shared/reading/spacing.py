"""Lines as a reader sees them: l e t t e r s p a c e d words joined, far-apart cells on one line taken apart."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median
from typing import Any

Row = tuple[float, float, float, float, str, int]

SIZES = frozenset("SMLX0123456789")  # "XS S M L" is a list, not a word set apart
LEADERS = frozenset(".·…_")  # that lead from a title to its page are no letters
CELL_GAP_EMS = 1.35  # a wider gap separates cells of a row; a word space is 0.2 to 0.4
MIN_SIZE = 4.0  # points
STYLED_CELL_GAP_EMS = 0.9  # with a change of size or colour, less will do
NEAR = STYLED_CELL_GAP_EMS * MIN_SIZE


def _along(row: Row, turn: int) -> tuple[float, float]:
    """Start and end of a word in its writing direction."""
    if turn == 90:
        return row[1], row[3]
    if turn == 270:
        return -row[3], -row[1]
    return (-row[2], -row[0]) if turn == 180 else (row[0], row[2])


def joined_letters(words: list[Row], turn: int) -> list[Row]:
    """Join single letters set apart ("C A T A L O G") into words, by where the gaps are wide."""
    if len(words) < 4:
        return words
    letters = [text for _, _, _, _, text, _ in words if len(text) == 1 and text not in LEADERS]
    if len(letters) < 0.7 * len(words) or SIZES.issuperset(letters):
        return words
    spans = [_along(word, turn) for word in words]
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(spans)]
    # Between letters the gap is the tracking; between words it is that and a space. Few gaps are between words.
    wide = max(1.7 * median(gaps), 0.5)
    made = [words[0]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > wide or word[5] != made[-1][5]:
            made.append(word)
        else:
            last = made[-1]
            box = min(last[0], word[0]), min(last[1], word[1]), max(last[2], word[2]), max(last[3], word[3])
            made[-1] = (*box, last[4] + word[4], last[5])
    return made


def split_at_gaps(words: list[Row], styles: Sequence[Any], turn: int) -> list[list[Row]]:
    """Cut a line where the gap is too wide for a space."""
    if len(words) == 1:
        return [words]
    part = [words[0]]
    parts = [part]
    for before, word in itertools.pairwise(words):
        apart = word[0] - before[2] if turn == 0 else _along(word, turn)[0] - _along(before, turn)[1]
        if 0 <= apart <= NEAR:  # near enough at any size: most words are
            part.append(word)
            continue
        size = min(styles[before[5]][0], styles[word[5]][0])
        limit = CELL_GAP_EMS if before[5] == word[5] else STYLED_CELL_GAP_EMS
        if apart > limit * max(size, MIN_SIZE) or apart < -3 * size:
            part = [word]
            parts.append(part)
        else:
            part.append(word)
    return parts
