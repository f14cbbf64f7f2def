"""A seed's file: a sound document of the tests' own, damaged once or several times."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pymupdf
from PIL import Image

from tests.chaos.fuzz.damage import ANY, MOST_BYTES, Mutation
from tests.chaos.fuzz.damage_pdf import PDF
from tests.chaos.fuzz.damage_sheets import TABLE, XLSX
from tests.data import generated, orders
from tests.data.workbooks import Value, photo, sheet_of, xls, xlsx

Process = Literal["document_processing", "item_generation"]
SAMPLE = Path(generated.__file__).parents[1] / "sample_linesheet.pdf"
HEAD: list[Value] = ["Style", "Name", "Sizes", "Wholesale", "RRP"]
GOODS: list[list[Value]] = [[f"A{n}1", f"Coat {n}", "S, M", 20.5, 50] for n in range(9)]
ROWS = [HEAD, *GOODS]

# Small ones: what is tried is how damage is met, and a second spent on a document is one less for others.
LINESHEETS = ("price_table", "dotted_list", "drawings", "table_turned", "text_columns", "variant_rows", "book_rows")
ORDERS = tuple(name for name, layout in orders.LAYOUTS.items() if not name.endswith("_scan"))
PICTURES_SHARE = 0.02  # their words are recognised, which takes a second
MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    **dict.fromkeys(("xls", "png", "jpg", "tif"), ANY),
    **dict.fromkeys(("csv", "tsv"), TABLE),
    "pdf": PDF,
    "xlsx": XLSX,
}


@dataclass(frozen=True)
class Case:
    """A damaged file, and the process it is uploaded for."""

    seed: int
    of: str
    ending: str
    process: Process
    content: bytes

    @property
    def filename(self) -> str:
        """What the file is called."""
        return f"{self.of}-{self.seed}.{self.ending}"


def case_of(seed: int) -> Case:
    """The file that a seed stands for; the same one every time."""
    rng = random.Random(f"fuzz {seed}")
    process: Process = rng.choice(("document_processing", "item_generation"))
    of = rng.choice(OFTEN[process] if rng.random() > PICTURES_SHARE else tuple(PICTURES))
    content, ending = sound(of)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        content = rng.choice(MUTATIONS[ending])(content, rng)[:MOST_BYTES]
    return Case(seed, of, ending, process, content)


def sample_page() -> bytes:
    """Two pages of the sample linesheet, with pictures of all kinds."""
    with pymupdf.open(SAMPLE) as document:
        document.select([1, 2])
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True, use_objstms=0))


def packed_page() -> bytes:
    """The same with its objects packed into streams, as newer programs write them."""
    with pymupdf.open(stream=sample_page()) as document:
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True, use_objstms=1))


def picture(form: str) -> bytes:
    """A small picture with words in it."""
    with pymupdf.open() as document:
        page = document.new_page(width=200, height=50)
        page.insert_text((20, 30), "Coat WC-100  80.00 EUR", fontsize=12)
        pixels = page.get_pixmap(dpi=150)
    out = io.BytesIO()
    Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples).save(out, form)
    return out.getvalue()


def sheet_xls() -> bytes:
    """An XLS with pictures in its cells."""
    sheet = sheet_of("Bags", ROWS)
    sheet.pictures = {(n, 5): 1 + n % 2 for n in range(1, 6)}
    return xls([sheet], [photo(1), photo(2)])


SMALL: dict[str, tuple[Callable[[], bytes], str]] = {
    "sample_page": (sample_page, "pdf"),
    "packed_page": (packed_page, "pdf"),
    "sheet_xls": (sheet_xls, "xls"),
    "sheet_xlsx": (lambda: xlsx(ROWS, {"F2": photo(3), "F3": photo(4)}), "xlsx"),
}
PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "picture_png": (lambda: picture("PNG"), "png"),
    "picture_jpg": (lambda: picture("JPEG"), "jpg"),
    "picture_tif": (lambda: picture("TIFF"), "tif"),
}
OFTEN = {"document_processing": (*LINESHEETS, *SMALL), "item_generation": ORDERS}


@cache
def sound(of: str) -> tuple[bytes, str]:
    """A document without damage, and its ending."""
    if drawn := (SMALL | PICTURES).get(of):
        return drawn[0](), drawn[1]
    file, _ = generated.build(of) if of in generated.GENERATED else orders.build(of)
    return file.read_bytes(), file.suffix.removeprefix(".")
