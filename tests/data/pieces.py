"""Pieces that several layouts share: a ware's truth, marks, covers, prose with amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from PIL import Image, ImageDraw

from tests.data import artwork
from tests.data.artwork import RGB, View
from tests.data.sheet import BLACK, GREY, Sheet
from tests.data.truth import Box, Price, TrueProduct
from tests.data.wares import Brand, Ware

T = TypeVar("T")


def true_product(sheet: Sheet, brand: Brand, ware: Ware, boxes: Sequence[Box], materials: bool = True) -> TrueProduct:
    """What the current page says of a ware. `materials`: whether the layout prints them."""
    places = "0" if brand.currency == "JPY" else "2"
    return TrueProduct(
        style_number=ware.code,
        name=ware.name,
        category=ware.category,
        wholesale_price=Price(amount=f"{ware.wholesale:.{places}f}", currency=brand.currency),
        retail_price=Price(amount=f"{ware.retail:.{places}f}", currency=brand.currency),
        colors=[c.name for c in ware.colours],
        sizes=list(ware.sizes),
        materials=ware.materials if materials else None,
        page=sheet.page,
        pictures=list(boxes),
    )


def photo(
    ware: Ware, size: tuple[int, int], view: View = "front", colour: int = 0, tint: RGB = (240, 238, 234)
) -> bytes:
    """A studio photograph of a ware in one of its colours."""
    shown = ware.colours[colour].rgb
    return artwork.product_jpeg(ware.kind, shown, ware.accent, ware.pattern, view, size, tint)


def cutout(ware: Ware, size: tuple[int, int], colour: int = 0, view: View = "front") -> bytes:
    """A cut-out of a ware, with a soft mask."""
    return artwork.product_png(ware.kind, ware.colours[colour].rgb, ware.accent, ware.pattern, view, size)


def mark(color: RGB, corners: int) -> bytes:
    """A small logo or icon: a ringed polygon on a transparent ground."""
    image = Image.new("RGBA", (120, 120), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 116, 116), outline=(*color, 255), width=6)
    draw.regular_polygon((60, 60, 34), corners, fill=(*color, 255))
    return artwork.encoded(image, "PNG")


def swatch(color: RGB) -> bytes:
    """A cloth swatch as a small picture: a colour with a weave."""
    image = Image.new("RGB", (40, 40), color)
    draw = ImageDraw.Draw(image)
    for k in range(0, 40, 4):
        draw.line((k, 0, k, 40), fill=tuple(int(c * 0.93) for c in color))
    return artwork.encoded(image, "JPEG")


def cover(sheet: Sheet, title: str, subtitle: str, tint: RGB, seed: int, font: str = "Helvetica-Bold") -> None:
    """A first page: scenery and a title."""
    banner = artwork.banner_jpeg(round(sheet.width), round(sheet.height * 0.62), tint, seed)
    sheet.picture(banner, (0, sheet.height * 0.38, sheet.width, sheet.height))
    sheet.text(48, 150, title, font, 32)
    sheet.text(48, 180, subtitle, font, 12, GREY)
    sheet.next_page()


def contents(sheet: Sheet, heading: str, lines: Iterable[tuple[str, int]], font: str = "Helvetica") -> None:
    """A contents page: names and page numbers."""
    sheet.text(48, 100, heading, font, 24)
    y = 150.0
    for name, page in lines:
        sheet.text(48, y, name, font, 12)
        sheet.text(sheet.width / 2 + 60, y, str(page), font, 12, align="right")
        y += 24
    sheet.next_page()


def prose(sheet: Sheet, heading: str, paragraphs: Iterable[str], font: str = "Helvetica", color: RGB = BLACK) -> None:
    """A page of terms, without any product."""
    sheet.text(48, 96, heading, font, 20, color)
    y = 130.0
    for words in paragraphs:
        y = sheet.paragraph(48, y, words, sheet.width - 120, font, 10) + 8


def by_category(wares: Iterable[Ware]) -> Iterator[tuple[str, list[Ware]]]:
    """The wares of each category, in order."""
    for name, group in groupby(wares, key=lambda w: w.category):
        yield name, list(group)


def chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """The items, `size` at a time."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
