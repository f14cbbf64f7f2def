"""Pictures of products, drawn: lit, shaded, patterned. Same arguments, same bytes."""

from __future__ import annotations

import io
import random
from functools import lru_cache
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.data.shapes import FIGURES, Outline, Part, Point

RGB = tuple[int, int, int]
Texture = tuple[np.ndarray, np.ndarray]
View = Literal["front", "back", "detail"]
Pattern = Literal["plain", "knit", "stripe", "check", "dots"]

_SCALE = 2  # drawn twice as large, then reduced: smooth edges


def smooth(points: Outline, steps: int = 6, tension: float = 0.28) -> Outline:
    """The outline as a closed curve through its points (cardinal spline); low tension keeps corners crisp."""
    out: list[Point] = []
    count = len(points)
    for i in range(count):
        (x0, y0), (x1, y1) = points[i - 1], points[i]
        (x2, y2), (x3, y3) = points[(i + 1) % count], points[(i + 2) % count]
        for s in range(steps):
            t = s / steps
            a, b, c, d = (2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2)
            out.append(
                (
                    a * x1 + b * tension * (x2 - x0) + c * x2 + d * tension * (x3 - x1),
                    a * y1 + b * tension * (y2 - y0) + c * y2 + d * tension * (y3 - y1),
                )
            )
    return out


def _mask(outline: Outline, size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    k = size[0] / 100
    ImageDraw.Draw(mask).polygon([(x * k, y * k) for x, y in smooth(outline)], fill=255)
    return mask


def _strokes(part: Part, size: tuple[int, int]) -> Image.Image:
    """Seams and buttons, white on black."""
    image = Image.new("L", size)
    draw = ImageDraw.Draw(image)
    k = size[0] / 100
    for line in part.lines:
        draw.line([(x * k, y * k) for x, y in line], fill=150, width=max(1, int(0.8 * k)), joint="curve")
    for x, y in part.dots:
        draw.ellipse(((x - 1.3) * k, (y - 1.3) * k, (x + 1.3) * k, (y + 1.3) * k), fill=230)
    return image.filter(ImageFilter.BoxBlur(0.3 * k)) if part.lines or part.dots else image


def _texture(pattern: Pattern, size: tuple[int, int], accent: RGB) -> Texture:
    """(brightness factor, weight of the accent colour) for each pixel."""
    y, x = (np.mgrid[0 : size[1], 0 : size[0]] * (100 / size[0])).astype(np.float32)
    none = np.zeros_like(x)
    if pattern == "knit":
        return 1 + 0.06 * np.sin(x * 2.6) + 0.03 * np.sin(y * 4 + np.abs(np.sin(x * 1.3)) * 3), none
    if pattern == "stripe":
        return none + 1, (np.sin(y * 0.9) > 0.35) * 0.9
    if pattern == "check":
        return none + 1, 0.35 * (np.sin(x * 0.7) > 0.6) + 0.35 * (np.sin(y * 0.7) > 0.6)
    if pattern == "dots":
        return none + 1, (np.hypot((x + 4 * (y // 8 % 2)) % 8 - 4, y % 8 - 4) < 1.3) * 0.9
    return none + 1, none


def _paint(part: Part, canvas: Image.Image, mask: Image.Image, colours: tuple[RGB, RGB], texture: Texture) -> None:
    """Light one piece and put it on the canvas; only its own rectangle is worked on."""
    size = canvas.size
    area = mask.getbbox() or (0, 0, 1, 1)
    x0, y0, x1, y1 = area
    own = mask.crop(area)
    inner = np.asarray(own.filter(ImageFilter.BoxBlur(size[0] * 0.03)), dtype=np.float32) / 255
    x = np.linspace(0, 1, size[0], dtype=np.float32)[None, x0:x1]
    light = (0.62 + 0.42 * inner) * (1.08 - 0.22 * x) * part.shade * texture[0][y0:y1, x0:x1]
    light *= 1 - 0.38 * np.asarray(_strokes(part, size).crop(area), dtype=np.float32) / 255
    weight = np.float32(1) if part.accent else texture[1][y0:y1, x0:x1, None]
    base, accent = (np.array(c, dtype=np.float32) for c in colours)
    pixels = np.clip((base + (accent - base) * weight) * light[..., None], 0, 255).astype("uint8")
    canvas.paste(Image.fromarray(pixels, "RGB"), (x0, y0), own)


@lru_cache(maxsize=512)
def cutout(kind: str, colour: RGB, accent: RGB, pattern: Pattern, view: View, width: int, height: int) -> Image.Image:
    """The product alone on a transparent ground (RGBA), with a soft shadow below it."""
    size = (width * _SCALE, int(width * 1.2) * _SCALE)
    parts = FIGURES[kind]()
    if view == "back":  # fewer details, seen from behind
        parts = [Part([(100 - x, y) for x, y in p.outline], p.shade, p.accent, p.lines[:1]) for p in parts]
    image = Image.new("RGB", size, colour)
    alpha = Image.new("L", size)
    texture = _texture(pattern, size, accent)
    for part in parts:
        mask = _mask(part.outline, size)
        _paint(part, image, mask, (colour, accent), texture)
        alpha.paste(255, (0, 0), mask)
    shadow = alpha.filter(ImageFilter.BoxBlur(size[0] * 0.03)).filter(ImageFilter.BoxBlur(size[0] * 0.02))
    shadow = shadow.point(lambda v: int(v * 0.22))
    ground = Image.new("RGBA", size, (30, 28, 26, 0))
    ground.putalpha(shadow.transform(size, Image.Transform.AFFINE, (1, 0, -size[0] * 0.012, 0, 1, -size[0] * 0.022)))
    ground.paste(image, (0, 0), alpha)
    ground.putalpha(Image.fromarray(np.maximum(np.asarray(ground.getchannel("A")), np.asarray(alpha))))
    if view == "detail":
        w, h = size
        ground = ground.crop((int(w * 0.28), int(h * 0.3), int(w * 0.72), int(h * 0.3) + int(w * 0.44 * 1.2)))
    return _fit(ground, width, height)


def _fit(image: Image.Image, width: int, height: int) -> Image.Image:
    scale = min(width / image.width, height / image.height) * 0.96
    small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    out = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    out.paste(small, ((width - small.width) // 2, (height - small.height) // 2))
    return out


def backdrop(width: int, height: int, tint: RGB) -> Image.Image:
    """A studio ground: lighter in the middle, a floor below."""
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot((x / width - 0.5), (y / height - 0.42) * 1.1)
    light = 1.03 - 0.2 * distance - 0.05 * (y / height > 0.86)
    return Image.fromarray(np.clip(np.array(tint) * light[..., None], 0, 255).astype("uint8"), "RGB")


def product_jpeg(
    kind: str,
    colour: RGB,
    accent: RGB = (60, 50, 45),
    pattern: Pattern = "plain",
    view: View = "front",
    size: tuple[int, int] = (400, 480),
    tint: RGB = (240, 238, 234),
) -> bytes:
    """A studio photograph, `size` in pixels."""
    ground = backdrop(*size, tint)
    thing = cutout(kind, colour, accent, pattern, view, *size)
    ground.paste(thing, (0, 0), thing)
    return encoded(ground, "JPEG")


def product_png(
    kind: str,
    colour: RGB,
    accent: RGB = (60, 50, 45),
    pattern: Pattern = "plain",
    view: View = "front",
    size: tuple[int, int] = (320, 384),
) -> bytes:
    """A cut-out with an alpha channel, which becomes a soft mask in a PDF."""
    return encoded(cutout(kind, colour, accent, pattern, view, *size), "PNG")


def banner_jpeg(width: int, height: int, tint: RGB, seed: int) -> bytes:
    """A mood picture without any product: hills in haze."""
    rng = random.Random(seed)
    image = backdrop(width, height, tint)
    draw = ImageDraw.Draw(image, "RGBA")
    for ridge in range(5):
        level, step = height * (0.35 + 0.14 * ridge), width / 12
        tops = [(i * step, level + rng.uniform(-0.1, 0.1) * height) for i in range(14)]
        shade = tuple(int(c * (0.85 - 0.13 * ridge)) for c in tint)
        draw.polygon([*tops, (width * 1.2, height), (0, height)], fill=(*shade, 200))
    return encoded(image.filter(ImageFilter.GaussianBlur(width / 300)), "JPEG")


def encoded(image: Image.Image, kind: str) -> bytes:
    """The image's bytes as "JPEG" or "PNG"."""
    out = io.BytesIO()
    options = {"quality": 82, "optimize": True} if kind == "JPEG" else {"optimize": True}
    image.save(out, kind, **options)
    return out.getvalue()
