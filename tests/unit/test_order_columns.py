"""Step 3: where the tables of an order are and what their columns hold."""

from __future__ import annotations

import pytest

from shared.collections.orders.models import ColumnChoice
from shared.collections.orders.printed import printed_number
from shared.collections.orders.roles import LEXICON, header_weights, size_of
from shared.collections.orders.summing import summary_of
from tests.unit.orders import grid_of, read

HEADERS = [
    ("Style # | Color | Qty Ordered | Unit Cost | Ext. Cost", "style_number color quantity unit_cost total"),
    ("Art.-Nr. | Bezeichnung | Stk | EK netto | Gesamtpreis", "style_number name quantity unit_cost total"),
    ("Réf. | Désignation | Qté | P.U. HT | Montant HT", "style_number name quantity unit_cost total"),
    ("Codice | Descrizione | Q.tà | Prezzo unit. | Importo", "style_number name quantity unit_cost total"),
    ("Referencia | Descripción | Cant. | Precio ud. | Importe", "style_number name quantity unit_cost total"),
    ("Ref.ª | Designação | Qtd. | Preço unit. | Valor total", "style_number name quantity unit_cost total"),
    ("Artikelnr. | Omschrijving | Aantal | Prijs per stuk | Bedrag", "style_number name quantity unit_cost total"),
    ("Art.nr | Benämning | Antal | À-pris | Belopp", "style_number name quantity unit_cost total"),
    ("Varenr. | Beskrivelse | Antal | Stk. pris | Beløb", "style_number name quantity unit_cost total"),
    ("Varenr | Betegnelse | Antall | Enhetspris | Sum", "style_number name quantity unit_cost total"),
    ("Indeks | Nazwa towaru | Ilość | Cena jedn. | Wartość", "style_number name quantity unit_cost total"),
    ("Stok Kodu | Ürün Adı | Miktar | Birim Fiyat | Tutar", "style_number name quantity unit_cost total"),
    ("رقم الصنف | الوصف | الكمية | سعر الوحدة | الإجمالي", "style_number name quantity unit_cost total"),
    ("מספר פריט | תיאור | כמות | מחיר ליחידה | סה״כ", "style_number name quantity unit_cost total"),
    ("Tuotenumero | Nimike | Määrä | Yksikköhinta | Yhteensä", "style_number name quantity unit_cost total"),
    ("Kód zboží | Název | Množství | Cena/ks | Celkem bez DPH", "style_number name quantity unit_cost total"),
    ("Kód tovaru | Názov | Množstvo | Jednotková cena | Spolu", "style_number name quantity unit_cost total"),
    ("Cikkszám | Megnevezés | Mennyiség | Egységár | Összesen", "style_number name quantity unit_cost total"),
    ("Cod articol | Denumire | Cantitate | Preț unitar | Valoare", "style_number name quantity unit_cost total"),
    ("Šifra | Naziv artikla | Količina | Jed. cijena | Iznos", "style_number name quantity unit_cost total"),
    ("Κωδικός | Περιγραφή | Ποσότητα | Τιμή μονάδας | Αξία", "style_number name quantity unit_cost total"),
    ("Артикул | Наименование | Кол-во | Цена | Сумма", "style_number name quantity unit_cost total"),
    ("Код товару | Назва | Кількість | Ціна | Сума", "style_number name quantity unit_cost total"),
    ("품번 | 상품명 | 수량 | 단가 | 금액", "style_number name quantity unit_cost total"),
    ("货号 | 品名 | 数量 | 单价 | 金额", "style_number name quantity unit_cost total"),
    ("品番 | 商品名 | 数量 | 単価 | 金額", "style_number name quantity unit_cost total"),
    (
        "Item No. / Artikel | Description / Text | Qty / Menge | Price / Preis | Total / Summe",
        "style_number name quantity unit_cost total",
    ),
    (
        "Positionswert-Nr. | Kurztext | Bestellmenge | Nettopreis | Nettowert",
        "style_number name quantity unit_cost total",
    ),
    ("Styel No | Descripton | Quantiy | Unit Prise | Totl Amount", "style_number name quantity unit_cost total"),
]


@pytest.mark.parametrize(("header", "roles"), HEADERS)
def test_headers_in_many_languages(header: str, roles: str) -> None:
    """The third column is whole, but so is the fourth: words alone tell price from quantity."""
    middle = "Black" if "color" in roles else "Wool coat"
    found = read(f"{header}\nAB-1001|{middle}|12|20|240\nAB-1002|{middle} II|20|15|300\nAB-1003|{middle} III|6|11|66")
    assert found.roles() == roles.split()


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("SKU", "sku"),
        ("EAN-Code", "barcode"),
        ("UPC", "barcode"),
        ("Farbcode", "color_code"),
        ("Coloris", "color"),
        ("MSRP", "retail_price"),
        ("UVP", "retail_price"),
        ("RRP (GBP)", "retail_price"),
        ("Sell price", "retail_price"),
        ("Ticket Price", "retail_price"),
        ("PVP", "retail_price"),
        ("Unit price (EUR)", "unit_cost"),
        ("Wholesale €", "unit_cost"),
        ("Größe", "size"),
        ("Taille", "size"),
        ("Disc. %", "discount"),
        ("Remise", "discount"),
        ("MwSt. %", "tax"),
        ("Lp.", "line_number"),
        ("Warengruppe", "category"),
        ("Delivery date", "ignored"),
        ("U/M", "ignored"),
        ("Qty shipped", "ignored"),
        ("In stock", "ignored"),
        ("MOQ", "ignored"),
        ("Total pcs", "quantity"),
        ("Ext. Price", "total"),
        ("Vendor Style No.", "style_number"),
        ("Total\nQty", "quantity"),
        ("Order\nQty.", "quantity"),
    ],
)
def test_what_a_header_says(header: str, role: str) -> None:
    weights = header_weights(header)
    assert max(weights, key=lambda one: weights[one]) == role


def test_no_phrase_mixes_scripts() -> None:
    """A phrase of letters that only look alike can match nothing."""
    hebrew = {p for p in LEXICON if any("\u0590" <= c <= "\u05ff" for c in p)}
    arabic = {p for p in LEXICON if any("\u0600" <= c <= "\u06ff" for c in p)}
    assert len(hebrew) > 20
    assert len(arabic) > 20
    assert not hebrew & arabic


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1 250,50", "1250.50"),
        ("1'250.50", "1250.50"),
        ("€ 12,00", "12.00"),
        ("12,00 €", "12.00"),
        ("KD 5.500", "5.500"),
        ("(45.00)", "-45.00"),
        ("45.00-", "-45.00"),
        ("-3", "-3"),
        ("10 pcs", "10"),
        ("5 x", "5"),
        ("12 Stk.", "12"),
        ("45,-", "45"),
        ("$1,200", "1200"),
        ("٣٤٫٥٠", "34.50"),
        ("10%", "10"),
        ("SEK 2,980", "2980"),
        ("0.5", "0.5"),
        ("12.50/pc", "12.50"),
        ("0045", None),
        ("QR9670", None),
        ("12/05/2026", None),
        ("AB100", None),
        ("1.2.3", None),
        ("", None),
        ("-", None),
        ("10-20", None),
        ("5012345678900123", None),
    ],
)
def test_printed_numbers(text: str, value: str | None) -> None:
    number = printed_number(text)
    assert (f"{number.value:f}" if number else None) == value


def test_stored_numbers_lose_the_noise_of_sums() -> None:
    found = [
        printed_number("$66.65", "66.650000000000006"),
        printed_number("12", "12.0"),
        printed_number("8.3", "8.25"),
    ]
    assert [str(number.value) for number in found if number] == ["66.65", "12.0", "8.25"]
    assert printed_number("2026-03-04", "46085") is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Total:", "total"),
        ("TOTAL (EUR)", "total"),
        ("Sub-Total", "subtotal"),
        ("VAT 20%", "tax"),
        ("Gesamt", "total"),
        ("Zwischensumme", "subtotal"),
        ("zzgl. MwSt. 19 %", "tax"),
        ("Summe Stück", "quantity"),
        ("Total Qty", "quantity"),
        ("Frais de port", "shipping"),
        ("Total TTC", "grand_total"),
        ("Total HT", "subtotal"),
        ("Übertrag", "carried"),
        ("Total uds.", "quantity"),
        ("合計", "total"),
        ("الإجمالي", "total"),
        ("Total for Dresses", "subtotal"),
        ("Total Look Dress", None),
        ("Shipping Box Large", None),
        ("Tax Free Tote", None),
        ("Net 30 days", None),
    ],
)
def test_what_a_label_sums_up(label: str, kind: str | None) -> None:
    assert summary_of(label) == kind


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("M", "M"),
        ("Gr. 38", "38"),
        ("Qty S", "S"),
        ("EU 40", "EU 40"),
        ("XS/34", "XS/34"),
        ("2-3Y", "2-3Y"),
        ("Color", None),
        ("OS", "OS"),
        ("36,5", "36,5"),
        ("Size XL", "XL"),
        ("002", None),
    ],
)
def test_sizes_in_headers(text: str, size: str | None) -> None:
    assert size_of(text) == size


def test_arithmetic_tells_columns_that_have_no_header() -> None:
    found = read("AB-100|Wool coat|12|10.00|120.00\nAB-101|Wool hat|3|12.50|37.50\nAB-102|Scarf|20|8.00|160.00")
    assert found.roles() == ["style_number", "name", "quantity", "unit_cost", "total"]
    assert found.tables[0].columns[2].source == "arithmetic"
    assert found.tables[0].header_rows == []


def test_arithmetic_tells_columns_whose_headers_say_little() -> None:
    """Three columns called by a currency or by nothing; the quantity stands last."""
    found = read(
        "Style|EUR|EUR|\nAB-100|10.00|120.00|12\nAB-101|12.50|37.50|3\nAB-102|8.00|160.00|20",
    )
    assert found.roles() == ["style_number", "unit_cost", "total", "quantity"]


def test_arithmetic_with_discount_and_tax() -> None:
    found = read(
        "Item|Description|Qty|Price|Disc|Amount\nAB-100|Coat|10|20.00|10|180.00\nAB-101|Hat|4|5.00|50|10.00\n"
        "AB-102|Scarf|2|9.00|0|18.00"
    )
    assert found.roles() == ["style_number", "name", "quantity", "unit_cost", "discount", "total"]
    assert found.said("quantity", "unit_cost", "discount") == [
        ("10", "20.00", "10%"),
        ("4", "5.00", "50%"),
        ("2", "9.00", "0%"),
    ]
    taxed = read("Artikel|Antal|Pris|Moms %|Belopp\nRock 1|10|20,00|25|250,00\nHatt 2|4|5,00|12|22,40")
    assert taxed.roles() == ["name", "quantity", "unit_cost", "tax", "total"]


def test_cartons_times_pieces_are_no_money() -> None:
    found = read(
        "Style|Cartons|Pcs/ctn|Total pcs|Price|Amount\nAB-100|2|12|24|10.00|240.00\nAB-101|3|6|18|5.00|90.00\n"
        "AB-102|1|24|24|2.50|60.00"
    )
    assert found.roles() == ["style_number", "ignored", "ignored", "quantity", "unit_cost", "total"]


def test_two_prices_are_told_apart() -> None:
    found = read("Style|Name|RRP|WS|Qty|Total\nAB-1|Coat|50.00|20.00|5|100.00\nAB-2|Hat|25.00|10.00|3|30.00")
    assert found.roles() == ["style_number", "name", "retail_price", "unit_cost", "quantity", "total"]


def test_values_tell_barcodes_colours_and_line_numbers() -> None:
    found = read(
        "No.||Article|Shade|Qty\n1|4006381333931|Coat long|Navy|5\n2|4006381333948|Hat small|Black|3\n"
        "3|4006381333955|Scarf wide|Grey|4"
    )
    assert found.roles() == ["line_number", "barcode", "name", "color", "quantity"]


def test_columns_of_no_use_stay_out() -> None:
    found = read(
        "PO No|Style|Stock|Min qty|Ordered|Delivery|Price\nPO-88123|AB-100|40|6|12|2026-09-01|10.00\n"
        "PO-88123|AB-101|55|6|18|2026-09-01|12.00\nPO-88123|AB-102|70|6|24|2026-09-01|14.00"
    )
    assert found.roles() == ["ignored", "style_number", "ignored", "ignored", "quantity", "ignored", "unit_cost"]


def test_two_row_headers_and_sizes_under_a_head() -> None:
    found = read(
        "Style|Colour|Sizes|>|>|Total|Unit\n|||||Qty|Cost\n||S|M|L||\nAB-1|Black|1|2|2|5|10.00\nAB-2|Navy|1||2|3|12.50"
    )
    assert found.roles() == [
        "style_number",
        "color",
        "size_quantity",
        "size_quantity",
        "size_quantity",
        "quantity",
        "unit_cost",
    ]
    assert [column.size for column in found.tables[0].columns[2:5]] == ["S", "M", "L"]
    assert found.tables[0].header_rows == [0, 1, 2]


def test_a_header_below_a_title_block_and_again_on_each_page() -> None:
    head = "Style|Description|Qty|Price"
    found = read(
        f"ACME Ltd|PURCHASE ORDER\nOrder no:|PO-1\nDate:|2026-01-05\nTotal value:|130.00\n\n{head}\nAB-1|Coat|5|10.00\n"
        f"{head}\nAB-2|Hat|4|20.00"
    )
    assert len(found.tables) == 1
    assert found.tables[0].header_rows == [5, 7]
    assert found.said("style_number", "quantity") == [("AB-1", "5"), ("AB-2", "4")]


def test_a_title_row_is_no_part_of_the_header_below_it() -> None:
    found = read(
        "BON DE COMMANDE N° 2214\nClient : Boutique Lila||||Date : 12/03/2026\nRéf|Modèle|2A|4A|6A|Qté|PU HT\n"
        "LIL12|Robe Anna|1|2|2|5|18,50\nLIL14|Pull Max||1|1|2|22,00"
    )
    assert [column.header for column in found.tables[0].columns][:4] == ["Réf", "Modèle", "2A", "4A"]
    assert found.tables[0].header_rows == [2]


def test_few_columns_that_matter_among_many() -> None:
    """An export has dozens of columns that no order needs."""
    more = "|".join(f"Field {chr(97 + n)}" for n in range(20))
    rows = "\n".join(f"AB-{n}00|Coat {n}|5|10.00|{'|'.join(['x', 'y', ''] * 7)}" for n in range(3))
    found = read(f"Style|Name|Qty|Price|{more}\n{rows}")
    assert found.roles()[:4] == ["style_number", "name", "quantity", "unit_cost"]
    assert set(found.roles()[4:]) == {"ignored"}


def test_line_numbers_with_noughts_before_them() -> None:
    found = read("Line|Item|Description|Qty|Price\n001|88-1002|Bracket|100|1.25\n002|88-1003|Bolt small|200|0.10")
    assert found.roles() == ["line_number", "style_number", "name", "quantity", "unit_cost"]


def test_abbreviations_typed_with_quotation_marks() -> None:
    found = read('מק"ט|תיאור|כמות|מחיר|סה"כ\n1001|מעיל צמר|5|₪100.00|₪500.00\nסה"כ לתשלום||||₪500.00')
    assert found.roles() == ["sku", "name", "quantity", "unit_cost", "total"]
    assert found.totals[0].total == "500.00"


def test_products_across() -> None:
    found = read(
        "Style|AB-100|AB-101|AB-102\nColour|Black|Navy|Red\nQty|5|6|7\nPrice|10.00|12.00|9.50\n\n\nTotal|188.50"
    )
    assert found.tables[0].transposed
    assert found.roles() == ["style_number", "color", "quantity", "unit_cost"]
    assert found.said("style_number", "color", "quantity", "unit_cost") == [
        ("AB-100", "Black", "5", "10.00"),
        ("AB-101", "Navy", "6", "12.00"),
        ("AB-102", "Red", "7", "9.50"),
    ]
    assert found.totals[0].total == "188.50"


def test_a_form_is_one_line() -> None:
    found = read(grid_of("Style:|AB-100\nColour:|Black\nQuantity:|12\nUnit price:|$10.00\nTotal:|$120.00", kind="form"))
    assert found.said("style_number", "color", "quantity", "unit_cost", "total") == [
        ("AB-100", "Black", "12", "10.00", "120.00")
    ]


def test_a_person_s_word_beats_all() -> None:
    text = "Style|Name|Ordered|Confirmed|Price\nAB-1|Coat|5|4|10.00\nAB-2|Hat|3|3|20.00"
    assert read(text).said("quantity") == [("5",), ("3",)]
    choices = [
        ColumnChoice(document_id="d", grid=1, column=3, role="quantity"),
        ColumnChoice(document_id="d", grid=1, column=2, role="ignored"),
        ColumnChoice(document_id="other", grid=1, column=0, role="ignored"),
    ]
    found = read(text, choices=choices)
    assert found.said("quantity") == [("4",), ("3",)]
    chosen = found.tables[0].columns[3]
    assert (chosen.role, chosen.confidence, chosen.source) == ("quantity", 1.0, "person")
    assert found.tables[0].columns[0].role == "style_number"


def test_what_is_stored_of_a_column() -> None:
    found = read("Style\nNo.|Qty|Price\nAB-1|5|10.00\nAB-2|3|20.00\nAB-2|3|20.00".replace("Style\nNo.", "Style No."))
    column = found.tables[0].columns[0]
    assert (column.header, column.samples) == ("Style No.", ["AB-1", "AB-2"])
    assert all(0 < column.confidence <= 1 for column in found.tables[0].columns)


def test_what_is_unsure_is_said() -> None:
    sure = read("Style|Name|Qty|Price|Total\nAB-1|Coat|5|10.00|50.00\nAB-2|Hat|3|20.00|60.00")
    assert sure.warnings == []
    unsure = read("AB-1|Coat|5|10.00|50.00\nAB-2|Hat|3|20.00|60.00")
    assert unsure.warnings == ["columns_unsure"]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Currency:|GBP\n\nStyle|Qty|Price\nAB-1|5|10.00", "GBP"),
        ("Style|Qty|Price (EUR)\nAB-1|5|10.00", "EUR"),
        ("Style|Qty|Unit Price (RM)\nAB-1|5|10.00", "MYR"),
        ("Style|Qty|Price\nAB-1|5|£10.00", "GBP"),
        ("All prices in CHF\n\nStyle|Qty|Price\nAB-1|5|10.00", "CHF"),
        ("Währung: EUR\n\nStyle|Qty|Price\nAB-1|5|10.00", "EUR"),
        ("Style|Qty|Price\nAB-1|5|10.00", None),
    ],
)
def test_the_order_s_currency(text: str, currency: str | None) -> None:
    found = read(text)
    assert found.currency == currency
    assert found.lines[0].currency == currency
