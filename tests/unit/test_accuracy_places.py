"""Whether a value stands where it was said to be read: by true boxes, by the words of a made page, by a sheet's row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.accuracy.align import Pair
from tests.accuracy.places import TextLayer, covers, holds, place_right
from tests.data.truth import Price, TrueProduct

COAT = TrueProduct(
    style_number="A-001",
    name="Long Coat",
    wholesale_price=Price(amount="1290.00", currency="EUR"),
    colors=["Navy", "Rust"],
    sizes=["XS", "S", "M"],
    page=1,
)
READ: dict[str, Any] = {
    "style_number": "A-001",
    "name": "Long Coat",
    "wholesale_price": {"amount": "1290.00", "currency": "EUR"},
    "colors": [{"name": "Navy", "code": None}, {"name": "Rust", "code": None}],
    "sizes": ["XS", "S", "M"],
}
LINES = {  # field: what the page says of it, line by line
    "style_number": "A-001",
    "name": "Long Coat",
    "wholesale_price": "EK 1.290,00 EUR",
    "colors": "Farben: Navy / Rust",
    "sizes": "XS - M",
}


@pytest.fixture(params=[0, 90], ids=["upright", "turned"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[TextLayer, dict[str, list[float]]]:
    """The text of a made page, and where each line stands as it is displayed."""
    document = pymupdf.open()
    sheet = document.new_page(width=400, height=300)
    boxes = {}
    for number, (name, words) in enumerate(LINES.items()):
        y = 40 + 40 * number
        sheet.insert_text((30, y), words, fontsize=10)
        boxes[name] = pymupdf.Rect(30, y - 10, 30 + pymupdf.get_text_length(words, fontsize=10), y + 3)
    sheet.set_rotation(request.param)
    shown = {name: [*(box * sheet.rotation_matrix)] for name, box in boxes.items()}
    document.save(tmp_path / "made.pdf")
    return TextLayer(tmp_path / "made.pdf"), shown


def pair(name: str, box: list[float], page: int = 1, **fields: Any) -> Pair:
    true = COAT.model_copy(update=fields)
    return Pair(true, READ | {"fields": {name: {"confidence": 0.9, "page": page, "bbox": box}}})


@pytest.mark.parametrize("name", LINES)
def test_a_box_must_hold_the_words_of_its_value(name: str, page: tuple[TextLayer, dict[str, list[float]]]) -> None:
    text, boxes = page
    assert place_right(pair(name, boxes[name]), name, text) is True
    others = [place_right(pair(name, box), name, text) for other, box in boxes.items() if other != name]
    assert others == [False] * (len(LINES) - 1)
    assert place_right(pair(name, boxes[name], page=2), name, text) is False


def test_a_box_that_holds_half_of_a_name_does_not_hold_it(page: tuple[TextLayer, dict[str, list[float]]]) -> None:
    text, boxes = page
    x0, y0, x1, y1 = boxes["name"]
    half = [x0, y0, (x0 + x1) / 2 - 4, y1] if x1 - x0 > y1 - y0 else [x0, y0, x1, (y0 + y1) / 2 - 4]
    assert place_right(pair("name", half), "name", text) is False


def test_a_box_round_the_whole_page_says_nothing() -> None:
    assert holds(["Long", "Coat", *["word"] * 40], ["Long Coat"]) is False
    assert holds(["Style:", "Long", "Coat"], ["Long Coat"]) is True


def test_a_price_is_its_digits_however_it_is_written() -> None:
    assert all(holds([words], ["1290.00"]) for words in ("1'290.-", "€1,290", "1 290,00", "1.290,0"))
    assert not holds(["1.280,00"], ["1290.00"])
    assert not holds(["12,90"], ["1290.50"])
    assert not holds(["10", "to", "12"], ["10.00", "14.00"])


def test_words_in_another_order_are_the_same_words() -> None:
    assert holds(["Coat", "Long"], ["Long Coat"])
    assert not holds(["Coat", "Short"], ["Long Coat"])


def test_a_category_may_stand_on_another_page_than_its_product(page: tuple[TextLayer, dict[str, list[float]]]) -> None:
    text, boxes = page
    told = pair("category", boxes["name"])
    moved = Pair(told.truth.model_copy(update={"page": 3}), told.result | {"category": "Long Coat"})
    assert place_right(moved, "category", text) is True
    assert place_right(Pair(moved.truth, moved.result | {"category": "Coats"}), "category", text) is False


def test_a_true_box_decides_where_there_is_one() -> None:
    blind = TextLayer(None)
    near = pair("name", [0, 0, 50, 10], places={"name": (0.0, 0.0, 40.0, 10.0)})
    far = pair("name", [60, 0, 90, 10], places={"name": (0.0, 0.0, 40.0, 10.0)})
    assert place_right(near, "name", blind) is True
    assert place_right(far, "name", blind) is False
    assert place_right(pair("name", [0, 0, 50, 10]), "name", blind) is None
    assert place_right(pair("style_number", [0, 0, 50, 10]), "name", blind) is False


def test_a_box_covers_most_of_the_true_one_and_little_else() -> None:
    true = (0.0, 0.0, 100.0, 10.0)
    assert covers((0, 0, 60, 10), true)
    assert not covers((0, 0, 59, 10), true)
    assert covers((0, 0, 100, 40), true)
    assert not covers((0, 0, 100, 41), true)


def test_on_a_sheet_the_row_must_be_right() -> None:
    def at(row: int | None, sheet: str | None = None) -> bool | None:
        truth = COAT.model_copy(update={"row": 7, "sheet": "Bags"})
        field = {"page": 1, "row": row, "sheet": sheet}
        return place_right(Pair(truth, READ | {"fields": {"name": field}}), "name", TextLayer(None))

    assert (at(7), at(8), at(None)) == (True, False, None)
    assert (at(7, "bags"), at(7, "Shoes")) == (True, False)
