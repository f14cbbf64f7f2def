"""Scans of documents, made by code: pages as pictures, turned, skewed, noisy; and where things then stand."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image

from tests.data.truth import Box, Truth

POINTS = 72


@dataclass(frozen=True)
class Scanner:
    """How a page was scanned. `turn` (0, 90, 180, 270) and `skew` are clockwise degrees; `noise` is of 255."""

    dpi: int = 150
    grey: bool = False
    quality: int = 60
    turn: int = 0
    skew: float = 0.0
    noise: float = 3.0

    def scan(self, page: pymupdf.Page) -> Image.Image:
        """The picture of a page."""
        pixmap = page.get_pixmap(dpi=self.dpi, alpha=False)
        image = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
        if self.skew:
            image = image.rotate(-self.skew, Image.Resampling.BICUBIC, fillcolor=image.getpixel((2, 2)))
        if self.turn:
            image = image.rotate(-self.turn, expand=True)
        if self.noise:
            grain = np.random.default_rng(page.number).normal(0, self.noise, (image.height, image.width, 1))
            image = Image.fromarray((np.asarray(image) + grain).clip(0, 255).astype(np.uint8))
        return image.convert("L") if self.grey else image

    def jpeg(self, page: pymupdf.Page) -> bytes:
        """The picture of a page as a JPEG that knows its resolution."""
        out = io.BytesIO()
        self.scan(page).save(out, "JPEG", quality=self.quality, dpi=(self.dpi, self.dpi))
        return out.getvalue()

    def moved(self, box: Box, width: float, height: float) -> Box:
        """Where a box of a page of this size is on the scan, in points; its own size about its middle."""
        x, y = (box[0] + box[2] - width) / 2, (box[1] + box[3] - height) / 2
        sine, cosine = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
        x, y = width / 2 + x * cosine - y * sine, height / 2 + x * sine + y * cosine
        across, down = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        if self.turn == 90:
            x, y = height - y, x
        elif self.turn == 180:
            x, y = width - x, height - y
        elif self.turn == 270:
            x, y = y, width - x
        if self.turn in (90, 270):
            across, down = down, across
        return x - across, y - down, x + across, y + down


def scanned(pdf: Path, scanner: Scanner, pages: Sequence[int] | None = None) -> Iterator[tuple[bytes, float, float]]:
    """Each page (from 1) of a PDF as a JPEG, with its width and height in points as displayed."""
    with pymupdf.open(pdf) as document:
        for number in pages or range(1, document.page_count + 1):
            page = document[number - 1]
            width, height = page.rect.width, page.rect.height
            turned = scanner.turn in (90, 270)
            yield scanner.jpeg(page), height if turned else width, width if turned else height


def scanned_pdf(pdf: Path, out: Path, scanner: Scanner, pages: Sequence[int] | None = None) -> Path:
    """A PDF whose pages are pictures of those of another."""
    with pymupdf.open() as made:
        for jpeg, width, height in scanned(pdf, scanner, pages):
            page = made.new_page(width=width, height=height)
            page.insert_image(page.rect, stream=jpeg)
        made.save(out)
    return out


def scanned_truth(truth: Truth, pdf: Path, scanner: Scanner, pages: Sequence[int] | None = None) -> Truth:
    """What the scan of a document truly says: the same, elsewhere. With `pages`, of these alone."""
    with pymupdf.open(pdf) as document:
        sizes = [(page.rect.width, page.rect.height) for page in document]
    numbers = list(pages or range(1, len(sizes) + 1))
    products = []
    for product in truth.products:
        if product.page in numbers:
            boxes = [scanner.moved(box, *sizes[product.page - 1]) for box in product.pictures]
            page = numbers.index(product.page) + 1
            products.append(product.model_copy(update={"pictures": boxes, "page": page}))
    return truth.model_copy(update={"products": products, "pages": len(numbers)})
