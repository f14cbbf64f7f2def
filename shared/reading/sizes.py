"""Sizes: telling them from other text, taking lists apart, and saying what lies between the ends of a range."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from shared.reading.words import folded, phrases

MAX_TEXT = 80
MAX_LEGENDS = 100
MAX_RUN = 40  # sizes that a range may stand for

_LETTER = r"(?:X{0,3}S|M|L|X{1,4}L|[2-6]XL|[23]XS|XXS/XS|XS/S|S/M|M/L|L/XL|XL/XXL|X-SMALL|SMALL|MEDIUM|LARGE|X-LARGE)"
_NUMBER = r"(?:\d{1,3}(?:[.,]5|\s?½)?)"
_YEARS = r"Y|YR|YRS|YEARS|T|ANS|JAHRE|ANNI|AÑOS|ANOS|JAAR|ÅR"
_MONTHS = r"M|MO|MOS|MTHS|MONTHS|MOIS|MONATE|MESI|MESES|MND|MAANDEN|MÅN"
_AGE = rf"(?:\d{{1,2}}(?:\s?[-–/]\s?\d{{1,2}})?\s?(?:{_YEARS}|{_MONTHS})\.?)"
_BRA = r"(?:(?:[6-9][05]|1[0-2][05]|2[8]|3[02468]|4[0246])\s?(?:AA|[A-K]|DDD?D?|EE|FF|GG|HH))"
_DOUBLE = r"(?:\d{2,3}[/-]\d{2,3})"
_FRENCH_AGE = r"(?:\d{1,2}\s?A)"
_JEANS = r"(?:W\s?\d{2}(?:\s?[/x]?\s?L\s?\d{2})?|L\s?\d{2})"
_VOLUME = (
    r"(?:\d+(?:[.,]\d+)?\s?(?:ml|cl|dl|l|lt|ltr|litres?|g|gr|kg|oz|fl\.? ?oz|cm|mm|in|inch|ct|carat|pcs?|pkt|box|pack)"
    r"\.?)"
)
_ONE = (
    r"(?:OS|O/S|OSFA|OSFM|ONE[ -]?SIZE(?: FITS (?:ALL|MOST))?|ONESIZE|1 ?SIZE|UNISIZE|UNI|TU|T\.U\.|U|T\.? ?UNIQUE|"
    r"TAILLE UNIQUE|UNIQUE|TAGLIA UNICA|MISURA UNICA|UNICA|TALLA ÚNICA|TALLA UNICA|ÚNICA|TAMANHO ÚNICO|TAMANHO UNICO|"
    r"EINHEITSGRÖSSE|EINHEITSGROESSE|EINHEITSGRÖẞE|EINHEITSGRÖßE|ONE FITS ALL|FREE SIZE|(?:ÉÉN|EEN|ONE) MAAT|"
    r"EN STORLEK|ONE[ -]STORLEK|ÉN STØRRELSE|ONE STØRRELSE)"
)
_SYSTEM = r"(?:(?:EU|EUR|US|USA|UK|GB|IT|ITA|FR|DE|D|F|ES|JP|AU|BR|CM)\.?\s?)"
_SIZE = re.compile(
    rf"(?:{_ONE}|{_AGE}|{_VOLUME}|{_LETTER}|{_BRA}|{_JEANS}|{_DOUBLE}|{_FRENCH_AGE}|{_SYSTEM}?{_NUMBER}"
    rf"|{_SYSTEM}{_LETTER})",
    re.I,
)
_TO = (
    r"\s?(?:[-–—‐‑−]|>|→|\bto\b|\bthru\b|\bthrough\b|\bbis\b|\bà\b|\ba\b|\balla?\b|\bat[eé]\b|"
    r"\bt/m\b|\btot\b|\btil\b)\s?"
)
_END = rf"(?:{_LETTER}|{_AGE}|{_BRA}|{_JEANS}|{_NUMBER})"
_RANGE = re.compile(
    rf"(?:from |von |de |du |da |dal |dalla |van |fra )?(?P<system>{_SYSTEM})?"
    rf"(?P<low>{_END}){_TO}{_SYSTEM}?(?P<high>{_END})",
    re.I,
)
_RANGE_LAST = re.compile(rf"(?:^|\s)({_END}{_TO}{_END})\s*$", re.I)
_SIDE = r"\d{1,5}(?:[.,]\d{1,3})?\s?(?:cm|mm|m|in|\")?"
_DIMENSIONS = re.compile(
    rf"(?:(?:[øØ⌀]|[HWLDBT])\s?:?\s?)?{_SIDE}(?:\s?[HWLDBT])?"
    rf"(?:\s?[x×X]\s?(?:[HWLDBT]\s?)?{_SIDE}(?:\s?[HWLDBT]\b)?){{1,3}}",
    re.I,
)
_ROUND = re.compile(rf"(?:[øØ⌀]|diam\.?|diameter|durchmesser)\s?{_SIDE}", re.I)
_LIST = re.compile(r"\s*(?:;|\||·|•|\n|\s/\s|,\s+|(?<!\d\d),|,(?!5(?!\d)))\s*")
_VOLUMES = re.compile(r"\d\s?(?:ml|cl|dl|l|g|gr|kg|oz|cm|mm|in|pcs|pc|pkt|x|×)\b|[x×]\s?\d", re.I)
_WHOLE_NUMBERS = re.compile(r"(?<![\d.,])\d{1,2}(?![\d.,%½])")
_PAGER = re.compile(r"[12]?\d\s?/\s?[12]?\d")  # "1 / 6": of the pages of a section
_WHOLE = re.compile(rf"{_ONE}|XXS/XS|XS/S|S/M|M/L|L/XL|XL/XXL|{_VOLUME}|{_AGE}|W\s?\d{{2}}\s?[/x]?\s?L\s?\d{{2}}", re.I)

FOOTWEAR = phrases("""
shoe, shoes, footwear, boot, boots, bootie, booties, sneaker, sneakers, trainer, trainers, sandal, sandals, loafer,
loafers, pump, pumps, heel, heels, mule, mules, clog, clogs, slipper, slippers, espadrille, espadrilles, ballerina,
ballerinas, moccasin, moccasins, oxford, derby, brogue, slide, slides, flats, schuh, schuhe, stiefel, stiefelette,
stiefeletten, sandale, sandalen, sandales, pantolette, pantoletten, hausschuhe, halbschuh, chaussure, chaussures, botte,
bottes, bottine, bottines, basket, baskets, mocassin, mocassins, escarpin, escarpins, sabot, chausson, scarpa, scarpe,
stivale, stivali, stivaletto, sandalo, sandali, mocassino, mocassini, zoccoli, decollete, calzatura, calzature, zapato,
zapatos, zapatilla, zapatillas, bota, botas, botin, botines, sandalia, sandalias, calzado, sapato, sapatos, tenis,
calcado, schoen, schoenen, laars, laarzen, sko, stovler, skor, stovlar, sandaler, buty, cipo, boty
""")

_LETTERS = ("XXXS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "4XL", "5XL", "6XL")
_RANK = {name: n for n, name in enumerate(_LETTERS)} | {"3XS": 0, "2XS": 1, "2XL": 7, "3XL": 8, "XXXXL": 9}
_MONTH_ENDS = (0, 1, 3, 6, 9, 12, 18, 24, 36)
_HEIGHTS = range(50, 189, 6)  # cm, of children's clothing
_AGED = re.compile(
    rf"(?P<a>\d{{1,2}})(?:\s?(?P<dash>[-–/])\s?(?P<b>\d{{1,2}}))?(?P<unit>\s?(?:{_YEARS}|{_MONTHS})\.?)?", re.I
)
_MONTHLY = re.compile(rf"\s?(?:{_MONTHS})\.?", re.I)
_WAIST = re.compile(r"(?P<letter>[WL])\s?(?P<n>\d{2})", re.I)


def looks_like_sizes(text: str) -> bool:
    """Whether a text is nothing but sizes, volumes or dimensions."""
    text = text.strip()
    if not text or len(text) > MAX_TEXT or _PAGER.fullmatch(text):
        return False
    if _DIMENSIONS.fullmatch(text) or _ROUND.fullmatch(text) or _RANGE.fullmatch(text) or _WHOLE.fullmatch(text):
        return True
    parts = split_sizes(text)
    return len(parts) >= 2 and all(_SIZE.fullmatch(p) or _RANGE.fullmatch(p) for p in parts)


def is_letter_size(text: str) -> bool:
    """Whether a text is one size in letters ("XL")."""
    return bool(re.fullmatch(_LETTER, text))


def is_size(text: str) -> bool:
    """Whether a text is one size ("XL", "38.5", "W32 L34", "EU 40"); a number may be anything else, too."""
    return len(text) <= MAX_TEXT and bool(_SIZE.fullmatch(text.strip()))


def heads_columns(texts: Sequence[str]) -> bool:
    """Whether texts are the sizes that columns of an order grid are headed with: three and more, letters or rising."""
    plain = [text.strip().upper() for text in texts]
    if len(set(plain)) < 3 or len(set(plain)) < len(plain) or not all(is_size(text) for text in plain):
        return False
    if all(text in _RANK for text in plain):
        return True
    numbers = [float(text.replace(",", ".").replace("½", ".5")) for text in plain if re.fullmatch(_NUMBER, text)]
    if len(numbers) == len(plain):
        return all(a < b for a, b in itertools.pairwise(numbers)) and numbers[0] >= 16 and len(numbers) >= 4
    return not numbers


def split_sizes(text: str) -> list[str]:
    """Sizes as printed, one by one. A range stays a range."""
    if re.fullmatch(_ONE, text.strip(), re.I):
        return [text.strip()]
    text = text.strip(" .;:")
    if len(text) > 3 * MAX_TEXT:
        return [text]
    if _DIMENSIONS.fullmatch(text) or _ROUND.fullmatch(text):
        return [text]
    parts = [p for p in _LIST.split(text) if p.strip()]
    parts = [one for part in parts for one in _apart(part.strip(), len(parts))]
    return _with_system(parts)


def _apart(part: str, among: int) -> list[str]:
    """The sizes of one part of a list: words apart where each is a size."""
    if _RANGE.fullmatch(part) or _WHOLE.fullmatch(part) or _DIMENSIONS.fullmatch(part):
        return [re.sub(r"\s*([-–—])\s*", r"\1", part)]
    joined = re.sub(r"\s*([-–—])\s*", r"\1", part)
    joined = re.sub(r"\b(W\s?\d\d)\s(L\s?\d\d)\b", r"\1~\2", joined)
    words = [word.replace("~", " ") for word in joined.split()]
    if len(words) == 1 and among == 1 and "/" in part and not re.fullmatch(rf"{_LETTER}|{_ONE}|{_JEANS}", part, re.I):
        words = words[0].split("/")
    words = _with_units(words)
    return words if all(_SIZE.fullmatch(w) or _RANGE.fullmatch(w) for w in words) else [part]


def _with_units(words: list[str]) -> list[str]:
    """Words with the system before them or the unit behind them ("EU", "36" and "2", "Y")."""
    made: list[str] = []
    for word in words:
        opened = bool(made) and bool(re.fullmatch(_SYSTEM, made[-1], re.I)) and not is_letter_size(made[-1])
        if opened or (
            made and made[-1][-1:].isdigit() and re.fullmatch(rf"{_YEARS}|MOIS|MONTHS|MESI|cm|ml", word, re.I)
        ):
            made[-1] = f"{made[-1]} {word}"
        else:
            made.append(word)
    return made


def _with_system(parts: list[str]) -> list[str]:
    """ "EU 36", "37", "38" are all of the one system that is printed first."""
    first = re.match(rf"(?P<system>{_SYSTEM})(?=\d)", parts[0], re.I) if len(parts) > 1 else None
    if first is None or not all(re.fullmatch(_NUMBER, p) for p in parts[1:]):
        return parts
    return [parts[0], *(first["system"] + p for p in parts[1:])]


def expanded(
    sizes: Sequence[str], evens: bool = False, legends: Mapping[tuple[str, str], Sequence[str]] | None = None
) -> list[str]:
    """The sizes with those that lie between the ends of ranges: "S–XL" is S, M, L, XL.

    `evens`: where both ends are even, every second size is meant, as with European and British clothing (34–46, 8–16).
    `legends`: what the document itself says is between two ends.
    """
    found: list[str] = []
    for size in sizes:
        for one in (legends or {}).get(ends_of(size) or ("", "")) or _run(size, evens) or [size]:
            if one not in found:
                found.append(one)
    return found


def ends_of(text: str) -> tuple[str, str] | None:
    """The two ends of a range of sizes; None for anything else."""
    match = _RANGE.fullmatch(text.strip()) if len(text) <= MAX_TEXT else None
    return (match["low"].upper(), match["high"].upper()) if match else None


def _run(text: str, evens: bool) -> list[str] | None:
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    low, high, system = match["low"], match["high"], match["system"] or ""
    run = _letters(low.upper(), high.upper()) or _waists(low, high) or _ages(low, high, evens)
    run = run or (
        _numbers(low, high, evens) if re.fullmatch(rf"{_NUMBER}", low) and re.fullmatch(_NUMBER, high) else None
    )
    return [system + one for one in run] if run and len(run) <= MAX_RUN else None


def _letters(low: str, high: str) -> list[str] | None:
    """Sizes in letters, "2XL" or "XXL" as the ends are written."""
    if low not in _RANK or high not in _RANK or _RANK[low] >= _RANK[high]:
        return None
    numbered = high in ("2XL", "3XL") or _RANK[high] >= _RANK["4XL"]
    named = [("2XL" if n == "XXL" else "3XL" if n == "XXXL" else n) if numbered else n for n in _LETTERS]
    run = named[_RANK[low] : _RANK[high] + 1]
    return [low, *run[1:-1], high]


def _waists(low: str, high: str) -> list[str] | None:
    a, b = _WAIST.fullmatch(low), _WAIST.fullmatch(high)
    if not a or not b or a["letter"].upper() != b["letter"].upper():
        return None
    return [f"{a['letter']}{n}" for n in range(int(a["n"]), int(b["n"]) + 1)]


def _ages(low: str, high: str, evens: bool) -> list[str] | None:
    """ "2Y–8Y" or "2–8Y" by years; "3M–24M" by the months that clothes are made for. "6-9M" and "2-3Y" are one size."""
    a, b = _AGED.fullmatch(low), _AGED.fullmatch(high)
    if not a or not b or a["b"] or b["b"] or not b["unit"]:
        return None
    first, last, unit = int(a["a"]), int(b["a"]), b["unit"]
    if _MONTHLY.fullmatch(unit):
        run = [n for n in _MONTH_ENDS if first <= n <= last]
        return [f"{n}{unit}" for n in run] if len(run) > 2 and a["unit"] else None
    if last - first < 3 and not (a["unit"] and last > first):
        return None
    return [f"{n}{unit}" for n in range(first, last + 1, 2 if evens and first % 2 == last % 2 == 0 else 1)]


def _numbers(low: str, high: str, evens: bool) -> list[str] | None:
    a, b = (Decimal(re.sub(r"\s?½", ".5", end).replace(",", ".")) for end in (low, high))
    if a >= b:
        return None
    step = _step(a, b, evens)
    if step is None:
        return None
    count = int((b - a) / step)
    return [_printed(a + n * step, low + high) for n in range(count + 1)]


def _step(a: Decimal, b: Decimal, evens: bool) -> Decimal | None:
    """How far apart the sizes between two ends are; None where that cannot be known."""
    if a % 1 or b % 1:
        return Decimal("0.5")
    if a >= 60 and a % 5 == 0 and b % 5 == 0:
        return None  # belts and bras: by fives or tens
    if a in _HEIGHTS and b in _HEIGHTS and b >= 74:
        return Decimal(6)
    in_twos = a % 2 == 0 and b % 2 == 0 and (a >= 30 or b >= 14) and b <= 70
    return Decimal(2) if in_twos and evens else Decimal(1)


def _printed(number: Decimal, like: str) -> str:
    if number % 1 == 0:
        return str(int(number))
    return f"{int(number)}½" if "½" in like else str(number).replace(".", "," if "," in like else ".")


class SizeSteps:
    """What a document says of its ranges of sizes: its legends, and whether clothing has odd numbers."""

    def __init__(self) -> None:
        self.odd = 0
        self.legends: dict[tuple[str, str], list[str]] = {}

    def hear(self, text: str) -> None:
        """Keep a legend: "Sizes 34 - 42: 34 · 36 · 38 · 40 · 42"."""
        head, sign, listed = text.partition(":" if ":" in text else "=")
        if not sign or len(text) > 2 * MAX_TEXT or len(self.legends) >= MAX_LEGENDS:
            return
        match = _RANGE_LAST.search(head[-MAX_TEXT:])
        ends = ends_of(match[1]) if match else None
        sizes = split_sizes(listed)
        if ends and len(sizes) > 2 and (sizes[0].upper(), sizes[-1].upper()) == ends:
            self.legends[ends] = sizes

    def add(self, text: str, about: str) -> None:
        """Count one product's sizes; `about` is what is said of it, for shoes come in odd sizes everywhere."""
        if looks_like_sizes(text) and not _VOLUMES.search(text) and not is_footwear(about):
            self.odd += any(int(n) % 2 for n in _WHOLE_NUMBERS.findall(text))

    def spelled(self, sizes: Sequence[str], about: str) -> list[str]:
        """A product's sizes, its ranges expanded as this document means them."""
        return expanded(sizes, not self.odd and not is_footwear(about), self.legends)


def is_footwear(text: str) -> bool:
    """Whether a text speaks of shoes."""
    return bool(FOOTWEAR.search(folded(text)))
