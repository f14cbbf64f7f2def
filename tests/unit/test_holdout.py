"""The held-out layouts are sound: the same bytes each time, and their truth stands on their pages."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pymupdf
import pytest

from tests.accuracy.pictures import overlap
from tests.data import layouts
from tests.data.truth import Price
from tests.data.twins import placed_pictures


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def _stands(price: Price | None, digits: str) -> bool:
    whole, cents = f"{Decimal(price.amount):.2f}".split(".") if price else ("", "")
    return whole + cents in digits or (cents == "00" and whole in digits)


@pytest.mark.parametrize("name", layouts.HOLDOUT)
def test_each_held_out_layout_says_what_its_truth_says(name: str) -> None:
    pdf, truth = layouts.build(name)
    with pymupdf.open(pdf) as document:
        assert document.page_count == truth.pages
        text = [_words(page.get_text()) for page in document]
    placed = placed_pictures(pdf)
    assert list(dict.fromkeys(p.category for p in truth.products)) == truth.categories
    assert len({p.style_number for p in truth.products}) == len(truth.products)
    for product in truth.products:
        page = text[product.page - 1]
        digits = re.sub(r"[\s.,']", "", page)
        spoken = (product.style_number or "", *product.name.split(), *product.colors, *product.sizes)
        assert all(_words(each) in page for each in spoken)
        heading = _words(product.category or "").replace(" ", "")  # dark_pages spaces its letters
        assert any(heading in earlier.replace(" ", "") for earlier in text[: product.page])
        assert _stands(product.wholesale_price, digits)
        assert _stands(product.retail_price, digits)
        for box in product.pictures:
            assert any(overlap(box, shown) > 0.97 for shown, _ in placed[product.page - 1])


@pytest.mark.parametrize("name", ["plain_grid", "key_values", "mayorista", "gaps"])
def test_a_held_out_layout_is_made_the_same_each_time(name: str, tmp_path: Path) -> None:
    first, _ = layouts.build(name, 2, tmp_path / "one")
    second, _ = layouts.build(name, 2, tmp_path / "two")
    other, _ = layouts.build(name, 3, tmp_path / "one")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != other.read_bytes()
