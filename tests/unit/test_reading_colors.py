"""Colours as lists, with codes and by codes; what they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.attributes import is_part, kind_of, material_score
from shared.reading.colors import color_share, split_colors


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Black, White and Navy", ["Black", "White", "Navy"]),
        ("Black; White; Navy", ["Black", "White", "Navy"]),
        ("• Black • White", ["Black", "White"]),
        ("Black\nWhite", ["Black", "White"]),
        ("Nero e Bianco", ["Nero", "Bianco"]),
        ("Schwarz und Weiß", ["Schwarz", "Weiß"]),
        ("Noir, Blanc et Bleu", ["Noir", "Blanc", "Bleu"]),
        ("Blanco y Negro", ["Blanco", "Negro"]),
        ("Preto e Branco", ["Preto", "Branco"]),
        ("Zwart en Wit", ["Zwart", "Wit"]),
        ("Available in Black, Sea Salt, and Dusty Rose", ["Black", "Sea Salt", "Dusty Rose"]),
        ("Erhältlich in Schwarz, Oliv", ["Schwarz", "Oliv"]),
        ("3 colours: Black, Red, Green", ["Black", "Red", "Green"]),
        ("Black/White, Navy/Red", ["Black/White", "Navy/Red"]),
        ("Bone / Black", ["Bone", "Black"]),
        ("Bleu marine / Vert olive", ["Bleu marine", "Vert olive"]),
        ("Canyon; Lake; Spruce", ["Canyon", "Lake", "Spruce"]),
        ("Light Grey Melange", ["Light Grey Melange"]),
        ("Off-White", ["Off-White"]),
        ("Sea Salt", ["Sea Salt"]),
        ("Salt and Pepper", ["Salt and Pepper"]),
        ("Black, Black", ["Black"]),
    ],
)
def test_names_are_kept_whole_and_in_order(printed: str, names: list[str]) -> None:
    assert split_colors(printed) == [(name, None) for name in names]


@pytest.mark.parametrize(
    ("printed", "colors"),
    [
        ("Black (009), White (010)", [("Black", "009"), ("White", "010")]),
        ("009 Black", [("Black", "009")]),
        ("009-Black / 100-White", [("Black", "009"), ("White", "100")]),
        ("100-White", [("White", "100")]),
        ("(009) Black", [("Black", "009")]),
        ("Black - 009", [("Black", "009")]),
        ("Black 009", [("Black", "009")]),
        ("#12 Rust", [("Rust", "12")]),
        ("A12 Blue", [("Blue", "A12")]),
        ("Black (BLK)", [("Black", "BLK")]),
        ("BLK - Black", [("Black", "BLK")]),
        ("Light Grey Melange 045", [("Light Grey Melange", "045")]),
        ("418, 055", [("418", "418"), ("055", "055")]),
        ("BLK, WHT", [("BLK", None), ("WHT", None)]),
    ],
)
def test_codes_are_told_from_names(printed: str, colors: list[tuple[str, str | None]]) -> None:
    assert split_colors(printed) == colors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Black / Navy", "colors"),
        ("Vert olive", "colors"),
        ("Azul marinho, Preto", "colors"),
        ("Linen", "colors"),
        ("Linen and wool", "materials"),
        ("Washed linen", "materials"),
        ("Cuir tanné végétal", "materials"),
        ("80% lana 20% poliammide", "materials"),
        ("80% lana vergine, 20% seta", "materials"),
        ("100 % Baumwolle", "materials"),
        ("Coton bio 95 %, élasthanne 5 %", "materials"),
        ("55% linho, 45% algodão", "materials"),
        ("100% algodón orgánico", "materials"),
        ("100% biologisch katoen", "materials"),
        ("calf leather, rubber sole", "materials"),
        ("3-layer membrane", "materials"),
        ("Shell: 80% wool, 20% nylon. Lining: 100% viscose", "materials"),
        ("S M L XL", "sizes"),
        ("20% off", None),
        ("30% Rabatt ab Oktober", None),
        ("Lingonberry/Birch", None),
        ("AH6378-BLA Ines Low", None),
        ("Our story began by the sea", None),
    ],
)
def test_what_a_text_is_by_its_own_words(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("label", ["Lining", "Shell", "Futter", "Doublure", "Fodera", "Forro", "Voering", "Sole:"])
def test_parts_of_a_product_belong_to_its_material(label: str) -> None:
    assert is_part(label)
    assert not is_part("Material")


@given(
    st.lists(st.sampled_from(["Black", "Sea Salt", "Vert olive", "Nachtblau", "Rosa palo"]), min_size=1, unique=True)
)
def test_lists_are_read_back(names: list[str]) -> None:
    assert split_colors(", ".join(names)) == [(name, None) for name in names]


@given(st.text(max_size=200))
def test_shares_are_shares_of_any_text(text: str) -> None:
    assert 0 <= color_share(text) <= 1
    assert 0 <= material_score(text) <= 1
    assert all(name or code for name, code in split_colors(text))
