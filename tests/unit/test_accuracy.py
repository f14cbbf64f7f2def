"""The scorer: a perfect result scores 1, and each kind of defect lowers the figure that is about it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.accuracy.align import align
from tests.accuracy.faults import faults
from tests.accuracy.score import BARS, in_order, missed, overlap, same_price, score
from tests.data.truth import Price, TrueProduct, Truth

Result = dict[str, Any]


def usd(amount: str) -> Price:
    return Price(amount=amount, currency="USD")


def true_product(number: int, **fields: Any) -> TrueProduct:
    defaults: dict[str, Any] = {
        "style_number": f"A-{number:03}",
        "name": f"Coat {number}",
        "category": "Coats" if number < 3 else "Bags",
        "wholesale_price": usd(f"{number + 10}.00"),
        "retail_price": usd(f"{number + 30}.00"),
        "colors": ["Navy", "Rust"],
        "sizes": ["S", "M"],
        "materials": "Wool",
        "page": 1 + number // 3,
        "pictures": [(number * 100, 0, number * 100 + 80, 80)],
    }
    return TrueProduct(**(defaults | fields))


def truth_of(*products: TrueProduct, **fields: Any) -> Truth:
    return Truth(document="d", made="here", pages=3, categories=["Coats", "Bags"], products=list(products), **fields)


def perfect(truth: Truth) -> Result:
    """The result that says exactly what the truth says."""
    products, images = [], []
    for number, p in enumerate(truth.products):
        own = [f"i{number}-{k}" for k, _ in enumerate(p.pictures)]
        images += [
            {"image_id": i, "file": f"images/{i}.jpg", "page": p.page, "bbox": list(box)}
            for i, box in zip(own, p.pictures, strict=True)
        ]
        fields = p.model_dump(include={"style_number", "name", "category", "wholesale_price", "retail_price", "sizes"})
        products.append(
            fields
            | {
                "product_id": str(number),
                "colors": [{"name": c, "code": None} for c in p.colors],
                "materials": p.materials,
                "images": [{"image_id": i} for i in own],
                "source": {"page": p.page},
            }
        )
    categories = [{"name": c, "product_ids": []} for c in truth.categories]
    return {"products": products, "categories": categories, "images": images}


SIX = truth_of(*(true_product(n) for n in range(6)))


def test_a_perfect_result_scores_one_everywhere() -> None:
    figures = score(SIX, perfect(SIX))
    assert set(figures.values()) == {1.0}
    assert set(BARS) <= set(figures)
    assert missed(SIX, figures) == []


def test_faults_name_what_is_wrong_and_nothing_else() -> None:
    assert list(faults(SIX, perfect(SIX))) == []
    result = perfect(SIX)
    _swap_prices(result)
    result["products"][1]["images"] = []
    result["products"][2]["category"] = "Bags"
    result["products"][3]["style_number"] = "A-3"
    result["categories"].pop()
    kinds = [sentence.partition(":")[0] for sentence in faults(SIX, result)]
    assert kinds == ["missing", "invented", "prices", "pictures", "category", "categories"]


def test_an_empty_result_finds_nothing_and_misses_every_bar() -> None:
    figures = score(SIX, {"products": [], "categories": [], "images": []})
    assert [figures[name] for name in BARS] == [0.0] * len(BARS)
    assert len(missed(SIX, figures)) == len(BARS)


def test_a_document_without_products_is_read_right_by_finding_none() -> None:
    nothing = truth_of().model_copy(update={"categories": []})
    assert missed(nothing, score(nothing, {"products": []})) == []
    assert score(nothing, {"products": [{"name": "Terms"}]})["product_precision"] == 0


def _change(field: str, value: Any) -> Callable[[Result], None]:
    return lambda result: result["products"][0].update({field: value})


def _swap_prices(result: Result) -> None:
    first = result["products"][0]
    first["wholesale_price"], first["retail_price"] = first["retail_price"], first["wholesale_price"]


def _swap_pictures(result: Result) -> None:
    one, two = result["products"][:2]
    one["images"], two["images"] = two["images"], one["images"]


DEFECTS: dict[str, tuple[Callable[[Result], None], str, float]] = {
    "a product left out": (lambda r: r["products"].pop(), "product_recall", 5 / 6),
    "a product invented": (lambda r: r["products"].append({"name": "Terms"}), "product_precision", 6 / 7),
    "a product twice": (lambda r: r["products"].append(copy.deepcopy(r["products"][0])), "product_precision", 6 / 7),
    "a style number without its zeros": (_change("style_number", "A-0"), "product_recall", 5 / 6),
    "a wrong amount": (_change("wholesale_price", {"amount": "10.50", "currency": "USD"}), "prices", 5 / 6),
    "a wrong currency": (_change("wholesale_price", {"amount": "10.00", "currency": "EUR"}), "prices", 5 / 6),
    "the kinds exchanged": (_swap_prices, "prices", 5 / 6),
    "a price missing": (_change("retail_price", None), "prices", 5 / 6),
    "a range for one price": (
        _change("retail_price", {"amount": "30.00", "amount_max": "40.00", "currency": "USD"}),
        "prices",
        5 / 6,
    ),
    "pictures exchanged": (_swap_pictures, "pictures", 4 / 6),
    "no picture": (_change("images", []), "pictures", 5 / 6),
    "a picture elsewhere": (lambda r: r["images"][0].update(bbox=[0, 0, 30, 30]), "pictures", 5 / 6),
    "a picture on another page": (lambda r: r["images"][0].update(page=2), "pictures", 5 / 6),
    "a wrong category": (_change("category", "Bags"), "categories", 5 / 6),
    "an invented category": (lambda r: r["categories"].append({"name": "Terms"}), "categories", 2 / 3),
    "categories in another order": (lambda r: r["categories"].reverse(), "categories", 1 / 2),
    "a wrong name": (_change("name", "Coat"), "names", 5 / 6),
    "a colour missing": (_change("colors", [{"name": "Navy"}]), "colours", 5 / 6),
    "a size too many": (_change("sizes", ["S", "M", "L"]), "sizes", 5 / 6),
    "a wrong material": (_change("materials", "Cotton"), "materials", 5 / 6),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_lowers_its_own_figure(defect: str) -> None:
    spoil, figure, expected = DEFECTS[defect]
    result = perfect(SIX)
    spoil(result)
    assert score(SIX, result)[figure] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("style_number", " a-000 "),
        ("name", "COAT  0"),
        ("wholesale_price", {"amount": "10", "currency": "usd", "amount_max": None}),
    ],
)
def test_white_space_case_and_trailing_zeros_are_forgiven(field: str, value: object) -> None:
    result = perfect(SIX)
    result["products"][0][field] = value
    figures = score(SIX, result)
    assert [figures[name] for name in BARS] == [1.0] * len(BARS)


def test_without_a_style_number_a_product_is_known_by_name_and_page() -> None:
    truth = truth_of(true_product(1, style_number=None), true_product(2, style_number=None))
    result = perfect(truth)
    assert score(truth, result)["product_recall"] == 1
    result["products"][0]["source"]["page"] = 9
    assert score(truth, result)["product_recall"] == 0.5


def test_a_code_within_the_name_lets_the_product_be_known_by_either() -> None:
    truth = truth_of(true_product(1, style_number="SV-6237", name="Ruby SV-6237", code_in_name=True))
    result = perfect(truth)
    first = result["products"][0]
    first["style_number"] = None
    assert score(truth, result)["product_recall"] == 1
    first.update(style_number="SV-6237", name="Ruby")
    assert score(truth, result)["product_recall"] == 1
    first["style_number"] = None
    assert score(truth, result)["product_recall"] == 0


def test_products_of_one_name_on_one_page_are_told_apart_by_their_prices() -> None:
    twins = [true_product(n, style_number=None, name="Twin", page=1, category="Coats") for n in (1, 2)]
    truth = truth_of(*twins)
    result = perfect(truth)
    result["products"].reverse()
    assert [p.result["product_id"] for p in align(truth.products, result["products"])] == ["0", "1"]
    assert score(truth, result)["prices"] == score(truth, result)["pictures"] == 1


def test_one_price_of_either_kind_may_stand_in_either_field_but_not_in_both() -> None:
    truth = truth_of(true_product(1, retail_price=None, either_kind=True))
    result = perfect(truth)
    first = result["products"][0]
    assert score(truth, result)["prices"] == 1
    first["retail_price"], first["wholesale_price"] = first["wholesale_price"], None
    assert score(truth, result)["prices"] == 1
    first["wholesale_price"] = first["retail_price"]
    assert score(truth, result)["prices"] == 0


def test_a_carton_price_put_as_retail_is_wrong() -> None:
    truth = truth_of(true_product(1, retail_price=None, carton_price=usd("119.80"), carton_quantity=48))
    result = perfect(truth)
    result["products"][0]["retail_price"] = {"amount": "119.80", "currency": "USD"}
    assert score(truth, result)["prices"] == 0


def test_a_product_without_picture_must_have_none() -> None:
    truth = truth_of(true_product(1, pictures=[]))
    result = perfect(truth)
    assert score(truth, result)["pictures"] == 1
    result["images"] = [{"image_id": "logo", "page": 1, "bbox": [0, 0, 9, 9]}]
    result["products"][0]["images"] = [{"image_id": "logo"}]
    assert score(truth, result)["pictures"] == 0


def test_any_view_may_come_first_but_a_strange_picture_may_not() -> None:
    truth = truth_of(true_product(1, pictures=[(0, 0, 50, 50), (60, 0, 110, 50)]))
    result = perfect(truth)
    result["products"][0]["images"].reverse()
    assert score(truth, result)["pictures"] == 1
    result["images"].append({"image_id": "logo", "page": 1, "bbox": [300, 0, 309, 9]})
    result["products"][0]["images"].insert(0, {"image_id": "logo"})
    figures = score(truth, result)
    assert figures["pictures"] == 0
    assert figures["picture_precision"] == pytest.approx(2 / 3)
    assert figures["view_recall"] == 1


def test_one_stored_picture_may_stand_at_several_places() -> None:
    truth = truth_of(true_product(1), true_product(2))
    result = perfect(truth)
    for row in result["images"]:
        row["image_id"] = "same"
    for product in result["products"]:
        product["images"] = [{"image_id": "same"}]
    assert score(truth, result)["pictures"] == 1


def test_the_very_same_picture_may_be_named_by_its_other_place() -> None:
    truth = truth_of(true_product(1, picture_ids=["twin"]), true_product(2, picture_ids=["twin"]), true_product(3))
    result = perfect(truth)
    result["products"][1]["images"] = [{"image_id": "i0-0"}]
    assert score(truth, result)["pictures"] == 1
    result["products"][2]["images"] = [{"image_id": "i0-0"}]
    assert score(truth, result)["pictures"] == pytest.approx(2 / 3)


def test_only_checked_parts_are_scored_and_information_has_no_bars() -> None:
    truth = truth_of(true_product(1), scored=["products", "prices"], informational=True)
    figures = score(truth, {"products": []})
    assert "pictures" not in figures
    assert "categories" not in figures
    assert missed(truth, figures) == []


def test_overlap_is_intersection_over_union() -> None:
    assert overlap((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert overlap((0, 0, 10, 10), (5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 10, 10), (10, 0, 20, 10)) == 0


def test_order_is_the_longest_common_run() -> None:
    assert in_order(["a", "b", "c"], ["A", "x", "c", "b"]) == 2
    assert in_order([], ["a"]) == 0


def test_where_no_currency_is_printed_any_is_accepted() -> None:
    assert same_price(Price(amount="8.00", currency=""), {"amount": "8.00", "currency": "INR"})
    assert not same_price(Price(amount="8.00", currency=""), {"amount": "80.00", "currency": "INR"})


def test_an_unreadable_amount_is_a_wrong_price() -> None:
    assert not same_price(usd("10.00"), {"amount": "ten", "currency": "USD"})
