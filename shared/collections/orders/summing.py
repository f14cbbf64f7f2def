"""Rows that sum up: what the label of a total says it is, in many languages."""

from __future__ import annotations

import re
from functools import lru_cache

from shared.collections.orders.roles import header_weights, phrases, simple
from shared.collections.orders.sum_words import LABELS, Sum
from shared.collections.orders.words_east import SUMS as LABELS_EAST
from shared.reading.currencies import CODES, SIGNS

__all__ = ["Sum", "charge_in", "names_sum", "summary_of"]

MAX_LABEL = 60
_NOISE = re.compile(r"\d[\d.,' ]*\s?%?|%|[:=*#@]+|\((?=\s*\))")
_MONEY = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(s) for s in sorted([*CODES, *SIGNS], key=len, reverse=True))
    + r")(?![^\W\d_])"
)
_KNOWN: dict[str, Sum] = {}
for _sum, _listed in (*LABELS.items(), *LABELS_EAST.items()):
    for _phrase in phrases(_listed):
        _KNOWN.setdefault(_phrase, _sum)
_SIDES = re.compile(r"\s*[/|·•()\[\]\n]\s*|\s+[-–—]\s+")
_OPENING = re.compile(
    r"(?:sub ?total|grand total|total|totale|totaal|gesamt|summe|sous total|zwischensumme|subtotale|subtotaal|razem"
    r"|toplam)(?: (?:for|of|de|per|pour|fur|di|da|van|style|section|page|category) .*)"
    # What only sums can be called needs no "of": "Subtotal Knitwear", "Zwischensumme Strick".
    r"|(?:sub ?total|sub ?totaal|subtotale|sous total|zwischensumme|delsumma|delsum|ara toplam)(?: \S+){1,4}"
)


_WORDS = frozenset(
    phrases(
        "total, totals, totale, totaal, totalt, totales, totais, ttl, tot, sum, summe, gesamt, somma, suma, soma,"
        "summa, razem, toplam, samlet, insgesamt, 合计, 合計, 总计, إجمالي, اجمالي, مجموع, סה״כ, סהכ"
    )
)
_CHARGES: tuple[Sum, ...] = ("discount", "tax", "shipping")


def _composed(label: str) -> Sum | None:
    """What a word for a sum and that for a column make together ("Summe Stück", "Total uds.", "Total importe")."""
    words = label.split()
    if not 2 <= len(words) <= 3:
        return None
    for rest in (words[1:] if words[0] in _WORDS else [], words[:-1] if words[-1] in _WORDS else []):
        weights = header_weights(" ".join(rest)) if rest else {}
        if weights.get("quantity", 0.0) >= 0.8:
            return "quantity"
        if weights.get("total", 0.0) >= 0.8:
            return "total"
    return None


def names_sum(text: str) -> bool:
    """Whether a label has a word for a sum at its beginning or end ("Total Knitwear", "Strickwaren gesamt")."""
    words = simple(text).split() if len(text) <= MAX_LABEL else []
    return bool(words) and bool(_WORDS & {words[0], words[-1]})


@lru_cache(maxsize=20_000)
def charge_in(text: str) -> Sum | None:
    """What a label of more words charges for ("Dto. comercial", "Customer discount"), in rows that are no lines."""
    if len(text) > MAX_LABEL:
        return None
    words = simple(_NOISE.sub(" ", _MONEY.sub(" ", text))).split()
    if len(words) > 5:
        return None
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            kind = _KNOWN.get(" ".join(words[start : start + length]))
            if kind in _CHARGES:
                return kind
    return None


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
    if len(sides) == 1 and (made := _composed(sides[0])):
        return made
    return "subtotal" if len(sides) and _OPENING.fullmatch(" ".join(sides)) else None
