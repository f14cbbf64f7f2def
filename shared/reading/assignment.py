"""Pairing pictures with products on a page: one assignment for the whole page, then further views."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from shared.reading.geometry import Box, area, centre, contains, covered, gap, overlap

SAME_REGION = 0.15
FARTHEST = 0.30  # of the page's diagonal: a picture farther away than this shows something else
ADJOINING = 0.08  # of the page's height: a picture of a row of products is no farther from it
GROUP_SURE = 0.85
TOGETHER_SURE = 0.95
SHARED_AREA = 0.2  # of the page: a picture this large may show all products of its page


@dataclass(frozen=True)
class Seat:
    """A product's place: the box of its text, its part of the page, and the pictures the layout puts in it.

    `shown`: the picture that shows it together with others.
    """

    text: Box
    region: Box
    pictures: tuple[int, ...] = ()
    shown: int | None = None


@dataclass(frozen=True)
class Pairing:
    """Picture number, product number, the probability that the picture shows the product, and its rank there."""

    picture: int
    product: int
    confidence: float
    rank: int = 0


def assign(pictures: Sequence[Box], seats: Sequence[Seat], page: tuple[float, float]) -> list[Pairing]:
    """Every product gets its best picture so that the whole page fits best; further views follow their neighbours."""
    if not pictures or not seats:
        return []
    if any(seat.shown is not None for seat in seats):
        return _told(pictures, seats, page)
    cost = np.array([[_cost(n, box, seat, page) for seat in seats] for n, box in enumerate(pictures)])
    groups = {n: group for n, box in enumerate(pictures) if (group := _side_by_side(box, seats, page))}
    own = [n for n in range(len(pictures)) if n not in groups]
    made = _main_views(cost, pictures, own) if own else []
    made += _group_views(groups, made)
    given = {pairing.picture for pairing in made}
    made += _further_views(cost, pictures, seats, made, given)
    served = {pairing.product for pairing in made}
    made += _shared(pictures, seats, served, page)
    return made


def _told(pictures: Sequence[Box], seats: Sequence[Seat], page: tuple[float, float]) -> list[Pairing]:
    """Where the layout says what shows some products together, the others share out the other pictures."""
    made = [Pairing(seat.shown, n, TOGETHER_SURE) for n, seat in enumerate(seats) if seat.shown is not None]
    given = {pairing.picture for pairing in made}
    free = [n for n in range(len(pictures)) if n not in given]
    numbers = {n: place for place, n in enumerate(free)}
    open_ = [n for n, seat in enumerate(seats) if seat.shown is None]
    left = [replace(seats[n], pictures=tuple(numbers[p] for p in seats[n].pictures if p in numbers)) for n in open_]
    for pairing in assign([pictures[n] for n in free], left, page):
        made.append(replace(pairing, picture=free[pairing.picture], product=open_[pairing.product]))
    return made


def _cost(number: int, box: Box, seat: Seat, page: tuple[float, float]) -> float:
    """0 where the layout says so, else the distance as a share of the page's diagonal, with a price for oddities."""
    diagonal = (page[0] ** 2 + page[1] ** 2) ** 0.5
    across, down = gap(box, seat.text)
    away = (across**2 + down**2) ** 0.5 / diagonal
    aligned = max(
        overlap(box[0], box[2], seat.text[0], seat.text[2]), overlap(box[1], box[3], seat.text[1], seat.text[3])
    )
    odd = 0.0 if aligned > 0.3 else 0.1
    middles = abs(centre(box)[1] - centre(seat.text)[1]) / diagonal if across > 0 else 0.0
    distance = away + odd + 0.3 * middles
    if number in seat.pictures:
        return float(0.2 * distance)
    if contains(seat.region, centre(box)) and covered(box, seat.region) > 0.6:
        return float(0.3 * distance)
    return float(SAME_REGION + distance)


def _main_views(cost: np.ndarray, pictures: Sequence[Box], own: list[int]) -> list[Pairing]:
    """The best picture for each product, of the pictures numbered in `own`."""
    largest = max(area(pictures[n]) for n in own) or 1.0
    # Of several views that are equally near, the largest is the main one.
    small = np.array([[0.04 * (1 - area(pictures[n]) / largest)] for n in own])
    rows, columns = linear_sum_assignment(cost[own] + small)
    return [
        Pairing(own[r], int(c), _sure(cost, own[r], int(c)))
        for r, c in zip(rows, columns, strict=True)
        if cost[own[r], c] < SAME_REGION + FARTHEST
    ]


def _side_by_side(box: Box, seats: Sequence[Seat], page: tuple[float, float]) -> list[int]:
    """The products, two or more, that stand in one row right above or below a picture which spans them all."""
    near = [
        n
        for n, seat in enumerate(seats)
        if min(seat.text[2], box[2]) - max(seat.text[0], box[0]) > 0.8 * (seat.text[2] - seat.text[0])
        and gap(box, seat.text)[1] < ADJOINING * page[1]
        and not box[1] < centre(seat.text)[1] < box[3]
    ]
    if len(near) < 2:
        return []
    first = min((seats[n].text for n in near), key=lambda text: gap(box, text)[1])
    row = [n for n in near if overlap(seats[n].text[1], seats[n].text[3], first[1], first[3]) > 0.5]
    middles = sorted(centre(seats[n].text)[0] for n in row)
    apart = len(row) > 1 and min(b - a for a, b in itertools.pairwise(middles)) > 0.15 * (box[2] - box[0])
    return row if apart else []


def _group_views(groups: dict[int, list[int]], made: list[Pairing]) -> list[Pairing]:
    """A picture over a row of products shows those of them that have none of their own."""
    served = {pairing.product for pairing in made}
    found: list[Pairing] = []
    for picture, row in groups.items():
        mine = [n for n in row if n not in served]
        found += [Pairing(picture, n, GROUP_SURE) for n in mine]
        served |= set(mine)
    return found


def _further_views(
    cost: np.ndarray, pictures: Sequence[Box], seats: Sequence[Seat], made: list[Pairing], given: set[int]
) -> list[Pairing]:
    found = []
    ranks = {pairing.product: 1 for pairing in made}
    for n in sorted(range(len(pictures)), key=lambda n: (pictures[n][1], pictures[n][0])):
        if n in given or _beside_several(pictures[n], seats):
            continue
        product = int(np.argmin(cost[n]))
        if cost[n, product] < SAME_REGION + 0.1 and product in ranks:
            found.append(Pairing(n, product, 0.9 * _sure(cost, n, product), ranks[product]))
            ranks[product] += 1
    return found


def _beside_several(box: Box, seats: Sequence[Seat]) -> bool:
    """Whether a picture stands beside several products of one column, and so shows none of them in particular."""
    level = [s for s in seats if box[1] < centre(s.text)[1] < box[3]]
    column = [s for s in level if overlap(s.text[0], s.text[2], level[0].text[0], level[0].text[2]) > 0.3]
    return len(column) > 1


def _shared(
    pictures: Sequence[Box], seats: Sequence[Seat], served: set[int], page: tuple[float, float]
) -> list[Pairing]:
    """A page's one large picture shows every product that is listed beside it."""
    large = [n for n, box in enumerate(pictures) if area(box) > SHARED_AREA * page[0] * page[1]]
    if len(large) != 1 or len(pictures) > 1:
        return []
    return [Pairing(large[0], n, 0.5) for n in range(len(seats)) if n not in served]


def _sure(cost: np.ndarray, row: int, column: int) -> float:
    """Sure where the layout puts the picture there, less so the nearer another product is."""
    own = cost[row, column]
    others = np.delete(cost[row], column)
    margin = float(others.min() - own) if others.size else 0.5
    return float(np.clip(0.99 - max(own - 0.02, 0) * 0.8 - max(0.0, 0.05 - margin) * 4, 0.3, 0.99))
