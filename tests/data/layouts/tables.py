"""Layouts of tables: a row is a product."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.artwork import RGB
from tests.data.brands import WERKHAUS
from tests.data.brands_more import NORTHFOLD
from tests.data.money import german_euros
from tests.data.pieces import by_category, cover, cutout, mark, photo, prose, true_product
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


GREEN = (40, 84, 66)
# heading and right edge of each column of `colour_lines`; the first column starts at 40
LINES = (("Style", 96.0), ("Picture", 176.0), ("Description", 316.0), ("Col. no.", 362.0), ("Color", 440.0))
PRICES = (("Whsl", 500.0), ("SRP", 572.0))
LINE = 24.0


def colour_lines(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """A line for each colour; style, picture, description and prices span a product's lines. Headings are centred."""
    sheet = Sheet(path, LETTER, "Northfold order form")
    wares = make_wares(NORTHFOLD, seed)
    products: list[TrueProduct] = []
    y = _lines_head(sheet)
    for name, group in by_category(wares):
        if y > 560:
            sheet.next_page()
            y = _lines_head(sheet)
        sheet.text(306, y + 22, name, "VeraBd", 13, GREEN, "center")
        y = _lines_columns(sheet, y + 32)
        for ware in group:
            if y + LINE * len(ware.colours) > 730:
                sheet.next_page()
                y = _lines_columns(sheet, _lines_head(sheet))
            products.append(_spanned(sheet, ware, y))
            y += LINE * len(ware.colours)
    sheet.save()
    return [g.name for g in NORTHFOLD.groups], products, sheet.page


def _lines_head(sheet: Sheet) -> float:
    sheet.picture(mark(GREEN, 3), (40, 22, 68, 50))
    sheet.text(76, 40, "NORTHFOLD  Pre-book order form, Fall 2026, USD", "VeraBd", 10, GREEN)
    sheet.text(572, 40, "Ship to: ________________", "Vera", 8, GREY, "right")
    sheet.text(306, 774, f"{sheet.page}", "Vera", 8, GREY, "center")
    return 60


def _lines_columns(sheet: Sheet, y: float) -> float:
    left = 40.0
    for title, right in (*LINES, *PRICES):
        sheet.rect((left, y, right, y + 18), fill=(222, 232, 226), stroke=GREY)
        sheet.text((left + right) / 2, y + 12.5, title, "VeraBd", 7.5, align="center")
        left = right
    return y + 18


def _spanned(sheet: Sheet, ware: Ware, y: float) -> TrueProduct:
    bottom = y + LINE * len(ware.colours)
    edges = [40.0, *(right for _, right in (*LINES, *PRICES))]
    for left, right in ((0, 1), (1, 2), (2, 3), (5, 6), (6, 7)):
        sheet.rect((edges[left], y, edges[right], bottom), stroke=GREY)
    middle = (y + bottom) / 2 + 3
    box = sheet.picture(cutout(ware, (240, 240)), (edges[1] + 3, y + 2, edges[2] - 3, bottom - 2))
    sheet.text(edges[0] + 5, middle, ware.code or "", "Vera", 8)
    sheet.text(edges[2] + 5, middle - 4, ware.name, "VeraBd", 8)
    sheet.text(edges[2] + 5, middle + 7, ware.materials, "Vera", 6.5, GREY)
    sheet.text(edges[6] - 5, middle, f"{ware.wholesale:.2f}", "Vera", 8, align="right")
    sheet.text(edges[7] - 5, middle, f"{ware.retail:.2f}", "Vera", 8, align="right")
    for k, colour in enumerate(ware.colours):
        top = y + LINE * k
        sheet.rect((edges[3], top, edges[4], top + LINE), stroke=GREY)
        sheet.rect((edges[4], top, edges[5], top + LINE), stroke=GREY)
        sheet.text(edges[3] + 5, top + 15, f"{410 + 7 * k:03}", "Vera", 8)
        sheet.text(edges[4] + 5, top + 15, colour.name, "Vera", 8)
    return true_product(sheet, NORTHFOLD, ware, [box]).model_copy(update={"sizes": []})


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
