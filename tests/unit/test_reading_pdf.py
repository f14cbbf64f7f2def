"""Opening files: bad ones get their code; text and pictures of good ones come out right."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from shared.reading.errors import DamagedPdf, EmptyFile, EncryptedPdf, NotAPdf, ReadingError, TooManyPages
from shared.reading.pdf import inspect, render_page
from shared.reading.pdf_book import open_pdf_book
from shared.reading.sniff import kind_of
from shared.reading.text import PageText, arranged

EDGE = Path(__file__).parents[3] / "shared" / "data" / "edge"


def saved(tmp_path: Path, document: pymupdf.Document, **options: object) -> Path:
    path = tmp_path / "made.pdf"
    document.save(path, **options)
    return path


def jpeg(color: tuple[int, int, int] = (200, 30, 30), size: tuple[int, int] = (320, 400)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def test_bad_files_are_told_apart(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    text = tmp_path / "text.pdf"
    text.write_text("Dear buyer, the linesheet follows.")
    good = saved(tmp_path, _pages(2))
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(good.read_bytes()[:60])
    for path, error in ((empty, EmptyFile), (text, NotAPdf), (cut, DamagedPdf)):
        with pytest.raises(error):
            inspect(path)
    assert inspect(good) == 2


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path, _pages(1), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")
    with pytest.raises(EncryptedPdf, match="password"):
        inspect(path)


def test_over_a_thousand_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyPages):
        inspect(saved(tmp_path, _pages(1001)))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("encrypted_camelot.pdf", "encrypted_pdf"),
        ("encrypted_pdfplumber.pdf", "encrypted_pdf"),
        ("poppler-742-0-fuzzed.pdf", "damaged_pdf"),
        ("Pages-tree-refs.pdf", "damaged_pdf"),
        ("empty.pdf", "empty_file"),
        ("avon_not_a_pdf.pdf", "not_a_pdf"),
    ],
)
def test_public_bad_files(name: str, code: str) -> None:
    if not EDGE.exists():
        pytest.skip("the public files are not on this machine")
    with pytest.raises(ReadingError) as caught:
        inspect(EDGE / name)
    assert caught.value.code == code


@pytest.mark.timeout(20)
def test_the_hanging_file_is_read() -> None:
    if not EDGE.exists():
        pytest.skip("the public files are not on this machine")
    with open_pdf_book(EDGE / "issue16263.pdf") as book:
        page = book.page(1)
        assert page.words().words
        assert len(page.placed()) == 40


def test_content_decides_what_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "linesheet.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    assert kind_of(path) == "pdf"


def test_a_clipped_picture_is_where_it_is_seen(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.insert_image(pymupdf.Rect(50, 50, 250, 250), stream=jpeg(size=(200, 200)))
    content = page.read_contents()
    document.update_stream(page.get_contents()[0], b"q 50 150 200 100 re W n " + content + b" Q")
    with open_pdf_book(saved(tmp_path, document)) as book:
        assert book.page(1).placed()[0].bbox == (50, 50, 250, 150)


def test_words_keep_place_and_style_on_a_turned_page(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    page.insert_text((100, 200), "Fenwick Cardigan", fontsize=12, fontname="hebo", color=(1, 0, 0))
    page.set_rotation(90)
    path = saved(tmp_path, document)
    text = _text(path)
    png = render_page(path, 1, dpi=36)
    (line,) = text.read_lines()
    assert (text.width, text.height) == (600, 400)
    assert line.text == "Fenwick Cardigan"
    assert line.turn == 90
    assert line.style.bold
    assert (line.style.size, line.style.color) == (12, 0xFF0000)
    assert Image.open(io.BytesIO(png)).size == (300, 200)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for n, y in enumerate((100, 112, 124, 190, 202)):
        page.insert_text((50, y), f"left {n} of the first column")
    for n, y in enumerate((100, 112, 150, 162, 174)):
        page.insert_text((330, y), f"right {n} of the second column")
    first = [line.text.split()[0] for line in _text(saved(tmp_path, document)).read_lines()]
    assert first == ["left"] * 5 + ["right"] * 5


def test_letters_set_apart_are_words_and_a_size_run_is_a_list(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 100), "D R E S S E S")
    page.insert_text((50, 140), "XS S M L")
    assert [line.text for line in _text(saved(tmp_path, document)).read_lines()] == ["DRESSES", "XS S M L"]


def _text(path: Path) -> PageText:
    with open_pdf_book(path) as book:
        return arranged(book.page(1).words())


def _pages(count: int) -> pymupdf.Document:
    document = pymupdf.open()
    for _ in range(count):
        document.new_page()
    return document
