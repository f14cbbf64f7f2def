"""Prices as linesheets print them."""

from __future__ import annotations

import pytest

from shared.reading.dialect import bare_pair
from shared.reading.lexicon import field_of, price_kind
from shared.reading.money import find_prices


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("$18", [("18", None, "USD")]),
        ("WS $18 | RRP $39.50", [("18", None, "USD"), ("39.50", None, "USD")]),
        ("2,50\xa0€", [("2.50", None, "EUR")]),
        ("1 466,50 €", [("1466.50", None, "EUR")]),
        ("€ 1.142,00", [("1142.00", None, "EUR")]),
        ("£1,290.00", [("1290.00", None, "GBP")]),
        ("CHF 1'750.00", [("1750.00", None, "CHF")]),
        ("6 400 Ft", [("6400", None, "HUF")]),
        ("152.050 KD", [("152.050", None, "KWD")]),
        ("$45 CAD", [("45", None, "CAD")]),
        ("45,– €", [("45", None, "EUR")]),
        ("$45 - $60", [("45", "60", "USD")]),
        ("45–60 €", [("45", "60", "EUR")]),
        ("12 x 3,50 €", [("3.50", None, "EUR")]),
        ("kr 450", [("450", None, None)]),
        ("100% cotton", []),
        ("20L / 28L", []),
        ("Style 00514", []),
    ],
)
def test_prices_are_found_as_printed(printed: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(p.amount, p.amount_max, p.currency) for p in find_prices(printed)] == expected


def test_numbers_without_a_currency_count_only_where_asked() -> None:
    assert find_prices("1,500.00") == []
    assert [p.amount for p in find_prices("1,500.00", bare=True)] == ["1500.00"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("WS", "wholesale"),
        ("Prix de gros HT", "wholesale"),
        ("HT · UNITÉ / UNIT", "wholesale"),
        ("EK netto", "wholesale"),
        ("Inkoop", "wholesale"),
        ("MSRP", "retail"),
        ("Prix public TTC", "retail"),
        ("UVP", "retail"),
        ("Suggested retail", "retail"),
        ("CARTON ×48", "case"),
        ("Minimum opening order", "other"),
        ("Stoneware", None),
    ],
)
def test_labels_tell_the_kind_of_a_price(label: str, kind: str | None) -> None:
    assert price_kind(label) == kind


@pytest.mark.parametrize(
    ("header", "field"),
    [("Art.-Nr.", "code"), ("Réf.", "code"), ("Bezeichnung", "name"), ("Größen", "sizes"), ("Coloris", "colors")],
)  # fmt: skip
def test_headers_name_fields_in_many_languages(header: str, field: str) -> None:
    assert field_of(header) == field


def test_two_bare_numbers_are_prices_only_in_a_likely_ratio() -> None:
    assert [p.amount for p in bare_pair("79 / 182") or []] == ["79", "182"]
    assert bare_pair("36 / 38") is None, "sizes"
    assert bare_pair("1 / 30") is None, "a page number"
