"""The generated set is sound: what its truth says stands on its pages, where it says, for a person to read."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.accuracy.looks import alike, look
from tests.data.generated import GENERATED, build
from tests.data.generated.axes import AXES, TABLE_AXES, choose
from tests.data.generated.scans import Scan
from tests.data.generated.workbooks import Book
from tests.data.truth import Box, TrueProduct, Truth

SEEDS = (1, 2, 3)
BOOKS = [name for name, made in GENERATED.items() if isinstance(made, Book)]
PAGED = [name for name in GENERATED if name not in BOOKS]


def letters(words: str) -> str:
    """Letters and digits alone, whatever their form."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def printed(product: TrueProduct, field: str) -> list[str]:
    """What must stand in a field's place; of sizes, the ends of a range."""
    if field.endswith("price"):
        price = getattr(product, field)
        ends = [price.amount, price.amount_max] if price.amount_max else [price.amount]
        return [re.sub(r"[.]0*$", "", end).replace(".", "") for end in ends]
    if field == "sizes":
        return [product.sizes[0], product.sizes[-1].split(" ")[-1]]
    if field == "colors":
        return [*product.colors, *product.color_codes]
    return [getattr(product, field)]


def shared(a: Box, b: Box) -> float:
    """The area that two boxes have in common."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


class Shown:
    """A document as it is displayed: letters, pictures and pixels of each page (from 1)."""

    def __init__(self, file: Path) -> None:
        self.document = pymupdf.open(file)
        self.chars = cache(self._chars)
        self.grey = cache(self._grey)

    def _chars(self, number: int) -> list[tuple[Box, str]]:
        page = self.document[number - 1]
        blocks = page.get_text("rawdict")["blocks"]
        lines = [line for block in blocks for line in block.get("lines", ())]
        chars = [char for line in lines for span in line["spans"] for char in span["chars"]]
        found = [((*(pymupdf.Rect(c["bbox"]) * page.rotation_matrix),), c["c"]) for c in chars]
        fields = [((*widget.rect,), str(widget.field_value)) for widget in page.widgets()]
        return [*found, *fields]

    def inside(self, number: int, box: Box) -> str:
        """The letters whose middle is in the box; a form field's where it holds the box."""
        x0, y0, x1, y1 = box
        text = []
        for (a, b, c, d), words in self.chars(number):
            x, y = ((a + c) / 2, (b + d) / 2) if len(words) == 1 else (x0, (b + d) / 2)
            if x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1:
                text.append(words if len(words) == 1 or a <= x0 <= c else "")
        return letters("".join(text))

    def pictures(self, number: int) -> list[Box]:
        """Where rasters stand."""
        page = self.document[number - 1]
        return [(*(pymupdf.Rect(i["bbox"]) * page.rotation_matrix),) for i in page.get_image_info()]

    def _grey(self, number: int) -> np.ndarray:
        pixels = self.document[number - 1].get_pixmap(dpi=144, colorspace=pymupdf.csGRAY)
        return np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width]

    def patch(self, number: int, box: Box) -> np.ndarray:
        """The pixels of a box."""
        x0, y0, x1, y1 = (round(v * 2) for v in box)
        return self.grey(number)[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]


def check_paged(file: Path, truth: Truth, drawn: bool) -> None:
    shown = Shown(file)
    assert shown.document.page_count == truth.pages
    for product in truth.products:
        page = shown.document[product.page - 1].rect
        for field, place in product.places.items():
            assert page.contains(pymupdf.Rect(place)), (product.name, field)
            assert np.ptp(shown.patch(product.page, place).astype(int)) > 60, (product.name, field)
            if not truth.scan:
                inside = shown.inside(product.page, place)
                lacking = [w for each in printed(product, field) for w in each.split() if letters(w) not in inside]
                assert not lacking, (product.name, field, inside)
        for box in product.pictures:
            assert shown.patch(product.page, box).std() > 6, product.name
            if not truth.scan and not drawn:
                over = [shared(box, picture) for picture in shown.pictures(product.page)]
                assert max(over) > 0.97 * area(box) or sum(over) > 0.97 * area(box), product.name


def check_readable(truth: Truth) -> None:
    """No value of a product stands on another's, nor two of one on each other."""
    by_page: dict[int, list[tuple[int, str, Box]]] = {}
    for k, product in enumerate(truth.products):
        by_page.setdefault(product.page, []).extend((k, field, place) for field, place in product.places.items())
    for spots in by_page.values():
        for (i, f, a), (j, g, b) in combinations(spots, 2):
            if {f, g} == {"sizes"} and a == b:
                continue  # a heading over several products
            low, high = sorted((a[3] - a[1], b[3] - b[1]))
            if i == j and high > 1.5 * low:
                continue  # a name of two lines that begins in the line of its number
            both = shared(a, b)
            assert both < 0.3 * min(area(a), area(b)), (truth.products[i].name, f, truth.products[j].name, g)


def check_document(name: str, seed: int) -> None:
    file, truth = build(name, seed)
    assert 12 <= len(truth.products) <= 40
    assert len({(p.style_number, p.name) for p in truth.products}) == len(truth.products)
    assert len({p.style_number for p in truth.products}) == len(truth.products)
    assert {p.category for p in truth.products} == (set(truth.categories) or {None})
    if name in BOOKS:
        check_book(file, truth)
    elif file.suffix == ".tif":
        with Image.open(file) as image:
            assert image.n_frames == truth.pages
    else:
        check_paged(file, truth, drawn=name == "drawings")
    check_readable(truth)


def check_book(file: Path, truth: Truth) -> None:
    book = load_workbook(file)
    assert len(book.worksheets) == truth.pages
    for product in truth.products:
        assert product.row
        sheet = book.worksheets[product.page - 1]
        cells = [cell for cell in sheet[product.row] if cell.value is not None]
        row = letters(" ".join(str(cell.value) for cell in cells))
        for value in (product.name, product.style_number, product.materials, *product.colors):
            assert letters(str(value)) in row
        numbers = [cell.value for cell in cells if isinstance(cell.value, float | int)]
        for price in (product.wholesale_price, product.retail_price):
            assert price is None or price.amount_max or float(price.amount) in numbers
        here = [image for image in sheet._images if image.anchor._from.row == product.row - 1]
        assert len(here) == 1
        assert alike(look(Image.open(here[0].ref)), product.picture_looks[0])


@pytest.mark.parametrize("name", GENERATED)
def test_each_document_says_what_its_truth_says(name: str) -> None:
    check_document(name, 1)


@pytest.mark.parametrize(("name", "seed"), [("grid_three", 2), ("table_wrapped", 3), ("woven_columns", 5)])
def test_other_seeds_do_too(name: str, seed: int) -> None:
    check_document(name, seed)


def test_the_set_is_as_varied_as_it_claims() -> None:
    assert len(GENERATED) >= 40
    assert sum(isinstance(made, Scan) for made in GENERATED.values()) >= 4
    assert len(BOOKS) >= 2


def test_every_value_of_every_axis_occurs() -> None:
    found: dict[str, set[str]] = {}
    for name, made in GENERATED.items():
        for seed in SEEDS:
            for axis, value in made.picked(random.Random(f"{name}-{seed}")).items():
                found.setdefault(axis, set()).add(value)
    for axis, values in AXES.items():
        assert {*values, *TABLE_AXES.get(axis, ())} <= found[axis], axis


def test_axes_vary_independently() -> None:
    rng = random.Random(1)
    picks = [choose(rng, {})[1] for _ in range(3000)]
    for one, other in (("language", "money"), ("pictures", "label_style"), ("codes", "sizes")):
        pairs = {(pick[one], pick[other]) for pick in picks}
        assert len(pairs) >= 0.95 * len(set(AXES[one])) * len(set(AXES[other]))


@pytest.mark.parametrize("name", ["grid_four", "rtl_cards", "scan_list", "outlined", "book_rows", "filled_form"])
def test_the_same_seed_makes_the_same_bytes(name: str, tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        file, _ = build(name, 4, tmp_path / folder)
        made.append((file.read_bytes(), file.with_suffix(".json").read_text()))
    assert made[0] == made[1]
    assert build(name, 5, tmp_path)[0].read_bytes() != made[0][0]


def test_scans_have_no_text() -> None:
    for name, made in GENERATED.items():
        if isinstance(made, Scan) and made.ending == "pdf":
            file, truth = build(name, 1)
            assert truth.scan
            with pymupdf.open(file) as document:
                assert not any(page.get_text().strip() for page in document)
