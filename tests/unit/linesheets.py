"""Linesheets for tests: small PDFs drawn here, and the six phases run on them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from shared.collections.models import (
    LinesheetDocument,
    LinesheetJob,
    MatchedProducts,
    Product,
)
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.local import LocalRun, run_phases
from shared.engine.run import StoredFile, Warning, read_lines

Draw = Callable[[pymupdf.Page], None]


Made = dict[type[Any], Any]


def photo(shade: int, size: tuple[int, int] = (300, 300)) -> bytes:
    """A JPEG unlike those of other shades."""
    image = Image.effect_noise(size, 80).convert("RGB")
    image.paste((shade, 255 - shade, shade // 2), (60, 60, 240, 240))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def run_on(tmp_path: Path, *pages: Draw, hint: str | None = None) -> tuple[Made, LocalRun, list[Warning]]:
    document = pymupdf.open()
    for draw in pages:
        draw(document.new_page(width=600, height=800))
    path = tmp_path / "linesheet.pdf"
    document.save(path)
    file = StoredFile(path=str(path))
    job = LinesheetJob(
        documents=[LinesheetDocument(document_id="d1", filename="linesheet.pdf", file=file)], category_hint=hint
    )
    made, _, warnings = run_phases(DOCUMENT_PROCESSING, job, tmp_path)
    return made, LocalRun(tmp_path, lambda fraction, message: None), warnings


def read(tmp_path: Path, *pages: Draw, hint: str | None = None) -> list[Product]:
    made, run, _ = run_on(tmp_path, *pages, hint=hint)
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    return products


def write(page: pymupdf.Page, x: float, y: float, text: str, size: float = 9, bold: bool = False) -> None:
    page.insert_text((x, y), text, fontsize=size, fontname="hebo" if bold else "helv")


def cards(number: int, heading: str, first: int = 0) -> Draw:
    """A page of 2 x 2 cards: photo, name, style number, prices."""

    def draw(page: pymupdf.Page) -> None:
        write(page, 50, 60, heading, 20, bold=True)
        for n in range(number):
            k = first + n
            x, y = 60 + 280 * (n % 2), 100 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(10 * k))
            write(page, x, y + 200, f"Harbour Coat {'ABCDEFGH'[k]}", 11, bold=True)
            write(page, x, y + 214, f"00{51 + k}-K")
            write(page, x, y + 228, f"WS ${20 + k}.00 | RRP ${50 + k}.00")

    return draw


def grid(
    lines: Callable[[int], list[str]],
    number: int = 4,
    first: int = 0,
    head: str = "",
    head_at: tuple[float, float] = (50, 50),
) -> Draw:
    """A page of cards in two columns, each a photo with lines under it, the first line bold."""

    def draw(page: pymupdf.Page) -> None:
        if head:
            write(page, *head_at, head, 9)
        for n in range(number):
            x, y = 60 + 280 * (n % 2), 90 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(9 * (first + n) + 3))
            for row, text in enumerate(lines(first + n)):
                write(page, x, y + 200 + 13 * row, text, bold=row == 0)

    return draw


def priced(product: Product) -> tuple[str | None, ...]:
    """Amounts and currency of both prices."""
    pair = (product.wholesale_price, product.retail_price)
    return tuple(v for p in pair for v in ((p.amount, p.currency) if p else (None, None)))


def plain_card(n: int) -> list[str]:
    return [f"Item {'ABCDEFGHIJKLMNOP'[n]}", f"Style: {5500 + n}", "Wholesale: $20.00", "Retail: $50.00"]
