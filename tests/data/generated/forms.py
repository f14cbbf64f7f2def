"""Order forms: size grids, variants in rows, own codes for colours, fields to fill in."""

from __future__ import annotations

from dataclasses import replace

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.generated.captions import (
    caption,
    code_runs,
    fact_lines,
    money,
    name_run,
    price_fields,
    price_lines,
    write_lines,
)
from tests.data.generated.draft import ASCENT, DESCENT, Draft, Run, Slip
from tests.data.generated.furniture import closing, head, heading, opening
from tests.data.generated.goods import Item
from tests.data.generated.pictures import put
from tests.data.generated.tables import LEFT, Column, Look, cell, columns, header
from tests.data.sheet import GREY, WHITE
from tests.data.truth import Box


def size_grid(draft: Draft) -> None:
    """An order form: sizes stand as column headings over empty cells for quantities, anew for each category."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft, LEFT)
    for category, items in draft.maker.groups((9, 8, 8)):
        if y + 120 > sheet.height - 30:
            sheet.next_page()
            y = head(draft, LEFT)
        y = heading(draft, category, LEFT, y, 11)
        table, grid = _grid_columns(draft, items[0])
        y, sizes = _grid_header(draft, table, grid, items[0], y)
        for item in items:
            if y + 44 > sheet.height - 26:
                sheet.next_page()
                y, sizes = _grid_header(draft, table, grid, items[0], head(draft, LEFT))
            slip = draft.slip(item)
            for column in table:
                sheet.rect((column.left, y, column.right, y + 44), stroke=GREY)
                cell(draft, slip, column, y, y + 44, 7)
            for k in range(len(grid) - 1):
                sheet.rect((grid[k], y, grid[k + 1], y + 44), stroke=GREY)
            if item.sizes.meant:
                slip.places["sizes"] = sizes
            y += 44
        y += 12
    closing(draft)


def _grid_columns(draft: Draft, item: Item) -> tuple[list[Column], list[float]]:
    wanted = (("picture", 46), ("style_number", 50), ("name", 84), ("colors", 72), ("prices", 50))
    count = max(1, len(item.sizes.meant))
    table = columns(draft, [*wanted, *[("blank", 26.0)] * (count + 1)])
    fixed = len(table) - count - 1
    return table[:fixed], [c.left for c in table[fixed:]] + [table[-1].right]


def _grid_header(draft: Draft, table: list[Column], grid: list[float], item: Item, y: float) -> tuple[float, Box]:
    below = header(draft, table, y, Look())
    titles = [*(item.sizes.meant or ("",)), draft.style.language.quantity]
    spot = Slip(item, 0, None)
    for k, title in enumerate(titles):
        draft.sheet.rect((grid[k], y, grid[k + 1], below), fill=draft.style.accent, stroke=GREY)
        field = None if title == titles[-1] else "sizes"
        draft.flow(spot, (grid[k] + grid[k + 1]) / 2, y + 15, [Run(title, field, True, color=WHITE)], 60, 6.5, "center")
    return below, spot.places.get("sizes", (0, 0, 0, 0))


def variant_rows(draft: Draft) -> None:
    """A product as a head with picture, name and number; below it a row a colour with the variant's own number."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    for category, items in draft.maker.groups((6, 6, 5)):
        if y + 150 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 106 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            y = _variants(draft, draft.slip(item), y) + 14
    closing(draft)


def _variants(draft: Draft, slip: Slip, y: float) -> float:
    sheet, style, item = draft.sheet, draft.style, slip.item
    right = sheet.width - 40
    sheet.rect((40, y, right, y + 92), fill=(247, 246, 243))
    put(draft, slip, (46, y + 4, 126, y + 88))
    lines = [[name_run(item)], [Run(style.code_word + " ", color=GREY), Run(item.code, "style_number")]]
    facts = [line for line in fact_lines(style, item) if line[-1].field == "materials"]
    write_lines(draft, slip, 140, y + 16, [*lines, *facts], 160, 8.5)
    if item.sizes.printed:
        draft.flow(
            slip, 140, y + 60, [Run(style.language.size + ": ", color=GREY), Run(item.sizes.printed, "sizes")], 160, 8
        )
    edges = [310.0, 390.0, 470.0, right]
    for k, colour in enumerate(item.colours):
        line = y + 16 + 18 * k
        draft.flow(None, edges[0], line, [Run(f"{item.code}.{colour.number}")], 78, 7.5)
        draft.flow(slip, edges[1], line, [Run(colour.name, "colors")], 80, 7.5)
        shown = slip if k == 0 else None
        prices: list[Run] = []
        for field, _ in price_fields(style):
            prices += (
                [Run(" / "), Run(money(style, item, field), field)]
                if prices
                else [Run(money(style, item, field), field)]
            )
        draft.flow(shown, right - 6, line, prices, right - edges[2] - 8, 7.5, "right")
        sheet.line(edges[0], line + 5, right, line + 5, (205, 202, 196), 0.4)
    return y + 92


def own_codes(draft: Draft) -> None:
    """Each colour of a product is a card of its own, with a number of its own; the name repeats."""
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    wide = (sheet.width - 80 - 3 * 12) / 4
    for category, items in draft.maker.groups((5, 5, 4)):
        if y + 260 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 230 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            for k, colour in enumerate(item.colours):
                own = replace(item, code=draft.maker.code(colour) if k else item.code, colours=(colour,))
                slip, x = draft.slip(own), 40 + k * (wide + 12)
                put(draft, slip, (x, y, x + wide, y + 104))
                write_lines(draft, slip, x, y + 116, caption(draft.style, own), wide, 7.2)
            y += 236
    closing(draft)


def filled_form(draft: Draft) -> None:
    """A form whose fields hold number and prices; the name, the facts and the labels are printed."""
    sheet, style = draft.sheet, draft.style
    y = head(draft)
    for category, items in draft.maker.groups((6, 6, 5)):
        if y + 150 > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for item in items:
            if y + 118 > sheet.height - 26:
                sheet.next_page()
                y = head(draft)
            slip = draft.slip(item)
            put(draft, slip, (40, y, 130, y + 106))
            lines = [[name_run(item)], *fact_lines(style, item)]
            write_lines(draft, slip, 144, y + 14, lines, 180, 8)
            values = [(style.code_word, "style_number", item.code)]
            values += [(label, field, money(style, item, field)) for field, label in price_fields(style)]
            values.append((style.language.quantity, "", ""))
            for k, (label, field, value) in enumerate(values):
                sheet.text(346, y + 16 + 24 * k, label, draft.regular, 8, GREY)
                _field(draft, slip, 452, y + 4 + 24 * k, field, value)
            y += 120


def _field(draft: Draft, slip: Slip, x: float, y: float, field: str, value: str) -> None:
    sheet, size, high = draft.sheet, 9, 14.0
    written = stringWidth(value, "Helvetica", size)
    wide = max(64.0, written + 8)
    sheet.canvas.acroForm.textfield(
        name=f"{field or 'qty'}_{len(draft.slips)}",
        value=value.replace("\u00a0", " "),
        x=x,
        y=sheet.height - y - high,
        width=wide,
        height=high,
        fontName="Helvetica",
        fontSize=size,
        borderWidth=0.5,
        forceBorder=True,
        fillColor=None,
    )
    if field:  # of a short value a little more: the ink and the field are both its place
        base = y + high / 2 + size * 0.2
        slip.mark(field, (x + 2, base - ASCENT * size, x + 2 + max(written, 28), base + DESCENT * size))


def slides(draft: Draft) -> None:
    """Slides: a dark ground, two or three products each, shadows below pictures, text boxes of several fonts."""
    sheet, style = draft.sheet, draft.style
    ground, light = (34, 36, 44), (240, 238, 232)
    first = True
    for category, items in draft.maker.groups((6, 6, 6)):
        for n in range(0, len(items), 3):
            if not first:
                sheet.next_page()
            first = False
            sheet.rect((0, 0, sheet.width, sheet.height), fill=ground)
            if draft.enter(category):
                sheet.text(46.8, 56.8, category, "VeraBd", 26, (10, 10, 12))  # the shadow that such programs write
                sheet.text(46, 56, category, "VeraBd", 26, light)
            sheet.text(
                sheet.width - 46,
                sheet.height - 20,
                f"{style.brand}  {style.language.season}",
                "Helvetica",
                10,
                GREY,
                "right",
            )
            for k, item in enumerate(items[n : n + 3]):
                _slide_card(draft, item, 46 + k * 252.0, light)


def _slide_card(draft: Draft, item: Item, x: float, light: tuple[int, int, int]) -> None:
    slip, style = draft.slip(item), draft.style
    draft.sheet.rect((x + 5, 85, x + 237, 305), fill=(16, 17, 22))
    put(draft, slip, (x, 80, x + 232, 300))
    lines = [_mixed(item.name), code_runs(style, item), *fact_lines(style, item), *price_lines(style, item)]
    lines = [[replace(run, color=(170, 168, 164) if run.color == GREY else light) for run in line] for line in lines]
    write_lines(draft, slip, x, 324, lines, 236, 12)


def _mixed(name: str) -> list[Run]:
    """The name in two fonts, the change being inside a word."""
    cut = max(2, len(name.split()[0]) // 2)
    return [
        Run(name[:cut], "name", font="VeraBd", scale=1.2),
        Run(name[cut:], "name", font="Helvetica-Bold", scale=1.25),
    ]
