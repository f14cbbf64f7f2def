"""Products of invented brands: a vocabulary and a seed in, wares out. Each style number and name occurs once."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from tests.data.artwork import RGB, Pattern


@dataclass(frozen=True)
class Colour:
    """A colour as a linesheet names it, with what it looks like."""

    name: str
    rgb: RGB


@dataclass(frozen=True)
class Group:
    """A category: `nouns` maps a picture's kind to the words for such a product."""

    name: str
    nouns: dict[str, tuple[str, ...]]
    count: int
    sizes: tuple[str, ...]
    materials: tuple[str, ...]


@dataclass(frozen=True)
class Brand:
    """How one brand names, numbers and prices. In `code`, # is a digit and ? a letter.

    `prices` are the lowest and highest wholesale price in whole units, `step` what they are rounded to, `less` is
    taken off afterwards (0.05 makes 41.95), `markup` leads to the retail price. `noun_first`: "Robe Camille".
    """

    name: str
    groups: tuple[Group, ...]
    given: tuple[str, ...]
    colours: tuple[Colour, ...]
    code: str | None
    currency: str
    prices: tuple[int, int] = (20, 180)
    step: Decimal = Decimal(1)
    less: Decimal = Decimal(0)
    markup: Decimal = Decimal("2.4")
    noun_first: bool = False
    colours_each: tuple[int, int] = (1, 3)


@dataclass(frozen=True)
class Ware:
    """One product of a brand, with how it looks."""

    kind: str
    name: str
    category: str
    code: str | None
    wholesale: Decimal
    retail: Decimal
    colours: tuple[Colour, ...]
    sizes: tuple[str, ...]
    materials: str
    accent: RGB
    pattern: Pattern


_PATTERNS: tuple[Pattern, ...] = ("plain", "plain", "plain", "knit", "stripe", "check", "dots")
_ONLY_PLAIN = {"boot", "loafer", "backpack", "crossbody", "watch", "hat", "vase", "bowl"}


def _code(rng: random.Random, pattern: str) -> str:
    swap = {"#": "0123456789", "?": "ABCDEFGHKLMNPRSTVWX"}
    return "".join(rng.choice(swap[c]) if c in swap else c for c in pattern)


def _price(rng: random.Random, brand: Brand) -> tuple[Decimal, Decimal]:
    def rounded(value: Decimal) -> Decimal:
        return max((value / brand.step).quantize(Decimal(1)) * brand.step - brand.less, Decimal("0.01"))

    low, high = brand.prices
    wholesale = rounded(Decimal(str(round(rng.uniform(low, high), 2))))
    return wholesale, rounded(wholesale * brand.markup)


def make_wares(brand: Brand, seed: int) -> list[Ware]:
    """The brand's products in the order of its categories."""
    rng = random.Random(f"{brand.name}/{seed}")
    codes: set[str | None] = set()
    names: set[str] = set()
    wares = []
    for group in brand.groups:
        for _ in range(group.count):
            ware = _ware(rng, brand, group)
            while ware.name in names or (ware.code in codes and ware.code is not None):
                ware = _ware(rng, brand, group)
            names.add(ware.name)
            codes.add(ware.code)
            wares.append(ware)
    return wares


def _ware(rng: random.Random, brand: Brand, group: Group) -> Ware:
    kind = rng.choice(list(group.nouns))
    noun, given = rng.choice(group.nouns[kind]), rng.choice(brand.given)
    wholesale, retail = _price(rng, brand)
    colours = tuple(rng.sample(brand.colours, rng.randint(*brand.colours_each)))
    other = rng.choice([c for c in brand.colours if c not in colours])
    return Ware(
        kind=kind,
        name=f"{noun} {given}" if brand.noun_first else f"{given} {noun}",
        category=group.name,
        code=_code(rng, brand.code) if brand.code else None,
        wholesale=wholesale,
        retail=retail,
        colours=colours,
        sizes=group.sizes,
        materials=rng.choice(group.materials),
        accent=other.rgb,
        pattern="plain" if kind in _ONLY_PLAIN else rng.choice(_PATTERNS),
    )
