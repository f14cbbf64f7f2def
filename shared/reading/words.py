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
    """Matches any of the phrases as whole words in folded text, the longest first."""
    ordered = sorted({folded(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, ordered)) + r")(?![a-z0-9])")
