"""Embedded pictures of spreadsheets: their files as pixels."""

from __future__ import annotations

import io

import pymupdf
from PIL import Image

from shared.reading.errors import ReadingError
from shared.reading.geometry import Box
from shared.reading.pictures import MAX_PIXELS, RawPicture, UnreadablePicture, flattened, plain
from shared.reading.sheet_grid import UNCROPPED, Pictured


def picture_of(picture: Pictured) -> RawPicture:
    """An embedded picture's pixels; an RGB JPEG is kept as it is. Raises UnreadablePicture."""
    try:
        content = picture.load()
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnreadablePicture(f"{image.width} x {image.height} pixels")
            if image.format == "JPEG" and image.mode == "RGB" and picture.crop == UNCROPPED:
                return plain(content, image.width, image.height)
            return flattened(_pixmap(_cropped(image, picture.crop)))
    except ReadingError as error:
        raise UnreadablePicture(error.message) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePicture(str(error)) from error


def _cropped(image: Image.Image, crop: Box) -> Image.Image:
    """What is left of a picture; all of it where nothing would be."""
    width, height = image.size
    x0, y0 = round(crop[0] * width), round(crop[1] * height)
    x1, y1 = round((1 - crop[2]) * width), round((1 - crop[3]) * height)
    return image.crop((x0, y0, x1, y1)) if x0 < x1 and y0 < y1 else image


def _pixmap(image: Image.Image) -> pymupdf.Pixmap:
    """Pixels for MuPDF, what is transparent on white."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        image = Image.alpha_composite(ground, seen)
    rgb = image.convert("RGB")
    return pymupdf.Pixmap(pymupdf.csRGB, rgb.width, rgb.height, rgb.tobytes(), False)
