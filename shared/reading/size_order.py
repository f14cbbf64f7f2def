"""In which order sizes stand beside each other; `web/src/pages/collection/items/sizes.ts` has the same rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LETTER = re.compile(r"(?P<count>\d*)(?P<more>X*)(?P<letter>[SML])(?:/.*)?")
_NUMBER = re.compile(r"\D{0,4}(\d+(?:[.,]\d+)?)")
_MOST = 100  # characters that are compared: Python makes no number of thousands of digits
_SIDE = {"S": -1, "M": 0, "L": 1}


def in_order(sizes: Iterable[str], own: Iterable[Sequence[str]] = ()) -> list[str]:
    """Sizes as the first of `own` orders has them that names all; else small to large.

    Small to large: letters, then numbers, then whatever else by name.
    """
    given = list(dict.fromkeys(sizes))
    for order in own:
        if set(given) <= set(order):
            return sorted(given, key=order.index)
    return sorted(given, key=_rank)


def _rank(size: str) -> tuple[int, float, list[tuple[int, int, str]]]:
    word = size.strip().upper()[:_MOST]
    letter, number = _LETTER.fullmatch(word), _NUMBER.match(word)
    if letter:
        more = int(letter["count"]) if letter["count"] else len(letter["more"])
        return 0, _SIDE[letter["letter"]] * (1 + more), _by_name(word)
    return (1, float(number[1].replace(",", ".")), _by_name(word)) if number else (2, 0, _by_name(word))


def _by_name(word: str) -> list[tuple[int, int, str]]:
    """A text by its parts, so that "A 9" stands before "A 10"."""
    parts = re.findall(r"\d+|\D+", word)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
