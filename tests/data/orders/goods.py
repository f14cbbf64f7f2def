"""The linesheet that an order is matched with, and the ways in which orders refer to its products."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.data.generated.axes import Style
from tests.data.generated.goods import Colour, Item, Maker
from tests.data.generated.language import KINDS
from tests.data.orders.truth import Status

# A colour of a near or a foreign code may look like one of ours, so a suggestion is never wrong there.
ANY: tuple[Status, ...] = ("suggested", "not_found")


@dataclass(frozen=True)
class Reference:
    """How a line refers to goods: what it prints, and what may be made of it."""

    kind: str
    code: str
    name: str
    item: Item
    colour: Colour
    product_id: str | None
    statuses: tuple[Status, ...] = ("matched",)


class Catalogue:
    """The products of a linesheet, of every group of goods. With codes by "suffix" each colourway is a product."""

    def __init__(self, style: Style, rng: random.Random, count: int = 48) -> None:
        self.style, self.rng = style, rng
        self.maker = Maker(style, rng)
        groups = list(KINDS)
        self.items = [self.maker.item(groups[k % len(groups)]) for k in range(count)]
        self.strangers = [self.maker.item(rng.choice(groups)) for _ in range(12)]

    def products(self) -> list[dict[str, Any]]:
        """As document processing stores them."""
        return [self._product(place, item) for place, item in enumerate(self.items, 1)]

    def _product(self, place: int, item: Item) -> dict[str, Any]:
        form, box = self.style.money, [36.0, 36.0 + place, 300.0, 48.0 + place]
        where = {"document_id": "linesheet", "page": 1 + place // 9, "bbox": box}
        price = {"amount": form.true(item.wholesale.low), "currency": form.currency, "amount_max": None}
        retail = {"amount": form.true(item.retail.low), "currency": form.currency, "amount_max": None}
        fields = ("style_number", "name", "category", "wholesale_price", "retail_price", "colors", "sizes")
        return {
            "product_id": self.product_id(item),
            "style_number": item.code,
            "name": item.name,
            "category": self.style.language.categories[item.group],
            "wholesale_price": price,
            "retail_price": retail,
            "colors": [{"name": c.name, "code": c.number} for c in item.colours],
            "sizes": list(item.sizes.meant),
            "materials": item.materials,
            "images": [],
            "source": where,
            "fields": {name: {"confidence": 0.98, "page": where["page"], "bbox": box} for name in fields},
        }

    def product_id(self, item: Item) -> str:
        """The stored product's id."""
        return f"p{self.items.index(item) + 1:03}"

    def taken(self, code: str) -> bool:
        """Whether a code could be taken for one of a product, spelling aside."""
        bare = plain(code)
        return any(plain(item.code) == bare for item in self.items)

    def references(self, group: Callable[[Item], bool], named: bool, plainly: bool = False) -> Iterator[Reference]:
        """Products in any order, each once and referred to in some way; `named`: lines print names and colours too."""
        own = [item for item in self.items if group(item)]
        self.rng.shuffle(own)
        kinds = ["exact"] * 11 + ["spelled"] * 4 + ["near", "absent"] + (["nameless"] * 2 if named else [])
        for item in own:
            kind = "exact" if plainly else self.rng.choice(kinds)
            made: Callable[[Item], Reference | None] = getattr(self, f"_{kind}")
            yield made(item) or self._exact(item)

    def _exact(self, item: Item) -> Reference:
        return Reference("exact", item.code, item.name, item, self.rng.choice(item.colours), self.product_id(item))

    def _spelled(self, item: Item) -> Reference | None:
        """The same code as another person types it."""
        colour = self.rng.choice(item.colours)
        suffix = self.style.codes != "suffix" and len(colour.letters) > 1
        ways = {
            "lower case": item.code.lower(),
            "no hyphens": item.code.replace("-", ""),
            "spaces": item.code.replace("-", " "),
            "split": re.sub(r"(?<=[A-Za-z])(?=\d)", " ", item.code, count=1),
            "hyphen": re.sub(r"(?<=[A-Za-z])(?=\d)", "-", item.code, count=1),
            "no zeros": item.code.lstrip("0") if item.code.isdigit() else item.code,
            "colour suffix": f"{item.code}-{colour.letters}" if suffix else item.code,
            "colour after": f"{item.code}/{colour.number}" if suffix else item.code,
        }
        ways = {how: code for how, code in ways.items() if code != item.code}
        if not ways:
            return None
        how, code = self.rng.choice(list(ways.items()))
        return Reference(f"spelled: {how}", code, item.name, item, colour, self.product_id(item))

    def _near(self, item: Item) -> Reference | None:
        """A code that differs in one digit, of goods that the linesheet does not have."""
        digits = [k for k, c in enumerate(item.code) if c.isdigit()]
        if not digits or not self.strangers:
            return None
        at = self.rng.choice(digits[1:] or digits)
        code = item.code[:at] + str((int(item.code[at]) + self.rng.randint(1, 8)) % 10) + item.code[at + 1 :]
        if self.taken(code) or code == item.code:
            return None
        stranger = self.strangers.pop()
        return Reference("near", code, stranger.name, stranger, stranger.colours[0], None, ANY)

    def _absent(self, item: Item) -> Reference | None:
        """Goods that the linesheet does not have."""
        if not self.strangers:
            return None
        stranger = self.strangers.pop()
        if self.taken(stranger.code):
            return None
        return Reference("absent", stranger.code, stranger.name, stranger, stranger.colours[0], None, ANY)

    def _nameless(self, item: Item) -> Reference:
        """No code: a name that only one product has, sometimes mistyped."""
        colour, name = self.rng.choice(item.colours), item.name
        if self.rng.random() < 0.5:
            return Reference("no code", "", name, item, colour, self.product_id(item), ("matched", "suggested"))
        at = self.rng.randrange(2, len(name) - 2)
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        exact = name == item.name
        statuses: tuple[Status, ...] = ("matched", "suggested") if exact else ("suggested",)
        return Reference("no code, mistyped", "", name, item, colour, self.product_id(item), statuses)


def plain(code: str) -> str:
    """Letters and digits, without leading zeros."""
    return re.sub(r"[^0-9a-z]", "", code.casefold()).lstrip("0")


def worth(item: Item) -> Decimal:
    """What one costs at wholesale."""
    return item.wholesale.low
