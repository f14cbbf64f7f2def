"""Reading scans: the same page however it was scanned; picture files as documents; hostile ones refused."""

from __future__ import annotations

import io
import json
import math
import socket
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
from PIL import Image

from shared.collections.__main__ import main
from shared.reading.bitmaps import inspect_bitmap, open_bitmap
from shared.reading.errors import DamagedImage, ImageTooLarge
from shared.reading.frame import Frame
from shared.reading.mended import mended, plain
from shared.reading.pdf_book import open_pdf_book
from shared.reading.scan_book import read_if_scanned
from shared.reading.sniff import kind_of
from tests.accuracy.score import score
from tests.data.layouts import build
from tests.data.make_sample import HERE, NAME
from tests.data.scans import Scanner, scanned, scanned_pdf, scanned_truth
from tests.data.truth import Truth

PAGE = 4  # of the sample: nine products


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("reading a scan went to the network")

    monkeypatch.setattr(socket.socket, "connect", refused)


def sample() -> tuple[Path, Truth]:
    pdf = HERE / f"{NAME}.pdf"
    return pdf, Truth.read(pdf.with_suffix(".json"))


def read(path: Path, out: Path) -> dict[str, Any]:
    assert main([str(path), "--out", str(out)]) == 0
    result: dict[str, Any] = json.loads((out / "result.json").read_text(encoding="utf-8"))
    return result


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "scanner",
    [Scanner(dpi=150, grey=True, turn=90, skew=2.5), Scanner(dpi=200, turn=180, skew=-2), Scanner(dpi=150, turn=270)],
    ids=str,
)
def test_a_page_is_read_however_it_was_scanned(scanner: Scanner, tmp_path: Path) -> None:
    pdf, truth = sample()
    result = read(scanned_pdf(pdf, tmp_path / "scan.pdf", scanner, [PAGE]), tmp_path / "out")
    figures = score(scanned_truth(truth, pdf, scanner, [PAGE]), result)
    assert figures["product_recall"] >= 0.85
    assert figures["prices"] >= 0.85
    assert figures["pictures"] >= 0.85  # by their places on the page as displayed


@pytest.mark.timeout(120)
def test_a_tiff_of_two_pages_is_a_document_of_two(tmp_path: Path) -> None:
    pdf, truth = build("table_rows")
    frames = [Image.open(io.BytesIO(jpeg)) for jpeg, _, _ in scanned(pdf, Scanner(), [2, 3])]
    path = tmp_path / "scan.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(150, 150))
    expected = scanned_truth(truth, pdf, Scanner(), [2, 3])
    result = read(path, tmp_path / "out")
    assert {p["source"]["page"] for p in result["products"]} == {1, 2}
    assert score(expected, result)["product_recall"] >= 0.85


def test_a_telephone_s_orientation_is_respected(tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 100, 200))  # left as stored
    exif = image.getexif()
    exif[0x0112] = 6  # turned clockwise for display: the left becomes the top
    path = tmp_path / "photo.jpg"
    image.save(path, exif=exif)
    with open_bitmap(path) as bitmap:
        pixels = bitmap.pixels(1, 1000)
        assert bitmap.size(1)[1] > bitmap.size(1)[0]
    assert pixels.shape[:2] == (400, 200)
    assert pixels[10, 100, 1] < 60 < pixels[-10, 100, 1]


def test_a_photo_that_was_looked_at_small_is_read_large(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.effect_noise((1200, 1600), 50).convert("RGB").save(path, "JPEG")
    with open_bitmap(path) as bitmap:
        assert bitmap.pixels(1, 64).shape == (64, 48, 3)
        assert bitmap.pixels(1, 2000).shape == (1600, 1200, 3)


def test_broken_and_huge_pictures_are_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((800, 800), 50).convert("RGB").save(whole, "JPEG")
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole.getvalue()[:2000])
    with pytest.raises(DamagedImage):
        inspect_bitmap(cut)
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(_png_head(30_000, 30_000))
    with pytest.raises(ImageTooLarge, match="pixels"):
        inspect_bitmap(bomb)


def test_the_kinds_of_picture_files_are_told_by_content(tmp_path: Path) -> None:
    for name in ("PNG", "BMP", "WEBP", "TIFF", "GIF", "JPEG"):
        path = tmp_path / "file"
        Image.new("RGB", (20, 20), "red").save(path, name)
        assert kind_of(path) == "image"
    for content in (b"RIFF\x10\0\0\0WAVEfmt ", b"BMX bikes\nfor sale\n"):
        path.write_bytes(content)
        assert kind_of(path) != "image"


def test_a_page_with_text_is_no_scan_even_under_a_full_picture(tmp_path: Path) -> None:
    path = tmp_path / "layer.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8)
        out = io.BytesIO()
        Image.fromarray(noise).save(out, "JPEG")
        page.insert_image(page.rect, stream=out.getvalue())
        for n in range(12):
            page.insert_text((50, 80 + 14 * n), f"Style 100{n} Jumper 12.50 EUR", render_mode=3)
        document.new_page()  # blank
        document.save(path)
    with open_pdf_book(path) as book:
        for page in book.pages():
            assert read_if_scanned(page, page.placed(), page.words()) is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_frame_leads_back_to_the_page(turn: int) -> None:
    frame = Frame(width=600, height=800, turn=turn, skew=2, scale=1.2)
    box = (100.0, 200.0, 160.0, 220.0)
    back = frame.off_page(frame.on_page(box))
    assert max(abs(a - b) for a, b in zip(box, back, strict=True)) < 0.3
    # The frame's top left, without skew, is where the page's text begins.
    corner = Frame(width=600, height=800, turn=turn).on_page((0, 0, 2, 2))
    assert math.dist(corner[:2], {0: (0, 0), 90: (598, 0), 180: (598, 798), 270: (0, 798)}[turn]) < 0.1


def test_letters_and_figures_are_told_by_their_neighbours() -> None:
    words = {"HV26-7O13": "HV26-7013", "$l29.OO": "$129.00", "C0TTON": "COTTON", "XL": "XL", "Model": "Model"}
    assert {word: mended(word) for word in words} == words
    assert plain("Ｐrice：") == "Price:"


def _png_head(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
