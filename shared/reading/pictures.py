"""Pictures as files: upright pixels in RGB on white, with a thumbnail and what their pixels say."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pymupdf
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]  # height x width x 3, RGB

THUMBNAIL_PIXELS = 256
THUMBNAIL_QUALITY = 80
CLOSE_ENOUGH = 0.98  # a thumbnail of 251 pixels needs no resizing
SAMPLE_PIXELS = 24
LOSSLESS_PIXELS = 1_000_000  # above this a picture with transparency is kept as JPEG: a PNG of a photo is huge
MAX_PIXELS = 120_000_000
JPEG_QUALITY = 92


class UnreadablePicture(Exception):
    """A picture whose data cannot be decoded; the page around it still can."""


@dataclass(frozen=True)
class RawPicture:
    """What MuPDF handed out: the bytes of an RGB JPEG as they are, or RGB pixels."""

    digest: str
    jpeg: bytes | None
    samples: bytes
    width: int
    height: int


@dataclass(frozen=True)
class PictureFile:
    """A picture ready to be stored. Without a thumbnail (a JPEG) it is small enough to be its own.

    `spread` is the standard deviation of its brightness (0 to 255), `white` the share of near-white pixels and
    `color` its mean colour as RRGGBB, all taken from a small sample.
    """

    digest: str
    content: bytes
    extension: str
    content_type: str
    thumbnail: bytes | None
    width: int
    height: int
    spread: float
    white: float
    color: str


def take(document: pymupdf.Document, xref: int) -> RawPicture:
    """A picture's data by its xref: soft mask flattened on white, converted to RGB. Raises UnreadablePicture."""
    try:
        return flattened(_masked(document, xref))
    except UnreadablePicture:
        raise
    except (RuntimeError, ValueError, TypeError, pymupdf.mupdf.FzErrorBase) as error:
        raise UnreadablePicture(str(error)) from error


def plain(jpeg: bytes, width: int, height: int) -> RawPicture:
    """A picture that is an RGB JPEG already: it is kept byte for byte."""
    return RawPicture(_digest(jpeg), jpeg, b"", width, height)


def _masked(document: pymupdf.Document, xref: int) -> pymupdf.Pixmap:
    size = [document.xref_get_key(xref, key) for key in ("Width", "Height")]
    if all(kind == "int" for kind, _ in size) and int(size[0][1]) * int(size[1][1]) > MAX_PIXELS:
        raise UnreadablePicture(f"{size[0][1]} x {size[1][1]} pixels")
    pixmap = pymupdf.Pixmap(document, xref)
    kind, value = document.xref_get_key(xref, "SMask")
    if kind == "xref" and not pixmap.alpha:
        mask = pymupdf.Pixmap(document, int(value.split()[0]))
        if (mask.width, mask.height) != (pixmap.width, pixmap.height):
            mask = pymupdf.Pixmap(mask, pixmap.width, pixmap.height, None)
        pixmap = pymupdf.Pixmap(_rgb(pixmap), mask)
    return pixmap


def _rgb(pixmap: pymupdf.Pixmap) -> pymupdf.Pixmap:
    if pixmap.colorspace is None:  # a stencil: paint where it is set, on white
        return pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(pymupdf.csGRAY, pixmap))
    return pixmap if pixmap.n - pixmap.alpha == 3 else pymupdf.Pixmap(pymupdf.csRGB, pixmap)


def flattened(pixmap: pymupdf.Pixmap) -> RawPicture:
    """RGB pixels of a pixmap, what is transparent made white."""
    pixmap = _rgb(pixmap)
    width, height = pixmap.width, pixmap.height
    if not pixmap.alpha:
        samples = bytes(pixmap.samples)
    else:
        rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(height, pixmap.stride)[:, : width * 4]
        pixels = rows.reshape(height, width, 4)
        white = 255 - pixels[:, :, 3]  # MuPDF's samples are premultiplied, so what is missing is white
        flat = np.empty((height, width, 3), np.uint8)
        for channel in range(3):
            flat[:, :, channel] = pixels[:, :, channel] + np.minimum(white, 255 - pixels[:, :, channel])
        samples = flat.tobytes()
    return RawPicture(_digest(samples + f"{width}x{height}".encode()), None, samples, width, height)


def of_pixels(pixels: Pixels) -> RawPicture:
    """A picture cut out of a larger one."""
    height, width = pixels.shape[:2]
    samples = pixels.tobytes()
    return RawPicture(_digest(samples + f"{width}x{height}".encode()), None, samples, width, height)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


def finish(raw: RawPicture) -> PictureFile:
    """Encode a picture and make its thumbnail. No MuPDF: may run in a thread. Raises UnreadablePicture."""
    try:
        if raw.jpeg is not None:
            content, extension, small = raw.jpeg, "jpg", _small_jpeg(raw)
        else:
            image = Image.frombytes("RGB", (raw.width, raw.height), raw.samples)
            content, extension = _encoded(image)
            small = np.asarray(_fitted(image))
        thumbnail = None
        if max(raw.width, raw.height) > THUMBNAIL_PIXELS:
            thumbnail = simplejpeg.encode_jpeg(np.ascontiguousarray(small), THUMBNAIL_QUALITY, colorsubsampling="420")
        spread, white, color = _look(small)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(str(error)) from error
    kind = {"jpg": "image/jpeg", "png": "image/png"}[extension]
    return PictureFile(raw.digest, content, extension, kind, thumbnail, raw.width, raw.height, spread, white, color)


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    out = io.BytesIO()
    if image.width * image.height <= LOSSLESS_PIXELS:
        image.save(out, "PNG", compress_level=3)
        return out.getvalue(), "png"
    image.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue(), "jpg"


def _small_jpeg(raw: RawPicture) -> Pixels:
    """The pixels of a JPEG's thumbnail: the decoder shrinks by eighths, four times as fast as resizing afterwards.

    libjpeg-turbo lets go of the interpreter's lock; Pillow, more forgiving, gets what it refuses.
    """
    content = raw.jpeg or b""
    scale = min(1.0, THUMBNAIL_PIXELS * CLOSE_ENOUGH / max(raw.width, raw.height, 1))
    least = {"min_width": int(raw.width * scale), "min_height": int(raw.height * scale)}
    if raw.width * raw.height > MAX_PIXELS:
        raise UnreadablePicture(f"{raw.width} x {raw.height} pixels")
    try:
        pixels: Pixels = simplejpeg.decode_jpeg(content, "RGB", min_factor=1, **least)
    except ValueError:
        image = Image.open(io.BytesIO(content))
        image.draft("RGB", (THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
        return np.asarray(_fitted(image.convert("RGB")))
    return pixels if max(pixels.shape) <= THUMBNAIL_PIXELS else np.asarray(_fitted(Image.fromarray(pixels)))


def _fitted(image: Image.Image) -> Image.Image:
    scale = THUMBNAIL_PIXELS / max(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _look(small: Pixels) -> tuple[float, float, str]:
    rows, columns = (_sampled(n) for n in small.shape[:2])
    pixels = small[rows[:, None], columns].reshape(-1, 3)
    white = np.count_nonzero((pixels > 240).all(axis=1)) / len(pixels)
    values = pixels.astype(np.float32)
    mean = values.mean(axis=0)
    # Brightness alone would call a red and green checker uniform, so the strongest channel counts.
    spread = float(np.sqrt(((values - mean) ** 2).mean(axis=0).max()))
    red, green, blue = (round(v) for v in mean.tolist())
    return round(spread, 1), round(white, 3), f"{red:02x}{green:02x}{blue:02x}"


@lru_cache(maxsize=512)
def _sampled(length: int) -> NDArray[np.int_]:
    return ((np.arange(SAMPLE_PIXELS) + 0.5) * length / SAMPLE_PIXELS).astype(int)
