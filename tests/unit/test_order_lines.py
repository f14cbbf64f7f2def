"""Step 4: the lines of an order."""

from __future__ import annotations

import random
import time

import pytest

from shared.collections.orders.columns import identify_columns
from shared.collections.orders.extracting import extract_lines
from tests.unit.orders import HEAD, grid_of, parsed_of, read, running


def test_one_row_a_line() -> None:
    found = read(f"{HEAD}\nAB-1|Wool coat|5|10.00|50.00\n\nAB-2|Wool hat|3|12.50|37.50\nTotal||8||87.50")
    assert found.said("style_number", "name", "quantity", "unit_cost", "total") == [
        ("AB-1", "Wool coat", "5", "10.00", "50.00"),
        ("AB-2", "Wool hat", "3", "12.50", "37.50"),
    ]
    line = found.lines[1]
    assert (line.source.page, line.source.sheet, line.source.row) == (1, "Order", 4)
    assert line.source.bbox == (0.0, 36.0, 198.0, 46.0)
    where = line.fields["unit_cost"]
    assert (where.sheet, where.row, where.bbox, where.derived) == ("Order", 4, (120.0, 36.0, 158.0, 46.0), None)
    assert where.confidence > 0.9
    assert (found.totals[0].quantity, found.totals[0].total) == ("8", "87.50")


def test_pages_have_no_sheet() -> None:
    found = read(grid_of(f"{HEAD}\nAB-1|Wool coat|5|10.00|50.00", kind="table"))
    assert (found.lines[0].source.sheet, found.lines[0].source.row) == (None, None)
    assert found.lines[0].fields["style_number"].row is None


def test_a_style_that_is_printed_once() -> None:
    found = read(
        "Style|Name|Colour|Size|Qty|Price\nAB1|Coat|Black|S|5|10.00\n|||M|3|\n||Navy|S|1|\nAB2|Hat|Red|OS|2|20.00"
    )
    assert found.said("style_number", "name", "color", "sizes", "unit_cost", "total") == [
        ("AB1", "Coat", "Black", {"S": "5"}, "10.00", "50.00"),
        ("AB1", "Coat", "Black", {"M": "3"}, "10.00", "30.00"),
        ("AB1", "Coat", "Navy", {"S": "1"}, "10.00", "10.00"),
        ("AB2", "Hat", "Red", {"OS": "2"}, "20.00", "40.00"),
    ]
    assert found.lines[1].fields["style_number"].confidence < found.lines[0].fields["style_number"].confidence
    assert found.lines[1].fields["style_number"].row == 2, "where it is printed"


def test_merged_cells_reach_down() -> None:
    found = read("Style|Name|Colour|Qty|Price\nAB1|Coat|Black|5|10.00\n^|^|Navy|3|^\nAB2|Hat|Red|2|20.00")
    assert found.said("style_number", "name", "color", "quantity", "unit_cost") == [
        ("AB1", "Coat", "Black", "5", "10.00"),
        ("AB1", "Coat", "Navy", "3", "10.00"),
        ("AB2", "Hat", "Red", "2", "20.00"),
    ]


def test_a_blank_code_is_not_carried_to_another_name() -> None:
    found = read("Style|Name|Colour|Qty|Price\nAB1|Coat|Black|5|10.00\n|Hat|Navy|3|20.00\n|Hat|Red|3|20.00")
    assert found.said("style_number", "name") == [("AB1", "Coat"), (None, "Hat"), (None, "Hat")]


def test_sections_are_categories() -> None:
    found = read(
        f"{HEAD}\n*DRESSES\nAB1|Alba|5|10.00|50.00\nAB2|Bea|2|10.00|20.00\nSubtotal||7||70.00\nCategory: Coats\n"
        "AB3|Cleo|5|10.00|50.00\nSubtotal||5||50.00\nTotal||12||120.00\nThank you for your order.\nPage 1 of 2"
    )
    assert found.said("style_number", "category") == [("AB1", "DRESSES"), ("AB2", "DRESSES"), ("AB3", "Coats")]
    totals = found.totals[0]
    assert (totals.quantity, totals.subtotal, totals.total) == ("12", "120.00", "120.00")


def test_a_style_as_a_row_of_its_own() -> None:
    found = read(
        "Style|Name|Colour|Qty|Price\nab-444-76|Coat||\n||Black|5|10.00\n||Navy|3|10.00\nAB-555-10|Hat||\n||Red|2|20.00"
    )
    assert found.said("style_number", "name", "color", "quantity") == [
        ("ab-444-76", "Coat", "Black", "5"),
        ("ab-444-76", "Coat", "Navy", "3"),
        ("AB-555-10", "Hat", "Red", "2"),
    ]
    named = read(
        "Colour|Size|Qty|Price\nStyle 44-1076 - Wool coat|||\nBlack|S|5|10.00\nNavy|M|3|10.00\n"
        "Style 55-2010 - Hat|||\nRed|OS|2|20.00"
    )
    assert named.said("style_number", "name", "color") == [
        ("44-1076", "Wool coat", "Black"),
        ("44-1076", "Wool coat", "Navy"),
        ("55-2010", "Hat", "Red"),
    ]


def test_rows_that_only_go_on_with_a_description() -> None:
    found = read(
        f"{HEAD}\nAB1|Coat of wool|5|10.00|50.00\n|Dry clean only, made in Italy||\nAB2|Hat with a wide|2|10.00|20.00\n"
        "|brim||"
    )
    assert found.said("style_number", "name", "category") == [
        ("AB1", "Coat of wool", None),
        ("AB2", "Hat with a wide brim", None),
    ]


def test_rows_that_are_no_lines() -> None:
    found = read(
        f"{HEAD}\nAB1|Coat|5|10.00|50.00\n|||$0.00|$0.00\n||||0.00\n||0|0.00|0.00\nAB9|Scarf||8.00|\n"
        "FREIGHT|Freight charges|1|12.00|12.00\n"
        "|Discount|||-5.00\n|||VAT 20%|11.40\n|||Grand total|68.40\nCarried forward||||68.40\n"
        "All goods remain ours until they are paid for in full.||||"
    )
    assert found.said("style_number", "quantity") == [("AB1", "5")]
    totals = found.totals[0]
    assert (totals.shipping, totals.discount, totals.tax, totals.total) == ("12.00", "-5.00", "11.40", "68.40")


def test_zero_and_negative_quantities_are_kept() -> None:
    found = read(f"{HEAD}\nAB1|Coat|5|10.00|50.00\nAB2|Hat|0|10.00|0.00\nAB3|Bag|-2|10.00|(20.00)\nAB4|Cap|1|9.00|9.00")
    assert found.said("style_number", "quantity", "total") == [
        ("AB1", "5", "50.00"),
        ("AB2", "0", "0.00"),
        ("AB3", "-2", "-20.00"),
        ("AB4", "1", "9.00"),
    ]


def test_of_an_order_form_only_what_was_ordered() -> None:
    rows = "\n".join(
        f"AB-{n}|Coat {n}|{3 if n == 7 else 0 if n % 2 else ''}|10.00|{30 if n == 7 else 0}.00" for n in range(20)
    )
    assert read(f"{HEAD}\n{rows}").said("style_number", "quantity") == [("AB-7", "3")]


def test_codes_and_colours_within_names() -> None:
    found = read(
        "Product|Qty|Unit cost|Subtotal\n[SV-6298] Aura Serene (Black)|5|5.500 KD|27.500 KD\n"
        "[SV-6299] Aura Bold (Rose Gold)|2|10.250 KD|20.500 KD\n[SV-6300] Strap for Aura|1|2.000 KD|2.000 KD"
    )
    assert found.said("style_number", "name", "color", "unit_cost", "currency") == [
        ("SV-6298", "Aura Serene", "Black", "5.500", "KWD"),
        ("SV-6299", "Aura Bold", "Rose Gold", "10.250", "KWD"),
        ("SV-6300", "Strap for Aura", None, "2.000", "KWD"),
    ]
    plain = read("Item|Qty|Price\nAB1001 Wool coat|5|10.00\nAB1002 Wool hat|3|12.00\nAB1003 Scarf|3|12.00")
    assert plain.said("style_number", "name") == [("AB1001", "Wool coat"), ("AB1002", "Wool hat"), ("AB1003", "Scarf")]
    none = read("Item|Qty|Price\nSony Alpha 7 Mk2 (2024)|5|10.00\nLamp (large)|3|12.00")
    assert none.said("style_number", "color") == [(None, None), (None, None)]


def test_styles_within_skus() -> None:
    found = read("SKU|Name|Qty|Price\nAB100-BLK-S|Coat|5|10.00\nAB100-BLK-M|Coat|3|10.00\nAB200-NVY-S|Hat|2|20.00")
    assert found.said("sku", "style_number") == [
        ("AB100-BLK-S", "AB100"),
        ("AB100-BLK-M", "AB100"),
        ("AB200-NVY-S", "AB200"),
    ] or found.said("style_number") == [("AB100-BLK",), ("AB100-BLK",), ("AB200-NVY",)]
    assert found.lines[0].fields["style_number"].derived == "prefix of sku"
    sized = read(
        "Item no|Colour|Size|Qty|Price\nAB100-BK-S|Black|S|5|10.00\nAB100-NV-M|Navy|M|3|10.00\n"
        "AB200-NV-S|Navy|S|2|20.00"
    )
    assert sized.said("sku", "style_number") == [
        ("AB100-BK-S", "AB100"),
        ("AB100-NV-M", "AB100"),
        ("AB200-NV-S", "AB200"),
    ]
    whole = read("SKU|Name|Qty|Price\nAB-100|Coat|5|10.00\nCD-200|Hat|3|10.00\nEF-300|Bag|3|10.00")
    assert whole.said("sku", "style_number") == [("AB-100", None), ("CD-200", None), ("EF-300", None)]


def test_words_that_got_into_a_code_s_cell() -> None:
    rows = "\n".join(f"AB-10{n}|Coat {n}|5|10.00|50.00" for n in range(6))
    found = read(f"{HEAD}\n{rows}\n* Pack flat ab-107|Hat|2|10.00|20.00\n* Labels on request|Bag|2|10.00|20.00")
    assert found.said("style_number", "name")[-2:] == [("ab-107", "Hat"), (None, "Bag")]


def test_a_missing_value_is_worked_out() -> None:
    found = read("Style|Qty|Price|Total\nAB1|5|10.00|\nAB2|3||37.50\nAB3||8.00|64.00\nAB4|2|3.00|7.00\nAB5|2|4.00|8.00")
    assert found.said("quantity", "unit_cost", "total") == [
        ("5", "10.00", "50.00"),
        ("3", "12.50", "37.50"),
        ("8", "8.00", "64.00"),
        ("2", "3.00", "7.00"),
        ("2", "4.00", "8.00"),
    ]
    how = [[line.fields[name].derived for name in ("quantity", "unit_cost", "total")] for line in found.lines]
    assert how[:3] == [
        [None, None, "quantity x unit_cost"],
        [None, "total / quantity", None],
        ["total / unit_cost", None, None],
    ]
    differs, agrees = found.lines[3].fields["total"], found.lines[4].fields["total"]
    assert differs.confidence < 0.8 < agrees.confidence


def test_amounts_are_exact() -> None:
    found = read("Artikel|Menge|EK|Gesamt\nRock|3|1.234,567 €|3.703,701 €\nHut|1'000|0,10|100,00")
    assert found.said("quantity", "unit_cost", "total") == [("3", "1234.567", "3703.701"), ("1000", "0.10", "100.00")]


def test_tables_on_several_sheets() -> None:
    found = read(
        grid_of(f"{HEAD}\nAB1|Coat|5|10.00|50.00\nTotal||5||50.00"),
        grid_of(f"{HEAD}\nCD1|Hat|2|10.00|20.00\nTotal||2||20.00", number=2),
    )
    assert found.said("style_number") == [("AB1",), ("CD1",)]
    assert (found.totals[0].quantity, found.totals[0].total) == ("7", "70.00")


def test_several_orders() -> None:
    found = read(
        grid_of(f"{HEAD}\nAB1|Coat|5|10.00|50.00", document="a"),
        grid_of(f"{HEAD}\nAB1|Coat|5|10.00|50.00", document="b"),
    )
    assert [line.source.document_id for line in found.lines] == ["a", "b"]
    assert found.lines[0].line_id != found.lines[1].line_id


def test_ids_follow_what_lines_say_not_where_they_stand() -> None:
    rows = [f"AB{n}|Coat {n}|5|10.00|50.00" for n in range(5)]
    before = {line.style_number: line.line_id for line in read("\n".join([HEAD, *rows])).lines}
    random.Random(1).shuffle(rows)
    after = {
        line.style_number: line.line_id
        for line in read("\n".join(["Title", "", HEAD, "New|Hat|1|2.00|2.00", *rows])).lines
    }
    assert before.items() <= after.items()
    twice = read(f"{HEAD}\nAB1|Coat|5|10.00|50.00\nAB1|Coat|6|10.00|60.00").lines
    assert twice[0].line_id == read(f"{HEAD}\nAB1|Coat|5|10.00|50.00").lines[0].line_id
    assert twice[0].line_id != twice[1].line_id


def test_a_style_and_its_price_in_a_row_above_its_colours() -> None:
    found = read(
        "Codice|Descrizione|Prezzo unitario|Colore|S|M|Quantità|Totale riga\n43601|Gonna|680,00|||||\n"
        "|||Oliva|1|2|3|2.040,00\n|||Lilla|2||2|1.360,00\n55555|Borsa|10,00|||||\n69220|Abito|575,00|||||\n"
        "|||Sabbia|1||1|575,00"
    )
    assert found.said("style_number", "name", "color", "quantity", "unit_cost") == [
        ("43601", "Gonna", "Oliva", "3", "680.00"),
        ("43601", "Gonna", "Lilla", "2", "680.00"),
        ("69220", "Abito", "Sabbia", "1", "575.00"),
    ]


def test_a_style_above_the_header_of_each_block() -> None:
    found = read(
        "Product: Harbour Tee (HT-100)\nColor|S|M|L|Total|Price\nWhite|2|3|2|7|12.00\nNavy|1|1|1|3|12.00\n"
        "Product: Cove Cap (CC-200)\nColor|OS|Total|Price\nRed|5|5|9.00"
    )
    assert found.said("style_number", "name", "color", "sizes", "quantity") == [
        ("HT-100", "Harbour Tee", "White", {"S": "2", "M": "3", "L": "2"}, "7"),
        ("HT-100", "Harbour Tee", "Navy", {"S": "1", "M": "1", "L": "1"}, "3"),
        ("CC-200", "Cove Cap", "Red", {"OS": "5"}, "5"),
    ]


def test_a_line_without_words() -> None:
    found = read("Description|Qty|Unit price|Total\n|100|$100.00|$10,000.00\n\n||Total|$10,000.00")
    assert found.said("name", "quantity", "unit_cost") == [(None, "100", "100.00")]
    assert found.totals[0].total == "10000.00"


def test_records_of_another_kind_around_the_lines() -> None:
    rows = [f"LIN|{n}|TU80{n}3|{n * 2}|PCE|13.00|{n * 26}.00" for n in range(1, 7)]
    found = read("\n".join(["HDR|4558065|09.04.2026|CHF", *rows, "TRL|6|546.00"]))
    assert found.roles() == [
        "ignored", "line_number", "style_number", "quantity", "ignored", "unit_cost", "total"]  # fmt: skip
    assert len(found.lines) == 6
    assert found.currency == "CHF"


@pytest.mark.parametrize("header", ["Line|Style|Name|Colour|Barcode|Size|Qty|Unit cost|RRP|Total"])
def test_five_thousand_lines(header: str) -> None:
    rows = [
        f"{n + 1}|AB{1000 + n // 10}|Wool Coat {n // 10}|{'Black' if n % 2 else 'Navy'}|40{n:010}|{'SML'[n % 3]}"
        f"|{n % 7 + 1}"
        f"|{10 + n % 13}.50|{30 + n % 13}.00|{(n % 7 + 1) * (10.5 + n % 13):.2f}"
        for n in range(5000)
    ]
    grid = grid_of("\n".join([header, *rows]))
    with running() as run:
        job, parsed = parsed_of(run, [grid])
        began = time.process_time()
        found = extract_lines(run, parsed, identify_columns(run, job, parsed))
        assert time.process_time() - began < 20, "it takes 1 s where nothing else runs"
    assert found.count == 5000
