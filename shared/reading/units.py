"""Where one product ends and the next begins, on pages without a table.

A product is announced by an anchor: its price group, or its style number where it has no price. A part of a page with
several anchors is cut between them, along straight gaps that nothing crosses; which gap, when there are several
between two anchors, is voted on by the whole document, because a linesheet sets all its products alike.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from shared.reading.geometry import Box, centre, contains, overlap, union
from shared.reading.graphics import Graphics
from shared.reading.marks import Mark

PICTURE = "picture"
PANEL = "panel"
MIN_GAP = 0.5  # points
LINE_GAP = 4.0  # points: lines of one product stand closer
FREQUENCY_WEIGHT = 1.0
EDGE_WEIGHT = 0.8
MAX_STRAYS = 2


@dataclass(frozen=True)
class Element:
    """A line of text, a picture or a panel: what gaps lie between."""

    bbox: Box
    signature: str
    mark: Mark | None = None
    picture: int | None = None


@dataclass
class Anchor:
    """The marks that announce one product."""

    marks: list[Mark]

    @property
    def bbox(self) -> Box:
        return union(m.bbox for m in self.marks)


@dataclass
class Unit:
    """What belongs to one product: its marks in reading order and the numbers of its pictures."""

    anchor: Anchor
    marks: list[Mark]
    pictures: list[int]
    bbox: Box


@dataclass(frozen=True)
class Gap:
    """A straight gap: its middle, its width, and what stands before and after it; `free` where nothing crosses it."""

    at: float
    width: float
    key: tuple[int, str, str, bool]
    free: bool = True


@dataclass
class Votes:
    """What a document's gaps between products look like. Grows with the number of styles, not of pages."""

    gaps: Counter[tuple[int, str, str, bool]] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)
    lasts: Counter[str] = field(default_factory=Counter)

    def share(self, gap: Gap) -> float:
        """How usual a gap of this kind is between products, 0 to 1."""
        most = max(self.gaps.values(), default=0)
        return self.gaps[gap.key] / most if most else 0.0

    def edges(self, gap: Gap) -> float:
        """How usual it is for a part to end and to begin as it would at this gap, 0 to 2."""
        firsts, lasts = sum(self.firsts.values()), sum(self.lasts.values())
        _, before, after, _ = gap.key
        return (self.lasts[before] / lasts if lasts else 0.0) + (self.firsts[after] / firsts if firsts else 0.0)


Option = tuple[bool, float, int, list[Gap]]  # whether all groups are parted, mean width, axis, cuts


def elements_of(
    marks: Sequence[Mark], pictures: Sequence[Box], graphics: Graphics, anchors: Sequence[Anchor]
) -> list[Element]:
    """Everything on a page that a gap between products cannot cross."""
    found = [Element(m.bbox, m.signature, mark=m) for m in marks]
    found += [Element(box, PICTURE, picture=n) for n, box in enumerate(pictures)]
    middles = [centre(a.bbox) for a in anchors]
    for box in graphics.boxes:
        # A panel round one product holds it together; one round several says nothing.
        if sum(contains(box, middle) for middle in middles) == 1 and len(anchors) > 1:
            found.append(Element(box, PANEL))
    return found


def divide(
    elements: list[Element], anchors: list[Anchor], graphics: Graphics, votes: Votes, learn: bool = False
) -> list[tuple[list[Element], list[Anchor]]]:
    """Parts of a page with one anchor each (more where nothing parts them). With `learn`, votes are cast."""
    done: list[tuple[list[Element], list[Anchor]]] = []
    stack = [(elements, anchors)]
    while stack:
        part, inside = stack.pop()
        halves = _split(part, inside, graphics, votes, learn) if len(inside) > 1 else None
        if halves is None:
            done.append((part, inside))
        else:
            stack.extend(reversed(halves))
    return done


def _split(
    part: list[Element], anchors: list[Anchor], graphics: Graphics, votes: Votes, learn: bool
) -> list[tuple[list[Element], list[Anchor]]] | None:
    options: list[Option] = []
    for axis in (1, 0):
        groups = _groups(anchors, axis)
        if len(groups) < 2:
            continue
        chosen = [_choose(part, a, b, axis, graphics, votes) for a, b in itertools.pairwise(groups)]
        cuts = [gap for gap in chosen if gap is not None]
        if cuts:
            options.append((len(cuts) == len(chosen), sum(g.width for g in cuts) / len(cuts), axis, cuts))
    if not options:
        return None
    whole = [option for option in options if option[0]]
    _, _, axis, cuts = _likelier(whole) if whole else max(options, key=lambda option: option[1])
    if learn:
        _learn(part, axis, cuts, votes)
    return _parts(part, anchors, axis, [gap.at for gap in cuts])


def _likelier(whole: list[Option]) -> Option:
    """Rows before columns, if no more crosses the gaps between them; but where no more than a line's space parts two rows, columns that stand clear of each
    other: prices beside each other are seldom level when a neighbour's text takes a line more."""
    if len(whole) == 2:
        crossed = [sum(not gap.free for gap in option[3]) for option in whole]
        if crossed[0] > crossed[1]:
            return whole[1]
        rows, columns = (min(gap.width for gap in option[3]) for option in whole)
        if rows < LINE_GAP < columns:
            return whole[1]
    return whole[0]


def _groups(anchors: list[Anchor], axis: int) -> list[list[Anchor]]:
    """Anchors that stand beside each other on an axis, in order."""
    found: list[list[Anchor]] = []
    reach = float("-inf")
    for anchor in sorted(anchors, key=lambda a: a.bbox[axis]):
        low, high = anchor.bbox[axis], anchor.bbox[axis + 2]
        if found and low < reach - 0.15 * (high - low):
            found[-1].append(anchor)
        else:
            found.append([anchor])
        reach = max(reach, high)
    return found


def _gaps(part: list[Element], low: float, high: float, axis: int, graphics: Graphics) -> Iterator[Gap]:
    """The gaps across a part between two places."""
    order = sorted(part, key=lambda e: e.bbox[axis])
    reach, before = float("-inf"), order[0]
    rules = graphics.across if axis == 1 else graphics.down
    for element in order:
        start = element.bbox[axis]
        if start - reach > MIN_GAP and low <= reach and start <= high:
            ruled = any(reach - 1 <= r[axis] and r[axis + 2] <= start + 1 and _reaches(r, part, axis) for r in rules)
            yield Gap((reach + start) / 2, start - reach, (axis, before.signature, element.signature, ruled))
        if element.bbox[axis + 2] > reach:
            reach, before = element.bbox[axis + 2], element


def _reaches(rule: Box, part: list[Element], axis: int) -> bool:
    low = min(e.bbox[1 - axis] for e in part)
    high = max(e.bbox[3 - axis] for e in part)
    return (
        rule[3 - axis] - rule[1 - axis] > 0.5 * (high - low) and overlap(rule[1 - axis], rule[3 - axis], low, high) > 0
    )


def _choose(
    part: list[Element], a: list[Anchor], b: list[Anchor], axis: int, graphics: Graphics, votes: Votes
) -> Gap | None:
    """The gap between two groups of anchors that most likely parts two products."""
    low = max(x.bbox[axis + 2] for x in a) - 1
    high = min(x.bbox[axis] for x in b) + 1
    found = list(_gaps(part, low, high, axis, graphics))
    if not found:
        middles = centre(union(x.bbox for x in a))[axis], centre(union(x.bbox for x in b))[axis]
        across = 1 - axis
        stacked = any(
            overlap(x.bbox[across], x.bbox[across + 2], y.bbox[across], y.bbox[across + 2]) > 0 for x in a for y in b
        )
        loose = _without_strays(part, low, high, axis, middles, pictures=stacked)
        found = [replace(gap, free=False) for gap in _gaps(loose, low, high, axis, graphics)]
    if not found:
        return None
    widest = max(gap.width for gap in found)

    def worth(gap: Gap) -> float:
        ruled = 0.4 if gap.key[3] else 0.0
        return gap.width / widest + ruled + FREQUENCY_WEIGHT * votes.share(gap) + EDGE_WEIGHT * votes.edges(gap)

    return max(found, key=worth)


def _without_strays(
    part: list[Element], low: float, high: float, axis: int, middles: tuple[float, float], pictures: bool
) -> list[Element]:
    """A part without the one or two lines (a running head, a note) that alone cross every gap between two anchors.

    With `pictures` (the anchors stand in one row or column), a picture that reaches past both anchors' middles is no
    single product's either (the photo of a lookbook page).
    """
    if high <= low:
        return part
    edges = {e.bbox[axis + 2] + 0.3 for e in part} | {e.bbox[axis] - 0.3 for e in part}
    places = [x for x in edges if low <= x <= high]
    if not places:
        return part
    crossing = [[e for e in part if e.bbox[axis] < x < e.bbox[axis + 2]] for x in places]
    loose = [c for c in crossing if len(c) <= MAX_STRAYS and all(_may_stray(e, axis, middles, pictures) for e in c)]
    if not loose:
        return part
    fewest = min(loose, key=len)
    return [e for e in part if e not in fewest]


def _may_stray(element: Element, axis: int, middles: tuple[float, float], pictures: bool) -> bool:
    if element.picture is not None:
        return pictures and element.bbox[axis] < middles[0] and element.bbox[axis + 2] > middles[1]
    mark = element.mark
    return mark is not None and (mark.prose or not mark.prices) and not mark.code


def _learn(part: list[Element], axis: int, cuts: list[Gap], votes: Votes) -> None:
    for gap in cuts:
        votes.gaps[gap.key] += 1
    texts = [e for e in part if e.signature != PANEL]
    votes.firsts[min(texts, key=lambda e: e.bbox[axis]).signature] += 1
    votes.lasts[max(texts, key=lambda e: e.bbox[axis + 2]).signature] += 1


def _parts(
    part: list[Element], anchors: list[Anchor], axis: int, cuts: list[float]
) -> list[tuple[list[Element], list[Anchor]]]:
    edges = [float("-inf"), *sorted(cuts), float("inf")]
    made = []
    for low, high in itertools.pairwise(edges):
        inside = [e for e in part if low <= centre(e.bbox)[axis] < high]
        mine = [a for a in anchors if low <= centre(a.bbox)[axis] < high]
        if mine:
            made.append((inside, mine))
    return made


def unit_of(part: list[Element], anchors: list[Anchor]) -> Unit:
    """A part with its anchor as a unit; its box is drawn round marks and pictures."""
    marks = [e.mark for e in part if e.mark is not None]
    pictures = [e.picture for e in part if e.picture is not None]
    boxes = [e.bbox for e in part if e.signature != PANEL]
    return Unit(anchors[0], sorted(marks, key=lambda m: m.line.index), pictures, union(boxes))
