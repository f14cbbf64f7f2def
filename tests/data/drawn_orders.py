"""Orders drawn as PDFs: tables with or without rules, set as the many programs that print orders set them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymupdf
from PIL import Image

HEADER = ["Style", "Description", "Colour", "Qty", "Unit Price", "Amount"]
ROWS = [
    ["AB-1001", "Linen Shirt", "White", "12", "45.00", "540.00"],
    ["AB-1002", "Wool Coat", "Navy", "3", "1,250.00", "3,750.00"],
    ["AB-1003", "Silk Scarf", "Red", "100", "9.50", "950.00"],
    ["AB-1004", "Very long description of a\ncashmere jumper, hand made", "Camel", "7", "210.00", "1,470.00"],
    ["AB-1005", "Belt", "Black", "20", "30.00", "600.00"],
]
EDGES = (40.0, 110.0, 280.0, 350.0, 400.0, 470.0, 550.0)
SIDES = "lllrrr"
A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Look:
    """How a table is set: edges of its columns, the side each is flush with (l, r, c), and its rules.

    rules: none, all, across, down, head (round the header and below the table) or bands (every other row grey).
    pitch: points from row to row; leading: from line to line of a cell; centred: cells stand in the middle of rows.
    """

    edges: Sequence[float] = EDGES
    sides: str = SIDES
    rules: str = "none"
    size: float = 9.0
    pitch: float = 16.0
    leading: float = 11.0
    centred: bool = False
    header_side: str | None = None
    bold_header: bool = True


@cache
def _font(bold: bool) -> pymupdf.Font:
    return pymupdf.Font("hebo" if bold else "helv")


def put(
    page: pymupdf.Page, x: float, y: float, text: str, size: float = 9, side: str = "l", bold: bool = False
) -> None:
    """Write a text from, up to or about `x`, on the base line `y`."""
    width = _font(bold).text_length(text, size)
    left = x - {"l": 0.0, "r": width, "c": width / 2}[side]
    page.insert_text((left, y), text, fontsize=size, fontname="hebo" if bold else "helv")


def put_table(page: pymupdf.Page, y: float, rows: Sequence[Sequence[str]], look: Look, header: bool = True) -> float:
    """Draw a table whose first row is its header, from `y` down; where it ends."""
    ys = [y]
    for n, row in enumerate(rows):
        cells = [cell.split("\n") for cell in row]
        most = max(map(len, cells))
        for column, lines in enumerate(cells):
            down = (most - len(lines)) * look.leading / 2 if look.centred else 0.0
            head = header and n == 0
            side = (look.header_side if head else None) or look.sides[column]
            left, right = look.edges[column], look.edges[column + 1]
            x = {"l": left + 3, "r": right - 3, "c": (left + right) / 2}[side]
            for k, line in enumerate(lines):
                put(page, x, ys[-1] + 11 + down + k * look.leading, line, look.size, side, head and look.bold_header)
        ys.append(ys[-1] + look.pitch + (most - 1) * look.leading)
    _rule(page, ys, look)
    return ys[-1]


def _rule(page: pymupdf.Page, ys: Sequence[float], look: Look) -> None:
    left, right = look.edges[0], look.edges[-1]
    across = {"all": ys, "across": ys, "head": [ys[0], ys[1], ys[-1]], "down": [ys[0], ys[1], ys[-1]]}
    for y in across.get(look.rules, ()):
        page.draw_line((left, y), (right, y), width=0.5)
    for x in look.edges if look.rules in ("all", "down") else ():
        page.draw_line((x, ys[0]), (x, ys[-1]), width=0.5)
    for n in range(0, len(ys) - 1, 2) if look.rules == "bands" else ():
        page.draw_rect((left, ys[n], right, ys[n + 1]), color=None, fill=(0.93, 0.93, 0.93), overlay=False)


def put_title(page: pymupdf.Page) -> None:
    """The head of an order: its title, number and date, and two addresses side by side."""
    put(page, 40, 60, "PURCHASE ORDER", 18, bold=True)
    put(page, 40, 80, "Order No: 12345")
    put(page, 300, 80, "Date: 12/03/2026")
    for x, title in ((40, "Bill to"), (300, "Ship to")):
        put(page, x, 100, title, bold=True)
        for n, line in enumerate(("Acme Stores Ltd", "12 High Street", "London W1")):
            put(page, x, 112 + 12 * n, line)


def put_totals(page: pymupdf.Page, y: float, totals: Sequence[tuple[str, str]] = (("Total", "7,310.00"),)) -> None:
    """Labels and amounts below a table."""
    for n, (label, amount) in enumerate(totals, 1):
        put(page, 400, y + 14 * n, label)
        put(page, 547, y + 14 * n, amount, side="r")


def order(look: Look, rows: Sequence[Sequence[str]] = (HEADER, *ROWS)) -> pymupdf.Document:
    """An order of one page: its head, a table, a total."""
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    put_title(page)
    put_totals(page, put_table(page, 180, rows, look))
    return document


def saved(document: pymupdf.Document, folder: Path, name: str = "order.pdf") -> Path:
    """The document as a file."""
    path = folder / name
    document.save(str(path))
    return path


def scanned(document: pymupdf.Document, folder: Path, dpi: int = 200) -> Path:
    """A document as a PDF of pictures of its pages."""
    made = pymupdf.open()
    for page in document:
        pixels = page.get_pixmap(dpi=dpi, alpha=False)
        image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=85)
        made.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=out.getvalue())
    return saved(made, folder, "scan.pdf")
