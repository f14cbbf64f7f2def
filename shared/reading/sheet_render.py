"""A page of a worksheet as a picture: drawn as it was laid out, so that boxes on it mean what they say."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pymupdf
from PIL import Image

from shared.reading.pdf import MAX_RENDERED_PIXELS
from shared.reading.pictures import RawPicture, UnreadablePicture
from shared.reading.sheet_layout import SheetPage
from shared.reading.sheet_pictures import picture_of
from shared.reading.sheets import open_workbook
from shared.reading.text import Line, arranged

GREY = (0.82, 0.82, 0.82)
LATIN, OTHER = "helv", "cjk"  # the second ships inside MuPDF too, and has most scripts


def render_sheet(path: Path, number: int, dpi: int = 110) -> bytes:
    """Page `number` (from 1) of a spreadsheet as a PNG. Raises ReadingError."""
    with open_workbook(path) as workbook:
        page = workbook.page(number)
        with pymupdf.open() as document:
            drawn = _drawn(document, page)
            pixels = drawn.rect.width * drawn.rect.height * (dpi / 72) ** 2
            if pixels > MAX_RENDERED_PIXELS:
                dpi = max(1, int(dpi * (MAX_RENDERED_PIXELS / pixels) ** 0.5))
            return bytes(drawn.get_pixmap(dpi=dpi, alpha=False).tobytes("png"))


def _drawn(document: pymupdf.Document, page: SheetPage) -> pymupdf.Page:
    drawn = document.new_page(width=page.text.width, height=page.text.height)
    shape = drawn.new_shape()
    for x0, y0, x1, y1 in (*page.rules.across, *page.rules.down):
        shape.draw_line((x0, y0), (x1, y1))
    shape.finish(color=GREY, width=0.5)
    shape.commit()
    for picture, box in page.pictures:
        try:
            drawn.insert_image(pymupdf.Rect(box), stream=_file(picture_of(picture)), keep_proportion=False)
        except UnreadablePicture:
            continue
    for line in arranged(page.text).read_lines():
        _write(drawn, line)
    return drawn


def _file(raw: RawPicture) -> bytes:
    if raw.jpeg is not None:
        return raw.jpeg
    out = io.BytesIO()
    Image.frombytes("RGB", (raw.width, raw.height), raw.samples).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _write(drawn: pymupdf.Page, line: Line) -> None:
    """A line in its box, in smaller type where it would be too long."""
    x0, _, x1, y1 = line.bbox
    font = _font(line.style.bold) if all(_font(False).has_glyph(ord(c)) for c in line.text) else _font(None)
    size = line.size * min(1.0, (x1 - x0) / max(font.text_length(line.text, line.size), 0.1))
    writer = pymupdf.TextWriter(drawn.rect)
    writer.append((x0, y1 - 0.25 * line.size), line.text, font=font, fontsize=max(size, 1.0))
    writer.write_text(drawn)


@cache
def _font(bold: bool | None) -> pymupdf.Font:
    """Helvetica, bold or not; None for a font with other scripts."""
    return pymupdf.Font(OTHER if bold is None else "hebo" if bold else LATIN)
