"""Picture files as pages: JPEG, PNG, WebP, BMP, GIF and TIFF with any number of pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from shared.reading.errors import DamagedImage, ImageTooLarge, ReadingError, TooManyPages
from shared.reading.frame import PAPER, USUAL
from shared.reading.shaping import Pixels

MAX_PIXELS = 100_000_000
MAX_PAGES = 1000
RENDERED_PIXELS = 1300  # A4 at 110 dpi, as PDFs are rendered for the screen
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "MPO")  # MPO: what some telephones call JPEG
SIDEWAYS = (5, 6, 7, 8)  # of EXIF's orientations
ORIENTATION = 0x0112


@contextmanager
def open_bitmap(path: Path) -> Iterator[Bitmap]:
    """An open picture file. Nothing is decoded yet. Raises ReadingError."""
    with _translated():
        image = Image.open(path, formats=FORMATS)
    with image:
        yield Bitmap(image, path)


class Bitmap:
    """A picture file's pages. Only a TIFF has several; of what moves, the first picture counts."""

    def __init__(self, image: Image.Image, path: Path) -> None:
        self._image, self._path = image, path
        with _translated():
            self.page_count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        if self.page_count > MAX_PAGES:
            raise TooManyPages(f"{self.page_count} pages")

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of page `number` (from 1) in points, by its resolution where that gives paper's size."""
        image = self._page(number)
        width, height = float(image.width), float(image.height)
        if _orientation(image) in SIDEWAYS:
            width, height = height, width
        dpi = _dpi(image)
        scale = 72 / dpi if dpi and PAPER[0] / 2 <= max(width, height) * 72 / dpi <= PAPER[1] else 0.0
        scale = scale or USUAL / max(width, height)
        return width * scale, height * scale

    def pixels(self, number: int, longest: int) -> Pixels:
        """Page `number` in RGB on white, upright as its camera says, its longer side at most `longest` pixels."""
        image = self._page(number)
        with _translated():
            if image.format in ("JPEG", "MPO"):
                with Image.open(self._path, formats=FORMATS) as own:  # what was once decoded small stays small
                    own.draft("RGB", (longest, longest))
                    image = _on_white(ImageOps.exif_transpose(own))
            else:
                image = _on_white(ImageOps.exif_transpose(image))
            if max(image.size) > longest:
                share = longest / max(image.size)
                size = max(1, round(image.width * share)), max(1, round(image.height * share))
                image = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
            return np.asarray(image)

    def _page(self, number: int) -> Image.Image:
        if not 1 <= number <= self.page_count:
            raise DamagedImage(f"no page {number}", message=f"This document has no page {number}.")
        with _translated():
            if self.page_count > 1:
                self._image.seek(number - 1)
            if self._image.width * self._image.height > MAX_PIXELS:
                raise ImageTooLarge(f"{self._image.width} x {self._image.height} pixels")
        return self._image


def inspect_bitmap(path: Path) -> int:
    """The number of pages of a picture file whose first and last can be decoded. Raises ReadingError."""
    with open_bitmap(path) as bitmap:
        for number in {1, bitmap.page_count}:
            bitmap.pixels(number, 256)
        return bitmap.page_count


def render_bitmap(path: Path, number: int, longest: int = RENDERED_PIXELS) -> bytes:
    """Page `number` (from 1) as a PNG, its longer side at most `longest` pixels. Raises ReadingError.

    It says its resolution, so that boxes in points can be drawn on it.
    """
    with open_bitmap(path) as bitmap:
        out = io.BytesIO()
        picture = Image.fromarray(bitmap.pixels(number, longest))
        dpi = picture.width / bitmap.size(number)[0] * 72
        picture.save(out, "PNG", compress_level=3, dpi=(dpi, dpi))
        return out.getvalue()


@contextmanager
def _translated() -> Iterator[None]:
    with warnings.catch_warnings():
        # What Pillow warns of is a size, which is judged here; odd metadata does no harm.
        warnings.simplefilter("ignore")
        try:
            yield
        except ReadingError:
            raise
        except Image.DecompressionBombError as error:
            raise ImageTooLarge(str(error)) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as error:
            raise DamagedImage(str(error)) from error


def _orientation(image: Image.Image) -> int:
    with _translated():
        return int(image.getexif().get(ORIENTATION, 1) or 1)


def _dpi(image: Image.Image) -> float:
    told = image.info.get("dpi")
    try:
        return float(told[0]) if told and abs(float(told[0]) - float(told[1])) < 2 else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):  # 16 bits of grey
        values = np.asarray(image, np.float32)
        image = Image.fromarray((values / max(float(values.max()), 1.0) * 255).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")
