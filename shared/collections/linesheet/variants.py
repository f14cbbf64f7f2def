"""One product in many colours with a code each ("HN7491", then "HN7491-902 Lilas"): one product, as a person would say.

The rule: what carries a labelled style number with a suffix is a colour of that product, and the suffix its code.
Where each colour's whole number is labelled as a style number, each is a product of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared.collections.linesheet.draft import LIKELY, Draft
from shared.reading.geometry import Box, union, x_overlap, y_overlap
from shared.reading.marks import Mark
from shared.reading.units import Unit

_SUFFIX = re.compile(r"[-./_ ]([A-Z0-9]{1,6})")
COLOR_WORDS = 4
COLOR_EMS = 12.0  # from a code to its colour on the same row
UNDER_EMS = 1.2


def suffix_of(code: str, base: str) -> str | None:
    """What a code adds to a style number ("902" of "HN7491-902"); None where it is another."""
    match = _SUFFIX.fullmatch(code, len(base)) if code.startswith(base) and len(base) >= 3 else None
    return match[1] if match else None


def joined_units(units: Sequence[Unit]) -> list[Unit]:
    """A page's units, those of one product's colours as one. They keep the place of the first."""
    bases = {m.code for unit in units for m in unit.marks if m.label == "code" and m.code}
    if not bases or not any(_variant(m.code or "", bases) for unit in units for m in unit.marks):
        return list(units)
    groups: dict[str, list[Unit]] = {}
    for n, unit in enumerate(units):
        groups.setdefault(_base(unit, bases) or f"#{n}", []).append(unit)
    return [_joined(group) for group in groups.values()]


def _variant(code: str, bases: set[str]) -> str | None:
    """The style number that a code is a colour of."""
    found = [base for base in bases if suffix_of(code, base)]
    return max(found, key=len) if found else None


def _base(unit: Unit, bases: set[str]) -> str | None:
    for m in unit.marks:
        if m.label == "code" and m.code:
            return m.code
    return next((base for m in unit.marks if m.code and (base := _variant(m.code, bases))), None)


def _joined(group: Sequence[Unit]) -> Unit:
    first = group[0]
    if len(group) == 1:
        return first
    marks = sorted({m.line.index: m for unit in group for m in unit.marks}.values(), key=lambda m: m.line.index)
    pictures = list(dict.fromkeys(n for unit in group for n in unit.pictures))
    return Unit(first.anchor, marks, pictures, union(unit.bbox for unit in group))


def put_variants(draft: Draft, marks: Sequence[Mark], used: set[int]) -> None:
    """The colours of a product whose codes are its style number with a suffix, each named beside or under it."""
    base = draft.get("style_number") or _bare_base(draft, marks, used)
    if not base:
        return
    colors: list[tuple[str | None, str | None]] = []
    boxes: list[Box] = []
    for m in marks:
        suffix = suffix_of(m.code, base) if m.code and m.label is None and m.line.index not in used else None
        if suffix is None:
            continue
        used.add(m.line.index)
        name = _named(m, marks, used)
        if name is not None:
            used.add(name.line.index)
        colors.append((name.text if name else suffix, suffix))
        boxes.append((name or m).bbox)
    if colors:
        draft.put("colors", list(dict.fromkeys(colors)), union(boxes), LIKELY)


def _bare_base(draft: Draft, marks: Sequence[Mark], used: set[int]) -> str | None:
    """A style number without a label, of which other codes of the product are colours ("42378", "42378-385")."""
    free = [m for m in marks if m.code and m.label is None and m.line.index not in used]
    for m in free:
        if m.code and any(suffix_of(other.code or "", m.code) for other in free if other is not m):
            used.add(m.line.index)
            draft.put("style_number", m.code, m.bbox, LIKELY)
            return m.code
    return None


def _named(code: Mark, marks: Sequence[Mark], used: set[int]) -> Mark | None:
    """The colour's name: right of its code on the row, else right under it."""
    free = [
        m
        for m in marks
        if m.line.index not in used
        and not (m.prices or m.label or m.code)
        and len(m.text.split()) <= COLOR_WORDS
        and any(map(str.isalpha, m.text))
    ]
    size = code.style.size
    row = [m for m in free if y_overlap(m.bbox, code.bbox) > 0.5 and 0 <= m.bbox[0] - code.bbox[2] < COLOR_EMS * size]
    if row:
        return min(row, key=lambda m: m.bbox[0])
    under = [
        m
        for m in free
        if x_overlap(m.bbox, code.bbox) > 0.3 and -0.5 * size < m.bbox[1] - code.bbox[3] < UNDER_EMS * size
    ]
    return min(under, key=lambda m: m.bbox[1]) if under else None
