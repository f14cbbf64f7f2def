"""Scans of documents, made by code: pages as pictures, turned, skewed, noisy; and where things then stand."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image

from tests.data.truth import Box, Truth

POINTS = 72
SEEN = 12  # of 255: from the ground


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
            image = image.rotate(-self.skew, Image.Resampling.BICUBIC, fillcolor="white")
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
    products = []
    with pymupdf.open(pdf) as document:
        numbers = list(pages or range(1, document.page_count + 1))
        looks = {number: _look(document[number - 1]) for number in numbers}
        for product in truth.products:
            if product.page in numbers:
                size = document[product.page - 1].rect
                seen = [_seen(box, looks[product.page]) for box in product.pictures]
                boxes = [scanner.moved(box, size.width, size.height) for box in seen]
                page = numbers.index(product.page) + 1
                products.append(product.model_copy(update={"pictures": boxes, "page": page}))
    return truth.model_copy(update={"products": products, "pages": len(numbers)})


def _look(page: pymupdf.Page) -> NDArray[np.int16]:
    pixmap = page.get_pixmap(dpi=POINTS, alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).astype(np.int16)


def _seen(box: Box, look: NDArray[np.int16]) -> Box:
    """The part of a picture that a scan shows: one cut out on white leaves no trace of its margins."""
    x0, y0, x1, y1 = (round(v) for v in box)
    ground = look[max(y0 - 3, 0), min(max((x0 + x1) // 2, 0), look.shape[1] - 1)]
    inside = np.abs(look[max(y0, 0) : y1, max(x0, 0) : x1] - ground).max(axis=2) > SEEN
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not rows.size:
        return box
    left, top = float(max(x0, 0)), float(max(y0, 0))
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
