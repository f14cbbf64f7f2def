"""Categories from what products are called, for linesheets without headings: the last word that several names share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shared.ai.local import singular
from shared.reading.words import folded

MIN_PRODUCTS = 2  # that share a word
MIN_SHARE = 0.6  # of the products must find a category, else none does
MIN_EACH = 2.5  # products a category on the average: words that few share are names
FEW = 10  # products: too few to tell a name from a word for goods by how many share it
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
    """Which words the products of a document share. Grows with distinct names' words.

    What a thing is stands last in its name ("Wool Coat") or first ("Cappotto Lina"): the place that divides better
    tells. Where each product has a name of its own at one place ("Hemdjacke Gesa"), the other place has fewer words.
    """

    def __init__(self, names: Iterable[str]) -> None:
        counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        self._spelled: dict[str, str] = {}
        total = 0
        for name in names:
            total += 1
            for place, word in enumerate(_ends(name)):
                counts[place][key_of(word)] += 1
                self._spelled.setdefault(key_of(word), word)
        found = [{key for key, n in words.items() if n >= MIN_PRODUCTS} for words in counts]
        covered = [sum(counts[place][key] for key in known) for place, known in enumerate(found)]
        # One word for everything says nothing, and words for few are no division of the linesheet.
        divides = [len(known) >= 2 and covered[n] >= MIN_SHARE * total for n, known in enumerate(found)]
        self._place = max((0, 1), key=lambda n: (divides[n], covered[n] - len(counts[n])))
        self._known = found[self._place]
        shared = covered[self._place] >= MIN_EACH * len(self._known) or total < FEW
        self.divides = divides[self._place] and shared

    def category(self, name: str) -> str | None:
        """The category of a product of this name, None without one."""
        ends = _ends(name)
        key = key_of(ends[self._place]) if ends else ""
        return self._spelled[key] if self.divides and key in self._known else None


def _ends(name: str) -> list[str]:
    """The last and the first of the words a name may be called after."""
    words = heads(name)
    return [words[0], words[-1]] if words else []
