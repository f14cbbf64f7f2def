"""CSV: encodings, delimiters, quotes, and rows of uneven length."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from shared.reading.sheet_csv import decoded, delimiter_of
from shared.reading.sheets import open_workbook
from shared.reading.sniff import kind_of
from shared.reading.text import arranged

EDGE = Path(__file__).parents[3] / "shared" / "data" / "edge"


def cells_of(tmp_path: Path, content: bytes) -> dict[int, list[str]]:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with open_workbook(path) as workbook:
        found: dict[int, list[str]] = {}
        for page in workbook.pages():
            for line in arranged(page.words()).read_lines():
                row = max(number for y, number in page.text.rows if y <= line.bbox[1])
                found.setdefault(row, []).append(line.text)
        return found


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, bom: bytes, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in (["Größe", "Preis €"], ["0071", "Café"]))
    content = bom + text.encode(encoding)
    assert cells_of(tmp_path, content) == {1: ["Größe", "Preis €"], 2: ["0071", "Café"]}
    assert kind_of(tmp_path / "a.csv") == "csv"


def test_quoted_cells_hold_newlines_delimiters_and_quotes(tmp_path: Path) -> None:
    content = b'Style,Name,Note\n0071,"Coat, long","first 1\nsecond 2"\n0072,"a ""fine"" hat",x\n'
    assert cells_of(tmp_path, content) == {
        1: ["Style", "Name", "Note"],
        2: ["0071", "Coat, long", "first 1", "second 2"],
        3: ["0072", 'a "fine" hat', "x"],
    }


def test_a_quote_that_is_never_closed_is_a_character(tmp_path: Path) -> None:
    rows = [b"Style,Name", b'0071,"Coat', *(b"%04d,Hat" % n for n in range(3000))]
    found = cells_of(tmp_path, b"\n".join(rows))
    assert found[2] == ["0071", '"Coat']
    assert len(found) == 3002


def test_rows_of_uneven_length_and_empty_rows(tmp_path: Path) -> None:
    found = cells_of(tmp_path, b"a,b,c\n\n1,2\n1,2,3,4\n1,2,3\n1,2,3\n1,2,3\n")
    assert found == {
        1: ["a", "b", "c"],
        3: ["1", "2"],
        4: ["1", "2", "3", "4"],
        **{n: ["1", "2", "3"] for n in (5, 6, 7)},
    }


def test_the_delimiter_that_excel_names_is_taken(tmp_path: Path) -> None:
    assert cells_of(tmp_path, b"sep=;\na;1,5\nb;2,5\n") == {1: ["a", "1,5"], 2: ["b", "2,5"]}


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("EK;UVP\n12,50;29,90\n13,50;31,90\n", ";"),
        ("12,50;29,90\n13,50;31,90\n", ";"),
        ("a\tb, c\n1\t2, 3\n", "\t"),
        ("Dear buyer,\nour linesheet follows on Monday.\nKind regards,\nTom\n", None),
        ("one\ntwo\nthree\n", None),
        ("a,b,c", None),
        ("Style;Description;Colour;Qty;Unit price;Total\n", ";"),
        ("Style,Name,Qty", ","),
        ("Dear Anna, thank you for all of your help, and see you soon.", None),
        ("", None),
    ],
)
def test_delimiters_told_from_punctuation(text: str, delimiter: str | None) -> None:
    assert delimiter_of(text) == delimiter


def test_a_japanese_text_of_few_kana() -> None:
    text = "品番,品名,数量,単価,金額\nKT-1,帽子,4,¥1800,¥7200\n合計,,4,,¥7200\n"
    assert decoded(text.replace("¥", "\\").encode("cp932")) == text  # where the byte of a backslash is the yen


def test_what_is_no_text() -> None:
    assert decoded(b"\0\1\2") is None
    assert decoded(codecs.BOM_UTF16_LE + b"a") is None
    assert decoded("é".encode()[:1], cut=True) == ""


@pytest.mark.skipif(not EDGE.is_dir(), reason="../shared/data is absent")
@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("comma-in-cell", 4),
        ("comma", 12),
        ("inconsistent-header", 4),
        ("pipe", 12),
        ("semicolon", 12),
        ("tab", 12),
        ("too-few-columns", 4),
        ("too-many-columns", 4),
    ],
)
def test_awkward_files(name: str, columns: int) -> None:
    path = EDGE / f"csv-{name}.csv"
    assert kind_of(path) == "csv"
    with open_workbook(path) as workbook:
        page = workbook.page(1)
        assert len(page.rules.down) - 1 >= columns
        last = max(number for _, number in page.text.rows)
        assert last == len(path.read_text(encoding="utf-8").splitlines()[:last])


@pytest.mark.skipif(not EDGE.is_dir(), reason="../shared/data is absent")
def test_one_column_is_no_table() -> None:
    assert kind_of(EDGE / "csv-single-column.csv") == "text"
