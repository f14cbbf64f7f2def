"""Pictures as files: what passes through unchanged, what a thumbnail is, and where pictures stand on a page."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from shared.reading.furniture import Look, Usage, reason_to_drop
from shared.reading.pdf_book import open_pdf_book
from shared.reading.pictures import THUMBNAIL_PIXELS, UnreadablePicture, finish, flattened, plain


def jpeg(width: int, height: int, color: str = "#c04020") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, "JPEG", quality=85)
    return out.getvalue()


def half_transparent_png(width: int, height: int) -> bytes:
    image = Image.new("RGBA", (width, height), (200, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, width // 2, height))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Two pages: a JPEG on both, a masked picture on the second; text around them."""
    document = pymupdf.open()
    for number in range(2):
        page = document.new_page()
        page.insert_text((40, 40), f"Page {number + 1}: Wool Coat 80.00")
        page.insert_image(pymupdf.Rect(50, 60, 150, 160), stream=jpeg(340, 340))
    document[1].insert_image(pymupdf.Rect(200, 60, 300, 160), stream=half_transparent_png(60, 60))
    document.save(tmp_path / "sheet.pdf")
    document.close()
    return tmp_path / "sheet.pdf"


def test_a_plain_jpeg_is_handed_out_byte_for_byte(sheet: Path) -> None:
    with open_pdf_book(sheet) as book:
        first, second = ([spot.take() for spot in page.placed()] for page in book.pages())
    assert (first[0].jpeg, first[0].width, first[0].height) == (jpeg(340, 340), 340, 340)
    assert second[0] == first[0]
    assert second[1].jpeg is None  # masked: it must be flattened


def test_a_masked_picture_is_flattened_on_white(sheet: Path) -> None:
    with open_pdf_book(sheet) as book:
        raw = book.page(2).placed()[1].take()
    image = Image.frombytes("RGB", (raw.width, raw.height), raw.samples)
    assert image.getpixel((5, 30)) == (255, 255, 255)
    assert image.getpixel((55, 30)) == (200, 0, 0)


def test_half_transparent_pixels_are_mixed_with_white() -> None:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 2, 1), True)
    pixmap.set_pixel(0, 0, (100, 0, 0, 128))  # premultiplied
    pixmap.set_pixel(1, 0, (0, 0, 0, 255))
    assert flattened(pixmap).samples == bytes((227, 127, 127, 0, 0, 0))


def test_pictures_and_words_come_from_one_reading_of_a_page(sheet: Path) -> None:
    with open_pdf_book(sheet) as book:
        page = book.page(2)
        assert [(spot.bbox, spot.turn) for spot in page.placed()] == [
            ((50.0, 60.0, 150.0, 160.0), 0),
            ((200.0, 60.0, 300.0, 160.0), 0),
        ]
        assert [word[4] for word in page.words().words] == ["Page", "2:", "Wool", "Coat", "80.00"]


@pytest.mark.parametrize(
    ("width", "height"), [(340, 340), (1000, 600), (600, 1000), (300, 290), (4000, 40), (257, 256)]
)
def test_a_thumbnail_fits_256_pixels_and_keeps_its_shape(width: int, height: int) -> None:
    made = finish(plain(jpeg(width, height), width, height))
    assert made.content == jpeg(width, height)
    assert made.thumbnail is not None
    small = Image.open(io.BytesIO(made.thumbnail))
    assert 0.97 * THUMBNAIL_PIXELS <= max(small.size) <= THUMBNAIL_PIXELS
    assert small.width / small.height == pytest.approx(width / height, rel=0.03, abs=0.03) or min(small.size) < 8
    assert (made.width, made.height) == (width, height)


def test_a_picture_no_larger_than_a_thumbnail_is_its_own() -> None:
    made = finish(plain(jpeg(256, 100), 256, 100))
    assert made.thumbnail is None
    assert made.color == "c04020" or made.spread < 2


def test_a_broken_jpeg_is_unreadable_and_a_cut_off_one_too() -> None:
    whole = jpeg(400, 400)
    for content in (b"no jpeg at all", whole[:200]):
        with pytest.raises(UnreadablePicture):
            finish(plain(content, 400, 400))


def test_white_on_white_is_no_blank() -> None:
    usage = Usage(page_count=1)
    box = (50.0, 50.0, 150.0, 150.0)
    usage.add(1, (600.0, 800.0), [("a", box)])
    assert reason_to_drop("a", box, Look(300, 300, 6.6, "f5f2dd"), (600.0, 800.0), [], usage) is None
