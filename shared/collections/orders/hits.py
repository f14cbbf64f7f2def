"""What a line's codes hit: products whose code is the same, once spelling, damage and suffixes are set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

from shared.collections.models import Color
from shared.collections.orders.catalogue import Catalogue, Entry, is_plain_size, parts_of
from shared.collections.orders.hues import Verdict, compared, plain_color
from shared.collections.orders.keys import (
    Key,
    key_of,
    name_key,
    number_meant,
    scientific,
    splits,
    whole_number,
    without_brackets,
)
from shared.collections.orders.models import OrderLine

MIN_STEM = 3  # characters of a code that may be the beginning of another


class Level(IntEnum):
    """How a product was found, the surest first."""

    EXACT = 0
    BARCODE = 1
    SPELLED = 2
    REPAIRED = 3
    STEM = 4
    NAME = 5


@dataclass(frozen=True)
class Hits:
    """Products that a code hits, all in the same way; `tails` are pieces of the code that say colours."""

    level: Level
    entries: list[Entry]
    tails: tuple[str, ...] = ()


@dataclass(eq=False)
class Query:
    """A line as it is looked for."""

    line: OrderLine
    rejected: frozenset[str] = frozenset()
    tails: list[str] = field(default_factory=list)

    @cached_property
    def codes(self) -> list[str]:
        """Its codes, each once."""
        found = {key_of(code).tight: code for code in (self.line.style_number, self.line.sku) if code}
        return [code for tight, code in found.items() if tight]

    @cached_property
    def keys(self) -> list[Key]:
        return [key_of(code) for code in self.codes]

    @cached_property
    def name(self) -> str:
        return name_key(self.line.name or "")

    @cached_property
    def words(self) -> str:
        return " ".join(sorted(self.name.split()))

    @cached_property
    def sizes(self) -> frozenset[str]:
        return frozenset(plain_color(size) for size in self.line.sizes)

    @cached_property
    def cost(self) -> Decimal | None:
        return Decimal(self.line.unit_cost) if self.line.unit_cost else None

    def color_of(self, entry: Entry) -> Verdict:
        """How the line's colour compares with the product's. What its code says counts where no column does."""
        said = [self.line.color, self.line.color_code]
        return compared(said if any(said) else self.tails, entry.product.colors)

    def explains(self, part: str) -> bool:
        """Whether a piece of its code is its own colour or size."""
        if part in self.sizes or is_plain_size(part):
            return True
        own = Color(name=self.line.color, code=self.line.color_code)
        return compared([part], [own]) >= Verdict.ALIKE


def hits_of(catalogue: Catalogue, query: Query) -> list[Hits]:
    """What each of a line's codes, and its barcode, hits; nothing of a code that hits nothing."""
    found = [_hits(catalogue, query, code) for code in query.codes]
    barcode = _allowed(query, catalogue.article(query.line.barcode))
    if barcode:
        found.append(Hits(Level.BARCODE, barcode))
    return [hits for hits in found if hits and hits.entries]


def named(catalogue: Catalogue, query: Query) -> Hits | None:
    """Products of just the line's name, with or without what stands in brackets."""
    for name in dict.fromkeys([query.line.name or "", without_brackets(query.line.name or "")]):
        if entries := _allowed(query, catalogue.named(name)):
            return Hits(Level.NAME, entries)
    return None


def _hits(catalogue: Catalogue, query: Query, code: str) -> Hits | None:
    key = key_of(code)
    for level, entries in (
        (Level.EXACT, catalogue.as_printed(code)),
        (Level.BARCODE, catalogue.article(code)),
        (Level.SPELLED, catalogue.as_spelled(key)),
        (Level.REPAIRED, _repaired(catalogue, code, key)),
    ):
        if allowed := _allowed(query, entries):
            return Hits(level, allowed)
    return _stem(catalogue, query, key)


def _repaired(catalogue: Catalogue, code: str, key: Key) -> list[Entry]:
    """Products whose code a spreadsheet turned into this: noughts lost, a decimal point, an exponent."""
    whole = whole_number(code)
    if whole:
        return catalogue.as_spelled(key_of(whole)) or catalogue.without_noughts(whole)
    if shown := scientific(code):
        exact, about = catalogue.numbered(shown.value, shown.value), catalogue.numbered(shown.low, shown.high)
        return exact if len(exact) == len(about) else []
    if found := catalogue.without_noughts(key.tight):
        return found
    number = number_meant(key.tight)
    return [] if number is None else [e for e in catalogue.numbered(number, number) if "e" in e.key.tight]


def _stem(catalogue: Catalogue, query: Query, key: Key) -> Hits | None:
    """Products of a style: the code goes on with a colour or a size, or the products' codes do."""
    if entries := _allowed(query, catalogue.stemmed(key.tight)):
        return Hits(Level.STEM, entries)
    for head, _ in splits(key):
        parts = parts_of(key, len(head))
        entries = _allowed(query, [*catalogue.same_letters(head), *catalogue.stemmed(head)])
        entries = entries or _allowed(query, catalogue.without_noughts(head))
        told = [e for e in entries if all(query.explains(part) or e.explains(part) for part in parts)]
        if told:
            colors = tuple(part for part in parts if not is_plain_size(part) and part not in query.sizes)
            return Hits(Level.STEM, told, colors)
    return None


def loosely(catalogue: Catalogue, query: Query) -> list[Entry]:
    """Products that a code may mean for all we know: it goes on unexplained, or a spreadsheet rounded it."""
    found: list[Entry] = []
    for code, key in zip(query.codes, query.keys, strict=True):
        found += catalogue.same_letters(key.tight)
        heads = (catalogue.same_letters(head) for head, _ in splits(key) if len(head) > MIN_STEM)
        found += next((entries for entries in heads if entries), [])
        if shown := scientific(code):
            found += catalogue.numbered(shown.low, shown.high)
    return _allowed(query, found)


def _allowed(query: Query, entries: Iterable[Entry]) -> list[Entry]:
    kept = {e.position: e for e in entries if e.product.product_id not in query.rejected}
    return list(kept.values())
