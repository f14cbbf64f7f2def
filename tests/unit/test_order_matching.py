"""Lines find their products: spelled otherwise, damaged by spreadsheets, with colours and sizes in their codes."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.collections.models import Color, Money, Product, Source
from shared.collections.orders.catalogue import Catalogue
from shared.collections.orders.hits import Query
from shared.collections.orders.item_models import Found
from shared.collections.orders.keys import key_of
from shared.collections.orders.matching import find
from shared.collections.orders.models import LineSource, OrderLine


def product(
    code: str | None, name: str | None = None, colors: Sequence[str] = (), sizes: Sequence[str] = (), **more: Any
) -> Product:
    """A product that is called by its code, name and colours."""
    return Product(
        product_id="/".join(filter(None, [code, name, *colors])),
        style_number=code,
        name=name,
        colors=[Color(name=None if c.isdigit() else c, code=c if c.isdigit() else None) for c in colors],
        sizes=list(sizes),
        source=Source(document_id="linesheet", page=1, bbox=(0, 0, 1, 1)),
        **more,
    )


def line(code: str | None = None, name: str | None = None, color: str | None = None, **more: Any) -> OrderLine:
    return OrderLine(
        line_id="l1", style_number=code, name=name, color=color, source=LineSource(document_id="po", page=1), **more
    )


def verdict(products: Sequence[Product], order: OrderLine, *rejected: str) -> Found:
    return find(Catalogue(products), [Query(order, frozenset(rejected))])[0]


def told(products: Sequence[Product], order: OrderLine) -> tuple[str, str | None]:
    """Status and product, in the words of these tests."""
    found = verdict(products, order)
    assert (found.product_id is not None) == (found.match.status == "matched")
    return found.match.status, found.product_id


SHIRTS = [
    product("AB-123", "Linen Shirt", ["Black", "Navy"], ["S", "M", "L"]),
    product("AB-124", "Silk Blouse", ["Ivory"], ["S", "M"]),
    product("00517", "Wool Scarf", ["Grey"]),
    product("4006381333931", "Fountain Pen", []),
]


@pytest.mark.parametrize(
    ("code", "found", "method"),
    [
        ("AB-123", "AB-123", "exact"),
        ("ab 123", "AB-123", "normalised"),
        ("AB123", "AB-123", "normalised"),
        (" #AB-123 ", "AB-123", "exact"),
        ("AB-123-BLK", "AB-123", "normalised"),
        ("AB123BLK", "AB-123", "normalised"),
        ("AB-123-M", "AB-123", "normalised"),
        ("AB-123-NVY-L", "AB-123", "normalised"),
        ("AB-123/Navy", "AB-123", "normalised"),
        ("517", "00517", "normalised"),
        ("517.0", "00517", "normalised"),
        ("00517", "00517", "exact"),
        ("4006381333931", "4006381333931", "exact"),
        ("4.006.381.333.931", "4006381333931", "normalised"),
    ],
)
def test_a_code_is_found_however_it_is_spelled(code: str, found: str, method: str) -> None:
    whole = next(p.product_id for p in SHIRTS if p.style_number == found)
    assert told(SHIRTS, line(code)) == ("matched", whole)
    assert verdict(SHIRTS, line(code)).match.method == method


@pytest.mark.parametrize("code", ["AB-125", "AB-12", "AB-1234", "BB-123", "AB1-23", "A-B123-9", "0517", "5170", "123"])
def test_a_near_code_is_never_matched(code: str) -> None:
    assert told(SHIRTS, line(code))[0] != "matched"


def test_a_barcode_is_enough() -> None:
    assert told(SHIRTS, line(None, barcode="4006381333931")) == ("matched", "4006381333931/Fountain Pen")
    assert told(SHIRTS, line(None, barcode="4006381333932"))[0] == "not_found"


@pytest.mark.parametrize(
    ("codes", "printed", "found"),
    [
        (["1E05", "200"], "1.00E+05", "1E05"),
        (["1E05", "200"], "100000", "1E05"),
        (["100000", "200"], "1E+05", "100000"),
        (["100000", "100023"], "1E+05", None),
        (["100023"], "1E+05", None),
        (["091271"], "91271.0", "091271"),
        (["091271", "91271"], "91271.0", "91271"),
        (["0091271", "091271"], "91271", None),
    ],
)
def test_what_spreadsheets_do_to_codes(codes: list[str], printed: str, found: str | None) -> None:
    status, product_id = told([product(code) for code in codes], line(printed))
    assert product_id == found
    assert found or status == "suggested"


STYLE = [product("K10", "Coat", [color]) for color in ("Black", "Navy", "Camel")]


@pytest.mark.parametrize(
    ("color", "found"),
    [
        ("Black", "Black"),
        ("navy", "Navy"),
        ("noir", "Black"),
        ("CAMEL", "Camel"),
        ("BLK", "Black"),
        ("Red", None),
        (None, None),
        ("Sea", None),
    ],
)
def test_the_colour_decides_between_products_of_a_style(color: str | None, found: str | None) -> None:
    status, product_id = told(STYLE, line("K10", color=color))
    assert product_id == (f"K10/Coat/{found}" if found else None)
    assert status == ("matched" if found else "suggested")


def test_colours_in_codes_decide_too() -> None:
    suffixed = [product(f"K10-{code}", "Coat", [color]) for code, color in (("BLK", "Black"), ("NVY", "Navy"))]
    assert told(suffixed, line("K10-BLK")) == ("matched", "K10-BLK/Coat/Black")
    assert told(suffixed, line("K10", color="Navy")) == ("matched", "K10-NVY/Coat/Navy")
    assert told(suffixed, line("K10-NVY-M")) == ("matched", "K10-NVY/Coat/Navy")
    assert told(suffixed, line("K10"))[0] == "suggested"
    assert told(STYLE, line("K10-NVY")) == ("matched", "K10/Coat/Navy")


def test_a_style_number_twice_is_suggested_with_both() -> None:
    twice = [product("100", "Shirt"), product("100", "Trousers")]
    found = verdict(twice, line("100"))
    assert (found.match.status, found.product_id) == ("suggested", None)
    assert {c.product_id for c in found.match.candidates} == {"100/Shirt", "100/Trousers"}
    assert sum(c.confidence for c in found.match.candidates) <= 1
    assert told(twice, line("100", "Trousers")) == ("matched", "100/Trousers")


def test_codes_that_contradict_each_other_are_left_to_a_person() -> None:
    found = verdict(SHIRTS, line("AB-123", sku="AB-124"))
    assert found.match.status == "suggested"
    assert {c.style_number for c in found.match.candidates} == {"AB-123", "AB-124"}


def test_a_line_number_is_no_style_number() -> None:
    counted = [product(str(n), f"Firework number {n}") for n in range(1, 40)]
    assert told(counted, line("7")) == ("matched", "7/Firework number 7")
    assert told(counted, line("7", "Ladies cardigan"))[0] != "matched"


def test_a_name_alone() -> None:
    unnumbered = [product(None, "Matte Wax M10"), product(None, "Gel Strong"), product(None, "Gel Strong Plus")]
    assert told(unnumbered, line(None, "MATTE WAX  M10")) == ("matched", "Matte Wax M10")
    assert told(unnumbered, line(None, "Mate Wax M10"))[0] == "suggested"
    assert told(unnumbered, line("X-991", "Gel Strong")) == ("matched", "Gel Strong")
    assert told(SHIRTS, line("ZZ-998", "Linen Shirt"))[0] == "suggested"
    assert told(SHIRTS, line("ZZ-998", "Garden Hose"))[0] == "not_found"


def test_what_a_person_rejected_is_not_suggested_again() -> None:
    assert verdict(SHIRTS, line("AB-123"), "AB-123/Linen Shirt/Black/Navy").product_id is None
    first = verdict(SHIRTS, line(None, "Linnen Shirt"))
    assert first.match.candidates[0].name == "Linen Shirt"
    again = verdict(SHIRTS, line(None, "Linnen Shirt"), first.match.candidates[0].product_id)
    assert all(c.name != "Linen Shirt" for c in again.match.candidates)


def test_without_products_nothing_is_found() -> None:
    assert told([], line("AB-123", "Linen Shirt")) == ("not_found", None)


CODES = st.from_regex(r"[A-Z]{1,3}-?[0-9]{3,6}(-[A-Z0-9]{1,3})?", fullmatch=True)


@given(st.lists(CODES, min_size=1, max_size=8, unique=True), CODES, st.sampled_from(["", " ", "-", "/", "."]))
def test_only_the_code_itself_is_matched(codes: list[str], printed: str, sign: str) -> None:
    """Whatever the codes are: without colours, sizes and names, matched means the same letters and digits."""
    found = verdict([product(code) for code in codes], line(printed.replace("-", sign)))
    if found.product_id is not None:
        assert key_of(found.product_id).tight == key_of(printed).tight
    confidences = [candidate.confidence for candidate in found.match.candidates]
    assert len(confidences) <= 5
    assert sum(confidences) <= 1.001
    assert confidences == sorted(confidences, reverse=True)


def test_thousands_of_lines_take_seconds() -> None:
    rng = random.Random(7)
    words = ["linen", "wool", "silk", "shirt", "coat", "scarf", "long", "short", "fine", "knit"]
    names = [" ".join(rng.sample(words, 4)) for _ in range(2000)]
    products = [product(f"ST-{n:05}", name) for n, name in enumerate(names)]
    lines = [line(f"ST {n:05}" if n % 2 else f"SX-{n:05}", names[n][:-1]) for n in range(2000)]
    began = time.perf_counter()
    found = find(Catalogue(products), [Query(order) for order in lines])
    assert time.perf_counter() - began < 30
    assert [f.match.status == "matched" for f in found] == [n % 2 == 1 for n in range(2000)]


def test_the_same_price_makes_a_candidate_likelier() -> None:
    priced = product("QX-77100", "Bowl", wholesale_price=Money(amount="12.50", currency="EUR"))
    likely, unlikely = (
        verdict([priced], line(None, "Bowls", unit_cost=cost)).match.candidates[0].confidence
        for cost in ("12.50", "99.00")
    )
    assert likely > unlikely
