"""The documents that judge the reader are themselves sound: same bytes each time, and their truth is on their pages."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from tests.accuracy.pictures import overlap
from tests.data import bad, layouts, make_sample
from tests.data.brands import HARROW
from tests.data.truth import Truth
from tests.data.twins import placed_pictures
from tests.data.wares import make_wares

SAMPLE = make_sample.HERE / "sample_linesheet.pdf"


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def check(pdf: Path, truth: Truth) -> None:
    """Every style number, name and amount stands on its page, and a picture stands in every true box."""
    with pymupdf.open(pdf) as document:
        assert document.page_count == truth.pages
        text = [words(page.get_text()) for page in document]
    placed = placed_pictures(pdf)
    assert {p.category for p in truth.products} == set(truth.categories)
    assert len({p.style_number or p.name for p in truth.products}) == len(truth.products)
    for product in truth.products:
        page = text[product.page - 1]
        assert words(product.style_number or product.name) in page
        assert all(word in page for word in words(product.name).split())
        assert all(words(each) in page for each in (*product.colors, *product.sizes))
        for price in (product.wholesale_price, product.retail_price):
            assert price is not None
            digits = price.amount.removesuffix(".00").replace(".", "")
            assert digits in re.sub(r"[\s.,']", "", page)
        for box in product.pictures:
            assert any(overlap(box, shown) > 0.97 for shown, _ in placed[product.page - 1])


def test_the_committed_sample_says_what_its_truth_says() -> None:
    truth = Truth.read(SAMPLE.with_suffix(".json"))
    check(SAMPLE, truth)
    assert (truth.pages, len(truth.products), len(truth.categories)) == (12, 60, 4)
    assert SAMPLE.stat().st_size < 2_000_000


def test_the_sample_is_made_the_same_each_time(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        make_sample.make(tmp_path / folder)
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]
    assert one[0].read_text() == SAMPLE.with_suffix(".json").read_text()


@pytest.mark.parametrize(
    ("name", "seed"), [*((name, 1) for name in layouts.LAYOUTS), ("price_list", 2), ("table_rows", 7)]
)
def test_each_layout_says_what_its_truth_says(name: str, seed: int) -> None:
    check(*layouts.build(name, seed))


def test_another_seed_makes_other_products() -> None:
    assert {w.name for w in make_wares(HARROW, 1)} != {w.name for w in make_wares(HARROW, 2)}


@pytest.mark.parametrize("name", ["truncated", "zero_bytes", "text_named_pdf", "page_tree_cycle"])
def test_a_broken_file_yields_no_page(name: str, tmp_path: Path) -> None:
    path = bad.make(name, tmp_path)
    try:
        with pymupdf.open(path, filetype="pdf") as document:
            document[0].get_text()
    except (pymupdf.FileDataError, IndexError, RuntimeError, pymupdf.mupdf.FzErrorBase):
        return
    pytest.fail("it could be read")


def test_the_other_bad_files_are_what_they_say(tmp_path: Path) -> None:
    with pymupdf.open(bad.make("encrypted", tmp_path)) as document:
        assert document.needs_pass
        assert document.authenticate(bad.PASSWORD)
    with pymupdf.open(bad.make("too_many_pages", tmp_path)) as document:
        assert document.page_count == 1001
    with pymupdf.open(bad.make("truncated_late", tmp_path)) as document:
        assert document.is_repaired
        assert not document[-1].get_text()
    with pymupdf.open(bad.make("letter", tmp_path)) as document:
        assert "Dear Ms Okafor" in document[0].get_text()
    assert bad.make("png_named_pdf", tmp_path).read_bytes().startswith(b"\x89PNG")
