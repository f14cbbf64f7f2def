"""The scorer: a perfect result scores 1, and each kind of defect lowers the figure that is about it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import pytest

from tests.accuracy.align import align
from tests.accuracy.mistakes import Mistake, mistakes, worst
from tests.accuracy.pictures import overlap
from tests.accuracy.places import TextLayer
from tests.accuracy.score import BARS, SET_BARS, figures, in_order, judge, missed, pooled, score, under
from tests.accuracy.values import blend, same_price
from tests.data.truth import Price, TrueProduct, Truth

Result = dict[str, Any]
VALUES = ("style_number", "name", "category", "wholesale_price", "retail_price", "colors", "sizes", "materials")


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


def colours(product: TrueProduct) -> list[dict[str, str | None]]:
    """Names and codes as a result has them: side by side where there are both."""
    pairs = zip_longest(product.colors, product.color_codes)
    return [{"name": name, "code": code} for name, code in pairs]


def perfect(truth: Truth) -> Result:
    """The result that says exactly what the truth says."""
    products, images = [], []
    for number, p in enumerate(truth.products):
        own = [f"i{number}-{k}" for k, _ in enumerate(p.picture_looks or p.pictures)]
        images += [
            {"image_id": i, "file": f"images/{i}.jpg", "page": p.page, "bbox": list(box)}
            for i, box in zip(own, p.pictures, strict=False)
        ]
        images += [{"image_id": i, "look": look} for i, look in zip(own, p.picture_looks, strict=False)]
        fields = p.model_dump(include={"style_number", "name", "category", "wholesale_price", "retail_price", "sizes"})
        products.append(
            fields
            | {
                "product_id": str(number),
                "colors": colours(p),
                "materials": p.materials,
                "images": [{"image_id": i, "confidence": 1.0} for i in own],
                "source": {"page": p.page, "row": p.row},
                "fields": {
                    name: {"confidence": 1.0, "page": p.page, "bbox": [0, 0, 10, 10], "row": p.row}
                    for name in VALUES
                    if getattr(p, name)
                },
            }
        )
    categories = [{"name": c, "product_ids": []} for c in truth.categories]
    return {"products": products, "categories": categories, "images": images}


PLACES: dict[str, Any] = dict.fromkeys(VALUES, (0, 0, 10, 10))
SIX = truth_of(*(true_product(n, places=PLACES) for n in range(6)))


def test_a_perfect_result_scores_one_everywhere() -> None:
    figures = score(SIX, perfect(SIX))
    assert set(figures.values()) == {1.0}
    assert set(BARS) | set(SET_BARS) <= set(figures)
    assert missed(SIX, figures) == under("d", SET_BARS, figures) == []


def said(truth: Truth, result: Result) -> list[Mistake]:
    return list(mistakes(judge(truth, result), TextLayer(None)))


def test_mistakes_name_what_is_wrong_and_nothing_else() -> None:
    assert said(SIX, perfect(SIX)) == []
    result = perfect(SIX)
    _swap_prices(result)
    result["products"][1]["images"] = []
    result["products"][2]["category"] = "Bags"
    result["products"][3]["style_number"] = "A-3"
    result["categories"].pop()
    result["products"][5].update(name="Nothing like it", style_number="Q-1")
    kinds = [(m.field, m.read, m.there) for m in said(SIX, result)]
    assert kinds == [
        ("product", "nothing", "a product"),
        ("product", "a product", "nothing"),
        ("wholesale_price", "30.00 USD", "10.00 USD"),
        ("retail_price", "10.00 USD", "30.00 USD"),
        ("picture", "nothing", "page 1 [(100.0, 0.0, 180.0, 80.0)]"),
        ("category", "'Bags'", "'Coats'"),
        ("style_number", "'A-3'", "'A-003'"),
    ]


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


def _field(result: Result, name: str) -> dict[str, Any]:
    field: dict[str, Any] = result["products"][0]["fields"][name]
    return field


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
    "a wrong style number": (_change("style_number", "A-0"), "styles", 5 / 6),
    "no style number": (_change("style_number", None), "styles", 5 / 6),
    "a colour missing": (_change("colors", [{"name": "Navy"}]), "colours", 22 / 23),
    "a size too many": (_change("sizes", ["S", "M", "L"]), "sizes", 24 / 25),
    "a wrong material": (_change("materials", "Cotton"), "materials", 10 / 12),
    "a colour of an invented product": (
        lambda r: r["products"].append({"name": "Terms", "colors": [{"name": "Navy"}]}),
        "colours",
        24 / 25,
    ),
    "the sizes of a product left out": (lambda r: r["products"].pop(), "sizes", 20 / 22),
    "a place on another page": (lambda r: _field(r, "name").update(page=9), "places", 47 / 48),
    "no place": (lambda r: r["products"][0]["fields"].pop("sizes"), "places", 47 / 48),
    "a doubt in what is right": (lambda r: _field(r, "name").update(confidence=0.5), "calibration", 1 - 0.25 / 54),
    "sure of what is wrong": (_change("name", "Coat"), "calibration", 53 / 54),
    "sure of a wrong picture": (
        lambda r: r["images"][0].update(bbox=[0, 0, 30, 30]),
        "calibration",
        53 / 54,
    ),
    "sure of an invented product": (
        lambda r: r["products"].append({"name": "Terms", "fields": {"name": {"confidence": 0.8}}}),
        "calibration",
        1 - 0.64 / 55,
    ),
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


# what issue 3 adds


def test_of_a_range_both_ends_must_be_right() -> None:
    printed = Price(amount="10.00", amount_max="14.00", currency="USD")
    assert same_price(printed, {"amount": "10", "amount_max": "14", "currency": "USD"})
    assert not same_price(printed, {"amount": "10", "amount_max": None, "currency": "USD"})
    assert not same_price(printed, {"amount": "10", "amount_max": "15", "currency": "USD"})


def test_materials_are_pairs_of_material_and_share() -> None:
    assert blend("55% Linen, 45 % cotton") == blend("45% cotton / 55% linen") == blend("linen 55% cotton 45%")
    assert blend("55% linen, 45% cotton") != blend("45% linen, 55% cotton")
    assert (blend("55% linen 45% cotton") & blend("55% linen, 40% wool")).total() == 1
    assert blend("Full-grain leather") == blend("full-grain  LEATHER.") != blend("leather")
    assert blend("Shell: 100% wool; lining: 100% cupro") != blend("100% wool; 100% cupro")
    assert blend(None) == blend(" ") == {}


def test_half_of_a_blend_is_half_right() -> None:
    truth = truth_of(true_product(1, materials="55% linen, 45% cotton"))
    result = perfect(truth)
    result["products"][0]["materials"] = "55% linen, 45% wool"
    assert score(truth, result)["materials"] == 0.5


def test_codes_of_colours_count_where_the_truth_states_them() -> None:
    truth = truth_of(true_product(1, color_codes=["009", "190"]))
    result = perfect(truth)
    assert score(truth, result)["colours"] == 1
    result["products"][0]["colors"][1]["code"] = None
    assert score(truth, result)["colours"] == pytest.approx(6 / 7)
    bare = truth_of(true_product(1))
    assert score(bare, result)["colours"] == 1


@pytest.mark.parametrize("names", [[], ["009"]])
def test_a_colour_that_has_only_a_code_may_stand_as_a_name(names: list[str]) -> None:
    truth = truth_of(true_product(1, colors=names, color_codes=["009"]))
    result = perfect(truth)
    result["products"][0]["colors"] = [{"name": None, "code": "009"}]
    assert score(truth, result)["colours"] == 1
    result["products"][0]["colors"] = [{"name": "009", "code": None}]
    assert score(truth, result)["colours"] == 1
    result["products"][0]["colors"] = [{"name": "9", "code": None}]
    assert score(truth, result)["colours"] == 0


def test_sizes_are_the_same_however_they_are_spaced_or_ordered() -> None:
    truth = truth_of(true_product(1, sizes=["150 ML", "30 ML"]))
    result = perfect(truth)
    result["products"][0]["sizes"] = ["30ml", "150 ml"]
    assert score(truth, result)["sizes"] == 1
    result["products"][0]["sizes"] = ["30ml", "150 l"]
    assert score(truth, result)["sizes"] == 0.5


def test_what_two_people_could_read_differently_may_be_either() -> None:
    truth = truth_of(
        true_product(1, also_named=["Car coat"], also_styled=["A1"], also_in=["Outerwear"]),
        true_product(2, sizes=["S"], also_sized=["M"], materials=None, also_made_of=["Felt"]),
    )
    result = perfect(truth)
    assert {score(truth, result)[f] for f in ("names", "styles", "sizes", "materials", "categories")} == {1.0}
    result["products"][0] |= {"name": "Car Coat", "style_number": "A1", "category": "Outerwear"}
    result["products"][1] |= {"sizes": ["S", "M"], "materials": "felt"}
    found = score(truth, result)
    assert {found[f] for f in ("names", "styles", "sizes", "materials", "categories", "product_recall")} == {1.0}
    result["products"][0] |= {"name": "Coat", "style_number": "A2", "category": "Coat"}
    result["products"][1] |= {"sizes": ["M"], "materials": "fur"}
    found = score(truth, result)
    assert {found[f] for f in ("names", "styles", "categories", "product_recall")} == {0.5}
    assert found["sizes"] == pytest.approx(4 / 5)
    assert found["materials"] == pytest.approx(2 / 3)


def test_a_misread_identity_is_not_found_but_still_says_what_was_misread() -> None:
    truth = truth_of(true_product(1, style_number=None, name="Greta Cardigan"))
    result = perfect(truth)
    result["products"][0]["name"] = "Greta Cardlgan"
    found = score(truth, result)
    assert (found["product_recall"], found["product_precision"], found["names"], found["prices"]) == (0, 0, 0, 1)
    assert [(m.field, m.read, m.there) for m in said(truth, result)] == [
        ("name", "'Greta Cardlgan'", "'Greta Cardigan'")
    ]
    result["products"][0]["name"] = "Otto Parka"
    assert [m.field for m in said(truth, result)] == ["product", "product"]


def test_the_worst_mistakes_are_the_surest_and_those_of_one_kind_are_counted() -> None:
    def mistake(field: str, sure: float | None, document: str = "a") -> Mistake:
        return Mistake(field, "x", "y", "z", document, 1, sure)

    many = [mistake("name", None), mistake("sizes", 0.5), mistake("sizes", 0.9), mistake("colors", 0.7)]
    found = worst([*many, mistake("sizes", 0.8, "b")])
    assert [(m.field, m.document, m.confidence, m.more) for m in found] == [
        ("sizes", "a", 0.9, 1),
        ("sizes", "b", 0.8, 0),
        ("colors", "a", 0.7, 0),
        ("name", "a", None, 0),
    ]
    assert str(found[0]) == "a page 1: sizes of x: read y, 90% sure; there: z (and 1 more)"
    assert len(worst([mistake(f"f{n}", 0.5) for n in range(20)])) == 10


def test_the_figures_of_a_set_weigh_each_document_by_its_length() -> None:
    short = truth_of(true_product(1))
    empty: Result = {"products": [], "categories": [], "images": []}
    both = figures(pooled([judge(SIX, perfect(SIX)).ratios, judge(short, empty).ratios]))
    assert both["product_recall"] == both["prices"] == pytest.approx(6 / 7)
    assert both["names"] == 1
    assert "category_list" not in both
    assert under("real", SET_BARS, both)[0] == "real: product_recall is 0.857, under 0.97"


def test_categories_count_in_a_set_only_where_there_are_headings() -> None:
    bare = truth_of(true_product(1, category=None)).model_copy(update={"categories": []})
    result = perfect(bare)
    assert "category_of_products" not in score(bare, result)
    assert score(bare, result)["categories"] == 1
    result["products"][0]["category"] = "Terms"
    assert score(bare, result)["categories"] == 0


def test_a_list_that_no_document_prints_has_no_figure() -> None:
    bare = truth_of(true_product(1, materials=None))
    result = perfect(bare)
    result["products"][0]["materials"] = "Wool"
    assert "materials" not in score(bare, result)
    with_another = figures(pooled([judge(bare, result).ratios, judge(SIX, perfect(SIX)).ratios]))
    assert with_another["materials"] == pytest.approx(12 / 13)


def test_what_may_be_no_product_counts_nowhere() -> None:
    fee = true_product(7, style_number=None, name="Pallet fee", optional=True)
    truth = truth_of(true_product(1), fee)
    result = perfect(truth)
    result["products"][1]["wholesale_price"] = None
    assert set(score(truth, result).values()) == {1.0}
    assert said(truth, result) == []
    result["products"].pop()
    assert set(score(truth, result).values()) == {1.0}
    result["products"].append({"name": "Another fee", "source": {"page": 1}})
    assert score(truth, result)["product_precision"] == 0.5


def test_of_two_prices_the_wholesale_price_alone_will_do_where_the_truth_says_so() -> None:
    truth = truth_of(true_product(1, one_price_will_do=True))
    result = perfect(truth)
    first = result["products"][0]
    wholesale, retail = first["wholesale_price"], first["retail_price"]
    for prices, right in (
        ((wholesale, None), 1),
        ((None, wholesale), 1),
        ((retail, None), 0),
        ((retail, wholesale), 0),
    ):
        first["wholesale_price"], first["retail_price"] = prices
        assert score(truth, result)["prices"] == right


def test_another_price_for_the_same_may_stand_in_its_place_but_not_beside_it() -> None:
    also = [usd("12.00"), Price(amount="11.00", amount_max="12.00", currency="USD")]
    truth = truth_of(true_product(1, retail_price=None, either_kind=True, also_priced=also))
    result = perfect(truth)
    first = result["products"][0]
    both = {"amount": "11", "amount_max": "12", "currency": "USD"}
    first["wholesale_price"] = both
    assert score(truth, result)["prices"] == 1
    first["wholesale_price"], first["retail_price"] = None, usd("12.00").model_dump()
    assert score(truth, result)["prices"] == 1
    first["wholesale_price"] = usd("11.00").model_dump()
    assert score(truth, result)["prices"] == 0


def test_a_list_of_colours_may_be_read_in_another_way_as_a_whole() -> None:
    truth = truth_of(true_product(1, colors=["Black, white"], color_lists=[["Black", "White"]], also_colored=["Grey"]))
    result = perfect(truth)
    first = result["products"][0]
    for names, right in ((["Black", "White"], 1), (["black, white", "grey"], 1), (["Black"], 2 / 3), (["Red"], 0)):
        first["colors"] = [{"name": name} for name in names]
        assert score(truth, result)["colours"] == pytest.approx(right)


def test_a_picture_may_be_none_where_the_truth_leaves_it_open() -> None:
    truth = truth_of(true_product(1, picture_optional=True))
    result = perfect(truth)
    assert score(truth, result)["pictures"] == 1
    result["products"][0]["images"] = []
    assert score(truth, result)["pictures"] == 1
    result["products"][0]["images"] = [{"image_id": "logo"}]
    assert score(truth, result)["pictures"] == 0


def test_a_picture_without_a_place_is_known_by_its_look() -> None:
    truth = truth_of(true_product(1, pictures=[], picture_looks=["0f" * 216]), true_product(2))
    result = perfect(truth)
    assert score(truth, result)["pictures"] == 1
    next(row for row in result["images"] if "look" in row)["look"] = "f0" * 216
    assert score(truth, result)["pictures"] == 0.5


def test_a_product_of_a_sheet_is_known_by_its_row() -> None:
    truth = truth_of(*(true_product(n, style_number=None, name="Twin", row=n, page=1) for n in (4, 5)))
    result = perfect(truth)
    result["products"].reverse()
    result["products"][0]["source"]["page"] = 2  # a long sheet is laid out on several pages
    found = score(truth, result)
    assert found["product_recall"] == found["prices"] == 1
    result["products"][0]["source"]["row"] = 9
    assert score(truth, result)["product_recall"] == 0.5


def test_a_name_may_do_without_its_code_and_what_leads_up_to_it() -> None:
    truth = truth_of(true_product(1, style_number="034", name="Hair comb (CODE: 034)", code_in_name=True))
    result = perfect(truth)
    first = result["products"][0]
    for name, right in (("Hair comb", 1), ("Hair comb (CODE: 034)", 1), ("Hair", 0)):
        first["name"] = name
        assert score(truth, result)["names"] == right


def test_without_a_heading_a_word_of_the_name_may_be_the_category_and_is_no_claim() -> None:
    bare = truth_of(true_product(1, name="Mini Bag", category=None, materials=None, sizes=[], colors=[]))
    result = perfect(bare)
    result["products"][0]["category"] = "bag"
    result["products"][0]["fields"]["category"] = {"confidence": 0.5}
    assert said(bare, result) == []
    assert score(bare, result)["calibration"] == 1
    result["products"][0]["category"] = "Grey"
    assert [m.field for m in said(bare, result)] == ["category"]
    assert score(bare, result)["calibration"] == pytest.approx(1 - 0.25 / 6)


def test_what_was_never_judged_has_no_figure_and_misses_no_bar() -> None:
    found = score(SIX, {"products": []})
    assert {"names", "styles", "places", "calibration"}.isdisjoint(found)
    assert [miss.split()[1] for miss in under("d", SET_BARS, found)] == [
        *("product_recall", "product_precision", "prices", "colours", "sizes", "materials"),
        *("category_of_products", "pictures"),
    ]


def test_a_right_value_at_a_wrong_place_is_a_mistake_without_a_confidence() -> None:
    result = perfect(SIX)
    _field(result, "name").update(page=9)
    assert [(m.field, m.read, m.confidence) for m in said(SIX, result)] == [
        ("place of name", "page 9 [0, 0, 10, 10]", None)
    ]
