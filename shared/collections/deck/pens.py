"""Elements of a page, put where they belong: from the left, or mirrored where one reads from the right."""

from __future__ import annotations

import unicodedata
from typing import Literal

from shared.collections.deck.fitting import fit
from shared.collections.deck.models import Area, Paragraph, PictureBox, PreparedPicture, Span, TextBox
from shared.collections.deck.sheet import mirrored
from shared.reading.geometry import Box

LEFT_TO_RIGHT = "\u200e"
Align = Literal["start", "center", "end"]


class Pen:
    """Makes elements of one deck. Boxes are given as on a page that is read from the left."""

    def __init__(self, width: float, rtl: bool) -> None:
        self._width = width
        self.rtl = rtl

    def paragraph(self, *spans: Span) -> Paragraph:
        """Spans that read the way their first letter does; what reads from the left keeps its order among others."""
        rtl = _reads_from_right("".join(s.text for s in spans), self.rtl)
        if rtl:
            spans = tuple(s if _reads_from_right(s.text, True) else _kept_in_order(s) for s in spans)
        return Paragraph(spans=list(spans), rtl=rtl)

    def text(
        self,
        box: Box,
        paragraphs: list[Paragraph],
        sizes: tuple[float, float],
        align: Align = "start",
        role: Literal["", "title", "page"] = "",
        name: str = "",
    ) -> TextBox | None:
        """Text that fits the box, between these sizes; as high as it needs. None where there is none."""
        fitted = fit(paragraphs, box[2] - box[0], box[3] - box[1], max(sizes), min(sizes))
        if not fitted.paragraphs:
            return None
        side: dict[Align, Literal["left", "center", "right"]] = {
            "start": "right" if self.rtl else "left",
            "center": "center",
            "end": "left" if self.rtl else "right",
        }
        return TextBox(
            kind="text",
            box=self._put((box[0], box[1], box[2], box[1] + fitted.height)),
            paragraphs=fitted.paragraphs,
            size=fitted.size,
            align=side[align],
            role=role,
            name=name,
        )

    def area(self, box: Box, fill: str | None = None, line: str | None = None) -> Area:
        """A rectangle."""
        return Area(kind="area", box=self._put(box), fill=fill, line=line)

    def picture(self, box: Box, picture: PreparedPicture, alt: str) -> PictureBox:
        """A picture."""
        return PictureBox(kind="picture", box=self._put(box), picture=picture, alt=alt)

    def _put(self, box: Box) -> Box:
        x0, y0, x1, y1 = mirrored(box, self._width) if self.rtl else box
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def moved_down(text: TextBox, top: float) -> TextBox:
    """The text with its top elsewhere."""
    x0, y0, x1, y1 = text.box
    return text.model_copy(update={"box": (x0, round(top, 2), x1, round(top + y1 - y0, 2))})


def _kept_in_order(span: Span) -> Span:
    """Between marks that say so, "100% linen" is not turned into "linen %100"."""
    return span.model_copy(update={"text": f"{LEFT_TO_RIGHT}{span.text}{LEFT_TO_RIGHT}"})


def _reads_from_right(text: str, otherwise: bool) -> bool:
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return True
            case "L":
                return False
    return otherwise
