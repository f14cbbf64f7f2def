"""Pictures of pages are saved as a person sees them there."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw

from shared.collections.models import ExtractedImages, PagePlacements, Picture
from shared.engine.run import read_lines
from tests.unit.linesheets import Draw, read, run_on, write
from tests.unit.test_reading_shapes import scene

RED, GREEN, BLUE, BLACK = (220, 30, 30), (30, 160, 30), (30, 30, 220), (20, 20, 20)


def quarters() -> bytes:
    """A JPEG whose four quarters have four colours: red and green above blue and black."""
    image = Image.new("RGB", (320, 240), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((160, 0, 319, 119), GREEN)
    draw.rectangle((0, 120, 159, 239), BLUE)
    draw.rectangle((160, 120, 319, 239), BLACK)
    return encoded(np.asarray(image))


def encoded(pixels: np.ndarray, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return out.getvalue()


def paint(page: pymupdf.Page, stream: bytes, operators: str) -> None:
    """Put a picture on a page by PDF operators (y upwards), in which it is called /It."""
    page.insert_image(pymupdf.Rect(0, 0, 1, 1), stream=stream)
    name = page.get_images()[-1][7]
    page.parent.update_stream(page.get_contents()[-1], operators.replace("/It", f"/{name}").encode())


def pictures(tmp_path: Path, *pages: Draw) -> tuple[list[tuple[tuple[float, ...], np.ndarray]], list[str]]:
    """Each placed picture's box and saved pixels, and the codes of the warnings."""
    made, run, warnings = run_on(tmp_path, *pages)
    document = made[ExtractedImages].documents[0]
    files = {p.image_id: p for p in read_lines(run, document.pictures, Picture)}
    found = []
    for page in read_lines(run, document.placements, PagePlacements):
        for placed in page.placed:
            saved = files[placed.image_id]
            pixels = np.asarray(Image.open(run.open(saved.file)).convert("RGB"))
            assert pixels.shape[:2] == (saved.height, saved.width)
            found.append((placed.bbox, pixels))
    run.close()
    return found, [w.code for w in warnings]


def corners(pixels: np.ndarray) -> list[tuple[int, ...]]:
    """The nearest of the four colours at top left, top right, bottom left, bottom right."""
    height, width = pixels.shape[:2]
    spots = [pixels[y, x].astype(int) for y in (8, height - 9) for x in (8, width - 9)]
    return [min((RED, GREEN, BLUE, BLACK), key=lambda c: abs(spot - np.array(c)).sum()) for spot in spots]


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        ("q 160 0 0 120 100 500 cm /It Do Q", [RED, GREEN, BLUE, BLACK]),
        ("q 0 -160 120 0 100 660 cm /It Do Q", [BLUE, RED, BLACK, GREEN]),  # a quarter turn to the right
        ("q -160 0 0 -120 260 620 cm /It Do Q", [BLACK, BLUE, GREEN, RED]),
        ("q 0 160 -120 0 220 500 cm /It Do Q", [GREEN, BLACK, RED, BLUE]),
        ("q -160 0 0 120 260 500 cm /It Do Q", [GREEN, RED, BLACK, BLUE]),  # mirrored
        ("q 100 560 80 60 re W n 160 0 0 120 100 500 cm /It Do Q", [RED] * 4),  # cut to its upper left quarter
        ("q 100 580 60 80 re W n 0 -160 120 0 100 660 cm /It Do Q", [BLUE] * 4),  # turned, then cut
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_saved_as_the_page_shows_it(
    tmp_path: Path, operators: str, expected: list[tuple[int, ...]], kind: str
) -> None:
    stream = encoded(np.asarray(Image.open(io.BytesIO(quarters()))), kind)
    found, _ = pictures(tmp_path, lambda page: paint(page, stream, operators))
    ((box, pixels),) = found
    assert corners(pixels) == expected
    # Neither stretched nor cut otherwise: the saved picture has the shape of its place.
    assert pixels.shape[1] / pixels.shape[0] == pytest.approx((box[2] - box[0]) / (box[3] - box[1]), rel=0.03)


def test_a_turned_page_turns_its_pictures(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(pymupdf.Rect(100, 100, 260, 220), stream=quarters())
        page.set_rotation(90)

    ((_, pixels),) = pictures(tmp_path, draw)[0]
    assert corners(pixels) == [BLUE, RED, BLACK, GREEN]


def test_one_photograph_cut_in_strips_is_one_picture(tmp_path: Path) -> None:
    whole = scene(3, 300, 400)

    def draw(page: pymupdf.Page) -> None:
        for n in range(8):
            strip = encoded(whole[50 * n : 50 * n + 50], "PNG")
            page.insert_image(pymupdf.Rect(60, 60 + 25 * n, 210, 85 + 25 * n), stream=strip, keep_proportion=False)
        write(page, 60, 280, "Harbour Coat", 11, bold=True)
        write(page, 60, 294, "AB-1001")
        write(page, 60, 308, "Wholesale $20.00  Retail $45.00")

    ((box, pixels),) = pictures(tmp_path, draw)[0]
    assert box == (60, 60, 210, 260)
    assert pixels.shape == whole.shape
    assert np.abs(pixels.astype(int) - whole).mean() < 2
    (tmp_path / "again").mkdir()
    (product,) = read(tmp_path / "again", draw)
    assert [image.bbox for image in product.images] == [(60, 60, 210, 260)]


def test_photographs_side_by_side_stay_two(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n in range(2):
            box = pymupdf.Rect(60 + 150 * n, 60, 210 + 150 * n, 260)
            page.insert_image(box, stream=encoded(scene(n, 300, 400)))

    found, _ = pictures(tmp_path, draw)
    assert [box for box, _ in found] == [(60, 60, 210, 260), (210, 60, 360, 260)]


def bag(page: pymupdf.Page, x: float, y: float) -> None:
    """A bag in outlines: a slanting body, a flap, two handles."""
    shape = page.new_shape()
    shape.draw_polyline([(x + 10, y + 40), (x + 90, y + 40), (x + 100, y + 110), (x, y + 110), (x + 10, y + 40)])
    shape.finish(fill=(0.7, 0.5, 0.4))
    for inset in (0, 12):
        shape.draw_bezier((x + 20 + inset, y + 40), (x + 30, y), (x + 70, y), (x + 80 - inset, y + 40))
    shape.draw_bezier((x + 10, y + 40), (x + 30, y + 90), (x + 70, y + 90), (x + 90, y + 40))
    shape.draw_line((x + 20, y + 100), (x + 80, y + 104))
    shape.finish()
    shape.commit()


def test_products_drawn_in_vectors_are_pictures(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n in range(4):
            x, y = 60 + 270 * (n % 2), 80 + 300 * (n // 2)
            page.draw_rect(pymupdf.Rect(x - 20, y - 20, x + 200, y + 190), radius=0.1)  # the card round it
            bag(page, x, y)
            write(page, x, y + 130, f"Harbour Bag {'ABCD'[n]}", 11, bold=True)
            write(page, x, y + 144, f"AB-100{n}")
            write(page, x, y + 158, "Wholesale $20.00  Retail $45.00")

    found, warnings = pictures(tmp_path, draw)
    assert warnings == []
    expected = [(60, 80), (330, 80), (60, 380), (330, 380)]
    for (box, pixels), (x, y) in zip(found, expected, strict=True):
        assert box == pytest.approx((x, y, x + 100, y + 110), abs=1)
        body = pixels[round(0.9 * len(pixels)), len(pixels[0]) // 2]
        assert tuple(int(v) for v in body) == pytest.approx((178, 128, 102), abs=3)
    (tmp_path / "again").mkdir()
    products = read(tmp_path / "again", draw)
    assert [len(p.images) for p in products] == [1, 1, 1, 1]


def test_rules_cards_and_outlined_words_are_no_drawings(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n in range(6):
            page.draw_rect(pymupdf.Rect(60, 80 + 100 * n, 540, 160 + 100 * n), radius=0.2)
            write(page, 80, 120 + 100 * n, f"AB-100{n}  Harbour Coat  $20.00")
        shape = page.new_shape()
        for n in range(120):  # small closed curves in rows, as letters in outlines are
            shape.draw_oval(
                pymupdf.Rect(80 + 7 * (n % 30), 130 + 7 * (n // 30), 86 + 7 * (n % 30), 136 + 7 * (n // 30))
            )
        shape.finish(fill=(0, 0, 0))
        shape.commit()

    assert pictures(tmp_path, draw)[0] == []
