"""Numbers in cells as a person sees them: what the number format makes of the value.

The format language is that of ECMA-376 part 1, 18.8.31. Separators are those of English: what a program shows depends
on the machine it runs on, and is not in the file.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
MOST_DECIMALS = 2  # of a number without a format: sums leave 66.650000000000006, and nobody prices in tenths of a cent
MOST_FORM = 255  # characters of a format: spreadsheets take no longer one
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_DAY = 2_958_465  # 31 December 9999
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00',
    8: '"$"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: '"$"#,##0',
    43: "#,##0.00", 44: '"$"#,##0.00', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]"
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<condition>[^\]]*)\]|(?P<general>general)|(?P<ampm>am/pm|a/p)"
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*,*)?|\.[#0?]+)|(?P<exponent>e[+-][0#?]+)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)"
    r"|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)


class Piece(NamedTuple):
    """A part of a format: its kind (a group of the pattern) and its characters."""

    kind: str
    text: str


@lru_cache(maxsize=2000)
def _sections(form: str) -> tuple[tuple[Piece, ...], ...]:
    """A format's sections: for positive numbers, negative ones, zero, text."""
    found: list[list[Piece]] = [[]]
    for match in _TOKEN.finditer(form[:MOST_FORM]):
        kind = match.lastgroup or "other"
        if kind == "other" and match[0] == ";":
            found.append([])
        elif kind in ("quoted", "escaped", "currency"):
            found[-1].append(Piece("literal", match[kind]))
        elif kind == "space":
            found[-1].append(Piece("literal", " "))
        elif kind not in ("fill", "condition"):
            found[-1].append(Piece(kind, match[0]))
    return tuple(tuple(section) for section in found)


def shown(value: float, form: str, epoch: datetime = EPOCH_1900) -> str:
    """A number as its format shows it; as it is where the format cannot be understood."""
    sections = _sections(form)
    try:
        amount = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not amount.is_finite():
            return ""
        section, negative = _chosen(sections, amount)
        if any(piece.kind in ("date", "elapsed") for piece in section):
            return _date(value, section, epoch)
        if not any(piece.kind in ("digits", "general") for piece in section):
            return _literals(section)
        text = _number(abs(amount), section)
    except (InvalidOperation, OverflowError, ValueError):
        return general(value)
    return re.sub(r"\s+", " ", f"-{text}" if negative else text).strip()


def stored(value: float, form: str) -> str | None:
    """A stored number as an exact decimal, to the 15 digits that spreadsheets keep; None for dates and times."""
    if not math.isfinite(value) or any(p.kind in ("date", "elapsed") for p in _sections(form)[0]):
        return None
    return plain_number(Decimal(f"{value:.15g}"))


def plain_number(amount: Decimal) -> str:
    """A decimal in plain figures, without zeros at its end."""
    text = f"{amount:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def shown_text(value: str, form: str) -> str:
    """A text as its format shows it: most leave it as it is."""
    sections = _sections(form)
    section = sections[3] if len(sections) > 3 else sections[0]
    if not any(piece.kind == "text" for piece in section) or len(section) == 1:
        return value
    return "".join(value if p.kind == "text" else p.text if p.kind == "literal" else "" for p in section).strip()


def general(value: float) -> str:
    """A number without a format: whole numbers without a point, others with two decimals at most when 1 or more."""
    if value == int(value):
        return str(int(value))
    places = MOST_DECIMALS if abs(value) >= 1 else 4
    text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def _chosen(sections: tuple[tuple[Piece, ...], ...], amount: Decimal) -> tuple[tuple[Piece, ...], bool]:
    """The section for an amount, and whether a minus is to be set before it."""
    if amount < 0 and len(sections) > 1:
        return sections[1], False
    if amount == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], amount < 0


def _literals(section: tuple[Piece, ...]) -> str:
    return "".join(p.text for p in section if p.kind in ("literal", "other")).strip()


def _number(amount: Decimal, section: tuple[Piece, ...]) -> str:
    forms = [piece.text for piece in section if piece.kind == "digits"]
    if any(piece.kind == "exponent" for piece in section) or any(p.text == "/" for p in section):
        return general(float(amount))  # nobody prices goods in powers of ten
    amount *= 100 ** sum(piece.text == "%" for piece in section)
    whole = forms[0] if forms else ""
    if len(forms) > 1:  # "000-000": digits parted by signs
        return _parted(amount, section, forms)
    amount /= 1000 ** (len(whole) - len(whole.rstrip(",")))
    told = any(piece.kind == "literal" and piece.text.strip() for piece in section)
    digits = _digits(amount, whole.rstrip(","), told) if forms else ""
    made = []
    for piece in section:
        if piece.kind == "digits":
            made.append(digits)
        elif piece.kind == "general":
            made.append(general(float(amount)))
        elif piece.kind in ("literal", "other"):
            made.append(piece.text)
    return "".join(made)


def _digits(amount: Decimal, form: str, told: bool) -> str:
    """The digits of an amount: padded, grouped, with as many decimals as the format wants.

    Three decimals would be read as thousands ("1.250"): a zero in the last place is left out, and so is another digit
    where no currency is `told` that has three decimals.
    """
    left, point, right = form.partition(".")
    wanted = sum(c in "#0?" for c in right)
    if wanted == 3 and amount >= 1 and not told:
        wanted = 2
    if amount == 0 and "0" not in form and "#" not in form:
        return ""
    least = sum(c == "0" for c in right)
    text = f"{amount.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP):f}"
    whole, _, fraction = text.partition(".")
    while len(fraction) > least or (len(fraction) == 3 and whole != "0"):
        if not fraction.endswith("0"):
            break
        fraction = fraction[:-1]
    whole = whole.rjust(sum(c == "0" for c in left), "0")
    if "," in left.rstrip(","):
        whole = f"{int(whole):,}".rjust(len(whole), "0")
    return f"{whole}.{fraction}" if fraction or (point and not right) else whole


def _parted(amount: Decimal, section: tuple[Piece, ...], forms: list[str]) -> str:
    places = sum(sum(c in "#0?" for c in form) for form in forms)
    digits = f"{amount.quantize(Decimal(1), ROUND_HALF_UP):f}".rjust(places, "0")
    extra = len(digits) - places
    made = []
    for piece in section:
        if piece.kind == "digits":
            count = sum(c in "#0?" for c in piece.text) + extra
            made.append(digits[:count])
            digits, extra = digits[count:], 0
        elif piece.kind in ("literal", "other"):
            made.append(piece.text)
    return "".join(made)


def _date(value: float, section: tuple[Piece, ...], epoch: datetime) -> str:
    if not 0 <= value <= LAST_DAY:
        return general(value)
    when = epoch + timedelta(seconds=round(value * 86_400))
    half_day = any(piece.kind == "ampm" for piece in section)
    made = []
    before = ""
    for number, piece in enumerate(section):
        after = next((p.text[0].lower() for p in section[number + 1 :] if p.kind == "date"), "")
        if piece.kind == "date":
            made.append(_part(piece.text.lower(), when, half_day, minutes=before == "h" or after == "s"))
            before = piece.text[0].lower()
        elif piece.kind == "elapsed":
            made.append(str(int(value * {"h": 24, "m": 1440, "s": 86_400}[piece.text[1].lower()])))
            before = "h"
        elif piece.kind == "ampm":
            made.append(when.strftime("%p"))
        elif piece.kind in ("literal", "other"):
            made.append(piece.text)
    return "".join(made).strip()


def _part(code: str, when: datetime, half_day: bool, minutes: bool) -> str:
    kind, length = code[0], len(code)
    if kind == "y":
        return f"{when.year:04d}" if length > 2 else f"{when.year % 100:02d}"
    if kind == "m" and not minutes:
        return when.strftime("%b") if length == 3 else when.strftime("%B") if length > 3 else f"{when.month:0{length}d}"
    if kind == "d":
        return when.strftime("%a") if length == 3 else when.strftime("%A") if length > 3 else f"{when.day:0{length}d}"
    hour = (when.hour % 12 or 12) if half_day else when.hour
    number = {"h": hour, "m": when.minute, "s": when.second}[kind]
    return f"{number:0{min(length, 2)}d}"
