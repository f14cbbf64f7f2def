"""Style numbers: what looks like one. Exact as printed, leading zeros kept."""

from __future__ import annotations

import re

from shared.reading.currencies import CODES
from shared.reading.lexicon import phrase_field
from shared.reading.sizes import is_size
from shared.reading.wordlist import COLORS

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
_AMOUNTS = re.compile(r"(?<![\w.])\d{1,5}[.,]\d\d ?[–-] ?\d{1,5}[.,]\d\d(?![\w.])")  # a range of prices
_LONG = re.compile(r"\d{12,14}|\d[ ]\d{6}[ ]\d{6}")
_PHONE = re.compile(
    r"(?=(?:\D*\d){10})\(?0\d{1,4}\)?[ /-]\d{2,8}(?:[ -]\d{2,8}){0,3}|0\d(?:[ .]\d\d){4}"
    r"|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|00\d\d[ -](?:\d[ -]?){7,12}"
)
_DATE = re.compile(
    r"(?:(?:0?[1-9]|[12]\d|3[01])(?P<a>[./-])(?:0?[1-9]|[12]\d|3[01])(?P=a)(?:19|20)?\d\d"
    r"|(?:19|20)\d\d(?P<b>[./-])\d{1,2}(?P=b)\d{1,2}|(?:0[1-9]|1[0-2])[./-]20\d\d)"
)
_DIMENSIONS = re.compile(
    r"\d{1,4}(?:[.,]\d)?\s?[xX×]\s?\d{1,4}(?:[.,]\d)?(?:\s?[xX×]\s?\d{1,4})?\s?(?:cm|mm|in)?", re.I
)
_SIZE_TOKEN = re.compile(r"(?:XXXS|XXS|XS|S|M|L|XL|XXL|XXXL|[2-6]XL|OS|O/S|ONE SIZE|UNI|[0-9]{1,2}(?:Y|M|T)?)", re.I)
_HEIGHTS = frozenset(map(str, range(50, 189, 6)))  # cm, of children's clothing
_FITTED = re.compile(r"(?:[WL]\d\d[ /-]?){1,2}|(?:(?:[6-9][05]|1[01][05]|3[02468])(?:AA|[A-H])[ ,/-]*)+")  # jeans, bras
_CAPITALS = re.compile(r"[A-Z]{3,10}")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZ]+")
_HARD = re.compile(r"[B-DF-HJ-NP-TV-XZ]{5}|^[B-DF-HJ-NP-TV-XZ]+$")
_STARTS = frozenset({"SCH", "STR", "SCR", "SPR", "SHR", "THR", "CHR", "PHR", "SPL", "SCL", "SKR", "KRZ"})
_LETTER_SIZE = re.compile(r"X{0,3}S|M|L|X{1,3}L|[2-6]XL")
_LETTER_RUN = re.compile(r"(?:X{0,3}S|M|L|X{1,3}L|[2-6]XL)(?:[-–/,](?:X{0,3}S|M|L|X{1,3}L|[2-6]XL))+")

_WEIGHT = re.compile(r"\W*\d+(?:[.,]\d+)?(?: ?(?:[–-]|to|à|bis|a) ?\d+(?:[.,]\d+)?)? ?(?:kg|lbs?|cbm|m³)\W*", re.I)

MIN_LENGTH, MAX_LENGTH = 3, 24


def is_code(text: str) -> bool:
    """Whether a whole text looks like a style number: capitals and digits, two digits at least, no measure or size."""
    text = text.strip()
    if not MIN_LENGTH <= len(text) <= MAX_LENGTH or not any(c.isdigit() for c in text):
        return False
    if not (_CODE.fullmatch(text) or (_SPACED.fullmatch(text) and len(text.split()) <= 4)):
        return False
    if any(pattern.fullmatch(text) for pattern in (_MEASURE, _YEAR, _LONG, _PHONE, _DATE, _DIMENSIONS)) or is_ean(text):
        return False
    pieces = text.split()
    if _DECIMAL.fullmatch(text) or pieces[0] in CODES or (len(pieces) > 1 and _opens_other(pieces[0], text)):
        return False
    if len(pieces) > 1 and _LETTER_RUN.fullmatch(pieces[-1]):
        return False  # a code with its sizes ("A.1042/8 S–XXL") is no code as a whole
    if len(pieces) > 2 and all(_LETTER_SIZE.fullmatch(piece) for piece in pieces[1:]):
        return False
    if _AMOUNTS.search(text):
        return False
    if is_size_run(text) or _MEASURE_PIECE.search(text) or any(len(p) > 4 and p.isalpha() for p in text.split()):
        return False
    return sum(c.isdigit() for c in text) >= 2


def _opens_other(first: str, text: str) -> bool:
    """Whether the first word says that a number is no style number: "VE 12", "EU 38", "BLUE 1500"."""
    if not first.isalpha():
        return False
    said = phrase_field(first)
    return (said is not None and said != "code") or is_size(text) or bool(COLORS.fullmatch(first.casefold()))


def is_strong_code(text: str) -> bool:
    """A code that is hardly anything else: letters and digits, or digits in groups, or four digits and more."""
    if not is_code(text) or " " in text.strip():
        return False
    letters = any(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return (
        (letters and digits >= 2 and len(text) >= 4) or digits >= 5 or (digits >= 4 and any(c in "-/." for c in text))
    )


def is_unpronounceable(text: str) -> bool:
    """Whether a word in capitals is letters without being a word ("NTXFE"), so a number where a model is asked for."""
    if not _CAPITALS.fullmatch(text):
        return False
    start = _CONSONANTS.match(text)
    return bool(start and len(start[0]) >= 3 and start[0][:3] not in _STARTS) or bool(_HARD.search(text))


def is_ean(text: str) -> bool:
    """Whether a text is an article number of trade (EAN-13, UPC, ISBN): its last digit checks the others."""
    digits = re.sub(r"[ -]", "", text)
    if len(digits) not in (12, 13, 14) or not digits.isdigit():
        return False
    weighed = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
    return weighed % 10 == 0


def is_weight(text: str) -> bool:
    """Whether a text is a weight or a volume of freight, or a range of them ("0–5 kg")."""
    return bool(_WEIGHT.fullmatch(text))


def is_size_run(text: str) -> bool:
    """Two or more sizes and nothing else ("36 38 40", "S/M/L")."""
    parts = [p for p in re.split(r"[\s,/·|\-–]+", text.strip()) if p]
    if len(parts) >= 2 and (all(_SIZE_TOKEN.fullmatch(p) for p in parts) or all(p in _HEIGHTS for p in parts)):
        return True
    return bool(_FITTED.fullmatch(text.strip()))


def shape_of(text: str) -> str:
    """Digits as 9, letters as A: codes of one linesheet share one shape or a few."""
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", text.strip()))


def embedded_code(text: str) -> str | None:
    """The strong code inside a longer text ("DOROLY 1.0 SV-7462-M"), the last if there are several."""
    found = [w for w in (word.strip("()[],;:|") for word in text.split()) if is_strong_code(w) and len(w) >= 5]
    return found[-1] if found else None
