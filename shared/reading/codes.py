"""Style numbers: what looks like one. Exact as printed, leading zeros kept."""

from __future__ import annotations

import re

from shared.reading.money import CODES

_PIECE = r"[A-Z0-9]+"
_CODE = re.compile(rf"#?{_PIECE}(?:[-/._–]{_PIECE})*")
_SPACED = re.compile(rf"{_PIECE}(?:[ \-/._–]{_PIECE}){{0,4}}")
_MEASURE = re.compile(
    r"\d+([.,]\d+)?\s?(ml|cl|l|g|gr|kg|mg|oz|fl|cm|mm|m|in|inch|\"|lb|lbs|pcs|pc|pk|ct|w|v|mah|gsm|y|yr|yrs|t|mo|cs|dz)\b\.?",
    re.I,
)
_MEASURE_PIECE = re.compile(rf"(?<![\w-]){_MEASURE.pattern}", re.I)
_YEAR = re.compile(
    r"(?:(?:ss|aw|fw|fs|hw|sp|fa|fall|spring|summer|winter|ah|pe|ai)\s?)?['’]?(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|(?:SS|AW|FW|FS|HW|SP|FA|PF|AH|PE|AI|RESORT)\s?['’]?\d\d",
    re.I,
)
_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,2}")
_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d")
_EAN = re.compile(r"\d{12,14}|\d[ ]\d{6}[ ]\d{6}")
_SIZE_TOKEN = re.compile(r"(?:XXXS|XXS|XS|S|M|L|XL|XXL|XXXL|[2-6]XL|OS|O/S|ONE SIZE|UNI|[0-9]{1,2}(?:Y|M|T)?)", re.I)
_LETTER_RUN = re.compile(r"(?:X{0,3}S|M|L|X{1,3}L|[2-6]XL)(?:[-–/,](?:X{0,3}S|M|L|X{1,3}L|[2-6]XL))+")

MIN_LENGTH, MAX_LENGTH = 3, 24


def is_code(text: str) -> bool:
    """Whether a whole text looks like a style number: capitals and digits, two digits at least, no measure or size."""
    text = text.strip()
    if not MIN_LENGTH <= len(text) <= MAX_LENGTH or not any(c.isdigit() for c in text):
        return False
    if not (_CODE.fullmatch(text) or (_SPACED.fullmatch(text) and len(text.split()) <= 4)):
        return False
    if _MEASURE.fullmatch(text) or _YEAR.fullmatch(text) or _EAN.fullmatch(text) or _DATE.fullmatch(text):
        return False
    if _DECIMAL.fullmatch(text) or text.split()[0] in CODES:
        return False
    pieces = text.split()
    if len(pieces) > 1 and _LETTER_RUN.fullmatch(pieces[-1]):
        return False  # a code with its sizes ("A.1042/8 S–XXL") is no code as a whole
    if is_size_run(text) or _MEASURE_PIECE.search(text) or any(len(p) > 4 and p.isalpha() for p in text.split()):
        return False
    return sum(c.isdigit() for c in text) >= 2


def is_strong_code(text: str) -> bool:
    """A code that is hardly anything else: letters and digits, or digits in groups, or four digits and more."""
    if not is_code(text) or " " in text.strip():
        return False
    letters = any(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return (
        (letters and digits >= 2 and len(text) >= 4) or digits >= 5 or (digits >= 4 and any(c in "-/." for c in text))
    )


def is_size_run(text: str) -> bool:
    """Two or more sizes and nothing else ("36 38 40", "S/M/L")."""
    parts = [p for p in re.split(r"[\s,/·|\-–]+", text.strip()) if p]
    return len(parts) >= 2 and all(_SIZE_TOKEN.fullmatch(p) for p in parts)


def shape_of(text: str) -> str:
    """Digits as 9, letters as A: codes of one linesheet share one shape or a few."""
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", text.strip()))


def embedded_code(text: str) -> str | None:
    """The strong code inside a longer text ("DOROLY 1.0 SV-7462-M"), the last if there are several."""
    found = [w for w in (word.strip("()[],;:|") for word in text.split()) if is_strong_code(w) and len(w) >= 5]
    return found[-1] if found else None
