"""Lines of an order become cards: grouped, summed, sorted, with their sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shared.collections.deck import gathering
from shared.engine.errors import PhaseError
from tests.data.decks import deck, item, product


def test_lines_of_one_product_are_one_card(tmp_path: Path) -> None:
    lines = [
        item(0, product_id="p0", color="Navy"),
        item(
            1,
            product_id="p0",
            color="Ecru",
            style_number="AB-0000-E",
            sizes={"M": 1, "XL": 2.0},
            quantity=3,
            unit_cost="52",
        ),
        item(2, product_id=None, style_number="ab-0002", total="100.00"),
        item(3, product_id=None, style_number="AB-0002", color="navy", total=None),
    ]
    made = deck(tmp_path, [product(0)], lines)
    one, other = made.cards
    assert (one.colors, one.sizes) == (["Navy", "Ecru"], ["S\u00a0×\u00a02", "M\u00a0×\u00a05", "XL\u00a0×\u00a02"])
    assert (one.quantity, one.unit_cost, one.total) == ("9", "49.50 – 52.00\u00a0EUR", "453.00\u00a0EUR")
    assert (one.wholesale, one.retail, one.materials) == ("1,049.50\u00a0EUR", "2,600.00\u00a0EUR", "100% linen")
    assert (other.colors, other.total, other.retail) == (["Navy"], "397.00\u00a0EUR", None)


def test_notes_say_where_values_were_read_and_what_a_person_corrected(tmp_path: Path) -> None:
    edits = [
        {"id": "p0", "kind": "product", "fields": {"name": "Overshirt, corrected"}},
        {"id": "i0", "kind": "item", "fields": {"quantity": 7}},
    ]
    lines = [item(0, product_id="p0", name=None, quantity=7, edited=["quantity"])]
    made = deck(tmp_path, [product(0)], lines, edits=edits)
    assert made.cards[0].name == "Overshirt, corrected"
    assert made.cards[0].quantity == "7"
    assert made.cards[0].notes == [
        "po.xlsx, Sheet Order, Row 2: Navy, Quantity 7, Unit cost 49.50\u00a0EUR",
        "Corrected by hand: Quantity",
        "spring.pdf, Page 1: Wholesale",
        "Corrected by hand: name",
    ]


def test_currencies_are_never_added(tmp_path: Path) -> None:
    made = deck(tmp_path, items=[item(0, product_id="p"), item(1, product_id="p", currency="USD")])
    assert made.cards[0].total == "297.00\u00a0EUR / 297.00\u00a0USD"
    assert made.cards[0].unit_cost == "49.50\u00a0EUR / 49.50\u00a0USD"


def order_of(folder: Path, rows: list[dict[str, Any]], **settings: Any) -> list[str]:
    return [card.key for card in deck(folder, rows, **settings).cards]


@pytest.mark.parametrize(
    ("settings", "keys"),
    [
        ({}, ["p0", "p2", "p1", "p3"]),
        ({"group_by": "none"}, ["p0", "p1", "p2", "p3"]),
        ({"group_by": "none", "sort_by": "style_number"}, ["p1", "p2", "p0", "p3"]),
        ({"group_by": "none", "sort_by": "price"}, ["p2", "p0", "p1", "p3"]),
        ({"sort_by": "name"}, ["p2", "p0", "p1", "p3"]),
        ({"group_by": "color"}, ["p0", "p1", "p2", "p3"]),
    ],
    ids=str,
)
def test_order(tmp_path: Path, settings: dict[str, Any], keys: list[str]) -> None:
    rows = [
        product(0, name="Shirt B", style_number="A-10", category="Shirts"),
        product(
            1, name="Coat", style_number="A-2", category="Coats", wholesale_price={"amount": "2000", "currency": "EUR"}
        ),
        product(
            2, name="shirt a", style_number="A-9", category="SHIRTS", wholesale_price={"amount": "9", "currency": "EUR"}
        ),
        product(3, name="Other", style_number=None, category=None, wholesale_price=None),
    ]
    assert order_of(tmp_path, rows, **settings) == keys


def test_what_has_no_category_comes_last_under_a_word_of_its_own(tmp_path: Path) -> None:
    made = deck(tmp_path, [product(0, category=None), product(1)], language="de")
    assert [card.group for card in made.cards] == ["Shirts", "Weitere"]


def test_by_colour_each_colour_of_an_order_is_a_card(tmp_path: Path) -> None:
    lines = [item(0, product_id="p"), item(1, product_id="p", color="Ecru")]
    assert [card.group for card in deck(tmp_path, items=lines, group_by="color").cards] == ["Navy", "Ecru"]


def test_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(PhaseError) as refused:
        deck(tmp_path)
    assert refused.value.code == "no_items"


def test_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_CARDS", 2)
    with pytest.raises(PhaseError) as refused:
        deck(tmp_path, [product(n) for n in range(3)])
    assert (refused.value.code, refused.value.retryable) == ("too_many_cards", False)


def test_sections_are_called_and_ordered_as_people_said(tmp_path: Path) -> None:
    rows = [{**product(n), "category": name} for n, name in enumerate(("Shirts", "Coats", "Tops", "Hats"))]
    names = [{"was": "Shirts", "name": "Tops"}, {"was": "Hats", "name": "Caps"}]
    edits = [{"id": "categories", "kind": "categories", "names": names, "order": ["Caps", "Tops"]}]
    made = deck(tmp_path, rows, [item(0, product_id=None, category="Hats", name="Loose")], edits=edits)
    assert [card.group for card in made.cards] == ["Caps"]
    made = deck(tmp_path / "products", rows, edits=edits)
    assert [(card.group, card.key) for card in made.cards] == [
        ("Caps", "p3"),
        ("Tops", "p0"),
        ("Tops", "p2"),
        ("Coats", "p1"),
    ]


def test_a_picture_that_a_person_gave_is_that_of_the_run_that_stands(tmp_path: Path) -> None:
    shown = {"image_id": "x", "confidence": 1.0, "storage_path": "collections/c/images/run1/x.png"}
    own = {"image_id": "y", "confidence": 1.0, "storage_path": "collections/c/images/run2/y.png"}
    rows = [{**product(0), "images": [own]}, {**product(1), "images": []}]
    edits = [{"id": "p1", "kind": "product", "fields": {"images": [shown]}}]
    made = deck(tmp_path, rows, edits=edits)
    assert [card.picture for card in made.cards] == [own["storage_path"], "collections/c/images/run2/x.png"]


def test_a_line_shows_its_picture_where_the_run_that_stands_has_it(tmp_path: Path) -> None:
    def shown(image: str, run: str) -> dict[str, Any]:
        return {"image_id": image, "confidence": 1.0, "storage_path": f"collections/c/images/{run}/{image}.png"}

    rows = [{**product(0), "images": [shown("x", "run2"), shown("y", "run2")]}, {**product(1), "images": []}]
    lines = [  # made before the linesheet was processed anew, whose pictures are swept after a day
        item(0, product_id="p0", images=[shown("y", "run1")]),
        item(1, product_id="p1", images=[shown("z", "run1")]),
    ]
    made = deck(tmp_path, rows, lines)
    assert [card.picture for card in made.cards] == [
        "collections/c/images/run2/y.png",
        "collections/c/images/run1/z.png",
    ]
