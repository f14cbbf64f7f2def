"""Pages of few products: one a page, several views, spreads, shared photographs."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.generated.captions import (
    caption,
    code_runs,
    fact_lines,
    name_run,
    price_lines,
    title_lines,
    write_lines,
)
from tests.data.generated.draft import Draft, Run, Slip
from tests.data.generated.furniture import closing, freight_table, head, heading, opening, size_chart, terms
from tests.data.generated.goods import Item
from tests.data.generated.pictures import badge, encoded, put, scene, stretch, vector
from tests.data.pieces import chunks
from tests.data.sheet import GREY
from tests.data.truth import Box


def one_a_page(draft: Draft) -> None:
    """One product a page: a large picture and a few words."""
    sheet = draft.sheet
    for n, (category, items) in enumerate(draft.maker.groups((4, 4, 4))):
        for k, item in enumerate(items):
            if n or k:
                sheet.next_page()
            y = heading(draft, category, 40, head(draft), 11)
            slip = draft.slip(item)
            put(draft, slip, (80, y + 10, sheet.width - 80, y + 430))
            write_lines(draft, slip, 80, y + 470, caption(draft.style, item), 400, 12)


def several_views(draft: Draft) -> None:
    """Front, back and detail of each product, two products a page."""
    sheet = draft.sheet
    opening(draft)
    first = True
    for category, items in draft.maker.groups((4, 6, 4)):
        for pair in chunks(items, 2):
            if not first:
                sheet.next_page()
            first = False
            y = heading(draft, category, 40, head(draft))
            for item in pair:
                _views(draft, draft.slip(item), y)
                y += 340
    closing(draft)


def _views(draft: Draft, slip: Slip, y: float) -> None:
    put(draft, slip, (40, y, 240, y + 240))
    put(draft, slip, (250, y, 350, y + 116), view="back")
    put(draft, slip, (250, y + 124, 350, y + 240), view="detail")
    lines = [*fact_lines(draft.style, slip.item), *price_lines(draft.style, slip.item)]
    below = write_lines(draft, slip, 40, y + 256, title_lines(draft.style, slip.item), 310, 10)
    write_lines(draft, slip, 366, y + 14, lines, draft.sheet.width - 406, 9)
    draft.sheet.line(40, below + 10, draft.sheet.width - 40, below + 10)


def lookbook(draft: Draft) -> None:
    """Each page a photograph of a few products together; a panel on it lists them with their prices."""
    sheet = draft.sheet
    opening(draft)
    first = True
    for category, items in draft.maker.groups((6, 4, 6)):
        for pair in chunks(items, 2):
            if not first:
                sheet.next_page()
            first = False
            box = (0.0, 0.0, sheet.width, sheet.height)
            size = (round(sheet.width * 0.8), round(sheet.height * 0.8))
            content = encoded(draft, scene(draft, pair, size, sheet.page))
            stretch(draft, content, box)
            top = sheet.height - 190
            sheet.rect((30, top, sheet.width - 30, sheet.height - 30), fill=(252, 251, 248))
            sheet.text(sheet.width - 46, 40, f"Look {sheet.page}", draft.bold, 16, (255, 255, 255), "right")
            y = heading(draft, category, 44, top + 4, 12)
            for k, item in enumerate(pair):
                slip = draft.slip(item)
                slip.show(box, content)
                x = 44 + k * (sheet.width - 80) / 2
                write_lines(draft, slip, x, y + 16, caption(draft.style, item), (sheet.width - 110) / 2, 8.5)
    closing(draft)


def spread(draft: Draft) -> None:
    """Pages with one photograph over the left two thirds and, beside it, the products it shows."""
    sheet = draft.sheet
    first = True
    for category, items in draft.maker.groups((6, 6, 6)):
        for few in chunks(items, 3):
            if not first:
                sheet.next_page()
            first = False
            edge = sheet.width * 0.6
            box: Box = (0, 0, round(edge), sheet.height)
            image = scene(draft, few, (round(edge * 0.9), round(sheet.height * 0.9)), sheet.page)
            content = encoded(draft, image)
            stretch(draft, content, box)
            y = heading(draft, category, edge + 20, 50, 14) + 14
            for item in few:
                slip = draft.slip(item)
                slip.show(box, content)
                y = write_lines(draft, slip, edge + 20, y, caption(draft.style, item), sheet.width - edge - 40, 8) + 18


def shared_pictures(draft: Draft) -> None:
    """A photograph shows two products, whose captions stand below it side by side."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((6, 4, 6)):
        if y + 320 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for pair in chunks(items, 2):
            if y + 290 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            box = (40.0, y, sheet.width - 40, y + 180)
            content = encoded(draft, scene(draft, pair, (480, 163), sheet.page))
            stretch(draft, content, box)
            half = (sheet.width - 100) / 2
            for k, item in enumerate(pair):
                slip = draft.slip(item)
                slip.show(box, content)
                write_lines(draft, slip, 40 + k * (half + 20), y + 194, caption(draft.style, item), half, 8)
            y += 292
    closing(draft)


def colour_tiles(draft: Draft) -> None:
    """A product in all its colours: words and price once, then a picture a colour with the colour's own number."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((5, 4, 5)):
        if y + 230 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 200 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            y = _tiles(draft, item, y) + 14
    closing(draft)


def _tiles(draft: Draft, item: Item, y: float) -> float:
    style, slip, sheet = draft.style, draft.slip(item), draft.sheet
    facts = [line for line in fact_lines(style, item) if not any(run.field == "colors" for run in line)]
    y = write_lines(draft, slip, 40, y + 12, title_lines(style, item), 230, 9)
    right = write_lines(draft, slip, 300, y - 22, [*facts, *price_lines(style, item)], 250, 8)
    y = max(y, right) + 2
    for k, colour in enumerate(item.colours):
        x = 40 + k * 112
        put(draft, slip, (x, y, x + 100, y + 110), k)
        draft.flow(slip, x, y + 121, [Run(f"{item.code}-{colour.number}", color=GREY)], 100, 7.5)
        draft.flow(slip, x, y + 131, [Run(colour.name, "colors")], 100, 7.5)
    sheet.line(40, y + 140, sheet.width - 40, y + 140)
    return y + 140


def charts_and_terms(draft: Draft) -> None:
    """A few products, then pages of what looks like prices but is none: rates, sizes, terms, a form to fill in."""
    sheet = draft.sheet
    y = head(draft)
    freight_table(draft, 40, y + 20)
    size_chart(draft, 40, y + 220)
    for category, items in draft.maker.groups((6, 6)):
        sheet.next_page()
        y = heading(draft, category, 40, head(draft))
        for k, item in enumerate(items):
            slip = draft.slip(item)
            x, top = 40 + k % 2 * 260.0, y + k // 2 * 220.0
            put(draft, slip, (x, top, x + 110, top + 132))
            write_lines(draft, slip, x + 120, top + 12, caption(draft.style, item), 130, 8)
    sheet.next_page()
    below = terms(draft, 90)
    freight_table(draft, 48, below + 30)
    for n in range(4):
        sheet.line(48, below + 230 + 26 * n, sheet.width - 48, below + 230 + 26 * n)


def drawings(draft: Draft) -> None:
    """Products as technical drawings: curves and fills, no raster; words below."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    wide = (sheet.width - 80 - 2 * 16) / 3
    for category, items in draft.maker.groups((6, 7, 6)):
        if y + 250 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for trio in chunks(items, 3):
            if y + 222 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            for k, item in enumerate(trio):
                slip, x = draft.slip(item), 40 + k * (wide + 16)
                vector(draft, slip, (x, y, x + wide, y + 120))
                write_lines(draft, slip, x, y + 134, caption(draft.style, item), wide, 8)
            y += 226
    closing(draft)


def swatch_rows(draft: Draft) -> None:
    """A picture with its facts, and below it a row of small squares of cloth, each with its colour's name."""
    sheet, style = draft.sheet, draft.style
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((6, 6, 4)):
        if y + 230 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for pair in chunks(items, 2):
            if y + 196 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            for k, item in enumerate(pair):
                slip, x = draft.slip(item), 40 + k * 266.0
                put(draft, slip, (x, y, x + 112, y + 134))
                facts = [line for line in fact_lines(style, item) if not any(run.field == "colors" for run in line)]
                lines = [[name_run(item)], code_runs(style, item), *facts, *price_lines(style, item)]
                write_lines(draft, slip, x + 122, y + 12, lines, 132, 8)
                _cloth(draft, slip, x, y + 142)
            y += 200
    closing(draft)


def _cloth(draft: Draft, slip: Slip, x: float, y: float) -> None:
    size = 6.5
    for colour in slip.item.colours:
        draft.sheet.rect((x, y, x + 18, y + 18), fill=colour.rgb, stroke=GREY, width=0.3)
        draft.flow(slip, x, y + 27, [Run(colour.name, "colors")], 80, size)
        x += max(30, stringWidth(colour.name, draft.regular, size) + 10)


def badge_cards(draft: Draft) -> None:
    """Cards on coloured grounds; certifiers' marks and icons stand beside the words."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    wide = (sheet.width - 80 - 16) / 2
    for category, items in draft.maker.groups((6, 4, 6)):
        if y + 290 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for pair in chunks(items, 2):
            if y + 262 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            for k, item in enumerate(pair):
                slip, x = draft.slip(item), 40 + k * (wide + 16)
                sheet.rect((x, y, x + wide, y + 252), fill=(246, 243, 236))
                put(draft, slip, (x + 8, y + 8, x + wide - 8, y + 158))
                write_lines(draft, slip, x + 10, y + 172, caption(draft.style, item), wide - 60, 7.8)
                for n in range(1 + len(item.name) % 3):
                    badge(draft, x + wide - 24, y + 166 + 20 * n)
            y += 262
    closing(draft)
