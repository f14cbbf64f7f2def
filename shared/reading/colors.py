"""Colours: telling them from other text, and taking lists apart into names and codes."""

from __future__ import annotations

import re

from shared.reading.wordlist import COLORS
from shared.reading.words import folded

Color = tuple[str | None, str | None]  # name, code; where only a code is printed it is the name, too

MAX_TEXT = 600
MAX_NAME = 60
NAME_WORDS = 4  # of one colour's name, at most
_INTRODUCED = re.compile(
    r"^(?:also )?(?:available|comes|shown|offered|erhältlich|lieferbar|verfügbar|disponibles?|disponibil[ei]|"
    r"disponíve(?:l|is)|existe|verkrijgbaar|leverbaar|fås|finns) (?:in|en|em|i|dans|nei colori)"
    r"(?: (?:the|den)? ?(?:colou?rs|farben))?:? ",
    re.I,
)
_COUNTED = re.compile(r"^\d{1,2} (?:colou?rs|farben|couleurs|coloris|colori|colores|cores|kleuren)\s*[:(–-]\s*", re.I)
_AND = r" and | und | et | e | y | en | och | og | i |\s&\s|\s\+\s"
_PARTS = re.compile(rf"\s*(?:,|;|/|\||•|·|&|\+|\n|{_AND})\s*")
HARD_PARTS = re.compile(r"\s*(?:,|;|/|\||•|·|\n)\s*")
_SPACED_PARTS = re.compile(r"\s*(?:,|;|\||•|·|\n)\s*|\s+/\s*|/\s+")
_LAST = re.compile(_AND)
_FIRST = re.compile(r"^(?:and|und|et|e|y|en|og|och|i) ")
_CODE = r"(?:[A-Z]{0,4}\d[A-Z0-9-]{0,7}|[A-Z]{2,4})"
_CODED = re.compile(
    rf"(?P<name>[^()\[\]]*[^\W\d][^()\[\]]*?)\s*[(\[]\s*#?(?P<code>{_CODE})\s*[)\]]"
    rf"|[(\[]\s*#?(?P<code1>{_CODE})\s*[)\]]\s*(?P<name1>[^\W\d].*)"
    r"|(?:#|col\.?\s?|no\.?\s?)?(?P<code2>[A-Z]?\d{1,5}[A-Z]?)\s*[-–:._ ]\s*(?P<name2>[^\W\d].+)"
    r"|(?P<name3>[^\W\d].*?)(?:\s+[-–#]?\s*|[-–]\s?)#?(?P<code3>[A-Z]?\d{2,5})"
    r"|(?P<code4>[A-Z]{2,4})\s*[-–:]\s*(?P<name4>[A-Z][a-zß-ÿ].+)"
    r"|(?P<name5>[A-Z][a-zß-ÿ][^\d]*?)\s+[-–:]\s*(?P<code5>[A-Z]{2,4})",
)
_STYLE = re.compile(r"\b[A-Z]{1,5}-?\d{2,}[-./_A-Z0-9]*")  # "AH6378-BLA": an abbreviation in it is no colour's name
_ONLY_CODE = re.compile(r"#?([A-Z]{0,2}\d{1,5}[A-Z]?)")


def color_share(text: str) -> float:
    """The share of the listed parts that hold a word for a colour; 0 for prose."""
    if len(text) > MAX_TEXT:
        return 0.0
    parts = [p for p in HARD_PARTS.split(text.strip()) if p]
    if not parts or any(len(p.split()) > NAME_WORDS for p in parts) or re.search(r"\d{3,}[.,]\d|%", text):
        return 0.0
    return sum(1 for p in parts if COLORS.search(folded(_STYLE.sub("", p)))) / len(parts)


def split_colors(text: str) -> list[Color]:
    """Colours as (name, code), in order, each once."""
    text = _COUNTED.sub("", _INTRODUCED.sub("", text[: 4 * MAX_TEXT].strip(" .;:")))
    parts = _hard_parts(text)
    if len(parts) == 1:
        soft = [p.strip() for p in _PARTS.split(text) if p.strip()]
        if len(soft) > 1 and any(COLORS.search(folded(p)) for p in soft) and all(len(p.split()) <= 3 for p in soft):
            parts = soft
    elif parts:
        parts = [q.strip() for p in parts for q in ([p] if " & " not in p else p.split(" & ")) if q.strip()]
        parts[-1:] = _last_two(parts[-1])
    found: list[Color] = []
    for part in parts:
        color = _coded(part)
        if color not in found:
            found.append(color)
    return found


def _hard_parts(text: str) -> list[str]:
    """A list's parts. Between commas "Black/White" is one colour of two tones; by itself it is two."""
    found = [p.strip() for p in HARD_PARTS.split(text) if p.strip()]
    spaced = [p.strip() for p in _SPACED_PARTS.split(text) if p.strip()]
    return spaced if len(spaced) > 1 else found


def _last_two(part: str) -> list[str]:
    """The end of a list: "navy and sand" are two, as in "black, navy and sand"."""
    part = _FIRST.sub("", part)
    halves = [half.strip() for half in _LAST.split(part) if half.strip()]
    return halves if len(halves) == 2 and all(len(half.split()) <= 3 for half in halves) else [part]


def _coded(part: str) -> Color:
    match = _CODED.fullmatch(part) if len(part) <= MAX_NAME else None
    if match:
        for n in ("", "1", "2", "3", "4", "5"):
            if match[f"name{n}"]:
                return match[f"name{n}"].strip(), match[f"code{n}"]
    only = _ONLY_CODE.fullmatch(part)
    return (only[1], only[1]) if only else (part, None)
