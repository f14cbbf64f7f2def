"""Embedded pictures of spreadsheets: their files as pixels."""

from __future__ import annotations

import io

import pymupdf
from PIL import Image, ImageOps

from shared.reading.errors import ReadingError
from shared.reading.pictures import MAX_PIXELS, RawPicture, UnreadablePicture, flattened, plain
from shared.reading.sheet_grid import Pictured


def picture_of(picture: Pictured) -> RawPicture:
    """An embedded picture's pixels; an RGB JPEG is kept as it is. Raises UnreadablePicture."""
    try:
        content = picture.load()
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnreadablePicture(f"{image.width} x {image.height} pixels")
            if image.format == "JPEG" and image.mode == "RGB":
                return plain(content, image.width, image.height)
            return flattened(_pixmap(ImageOps.exif_transpose(image)))
    except ReadingError as error:
        raise UnreadablePicture(error.message) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePicture(str(error)) from error


def _pixmap(image: Image.Image) -> pymupdf.Pixmap:
    """Pixels for MuPDF, what is transparent on white."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        image = Image.alpha_composite(ground, seen)
    rgb = image.convert("RGB")
    return pymupdf.Pixmap(pymupdf.csRGB, rgb.width, rgb.height, rgb.tobytes(), False)
