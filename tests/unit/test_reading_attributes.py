"""Style numbers, sizes, colours and materials by their looks."""

from __future__ import annotations

import pytest

from shared.reading.attributes import color_share, looks_like_sizes, material_score, split_colors, split_sizes
from shared.reading.codes import embedded_code, is_code


@pytest.mark.parametrize(
    "code", ["HV26-9491", "018.20101", "00514", "091271", "CR-R72685", "8762/300", "AH 956 54", "SV 7462-M", "PT7843T"]
)
def test_style_numbers_of_several_shapes(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "text",
    [
        "XS S M L XL",
        "36 38 40 42",
        "2Y 4Y 6Y",
        "150 ML",
        "GUMGUM 30 ML",
        "2026",
        "SS26",
        "32.50",
        "GBP 500",
        "2026-08-24",
    ],
)
def test_sizes_measures_years_and_amounts_are_no_style_numbers(text: str) -> None:
    assert not is_code(text)


def test_a_code_inside_a_name_is_found() -> None:
    assert embedded_code("AURA SERENE SV-6298-F") == "SV-6298-F"
    assert embedded_code("Bettina Tea Dress") is None


@pytest.mark.parametrize(
    ("printed", "sizes"),
    [
        ("XS S M L XL", ["XS", "S", "M", "L", "XL"]),
        ("36, 38, 40", ["36", "38", "40"]),
        ("2Y · 4Y · 6Y", ["2Y", "4Y", "6Y"]),
        ("S-XL", ["S-XL"]),
        ("20L / 28L", ["20L", "28L"]),
        ("150 ML", ["150 ML"]),
        ("One size", ["One size"]),
        ("30 x 40 cm", ["30 x 40 cm"]),
    ],
)
def test_sizes_are_taken_apart_as_printed(printed: str, sizes: list[str]) -> None:
    assert looks_like_sizes(printed)
    assert split_sizes(printed) == sizes


@pytest.mark.parametrize(
    ("printed", "colors"),
    [
        ("Forest, Camel", [("Forest", None), ("Camel", None)]),
        ("Bone / Black", [("Bone", None), ("Black", None)]),
        ("Slate & Ink Blue", [("Slate", None), ("Ink Blue", None)]),
        ("Black (001), White (002)", [("Black", "001"), ("White", "002")]),
    ],
)
def test_colours_with_their_codes(printed: str, colors: list[tuple[str, str | None]]) -> None:
    assert color_share(printed) == 1.0
    assert split_colors(printed) == colors


def test_compositions_are_materials() -> None:
    assert material_score("80% cotton, 20% wool") == 1.0
    assert material_score("Stoneware") > 0.5
    assert material_score("A long story about how we began") == 0.0
