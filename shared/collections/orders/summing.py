"""Rows that sum up: what the label of a total says it is, in many languages."""

from __future__ import annotations

import re
from functools import lru_cache

from shared.collections.orders.roles import phrases, simple
from shared.collections.orders.sum_words import LABELS, Sum
from shared.reading.currencies import CODES, SIGNS

__all__ = ["Sum", "summary_of"]

MAX_LABEL = 60
_NOISE = re.compile(r"\d[\d.,' ]*\s?%?|%|[:=*#]+|\((?=\s*\))")
_MONEY = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(s) for s in sorted([*CODES, *SIGNS], key=len, reverse=True))
    + r")(?![^\W\d_])"
)
_KNOWN: dict[str, Sum] = {}
for _sum, _listed in LABELS.items():
    for _phrase in phrases(_listed):
        _KNOWN.setdefault(_phrase, _sum)
_SIDES = re.compile(r"\s*[/|·•()\[\]\n]\s*|\s+[-–—]\s+")
_OPENING = re.compile(
    r"(?:sub ?total|grand total|total|totale|totaal|gesamt|summe|sous total|zwischensumme|subtotale|subtotaal|razem"
    r"|toplam)(?: (?:for|of|de|per|pour|fur|di|da|van|style|section|page|category) .*)"
)


@lru_cache(maxsize=20_000)
def summary_of(text: str) -> Sum | None:
    """What a label sums up ("Sub-Total:", "VAT 20 %", "Gesamt / Total (EUR)"); None for any other text."""
    if not text or len(text) > MAX_LABEL:
        return None
    bare = _MONEY.sub(" ", text)
    for form in (text, bare, _NOISE.sub(" ", bare)):
        found = _KNOWN.get(simple(form))
        if found:
            return found
    sides = [side for part in _SIDES.split(_NOISE.sub(" ", bare)) if (side := simple(part))]
    kinds = [_KNOWN.get(side) for side in sides]
    if len(sides) >= 2 and kinds[0] and sum(kind is not None for kind in kinds) * 2 >= len(kinds):
        return kinds[0]
    return "subtotal" if len(sides) and _OPENING.fullmatch(" ".join(sides)) else None
