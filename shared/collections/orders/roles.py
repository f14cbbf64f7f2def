"""What a header cell says that its column holds: a weight for each role it may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from shared.collections.orders.models import Role
from shared.collections.orders.shared_words import CODES, SHARED
from shared.collections.orders.words import CLEAR
from shared.collections.orders.words_east import CODES as CODES_EAST
from shared.collections.orders.words_east import COLUMNS as COLUMNS_EAST
from shared.collections.orders.words_east import PIECES
from shared.reading.currencies import CODES as CURRENCY_CODES
from shared.reading.currencies import SIGNS
from shared.reading.lexicon import keyed
from shared.reading.sizes import is_letter_size, is_size

MAX_HEADER = 60
ALIKE = 86.0  # of 100: spelled the same but for a slip
MIN_FUZZY = 5  # letters of a word that may be misspelled
PART, SPELT = 0.85, 0.8  # of a weight: where a header says more than the phrase, or spells it otherwise
Weights = Mapping[Role, float]

_CURRENCY = re.compile(
    r"[(\[]?(?<![^\W\d_])(?:"
    + "|".join(re.escape(s) for s in sorted([*CURRENCY_CODES, *SIGNS], key=len, reverse=True))
    + r")(?![^\W\d_])[)\]]?"
)
_SIDES = re.compile(r"\s*[/|·•()\[\]\n]\s*|\s+[-–—]\s+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_RTL = re.compile(r"[\u0590-\u06ff]")
_GERSHAYIM = re.compile(r"(?<=[\u05d0-\u05ea])(?:[\"\u201d\u201c]|'')(?=[\u05d0-\u05ea])")  # typed as a quotation mark
_FILLER = frozenset(
    [
        "in",
        "of",
        "the",
        "per",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "di",
        "da",
        "do",
        "del",
        "der",
        "die",
        "das",
        "pro",
        "je",
        "a",
        "to",
        "excl",
        "incl",
        "ex",
        "vat",
        "tva",
        "mwst",
        "iva",
        "btw",
        "ht",
        "net",
    ]
)
_SIZE_WORD = re.compile(
    r"^(?:size|sz|gr|grosse|taille|t|taglia|tg|talla|tamanho|tam|maat|str|stl|storlek|beden|rozmiar|qty|qte|menge|eu|eur|us|uk|fr|it|de)"
    r"[ .:#-]+|^(?:t|gr|tg|sz)(?=\d\d(?:[.,]5)?$)|[ .:#-]+(?:qty|pcs|units|eu|eur|us|uk|stk|size)$",
    re.I,
)


def simple(text: str) -> str:
    """A header or label as it is compared."""
    return keyed(_GERSHAYIM.sub("\u05f4", text.replace("\u0640", ""))).replace("ı", "i").strip(" ()[]=,'\"")


def phrases(listed: str) -> list[str]:
    """The phrases of a list that is written as text, as they are compared."""
    return [simple(phrase) for phrase in listed.replace("\n", " ").split(",") if phrase.strip()]


def _lexicon() -> dict[str, Weights]:
    made: dict[str, dict[Role, float]] = {}
    for role, listed in CLEAR.items():
        for phrase in phrases(listed):
            made.setdefault(phrase, {}).setdefault(role, 1.0)
    for phrase in phrases(CODES):
        made.setdefault(phrase, {"style_number": 0.9, "sku": 0.65})
    for phrase, weights in SHARED.items():
        made[simple(phrase)] = dict(weights)
    # What a word means in the languages above stands; these only add words.
    known = set(made)
    for role, listed in COLUMNS_EAST.items():
        for phrase in set(phrases(listed)) - known:
            made.setdefault(phrase, {}).setdefault(role, 1.0)
    for phrase in phrases(CODES_EAST):
        made.setdefault(phrase, {"style_number": 0.9, "sku": 0.65})
    return {phrase: MappingProxyType(weights) for phrase, weights in made.items() if phrase}


LEXICON = _lexicon()
_PIECES = frozenset(phrases(PIECES))
_SKIPPED = _FILLER | _PIECES  # no headings within others
_ENDINGS: dict[Role, str] = {
    "quantity": "menge anzahl aantal antal antall mengde mangd stuckzahl",
    "unit_cost": "preis prijs pris",
    "total": "wert betrag summe bedrag belopp belob belop totaal totalt",
    "name": "bezeichnung beschreibung kurztext omschrijving benamning beskrivelse beskrivning naam navn namn",
    "style_number": "nummer nr nro kod kode code",
    "color": "farbe kleur farve farge farg",
    "size": "grosse groesse maat storlek storrelse",
    "discount": "rabatt rabat korting nachlass",
    "tax": "steuer",
    "ignored": "datum dato termin einheit eenheid enhet enhed gewicht vikt vaegt",
}
_ENDS: dict[str, Role] = {end: role for role, ends in _ENDINGS.items() for end in ends.split()}
_FUZZY = [phrase for phrase in LEXICON if len(phrase) >= MIN_FUZZY and not _CJK.search(phrase)]
_CJK_PHRASES = sorted((p for p in LEXICON if _CJK.search(p) and len(p) > 1), key=len, reverse=True)
_SHORT = {
    "cst": "cost",
    "rtl": "retail",
    "tot": "total",
    "vnd": "vendor",
    "vend": "vendor",
    "sty": "style",
    "stl": "style",
    "prc": "price",
    "amt": "amount",
    "ord": "order",
    "nbr": "number",
    "clr": "color",
    "dsc": "description",
    "whsl": "wholesale",
    "dlv": "delivery",
    "wk": "week",
    "sz": "size",
    "un": "unit",
}
_NOTHING: Weights = MappingProxyType({})


@lru_cache(maxsize=20_000)
def header_weights(text: str) -> Weights:
    """The roles that a header may mean, each with a weight up to 1; empty where it says nothing that is known."""
    text = text.strip()
    if not text or len(text) > MAX_HEADER:
        return _NOTHING
    bare = " ".join(_CURRENCY.sub(" ", text).split())
    for form in (text, bare):
        found = LEXICON.get(simple(form))
        if found:
            return found
    plain = simple(bare)
    if not plain:  # "EUR", "$"
        return LEXICON.get(simple(text), _NOTHING)
    return _abbreviated(plain) or _sides(bare) or _within(plain) or _spelt(plain) or _compound(plain)


def _abbreviated(plain: str) -> Weights:
    """A header of which every word is cut short as retailers' systems do ("Un Cst", "Tot Rtl"), written out."""
    words = plain.split()
    if not 2 <= len(words) <= 3 or not any(word in _SHORT for word in words):
        return _NOTHING
    for units in ("unit", "units"):
        found = LEXICON.get(" ".join(units if word == "un" else _SHORT.get(word, word) for word in words))
        if found:
            return _scaled(found, PART)
    return _NOTHING


def _sides(text: str) -> Weights:
    """A header in two languages, or with a remark in brackets: what its parts say together."""
    sides = [side for side in (simple(part) for part in _SIDES.split(text)) if side]
    if not 2 <= len(sides) <= 4:
        return _NOTHING
    found = [weights for side in sides if side not in _PIECES and (weights := LEXICON.get(side) or _within(side))]
    if not found:
        return _NOTHING
    if len(found) == 1:
        return _scaled(found[0], PART)
    both = set(found[0]).intersection(*found[1:])
    if both:
        return MappingProxyType({role: max(weights[role] for weights in found) for role in both})
    return _scaled(found[0], 0.7)


def _within(plain: str) -> Weights:
    """The longest phrases within a header of more words ("Unit cost to us", "Qty to order")."""
    if _CJK.search(plain):
        hit = next((phrase for phrase in _CJK_PHRASES if phrase in plain), None)
        return _scaled(LEXICON[hit], PART) if hit else _NOTHING
    words = [word for word in re.split(r"[ /()\[\],]+", plain) if word]
    if len(words) > 7:
        return _NOTHING
    for length in range(min(4, len(words)), 0, -1):
        hits = []
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            weights = LEXICON.get(phrase)
            if weights and (length > 1 or len(phrase) > 2 or _RTL.search(phrase)) and phrase not in _SKIPPED:
                hits.append(weights)
        if hits:
            rest = [w for w in words if w not in _FILLER]
            share = max(0.55, min(1.0, length / max(len(rest), 1)))
            return _joined(hits, PART * (0.6 + 0.4 * share))
    return _NOTHING


def _joined(hits: list[Weights], part: float) -> Weights:
    """What several words of one header say: "Order Qty" is what both may mean, "Color Description" either."""
    both = set(hits[0]).intersection(*hits[1:])
    if both:
        return MappingProxyType({role: part * max(h[role] for h in hits) for role in both})
    made: dict[Role, float] = {}
    for weights in hits:
        for role, weight in weights.items():
            made[role] = max(made.get(role, 0.0), 0.8 * part * weight)
    return MappingProxyType(made)


def _spelt(plain: str) -> Weights:
    if len(plain) < MIN_FUZZY or len(plain) > 40 or any(c.isdigit() for c in plain):
        return _NOTHING
    hit = process.extractOne(plain, _FUZZY, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _scaled(LEXICON[hit[0]], SPELT * hit[1] / 100) if hit else _NOTHING


def _compound(plain: str) -> Weights:
    """What a compound ends in says what it is ("Positionswert", "Nachlasssatz", "Regelbedrag")."""
    word = plain.split()[-1] if plain else ""
    for end, role in _ENDS.items():
        if word.endswith(end) and len(word) > len(end) + 1:
            return MappingProxyType({role: 0.65})
    return _NOTHING


def _scaled(weights: Weights, factor: float) -> Weights:
    return MappingProxyType({role: weight * factor for role, weight in weights.items()})


@lru_cache(maxsize=5_000)
def size_of(text: str) -> str | None:
    """The size that a header names ("M", "Gr. 38", "Qty S", "EU 40"); None where it names none. Numbers count."""
    text = " ".join(text.split())
    if not text or len(text) > 20:
        return None
    if is_size(text) and not text.startswith("0"):
        return text
    bare = _SIZE_WORD.sub("", text).strip()
    if bare != text and bare and is_size(bare):
        return bare
    head, _, tail = text.partition("/")
    if tail and is_size(head.strip()) and is_size(tail.strip()):
        return text
    return None


def is_plain_size(text: str) -> bool:
    """Whether a header is a size without doubt: one in letters."""
    return is_letter_size(text.strip().upper())
