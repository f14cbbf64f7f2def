"""Amounts of an order: decimals of three digits, cells that two amounts share, totals."""

from __future__ import annotations

import pytest

from tests.unit.orders import read


def test_decimals_of_three_digits() -> None:
    """No currency says so, but one number leaves no doubt."""
    found = read("Style|Qty|Price|Total\nAB1|2|127.800|255.600\nAB2|60|127.500|7,650.000\nTotal|62||7,905.600")
    assert found.said("unit_cost", "total") == [("127.800", "255.600"), ("127.500", "7650.000")]
    assert found.totals[0].total == "7905.600"
    long = read("Style|Stück|Preis|Gesamt\nAB1|10|127.800|1278.000\nAB2|3|12.500|37.500")
    assert long.said("total") == [("1278.000",), ("37.500",)]


@pytest.mark.parametrize(
    ("head", "sign", "whole"),
    [
        ("Style|Qty|Price|Total", ".", False),  # in English a point parts decimals
        ("Style|Qty|Price|Total", ",", True),
        ("Artikel|Stück|Preis|Gesamt", ".", True),
        ("Style|Qty|Price USD|Total", ".", True),  # a currency of two decimals
    ],
)
def test_three_digits_behind_a_sign_without_any_other_hint(head: str, sign: str, whole: bool) -> None:
    found = read(f"{head}\nAB1|2|127.800|255.600\nAB2|3|12.500|37.500".replace(".", sign))
    assert found.said("unit_cost") == ([("127800",), ("12500",)] if whole else [("127.800",), ("12.500",)])


@pytest.mark.parametrize("row", ["219,60 3||658,80", "|219,60 3|658,80", "219,60|3 658,80|"])
def test_two_amounts_that_share_a_cell_are_parted_where_they_multiply(row: str) -> None:
    found = read(f"Style|Price|Qty|Total\nA-1|{row}\nA-2|5,00|12|60,00\nA-3|25,50|2|51,00")
    assert found.said("unit_cost", "quantity", "total")[0] == ("219.60", "3", "658.80")
    wrong = read(f"Style|Price|Qty|Total\nA-1|{row.replace('658', '657')}\nA-2|5,00|12|60,00\nA-3|25,50|2|51,00")
    assert wrong.said("unit_cost", "quantity")[0] != ("219.60", "3")


@pytest.mark.parametrize("cells", ["219,60 3|25,50 2", "3 219,60|2 25,50", "3 x 219,60|2 x 25,50"])
def test_pieces_and_price_under_one_header(cells: str) -> None:
    first, second = cells.split("|")
    found = read(f"Style|Name|Price Qty|Total\nA-1|Coat|{first}|658,80\nA-2|Bag|{second}|51,00")
    assert found.said("quantity", "unit_cost") == [("3", "219.60"), ("2", "25.50")]


def test_amounts_below_labels_beside_each_other_are_no_line() -> None:
    found = read(
        "Style|Name|Qty|Price|Total\nA-1|Coat|2|10.00|20.00\nSubtotal|Tax|Shipping|Total|\n20.00|4.00|3.00|27.00|"
    )
    assert found.said("style_number") == [("A-1",)]
    assert (found.totals[0].subtotal, found.totals[0].total) == ("20.00", "27.00")


def test_the_totals_of_a_japanese_order() -> None:
    found = read(
        "品番|品名|数量|単価|金額\nKT-1|コート|4|12800|51200\nKT-2|帽子|10|1980|19800\n"
        "|||税抜合計|71000\n|||消費税等|7100\n|||税込合計金額|78100"
    )
    totals = found.totals[0]
    assert (totals.subtotal, totals.tax, totals.total) == ("71000", "7100", "78100")


@pytest.mark.parametrize(("last", "told"), [("113.25", "113.25"), ("213.25", None)])
def test_totals_whose_label_is_in_an_unknown_language(last: str, told: str | None) -> None:
    """What the lines come to tells them; any other number may be anything."""
    lines = "AB-1|Wool coat|5|10.50|52.50\nAB-2|Felt hat|3|20.25|60.75"
    found = read(f"Toode|Nimetus|Kogus|Hind|Maksumus\n{lines}\nKokku||8||{last}")
    assert len(found.lines) == 2
    assert (found.totals[0].quantity, found.totals[0].total) == ("8" if told else None, told)


def test_an_amount_that_is_carried_to_the_next_page_is_no_line() -> None:
    lines = "AB1|Coat|2|10.00|20.00\n|Subtotal to carry|||20.00\nAB2|Hat|1|5.00|5.00"
    found = read(f"Style|Name|Qty|Price|Total\n{lines}\nTotal||3||25.00")
    assert (len(found.lines), found.totals[0].total) == (2, "25.00")
