"""The products that order lines are matched with, found by any form of their codes and by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from shared.collections.models import Product
from shared.collections.orders.hues import Verdict, compared, plain_color
from shared.collections.orders.keys import (
    Key,
    article_number,
    bare_number,
    key_of,
    name_key,
    number_meant,
    printed,
    splits,
)
from shared.reading.sizes import is_size

COMMON = 20  # products that share a word of their names: it tells none of them apart


@dataclass(eq=False)
class Entry:
    """A product, and the forms in which it is compared."""

    product: Product
    position: int
    code: str = field(init=False)
    key: Key = field(init=False)
    name: str = field(init=False)
    words: str = field(init=False)

    def __post_init__(self) -> None:
        self.code = printed(self.product.style_number or "")
        self.key = key_of(self.code)
        self.name = name_key(self.product.name or "")
        self.words = " ".join(sorted(self.name.split()))

    @cached_property
    def sizes(self) -> frozenset[str]:
        return frozenset(plain_color(size) for size in self.product.sizes)

    @cached_property
    def price(self) -> Decimal | None:
        price = self.product.wholesale_price
        return Decimal(price.amount) if price else None

    def stems(self) -> Iterator[tuple[str, str]]:
        """Its code without its own colour or size at the end, and what was cut off."""
        for head, tail in splits(self.key):
            if all(self.explains(part) for part in parts_of(self.key, len(head))):
                yield head, tail

    def explains(self, part: str) -> bool:
        """Whether a piece of a code is a colour or a size of this product."""
        if part in self.sizes:
            return True
        return compared([part], self.product.colors) >= Verdict.ALIKE


def parts_of(key: Key, start: int) -> list[str]:
    """The rest of a key from `start`, cut where signs stand."""
    cuts = [start, *sorted(cut for cut in key.cuts if cut > start), len(key.tight)]
    return [key.tight[a:b] for a, b in pairwise(cuts)]


def is_plain_size(part: str) -> bool:
    """Whether a piece of a code is a size beyond doubt: a number might as well be a colour or a variant."""
    return not part.isdigit() and is_size(part)


class Catalogue:
    """An index of products. Every look-up takes the same time for ten products as for ten thousand."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.entries = [Entry(product, position) for position, product in enumerate(products)]
        self.by_id = {entry.product.product_id: entry for entry in self.entries}
        self.tights = [entry.key.tight for entry in self.entries]
        self.words = [entry.words for entry in self.entries]
        self._printed = self._index(lambda e: [e.code])
        self._tight = self._index(lambda e: [e.key.tight])
        self._bare = self._index(lambda e: [bare_number(e.key.tight)])
        self._stems = self._index(lambda e: dict.fromkeys(head for head, _ in e.stems()))
        self._article = self._index(lambda e: [article_number(e.code)])
        self._name = self._index(lambda e: [e.name])
        self._word = self._index(lambda e: dict.fromkeys(e.name.split()))
        self._number: dict[Decimal, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if (number := number_meant(entry.code)) is not None:
                self._number[number].append(entry)

    def _index(self, forms: Callable[[Entry], Iterable[str | None]]) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for form in forms(entry):
                if form:
                    index[form].append(entry)
        return dict(index)

    def as_printed(self, code: str) -> list[Entry]:
        """Products whose code is printed just so."""
        return self._printed.get(printed(code), [])

    def as_spelled(self, key: Key) -> list[Entry]:
        """Products whose code has the same letters and digits, and no sign at another place."""
        return [entry for entry in self._tight.get(key.tight, ()) if entry.key.spells(key)]

    def same_letters(self, tight: str) -> list[Entry]:
        """Products whose code has the same letters and digits, wherever signs stand."""
        return self._tight.get(tight, [])

    def without_noughts(self, tight: str) -> list[Entry]:
        """Products whose number is this one where the leading noughts of one of the two were lost."""
        bare = bare_number(tight)
        found = self._bare.get(bare, ()) if bare else ()
        return [entry for entry in found if (entry.key.tight == bare) != (tight == bare)]

    def stemmed(self, tight: str) -> list[Entry]:
        """Products whose code goes on after this with a colour or a size of theirs."""
        return self._stems.get(tight, [])

    def article(self, code: str | None) -> list[Entry]:
        """Products whose code is this article number of trade."""
        number = article_number(code)
        return self._article.get(number, []) if number else []

    def numbered(self, low: Decimal, high: Decimal) -> list[Entry]:
        """Products whose code a spreadsheet takes for a number between these."""
        if low == high:
            return self._number.get(low, [])
        return [entry for number, entries in self._number.items() if low <= number <= high for entry in entries]

    def named(self, name: str) -> list[Entry]:
        """Products of just this name."""
        return self._name.get(name_key(name), [])

    def sharing_words(self, name: str) -> list[Entry]:
        """Products whose names share a word with this one that is not common."""
        found: dict[int, Entry] = {}
        for word in name.split():
            entries = self._word.get(word, ())
            if len(entries) <= COMMON:
                found.update((entry.position, entry) for entry in entries)
        return list(found.values())
