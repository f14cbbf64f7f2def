"""Codes and names as they are compared: case, signs, lost noughts and what spreadsheets do to numbers set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from shared.reading.words import folded

MAX_CODE = 80  # characters of a code that are compared
_SCIENTIFIC = re.compile(r"(\d(?:[.,]\d+)?)\s?E\+?(\d{1,2})", re.I)
_FLOAT = re.compile(r"(\d{3,15})[.,]0{1,2}")
_PART = re.compile(r"[^\W\d_]+|\d+")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")


class Key(NamedTuple):
    """A code's letters and digits in lower case, and the places in them at which a sign or a space stands."""

    tight: str
    cuts: frozenset[int] = frozenset()

    def spells(self, other: Key) -> bool:
        """Whether both are one code: "AB 12-3" is AB123 and AB-12-3, but "AB-1-23" is not "AB-12-3"."""
        return self.tight == other.tight and (self.cuts <= other.cuts or other.cuts <= self.cuts)


@lru_cache(maxsize=50_000)
def printed(code: str) -> str:
    """A code as it is printed, without what surrounds it: spaces, a number sign, the apostrophe of a text cell."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", code[:MAX_CODE])).strip(" '’`´#*:;,.")


@lru_cache(maxsize=50_000)
def key_of(code: str) -> Key:
    """The key of a code; its `tight` is empty where there is no letter or digit."""
    tight: list[str] = []
    cuts: set[int] = set()
    for character in unicodedata.normalize("NFKC", printed(code)).casefold():
        if character.isalnum():
            tight.append(character)
        elif tight:
            cuts.add(len(tight))
    return Key("".join(tight), frozenset(cuts - {len(tight)}))


def bare_number(tight: str) -> str | None:
    """A code of digits alone without its leading noughts, which spreadsheets drop; None for others."""
    return tight.lstrip("0") or None if tight.isascii() and tight.isdigit() else None


def whole_number(code: str) -> str | None:
    """The code that a spreadsheet made a decimal number of ("91271.0")."""
    found = _FLOAT.fullmatch(printed(code))
    return found[1] if found else None


class Shown(NamedTuple):
    """A number that is shown rounded, and the lowest and the highest that are shown so."""

    value: Decimal
    low: Decimal
    high: Decimal


def scientific(code: str) -> Shown | None:
    """What "1.23E+05" may have been."""
    found = _SCIENTIFIC.fullmatch(printed(code))
    if not found or int(found[2]) > 20:
        return None
    mantissa = found[1].replace(",", ".")
    unit = Decimal(10) ** int(found[2])
    half = unit.scaleb(-len(mantissa.partition(".")[2])) / 2
    value = Decimal(mantissa) * unit
    return Shown(value, value - half, value + half)


def number_meant(code: str) -> Decimal | None:
    """The number that a spreadsheet sees in a code ("100000", "1E05"); None where it sees none."""
    try:
        value = Decimal(code) if re.fullmatch(r"\d{1,20}|\d{1,6}E\d{1,2}", code, re.I) else None
    except InvalidOperation:
        return None
    return value if value is None or value < Decimal(10) ** 20 else None


def article_number(code: str | None) -> str | None:
    """A barcode as fourteen digits, so that UPC, EAN and GTIN of one article are the same; None for what is none."""
    digits = re.sub(r"[\s-]", "", whole_number(code) or printed(code)) if code else ""
    if not (digits.isascii() and digits.isdigit() and 11 <= len(digits) <= 14):
        return None
    padded = digits.zfill(14)
    weighed = sum(int(d) * (1 if n % 2 else 3) for n, d in enumerate(padded))
    return padded if weighed % 10 == 0 else None


def splits(key: Key) -> Iterator[tuple[str, str]]:
    """Ways to cut something off the end of a code, the shortest first: at its signs, or between letters and digits."""
    tight = key.tight
    for at in range(len(tight) - 1, 1, -1):
        if at in key.cuts or tight[at - 1].isdigit() != tight[at].isdigit():
            yield tight[:at], tight[at:]


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name as its words, folded, with single spaces."""
    return " ".join(_PART.findall(folded(name[:300])))


def without_brackets(name: str) -> str:
    """A name without what stands in brackets, often its colour."""
    return _BRACKETS.sub(" ", name)
