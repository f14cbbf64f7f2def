"""How linesheets print amounts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

Money = Callable[[Decimal], str]


def grouped(value: Decimal, thousands: str, point: str, places: int = 2) -> str:
    """1290.5 with "." and "," is "1.290,50"."""
    return f"{value:,.{places}f}".replace(",", "\0").replace(".", point).replace("\0", thousands)


def dollars(value: Decimal) -> str:
    """$1,290.50"""
    return "$" + grouped(value, ",", ".")


def short_dollars(value: Decimal) -> str:
    """$42, or $42.50 where there are cents."""
    return "$" + grouped(value, ",", ".", 0 if value == value.to_integral() else 2)


def pounds(value: Decimal) -> str:
    """£1,290.50"""
    return "£" + grouped(value, ",", ".")


def german_euros(value: Decimal) -> str:
    """1.290,50 €"""
    return grouped(value, ".", ",") + " €"


def french_euros(value: Decimal) -> str:
    """1 290,50 €, with no-break spaces"""
    return grouped(value, "\u00a0", ",") + "\u00a0€"


def euros_first(value: Decimal) -> str:
    """€ 1.290,50"""
    return "€ " + grouped(value, ".", ",")


def yen(value: Decimal) -> str:
    """¥12,800"""
    return "¥" + grouped(value, ",", ".", 0)


def swiss_francs(value: Decimal) -> str:
    """CHF 1'290.50"""
    return "CHF " + grouped(value, "'", ".")


def euro_comma(value: Decimal) -> str:
    """€18,50"""
    return "€" + grouped(value, ".", ",")
