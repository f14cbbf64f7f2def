"""The hand-checked truths: they agree with what is known of the documents, and a right result reaches 1 on each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.accuracy.documents import TRUTHS, find, names
from tests.accuracy.score import BARS, score
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
    figures = score(truth, stored_once(truth, perfect(truth)))
    assert {figures[name] for name in BARS if name in figures} == {1.0}


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
