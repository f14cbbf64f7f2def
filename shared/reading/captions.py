"""What stands round a price: the label beside or above it, and the line that strikes it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.reading.geometry import Box, overlap, x_overlap, y_overlap
from shared.reading.lexicon import PriceKind, field_of
from shared.reading.marks import Mark
from shared.reading.rtl import is_right_to_left

ABOVE_EMS = 1.3
BESIDE_EMS = 16.0
PRICE_KINDS: dict[str, PriceKind] = {"wholesale": "wholesale", "retail": "retail", "case": "case"}


def caption_prices(marks: Sequence[Mark]) -> None:
    """Give prices that do not say their kind the kind of the label beside them, else of the one right above."""
    labels = [(m, kind) for m in marks if not m.prices and (kind := PRICE_KINDS.get(field_of(m.text) or ""))]
    if not labels:
        return
    for m in marks:
        if len(m.prices) == 1 and m.prices[0].kind is None:
            kind = _beside(m, labels, marks) or _above(m, labels)
            if kind:
                m.prices = [replace(m.prices[0], kind=kind)]


def _beside(m: Mark, labels: Sequence[tuple[Mark, PriceKind]], marks: Sequence[Mark]) -> PriceKind | None:
    row = [o for o in marks if o is not m and y_overlap(o.bbox, m.bbox) > 0.5 and o.bbox[2] <= m.bbox[0] + 1]
    nearest = max(row, key=lambda o: o.bbox[2], default=None)
    for label, kind in labels:
        if label is nearest and m.bbox[0] - label.bbox[2] < BESIDE_EMS * m.style.size:
            return kind
    # In Hebrew and Arabic a label stands right of what it names.
    row = [o for o in marks if o is not m and y_overlap(o.bbox, m.bbox) > 0.5 and o.bbox[0] >= m.bbox[2] - 1]
    nearest = min(row, key=lambda o: o.bbox[0], default=None)
    if nearest is None or not is_right_to_left(nearest.text) or nearest.bbox[0] - m.bbox[2] > BESIDE_EMS * m.style.size:
        return None
    return next((kind for label, kind in labels if label is nearest), None)


def _above(m: Mark, labels: Sequence[tuple[Mark, PriceKind]]) -> PriceKind | None:
    for label, kind in labels:
        apart = m.bbox[1] - label.bbox[3]
        if -0.5 * label.style.size < apart < ABOVE_EMS * m.style.size and x_overlap(label.bbox, m.bbox) > 0.3:
            return kind
    return None


def without_struck(marks: Sequence[Mark], rules: Sequence[Box]) -> list[Mark]:
    """Marks without prices that are struck out by a line through their middle. The new price takes over the kind."""
    gone: set[int] = set()
    for m in marks:
        struck = [p for p in m.prices if any(_strikes(rule, p.bbox) for rule in rules)]
        if not struck:
            continue
        m.prices = [p for p in m.prices if p not in struck]
        heir = m if m.prices else _next(m, marks)
        if heir is not None and heir.prices and heir.prices[0].kind is None:
            heir.prices = [replace(heir.prices[0], kind=struck[0].kind), *heir.prices[1:]]
        if not m.prices:
            gone.add(m.line.index)
    return [m for m in marks if m.line.index not in gone]


def _next(m: Mark, marks: Sequence[Mark]) -> Mark | None:
    row = [o for o in marks if o.prices and y_overlap(o.bbox, m.bbox) > 0.5 and o.bbox[0] >= m.bbox[2] - 1]
    return min(row, key=lambda o: o.bbox[0], default=None)


def _strikes(rule: Box, box: Box) -> bool:
    height = box[3] - box[1]
    level = box[1] + 0.3 * height < (rule[1] + rule[3]) / 2 < box[3] - 0.25 * height
    width = box[2] - box[0]
    return level and overlap(rule[0], rule[2], box[0], box[2]) > 0.8 and rule[2] - rule[0] < 1.5 * width + 6
