"""Sizes with their pieces in one cell: "XS:6 S:2 M:4", "S/4 M/1", "S(2) M(3)", "2xS, 3xM"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from shared.reading.sizes import is_size

MAX_TEXT = 200
_SIZE = (
    r"(?:\d{0,2}X{0,4}[SL]|M|\d{1,3}(?:[.,]5)?(?:/\d{2,3})?|\d{1,2}[-–]\d{1,2}\s?[MY]?|[A-Z]{1,2}/[A-Z]{1,2}"
    r"|OS|O/S|TU|ONE SIZE|UNI)"
)
_BETWEEN = r"[\s,;|+&·]+"
_FORMS = (
    (rf"(?P<size>{_SIZE})\s?[:=]\s?(?P<count>\d{{1,5}})", True),
    (rf"(?P<size>{_SIZE})\s?[(\[](?P<count>\d{{1,5}})[)\]]", True),
    (rf"(?P<count>\d{{1,5}})\s?[x×*]\s?(?P<size>{_SIZE})", True),
    (rf"(?P<size>{_SIZE})\s?[x×*]\s?(?P<count>\d{{1,5}})", True),
    (r"(?P<size>\d{0,2}X{0,4}[SL]|M|\d{1,3}(?:[.,]5)?)\s?[/–-]\s?(?P<count>\d{1,5})", False),
)
_PATTERNS = [
    (re.compile(rf"{form}(?:{_BETWEEN}|$)", re.I), re.compile(rf"(?:{_bare}(?:{_BETWEEN}|$))+", re.I), plain)
    for form, plain in _FORMS
    for _bare in [re.sub(r"\?P<\w+>", "?:", form)]
]


@lru_cache(maxsize=20_000)
def packed_sizes(text: str, pieces: Decimal | None = None) -> dict[str, Decimal] | None:
    """The pieces by size that a cell lists; None for anything else.

    Where the signs between could mean something else ("36/38"), only if they add up to the `pieces` of the line.
    """
    text = " ".join(text.split())
    if not 3 <= len(text) <= MAX_TEXT or not any(c.isdigit() for c in text):
        return None
    for one, whole, plain in _PATTERNS:
        if not whole.fullmatch(text):
            continue
        found = [(match["size"].strip(), Decimal(match["count"])) for match in one.finditer(text)]
        sizes = dict(found)
        if len(sizes) < len(found) or not all(is_size(size) for size in sizes):
            continue
        if plain or (pieces is not None and sum(sizes.values()) == pieces and len(sizes) > 1):
            return sizes
    return None
