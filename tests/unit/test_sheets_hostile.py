"""Files that call themselves spreadsheets and are broken, protected, or made to exhaust a machine."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from shared.reading import sheet_grid, sheet_parts
from shared.reading.errors import EmptyFile, NotAWorkbook, ReadingError
from shared.reading.sheets import inspect_workbook, open_workbook
from shared.reading.sniff import kind_of
from tests.data.workbooks import ole, photo, saved, sheet_of, xls, xlsx

ROWS = [["Style", "Name", "Wholesale", "RRP"], *([f"A{n}1", f"Coat {n}", 20.5, 50] for n in range(5))]
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def remade(changes: dict[str, Change], extra: dict[str, bytes] | None = None) -> bytes:
    """A sound workbook with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, changes.get(name, bytes)(source.read(name)))
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def appended(rows: bytes, after: bytes = b"") -> Change:
    return lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>" + after)


def with_entity(part: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return head + part[part.index(b"<worksheet") :].replace(b"20.5", b"&e;", 1)


def laughing(part: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    return head + part[part.index(b"<workbook") :]


def word_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def misplaced_parts() -> bytes:
    """A zip whose directory says that its parts lie before its beginning."""
    whole = bytearray(xlsx(ROWS))
    (offset,) = struct.unpack("<I", whole[-6:-2])
    whole[-6:-2] = struct.pack("<I", offset + 5000)
    return bytes(whole)


def unknown_codepage() -> bytes:
    return xls([sheet_of("Bags", ROWS)]).replace(struct.pack("<HHH", 0x42, 2, 1200), struct.pack("<HHH", 0x42, 2, 1089))


def hidden_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "secret"
    book.create_sheet("empty")
    book.active.sheet_state = "hidden"
    return saved(book)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty_file"),
        (word_document, "not_a_workbook"),
        (lambda: b"Dear buyer,\nthe linesheet follows.\n", "not_a_workbook"),
        (lambda: ole({"WordDocument": b"x"}), "not_a_workbook"),
        (lambda: ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted_workbook"),
        (lambda: xls([sheet_of("Bags", ROWS)], encrypted=True), "encrypted_workbook"),
        (lambda: xls([sheet_of("Bags", ROWS)])[:3000], "damaged_workbook"),
        (lambda: ole({"Workbook": b"\x09\x08" + bytes(range(256)) * 8}), "damaged_workbook"),
        (lambda: xlsx(ROWS)[:-500], "damaged_workbook"),
        (lambda: xlsx(ROWS)[:2000], "damaged_workbook"),
        (misplaced_parts, "damaged_workbook"),
        (unknown_codepage, "damaged_workbook"),
        (lambda: remade({SHEET: lambda part: part[:300]}), "damaged_workbook"),
        (lambda: remade({SHEET: with_entity}), "damaged_workbook"),
        (lambda: remade({"xl/workbook.xml": laughing}), "damaged_workbook"),
        (lambda: xlsx([]), "empty_workbook"),
        (hidden_workbook, "empty_workbook"),
        (lambda: remade({}, {"xl/media/zeros.bin": bytes(500 << 20)}), "too_large_workbook"),
    ],
)
def test_bad_files_have_their_codes_and_sentences(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    path = tmp_path / "linesheet.xlsx"
    path.write_bytes(make())
    with pytest.raises(ReadingError) as caught:
        inspect_workbook(path)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_part_that_inflates_to_more_than_it_may_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(remade({SHEET: appended(b" " * 60_000)}))
    assert inspect_workbook(path) == 1
    monkeypatch.setattr(sheet_parts, "MAX_XML", 50_000)
    with pytest.raises(ReadingError) as caught:
        inspect_workbook(path)
    assert caught.value.code == "too_large_workbook"


@pytest.mark.parametrize(
    "change",
    [
        appended(b"".join(b'<row r="%d" s="1" customFormat="1" ht="20"/>' % n for n in range(10, 1_048_577))),
        appended(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        appended(b"", b'<mergeCells><mergeCell ref="A8:XFD1048576"/></mergeCells>'),
    ],
)
def test_a_million_empty_rows_are_no_pages(tmp_path: Path, change: Change) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(remade({SHEET: change}))
    began = time.monotonic()
    with open_workbook(path) as workbook:
        assert workbook.page_count == 1
        assert workbook.warnings == ()
        page = workbook.page(1)
    assert max(page.size) < 1000
    assert time.monotonic() - began < 30


def test_rows_beyond_the_limit_are_left_out_with_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_ROWS", 200)
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>A-%d</t></is></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(remade({SHEET: appended(b"".join(row % (n, n, n) for n in range(10, 2000)))}))
    with open_workbook(path) as workbook:
        assert [code for code, _ in workbook.warnings] == ["rows_left_out"]
        assert sum(len(page.text.rows) for page in workbook.pages()) < 210


def test_a_row_of_16384_columns_is_cut(tmp_path: Path) -> None:
    cells = b"".join(b'<c t="inlineStr"><is><t>x</t></is></c>' for _ in range(16_384))
    path = tmp_path / "a.xlsx"
    path.write_bytes(remade({SHEET: appended(b'<row r="9">' + cells + b"</row>")}))
    with open_workbook(path) as workbook:
        assert [code for code, _ in workbook.warnings] == ["columns_left_out"]
        assert len(workbook.page(1).rules.down) == sheet_grid.MAX_COLUMNS + 1


def test_an_xls_whose_drawings_are_broken_keeps_its_cells(tmp_path: Path) -> None:
    sheet = sheet_of("Bags", ROWS)
    sheet.pictures = {(1, 4): 1}
    whole = xls([sheet], [photo(1)])
    at = whole.index(b"\xff\xd8\xff")
    path = tmp_path / "a.xls"
    path.write_bytes(whole[: at - 60] + bytes(range(50)) + whole[at - 10 :])
    with open_workbook(path) as workbook:
        assert len(workbook.page(1).text.words) > 20


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "linesheet.pdf"
    for content, kind in (
        (xlsx(ROWS), "xlsx"),
        (xls([sheet_of("Bags", ROWS)]), "xls"),
        (b"a;b\n1;2\n", "csv"),
        (b'{"a": 1,\n"b": 2,\n"c": 3}', "text"),
        (b"<html>\n<a,b>\n<c,d>", "text"),
        (ole({"WordDocument": b"x"}), "unknown"),
        (word_document(), "unknown"),
        (b"\0\1\2", "unknown"),
    ):
        path.write_bytes(content)
        assert kind_of(path) == kind


def test_what_is_no_workbook_is_said_so_by_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    with pytest.raises(EmptyFile):
        inspect_workbook(path)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(NotAWorkbook):
        inspect_workbook(path)
