"""Pictures as files: upright pixels in RGB on white, with a thumbnail and what their pixels say."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pymupdf
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from shared.reading.shaping import PLAIN, Pixels, Shape

THUMBNAIL_PIXELS = 256
THUMBNAIL_QUALITY = 80
CLOSE_ENOUGH = 0.98  # a thumbnail of 251 pixels needs no resizing
SAMPLE_PIXELS = 24
LOSSLESS_PIXELS = 1_000_000  # above this a picture with transparency is kept as JPEG: a PNG of a photo is huge
MAX_PIXELS = 120_000_000  # of a JPEG that is kept as it is: its thumbnail is decoded small
MAX_DECODED = 36_000_000  # of a picture that must be decoded whole: 108 MB, and as much again to encode it
JPEG_QUALITY = 92


class UnreadablePicture(Exception):
    """A picture whose data cannot be decoded; the page around it still can."""


class PictureTooLarge(UnreadablePicture):
    """A picture that says it has more pixels than can be decoded; it was not tried."""


@dataclass(frozen=True)
class RawPicture:
    """What MuPDF handed out: the bytes of an RGB JPEG as they are, or pixels, in RGB or (`gray`) one byte each.

    `shape` is what is still to be done with the pixels of a JPEG; width and height are without it.
    """

    digest: str
    jpeg: bytes | None
    samples: bytes
    width: int
    height: int
    gray: bool = False
    shape: Shape = PLAIN


@dataclass(frozen=True)
class PictureFile:
    """A picture ready to be stored. Without a thumbnail it is small enough to be its own.

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


def plain(jpeg: bytes, width: int, height: int, shape: Shape = PLAIN) -> RawPicture:
    """A picture that is an RGB JPEG already: it is kept byte for byte, unless the page turns or cuts it."""
    digest = _digest(jpeg) if shape.plain else _digest(jpeg, repr(shape).encode())
    return RawPicture(digest, jpeg, b"", width, height, shape=shape)


def of_pixels(pixels: Pixels, gray: bool = False) -> RawPicture:
    """A picture by its pixels; with `gray`, all channels are alike."""
    height, width = pixels.shape[:2]
    samples = np.ascontiguousarray(pixels[:, :, 0] if gray else pixels).tobytes()
    return RawPicture(_digest(samples, f"{width}x{height}".encode()), None, samples, width, height, gray)


def pixels_of(raw: RawPicture) -> Pixels:
    """A picture's pixels in its shape. Raises UnreadablePicture."""
    if raw.jpeg is None:
        pixels = np.frombuffer(raw.samples, np.uint8).reshape(raw.height, raw.width, -1)
        return np.repeat(pixels, 3, axis=2) if raw.gray else pixels
    try:
        _check_size(raw.jpeg, MAX_DECODED)
        return raw.shape.of(_decoded(raw.jpeg))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(str(error)) from error


def _check_size(jpeg: bytes, most: int) -> None:
    """Raise PictureTooLarge by what a JPEG itself says: the document may say less."""
    height, width, *_ = simplejpeg.decode_jpeg_header(jpeg)
    if width * height > most:
        raise PictureTooLarge(f"{width} x {height} pixels")


def _decoded(jpeg: bytes) -> Pixels:
    """All pixels of a JPEG; Pillow, more forgiving, gets what libjpeg-turbo refuses."""
    try:
        pixels: Pixels = simplejpeg.decode_jpeg(jpeg, "RGB")
    except ValueError:
        return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))
    return pixels


def _masked(document: pymupdf.Document, xref: int) -> pymupdf.Pixmap:
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
    """RGB or grey pixels of a pixmap, what is transparent made white."""
    gray = pixmap.n == 1 and pixmap.colorspace is not None
    pixmap = pixmap if gray else _rgb(pixmap)
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
    return RawPicture(_digest(samples, f"{width}x{height}".encode()), None, samples, width, height, gray)


def _digest(*content: bytes) -> str:
    digest = hashlib.sha256()
    for part in content:
        digest.update(part)
    return digest.hexdigest()[:20]


def finish(raw: RawPicture) -> PictureFile:
    """Encode a picture and make its thumbnail. No MuPDF: may run in a thread. Raises UnreadablePicture."""
    try:
        if raw.jpeg is not None and not raw.shape.plain:
            raw = _shaped_jpeg(raw)
            content, extension, small = raw.jpeg or b"", "jpg", _small_jpeg(raw)
        elif raw.jpeg is not None:
            content, extension, small = raw.jpeg, "jpg", _small_jpeg(raw)
        else:
            image = Image.frombytes("L" if raw.gray else "RGB", (raw.width, raw.height), raw.samples)
            content, extension = _encoded(image)
            small = np.asarray(_fitted(image).convert("RGB"))
        thumbnail = None
        if max(raw.width, raw.height) > THUMBNAIL_PIXELS:
            thumbnail = simplejpeg.encode_jpeg(np.ascontiguousarray(small), THUMBNAIL_QUALITY, colorsubsampling="420")
        spread, white, color = _look(small)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(str(error)) from error
    kind = {"jpg": "image/jpeg", "png": "image/png"}[extension]
    return PictureFile(raw.digest, content, extension, kind, thumbnail, raw.width, raw.height, spread, white, color)


def _shaped_jpeg(raw: RawPicture) -> RawPicture:
    """A JPEG as the page shows it."""
    pixels = np.ascontiguousarray(pixels_of(raw))
    content = simplejpeg.encode_jpeg(pixels, JPEG_QUALITY, colorsubsampling="420")
    return RawPicture(raw.digest, content, b"", pixels.shape[1], pixels.shape[0])


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    out = io.BytesIO()
    if image.width * image.height <= LOSSLESS_PIXELS:
        image.save(out, "PNG", compress_level=3, compress_type=zlib.Z_RLE)  # a quarter faster, 3% larger
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
    try:
        _check_size(content, MAX_PIXELS)
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
    # Each channel in one piece of memory: a picture's look is taken while others wait for the interpreter.
    channels = np.ascontiguousarray(small.take(rows, 0).take(columns, 1).reshape(-1, 3).T)
    white = np.count_nonzero((channels > 240).all(axis=0)) / channels.shape[1]
    values = channels.astype(np.float32)
    mean = values.mean(axis=1)
    # Brightness alone would call a red and green checker uniform, so the strongest channel counts.
    spread = float(np.sqrt(((values - mean[:, None]) ** 2).mean(axis=1).max()))
    red, green, blue = (round(v) for v in mean.tolist())
    return round(spread, 1), round(white, 3), f"{red:02x}{green:02x}{blue:02x}"


@lru_cache(maxsize=512)
def _sampled(length: int) -> NDArray[np.int_]:
    return ((np.arange(SAMPLE_PIXELS) + 0.5) * length / SAMPLE_PIXELS).astype(int)
