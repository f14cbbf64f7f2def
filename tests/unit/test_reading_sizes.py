"""Sizes in letters, numbers, ages and measures: told apart, taken apart, and ranges spelled out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.sizes import SizeSteps, expanded, heads_columns, is_footwear, looks_like_sizes, split_sizes


@pytest.mark.parametrize(
    ("printed", "sizes"),
    [
        ("XS, S, M", ["XS", "S", "M"]),
        ("S/M/L/XL", ["S", "M", "L", "XL"]),
        ("S/M, L/XL", ["S/M", "L/XL"]),
        ("XXS XS S M L XL XXL 3XL 5XL", ["XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "5XL"]),
        ("Small, Medium, Large", ["Small", "Medium", "Large"]),
        ("36, 36.5, 37", ["36", "36.5", "37"]),
        ("36,5 / 37 / 38", ["36,5", "37", "38"]),
        ("36½ 37 37½", ["36½", "37", "37½"]),
        ("36/37, 38/39", ["36/37", "38/39"]),
        ("EU 36, 37, 38", ["EU 36", "EU 37", "EU 38"]),
        ("UK 6, UK 8, UK 10", ["UK 6", "UK 8", "UK 10"]),
        ("US 6 8 10", ["US 6", "US 8", "US 10"]),
        ("2Y · 4Y · 6Y", ["2Y", "4Y", "6Y"]),
        ("0-3M, 3-6M, 6-9M", ["0-3M", "3-6M", "6-9M"]),
        ("4A 6A 8A", ["4A", "6A", "8A"]),
        ("98/104 110/116", ["98/104", "110/116"]),
        ("75B, 80B, 85C", ["75B", "80B", "85C"]),
        ("W32 L34", ["W32 L34"]),
        ("W30 L32, W32 L32", ["W30 L32", "W32 L32"]),
        ("50 52 54 56", ["50", "52", "54", "56"]),
        ("57 cm", ["57 cm"]),
        ("50 ml / 100 ml", ["50 ml", "100 ml"]),
        ("30 x 40 cm", ["30 x 40 cm"]),
        ("H 30 x W 40 x D 12 cm", ["H 30 x W 40 x D 12 cm"]),
        ("Ø 24 cm", ["Ø 24 cm"]),
        *((one, [one]) for one in (
            "One size", "ONE SIZE", "OS", "O/S", "OSFA", "TU", "T.U.", "Taille unique", "Einheitsgröße", "Taglia unica",
            "Talla única", "Tamanho único", "One size fits all", "één maat", "Free size",
        )),
    ],
)  # fmt: skip
def test_lists_are_taken_apart_in_order(printed: str, sizes: list[str]) -> None:
    assert looks_like_sizes(printed)
    assert split_sizes(printed) == sizes


@pytest.mark.parametrize(
    ("printed", "sizes"),
    [
        ("S–XL", "S M L XL"),
        ("XS-L", "XS S M L"),
        ("S to XL", "S M L XL"),
        ("S bis XL", "S M L XL"),
        ("de S à XL", "S M L XL"),
        ("XXS - 5XL", "XXS XS S M L XL 2XL 3XL 4XL 5XL"),
        ("S-XXL", "S M L XL XXL"),
        ("36–41", "36 37 38 39 40 41"),
        ("36-38.5", "36 36.5 37 37.5 38 38.5"),
        ("92-116", "92 98 104 110 116"),
        ("2Y–6Y", "2Y 3Y 4Y 5Y 6Y"),
        ("2-6Y", "2Y 3Y 4Y 5Y 6Y"),
        ("3M–24M", "3M 6M 9M 12M 18M 24M"),
        ("W28-W31", "W28 W29 W30 W31"),
        ("6-9M", "6-9M"),
        ("2-3Y", "2-3Y"),
        ("70-85", "70-85"),
        ("S, M-XL", "S M L XL"),
    ],
)
def test_ranges_are_spelled_out(printed: str, sizes: str) -> None:
    assert expanded(split_sizes(printed)) == sizes.split()


@pytest.mark.parametrize(
    ("printed", "sizes"),
    [
        ("34–46", "34 36 38 40 42 44 46"),
        ("36–42", "36 38 40 42"),
        ("6–14", "6 8 10 12 14"),
        ("36–41", "36 37 38 39 40 41"),
        ("2Y–8Y", "2Y 4Y 6Y 8Y"),
        ("S–L", "S M L"),
    ],
)
def test_even_ends_go_by_twos_where_the_document_does(printed: str, sizes: str) -> None:
    assert expanded(split_sizes(printed), evens=True) == sizes.split()


def test_a_document_says_how_its_ranges_go() -> None:
    steps = SizeSteps()
    assert steps.spelled(["36–42"], "Bias dress") == ["36", "38", "40", "42"]
    assert steps.spelled(["36–42"], "Chelsea boot") == [str(n) for n in range(36, 43)]
    steps.add("35 36 37 38 39", "Leather sandal")
    assert steps.spelled(["36–42"], "Bias dress") == ["36", "38", "40", "42"]
    steps.add("36 37 38", "Silk dress")
    assert steps.spelled(["36–42"], "Bias dress") == [str(n) for n in range(36, 43)]
    steps.hear("Taglie 34 - 42: 34 · 38 · 42")
    assert steps.spelled(["34 - 42"], "Abito") == ["34", "38", "42"]


@pytest.mark.parametrize(
    "text", ["Fenwick Dress", "Black", "1 / 6", "2/2", "12", "L", "2026 collection", "Salt & Pepper", ""]
)
def test_other_text_is_no_list_of_sizes(text: str) -> None:
    assert not looks_like_sizes(text)


def test_columns_of_an_order_grid() -> None:
    assert heads_columns(["XS", "S", "M", "L"])
    assert heads_columns(["36", "37", "38", "39", "40", "41"])
    assert not heads_columns(["1", "2", "3", "4"]), "row numbers"
    assert not heads_columns(["38", "37", "36", "35"])
    assert not heads_columns(["S", "M"])
    assert not heads_columns(["Qty", "S", "M", "L"])


@pytest.mark.parametrize(
    "text", ["Chelsea Boots", "Stiefelette Gesa", "Bottine", "Scarpe uomo", "Zapatilla", "Laarzen"]
)
def test_footwear_in_many_languages(text: str) -> None:
    assert is_footwear(text)


LETTERS = ["XXS", "XS", "S", "M", "L", "XL", "XXL"]


@given(st.integers(0, 5), st.integers(1, 6), st.sampled_from(["-", "–", " - ", " to "]))
def test_a_range_of_letters_begins_and_ends_as_printed(first: int, more: int, sign: str) -> None:
    run = LETTERS[first : first + more + 1]
    if len(run) > 1:
        assert expanded(split_sizes(f"{run[0]}{sign}{run[-1]}")) == run


@given(
    st.lists(st.sampled_from(LETTERS), min_size=2, max_size=7, unique=True), st.sampled_from([", ", " / ", " · ", " "])
)
def test_a_list_is_read_back_whatever_parts_it(sizes: list[str], sign: str) -> None:
    assert expanded(split_sizes(sign.join(sizes))) == sizes


@given(st.integers(16, 50), st.integers(1, 20), st.booleans())
def test_a_range_of_numbers_holds_both_ends_and_rises(low: int, more: int, evens: bool) -> None:
    run = [int(n) for n in expanded([f"{low}-{low + more}"], evens)]
    assert (run[0], run[-1]) == (low, low + more)
    assert run == sorted(set(run))
