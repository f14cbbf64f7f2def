"""Layouts with a page, or a wide block, for each product: several views, a table of colours and sizes."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER, landscape

from tests.data.artwork import product_jpeg
from tests.data.brands_more import ALPENHORN, SARTORI
from tests.data.money import euros_first, swiss_francs
from tests.data.pieces import by_category, chunks, contents, cover, cutout, mark, prose, swatch, true_product
from tests.data.sheet import GREY, WHITE, Sheet
from tests.data.truth import Box, TrueProduct
from tests.data.wares import Ware, make_wares

WINE = (98, 28, 42)
BLUE = (46, 58, 132)


def one_per_page(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """Each product has a page: three views, cloth swatches, a table of colours by sizes with empty order cells."""
    sheet = Sheet(path, A4, "Sartori Linea lookbook")
    wares = make_wares(SARTORI, seed)
    cover(sheet, "Sartori Linea", "Fall / Winter 2026 - Line Sheet", (190, 170, 168), 41, "Times-Bold")
    groups = list(by_category(wares))
    starts = [3 + sum(len(g) for _, g in groups[:k]) for k in range(len(groups))]
    contents(sheet, "Index", [(n, start) for (n, _), start in zip(groups, starts, strict=True)], "Times-Roman")
    products = [_whole_page(sheet, ware) for ware in wares]
    prose(
        sheet,
        "Conditions",
        ("Minimum € 2.500,00 per season.", "Delivery in August, payment at 60 days."),
        "Times-Roman",
    )
    sheet.save()
    return [name for name, _ in groups], products, sheet.page


def _whole_page(sheet: Sheet, ware: Ware) -> TrueProduct:
    sheet.text(48, 48, ware.category, "Times-Italic", 16, WINE)
    sheet.text(sheet.width - 48, 48, "SARTORI LINEA", "Times-Roman", 10, GREY, "right", 2)
    sheet.line(48, 58, sheet.width - 48, 58, WINE, 0.8)
    boxes = _three_views(sheet, ware)
    sheet.text(48, 500, ware.name, "Times-Bold", 24)
    sheet.text(48, 520, f"Art. {ware.code}", "Times-Roman", 12, GREY)
    sheet.text(48, 538, ware.materials, "Times-Italic", 11)
    sheet.text(547, 500, f"Wholesale {euros_first(ware.wholesale)}", "Times-Bold", 13, align="right")
    sheet.text(547, 520, f"Suggested retail {euros_first(ware.retail)}", "Times-Roman", 12, GREY, "right")
    _colour_table(sheet, ware, 566)
    sheet.text(297, 820, str(sheet.page), "Times-Roman", 9, GREY, "center")
    found = true_product(sheet, SARTORI, ware, boxes)
    sheet.next_page()
    return found


def _three_views(sheet: Sheet, ware: Ware) -> list[Box]:
    look = (ware.kind, ware.colours[0].rgb, ware.accent, ware.pattern)
    main = product_jpeg(*look, size=(560, 660), tint=(236, 232, 228))
    back = product_jpeg(*look, "back", (300, 320), (236, 232, 228))
    detail = product_jpeg(*look, "detail", (300, 320), (236, 232, 228))
    return [
        sheet.picture(main, (48, 72, 388, 474)),
        sheet.picture(back, (398, 72, 547, 268)),
        sheet.picture(detail, (398, 278, 547, 474)),
    ]


def _colour_table(sheet: Sheet, ware: Ware, y: float) -> None:
    """Colours down, sizes across; the cells are for the buyer to fill in."""
    heads = ("", "Colour", *ware.sizes, "Total")
    step = (547 - 198) / (len(heads) - 2)
    sheet.rect((48, y, 547, y + 20), fill=WINE)
    for k, head in enumerate(heads):
        sheet.text(84 if k == 1 else 206 + step * (k - 2), y + 14, head, "Times-Bold", 10, WHITE)
    for row, colour in enumerate(ware.colours):
        top = y + 20 + 34 * row
        sheet.picture(swatch(colour.rgb), (52, top + 4, 78, top + 30))
        sheet.text(84, top + 21, colour.name, "Times-Roman", 10)
        sheet.rect((48, top, 547, top + 34), stroke=GREY)
        for k in range(len(heads) - 2):
            sheet.line(198 + step * k, top, 198 + step * k, top + 34)


def colour_rows(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """A block for each product: a line of facts, then one cut-out for each colour with the colour's name below."""
    sheet = Sheet(path, landscape(LETTER), "Alpenhorn order book")
    wares = make_wares(ALPENHORN, seed)
    products: list[TrueProduct] = []
    for name, group in by_category(wares):
        for pair in chunks(group, 2):
            _mountain_head(sheet, name)
            products += [_block(sheet, ware, 96 + 242.0 * k) for k, ware in enumerate(pair)]
            sheet.next_page()
    prose(sheet, "Ordering", ("Minimum CHF 1'200.00. Freight CHF 18.00 within Switzerland.",), "Vera", BLUE)
    sheet.save()
    return [name for name, _ in by_category(wares)], products, sheet.page


def _mountain_head(sheet: Sheet, category: str) -> None:
    sheet.rect((0, 0, sheet.width, 58), fill=BLUE)
    sheet.picture(mark(WHITE, 3), (36, 12, 70, 46))
    sheet.text(84, 37, category, "VeraBd", 20, WHITE)
    sheet.text(sheet.width - 36, 36, "Alpenhorn 2026", "Vera", 10, WHITE, "right")
    sheet.text(sheet.width - 36, 600, str(sheet.page), "Vera", 8, GREY, "right")


def _block(sheet: Sheet, ware: Ware, y: float) -> TrueProduct:
    sheet.text(36, y, ware.name, "VeraBd", 12)
    sheet.text(220, y, ware.code or "", "Vera", 9, GREY)
    sheet.text(320, y, f"Wholesale {swiss_francs(ware.wholesale)}", "VeraBd", 9)
    sheet.text(500, y, f"Retail {swiss_francs(ware.retail)}", "Vera", 9)
    sheet.text(36, y + 14, f"Sizes: {' / '.join(ware.sizes)}", "Vera", 8, GREY)
    sheet.text(320, y + 14, ware.materials, "Vera", 8, GREY)
    boxes = []
    for k, colour in enumerate(ware.colours):
        left = 36 + 182.0 * k
        boxes.append(sheet.picture(cutout(ware, (300, 300), k), (left, y + 22, left + 170, y + 184)))
        sheet.text(left + 85, y + 196, colour.name, "Vera", 8, align="center")
    sheet.line(36, y + 208, sheet.width - 36, y + 208, (200, 204, 220))
    return true_product(sheet, ALPENHORN, ware, boxes)
