"""Which picture shows which product of a page."""

from __future__ import annotations

from shared.reading.assignment import Pairing, Seat, assign
from shared.reading.geometry import Box

PAGE = (600.0, 800.0)


def seat(x: float, y: float) -> Seat:
    return Seat((x, y, x + 120, y + 40), (x - 10, y - 200, x + 150, y + 60))


def pairs(made: list[Pairing]) -> set[tuple[int, int]]:
    return {(pairing.picture, pairing.product) for pairing in made}


def test_a_wide_photograph_shows_all_that_stand_in_a_row_under_it() -> None:
    photographs: list[Box] = [(40, 60, 560, 240), (40, 400, 560, 580)]
    seats = [seat(40, 260), seat(300, 260), seat(40, 600), seat(300, 600)]
    assert pairs(assign(photographs, seats, PAGE)) == {(0, 0), (0, 1), (1, 2), (1, 3)}


def test_products_with_pictures_of_their_own_leave_the_wide_one() -> None:
    photographs: list[Box] = [(40, 20, 560, 120), (40, 130, 160, 240), (300, 130, 420, 240)]
    made = assign(photographs, [seat(40, 260), seat(300, 260)], PAGE)
    assert pairs([p for p in made if p.rank == 0]) == {(1, 0), (2, 1)}


def test_a_picture_over_a_column_of_products_shows_the_nearest() -> None:
    made = assign([(40, 60, 200, 240)], [seat(40, 260), seat(40, 320)], PAGE)
    assert (0, 0) in pairs(made)
    assert [p.product for p in made if p.confidence > 0.6] == [0]
