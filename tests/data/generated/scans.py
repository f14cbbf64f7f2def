"""Documents as pictures of pages: scanned askew, with noise, lying, or set in outlines."""

from __future__ import annotations

import io
import math
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pymupdf
from PIL import Image

from tests.data.truth import Box, Truth


class Makes(Protocol):
    """Anything that writes a document and knows its truth."""

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file."""

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis."""


Point = tuple[float, float]


def _moved(truth: Truth, move: Callable[[int, Point], Point]) -> Truth:
    """The truth with each box where its corners went; `move` gets the page and a point in points."""

    def box(page: int, old: Box) -> Box:
        x0, y0, x1, y1 = old
        corners = [move(page, p) for p in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))

    for product in truth.products:
        product.places = {name: box(product.page, place) for name, place in product.places.items()}
        product.pictures = [box(product.page, picture) for picture in product.pictures]
        product.picture_ids = []  # no two pictures of a scan are the very same
    return truth.model_copy(update={"scan": True})


@dataclass(frozen=True)
class Scan:
    """Pages of another document through a scanner.

    dpi: of the scanner; skew: the most that a page lies askew, in degrees; lying: pages were fed by their side;
    noise: of 255; `ending` "tif" makes one file of many pages, "pdf" a PDF of JPEG pictures of `quality`.
    """

    base: Makes
    dpi: int = 150
    grey: bool = False
    skew: float = 1.0
    lying: bool = False
    noise: float = 5
    quality: int = 75
    ending: str = "pdf"

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis of the document scanned."""
        return self.base.picked(rng)

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.pdf"
            truth = self.base.make(name, source, seed, rng)
            with pymupdf.open(source) as document:
                angles = [rng.uniform(-self.skew, self.skew) for _ in document]
                sizes = [(page.rect.width, page.rect.height) for page in document]
                images = [self._scanned(page, angle, seed) for page, angle in zip(document, angles, strict=True)]
        if self.ending == "tif":
            images[0].save(
                file, "TIFF", save_all=True, append_images=images[1:], compression="jpeg", dpi=(self.dpi,) * 2
            )
        else:
            self._bind(file, images)

        def move(page: int, point: Point) -> Point:
            wide, high = sizes[page - 1]
            x, y = _rotated(point, (wide / 2, high / 2), angles[page - 1])
            return (y, wide - x) if self.lying else (x, y)

        return _moved(truth, move)

    def _scanned(self, page: pymupdf.Page, angle: float, seed: int) -> Image.Image:
        pixels = page.get_pixmap(dpi=self.dpi)
        image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
        paper = (246, 244, 238)
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper)
        if self.grey:
            image = image.convert("L")
        image = _noisy(image, self.noise, seed + page.number)
        return image.transpose(Image.Transpose.ROTATE_90) if self.lying else image

    def _bind(self, file: Path, images: list[Image.Image]) -> None:
        bound = pymupdf.open()
        for image in images:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=self.quality)
            wide, high = (side * 72 / self.dpi for side in image.size)
            bound.new_page(width=wide, height=high).insert_image((0, 0, wide, high), stream=out.getvalue())
        bound.save(file, deflate=False, no_new_id=True)


def _rotated(point: Point, centre: Point, degrees: float) -> Point:
    """A point turned about the centre, anticlockwise as displayed (y downwards)."""
    angle = math.radians(degrees)
    x, y = point[0] - centre[0], point[1] - centre[1]
    return (
        centre[0] + x * math.cos(angle) + y * math.sin(angle),
        centre[1] - x * math.sin(angle) + y * math.cos(angle),
    )


def _noisy(image: Image.Image, noise: float, seed: int) -> Image.Image:
    """Grain, and paper a little darker towards one edge."""
    rng = np.random.default_rng(seed)
    pixels = np.asarray(image, dtype=np.int16)
    tile = rng.normal(0, noise, (256, 256)).astype(np.int16)
    high, wide = pixels.shape[:2]
    grain = np.tile(tile, (high // 256 + 1, wide // 256 + 1))[:high, :wide]
    grain = grain - np.linspace(0, 12, wide, dtype=np.int16)[None, :]
    pixels = pixels + (grain if pixels.ndim == 2 else grain[..., None])
    return Image.fromarray(np.clip(pixels, 0, 255).astype("uint8"))


@dataclass(frozen=True)
class Outlined:
    """A document whose letters are curves, as for the printer's: it looks the same and has no text."""

    base: Makes
    ending: str = "pdf"

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis of the document outlined."""
        return self.base.picked(rng)

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        out = pymupdf.open()
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.pdf"
            truth = self.base.make(name, source, seed, rng)
            with pymupdf.open(source) as document:
                for page in document:
                    drawn = page.get_svg_image(text_as_path=True).encode()
                    with pymupdf.open(stream=drawn, filetype="svg") as svg:
                        converted = pymupdf.open("pdf", svg.convert_to_pdf())
                    fresh = out.new_page(width=page.rect.width, height=page.rect.height)
                    fresh.show_pdf_page(fresh.rect, converted, 0)
        out.save(file, garbage=3, deflate=True, no_new_id=True)
        return truth.model_copy(update={"scan": True})
