"""The hand-checked truths: they agree with what is known of the documents, and a right result reaches 1 on each."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import xlrd

from tests.accuracy.documents import TRUTHS, find, names, real_file
from tests.accuracy.looks import alike
from tests.accuracy.score import missed, score
from tests.data.make_sample import HERE, NAME
from tests.data.truth import Price, Truth
from tests.unit.test_accuracy import perfect

FILES = [HERE / f"{NAME}.json", *sorted(TRUTHS.glob("*.json"))]


def stored_once(truth: Truth, result: dict[str, Any]) -> dict[str, Any]:
    """The result of a reader that stores identical pictures once, under the first place."""
    first: dict[str, str] = {}
    for true, product in zip(truth.products, result["products"], strict=True):
        for twin, image in zip(true.picture_ids, product["images"], strict=False):
            if twin:
                image["image_id"] = first.setdefault(twin, image["image_id"])
    return result


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_truth_itself_would_score_one(path: Path) -> None:
    truth = Truth.read(path)
    result = stored_once(truth, perfect(truth))
    assert missed(truth, score(truth, result)) == []
    figures = score(truth, result)
    judged = {"places"}  # the made result has no places
    assert {name: value for name, value in figures.items() if value != 1 and name not in judged} == {}


@pytest.mark.parametrize("path", [path for path in FILES if real_file(path.stem).exists()], ids=lambda path: path.stem)
def test_what_the_truth_says_stands_in_the_document(path: Path) -> None:
    truth, pages = Truth.read(path), _pages(real_file(path.stem))
    assert truth.pages == len(pages)
    for product in truth.products:
        words, digits = pages[product.page - 1]
        assert all(_tight(word) in words for word in product.name.split()), product.name
        for price in (product.wholesale_price, product.retail_price, *product.also_priced):
            whole = price.amount.removesuffix(".00") if price else ""
            assert re.sub(r"\D", "", whole) in digits or product.name in PICTURED, (product.name, whole)


PICTURED = {"ULTRA HOLD HAIR STYLING GEL ARGAN 5+"}  # its price is a picture laid over another one


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _pages(file: Path) -> list[tuple[str, str]]:
    """The words of each page (or sheet), and its digits."""
    if file.suffix == ".xls":
        sheets = [sheet for sheet in xlrd.open_workbook(str(file)).sheets() if sheet.nrows]
        texts = [" ".join(str(cell.value) for row in sheet.get_rows() for cell in row) for sheet in sheets]
    else:
        with pymupdf.open(file) as document:
            texts = [page.get_text() for page in document]
    return [(_tight(text), re.sub(r"\D", "", text)) for text in texts]


def test_the_tables_of_leier_are_all_there() -> None:
    truth = Truth.read(TRUTHS / "leier_tables_hu.json")
    fourth = Counter(p.category for p in truth.products if p.page == 4)
    assert [fourth[c] for c in truth.categories[:4]] == [6, 6, 6, 10]
    assert {p.page for p in truth.products} == set(range(4, 25))
    first, fourth_row = truth.products[0], truth.products[3]
    assert (first.name, first.also_priced) == ("TA 30/100 talpas betoncső, csaphornyos illesztéssel", [])
    assert fourth_row.wholesale_price == Price(amount="15400", currency="HUF")
    assert [p.amount for p in fourth_row.also_priced] == ["18600", "15400"]
    assert all(p.wholesale_price or p.optional for p in truth.products)
    assert not any(p.retail_price for p in truth.products)  # the second column is another works


def test_the_rows_of_marimekko_keep_their_zeros() -> None:
    truth = Truth.read(TRUTHS / "marimekko_client_A.json")
    first = truth.products[0]
    assert (len(truth.products), first.style_number, first.color_codes) == (32, "091271", ["009"])
    assert [p.amount for p in (first.wholesale_price, first.retail_price) if p] == ["66.65", "170"]
    assert [p.row for p in truth.products] == list(range(2, 34))
    assert len({look for p in truth.products for look in p.picture_looks}) == 32


def test_the_pictures_of_marimekko_are_told_apart() -> None:
    looks = [look for p in Truth.read(TRUTHS / "marimekko_client_A.json").products for look in p.picture_looks]
    assert not [(a, b) for i, a in enumerate(looks) for b in looks[i + 1 :] if alike(a, b)]


def test_the_prices_of_nanban_are_the_rates_less_their_discount() -> None:
    for product in Truth.read(TRUTHS / "nanban_pricetable.json").products:
        assert product.wholesale_price
        assert product.retail_price
        share = Decimal(product.wholesale_price.amount) / Decimal(product.retail_price.amount)
        assert share == (Decimal("0.1") if "90% Discount" in (product.category or "") else 1)


def test_the_counts_of_nishman_are_those_of_its_contents_page() -> None:
    truth = Truth.read(TRUTHS / "nishman_grid.json")
    count = Counter(p.category for p in truth.products)
    assert [count[c] for c in truth.categories] == [47, 6, 9, 6, 15, 4, 11, 19, 8, 11, 5, 24, 11, 2]
    assert all(p.retail_price is None and p.carton_price and len(p.pictures) == 1 for p in truth.products)
    first = truth.products[0]
    assert (first.name, first.wholesale_price) == (
        "AQUA HAIR STYLING MATTE WAX M10",
        Price(amount="2.50", currency="EUR"),
    )


def test_the_rows_of_nanban_are_all_there() -> None:
    truth = Truth.read(TRUTHS / "nanban_pricetable.json")
    assert [p.style_number for p in truth.products] == [str(n) for n in range(1, 165)]


def test_an_unknown_document_is_refused_and_known_ones_are_listed_once() -> None:
    assert len(names()) == len(set(names())) >= 10
    with pytest.raises(KeyError):
        find("no_such_document")
