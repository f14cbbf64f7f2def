"""Sizes stand in one order on the page, in files and on decks, though Firestore's maps have none."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from shared.collections.exporting import items_csv
from shared.collections.orders.assembling import read_item
from shared.collections.orders.item_models import Item
from shared.collections.orders.saving import stored_item
from shared.reading.size_order import in_order
from tests.data.decks import deck, item
from tests.unit.orders import read

PAGE = Path(__file__).parents[2] / "web/src/pages/collection/items/test/sizes.json"  # the page is held to the same


@pytest.mark.parametrize("case", json.loads(PAGE.read_text("utf-8")), ids=lambda case: " ".join(case["sizes"]))
def test_the_order_s_own_or_small_to_large(case: dict[str, Any]) -> None:
    assert in_order(case["sizes"], case.get("own", ())) == case["shown"]


def test_a_stored_line_shows_them_as_its_order_does() -> None:
    found = read("Style|XL|L|M|Total|Price|Amount\nAB1|1|2||3|10.00|30.00\nAB2||4|5|9|10.00|90.00")
    assert [line.size_order for line in found.lines] == [["XL", "L", "M"]] * 2
    stored = stored_item(read_item(found.lines[1], 1, "EUR"))
    stored["sizes"] = dict(sorted(stored["sizes"].items()))  # as Firestore gives a map back
    again = Item.model_validate(stored)
    _, row = csv.reader("".join(items_csv([again], {})).splitlines())
    assert "L: 4; M: 5" in row


def test_an_older_line_that_does_not_say_its_order_shows_them_small_to_large() -> None:
    stored = stored_item(Item.model_validate(item(0, sizes={"L": 1, "XS": 2, "M": 3})))
    del stored["size_order"]
    assert list(Item.model_validate(stored).sizes) == ["XS", "M", "L"]


def test_a_card_of_several_lines_has_the_columns_order(tmp_path: Path) -> None:
    columns = ["Queen", "Twin", "King"]
    lines = [
        item(0, product_id="p", sizes={"Twin": 1, "King": 2}, size_order=columns),
        item(1, product_id="p", color="Red", sizes={"Queen": 3}, size_order=columns),
    ]
    assert deck(tmp_path, items=lines).cards[0].sizes == [
        "Queen\u00a0×\u00a03",
        "Twin\u00a0×\u00a01",
        "King\u00a0×\u00a02",
    ]
