"""Label words in the languages of linesheets: which field they name, and which kind of price."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.labels import LABELS
from shared.reading.lexicon import exact_field, field_of, is_term, names_number, price_kind
from shared.reading.marks import labelled

WHOLESALE = """
    WS; W.S.; W/S; WHS; WHSL; Whsl.; WHOLESALE; Wholesale price; Trade; Trade Price; Dealer net; Cost; Net; Unit price;
    EK; HEK; EK netto; EK-Preis; Händler-EK; Händlerpreis; Großhandelspreis; Einkaufspreis; HT; Prix HT;
    PA HT; P.A. HT;
    Prix de gros; Prix d'achat; Prix d’achat HT; P.U. HT; Prix revendeur; Ingrosso; Prezzo all'ingrosso; Costo;
    Prezzo rivenditore; PVD; Precio mayorista; Coste; Al por mayor; Preço de custo; Atacado; Preço grossista; Revenda;
    Inkoop; Inkoopprijs; Groothandel; Groothandelsprijs; Prijs per stuk; Engrospris; Inköpspris; Cena hurtowa;
    Nagyker ár; WHOLESALE (EUR)
"""
RETAIL = """
    MSRP; M.S.R.P.; RRP; R.R.P.; SRP; Retail; RTL; Suggested retail price; Sugg. Retail; List price; UVP; VK; EVP;
    Unverb. Preisempfehlung; Unverbindliche Preisempfehlung; Empf. VK; Verkaufspreis; Prix conseillé; Prix public;
    Prix public TTC; PVC; TTC; Prix de vente conseillé; Prezzo al pubblico; Consigliato;
    Prezzo consigliato;
    Pubblico consigliato; PVP; PVPR; PVP recomendado; Precio venta público; Precio de venta al público; Preço de venda;
    Preço ao público; Varejo; Consumentenprijs; Adviesprijs; Verkoopprijs; Advies-verkoopprijs; Vejl. udsalgspris;
    Rek. pris; Cena detaliczna; Fogyasztói ár; Retail (inc. VAT)
"""
CODES = """
    Style; Style No.; Style #; STYLE#; Style Nr; Art.; Art. No.; Art.-Nr.; Art.nr.; ArtNr; Artikelnummer; Artikelnr.;
    Bestell-Nr.; Modellnr.; Réf.; RÉF; Référence; Réf. produit; Code article; N° d'article; Codice; Cod.; Cod. Art.;
    Codice articolo; Rif.; Articolo; Código; Cód.; Ref.; Referencia; Cód. artículo; Referência; Código do artigo;
    Artikelcode; Bestelnummer; SKU; SKU #; Item #; Item No.; ID; Product code; Varenr.; Cikkszám; Indeks; N°; Nº
"""
FIELDS = {
    "name": "Name; Product name; Bezeichnung; Désignation; Nome; Nombre; Omschrijving; Naam",
    "colors": "Colour; COLOURS; Color(s); Colorways; Farbe; Farben; Farbe/n; Couleur(s); Coloris; Colore; Colori; Cor; "
    "Cores; Kleur; Kleuren; Farve; Färg; Kolor; Szín; Farbe / Colour; Couleur/Color; Colore - Colour",
    "sizes": "Size; SIZES; Size run; Größe; Größen; Gr.; Taille; Tailles; Pointures; Taglia; Taglie; Talla; Tallas; "
    "Tamanho; Tamanhos; Maat; Maten; Storlek; Rozmiar; Größe / Size; Taille - Size; Available sizes",
    "materials": "Material; Materials; Fabric; Composition; Matière; Matières; Zusammensetzung; Obermaterial; "
    "Materiale; Composizione; Tessuto; Composición; Tejido; Composição; Tecido; Materiaal; Samenstelling; Lining",
    "category": "Category; Kategorie; Catégorie; Categoria; Categoría; Warengruppe; Famille; Product type",
    "other": "MOQ; Min. order; Minimum; VE; VPE; Verpackungseinheit; Colisage; PCB; Mindestmenge; EAN; EAN-Code; GTIN; "
    "UPC; Barcode; Code-barres; Strichcode; Codice a barre; Código de barras; HS Code; HTS; Zolltarifnummer; Delivery; "
    "Delivery date; Liefertermin; Livraison; Consegna; Entrega; Levering; Ship date; Weight; Origin; Gewicht; Peso",
    "quantity": "Qty; Qty.; Quantity; Menge; Quantité; Qté; Quantità; Cantidad; Quantidade; Aantal; Stock; Available; "
    "Availability; Disponibilité; Verfügbarkeit; Bestand; Giacenza; Disponibilidad; Voorraad; Total",
    "case": "Case price; Price per case; Carton price; Prix carton; Prix par carton; Kartonpreis; Preis je VE; "
    "Prezzo cartone; Precio por caja; Prijs per doos",
    "price": "Price; Prix; Preis; Prezzo; Precio; Preço; Prijs; Pris; Cena; Tarif; Listino; Prix / Price",
}  # fmt: skip


def _listed(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.replace("\n", " ").split(";") if word.strip()]


@pytest.mark.parametrize("label", _listed(WHOLESALE))
def test_wholesale_by_any_of_its_names(label: str) -> None:
    assert field_of(label) == "wholesale"
    assert price_kind(label) == "wholesale"


@pytest.mark.parametrize("label", _listed(RETAIL))
def test_retail_by_any_of_its_names(label: str) -> None:
    assert field_of(label) == "retail"
    assert price_kind(label) == "retail"


@pytest.mark.parametrize("label", _listed(CODES))
def test_style_numbers_by_any_of_their_names(label: str) -> None:
    assert field_of(label) == "code"


@pytest.mark.parametrize(
    ("label", "field"), [(label, field) for field, listed in FIELDS.items() for label in _listed(listed)]
)
def test_every_other_field_by_its_names(label: str, field: str) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    "line",
    ["MOQ 12", "VE 6", "VE: 12 Stück", "Colisage 24", "Min. order: 6", "EAN 4006381333931", "EAN-13: 4006381333931",
     "GTIN: 04006381333931", "HS Code 6109.10", "Stock 250", "Delivery 01/09 - 30/09", "Liefertermin: 15.08.2026",
     "Qty 100", "Weight: 250 g"],
)  # fmt: skip
def test_what_a_label_says_is_no_style_number_price_or_size(line: str) -> None:
    assert labelled(line)[0] in ("other", "quantity")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Farbe / Colour: Schwarz", ("colors", "Schwarz")),
        ("Réf. : 00514", ("code", "00514")),
        ("Style # 4411-B", ("code", "4411-B")),
        ("Art.-Nr. 123456", ("code", "123456")),
        ("Größen S M L", ("sizes", "S M L")),
        ("Colour – Black / White", ("colors", "Black / White")),
        ("Taille unique", (None, "Taille unique")),
        ("Style Rowan", (None, "Style Rowan")),
        ("Wholesale 2026", (None, "Wholesale 2026")),
        ("Listino rivenditori Autunno/Inverno 2026", (None, "Listino rivenditori Autunno/Inverno 2026")),
        ("HAIR BRUSH CODE: 29", (None, "HAIR BRUSH CODE: 29")),
    ],
)  # fmt: skip
def test_a_line_is_a_label_and_its_value_or_neither(line: str, said: tuple[str | None, str]) -> None:
    field, _, value = labelled(line)
    assert (field, value) == said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Leather Phone Case ", None),
        ("Case ", "case"),
        ("Carton ×48", "case"),
        ("colis ", "case"),
        ("Franco de port ", "other"),
        ("Mindestbestellwert ", "other"),
        ("Prix public HT ", "retail"),
        ("Fenwick Cardigan ", None),
    ],
)
def test_a_case_is_a_price_only_where_nothing_else_is_said(text: str, kind: str | None) -> None:
    assert price_kind(text) == kind


def test_terms_of_trade_and_labels_that_ask_for_a_number() -> None:
    assert is_term("Reorders from $250")
    assert not is_term("Fenwick Cardigan $250")
    assert names_number("Style No.")
    assert not names_number("Style")


@given(st.sampled_from([(p.strip(), f) for f, text in LABELS.items() for p in text.split(",")]), st.booleans())
def test_every_listed_phrase_names_a_field_in_upper_case_and_with_a_colon(listed: tuple[str, str], upper: bool) -> None:
    phrase, _ = listed
    label = " ".join(phrase.split())
    assert exact_field(label) is not None
    assert field_of((label.upper() if upper else label) + ":") == exact_field(label)
