"""Step 4: sizes of lines, in columns, rows and cells."""

from __future__ import annotations

import pytest

from tests.unit.orders import read


def test_one_row_for_each_size() -> None:
    found = read(
        "SKU|Style|Colour|Size|Qty|Price\nAB1-BLK-S|AB1|Black|S|5|10.00\nAB1-BLK-M|AB1|Black|M|3|10.00\n"
        "AB2-NVY-S|AB2|Navy|S|2|20.00"
    )
    assert found.said("sku", "style_number", "sizes", "quantity") == [
        ("AB1-BLK-S", "AB1", {"S": "5"}, "5"),
        ("AB1-BLK-M", "AB1", {"M": "3"}, "3"),
        ("AB2-NVY-S", "AB2", {"S": "2"}, "2"),
    ]


def test_sizes_as_a_matrix() -> None:
    found = read(
        "Style|Colour|XS|S|M|L|Total|Price|Amount\nAB1|Black|1|2|2||5|10.00|50.00\nAB1|Navy||1|0|2|3|12.50|37.50\n"
        "Total||1|3|2|2|8||87.50"
    )
    assert found.said("color", "sizes", "quantity", "unit_cost", "total") == [
        ("Black", {"XS": "1", "S": "2", "M": "2"}, "5", "10.00", "50.00"),
        ("Navy", {"S": "1", "L": "2"}, "3", "12.50", "37.50"),
    ]
    assert (found.totals[0].quantity, found.totals[0].total) == ("8", "87.50")


def test_sizes_without_a_column_for_their_sum() -> None:
    found = read("Style|Colour|36|38|40|42|EK\nAB1|schwarz|1|2|2||10,00\nAB1|blau||1||2|12,50")
    assert found.said("sizes", "quantity", "unit_cost", "total") == [
        ({"36": "1", "38": "2", "40": "2"}, "5", "10.00", "50.00"),
        ({"38": "1", "42": "2"}, "3", "12.50", "37.50"),
    ]
    fields = found.lines[0].fields
    assert (fields["quantity"].derived, fields["total"].derived) == ("sum of sizes", "quantity x unit_cost")
    assert fields["total"].confidence < fields["unit_cost"].confidence


def test_sizes_in_a_row_above_each_block() -> None:
    found = read(
        "Style|Colour|||||Qty|Price\n||S|M|L|XL||\nAB1|Black|1|2|2||5|10.00\n||36|38|40|42||\nAB2|Navy|1|1|1|1|4|20.00\n"
        "||One size|||||\nAB3|Red|7||||7|5.00"
    )
    assert found.said("style_number", "sizes", "quantity") == [
        ("AB1", {"S": "1", "M": "2", "L": "2"}, "5"),
        ("AB2", {"36": "1", "38": "1", "40": "1", "42": "1"}, "4"),
        ("AB3", {"One size": "7"}, "7"),
    ]


def test_products_across_and_sizes_down() -> None:
    found = read("Référence|AB-100|AB-101\nColoris|Noir|Bleu\nPU HT|10,00|12,50\n36|1|\n38|2|1\n40|2|2\nTotal|5|3")
    assert found.said("style_number", "color", "sizes", "quantity", "unit_cost") == [
        ("AB-100", "Noir", {"36": "1", "38": "2", "40": "2"}, "5", "10.00"),
        ("AB-101", "Bleu", {"38": "1", "40": "2"}, "3", "12.50"),
    ]


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("XS:6 S:2 M:4", "12"), ("XS/6 S/2 M/4", "12"), ("XS(6) S(2) M(4)", "12"), ("6xXS, 2xS, 4xM", "12"),
        ("XS=6; S=2; M=4", "12"), ("XS-6 S-2 M-4", "12"),
    ],
)  # fmt: skip
def test_sizes_packed_into_a_cell(cell: str, quantity: str) -> None:
    found = read(f"Style|Sizes|Qty|Price\nAB1|{cell}|{quantity}|10.00\nAB2|S:1 M:2|3|12.00")
    assert found.said("sizes", "quantity") == [
        ({"XS": "6", "S": "2", "M": "4"}, "12"),
        ({"S": "1", "M": "2"}, "3"),
    ]


def test_sizes_of_two_numbers_are_not_packed() -> None:
    found = read("Style|Size|Qty|Price\nAB1|36/38|12|10.00\nAB2|40/42|3|12.00")
    assert found.said("sizes") == [({"36/38": "12"},), ({"40/42": "3"},)]
