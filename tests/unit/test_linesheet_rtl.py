"""Hebrew and Arabic: words in the order of reading, whatever the order in the file; columns from right to left."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.reading.geometry import Box
from shared.reading.rtl import Glyph, _words
from tests.unit.linesheets import read


def seen(text: str, gap: float = 0.0) -> list[str]:
    """What `_words` makes of a text that stands from left to right as given, each glyph 5 points wide."""
    glyphs = []
    for n, char in enumerate(text):
        box: Box = (6.0 * n, 0.0, 6.0 * n + 5.5 - gap, 10.0)
        if char != " ":
            glyphs.append(Glyph(char, box, None))
    return [word for _, word, _ in _words(glyphs, 10.0)]


@pytest.mark.parametrize(
    ("from_left", "read_as"),
    [
        ("הלוחכ תרונמ", ["מנורת", "כחולה"]),
        ("120.50 :ריחמ", ["מחיר:", "120.50"]),
        ("S M L XL :תודימ", ["מידות:", "S", "M", "L", "XL"]),
        ("הנתוכ 100%", ["100%", "כותנה"]),
        ("AB-1001 :םגד", ["דגם:", "AB-1001"]),
        ("38 37 36 :הדימ", ["מידה:", "36", "37", "38"]),
        ("(הנתוכ) הלמש", ["שמלה", "(כותנה)"]),
        ("Harbour Coat", ["Harbour", "Coat"]),
    ],
)
def test_a_line_is_read_from_right_to_left_and_numbers_from_left_to_right(from_left: str, read_as: list[str]) -> None:
    assert seen(from_left) == read_as


def rtl(page: pymupdf.Page, x0: float, y: float, x1: float, text: str) -> None:
    page.insert_htmlbox((x0, y, x1, y + 24), f'<p dir="rtl" style="font-family:sans-serif;font-size:10px">{text}</p>')


def test_a_table_in_hebrew(tmp_path: Path) -> None:
    columns = ((480, 560), (340, 470), (180, 330), (40, 170))
    rows = [("דגם", "שם", "מחיר סיטונאי", "מחיר לצרכן")]
    rows += [
        (f"900{n}2", name, f"₪{20 + n}.00", f"₪{48 + n}.00") for n, name in enumerate(("מנורה כחולה", "כיסא אדום"))
    ]

    def draw(page: pymupdf.Page) -> None:
        for n, row in enumerate(rows):
            for (x0, x1), text in zip(columns, row, strict=True):
                rtl(page, x0, 80 + 40 * n, x1, text)

    products = read(tmp_path, draw)
    assert [(p.style_number, p.name) for p in products] == [("90002", "מנורה כחולה"), ("90012", "כיסא אדום")]
    assert [p.wholesale_price.amount for p in products if p.wholesale_price] == ["20.00", "21.00"]
    assert [p.retail_price.amount for p in products if p.retail_price] == ["48.00", "49.00"]


def test_labels_stand_right_of_their_values(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n, name in enumerate(("חולצה דפנה", "סוודר אביגיל", "שמלה גליה")):
            y = 60 + 200 * n
            rtl(page, 300, y, 560, name)
            for k, (label, value) in enumerate(
                (("דגם:", f"9003{n}"), ("מחיר סיטונאי:", f"₪{16 + n}.00"), ("מחיר לצרכן:", f"₪{40 + n}.00"))
            ):
                rtl(page, 440, y + 20 * (k + 1), 560, label)
                page.insert_text((360, y + 20 * (k + 1) + 13), value.replace("₪", "EUR "), fontsize=10)

    products = read(tmp_path, draw)
    assert [(p.style_number, p.name) for p in products] == [
        ("90030", "חולצה דפנה"),
        ("90031", "סוודר אביגיל"),
        ("90032", "שמלה גליה"),
    ]
    assert [p.retail_price.amount for p in products if p.retail_price] == ["40.00", "41.00", "42.00"]
