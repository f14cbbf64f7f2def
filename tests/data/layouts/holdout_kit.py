"""What the held-out layouts share: goods made up apart from tests/data/brands, plain test pictures, truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageDraw

from tests.data import artwork
from tests.data.truth import Box, Price, TrueProduct

PALETTE: dict[str, tuple[int, int, int]] = {
    "Black": (25, 25, 28),
    "Ivory": (238, 232, 214),
    "Navy": (32, 44, 88),
    "Red": (190, 40, 44),
    "Olive": (98, 104, 60),
    "Sand": (208, 188, 150),
    "Teal": (30, 120, 124),
    "Blush": (226, 180, 176),
    "Mustard": (206, 160, 48),
    "Grey": (128, 130, 134),
    "Cobalt": (36, 70, 180),
    "Lilac": (178, 156, 204),
}


@dataclass(frozen=True)
class Item:
    """One product as its linesheet prints it; prices are plain decimals, None where it prints none."""

    code: str | None
    name: str
    category: str
    wholesale: str | None
    retail: str | None
    colors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    materials: str | None = None

    def truth(self, page: int, boxes: Sequence[Box], currency: str) -> TrueProduct:
        """What page `page` says of it."""
        return TrueProduct(
            style_number=self.code,
            name=self.name,
            category=self.category,
            wholesale_price=Price(amount=self.wholesale, currency=currency) if self.wholesale else None,
            retail_price=Price(amount=self.retail, currency=currency) if self.retail else None,
            colors=list(self.colors),
            sizes=list(self.sizes),
            materials=self.materials,
            page=page,
            pictures=list(boxes),
        )


@dataclass(frozen=True)
class Goods:
    """What to draw items from. `names` are two lists, joined by a space; `code` makes a new style number."""

    nouns: Mapping[str, Sequence[str]]
    given: Sequence[str]
    counts: Sequence[int]
    code: Callable[[random.Random, int], str | None]
    prices: tuple[int, int]
    cents: Sequence[str] = ("00", "50")
    markup: float = 2.5
    sizes: tuple[str, ...] = ()
    materials: Sequence[str | None] = (None,)
    colours: Sequence[str] = tuple(PALETTE)


def make_items(goods: Goods, rng: random.Random) -> list[Item]:
    """The goods' items by category; no name occurs twice."""
    items: list[Item] = []
    for (category, nouns), count in zip(goods.nouns.items(), goods.counts, strict=True):
        pairs = [(g, n) for g in goods.given for n in nouns]
        for given, noun in rng.sample(pairs, count):
            low, high = goods.prices
            whole = rng.randint(low, high)
            items.append(
                Item(
                    code=goods.code(rng, len(items)),
                    name=f"{given} {noun}",
                    category=category,
                    wholesale=f"{whole}.{rng.choice(goods.cents)}",
                    retail=f"{round(whole * goods.markup)}.{rng.choice(goods.cents)}",
                    colors=tuple(rng.sample(list(goods.colours), rng.randint(1, 3))),
                    sizes=goods.sizes,
                    materials=rng.choice(goods.materials),
                )
            )
    return items


def by_category(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The items of each category, in order."""
    for name, group in groupby(items, key=lambda i: i.category):
        yield name, list(group)


def flat(colour: str, width: int, height: int) -> bytes:
    """The picture of a quick test: one flat colour, nothing in it."""
    return artwork.encoded(Image.new("RGB", (width, height), PALETTE.get(colour, (150, 150, 150))), "JPEG")


def drawn(rng: random.Random, colour: str, width: int, height: int, kind: str = "JPEG") -> bytes:
    """A quick test picture: a pale ground with a few shapes on it."""
    ground = tuple(rng.randint(225, 250) for _ in range(3))
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    ink = PALETTE.get(colour, (150, 150, 150))
    draw.rounded_rectangle((width * 0.25, height * 0.15, width * 0.75, height * 0.9), 12, fill=ink)
    x, y = rng.uniform(0.3, 0.6) * width, rng.uniform(0.3, 0.7) * height
    draw.ellipse((x, y, x + width * 0.15, y + width * 0.15), fill=tuple(min(255, c + 60) for c in ink))
    return artwork.encoded(image, kind)


def studio(kind: str, colour: str, size: tuple[int, int], accent: str = "Grey") -> bytes:
    """A drawn product on a studio ground; `kind` as in tests/data/shapes."""
    return artwork.product_jpeg(kind, PALETTE.get(colour, (150, 150, 150)), PALETTE[accent], size=size)
