"""Which field a label names, and which kind of price words speak of, in many languages at once.

The words are in labels.py. They are compared as `keyed` has them: without case, accents, dots and hyphens. A phrase
stands for one field only; the first field listed wins where two match at the same length.
"""

from __future__ import annotations

import re
from functools import lru_cache

from shared.reading.labels import CASES_BESIDE_PRICES, COMMON_CASES, LABELS, PLAIN_CODES, TERMS, Field, PriceKind
from shared.reading.lexicon_rtl import PHRASES_RTL
from shared.reading.words import folded, pattern_of

__all__ = [
    "Field",
    "PriceKind",
    "exact_field",
    "field_of",
    "is_term",
    "names_number",
    "opens_label",
    "phrase_field",
    "price_kind",
]

MAX_LABEL = 45  # characters of a label that is searched for words
MAX_LABEL_WORDS = 4
PRICE_KINDS: tuple[PriceKind, ...] = ("case", "retail", "wholesale")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_](?![^\W_]))+\.?")
_PUNCTUATION = re.compile(r"[.\-_:;*|·•–—‐‑]+")
_SIDES = re.compile(r"\s*[/|·•()\[\]\n]\s*|\s+[-–—]\s+")
_FILLERS = frozenset(
    ["price", "prices", "prix", "preis", "prezzo", "precio", "preco", "prijs", "per", "par", "pro", "je"]
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=20_000)
def keyed(text: str) -> str:
    """A label as labels are compared: "Réf. N°" is "ref n°", "R.R.P." is "rrp", "Style#" is "style #"."""
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), folded(text))
    return " ".join(_PUNCTUATION.sub(" ", plain).replace("#", " #").split())


def _listed(text: str) -> list[str]:
    return [keyed(phrase) for phrase in text.replace("\n", " ").split(",") if phrase.strip()]


PHRASES: dict[str, Field] = {}
for _field, _text in (*LABELS.items(), *PHRASES_RTL.items()):
    for _phrase in _listed(_text):
        PHRASES.setdefault(_phrase, _field)
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in PHRASES)
_TERMS = frozenset(_listed(TERMS))
_KINDS: dict[str, PriceKind] = dict.fromkeys(_listed(CASES_BESIDE_PRICES), "case")
for _kind in PRICE_KINDS:
    _KINDS |= {phrase: _kind for phrase, field in PHRASES.items() if field == _kind}
_KINDS |= dict.fromkeys(_TERMS, "other")
_KIND = pattern_of(_KINDS)
_TERM = pattern_of(_TERMS)


def phrase_field(label: str) -> Field | None:
    """The field that a text names as it stands, in one language."""
    return PHRASES.get(keyed(label))


def exact_field(label: str) -> Field | None:
    """The field that a text names when it is a label and nothing else, in one language or several."""
    return PHRASES.get(keyed(label)) or _both_sides(label)


def _both_sides(label: str) -> Field | None:
    """The field of a label in two languages ("Farbe / Colour", "Prix - Price"): all its parts must name one."""
    if len(label) > 2 * MAX_LABEL or not _SIDES.search(label):
        return None
    sides = [side for side in (keyed(part) for part in _SIDES.split(label)) if side]
    if not 2 <= len(sides) <= MAX_LABEL_WORDS:
        return None
    found = [PHRASES.get(side) for side in sides]
    if None in found:
        return None
    special = [field for field in found if field not in ("price", "other")]
    return (special or found)[0]


@lru_cache(maxsize=20_000)
def field_of(label: str) -> Field | None:
    """The field that a header cell or label names, compared as a whole, then by its words; None when it names none."""
    plain = keyed(label).strip(" ()[]=,")
    if not plain:
        return None
    found = exact_field(label) or PHRASES.get(plain)
    if found:
        return found
    if len(plain) < MAX_LABEL:
        kind = price_kind(plain)
        if kind and kind != "other":
            return kind
    words = plain.replace("/", " ").replace("(", " ").replace(")", " ").split()
    if len(words) > MAX_LABEL_WORDS:
        return None
    for length in (3, 2, 1):
        hits = []
        for start in range(len(words) - length + 1):
            hit = PHRASES.get(" ".join(words[start : start + length]))
            if hit and (length > 1 or len(words[start]) > 2):
                hits.append(hit)
        if hits:  # "Available Colours" is colours
            return next((hit for hit in hits if hit not in ("quantity", "other")), hits[0])
    return None


def opens_label(word: str) -> bool:
    """Whether some label begins with this word: a cheap question before the dear ones."""
    return keyed(word).partition(" ")[0] in _FIRST_WORDS


def names_number(label: str) -> bool:
    """Whether a label asks for a number or code and not for a name, too ("Style No.", but not "Style")."""
    plain = keyed(label)
    return PHRASES.get(plain) == "code" and plain not in PLAIN_CODES


def is_term(text: str) -> bool:
    """Whether a text speaks of terms of trade: minimum orders, freight, deposits."""
    return bool(_TERM.search(keyed(text)))


def price_kind(text: str) -> PriceKind | None:
    """What kind of price the words around it say it is; None when they do not say."""
    plain = keyed(text)
    hits = [(match[0], _KINDS[match[0]]) for match in _KIND.finditer(plain)]
    if not hits:
        return None
    kinds = {kind for _, kind in hits}
    if "other" in kinds:
        return "other"
    if "case" in kinds:
        said = [phrase for phrase, kind in hits if kind == "case"]
        if not COMMON_CASES.issuperset(said) or not _other_words(plain):
            return "case"
        hits = [hit for hit in hits if hit[1] != "case"]
    return max(hits, key=lambda hit: len(hit[0]))[1] if hits else None


def _other_words(plain: str) -> bool:
    """Whether words stand there that say nothing of prices ("leather phone case")."""
    return any(word not in _FILLERS for word in _LETTERS.findall(_KIND.sub(" ", plain)))
