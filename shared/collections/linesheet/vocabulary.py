"""Categories from what products are called, for linesheets without headings: the last word that several names share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shared.ai.local import singular
from shared.reading.words import folded

MIN_PRODUCTS = 2  # that share a word
MIN_SHARE = 0.6  # of the products must find a category, else none does
CONFIDENCE = 0.6
_JOINING = {
    "with",
    "in",
    "of",
    "for",
    "and",
    "&",
    "a",
    "the",
    "set",
    "de",
    "en",
    "mit",
    "aus",
    "con",
    "di",
    "da",
    "-",
    "–",
    "|",
    ",",
}


def heads(name: str) -> list[str]:
    """The words a name may be called after, the likeliest first: the last before "in", "with" or a sign, as printed."""
    words = name.split()
    for n, word in enumerate(words[1:], 1):
        if word.casefold().strip("(),") in _JOINING or word.startswith("("):
            words = words[:n]
            break
    return [
        w.strip("(),.;:-–")
        for w in reversed(words)
        if sum(c.isalpha() for c in w) >= 3 and not any(map(str.isdigit, w))
    ]


def key_of(word: str) -> str:
    """A word without its number, so that "Dress" and "Dresses" are one."""
    return singular(folded(word))


class Vocabulary:
    """Which words the products of a document share. Grows with distinct names' words."""

    def __init__(self, names: Iterable[str]) -> None:
        lasts: Counter[str] = Counter()
        self._spelled: dict[str, str] = {}
        total = 0
        for name in names:
            total += 1
            last = next(iter(heads(name)), None)
            if last:
                lasts[key_of(last)] += 1
                self._spelled.setdefault(key_of(last), last)
        self._known = {key for key, n in lasts.items() if n >= MIN_PRODUCTS}
        covered = sum(n for key, n in lasts.items() if key in self._known)
        # One word for everything says nothing, and words for few are no division of the linesheet.
        self.divides = len(self._known) >= 2 and covered >= MIN_SHARE * total

    def category(self, name: str) -> str | None:
        """The category of a product of this name, None without one."""
        found = next((key_of(word) for word in heads(name)[:1] if key_of(word) in self._known), None)
        return self._spelled[found] if found and self.divides else None
