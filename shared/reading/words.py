"""Comparing printed words: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"})


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case without accents, runs of white space as one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain).strip()


def phrases(listed: str) -> re.Pattern[str]:
    """Matches any of the phrases of a list that is written as text, separated by commas."""
    return pattern_of(phrase.strip() for phrase in listed.replace("\n", " ").split(",") if phrase.strip())


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases as whole words in folded text, the longest where several begin alike.

    Written as a tree of their letters, so that a text is compared with hundreds of phrases at once.
    """
    root = _Tree()
    for phrase in phrases:
        node = root
        for letter in folded(phrase):
            node = node.setdefault(letter, _Tree())
        node[""] = _Tree()
    return re.compile(r"(?<![a-z0-9])" + _written(root) + r"(?![a-z0-9])")


class _Tree(dict[str, "_Tree"]):
    """Letters, each with those that may follow it; "" where a phrase may end."""


def _written(node: _Tree) -> str:
    branches = [re.escape(letter) + _written(after) for letter, after in sorted(node.items()) if letter]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return one + "?" if "" in node else one
