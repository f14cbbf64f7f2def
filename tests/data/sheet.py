"""A page to lay things out on, measured from the top left, that remembers where pictures went."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.data.artwork import RGB
from tests.data.truth import Box

BLACK: RGB = (20, 20, 20)
GREY: RGB = (120, 118, 114)
WHITE: RGB = (255, 255, 255)
Align = Literal["left", "center", "right"]

for _name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):  # shipped with reportlab; embedded as a subset
    pdfmetrics.registerFont(TTFont(_name, f"{_name}.ttf"))


class Sheet:
    """Pages of `size` points. Every y is measured downwards; text is placed by its baseline.

    `turned` pages are stored on their side with /Rotate 90, as some programs do: they look the same.
    """

    def __init__(self, path: Path, size: tuple[float, float], title: str, turned: bool = False) -> None:
        rl_config.useA85 = 0  # plain binary streams: a fifth smaller
        self.width, self.height = size
        self.turned = turned
        self.canvas = Canvas(str(path), pagesize=size, invariant=1, pageCompression=1)
        self._lay_page()
        self.canvas.setTitle(title)
        self.page = 1
        self._readers: dict[bytes, ImageReader] = {}

    def text(
        self,
        x: float,
        y: float,
        words: str,
        font: str = "Helvetica",
        size: float = 9,
        color: RGB = BLACK,
        align: Align = "left",
        spacing: float = 0,
    ) -> float:
        """Write one line; its width in points is returned. `spacing` widens the gaps between letters."""
        width = pdfmetrics.stringWidth(words, font, size) + spacing * max(0, len(words) - 1)
        start = {"left": x, "center": x - width / 2, "right": x - width}[align]
        self.canvas.setFillColorRGB(*(c / 255 for c in color))
        self.canvas.setFont(font, size)
        self.canvas.drawString(start, self.height - y, words, charSpace=spacing)
        return float(width)

    def text_upwards(
        self, x: float, y: float, words: str, font: str = "Helvetica", size: float = 9, color: RGB = BLACK
    ) -> None:
        """Write one line turned by a quarter, reading upwards from (x, y)."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(90)
        self.canvas.setFillColorRGB(*(c / 255 for c in color))
        self.canvas.setFont(font, size)
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        font: str = "Helvetica",
        size: float = 9,
        color: RGB = BLACK,
        leading: float = 1.35,
    ) -> float:
        """Write words broken into lines of at most `width`; the y of the next line is returned."""
        line = ""
        for word in words.split():
            tried = f"{line} {word}".strip()
            if line and pdfmetrics.stringWidth(tried, font, size) > width:
                self.text(x, y, line, font, size, color)
                line, y = word, y + size * leading
            else:
                line = tried
        self.text(x, y, line, font, size, color)
        return y + size * leading

    def picture(self, content: bytes, box: Box) -> Box:
        """Place a picture (JPEG or PNG bytes), fitted into the box and centred; where it is, is returned."""
        reader = self._readers.setdefault(content, ImageReader(io.BytesIO(content)))
        w, h = reader.getSize()
        x0, y0, x1, y1 = box
        scale = min((x1 - x0) / w, (y1 - y0) / h)
        dw, dh = w * scale, h * scale
        x, y = x0 + (x1 - x0 - dw) / 2, y0 + (y1 - y0 - dh) / 2
        self.canvas.drawImage(reader, x, self.height - y - dh, dw, dh, mask="auto")
        return (round(x, 2), round(y, 2), round(x + dw, 2), round(y + dh, 2))

    def rect(
        self, box: Box, fill: RGB | None = None, stroke: RGB | None = None, width: float = 0.5, radius: float = 0
    ) -> None:
        """Draw a rectangle, filled or outlined or both."""
        x0, y0, x1, y1 = box
        if fill:
            self.canvas.setFillColorRGB(*(c / 255 for c in fill))
        if stroke:
            self.canvas.setStrokeColorRGB(*(c / 255 for c in stroke))
            self.canvas.setLineWidth(width)
        self.canvas.roundRect(
            x0, self.height - y1, x1 - x0, y1 - y0, radius, stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, color: RGB = GREY, width: float = 0.5) -> None:
        """Draw a straight rule."""
        self.canvas.setStrokeColorRGB(*(c / 255 for c in color))
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def _lay_page(self) -> None:
        if self.turned:
            self.canvas.setPageRotation(90)  # reportlab then swaps the sides of the stored page by itself
            self.canvas.transform(0, 1, -1, 0, self.height, 0)

    def next_page(self) -> None:
        """Go on to a new page."""
        self.canvas.showPage()
        self._lay_page()
        self.page += 1

    def save(self) -> None:
        """Finish the current page and write the file."""
        self.canvas.showPage()
        self.canvas.save()
