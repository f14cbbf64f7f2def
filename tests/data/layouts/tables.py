"""Layouts of tables: a row is a product."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.artwork import RGB
from tests.data.brands import WERKHAUS
from tests.data.money import german_euros
from tests.data.pieces import by_category, cover, mark, photo, prose, true_product
from tests.data.sheet import BLACK, GREY, WHITE, Sheet
from tests.data.truth import TrueProduct
from tests.data.wares import Ware, make_wares

BLUE = (38, 50, 84)
# heading and right edge of each column, in points; the first column starts at 30
COLUMNS = (
    ("Abbildung", 112.0),
    ("Art.-Nr.", 182.0),
    ("Bezeichnung", 320.0),
    ("Farben", 450.0),
    ("Größen", 545.0),
    ("Material", 650.0),
    ("EK netto", 730.0),
    ("UVP", 812.0),
)
LEFT, ROW = 30.0, 84.0


def table_rows(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """A ruled German table with a picture in each row, its header on every page, categories as rows across."""
    sheet = Sheet(path, landscape(A4), "Werkhaus Lindner Orderliste")
    wares = make_wares(WERKHAUS, seed)
    products: list[TrueProduct] = []
    cover(sheet, "Werkhaus Lindner", "Orderliste Herbst/Winter 2026", (170, 178, 196), 5)
    y = _head(sheet)
    for name, group in by_category(wares):
        if y + 24 + ROW > 550:
            sheet.next_page()
            y = _head(sheet)
        sheet.rect((LEFT, y, 812, y + 24), fill=(216, 222, 234), stroke=GREY)
        sheet.text(LEFT + 8, y + 16, name, "Helvetica-Bold", 11, BLUE)
        y += 24
        for ware in group:
            if y + ROW > 550:
                sheet.next_page()
                y = _head(sheet)
            products.append(_row(sheet, ware, y))
            y += ROW
    sheet.next_page()
    prose(
        sheet,
        "Allgemeine Geschäftsbedingungen",
        (
            "Mindestbestellwert 1.500,00 € netto. Versandpauschale 9,90 €, frei Haus ab 3.000,00 €.",
            "Zahlung innerhalb von 14 Tagen mit 2 % Skonto, 30 Tage netto.",
        ),
    )
    sheet.save()
    return [g.name for g in WERKHAUS.groups], products, sheet.page


def _head(sheet: Sheet) -> float:
    sheet.picture(mark(BLUE, 6), (LEFT, 16, LEFT + 24, 40))
    sheet.text(LEFT + 32, 33, "Werkhaus Lindner · Orderliste H/W 2026", "Helvetica-Bold", 10, BLUE)
    sheet.text(812, 580, f"Seite {sheet.page}", "Helvetica", 8, GREY, "right")
    sheet.rect((LEFT, 50, 812, 72), fill=BLUE)
    left = LEFT
    for title, right in COLUMNS:
        sheet.text(left + 6, 64, title, "Helvetica-Bold", 9, WHITE)
        left = right
    return 72


def _row(sheet: Sheet, ware: Ware, y: float) -> TrueProduct:
    box = sheet.picture(photo(ware, (300, 320)), (LEFT + 4, y + 4, COLUMNS[0][1] - 4, y + ROW - 4))
    cells = (
        ware.code or "",
        ware.name,
        ", ".join(c.name for c in ware.colours),
        ", ".join(ware.sizes),
        ware.materials,
        german_euros(ware.wholesale),
        german_euros(ware.retail),
    )
    sheet.rect((LEFT, y, 812, y + ROW), stroke=GREY)
    for (_, left), (title, right), words in zip(COLUMNS, COLUMNS[1:], cells, strict=False):
        sheet.line(left, y, left, y + ROW)
        if title in ("EK netto", "UVP"):
            sheet.text(right - 6, y + 44, words, "Helvetica-Bold", 9, align="right")
        else:
            _cell(sheet, left + 6, y + 30, words, right - left - 12, BLACK)
    return true_product(sheet, WERKHAUS, ware, [box])


def _cell(sheet: Sheet, x: float, y: float, words: str, width: float, color: RGB) -> None:
    if stringWidth(words, "Helvetica", 9) <= width:
        sheet.text(x, y + 14, words, "Helvetica", 9, color)
    else:
        sheet.paragraph(x, y + 4, words, width, "Helvetica", 9, color)
