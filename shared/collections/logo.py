"""A logo as people upload it (PNG, JPEG, SVG) becomes a PNG that every format can show."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
from PIL import Image, ImageOps

from shared.engine.errors import PhaseError

LONGEST = 1200  # pixels of the longer side
MOST_PIXELS = 60_000_000
KINDS = "a PNG, JPEG or SVG picture"
UNREADABLE = "The logo cannot be opened. Save it anew as PNG or JPEG, then upload that."
_MAGIC = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def logo_png(path: Path) -> bytes:
    """The logo as a PNG, see-through where it was. Raises PhaseError.

    Judged by its content: `unsupported_type` for any other kind of file, `logo_unreadable` for a broken one.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    kind = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "SVG" if b"<svg" in head else None)
    if kind is None:
        raise PhaseError("unsupported_type", f"A logo must be {KINDS}, and this file is none.")
    try:
        picture = _drawn(path) if kind == "SVG" else _opened(path, kind)
        out = io.BytesIO()
        picture.save(out, "PNG")
    except Exception as error:  # broken files make decoders raise anything
        raise PhaseError("logo_unreadable", UNREADABLE) from error
    return out.getvalue()


def _opened(path: Path, kind: str) -> Image.Image:
    with Image.open(path, formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (2 * LONGEST, 2 * LONGEST))
        picture = ImageOps.exif_transpose(opened)
        if picture.mode not in ("RGB", "RGBA"):
            picture = picture.convert("RGBA")
        picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        return picture


def _drawn(path: Path) -> Image.Image:
    """An SVG drawn at our size; nothing outside the file is read for it."""
    with pymupdf.open(stream=path.read_bytes(), filetype="svg") as document:
        sheet = document[0].rect
        scale = LONGEST / max(sheet.width, sheet.height)
        pixels = document[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=True)
    picture = Image.frombytes("RGBA", (pixels.width, pixels.height), pixels.samples)
    if picture.getbbox() is None:
        raise ValueError("nothing is drawn")
    return picture
