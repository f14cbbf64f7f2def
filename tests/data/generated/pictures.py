"""Pictures of items in many makes, and the ways in which programs put a picture on a page."""

from __future__ import annotations

import io
import itertools
import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader

from tests.data import artwork
from tests.data.artwork import RGB, View
from tests.data.generated.draft import Draft, Slip
from tests.data.generated.goods import Item
from tests.data.shapes import FIGURES
from tests.data.truth import Box

GROUNDS: tuple[RGB, ...] = ((226, 120, 96), (92, 142, 168), (222, 190, 90), (120, 150, 110), (196, 150, 190))
_SOFT: RGB = (236, 232, 226)


def image_of(draft: Draft, item: Item, size: tuple[int, int], colour: int = 0, view: View = "front") -> Image.Image:
    """The item in the document's make of pictures, `size` in pixels; RGBA only for cut-outs."""
    look = (item.kind, item.colours[colour].rgb, item.accent, item.pattern, view)
    make = draft.style.pictures
    thing = artwork.cutout(*look, *size)
    if make == "cutout":
        return thing
    if make in ("studio", "cmyk"):
        ground = artwork.backdrop(*size, _SOFT)
    elif make == "coloured":
        ground = artwork.backdrop(*size, GROUNDS[sum(map(ord, item.name)) % len(GROUNDS)])
    elif make == "textured":
        ground = _texture(size, sum(map(ord, item.name)))
    else:
        ground = Image.new("RGB", size, (255, 255, 255))
    ground.paste(thing, (0, 0), thing)
    return ground


def _texture(size: tuple[int, int], seed: int) -> Image.Image:
    """A table top or a wall in daylight: grain, a shadow's edge, the light from one side."""
    rng = np.random.default_rng(seed)
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    grain = rng.normal(0, 7, (height, width)) + 5 * np.sin(y / 7 + np.sin(x / 40) * 3)
    light = 0.82 + 0.25 * (1 - x / width) - 0.12 * (y > height * 0.78)
    tint = np.array(((196, 178, 152), (170, 176, 180), (150, 128, 106))[seed % 3])
    pixels = np.clip(tint * light[..., None] + grain[..., None], 0, 255).astype("uint8")
    return Image.fromarray(pixels, "RGB").filter(ImageFilter.GaussianBlur(0.8))


def encoded(draft: Draft, image: Image.Image) -> bytes:
    """The image as the document's programs would store it."""
    if image.mode == "RGBA":
        return artwork.encoded(image, "PNG")
    if draft.style.pictures != "cmyk":
        return artwork.encoded(image, "JPEG")
    out = io.BytesIO()
    image.convert("CMYK").save(out, "JPEG", quality=82)
    return out.getvalue()


def put(draft: Draft, slip: Slip, box: Box, colour: int = 0, view: View = "front", way: str | None = None) -> None:
    """Draw a picture of the slip's item that fills the box, in the document's way or another."""
    put_image(draft, slip, box, lambda size: image_of(draft, slip.item, size, colour, view), way)


def put_image(draft: Draft, slip: Slip, box: Box, make: object, way: str | None = None) -> None:
    """As `put`, of the image that `make` gives for a size in pixels."""
    assert callable(make)
    size = pixels(box)
    way = way or draft.style.placing
    if way == "strips":
        image = make(size)
        _strips(draft, image, box)
    elif way == "clipped":
        image = make(size)
        _clipped(draft, image, box)
    elif way == "turned":
        image = make(size)
        _turned(draft, image, box)
    else:
        image = make(size)
        stretch(draft, encoded(draft, image), box)
    slip.show(box, image.tobytes())


def pixels(box: Box) -> tuple[int, int]:
    """How many pixels a picture of this box has: about 144 a inch, less for large ones."""
    wide, high = box[2] - box[0], box[3] - box[1]
    scale = min(2.0, 480 / max(wide, high))
    return round(wide * scale), round(high * scale)


def stretch(draft: Draft, content: bytes, box: Box) -> None:
    """Draw a picture over exactly the box."""
    sheet = draft.sheet
    reader = sheet._readers.setdefault(content, ImageReader(io.BytesIO(content)))
    x0, y0, x1, y1 = box
    sheet.canvas.drawImage(reader, x0, sheet.height - y1, x1 - x0, y1 - y0, mask="auto")


def _strips(draft: Draft, image: Image.Image, box: Box) -> None:
    """One photograph as several pictures, each below the other, as some print drivers leave it."""
    count = 4 + image.height % 5
    edges = [round(image.height * k / count) for k in range(count + 1)]
    step = (box[3] - box[1]) / image.height
    for top, bottom in itertools.pairwise(edges):
        part = image.crop((0, top, image.width, bottom))
        stretch(draft, encoded(draft, part), (box[0], box[1] + top * step, box[2], box[1] + bottom * step))


def _clipped(draft: Draft, image: Image.Image, box: Box) -> None:
    """A larger photograph of which only the box shows, as frames in layout programs do."""
    wide, high = round(image.width * 1.6), round(image.height * 1.5)
    corner = image.convert("RGB").getpixel((1, 1)) if image.mode == "RGB" else (255, 255, 255, 0)
    whole = Image.new(image.mode, (wide, high), corner)
    left, top = round(image.width * 0.35), round(image.height * 0.2)
    whole.paste(image, (left, top))
    if image.mode == "RGB":  # something of the studio that the frame hides
        ImageDraw.Draw(whole).rectangle((0, high - 12, wide, high), fill=(90, 88, 86))
    scale = (box[2] - box[0]) / image.width
    x0, y0 = box[0] - left * scale, box[1] - top * scale
    sheet = draft.sheet
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(box[0], sheet.height - box[3], box[2] - box[0], box[3] - box[1])
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    stretch(draft, encoded(draft, whole), (x0, y0, x0 + wide * scale, y0 + high * scale))
    sheet.canvas.restoreState()


def _turned(draft: Draft, image: Image.Image, box: Box) -> None:
    """A photograph that is stored lying on its side and put upright by the page."""
    lying = image.transpose(Image.Transpose.ROTATE_90)
    sheet, (x0, y0, x1, y1) = draft.sheet, box
    sheet.canvas.saveState()
    sheet.canvas.translate(x0, sheet.height - y0)
    sheet.canvas.rotate(-90)
    reader = ImageReader(io.BytesIO(encoded(draft, lying)))
    sheet.canvas.drawImage(reader, 0, 0, y1 - y0, x1 - x0, mask="auto")
    sheet.canvas.restoreState()


def vector(draft: Draft, slip: Slip, box: Box, colour: int = 0) -> None:
    """The item as a drawing of curves and fills, without any raster."""
    item, sheet = slip.item, draft.sheet
    scale = min((box[2] - box[0]) / 100, (box[3] - box[1]) / 120)
    x0 = (box[0] + box[2]) / 2 - 50 * scale
    points: list[tuple[float, float]] = []
    for part in FIGURES[item.kind]():
        base = item.accent if part.accent else item.colours[colour].rgb
        fill = [min(1.0, c / 255 * part.shade) for c in base]
        outline = [(x0 + x * scale, box[1] + y * scale) for x, y in artwork.smooth(part.outline)]
        points += outline
        path = sheet.canvas.beginPath()
        path.moveTo(outline[0][0], sheet.height - outline[0][1])
        for x, y in outline[1:]:
            path.lineTo(x, sheet.height - y)
        path.close()
        sheet.canvas.setFillColorRGB(*fill)
        sheet.canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.drawPath(path, stroke=1, fill=1)
        for line in part.lines:
            for (xa, ya), (xb, yb) in itertools.pairwise(line):
                sheet.line(
                    x0 + xa * scale, box[1] + ya * scale, x0 + xb * scale, box[1] + yb * scale, (60, 60, 60), 0.4
                )
    xs, ys = [x for x, _ in points], [y for _, y in points]
    slip.show((min(xs), min(ys), max(xs), max(ys)), repr((item.kind, fill)).encode())


def logo(draft: Draft, box: Box, corners: int = 6) -> None:
    """The brand's mark: a picture of no product."""
    stretch(draft, _mark(draft.style.accent, corners), box)


def badge(draft: Draft, x: float, y: float, size: float = 16) -> None:
    """A round mark as certifiers print: a picture of no product."""
    stretch(draft, _mark((70, 130, 70), 5), (x, y, x + size, y + size))


def _mark(color: RGB, corners: int) -> bytes:
    image = Image.new("RGBA", (120, 120), (255, 255, 255, 0))
    drawn = ImageDraw.Draw(image)
    drawn.ellipse((4, 4, 116, 116), outline=(*color, 255), width=6)
    drawn.regular_polygon((60, 60, 34), corners, fill=(*color, 255))
    return artwork.encoded(image, "PNG")


def scene(draft: Draft, items: list[Item], size: tuple[int, int], seed: int) -> Image.Image:
    """A photograph of several items together on a studio floor."""
    rng = random.Random(seed)
    ground = artwork.backdrop(*size, GROUNDS[seed % len(GROUNDS)])
    across = max(1, min(len(items), round(math.sqrt(len(items) * size[0] / size[1]))))
    down = math.ceil(len(items) / across)
    wide, high = size[0] // across, size[1] // down
    for k, item in enumerate(items):
        look = (item.kind, item.colours[0].rgb, item.accent, item.pattern)
        thing = artwork.cutout(*look, "front", round(wide * 0.92), round(high * 0.92))
        left = wide * (k % across) + rng.randint(0, wide // 12)
        ground.paste(thing, (left, high * (k // across) + rng.randint(0, high // 12)), thing)
    return ground
