"""Layouts of cards: a picture with its caption, in a grid."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4

from tests.data.brands import LILLA
from tests.data.money import short_dollars
from tests.data.pieces import by_category, chunks, mark, photo, prose, swatch, true_product
from tests.data.sheet import GREY, Sheet
from tests.data.truth import TrueProduct
from tests.data.wares import Ware, make_wares

RED = (178, 52, 60)


def cards_turned(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """The same cards on pages stored on their side."""
    return cards_below(path, seed + 100, turned=True)


def cards_below(path: Path, seed: int, turned: bool = False) -> tuple[list[str], list[TrueProduct], int]:
    """Four cards in a row, centred captions below; headings may stand in the middle of a page."""
    sheet = Sheet(path, A4, "Lilla Skog spring", turned)
    wares = make_wares(LILLA, seed)
    products: list[TrueProduct] = []
    y = _cards_head(sheet)
    for name, group in by_category(wares):
        if y > 560:
            sheet.next_page()
            y = _cards_head(sheet)
        sheet.text(sheet.width / 2, y + 20, name.upper(), "VeraBd", 15, RED, "center", 3)
        y += 36
        for row in chunks(group, 4):
            if y > 600:
                sheet.next_page()
                y = _cards_head(sheet)
            products += [_small_card(sheet, ware, 36 + k * 132.0, y) for k, ware in enumerate(row)]
            y += 206
    sheet.next_page()
    prose(
        sheet,
        "How to order",
        ("Send your order to orders@lillaskog.example.", "Minimum first order $300. Shipping $18 flat."),
        "Vera",
    )
    sheet.save()
    return [g.name for g in LILLA.groups], products, sheet.page


def _cards_head(sheet: Sheet) -> float:
    sheet.picture(mark(RED, 3), (36, 18, 58, 40))
    sheet.text(64, 33, "Lilla Skog  ·  Spring 2026 kids' wholesale", "Vera", 8, GREY)
    sheet.text(sheet.width / 2, 828, f"- {sheet.page} -", "Vera", 7, GREY, "center")
    return 52


def _small_card(sheet: Sheet, ware: Ware, x: float, y: float) -> TrueProduct:
    width = 122.0
    box = sheet.picture(photo(ware, (300, 300), tint=(250, 246, 238)), (x, y, x + width, y + width))
    middle = x + width / 2
    sheet.text(middle, y + 134, ware.name, "VeraBd", 7.5, align="center")
    sheet.text(middle, y + 145, f"#{ware.code}", "Vera", 6.5, GREY, "center")
    left = middle - 6 * len(ware.colours)
    for k, colour in enumerate(ware.colours):
        sheet.picture(swatch(colour.rgb), (left + 12 * k, y + 149, left + 12 * k + 9, y + 158))
    sheet.text(middle, y + 166, "/".join(c.name for c in ware.colours), "Vera", 5.4, GREY, "center")
    sheet.text(middle, y + 175, " · ".join(ware.sizes), "Vera", 6.5, align="center")
    prices = f"WS {short_dollars(ware.wholesale)} | RRP {short_dollars(ware.retail)}"
    sheet.text(middle, y + 186, prices, "VeraBd", 7, RED, "center")
    return true_product(sheet, LILLA, ware, [box], materials=False)
