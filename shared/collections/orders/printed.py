"""Numbers as the cells of an order print them: exact decimals, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from shared.collections.orders.models import GridCell
from shared.reading.currencies import CODES, SIGNS, currency_of
from shared.reading.money import amount_of, plain_digits

MAX_TEXT = 40  # characters of a cell that is a number
MAX_DIGITS = 15  # of an amount: what is longer is a code
STORED_PLACES = 4  # decimals of a stored number that are taken to be meant


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNITS = (
    r"pcs?|pieces?|pairs?|prs?|units?|un|uds?|u|ea|each|st|stk|stck|stück|stuck|szt|pz|pzas?|pi[eè]ces?|pezzi|paar|paia|"
    r"stuks?|adet|pares|paires?|sets?|x|×|قطعة|قطع|יח|יחידות|件|个|個|双|枚|着|点|套|条|本"
)
_MONEY = rf"(?:{_any([*SIGNS, *CODES])})"
_DIGITS = r"\d[\d.,' ]*\d|\d|[.,]\d+"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>[-–−])?\s*(?P<sign>{_MONEY})?\s*(?P<minus2>[-−])?\s*(?P<digits>{_DIGITS})"
    rf"(?P<nought>[.,:]\s?[-–—]{{1,2}})?\s*(?P<percent>%)?\s*(?P<sign2>{_MONEY})?\s*(?:(?P<sign3>{_MONEY}))?"
    rf"(?:\s?(?P<unit>{_UNITS})\.?)?\s*(?P<minus3>-)?\s*(?P<close>\))?\s*(?:/\s?(?:{_UNITS}|pc))?\.?",
    re.I,
)
_TIMES = re.compile(r"[x×]\s?(?P<digits>\d{1,6})", re.I)
_GROUPED = re.compile(
    r"\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,4})?"
    r"|\d+(?:[.,]\d{1,6})?|[.,]\d+|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"
)
_THIRDS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?P<a>\.)|\d{1,3}(?:\.\d{3})+(?P<a2>,)|0(?P<b>[.,])"
    r"|(?<![\w/-])\d{4,7}(?P<c>[.,]))\d{3}(?![\d.,])"
)
_POINTED = re.compile(r"\b(?:qty|quantity|price|amount|description|unit cost)\b|[\u0620-\u06ff]", re.I)
_POINT = re.compile(r"\d{1,3}\.\d{3}")
_POINTS = re.compile(r"\d\.\d{3}(?:\.\d{3})+|\d\.\d{3},\d|\d,\d\d(?!\d)")
_DASH = re.compile(r"[-–—]{1,3}|[-–—][.,][-–—]{1,2}")


@dataclass(frozen=True)
class Number:
    """A printed number. `money`: with a currency's sign or decimals of an amount; `counted`: with a unit ("10 pcs")."""

    value: Decimal
    currency: str | None = None
    percent: bool = False
    money: bool = False
    counted: bool = False
    places: int = 0


class Printing(NamedTuple):
    """How an order prints numbers: its currency, and the sign before decimals of three digits, where known."""

    currency: str | None = None
    decimal: str | None = None


UNKNOWN = Printing()


def number_of(cell: GridCell | None, how: Printing = UNKNOWN) -> Number | None:
    """The number that a cell is, and nothing else; None for text, codes with leading noughts, dates."""
    return printed_number(cell.text, cell.number, *how) if cell is not None else None


def decimal_of(texts: Iterable[str], currency: str | None = None) -> str | None:
    """The sign before decimals of three digits, if some number leaves no doubt: "7,924.500", "0.750", "1278.000".

    Where none does and the order names no currency, a point in an English or Arabic one parts decimals ("127.800").
    """
    spoken = seen = grouped = False
    for text in texts:
        if len(text) > MAX_TEXT:
            continue
        match = _THIRDS.search(text)
        if match:
            return match["a"] or match["a2"] or match["b"] or match["c"]
        spoken = spoken or bool(_POINTED.search(text))
        seen = seen or bool(_POINT.fullmatch(text.strip()))
        grouped = grouped or bool(_POINTS.search(text))
    return "." if seen and spoken and not grouped and currency is None else None


@lru_cache(maxsize=50_000)
def printed_number(
    text: str, stored: str | None = None, currency: str | None = None, decimal: str | None = None
) -> Number | None:
    """As `number_of`, of a text and the number that the file stores for it."""
    shown = _shown(text, currency, decimal)
    if stored is None:
        return shown
    try:
        value = Decimal(stored)
    except InvalidOperation:
        return shown
    if not value.is_finite():
        return shown
    if shown is None:  # a date, or a code that is stored as a number
        return None
    if shown.percent:
        return shown
    return Number(_meant(value, shown.places), shown.currency, False, shown.money, shown.counted, shown.places)


def _meant(value: Decimal, places: int) -> Decimal:
    """A stored number without the noise of sums in floating point; never with fewer decimals than are shown."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > STORED_PLACES:
        value = value.quantize(Decimal(1).scaleb(-max(places, 2)))
    return value.quantize(Decimal(1).scaleb(-places)) if _places(value) < places else value


def _shown(text: str, currency: str | None, decimal: str | None) -> Number | None:
    text = " ".join(plain_digits(text).split())
    if not text or len(text) > MAX_TEXT or not any(c.isdigit() for c in text):
        return None
    times = _TIMES.fullmatch(text)
    if times:
        return Number(Decimal(times["digits"]), counted=True)
    match = _NUMBER.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]) or not _is_number(match["digits"]):
        return None
    if _glued(text, match["sign"], match["digits"]):
        return None
    digits = match["digits"].replace(" ", "") if not _spaced(match["digits"]) else match["digits"]
    sign = match["sign"] or match["sign2"] or ""
    found = currency_of(_known(sign), _known(match["sign3"]) if match["sign3"] else None) if sign else None
    value = Decimal(amount_of(digits, found or currency, decimal))
    if match["open"] or match["minus"] or match["minus2"] or match["minus3"]:
        value = -value
    places = _places(value)
    money = bool(sign) or bool(match["nought"]) or places in (2, 3)
    return Number(value, found, bool(match["percent"]), money, bool(match["unit"]), places)


def _glued(text: str, sign: str | None, digits: str) -> bool:
    """Whether letters that may be a currency stand right before digits without decimals: "QR9670" is a code."""
    if not sign or sign not in SIGNS or not sign.isascii() or not sign.isalpha() or sign[:2] in ("Rs", "kr", "Kr"):
        return False
    return f"{sign}{digits}" in text and "." not in digits and "," not in digits


def _known(sign: str) -> str:
    """A sign as the lists have it: "eur" and "Eur" are EUR."""
    return sign if sign in SIGNS or sign in CODES else sign.upper() if sign.upper() in CODES else sign


def _is_number(digits: str) -> bool:
    if sum(c.isdigit() for c in digits) > MAX_DIGITS or not _GROUPED.fullmatch(digits):
        return False
    plain = digits.replace(" ", "")
    return not (len(plain) > 1 and plain[0] == "0" and plain[1].isdigit())  # "0045" is a code


def _spaced(digits: str) -> bool:
    return " " in digits


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def is_dash(text: str) -> bool:
    """Whether a cell says "nothing" by a dash."""
    return bool(_DASH.fullmatch(text.strip()))


def plain(value: Decimal) -> str:
    """A decimal as a string, decimals as printed, without an exponent."""
    return f"{value:f}"


def whole(value: Decimal) -> str:
    """A quantity as a string: "12" for 12.0, "1.5" for 1.50."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
