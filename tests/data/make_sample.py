"""Make `sample_linesheet.pdf` and its truth: the linesheet of an invented brand, 12 pages, 60 products.

`python -m tests.data.make_sample [FOLDER]`; the same bytes every time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import LETTER

from tests.data import artwork
from tests.data.brands import HARROW, ONE, SHOES
from tests.data.sheet import GREY, WHITE, Sheet
from tests.data.truth import Box, Price, TrueProduct, Truth
from tests.data.twins import mark_twins
from tests.data.wares import Ware, make_wares

HERE = Path(__file__).parent
NAME = "sample_linesheet"
GREEN = (47, 66, 58)
SAND = (236, 229, 216)
FIRST, FULL = 6, 9  # cards on a category's first page, which has a heading band, and on the next
MARGIN = 40.0
SHOE_KINDS = {"boot", "loafer", "sneaker"}


def logo() -> bytes:
    """The brand's mark, a ring with its initials' strokes, on a transparent ground."""
    image = Image.new("RGBA", (160, 160), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, 154, 154), outline=(*GREEN, 255), width=7)
    for x in (48, 78):
        draw.line((x, 44, x, 116), fill=(*GREEN, 255), width=9)
    draw.line((48, 80, 78, 80), fill=(*GREEN, 255), width=9)
    draw.line((84, 44, 102, 116, 120, 44), fill=(*GREEN, 255), width=9, joint="curve")
    return artwork.encoded(image, "PNG")


def sizes_of(ware: Ware) -> tuple[str, ...]:
    """Bags come in one size, whatever their category's sizes are."""
    return ware.sizes if ware.sizes != SHOES or ware.kind in SHOE_KINDS else ONE


def furniture(sheet: Sheet, section: str) -> None:
    """What every inner page has: the logo, the running head, the footer and the page number."""
    sheet.picture(logo(), (MARGIN, 22, MARGIN + 26, 48))
    sheet.text(MARGIN + 34, 39, "HARROW & VALE", "Times-Roman", 11, GREEN, spacing=2)
    sheet.text(sheet.width - MARGIN, 39, f"Autumn / Winter 2026   {section}", "Helvetica", 7.5, GREY, "right")
    sheet.line(MARGIN, 54, sheet.width - MARGIN, 54, SAND, 1)
    foot = "Harrow & Vale Ltd  ·  wholesale@harrowandvale.example  ·  Prices in USD, ex works"
    sheet.text(MARGIN, 770, foot, "Helvetica", 6.5, GREY)
    sheet.text(sheet.width - MARGIN, 770, str(sheet.page), "Helvetica-Bold", 8, GREEN, "right")


def cover(sheet: Sheet) -> None:
    """A banner over the whole page with the season's title."""
    banner = artwork.banner_jpeg(612, 792, (214, 200, 180), 3)
    sheet.picture(banner, (0, 0, sheet.width, sheet.height))
    sheet.picture(logo(), (276, 96, 336, 156))
    sheet.text(306, 214, "HARROW & VALE", "Times-Roman", 34, GREEN, "center", 5)
    sheet.text(306, 244, "WHOLESALE LINESHEET", "Helvetica", 11, GREEN, "center", 4)
    sheet.text(306, 700, "Autumn / Winter 2026", "Times-Italic", 24, WHITE, "center")
    sheet.text(306, 724, "Delivery 15 July to 30 September", "Helvetica", 10, WHITE, "center")
    sheet.next_page()


def contents(sheet: Sheet) -> None:
    """The categories with their pages, and how to order."""
    furniture(sheet, "Contents")
    sheet.text(MARGIN, 120, "Contents", "Times-Roman", 30, GREEN)
    y = 170.0
    for number, group in enumerate(HARROW.groups):
        sheet.text(MARGIN, y, group.name, "Times-Roman", 16)
        sheet.text(420, y, str(3 + 2 * number), "Times-Roman", 16, GREEN, "right")
        sheet.line(MARGIN, y + 8, 420, y + 8, SAND, 0.8)
        y += 34
    for title, page in (("Size chart", 11), ("Terms of sale", 12)):
        sheet.text(MARGIN, y, title, "Times-Roman", 16)
        sheet.text(420, y, str(page), "Times-Roman", 16, GREEN, "right")
        sheet.line(MARGIN, y + 8, 420, y + 8, SAND, 0.8)
        y += 34
    sheet.picture(artwork.banner_jpeg(530, 240, (186, 198, 186), 8), (MARGIN, 440, 572, 680))
    words = (
        "Minimum opening order $750, reorders from $250. Six pieces a style, colours may be mixed. "
        "WHS is our wholesale price, MSRP the suggested retail price."
    )
    sheet.paragraph(MARGIN, 704, words, 500, "Helvetica", 9, GREY)
    sheet.next_page()


def band(sheet: Sheet, ware: Ware, count: int) -> None:
    """The head of a category's first page: a strip of scenery, its name and how many styles there are."""
    index = [g.name for g in HARROW.groups].index(ware.category)
    tint = ((196, 184, 168), (202, 186, 180), (172, 182, 176), (190, 176, 152))[index]
    box = (MARGIN, 66.0, 572.0, 236.0)
    sheet.picture(artwork.banner_jpeg(1064, 340, tint, 20 + index), box)
    sheet.text(MARGIN + 24, 150, ware.category, "Times-Roman", 34, WHITE)
    sheet.text(MARGIN + 24, 172, f"{count} styles", "Helvetica", 10, WHITE)


def pictures(sheet: Sheet, ware: Ware, number: int, box: Box) -> list[Box]:
    """One studio picture, or two views, or a cut-out: what brands mix on a page."""
    x0, y0, x1, y1 = box
    colour = ware.colours[0].rgb
    look = (ware.kind, colour, ware.accent, ware.pattern)
    if number % 4 == 2:
        return [sheet.picture(artwork.product_png(*look, size=(250, 250)), box)]
    if number % 9 == 4:
        half = (x1 - x0 - 6) / 2
        front, back = (artwork.product_jpeg(*look, view=v, size=(240, 420)) for v in ("front", "back"))
        return [
            sheet.picture(front, (x0, y0, x0 + half, y1)),
            sheet.picture(back, (x1 - half, y0, x1, y1)),
        ]
    return [sheet.picture(artwork.product_jpeg(*look, size=(480, 416)), box)]


def card(sheet: Sheet, ware: Ware, number: int, x: float, y: float) -> TrueProduct:
    """One product: pictures, then style number and name, swatches, sizes, material and both prices."""
    width = 164.0
    boxes = pictures(sheet, ware, number, (x, y, x + width, y + 142))
    sheet.text(x, y + 155, ware.code or "", "Helvetica-Bold", 7.5, GREEN)
    for k, colour in enumerate(ware.colours):
        right = x + width - 11 * k
        sheet.rect((right - 8, y + 148, right, y + 156), fill=colour.rgb, stroke=GREY, width=0.3, radius=4)
    sheet.text(x, y + 167, ware.name, "Times-Roman", 11)
    sheet.text(x, y + 178, ", ".join(c.name for c in ware.colours), "Helvetica", 7, GREY)
    sheet.text(x, y + 188, f"{' '.join(sizes_of(ware))}", "Helvetica", 7, GREY)
    sheet.text(x, y + 198, ware.materials.capitalize(), "Helvetica", 7, GREY)
    sheet.text(x, y + 211, f"WHS ${ware.wholesale:.2f}", "Helvetica-Bold", 8.5)
    sheet.text(x + width, y + 211, f"MSRP ${ware.retail:.2f}", "Helvetica", 8.5, GREY, "right")
    return TrueProduct(
        style_number=ware.code,
        name=ware.name,
        category=ware.category,
        wholesale_price=Price(amount=f"{ware.wholesale:.2f}", currency="USD"),
        retail_price=Price(amount=f"{ware.retail:.2f}", currency="USD"),
        colors=[c.name for c in ware.colours],
        sizes=list(sizes_of(ware)),
        materials=ware.materials.capitalize(),
        page=sheet.page,
        pictures=boxes,
    )


def category_pages(sheet: Sheet, wares: list[Ware], start: int) -> Iterator[TrueProduct]:
    """A category's pages: a band and six cards, then nine cards a page."""
    done = 0
    while done < len(wares):
        first = done == 0
        furniture(sheet, wares[0].category)
        if first:
            band(sheet, wares[0], len(wares))
        top = 254.0 if first else 66.0
        for k, ware in enumerate(wares[done : done + (FIRST if first else FULL)]):
            x, y = MARGIN + k % 3 * 184, top + k // 3 * (254 if first else 233)
            yield card(sheet, ware, start + done + k, x, y)
        done += FIRST if first else FULL
        sheet.next_page()


def size_chart(sheet: Sheet) -> None:
    """A table of body measures: numbers in a grid that are no products."""
    furniture(sheet, "Size chart")
    sheet.text(MARGIN, 110, "Size chart", "Times-Roman", 26, GREEN)
    rows = [
        ("Size", "XS", "S", "M", "L", "XL"),
        ("US", "2", "4 - 6", "8 - 10", "12", "14"),
        ("Bust (in)", "32", "34", "36", "38.5", "41"),
        ("Waist (in)", "25", "27", "29", "31.5", "34"),
        ("Hip (in)", "35", "37", "39", "41.5", "44"),
        ("Sleeve (in)", "29.5", "30", "30.5", "31", "31.5"),
    ]
    _grid(sheet, rows, 140)
    sheet.text(MARGIN, 330, "Shoes", "Times-Roman", 18, GREEN)
    _grid(
        sheet, [("EU", *SHOES), ("US", "5.5", "6.5", "7.5", "8.5", "9.5", "10"), ("cm", *map(str, range(23, 29)))], 350
    )
    sheet.picture(artwork.banner_jpeg(530, 220, (190, 188, 178), 14), (MARGIN, 500, 572, 720))
    sheet.next_page()


def _grid(sheet: Sheet, rows: Sequence[tuple[str, ...]], top: float) -> None:
    for r, row in enumerate(rows):
        y = top + 24 * r
        if r == 0:
            sheet.rect((MARGIN, y, 572, y + 24), fill=SAND)
        sheet.line(MARGIN, y + 24, 572, y + 24, GREY, 0.4)
        for c, cell in enumerate(row):
            font = "Helvetica-Bold" if r == 0 or c == 0 else "Helvetica"
            sheet.text(MARGIN + 10 + c * 76, y + 16, cell, font, 9)


def terms(sheet: Sheet) -> None:
    """Terms of sale: prose with amounts in it that price nothing."""
    furniture(sheet, "Terms of sale")
    sheet.text(MARGIN, 110, "Terms of sale", "Times-Roman", 26, GREEN)
    y = 146.0
    for title, words in (
        ("Orders", "Opening orders start at $750.00 net; reorders at $250.00. Orders under $250 carry a $25.00 fee."),
        ("Payment", "Half on order, half before shipping. Net 30 for accounts of one season's standing."),
        ("Shipping", "Ex works Kendal. Orders over $2,500 ship free within the United States; others at $38.00 flat."),
        ("Cancellations", "Free until 1 March 2026. After that date a restocking fee of 15% applies."),
        ("Claims", "Please report damaged goods within 7 days. Returns need our written consent."),
    ):
        sheet.text(MARGIN, y, title, "Helvetica-Bold", 11, GREEN)
        y = sheet.paragraph(MARGIN, y + 16, words, 460, "Helvetica", 9.5) + 18
    sheet.picture(logo(), (270, 600, 342, 672))
    sheet.text(306, 700, "harrowandvale.example", "Times-Italic", 12, GREEN, "center")


def make(folder: Path) -> Truth:
    """Write the sample and its truth into `folder`."""
    sheet = Sheet(folder / f"{NAME}.pdf", LETTER, "Harrow & Vale, Autumn / Winter 2026 wholesale linesheet")
    wares = make_wares(HARROW, 26)
    products: list[TrueProduct] = []
    cover(sheet)
    contents(sheet)
    for group in HARROW.groups:
        products += category_pages(sheet, [w for w in wares if w.category == group.name], len(products))
    size_chart(sheet)
    terms(sheet)
    pages = sheet.page
    sheet.save()
    truth = Truth(
        document=NAME,
        made="by tests/data/make_sample.py",
        pages=pages,
        categories=[g.name for g in HARROW.groups],
        products=products,
    )
    mark_twins(truth, folder / f"{NAME}.pdf").write(folder / f"{NAME}.json")
    return truth


if __name__ == "__main__":
    made = make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
    print(f"{made.document}: {made.pages} pages, {len(made.products)} products")
