"""What announces a product on a page: its group of prices, or its style number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shared.reading.codes import shape_of
from shared.reading.geometry import Box, gap, overlap, x_overlap, y_overlap
from shared.reading.marks import Mark, opening_code
from shared.reading.units import Anchor

STACK_LINES = 3.2  # prices of one product stand at most this many line heights apart
NEAR_EMS = 3.0
WINDOW = 0.14  # of the page's height: how far above and below a strip is searched for what bridges it


def find_anchors(marks: Sequence[Mark], pictures: Sequence[Box], height: float) -> list[Anchor]:
    """One anchor for each product on a page, as far as prices tell; style numbers where there are no prices."""
    priced = [m for m in marks if m.prices and not m.prose and _kinds(m) != {"other"}]
    groups = _stacked(_in_rows(priced, marks, pictures, height), marks, pictures)
    anchors = [Anchor(group) for group in groups]
    coded = [m for m in marks if m.code and not m.prices]
    if not anchors:
        labelled = [m for m in coded if m.label == "code"]
        return [Anchor([m]) for m in labelled or coded or _opening(marks)]
    return anchors


def _opening(marks: Sequence[Mark]) -> list[Mark]:
    """Lines that open with a style number, where two at least are set alike with numbers of one shape."""
    opened = [(m, (m.style, shape_of(code))) for m in marks if (code := opening_code(m))]
    usual = Counter(look for _, look in opened)
    return [m for m, look in opened if usual[look] > 1]


def _kinds(m: Mark) -> set[str]:
    """Kinds of its prices; a price that does not say its kind is told apart by how it is set."""
    return {p.kind or f"{m.style.size:.0f}{m.style.bold}{m.style.color:x}" for p in m.prices}


def _in_rows(priced: list[Mark], marks: Sequence[Mark], pictures: Sequence[Box], height: float) -> list[list[Mark]]:
    """Prices side by side that belong together: different in kind, and bridged by something above or below."""
    groups: list[list[Mark]] = []
    for m in sorted(priced, key=lambda m: (m.bbox[0], m.bbox[1])):
        home = None
        for group in groups:
            last = group[-1]
            if overlap(m.bbox[1], m.bbox[3], last.bbox[1], last.bbox[3]) > 0.5 and m.bbox[0] >= last.bbox[2] - 1:
                home = group if home is None or group[-1].bbox[2] > home[-1].bbox[2] else home
        if (
            home is not None
            and _differ_by_label([m], home)
            and _together(home[-1], m, marks, pictures, height, told_apart=_disjoint([m], home))
        ):
            home.append(m)
        else:
            groups.append([m])
    return groups


def _disjoint(a: list[Mark], b: list[Mark]) -> bool:
    return not set().union(*map(_kinds, a)) & set().union(*map(_kinds, b))


def _differ_by_label(a: list[Mark], b: list[Mark]) -> bool:
    """Whether no label says that two prices of one line are of one kind."""
    kinds = [{p.kind for m in group for p in m.prices if p.kind} for group in (a, b)]
    return not kinds[0] & kinds[1]


def _together(
    a: Mark, b: Mark, marks: Sequence[Mark], pictures: Sequence[Box], height: float, told_apart: bool
) -> bool:
    """Whether two prices on one line are one product's. `told_apart`: label or style says that they differ in kind."""
    space = b.bbox[0] - a.bbox[2]
    top, bottom = a.bbox[1] - WINDOW * height, a.bbox[3] + WINDOW * height
    strip = (a.bbox[2] + 0.2 * space, top, b.bbox[0] - 0.2 * space, bottom)
    if _complementary(a, b):
        if _has_own(a, b, marks):
            return False
        if not any(_between(box, a, b) for box in pictures):
            return True
    if (
        told_apart
        and space > 2
        and any(_bridges(box, strip) for box in (*pictures, *(m.bbox for m in marks if m is not a and m is not b)))
    ):
        return True
    if (
        told_apart
        and space < NEAR_EMS * max(a.style.size, b.style.size)
        and not any(
            x_overlap(box, b.bbox) > 0.3 and x_overlap(box, a.bbox) <= 0 and gap(box, b.bbox)[1] < 2 * height * WINDOW
            for box in pictures
        )
    ):
        return True
    # A column of prices only, with nothing of its own above it, belongs to what stands left of it.
    column = (b.bbox[0], top, b.bbox[2], bottom)
    return not any(
        _bridges(m.bbox, (column[0] + 1, top, column[2] - 1, bottom), touch=True)
        for m in marks
        if not m.prices and m.bbox[0] > a.bbox[0]  # a line that begins farther left is no column's own
    ) and not any(x_overlap(box, b.bbox) > 0.3 and y_overlap(box, column) > 0 for box in pictures)


def _complementary(a: Mark, b: Mark) -> bool:
    """Whether labels say that one is a wholesale price and the other a retail price."""
    kinds = [{p.kind for p in m.prices} for m in (a, b)]
    return {"wholesale"} in kinds and {"retail"} in kinds


def _has_own(a: Mark, b: Mark, marks: Sequence[Mark]) -> bool:
    """Whether one of two prices has its partner above or below it, so that the other is its neighbour's."""
    for one, other in ((a, b), (b, a)):
        for m in marks:
            if m is not a and m is not b and m.prices and _complementary(*((m, one) if one is b else (one, m))):
                near = abs(m.bbox[1] - one.bbox[1]) < 4 * one.style.size
                if near and abs(m.bbox[0] - one.bbox[0]) < one.style.size and m is not other:
                    return True
    return False


def _between(box: Box, a: Mark, b: Mark) -> bool:
    middle = (box[0] + box[2]) / 2
    return a.bbox[2] < middle < b.bbox[0] and box[1] < a.bbox[3] and box[3] > a.bbox[1]


def _bridges(box: Box, strip: Box, touch: bool = False) -> bool:
    if box[1] > strip[3] or box[3] < strip[1]:
        return False
    return (box[0] < strip[2] and box[2] > strip[0]) if touch else (box[0] <= strip[0] and box[2] >= strip[2])


def _stacked(groups: list[list[Mark]], marks: Sequence[Mark], pictures: Sequence[Box]) -> list[list[Mark]]:
    """Join price groups that stand under each other and differ in kind."""
    made: list[list[Mark]] = []
    for group in sorted(groups, key=lambda g: g[0].bbox[1]):
        homes = [
            other
            for other in made
            if _disjoint(group, other) and _under(other, group) and not _parted(other, group, marks, pictures)
        ]
        home = min(homes[::-1], key=lambda other: abs(other[0].bbox[0] - group[0].bbox[0]), default=None)
        if home is not None:
            home.extend(group)
        else:
            made.append(list(group))
    return made


def _under(a: list[Mark], b: list[Mark]) -> bool:
    return any(_one_under(last, first) for last in a for first in b)


def _one_under(last: Mark, first: Mark) -> bool:
    apart = first.bbox[1] - last.bbox[3]
    size = max(last.style.size, first.style.size)
    aligned = min(
        abs(last.bbox[0] - first.bbox[0]), abs(last.bbox[2] - first.bbox[2]),
        abs((last.bbox[0] + last.bbox[2]) - (first.bbox[0] + first.bbox[2])) / 2,
    ) < size  # fmt: skip
    if _complementary(last, first):
        aligned = aligned or -8 * size < last.bbox[0] - first.bbox[2] < 8 * size
    return -0.7 * size < apart < STACK_LINES * size and (aligned or x_overlap(last.bbox, first.bbox) > 0.5)


def _parted(a: list[Mark], b: list[Mark], marks: Sequence[Mark], pictures: Sequence[Box]) -> bool:
    """Whether a picture or a style number stands between two price groups."""
    top, bottom = max(m.bbox[3] for m in a), min(m.bbox[1] for m in b)
    if bottom <= top:
        return False
    left, right = min(m.bbox[0] for m in a), max(m.bbox[2] for m in a)
    between = [box for box in pictures if box[1] < bottom and box[3] > top]
    between += [m.bbox for m in marks if m.code and m.bbox[1] > top - 1 and m.bbox[3] < bottom + 1]
    return any(box[0] < right and box[2] > left for box in between)
