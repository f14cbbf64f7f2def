"""What a line of text says, taken by itself: prices and their kinds, a label and its value, a style number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from shared.reading import attributes, codes
from shared.reading.currencies import currency_of
from shared.reading.dialect import Dialect, bare_pair
from shared.reading.geometry import Box, union
from shared.reading.lexicon import (
    Field,
    PriceKind,
    exact_field,
    field_of,
    is_term,
    names_number,
    opens_label,
    phrase_field,
    price_kind,
)
from shared.reading.money import Price, amount_of, find_prices
from shared.reading.text import Line, Style
from shared.reading.words import folded

PROSE_WORDS = 9
_LABEL = re.compile(
    r"^\s*(?P<label>[^\d:(\[]{1,44}?|[^\d:(\[]{1,20}[#°]?|(?i:ean|gtin)[ -]?1[34])\s*"
    r"(?P<note>[(\[][^\d)\]]{1,16}[)\]])?\s*(?P<sep>:|：|=)\s*(?P<value>\S.*)$"
)
_NOTED = re.compile(r"^\s*(?P<label>[^\d:(\[]{1,32}?)\s*[(\[](?P<note>[^\d)\]]{1,5})[)\]]\s*:?\s*(?P<value>\d.*)$")
_RANGE = r"(?:\d[\d.,']{0,12}\d|\d)(?: ?[–-] ?\d[\d.,']{0,12}\d)?"
_SAID = re.compile(r"\s*(?P<label>[^\W\d][^\d|/]{0,28}?)[\s:=·•?\ufffd|-]*(?P<n>" + _RANGE + r")(?:\s*[|/,·]\s*|\s+|$)")
_SAID_AFTER = re.compile(
    r"\s*(?<![\w.,])(?P<n>" + _RANGE + r")[\s:=·•?\ufffd-]+(?P<label>[^\W\d][^\d|/]{0,28}?)(?:\s*[|/,·]\s*|\s+(?=\d)|$)"
)
_CENTS = re.compile(r"[.,]\d\d$")
_IN_BRACKETS = re.compile(r"[(\[](?:in )?([^\d)\]]{1,5})[)\]]")
MAX_LABEL = 48
_COLON = re.compile(r"\s?[:：]")
_WORD = re.compile(r"[^\s|·•,;]+")
_MODEL = {"model", "modell", "modele", "modello", "modelo", "type", "tipo"}
_COUNT_VALUE = re.compile(r"\W{0,3}\d[\d .,/x×-]{0,20}\s?(?:[^\W\d_]{1,12}\.?)?")
_LONE_YEAR = re.compile(r"(?:19|20)\d\d")
_SPLIT_HYPHEN = re.compile(r"(?<=[A-Z0-9])(?: ([-/])|([-/]) )(?=[A-Z0-9])")
_CAPITALS = re.compile(r"[A-Z]{2,12}(?:[-/._][A-Z]{1,12}){0,3}")
_SIGNS = " :.|/·-–("
_LETTER_KINDS: dict[str, PriceKind] = {"w": "wholesale", "r": "retail"}
_PRICE_VALUE = re.compile(r"[\s:–-]*(?:[A-Z]{2,3}\.?\s?|[$€£¥]\s?)?\d[\d.,' \u00a0]*(?:\s?(?:[A-Z]{3}|[$€£¥]))?")
_HASHED = re.compile(
    r"^\s*(?P<label>[^\W\d][\w. ]{0,18}?\s?(?:#|n°|(?<![^\W\d_])(?:no|nr)\.?(?![^\W\d_])))\s*(?P<value>\S.*)$", re.I
)


@dataclass(frozen=True)
class PricedText:
    """A price, the kind its line says it is (None when it does not), and its box."""

    price: Price
    kind: PriceKind | None
    bbox: Box
    bare: bool = False


@dataclass(frozen=True)
class Said:
    """One of several labelled values of a line."""

    label: Field
    label_text: str
    value: str
    bbox: Box


@dataclass
class Mark:
    """A line and what it says. `signature` tells lines apart that play different parts in a layout."""

    line: Line
    prices: list[PricedText] = field(default_factory=list)
    label: Field | None = None
    label_text: str = ""
    value: str = ""
    code: str | None = None
    prose: bool = False
    more: tuple[Said, ...] = ()  # what further labels on the line say, as in "Colours: Red Sizes: S, M"
    decimal: str | None = None  # the document's sign before decimals of three digits (see dialect.py)

    @property
    def bbox(self) -> Box:
        return self.line.bbox

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def style(self) -> Style:
        return self.line.style

    @property
    def signature(self) -> str:
        style = self.line.style
        look = f"{style.size:.0f}{'b' if style.bold else ''}{'i' if style.italic else ''}{style.color:x}"
        if self.prices:
            return f"{look}$" + "".join(sorted({(p.kind or "?")[0] for p in self.prices}))
        return look + (f":{self.label}" if self.label else "")

    def value_box(self, words_from_end: int | None = None) -> Box:
        """The box of the value alone, without its label."""
        count = len(self.value.split()) if words_from_end is None else words_from_end
        words = self.line.words[-count:] if 0 < count <= len(self.line.words) else self.line.words
        return union(word.bbox for word in words)

    def box_of(self, part: str) -> Box:
        """The box of a part of the line's text; the line's where the part does not stand in it."""
        start = self.text.find(part)
        return self.bbox if start < 0 else _span(self.line, start, start + len(part))


def mark(line: Line, dialect: Dialect | None = None) -> Mark:
    """Read a line by itself, as its document's dialect has it."""
    text = line.text
    made = Mark(line, decimal=dialect.decimal if dialect else None)
    made.label, made.label_text, made.value = labelled(text)
    if made.label and text.count(":") > 1:
        _part(made)
    found, bare = _prices_of(made)
    if not found and dialect is not None and dialect.is_price(text):
        _put_bare(made, dialect)
        return made
    words = len(text.split()) - 2 * len(found)
    made.prose = words > (PROSE_WORDS if len(found) < 2 else PROSE_WORDS + 3) or bool(found and is_term(text))
    made.prices = [PricedText(price, _kind(text, found, n), _box(line, price), bare) for n, price in enumerate(found)]
    if dialect is not None and made.label in (None, "code") and not made.prices:
        _put_lettered(made, dialect)
    if made.label == "code" and made.code is None:
        made.code = _code_value(made.value, made.label_text)
        if made.code is None:
            made.label = None
    elif made.code is None and not made.prices and made.label is None and codes.is_code(_unbracketed(text)):
        made.code = _unbracketed(text).lstrip("#")
    return made


def _put_lettered(made: Mark, dialect: Dialect) -> None:
    """A style number of letters alone, where the document has a series of them ("Artículo: ALEBK", "ALEBK")."""
    label, _, word = made.text.strip().rpartition(" ")
    if not dialect.is_series(word):
        return
    if not label:
        made.code = word
    elif made.label == "code" or exact_field(label) == "code":
        made.label, made.label_text, made.value, made.code = "code", label, word, word


def _part(made: Mark) -> None:
    """Take a line of several labels to pieces. Parts of a product ("Shell: … Lining: …") stay one material."""
    text = made.text
    inner = [found for found in _labels_in(text) if found.start > 0 and not attributes.is_part(found.label)]
    if not inner:
        return
    ends = [found.start for found in inner[1:]] + [len(text)]
    said = []
    for found, end in zip(inner, ends, strict=True):
        value = text[found.end : end].strip(_SIGNS + ",;")
        if value:
            said.append(Said(found.named, found.label, value, _span(made.line, found.end, end)))
    made.value = made.value[: len(made.value) - (len(text) - inner[0].start)].strip(_SIGNS + ",;")
    made.more = tuple(said)


@dataclass(frozen=True)
class _Found:
    """A label with a colon: where it starts, where its value does, its words and what they name."""

    start: int
    end: int
    label: str
    named: Field


def _labels_in(text: str) -> list[_Found]:
    """The labels with a colon in a text: the longest words before each colon that name a field."""
    found: list[_Found] = []
    for colon in _COLON.finditer(text):
        words = list(_WORD.finditer(text, max(0, colon.start() - MAX_LABEL), colon.start()))[-4:]
        for first in words:
            label = text[first.start() : colon.start()]
            named = exact_field(label)
            if named:
                found.append(_Found(first.start(), colon.end(), label, named))
                break
    return found


def _prices_of(made: Mark) -> tuple[list[Price], bool]:
    """A line's prices, and whether they are without a currency: then its label must say that they are prices."""
    text = made.text
    found = find_prices(text, decimal=made.decimal)
    if found or not any(map(str.isdigit, text)):
        return found, False
    if made.label in ("wholesale", "retail", "price"):
        return [_noted(price, text) for price in find_prices(text, bare=True, decimal=made.decimal)], True
    return (_said(text) if made.label is None else []), True


def _put_bare(made: Mark, dialect: Dialect) -> None:
    """Prices without a label or currency, in a document that writes them so."""
    pair = bare_pair(made.text)
    found = pair or find_prices(made.text, bare=True, decimal=made.decimal)
    kinds = dialect.kinds if pair else None
    made.prices = [
        PricedText(price, kinds[n] if kinds else None, _box(made.line, price), bare=True)
        for n, price in enumerate(found)
    ]
    made.label, made.value = None, made.text


def labelled(text: str) -> tuple[Field | None, str, str]:
    """A line's label, as a field and as printed, and its value ("Style #: 00514"); (None, "", text) without one."""
    return _labelled(text)


@lru_cache(maxsize=20_000)
def _labelled(text: str) -> tuple[Field | None, str, str]:
    text = " ".join(text.split())  # runs of spaces would be tried at every length
    match = _LABEL.match(text) or _NOTED.match(text)
    named = field_of(match["label"]) if match else None
    if match and named and not (named == "code" and _is_named(match["label"])):
        plain = folded(match["label"]).strip(" .")
        value = match["value"].strip()
        named = "code" if plain in _MODEL and (codes.is_code(value) or codes.is_unpronounceable(value)) else named
        return named, match["label"].strip(), match["value"].strip()
    match = _HASHED.match(text)
    named = phrase_field(match["label"]) if match else None  # the whole label: "Belt No. 7" is a name
    if match and named:
        return named, match["label"].strip(), match["value"].strip()
    words = text.split()
    if len(words) > 1 and opens_label(words[0]):
        for length in (4, 3, 2, 1):
            first, rest = " ".join(words[:length]), " ".join(words[length:]).lstrip("-–—|· ")
            named = exact_field(first) if len(words) > length else None
            if named == "name" and folded(first).strip(" .:") in _MODEL and codes.is_code(rest):
                return "code", first, rest
            if named and _fits(named, rest) and not (named == "sizes" and attributes.looks_like_sizes(text)):
                return named, first, rest
    return None, "", text


def _is_named(label: str) -> bool:
    """Whether a label begins with a name ("HAIR BRUSH CODE: 29"): two words and more that are none of a label's."""
    return len(label.split()) > 2 and exact_field(label) is None and not opens_label(label.split()[0])


def opening_code(m: Mark) -> str | None:
    """The style number that a line without a label opens with, before a name ("LA5908-CHO Veste Hélène")."""
    first, _, rest = m.text.strip().partition(" ")
    named = sum(map(str.isalpha, rest)) > 2 and len(rest.split()) < PROSE_WORDS
    return first if named and not (m.prices or m.label or m.code) and codes.is_strong_code(first) else None


def is_lettered_model(m: Mark) -> bool:
    """Whether a line gives a model in capitals ("Modello: NTEWV"), which may be a style number or a name."""
    plain = folded(m.label_text).strip(" .:")
    return m.label == "name" and plain in _MODEL and bool(_CAPITALS.fullmatch(m.value))


def _said(text: str) -> list[Price]:
    """Prices without a readable currency, each with its label, that make up a whole line: "WS ·74.50   RRP ·164.00"."""
    for pattern in (_SAID, _SAID_AFTER):
        matches = list(pattern.finditer(text))
        if matches and "".join(m[0] for m in matches).strip() == text.strip():
            return _with_kinds(matches)
    return []


def _with_kinds(matches: list[re.Match[str]]) -> list[Price]:
    kinds = [price_kind(m["label"]) for m in matches]
    if not set(kinds) <= {"wholesale", "retail"}:
        return []
    # A single round number may be a year or a count ("Wholesale 2026").
    if sorted(map(str, kinds)) != ["retail", "wholesale"] and not all(_CENTS.search(m["n"]) for m in matches):
        return []
    return [_ranged(m) for m in matches]


def _ranged(match: re.Match[str]) -> Price:
    low, high = [*re.split(r" ?[–-] ?", match["n"]), ""][:2]
    return Price(amount_of(low), amount_of(high) if high else None, None, match.start("n"), match.end("n"))


def _noted(price: Price, text: str) -> Price:
    """A price whose currency stands in brackets in its label ("Wholesale (USD): 20.00")."""
    note = _IN_BRACKETS.search(text)
    currency = currency_of(note[1].strip()) if note else None
    return replace(price, currency=currency) if currency else price


def _fits(named: Field, value: str) -> bool:
    """Whether an unpunctuated label is one: "Size S M L" is, "Style Rowan" or "Cotton Tee" is not."""
    if named == "code":
        head, _, rest = value.partition(" ")
        rest = rest.strip(" ·|,;-–—/")
        says = attributes.looks_like_sizes(rest) or attributes.color_share(rest) > 0.5
        headed = says and (codes.is_strong_code(head) or bool(re.fullmatch(r"#?\d{3,}", head)))
        lettered = codes.is_unpronounceable(value)
        return bool(codes.is_code(value) or re.fullmatch(r"#?\d{2,}", value)) or headed or lettered
    if named == "sizes":
        return attributes.looks_like_sizes(value)
    if named == "colors":
        return attributes.color_share(value) > 0.5
    if named in ("wholesale", "retail", "case", "price"):
        return bool(_PRICE_VALUE.fullmatch(value)) and not _LONE_YEAR.fullmatch(value)
    if named in ("other", "quantity"):
        return bool(_COUNT_VALUE.fullmatch(value))
    return named == "materials" and attributes.material_score(value) >= 0.6


def _unbracketed(text: str) -> str:
    """A text without brackets round the whole of it ("(0012)")."""
    text = text.strip()
    return text[1:-1].strip() if len(text) > 2 and text[0] + text[-1] in ("()", "[]") else text


def _code_value(value: str, label: str = "") -> str | None:
    """The style number at the start of a value: up to three pieces with a digit among them.

    Where the label asks for a number, capitals alone will do ("SKU: ALBA-NOIR").
    """
    value = _SPLIT_HYPHEN.sub(r"\1\2", value.strip(" #"))
    if codes.is_code(value) or (re.fullmatch(r"[A-Za-z0-9][\w\-./]{0,23}", value) and any(c.isdigit() for c in value)):
        return None if codes.is_ean(value) else value
    first = value.split("|")[0].split(",")[0].strip()
    if codes.is_code(first):
        return first
    head = value.split()[0] if value else ""
    if any(c.isdigit() for c in head) and len(head) >= 2:
        return head
    lettered = names_number(label) and _CAPITALS.fullmatch(value)
    return value if lettered or codes.is_unpronounceable(value) else None


def _kind(text: str, found: list[Price], n: int) -> PriceKind | None:
    """By the words since the last price, then by the words up to the next."""
    start = found[n - 1].end if n else 0
    end = found[n + 1].start if n + 1 < len(found) else len(text)
    before, after = text[start : found[n].start], text[found[n].end : end]
    if n == 0 or not _trails(text, found):
        kind = price_kind(before) or (_LETTER_KINDS.get(before.strip(_SIGNS).casefold()) if len(found) == 2 else None)
        if kind:
            return kind
    if n + 1 == len(found) or _trails(text, found):
        return price_kind(after)
    return None


def _trails(text: str, found: list[Price]) -> bool:
    """Whether labels follow their prices ("$18 WS | $39 RRP")."""
    return not price_kind(text[: found[0].start]) and bool(price_kind(text[found[-1].end :]))


def _box(line: Line, price: Price) -> Box:
    """The box of the words that a price's characters stand in."""
    return _span(line, price.start, price.end)


def _span(line: Line, start: int, end: int) -> Box:
    """The box of the words that some of a line's characters stand in."""
    at, touched = 0, []
    for word in line.words:
        if at < end and at + len(word.text) > start:
            touched.append(word.bbox)
        at += len(word.text) + 1
    return union(touched) if touched else line.bbox
