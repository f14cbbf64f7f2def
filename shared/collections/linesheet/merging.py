"""One page read twice, by our own reader and by a model: what counts.

The model's products stand for the page where they hold every style number and price that our reader found there, and
every name of a product without a number. Else our reader's products stand; the model fills in what they lack, and adds
products that stand where ours has none. In both cases a value that both read is surest; of two that differ ours counts
where a label says it, the model's otherwise and where ours took a number for a name, and neither is sure; what one
alone read is less sure than what both did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import Any

from shared.collections.linesheet.draft import SURE, Draft, Value
from shared.collections.models import Money
from shared.reading.geometry import area, covered, intersection, union
from shared.reading.words import folded

AGREED, ALONE, DISPUTED = 0.99, 0.9, 0.6


def merged(ours: Sequence[Draft], theirs: Sequence[Draft]) -> list[Draft]:
    """A page's products by both readings, in reading order."""
    if not theirs:
        return list(ours)
    partner = _pairs(ours, theirs)
    if _covers(theirs, ours):
        back = {theirs_at: ours_at for ours_at, theirs_at in partner.items()}
        return [_one(ours[back[n]], draft) if n in back else draft for n, draft in enumerate(theirs)]
    made = [_one(draft, theirs[partner[n]]) if n in partner else draft for n, draft in enumerate(ours)]
    paired = set(partner.values())
    return made + [d for n, d in enumerate(theirs) if n not in paired and not _touches(d, ours)]


def _covers(theirs: Sequence[Draft], ours: Sequence[Draft]) -> bool:
    return not _evidence(ours) - _evidence(theirs)


def _evidence(drafts: Sequence[Draft]) -> Counter[Hashable]:
    """What products are known by: numbers, prices of whichever kind, and names where there is no number."""
    seen: Counter[Hashable] = Counter()
    numbered = {_same(d.get("name")) for d in drafts if d.get("style_number") and d.get("name")}
    for draft in drafts:
        if draft.get("style_number"):
            seen["number", _same(draft.get("style_number"))] += 1
        elif _same(draft.get("name")) not in numbered:
            seen["name", _same(draft.get("name"))] += 1
        seen.update(("price", _same(draft.get(f))) for f in ("wholesale_price", "retail_price") if draft.get(f))
    return seen


def _touches(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a product's name or number stands in another product."""
    heads = [draft.values[f].bbox for f in ("style_number", "name") if f in draft.values]
    return any(area(intersection(head, other.bbox)) > 0 for head in heads for other in others)


def _pairs(ours: Sequence[Draft], theirs: Sequence[Draft]) -> dict[int, int]:
    """Which of ours is which of theirs; the likeliest pairs first."""
    scored = [(_likeness(a, b), n, m) for n, a in enumerate(ours) for m, b in enumerate(theirs)]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, n, m in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= 0.5 and n not in partner and m not in taken:
            partner[n] = m
            taken.add(m)
    return partner


def _likeness(a: Draft, b: Draft) -> float:
    score = max(covered(b.bbox, a.bbox), covered(a.bbox, b.bbox))
    for field, weight in (("style_number", 4.0), ("name", 2.0)):
        if a.get(field) and b.get(field):
            same = _same(a.get(field)) == _same(b.get(field))
            score += weight if same else -weight / 4
    return score + (2.0 if _takes(a, "name", b, "style_number") or _takes(a, "style_number", b, "name") else 0.0)


def _takes(ours: Draft, field: str, theirs: Draft, other: str) -> bool:
    """Whether we read as `field` what they read as `other`."""
    return bool(ours.get(field)) and _same(ours.get(field)) == _same(theirs.get(other))


def _one(ours: Draft, theirs: Draft) -> Draft:
    """One product of two readings."""
    draft = Draft(
        page=ours.page,
        bbox=union((ours.bbox, theirs.bbox)),
        region=union((ours.region, theirs.bbox)),
        values={},
        pictures=ours.pictures,
        top=ours.top,
    )
    for field in dict.fromkeys((*ours.values, *theirs.values)):
        draft.values[field] = _value(ours.values.get(field), theirs.values.get(field))
    for field, other in (("name", "style_number"), ("style_number", "name")):
        if _takes(ours, field, theirs, other) and field in theirs.values and not _takes(ours, field, theirs, field):
            draft.values[field] = _disputed(theirs.values[field])
    return draft


def _value(ours: Value | None, theirs: Value | None) -> Value:
    if ours is None or theirs is None:
        found = ours or theirs
        assert found is not None, "one of both has the field"
        return Value(found.value, found.bbox, min(found.confidence, ALONE), found.page)
    if _same(ours.value) == _same(theirs.value):
        return Value(ours.value, ours.bbox, max(ours.confidence, AGREED), ours.page)
    colors = _colors(ours.value, theirs.value)
    if colors is not None:
        return Value(colors, union((ours.bbox, theirs.bbox)), max(ours.confidence, AGREED), ours.page)
    return _disputed(ours if ours.confidence >= SURE else theirs)


def _colors(ours: Any, theirs: Any) -> list[tuple[Any, Any]] | None:
    """Colours that agree though one reading has names or codes that the other has not; None for what does not agree."""
    if not isinstance(ours, list) or len(ours) != len(theirs) or not all(isinstance(row, tuple) for row in ours):
        return None
    left, made = list(theirs), []
    for row in ours:
        other = next((b for b in left if _meet(row, b)), None)
        if other is None:
            return None
        left.remove(other)
        made.append((row[0] or other[0], row[1] or other[1]))
    return made


def _meet(a: tuple[Any, Any], b: tuple[Any, Any]) -> bool:
    """Whether two colours have a name or code in common, and none that differ."""
    same = [_same(x) == _same(y) for x, y in zip(a, b, strict=True) if x and y]
    return bool(same) and all(same)


def _disputed(winner: Value) -> Value:
    return Value(winner.value, winner.bbox, DISPUTED, winner.page)


def _same(value: Any) -> Hashable:
    """What two readings of one value share: letters and digits; amounts, for the kinds of writing a price has."""
    if isinstance(value, Money):
        return Decimal(value.amount), Decimal(value.amount_max) if value.amount_max else None
    if isinstance(value, (list, tuple)):
        return frozenset(_same(part) for part in value if part)
    return "".join(c for c in folded(str(value or "")) if c.isalnum())
