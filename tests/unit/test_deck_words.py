"""Amounts, dates and words as each language writes them; text that no file format can hold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.collections.deck.amounts import amount, decimal_of, number
from shared.collections.deck.cleaning import LONGEST, clean
from shared.collections.deck.models import DeckLook
from shared.collections.deck.theme import WHITE, contrast, theme_of
from shared.collections.deck.words import _KEYS, _WORDS, LANGUAGES, Words

ROOT = Path(__file__).resolve().parents[2]
WANTED = {"en", "de", "fr", "it", "es", "nl", "pt", "sv", "pl", "ja", "zh", "ar"}


@pytest.mark.parametrize(
    ("value", "currency", "language", "shown"),
    [
        ("1234.5", "EUR", "en", "1,234.50\u00a0EUR"),
        ("1234.5", "EUR", "de", "1.234,50\u00a0EUR"),
        ("1234.5", "EUR", "de-AT", "1.234,50\u00a0EUR"),
        ("1234.5", "CHF", "de-CH", "1’234.50\u00a0CHF"),
        ("1234.5", "EUR", "fr", "1\u202f234,50\u00a0EUR"),
        ("1234.5", "SEK", "sv", "1\u202f234,50\u00a0SEK"),
        ("1234.5", "PLN", "pl", "1\u202f234,50\u00a0PLN"),
        ("12.5", "KWD", "ar", "12.500\u00a0KWD"),
        ("12500.00", "JPY", "ja", "12,500\u00a0JPY"),
        ("12.5", "JPY", "ja", "12.5\u00a0JPY"),
        ("0.1255", "USD", "en", "0.1255\u00a0USD"),
        ("100", None, "en", "100.00"),
        ("on request", "EUR", "en", "on request\u00a0EUR"),
        ("", "EUR", "en", None),
        (None, "EUR", "en", None),
    ],
)
def test_amounts(value: str | None, currency: str | None, language: str, shown: str | None) -> None:
    assert amount(value, currency, language) == shown


def test_a_range_names_its_currency_once() -> None:
    assert amount("20", "EUR", "de", "24.5") == "20,00 – 24,50\u00a0EUR"


def test_numbers_that_are_none() -> None:
    assert [decimal_of(value) for value in ("NaN", "Infinity", "1e99", "x", None)] == [None] * 5
    assert number(Decimal("1E+3"), "en", 2) == "1,000.00"


def test_every_language_has_every_word() -> None:
    assert set(LANGUAGES) >= WANTED
    assert {len(words) for words in _WORDS.values()} == {len(_KEYS)}
    assert all(word.strip() for words in _WORDS.values() for word in words)


def test_words_and_dates() -> None:
    day = date(2027, 2, 3)
    assert Words("pt-BR")["sizes"] == "Tamanhos"
    assert Words("tlh")["sizes"] == "Sizes"
    assert [Words(language).day(day) for language in ("en", "en-US", "de", "ja", "sv")] == [
        "3 Feb 2027", "Feb 3, 2027", "3.2.2027", "2027年2月3日", "2027-02-03",
    ]  # fmt: skip
    assert [Words(language).labelled("sizes", "S") for language in ("en", "fr-CA", "ja")] == [
        "Sizes: S", "Tailles\u00a0: S", "サイズ：S",
    ]  # fmt: skip
    assert [Words(language).rtl for language in ("ar", "he", "AR-eg", "en")] == [True, True, True, False]


def test_text_that_files_cannot_hold_is_gone() -> None:
    assert clean("A\x00B\x0bC\ud800D\ufffeE\u202eF\r\n  G") == "ABCDEF G"
    assert clean("1\u202f234\u00a0EUR") == "1\u202f234\u00a0EUR"
    assert len(clean("x" * 1_000_000)) == LONGEST


@pytest.mark.parametrize("color", ["#FFFFFF", "FFE000", "1F3A5F", "000000", "7F7F7F"])
def test_every_colour_can_be_read(color: str) -> None:
    theme = theme_of(color)
    assert contrast(theme.ink, WHITE) >= 4.5
    assert contrast(theme.accent, theme.on_accent) >= 3.9


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("color", "blue"),
        ("per_page", 3),
        ("language", "English please"),
        ("fields", ["price"]),
        ("page_size", "a3"),
        ("title", "x" * 201),
        ("logo_path", "collections/other/logo/x.png"),
    ],
)
def test_settings_that_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        DeckLook.model_validate({field: value})
    assert refused.value.errors()[0]["loc"][0] == field


def test_the_sketch_on_the_page_has_the_decks_words() -> None:
    sketch = json.loads((ROOT / "web/src/pages/collection/settings/sketch/words.json").read_text("utf-8"))
    known = {key for words in sketch.values() for key in words}
    assert sketch == {language: {key: Words(language)[key] for key in known} for language in LANGUAGES}
