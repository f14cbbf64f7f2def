"""Type designations that stand in a product's name: "TA 30/100 concrete pipe", "cutting edge D160"."""

from __future__ import annotations

import itertools
import re

_PIECE = re.compile(r"(?:[^\W\d_a-z]|\d|(?<=\d)x(?=\d)|[./,:×+*-])+")
_MIXED = re.compile(r"[^\W\d_]{2,5}")
_JOINT = re.compile(r"[-–/+]")
_UNITS = frozenset(
    ["mm", "cm", "dm", "m", "km", "g", "kg", "t", "l", "kw", "w", "kn", "bar", "v", "a", "ml", "cl", "oz", "in"]
)
MOST_LETTERS = 6  # of a piece without digits
MOST_PIECES = 9


def type_in(name: str) -> str | None:
    """The designation that a name begins or ends with, as printed; None without one.

    Capitals and figures beside words in small letters, with a figure among them and more than a bare number; a number
    before its unit is a measure.
    """
    words = name.split()
    wordy = [w for w in words if sum(c.islower() for c in w) >= 3]
    lead = list(itertools.takewhile(_is_piece, words))
    found = _made(lead, words[len(lead) :]) if lead and not _JOINT.fullmatch(lead[0]) else None
    if found is None and wordy:
        trail = list(itertools.takewhile(_is_piece, reversed(words)))[::-1]
        before = words[len(words) - len(trail) - 1 : len(words) - len(trail)]
        if trail and before and _MIXED.fullmatch(before[0]) and sum(c.isupper() for c in before[0]) >= 2:
            trail = before + trail  # "DSi 25/13"
        found = _made(trail, [])
    short = sum(word.isalpha() for word in words) <= 1  # "LEF 30 1:1,5", but not "HARBOUR LAMP 30 1"
    return found if found and (wordy or (lead == words and short)) else None


def _is_piece(word: str) -> bool:
    if _JOINT.fullmatch(word):
        return True
    bare = word.rstrip(",.")
    small = any(c.islower() and not (c == "x" and any(map(str.isdigit, word))) for c in bare)
    lettered = bare.isalpha() and len(bare) > MOST_LETTERS
    return bool(bare) and not small and not lettered and bool(_PIECE.fullmatch(bare)) and not word.endswith(":")


def _made(pieces: list[str], after: list[str]) -> str | None:
    if after and pieces and after[0].casefold().strip(".,") in _UNITS and any(map(str.isdigit, pieces[-1])):
        pieces = pieces[:-1]
    while pieces and _JOINT.fullmatch(pieces[-1]):
        pieces = pieces[:-1]
    text = " ".join(pieces).strip(" ,")
    figures, letters = any(map(str.isdigit, text)), any(map(str.isalpha, text))
    if not figures or len(pieces) > MOST_PIECES or not (letters or "/" in text):
        return None
    return text if len(text) >= 3 else None
