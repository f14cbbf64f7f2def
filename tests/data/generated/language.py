"""What a brand's language gives to its linesheet: nouns, colours, label words, terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.data.artwork import RGB

# Groups of goods and the figures that show them (tests/data/shapes.py).
KINDS: dict[str, tuple[str, ...]] = {
    "knit": ("sweater", "cardigan", "tee"),
    "dress": ("dress", "skirt", "trousers"),
    "outer": ("coat", "shirt"),
    "bags": ("tote", "crossbody", "backpack"),
    "shoes": ("boot", "sneaker", "loafer"),
    "small": ("hat", "scarf"),
    "home": ("vase", "mug", "bowl"),
}
CLOTHES = ("knit", "dress", "outer")
# What the colours look like; every language names them in this order.
PALETTE: tuple[RGB, ...] = (
    (30, 30, 34),
    (236, 230, 214),
    (38, 50, 92),
    (172, 40, 48),
    (104, 112, 70),
    (206, 186, 148),
    (40, 118, 124),
    (218, 164, 164),
    (206, 156, 52),
    (132, 134, 138),
    (112, 72, 50),
    (150, 128, 168),
)


@dataclass(frozen=True)
class Language:
    """One language's words.

    nouns: by figure; fabrics: by "textile", "leather" and "home"; categories: by group of goods. `prices` are pairs of
    labels (wholesale, retail) as brands print them together. `terms` are sentences with {a} and {b} for amounts.
    noun_first: "Robe Camille" rather than "Camille Dress".
    """

    code: str
    nouns: Mapping[str, Sequence[str]]
    given: Sequence[str]
    noun_first: bool
    colours: Sequence[str]
    categories: Mapping[str, str]
    prices: Sequence[tuple[str, str]]
    style: Sequence[str]
    name: str
    colour: str
    size: str
    material: str
    picture: str
    quantity: str
    one_size: str
    fabrics: Mapping[str, Sequence[str]]
    notes: Sequence[str]
    season: str
    title: str
    origin: str
    minimum: str
    priced_in: str
    terms_title: str
    terms: Sequence[str]
    freight: tuple[str, str, str]  # title, heading of the weight column, heading of the price column
    size_chart: tuple[str, str, str, str]  # title, and the words for chest, waist, hip
