"""Text files that do not say how they are encoded."""

from __future__ import annotations

import pytest

from shared.reading.charsets import encoding_of
from shared.reading.sheet_csv import decoded

TEXTS = {
    "cp1252": [
        "Réf.;Désignation;Qté\n1;Pull à col châle;12\n2;Écharpe été;3\n",
        "Artikel;Größe;Stück\n1;Übergangsjacke grün;3\n",
        "Art.;Beskrivelse;Antal\n1;Blå skjorte, ærmer;3\n2;Rød kjole;1\n",
        "Varenr.;Sæson;Beløb\n1;EV26;12\n",
        "Kunde;Strøget Mode\nVarenr.;Farve;Beløb\n1;Rød;12\n",
        "Prezzo;Qtà\n12,50 €;3\n",
        "Style;Price\nA1;£12.50\nA2;£9.00\n",
        "Produto;Descrição\n1;Calças de algodão, verão\n",
        "Artículo;Tamaño;Año\n1;Camisón niña;2026\n",
        "Style;Name\nA1;Caf\u00e9\n",
    ],
    "cp1250": [
        "Indeks;Nazwa;Ilość\n1;Płaszcz wełniany;3\n2;Spódnica żółta;2\n",
        "Kód;Název;Množství\n1;Kabát černý, přiléhavý;3\n2;Šaty žluté;2\n",
        "Zap. št.;Šifra;Količina\n1;A1;3\n",
        "Šifra;Naziv;Količina\n1;Smeđa haljina;3\n2;Narudžbenica;1\n",
        "Cikkszám;Megnevezés;Szín\n1;Gyűrött női ing;zöld\n2;Cipő;fekete\n",
    ],
    "cp1251": ["Артикул;Наименование;Количество\n1;Пальто шерстяное;3\n"],
    "cp1253": ["Κωδικός;Περιγραφή;Ποσότητα\n1;Παλτό μάλλινο;3\n"],
    "cp1254": ["Kod;Açıklama;Beden\n1;Gömlek yeşil;S\n2;Kazak kırmızı;M\n"],
    "cp1255": ["מק\u05f4ט;שם פריט;כמות;מחיר\n1;מעיל צמר;3;100\nסה\u05f4כ;;3;300\n".replace("\u05f4", '"')],
    "cp1256": ["أمر شراء\nكود المنتج;اسم المنتج;العدد;السعر\n1;حقيبة جلد;3;100\nالمجموع;;3;300\n"],
    "mac_roman": [
        "Réf;Modèle;Qté\n1;Écharpe été;3 €\n2;Pull à col châle;2 €\n",
        "Artikel;Größe;Stück\n1;Übergangsjacke für Mädchen;3\n",
    ],
    "cp932": ["品番,商品名,数量\nA1,ウールコート,3\nA2,リネンのシャツ 白,12\n"],
    "gb18030": ["款号,名称,数量\nA1,羊毛大衣,3\nA2,亚麻衬衫 白色,12\n"],
    "cp949": ["품번,상품명,수량\nA1,울 코트,3\nA2,린넨 셔츠 화이트,12\n"],
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_an_encoding_is_told_by_its_bytes(encoding: str, text: str) -> None:
    content = text.encode(encoding)
    assert decoded(content) == text, encoding_of(content)
    assert decoded(content * 50) == text * 50


def test_a_text_that_is_cut_within_a_letter_is_read_up_to_there() -> None:
    content = TEXTS["cp932"][0].encode("cp932") * 20
    first = decoded(content[: content.index("品番".encode("cp932"), 50) + 1], cut=True)
    assert first is not None
    assert first.startswith("品番,商品名")
