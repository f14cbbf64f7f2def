"""The files of a deck: slides that can be edited and read aloud, a PDF that looks the same, pictures of its pages."""

from __future__ import annotations

import hashlib
import io
import zipfile
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pptx
import pymupdf
import pytest
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from tests.data.decks import Made, deck, item, photo, product

SCRIPTS = {
    "latin": "Straße, Łódź, Ærø",
    "cyrillic": "Кожаная куртка",
    "greek": "Δερμάτινο μπουφάν",
    "japanese": "革のジャケット",
    "chinese": "羊毛大衣蓝色",
    "korean": "가죽 재킷",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Nine products in two sections, the first picture shown by two of them, one missing, one of four not there."""
    files = {f"{n}.jpg": photo(n) for n in range(4)}
    rows = [
        product(n, picture="0.jpg" if n == 1 else f"{n}.jpg" if n < 5 else None, category=("Coats", "Shirts")[n // 5])
        for n in range(9)
    ]
    return deck(
        tmp_path_factory.mktemp("deck"), rows, files=files, title="Spring <2027>", subtitle="For buyers",
        currency_note="Prices in EUR", logo=photo(9, 400, 100), color="#AA3300",
    )  # fmt: skip


def shapes(slide: Any) -> list[Any]:
    """Every shape of a slide, those of groups too."""
    found = []
    for shape in slide.shapes:
        found += list(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]
    return found


def test_every_slide_has_a_title_in_its_placeholder(made: Made) -> None:
    slides = pptx.Presentation(str(made.pptx)).slides
    assert [s.shapes.title.text for s in slides] == ["Spring <2027>", "Coats", "Coats", "Shirts"]
    kinds = {s.shapes.title.placeholder_format.type for s in slides}
    assert kinds <= {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def test_slides_hold_text_pictures_and_their_words(made: Made) -> None:
    slide = pptx.Presentation(str(made.pptx)).slides[1]
    words = "\n".join(s.text_frame.text for s in shapes(slide) if s.has_text_frame)
    for part in ("Overshirt 0", "Style: AB-0000", "Colours: Navy, Ecru", "Wholesale: 1,049.50\u00a0EUR", "No picture"):
        assert (part in words) == (part != "No picture"), part
    alts = [s._element.nvPicPr.cNvPr.get("descr") for s in shapes(slide) if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert alts[:2] == ["Logo: Spring <2027>", "Overshirt 0, AB-0000, Navy, Ecru"]
    fonts = {r.font.name for s in shapes(slide) if s.has_text_frame for p in s.text_frame.paragraphs for r in p.runs}
    assert fonts == {None}  # the theme's: one change there changes the deck
    assert [s.name for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP][:2] == ["Overshirt 0", "Overshirt 1"]


def test_notes_name_the_sources(made: Made) -> None:
    notes = pptx.Presentation(str(made.pptx)).slides[1].notes_slide.notes_text_frame.text
    assert "Overshirt 0 · AB-0000\n  spring.pdf, Page 1: name, Wholesale" in notes


def test_shapes_are_on_the_slide_and_cards_apart(made: Made) -> None:
    presentation = pptx.Presentation(str(made.pptx))
    for slide in presentation.slides:
        for shape in [*shapes(slide), *slide.shapes]:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= presentation.slide_width + 100
            assert shape.top + shape.height <= presentation.slide_height + 100
        cards = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP]
        for a, b in combinations(cards, 2):
            beside = a.left + a.width <= b.left or b.left + b.width <= a.left
            assert beside or a.top + a.height <= b.top or b.top + b.height <= a.top
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left + shape.width <= presentation.slide_width


def test_page_numbers_are_fields(made: Made) -> None:
    with zipfile.ZipFile(made.pptx) as file:
        slide = file.read("ppt/slides/slide3.xml").decode()
    assert 'type="slidenum"' in slide
    assert "<a:t>3</a:t>" in slide


def test_a_picture_is_in_the_files_once(made: Made) -> None:
    with zipfile.ZipFile(made.pptx) as file:
        media = [name for name in file.namelist() if name.startswith("ppt/media/")]
    assert len(media) == 4  # three pictures and the logo
    with pymupdf.open(made.pdf) as document:
        assert len({image[0] for page in document for image in page.get_images()}) == 4


def test_the_pdf_says_what_it_is(made: Made) -> None:
    with pymupdf.open(made.pdf) as document:
        assert document.metadata["title"] == "Spring <2027>"
        assert document.metadata["creationDate"].startswith("D:20270203")
        assert document.get_toc() == [[1, "Spring <2027>", 1], [1, "Coats", 2], [1, "Shirts", 4]]
        assert document.xref_get_key(document.pdf_catalog(), "Lang") == ("string", "en")
        alt = "Overshirt 0, AB-0000, Navy, Ecru".encode("utf-16-be").hex().upper().encode()
        assert alt in document[1].read_contents()


def test_pdf_and_slides_say_the_same(made: Made) -> None:
    slides = pptx.Presentation(str(made.pptx)).slides
    with pymupdf.open(made.pdf) as document:
        for page, slide in zip(document, slides, strict=True):
            said = "".join(page.get_text().split())
            for shape in shapes(slide):
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    assert "".join(paragraph.text.split()) in said, paragraph.text


def test_previews_are_the_pages(made: Made) -> None:
    assert [path.name for path in made.previews] == [f"page-{n:03d}.png" for n in range(1, 5)]
    with Image.open(made.previews[0]) as cover:
        assert cover.size == (1200, 675)
        assert cover.getpixel((10, 300)) == (0xAA, 0x33, 0x00)


def test_the_same_deck_gives_the_same_bytes(tmp_path: Path) -> None:
    def digests(folder: str) -> list[str]:
        made = deck(tmp_path / folder, [product(0, picture="0.jpg")], files={"0.jpg": photo(0)}, language="ar")
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in (made.pptx, made.pdf, *made.previews)]

    assert digests("one") == digests("two")


def test_items_say_their_quantities(tmp_path: Path) -> None:
    made = deck(
        tmp_path, items=[item(n) for n in range(3)], fields=["sizes", "quantity", "total"], prices=["unit_cost"]
    )
    with pymupdf.open(made.pdf) as document:
        assert "Products: 3 · Quantity: 18" in " ".join(document[0].get_text().split())
        assert "Quantity: 6\nTotal: 297.00" in document[1].get_text()


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_shown(tmp_path: Path, script: str) -> None:
    made = deck(tmp_path, [product(0, name=SCRIPTS[script])], per_page=1)
    with pymupdf.open(made.pdf) as document:
        assert "".join(SCRIPTS[script].split()) in "".join(document[1].get_text().split())
    title = [s for s in shapes(pptx.Presentation(str(made.pptx)).slides[1]) if s.name == "Name"]
    assert title[0].text_frame.text == SCRIPTS[script]


@pytest.mark.parametrize("name", ["معطف طويل", "מעיל ארוך"])
def test_words_from_right_to_left_are_joined_and_in_order(tmp_path: Path, name: str) -> None:
    """The first word stands right of the second, and in Arabic letters take their joined forms."""
    made = deck(tmp_path, [product(0, name=name)], per_page=1)
    with pymupdf.open(made.pdf) as document:
        spans = [
            s for b in document[1].get_text("rawdict")["blocks"] for line in b.get("lines", ()) for s in line["spans"]
        ]
    letters = [c for s in spans for c in s["chars"] if "\u0590" <= c["c"] <= "\u08ff" or "\ufb1d" <= c["c"] <= "\ufefc"]
    assert len(letters) >= len(name.replace(" ", ""))
    assert [c["bbox"][0] for c in letters] == sorted((c["bbox"][0] for c in letters), reverse=True)
    if name.startswith("\u0645"):
        assert any(c["c"] >= "\ufb50" for c in letters)
    paragraph = next(s for s in shapes(pptx.Presentation(str(made.pptx)).slides[1]) if s.name == "Name").text_frame
    assert paragraph.paragraphs[0]._p.pPr.get("rtl") == "1"


def test_what_reads_from_the_left_keeps_its_order_in_arabic(tmp_path: Path) -> None:
    made = deck(tmp_path, [product(0, materials="100% linen")], fields=["materials"], language="ar")
    with pymupdf.open(made.pdf) as document:
        places = {word[4]: word[0] for word in document[1].get_text("words")}
    assert places["100%"] < places["linen"]


def test_characters_that_xml_cannot_hold(tmp_path: Path) -> None:
    rows = [
        product(0, name="Sh\x00irt\x0b \x1f1\ufffe", colors=[{"name": "=1+1"}], category="A\x01B", materials="\x7f")
    ]
    made = deck(tmp_path, rows, title="T\x02itle", currency_note="\x03")
    slides = pptx.Presentation(str(made.pptx)).slides
    assert [s.shapes.title.text for s in slides] == ["Title", "AB"]
    assert {s.text_frame.text for s in shapes(slides[1]) if s.name == "Name"} == {"Shirt 1"}


def test_nothing_is_written_where_prices_are_not_to_be_shown(tmp_path: Path) -> None:
    made = deck(tmp_path, [product(0)], fields=[], prices=[])
    with pymupdf.open(made.pdf) as document:
        assert "EUR" not in document[1].get_text()


def test_a_card_is_drawn_where_the_plan_has_it(tmp_path: Path) -> None:
    """The picture's own colour fills its box in the preview."""
    made = deck(tmp_path, [product(0, picture="0.png")], files={"0.png": red(300, 500)}, per_page=1)
    box = next(e.box for g in made.pages[1].groups for e in g.elements if e.kind == "picture")
    with Image.open(made.previews[1]) as preview:
        seen = np.asarray(preview.convert("RGB")).astype(int)
    rows, columns = np.nonzero((seen[:, :, 0] > 200) & (seen[:, :, 1] < 60))
    scale = 960 / 1200
    found = (columns.min() * scale, rows.min() * scale, (columns.max() + 1) * scale, (rows.max() + 1) * scale)
    assert found == pytest.approx(box, abs=1.5)


def red(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (230, 0, 0)).save(out, "PNG")
    return out.getvalue()
