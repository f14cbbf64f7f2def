"""Lists of text, and words of several products woven into each other."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.generated.captions import (
    Line,
    caption,
    color_runs,
    fact_lines,
    money,
    name_run,
    price_fields,
    price_lines,
    title_lines,
    write_lines,
)
from tests.data.generated.draft import Draft, Run, Slip
from tests.data.generated.furniture import closing, head, heading, opening
from tests.data.generated.goods import Item
from tests.data.generated.pictures import put
from tests.data.pieces import chunks
from tests.data.sheet import GREY


def text_columns(draft: Draft) -> None:
    """Three columns of text, filled from top to bottom, then the next column; no pictures."""
    sheet = draft.sheet
    opening(draft)
    top = head(draft)
    wide = (sheet.width - 80 - 2 * 16) / 3
    column, y = 0, top
    for category, items in draft.maker.groups((13, 12, 13)):
        for k, item in enumerate(items):
            lines = caption(draft.style, item)
            high = 9.6 * len(lines) + 26 + (24 if k == 0 else 0)
            if y + high > sheet.height - 30:
                column, y = column + 1, top
            if column == 3:
                sheet.next_page()
                head(draft)
                column = 0
            x = 40 + column * (wide + 16)
            if k == 0:
                y = heading(draft, category, x, y, 11)
            y = write_lines(draft, draft.slip(item), x, y + 10, lines, wide, 7.5) + 6
    closing(draft)


def dotted_list(draft: Draft) -> None:
    """A line a product, dots leading to the prices; a small line of facts below each."""
    sheet, _style = draft.sheet, draft.style
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((12, 13, 11)):
        if y + 60 > sheet.height - 40:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y, 12) + 4
        for item in items:
            if y + 26 > sheet.height - 36:
                sheet.next_page()
                y = head(draft) + 6
            _dotted(draft, item, y + 8)
            y += 28
    closing(draft)


def _dotted(draft: Draft, item: Item, y: float) -> None:
    sheet, style = draft.sheet, draft.style
    slip = draft.slip(item)
    draft.flow(slip, 40, y, [Run(item.code, "style_number"), Run("  "), Run(item.name, "name", bold=True)], 300, 9)
    start = 40 + stringWidth(f"{item.code}  ", draft.regular, 9) + stringWidth(item.name, draft.bold, 9) + 10
    right = sheet.width - 40
    fields = price_fields(style)
    step = 86.0 if style.label_style in ("bare", "legend") else 128.0
    for k, (field, label) in enumerate(fields):
        edge = right - step * (len(fields) - 1 - k)
        value = Run(money(style, item, field), field, bold=True)
        runs = [Run(label, color=GREY, scale=0.8), Run(" " + value.words, field, bold=True)]
        shown = [value] if style.label_style in ("bare", "legend", "header") else runs
        draft.flow(slip, edge, y, shown, step - 4, 9, "right")
    end = right - step * len(fields) - 4
    dot = stringWidth(".", draft.regular, 9)
    sheet.text(start, y, "." * max(0, int((end - start) / dot)), draft.regular, 9, GREY)
    facts: Line = []
    for line in fact_lines(style, item):
        facts += [*line, Run("   ")]
    draft.flow(slip, 60, y + 11, facts[:-1], right - 70, 7.5)


def side_captions(draft: Draft) -> None:
    """A column of pictures at the left edge and all captions in one column at the right, level with them."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((6, 5, 6)):
        if y + 160 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 116 > sheet.height - 28:
                sheet.next_page()
                y = head(draft)
            slip = draft.slip(item)
            put(draft, slip, (40, y, 190, y + 108))
            write_lines(draft, slip, sheet.width - 250, y + 14, caption(draft.style, item), 210, 8.5)
            y += 118
    closing(draft)


def zigzag(draft: Draft) -> None:
    """A product a row, pictures left and right by turns."""
    sheet = draft.sheet
    opening(draft)
    y, turn = head(draft), 0
    for category, items in draft.maker.groups((6, 5, 6)):
        if y + 200 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 154 > sheet.height - 28:
                sheet.next_page()
                y = head(draft)
            slip = draft.slip(item)
            left, right = 40.0, sheet.width - 40
            if turn % 2:
                put(draft, slip, (right - 190, y, right, y + 146))
                write_lines(draft, slip, right - 210, y + 24, caption(draft.style, item), 250, 9, "right")
            else:
                put(draft, slip, (left, y, left + 190, y + 146))
                write_lines(draft, slip, left + 210, y + 24, caption(draft.style, item), 250, 9)
            turn += 1
            y += 158
    closing(draft)


def woven_columns(draft: Draft) -> None:
    """Two products side by side whose lines are written across: first of one, first of the other, and so on."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    half = (sheet.width - 100) / 2
    for category, items in draft.maker.groups((8, 6, 8)):
        if y + 190 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for pair in chunks(items, 2):
            if y + 152 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            slips = [draft.slip(item) for item in pair]
            for k, slip in enumerate(slips):
                x = 40 + k * (half + 20)
                put(draft, slip, (x, y, x + 92, y + 112))
            _across(draft, slips, [142 + k * (half + 20) for k in range(len(pair))], y + 12, half - 100)
            y += 152
    closing(draft)


def _across(draft: Draft, slips: list[Slip], lefts: list[float], y: float, wide: float) -> None:
    """The captions of several slips, line by line over all of them."""
    captions = [caption(draft.style, slip.item) for slip in slips]
    for n in range(max(map(len, captions))):
        below = y
        for slip, left, lines in zip(slips, lefts, captions, strict=True):
            if n < len(lines):
                below = max(below, draft.flow(slip, left, y, lines[n], wide, 8))
        y = max(below, y + 9)


def staggered(draft: Draft) -> None:
    """Two columns of short captions, the right one begun half a line lower, so that their lines alternate."""
    sheet = draft.sheet
    opening(draft)
    top = head(draft)
    half = (sheet.width - 100) / 2
    for category, items in draft.maker.groups((10, 9, 9)):
        if draft.slips:
            sheet.next_page()
            top = head(draft)
        y = heading(draft, category, 40, top)
        for pair in chunks(items, 2):
            for k, item in enumerate(pair):
                slip = draft.slip(item)
                x, start = 40 + k * (half + 20), y + 5.5 * k
                put(draft, slip, (x, start, x + 84, start + 100))
                write_lines(draft, slip, x + 96, start + 12, caption(draft.style, item), half - 98, 8)
            y += 130
    closing(draft)


def keyed_blocks(draft: Draft) -> None:
    """A picture, then lines of label and value with the values in a column of their own."""
    sheet, _style = draft.sheet, draft.style
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((5, 6, 5)):
        if y + 190 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 146 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            slip = draft.slip(item)
            put(draft, slip, (40, y, 150, y + 132))
            _keyed(draft, slip, 172, y + 16)
            sheet.line(40, y + 140, sheet.width - 40, y + 140, (210, 208, 204))
            y += 150
    closing(draft)


def _keyed(draft: Draft, slip: Slip, x: float, y: float) -> None:
    style, item, words = draft.style, slip.item, draft.style.language
    rows: list[tuple[str, Line]] = [
        (words.name, [name_run(item)]),
        (style.code_word, [Run(item.code, "style_number")]),
        (words.colour, color_runs(style, item)),
        (words.size, [Run(item.sizes.printed, "sizes")] if item.sizes.printed else []),
        (words.material, [Run(item.materials, "materials")]),
    ]
    if style.order == "code_first":
        rows[0], rows[1] = rows[1], rows[0]
    rows += [(label, [Run(money(style, item, field), field, bold=True)]) for field, label in price_fields(style)]
    for label, value in rows:
        if value:
            draft.flow(None, x, y, [Run(label, color=GREY)], 120, 8.5)
            y = draft.flow(slip, x + 124, y, value, 240, 8.5) + 4


def prices_first(draft: Draft) -> None:
    """Small cards that begin with the price, big, over the name; colours and sizes at the end."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    wide = (sheet.width - 80 - 2 * 14) / 3
    for category, items in draft.maker.groups((6, 6, 9)):
        if y + 270 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for trio in chunks(items, 3):
            if y + 236 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            for k, item in enumerate(trio):
                slip, x = draft.slip(item), 40 + k * (wide + 14)
                put(draft, slip, (x, y, x + wide, y + 126))
                lines = [
                    *price_lines(draft.style, item),
                    *title_lines(draft.style, item),
                    *fact_lines(draft.style, item),
                ]
                write_lines(draft, slip, x, y + 139, lines, wide, 7.8)
            y += 240
    closing(draft)
