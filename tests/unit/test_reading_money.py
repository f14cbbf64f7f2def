"""Prices as linesheets print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.currencies import CODES, THREE_DECIMALS
from shared.reading.dialect import Dialect, bare_pair
from shared.reading.lexicon import field_of, price_kind
from shared.reading.marks import mark
from shared.reading.money import amount_of, find_prices
from shared.reading.text import Line, Style, Word


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


@pytest.mark.parametrize(
    ("printed", "amount", "currency"),
    [
        ("1\u202f466,50 €", "1466.50", "EUR"),
        ("1\u2009466,50\u00a0€", "1466.50", "EUR"),
        ("1\u2007250 €", "1250", "EUR"),
        ("CHF 1\u2019750.\u2013", "1750", "CHF"),
        ("Fr. 45.–", "45", "CHF"),
        ("SFr. 45.—", "45", "CHF"),
        ("45,-", "45", None),
        ("45.–", "45", None),
        ("450:-", "450", None),
        ("€ 45,00", "45.00", "EUR"),
        ("45€00", "45.00", "EUR"),
        ("€45", "45", "EUR"),
        ("45 EUR", "45", "EUR"),
        ("EUR45.5", "45.5", "EUR"),
        ("US$ 45", "45", "USD"),
        ("CA$45.00", "45.00", "CAD"),
        ("A$ 45", "45", "AUD"),
        ("HK$1,200", "1200", "HKD"),
        ("R$ 1.290,90", "1290.90", "BRL"),
        ("1.290,90 zł", "1290.90", "PLN"),
        ("1 290 Kč", "1290", "CZK"),
        ("12 990 Ft", "12990", "HUF"),
        ("45,50 лв.", "45.50", "BGN"),
        ("₹ 1,25,000", "125000", "INR"),
        ("₹12,34,567.50", "1234567.50", "INR"),
        ("Rs. 2,499", "2499", "INR"),
        ("S/ 45.90", "45.90", "PEN"),
        ("AED 45", "45", "AED"),
        ("45 AED", "45", "AED"),
        ("KD 12.500", "12.500", "KWD"),
        ("12.500 KD", "12.500", "KWD"),
        ("BHD 1.250", "1.250", "BHD"),
        ("45,500 DT", "45.500", "TND"),
        ("JOD 7.125", "7.125", "JOD"),
        ("1,234.567 OMR", "1234.567", "OMR"),
        ("٤٥٫٥٠ د.ك", "45.50", "KWD"),
        ("¥12,000", "12000", "JPY"),
        ("￥4,500", "4500", "JPY"),
        ("12,500円", "12500", "JPY"),
        ("₩45,000", "45000", "KRW"),
        ("CLP 12.990", "12990", "CLP"),
        ("ISK 12.990", "12990", "ISK"),
        ("1.299 kr", "1299", None),
        ("kr. 1.299,-", "1299", None),
        ("1 299 SEK", "1299", "SEK"),
        ("$.99", "0.99", "USD"),
        ("€1.234.567,89", "1234567.89", "EUR"),
        ("1.250,00 TL", "1250.00", "TRY"),
        ("R 450.00", "450.00", "ZAR"),
        ("from $24", "24", "USD"),
        ("ab 24 €", "24", "EUR"),
        ("2 250 ml 12,50 €", "12.50", "EUR"),
        ("Price 45 EUR/pc", "45", "EUR"),
        ("Cost: EUR 242,-", "242", "EUR"),
    ],
)
def test_one_price_in_every_form(printed: str, amount: str, currency: str | None) -> None:
    assert [(p.amount, p.amount_max, p.currency) for p in find_prices(printed)] == [(amount, None, currency)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("$24–28", [("24", "28")]),
        ("$24 – $28", [("24", "28")]),
        ("24 € - 28 €", [("24", "28")]),
        ("24,00 € à 28,00 €", [("24.00", "28.00")]),
        ("24,00 bis 28,00 €", [("24.00", "28.00")]),
        ("$24 to $28", [("24", "28")]),
        ("R$ 795,00–919,50", [("795.00", "919.50")]),
        ("$24/26", [("24", "26")]),
        ("$24 / $58", [("24", None), ("58", None)]),
        ("24/58 €", [("24", None), ("58", None)]),
        ("170.00 / 374.00 USD", [("170.00", None), ("374.00", None)]),
        ("28 - 24 €", [("28", None)]),
    ],
)
def test_a_range_keeps_both_ends_and_a_pair_is_two_prices(printed: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.amount, p.amount_max) for p in find_prices(printed)] == expected


@pytest.mark.parametrize(
    "text",
    ["30 x 40 cm", "12.03.2026", "x48", "48 pcs", "100%", "250 ml", "12 FT", "SHAVING GEL 100", "PEN 12", "S/36, M/38",
     "R450", "TRY 2", "+49 30 123456", "Page 12", "Style 00514", "36 38 40", "size 12 TD", "2026"],
)  # fmt: skip
def test_measures_dates_and_quantities_are_no_prices(text: str) -> None:
    assert find_prices(text) == []


@pytest.mark.parametrize("text", ["30 x 40 cm", "12.03.2026", "x48", "48 pcs", "100%", "250 ml", "12/24"])
def test_nor_are_they_where_numbers_without_a_currency_count(text: str) -> None:
    assert find_prices(text, bare=True) == []


def line(text: str, y: float = 0.0) -> Line:
    """A line as a page would have it."""
    style = Style(font="F", size=9, bold=False, italic=False, color=0)
    words = tuple(Word(w, (10.0 * n, y, 10.0 * n + 9, y + 9), style) for n, w in enumerate(text.split()))
    return Line(words, 0, 0, 0)


@pytest.mark.parametrize(
    ("document", "printed", "amount"),
    [
        (["12,50 €", "1.250,00 €"], "1.250 €", "1250"),
        (["12.500 KD", "7.250 KD", "KD"], "1.250", "1.250"),
        (["0.750", "12.500", "All prices in KWD"], "1.250", "1.250"),
        (["12,50 €", "8,90 €"], "1.250 €", "1250"),
        (["$12.50", "$8.90", "$7.00", "$9.10"], "$1.250", "1.250"),
        ([], "1.250 €", "1250"),
    ],
)
def test_the_documents_other_prices_decide_what_a_sign_parts(document: list[str], printed: str, amount: str) -> None:
    dialect = Dialect()
    dialect.add([line(text) for text in document])
    made = mark(line(f"Wholesale: {printed}"), dialect)
    assert [p.price.amount for p in made.prices] == [amount]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("71,00 Mayorista", [("71.00", "wholesale")]),
        ("177,50 PVPR", [("177.50", "retail")]),
        ("W $20 | R $50", [("20", "wholesale"), ("50", "retail")]),
        ("$18 WS | $39 RRP", [("18", "wholesale"), ("39", "retail")]),
        ("EK 24,00 € VK 58,00 €", [("24.00", "wholesale"), ("58.00", "retail")]),
        ("Prix d'achat HT 24,00 €", [("24.00", "wholesale")]),
        ("UVP 45,-", [("45", "retail")]),
        ("Wholesale 2026", []),
        ("12 Brushes", []),
    ],
)
def test_words_beside_prices_say_their_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.price.amount, p.kind) for p in mark(line(text)).prices] == expected


@given(
    st.integers(1, 9_999_999),
    st.sampled_from([("", "."), (",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("'", "."), ("’", ".")]),
    st.sampled_from([code for code in CODES if code not in ("RMB", *THREE_DECIMALS)]),
    st.booleans(),
)
def test_every_amount_in_every_grouping_is_read_back(
    cents: int, signs: tuple[str, str], code: str, first: bool
) -> None:
    group, point = signs
    number = f"{cents // 100:,}".replace(",", group) + f"{point}{cents % 100:02}"
    printed = f"{code} {number}" if first else f"{number} {code}"
    (price,) = find_prices(printed)
    assert Decimal(price.amount) == Decimal(cents) / 100
    assert price.currency == code
    assert printed[price.start : price.end] == printed


@given(st.text(max_size=60))
def test_whatever_is_read_is_an_amount_at_its_place(text: str) -> None:
    for price in find_prices(text, bare=True):
        assert Decimal(price.amount) >= 0
        assert 0 <= price.start < price.end <= len(text)
        assert price.amount_max is None or Decimal(price.amount_max) > Decimal(price.amount)


def test_amounts_become_decimal_strings() -> None:
    assert amount_of("1.290,00") == "1290.00"
    assert amount_of("1'750") == "1750"
    assert amount_of("0.125") == "0.125"
    assert amount_of("1.250", decimal=".") == "1.250"
