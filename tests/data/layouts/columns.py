"""Layouts in columns: captions above pictures, a price list without pictures, pages with tabs at their edge."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, A5, LETTER, landscape

from tests.data import artwork
from tests.data.brands_more import CORDELIA, KILN, MIRABEL, PENHALE
from tests.data.money import euro_comma, pounds, short_dollars
from tests.data.pieces import by_category, chunks, contents, cover, mark, photo, prose, true_product
from tests.data.sheet import GREY, WHITE, Sheet
from tests.data.truth import TrueProduct
from tests.data.wares import Ware, make_wares

CLAY = (178, 98, 70)
NAVY = (24, 42, 74)
OLIVE = (84, 90, 58)


def captions_above(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """Two columns on small pages; each caption stands above its picture; there are no style numbers."""
    sheet = Sheet(path, A5, "Kiln & Loom trade catalogue")
    wares = make_wares(KILN, seed)
    products: list[TrueProduct] = []
    cover(sheet, "Kiln & Loom", "Trade catalogue 2026", (206, 190, 172), 51, "Times-Bold")
    groups = list(by_category(wares))
    starts = [3 + sum(-(-len(g) // 4) for _, g in groups[:k]) for k in range(len(groups))]
    contents(sheet, "Contents", [(n, start) for (n, _), start in zip(groups, starts, strict=True)], "Times-Roman")
    for name, group in groups:
        for four in chunks(group, 4):
            sheet.text(30, 42, name, "Times-BoldItalic", 17, CLAY)
            sheet.picture(mark(CLAY, 4), (366, 22, 390, 46))
            sheet.text(210, 580, f"{sheet.page}", "Times-Roman", 8, GREY, "center")
            products += [
                _captioned(sheet, ware, 30 + k % 2 * 184.0, 62 + k // 2 * 258.0) for k, ware in enumerate(four)
            ]
            sheet.next_page()
    prose(
        sheet, "Trade terms", ("First order from €250,00, then from €100,00.", "Carriage €9,50."), "Times-Roman", CLAY
    )
    sheet.save()
    return [name for name, _ in groups], products, sheet.page


def _captioned(sheet: Sheet, ware: Ware, x: float, y: float) -> TrueProduct:
    sheet.text(x, y + 10, ware.name, "Times-Bold", 11)
    sheet.text(x, y + 23, f"{ware.materials} · {' & '.join(c.name for c in ware.colours)}", "Times-Roman", 8, GREY)
    width = sheet.text(x, y + 36, f"Wholesale {euro_comma(ware.wholesale)}", "Times-Bold", 9)
    sheet.text(x + width + 10, y + 36, f"Retail {euro_comma(ware.retail)}", "Times-Roman", 9)
    box = sheet.picture(photo(ware, (340, 380), tint=(244, 240, 232)), (x, y + 42, x + 164, y + 226))
    return true_product(sheet, KILN, ware, [box])


def price_list(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """Two columns of lines, no pictures but icons; the RRP stands before the trade price; headings between lines."""
    sheet = Sheet(path, A4, "Penhale Trading price list")
    wares = make_wares(PENHALE, seed)
    products: list[TrueProduct] = []
    column, y = 0, _price_head(sheet)
    for name, group in by_category(wares):
        for k, ware in enumerate(group):
            if y > 770:
                if column == 1:
                    sheet.next_page()
                    _price_head(sheet)
                column, y = 1 - column, 92.0
            x = 40 + column * 266.0
            if k == 0:
                sheet.text(x, y + 10, name, "Courier-Bold", 11, NAVY)
                y += 24
            products.append(_price_line(sheet, ware, x, y))
            y += 17
        y += 10
    sheet.save()
    return [name for name, _ in by_category(wares)], products, sheet.page


def _price_head(sheet: Sheet) -> float:
    sheet.picture(mark(NAVY, 8), (40, 24, 66, 50))
    sheet.text(76, 42, "PENHALE TRADING - Price list from 1 March 2026", "Courier-Bold", 11, NAVY)
    for x in (40.0, 306.0):
        sheet.rect((x, 62, x + 250, 78), fill=NAVY)
        sheet.text(x + 4, 73, "Code", "Courier-Bold", 8, WHITE)
        sheet.text(x + 54, 73, "Item", "Courier-Bold", 8, WHITE)
        sheet.text(x + 196, 73, "RRP", "Courier-Bold", 8, WHITE, "right")
        sheet.text(x + 246, 73, "Trade", "Courier-Bold", 8, WHITE, "right")
    sheet.text(297, 822, f"Page {sheet.page}", "Courier", 8, GREY, "center")
    return 92.0


def _price_line(sheet: Sheet, ware: Ware, x: float, y: float) -> TrueProduct:
    sheet.text(x + 4, y, ware.code or "", "Courier", 7.5)
    sheet.text(x + 54, y, ware.name, "Courier", 7)
    sheet.text(x + 196, y, pounds(ware.retail), "Courier", 7.5, align="right")
    sheet.text(x + 246, y, pounds(ware.wholesale), "Courier-Bold", 7.5, align="right")
    line = true_product(sheet, PENHALE, ware, [], materials=False)
    return line.model_copy(update={"colors": [], "sizes": []})


def side_tabs(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """A turned tab at the edge names the category; the text stands right of each picture; a paper background."""
    sheet = Sheet(path, landscape(LETTER), "Cordelia Footwear linesheet")
    wares = make_wares(CORDELIA, seed)
    products: list[TrueProduct] = []
    cover(sheet, "CORDELIA", "Footwear / Fall 26 wholesale", (178, 182, 160), 61)
    paper = artwork.encoded(artwork.backdrop(396, 306, (250, 248, 242)), "JPEG")
    for number, (name, group) in enumerate(by_category(wares)):
        for four in chunks(group, 4):
            sheet.picture(paper, (0, 0, sheet.width, sheet.height))
            sheet.rect((756, 60 + 150 * number, 792, 200 + 150 * number), fill=OLIVE)
            sheet.text_upwards(779, 186 + 150 * number, name, "Helvetica-Bold", 16, WHITE)
            sheet.picture(mark(OLIVE, 4), (30, 20, 56, 46))
            sheet.text(64, 38, "CORDELIA FALL 26", "Helvetica", 9, GREY, spacing=1)
            sheet.text(396, 602, f"{sheet.page}", "Helvetica", 8, GREY, "center")
            products += [_beside(sheet, ware, 30 + k % 2 * 362.0, 66 + k // 2 * 266.0) for k, ware in enumerate(four)]
            sheet.next_page()
    prose(sheet, "Terms & conditions", ("Opening order 12 pairs. Net 30. Freight $45 per carton.",), color=OLIVE)
    sheet.save()
    return [name for name, _ in by_category(wares)], products, sheet.page


def _beside(sheet: Sheet, ware: Ware, x: float, y: float) -> TrueProduct:
    box = sheet.picture(photo(ware, (400, 480), tint=(246, 244, 238)), (x, y, x + 200, y + 240))
    left = x + 210
    sheet.text(left, y + 60, ware.code or "", "Helvetica", 8, GREY)
    after = sheet.paragraph(left, y + 78, ware.name.upper(), 130, "Helvetica-Bold", 13, leading=1.15)
    sheet.text(left, after + 2, " / ".join(c.name for c in ware.colours), "Helvetica", 8)
    sheet.text(left, after + 15, ware.materials, "Helvetica-Oblique", 8, GREY)
    sheet.text(left, after + 28, f"Size run {' '.join(ware.sizes)}", "Helvetica", 8, GREY)
    prices = f"WHLS {short_dollars(ware.wholesale)} / MSRP {short_dollars(ware.retail)}"
    sheet.text(left, after + 46, prices, "Helvetica-Bold", 9.5)
    return true_product(sheet, CORDELIA, ware, [box])


PLUM = (96, 54, 84)


def slash_prices(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """Five small cards in a row; "48 / 110" under each, and only the page's head says what the two numbers are."""
    sheet = Sheet(path, landscape(LETTER), "Mirabel & Co. linesheet")
    products: list[TrueProduct] = []
    for name, group in by_category(make_wares(MIRABEL, seed)):
        for ten in chunks(group, 10):
            sheet.text(396, 44, "MIRABEL & CO.", "Times-Roman", 15, PLUM, "center", 4)
            sheet.text(36, 66, name, "Times-Italic", 15, PLUM)
            sheet.text(756, 66, "Prices: wholesale / suggested retail, in USD", "Times-Roman", 8, GREY, "right")
            sheet.line(36, 74, 756, 74, PLUM)
            sheet.text(396, 600, f"mirabel.example  |  {sheet.page}", "Times-Roman", 8, GREY, "center")
            products += [_tiny(sheet, ware, 36 + k % 5 * 147.0, 86 + k // 5 * 252.0) for k, ware in enumerate(ten)]
            sheet.next_page()
    prose(sheet, "Order terms", ("Minimum 12 pieces or $400. Ship windows 8/15 and 9/15.",), "Times-Roman", PLUM)
    sheet.save()
    return [g.name for g in MIRABEL.groups], products, sheet.page


def _tiny(sheet: Sheet, ware: Ware, x: float, y: float) -> TrueProduct:
    box = sheet.picture(photo(ware, (270, 370), tint=(250, 248, 246)), (x, y, x + 132, y + 180))
    sheet.text(x, y + 192, f"{ware.code}  {ware.name}", "Times-Bold", 8.5)
    sheet.text(x, y + 203, ", ".join(c.name for c in ware.colours), "Times-Roman", 8, GREY)
    sheet.text(x, y + 214, f"{ware.materials}; {', '.join(ware.sizes)}", "Times-Roman", 7.5, GREY)
    sheet.text(x, y + 227, f"{ware.wholesale:.0f} / {ware.retail:.0f}", "Times-Bold", 10, PLUM)
    return true_product(sheet, MIRABEL, ware, [box])
