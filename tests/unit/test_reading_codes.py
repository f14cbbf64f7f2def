"""Style numbers without a label, and what looks like one but is not; hostile lines."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading import attributes, codes, colors, lexicon, marks, money, sizes
from shared.reading.text import Line, Style, Word


def line(text: str) -> Line:
    """A text as one line of one page."""
    style = Style(font="F", size=9, bold=False, italic=False, color=0)
    words = tuple(Word(w, (10.0 * n, 0.0, 10.0 * n + 9, 9.0), style) for n, w in enumerate(text.split()))
    return Line(words, 0, 0, 0)


@pytest.mark.parametrize(
    "code", ["0051-K", "AD5153-MAR", "CP-910-18.132", "LJ-558-98", "20683", "HN7491-902", "A.1042/8"]
)
def test_style_numbers_with_suffixes_and_leading_zeros(code: str) -> None:
    assert codes.is_code(code)


@pytest.mark.parametrize(
    "text",
    ["4006381333931", "4 006381 333931", "978-3-16-148410-0", "036000291452", "030 1234567 89", "555-123-4567",
     "01 23 45 67 89", "0049 30 1234567", "01/09/2026", "01.09.26", "2026-09-01", "09/2026", "30X40", "30X40X12CM",
     "104-110-116", "W32 L34", "75B 80B", "EU 38", "VE 12", "MOQ 24", "BLUE 1500", "SIZE 108", "36-41", "XS-XL"],
)  # fmt: skip
def test_trade_numbers_phones_dates_measures_and_sizes_are_none(text: str) -> None:
    assert not codes.is_code(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Style No. 00514", "00514"),
        ("SKU: ALBA-NOIR", "ALBA-NOIR"),
        ("Referência: CRRWR", "CRRWR"),
        ("Modello: NTXFE", "NTXFE"),
        ("Style #: SV- 6298-F", "SV-6298-F"),
        ("Art. 1042 S M L", "1042"),
        ("Style: Rowan", None),
        ("Item: 4006381333931", None),
        ("EAN: 4006381333931", None),
        ("Modell: AURORA", None),
    ],
)
def test_labelled_style_numbers(text: str, code: str | None) -> None:
    assert marks.mark(line(text)).code == code


def test_a_line_of_several_labels_is_taken_to_pieces() -> None:
    made = marks.mark(line("Colori: 418, 055 Taglie: Taglia unica Composizione: Tela e pelle"))
    assert (made.label, made.value) == ("colors", "418, 055")
    assert [(said.label, said.value) for said in made.more] == [
        ("sizes", "Taglia unica"),
        ("materials", "Tela e pelle"),
    ]
    assert made.more[0].bbox[0] == 40.0, "the box of the value alone"


@pytest.mark.parametrize("word", ["NTXFE", "CRRWR", "MZXNN", "XPT"])
def test_letters_that_are_no_word(word: str) -> None:
    assert codes.is_unpronounceable(word)


@pytest.mark.parametrize("word", ["AURORA", "STRIPE", "SCHUH", "ALBA", "Brt"])
def test_words_are_words(word: str) -> None:
    assert not codes.is_unpronounceable(word)


@given(st.integers(0, 10**12 - 1))
def test_no_article_number_of_trade_is_a_style_number(number: int) -> None:
    digits = f"{number:012}"
    check = -sum(int(d) * (1 if n % 2 == 0 else 3) for n, d in enumerate(digits)) % 10
    assert codes.is_ean(f"{digits}{check}")
    assert not codes.is_ean(f"{digits}{(check + 1) % 10}")
    assert not codes.is_code(f"{digits}{check}")


JUNK = ["1", "1 ", "1,", "1.", "1'000", "$", "$1-", "€ 1 000 ", "12 - ", "1/", "S-", "S/M ", "W3", "1 x ", "EU ", "a ",
        "Aa - ", "A(1) ", "((", ": ", "Size: ", "Style no ", "A1-", "- ", "no.", "/", "٣",
        "\u2009", "é ", "col 1 %", "x1"]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    money.find_prices,
    lambda text: money.find_prices(text, bare=True),
    sizes.looks_like_sizes,
    lambda text: sizes.expanded(sizes.split_sizes(text), evens=True),
    colors.split_colors,
    colors.color_share,
    attributes.kind_of,
    attributes.material_score,
    codes.is_code,
    codes.embedded_code,
    lexicon.field_of,
    lexicon.price_kind,
    marks.labelled,
    lambda text: marks.mark(line(text)),
]


@pytest.mark.parametrize("reader", READERS)
def test_ten_thousand_characters_of_junk_are_read_at_once(reader: Callable[[str], object]) -> None:
    for piece in JUNK:
        text = (piece * 10_000)[:10_000]
        began = time.process_time()
        reader(text)
        assert time.process_time() - began < 2.5, piece


@given(st.text(max_size=120))
def test_any_line_can_be_marked(text: str) -> None:
    if text.split():
        made = marks.mark(line(text))
        assert made.code is None or made.code in " ".join(text.split()) or "-" in made.code or "/" in made.code
