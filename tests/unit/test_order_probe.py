"""What unseen orders were misread by, each in small."""

from __future__ import annotations

import pytest

from shared.collections.orders.summing import summary_of
from shared.collections.orders.totals import inline
from shared.reading.charsets import encoding_of
from tests.unit.orders import read

HEAD = "Style|Name|Qty|Price|Total"


def test_a_form_in_kanji_without_kana_is_japanese() -> None:
    text = "発注書\n品番,商品名,色,数量,単価,金額\nA-1,手袋,黒,3,1500,4500\n合計,,,,,4500\n"
    assert encoding_of(text.encode("cp932")) == "cp932"


@pytest.mark.parametrize("text", ["Style;Name\nA1;“Nia” – coat\nA2;‘Mia’ … hat\n", "A1;12,50 €\n"])
def test_quotes_and_dashes_are_no_kanji(text: str) -> None:
    assert encoding_of(text.encode("cp1252")) == "cp1252"


def test_subtotals_by_the_section_s_name_are_no_lines() -> None:
    found = read(
        f"{HEAD}\nAB-1|Wool coat|5|10.00|50.00\nAB-2|Wool hat|3|10.00|30.00\nSubtotal Knitwear||8||80.00\n"
        "AB-3|Tote|2|5.00|10.00\nAB-4|Clutch|1|5.00|5.00\nTotal Bags||3||15.00\nOrder total||11||95.00"
    )
    assert [line.style_number for line in found.lines] == ["AB-1", "AB-2", "AB-3", "AB-4"]
    assert (found.totals[0].quantity, found.totals[0].total) == ("11", "95.00")


def test_a_product_may_be_called_total() -> None:
    found = read("Name|Qty|Price|Total\nWool coat|5|10.00|50.00\nWool hat|3|10.00|30.00\nTotal Eclipse|2|7.00|14.00")
    assert [line.name for line in found.lines] == ["Wool coat", "Wool hat", "Total Eclipse"]


@pytest.mark.parametrize("label", ["Total importe", "Summe Betrag", "Totale importo", "Suma wartość"])
def test_a_sum_s_word_with_that_of_its_column(label: str) -> None:
    assert summary_of(label) == "total"


@pytest.mark.parametrize(
    ("text", "amount"), [("MwSt. 19 % EUR 11.531,73", "11531.73"), ("VAT @ 8.875% $100.00", "100.00")]
)
def test_a_rate_between_a_tax_and_its_amount(text: str, amount: str) -> None:
    found = inline(text)
    assert found is not None
    assert (found[0], str(found[1].value)) == ("tax", amount)


def test_one_word_over_two_prices_is_told_apart_by_the_row_below() -> None:
    found = read(
        "Réf.|Libellé|Quantité|Prix|>|Total ligne\n^|^|^|d'achat|de vente|^\nAB-1|Pull|5|10.00|25.00|50.00\n"
        "AB-2|Gilet|3|20.00|48.00|60.00"
    )
    assert found.roles() == ["style_number", "name", "quantity", "unit_cost", "retail_price", "total"]
    assert [line.unit_cost for line in found.lines] == ["10.00", "20.00"]


@pytest.mark.parametrize(
    "rows",
    [
        "AB-1|Pull|4.000|55.00|220.00\nAB-2|Gilet|6.000|48.50|291.00",
        "AB-1|Pull|4,000|55,00|220,00\nAB-2|Gilet|6,000|48,50|291,00",
        "AB-1|Pull|4.000|55.00|\nAB-2|Gilet|6.000|48.50|",
    ],
)
def test_three_decimals_of_pieces(rows: str) -> None:
    assert read(f"{HEAD}\n{rows}").said("quantity") == [("4",), ("6",)]


@pytest.mark.parametrize(
    "rows",
    [
        "AB-1|Pull|4.000|55,00|220.000,00\nAB-2|Gilet|6.000|48,50|291.000,00",
        "AB-1|Pull|4.000|55,00|\nAB-2|Gilet|6.000|48,50|",
        "AB-1|Pull|4,000|55.00|220,000.00\nAB-2|Gilet|600|48.50|29,100.00",
    ],
)
def test_thousands_of_pieces(rows: str) -> None:
    assert read(f"{HEAD}\n{rows}").lines[0].quantity == "4000"


def test_a_second_table_with_another_column_is_no_repeated_header() -> None:
    found = read(
        "Style|Name|Size|Qty|Price|Total\nAB-1|Pull|S|5|10.00|50.00\nAB-1|Pull|M|5|10.00|50.00\n\n"
        "Style|Name|Colour|Qty|Price|Total\nAB-2|Tote|Tan|3|20.00|60.00"
    )
    assert found.said("sizes", "color") == [({"S": "5"}, None), ({"M": "5"}, None), ({}, "Tan")]


def test_sizes_with_a_letter_before_them() -> None:
    found = read(
        "Réf|Modèle|T36|T38|T40|Qté|PA HT|Total HT\nAB1|Pull|1|2|2|5|10,00|50,00\nAB2|Gilet||1|2|3|12,50|37,50"
    )
    assert found.said("sizes", "quantity") == [({"36": "1", "38": "2", "40": "2"}, "5"), ({"38": "1", "40": "2"}, "3")]


def test_headings_in_an_unknown_language_are_kept() -> None:
    """Values and arithmetic say what columns hold, and the row of words right above them stays their heading."""
    found = read("Toode|Toote nimetus|Kogus|Hind|Maksumus\nAB-1|Wool coat|5|10.50|52.50\nAB-2|Felt hat|3|20.25|60.75")
    assert [column.header for column in found.tables[0].columns] == [
        "Toode",
        "Toote nimetus",
        "Kogus",
        "Hind",
        "Maksumus",
    ]
    assert found.roles() == ["style_number", "name", "quantity", "unit_cost", "total"]
    bare = read("AB-1|Wool coat|5|10.50|52.50\nAB-2|Felt hat|3|20.25|60.75")
    assert [column.header for column in bare.tables[0].columns] == [""] * 5


def test_numbers_that_run_on_are_colour_codes_where_the_heading_says_so() -> None:
    head = "Item no.|Item|Colour|Colour code|Qty|Cost"
    found = read(f"{head}\nAB-1|Coat|Red|100|5|10.50\nAB-2|Hat|Navy|101|3|20.25\nAB-3|Cap|Grey|102|4|9.75")
    assert found.roles()[3] == "color_code"


def test_words_cut_short_are_written_out() -> None:
    """Cost and retail multiply alike: only the words tell them apart."""
    head = "Vnd Sty|Un Cst|Un Rtl|Tot Un|Tot Cst|Tot Rtl"
    found = read(f"{head}\nAB-1|10.50|21.00|5|52.50|105.00\nAB-2|4.25|8.50|6|25.50|51.00")
    assert found.roles() == ["style_number", "unit_cost", "retail_price", "quantity", "total", "ignored"]
