"""Tables: a row is a product, a column a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.data.artwork import RGB
from tests.data.generated.captions import color_runs, money, price_fields
from tests.data.generated.draft import Draft, Run, Slip
from tests.data.generated.furniture import closing, head, opening
from tests.data.generated.goods import Item
from tests.data.generated.pictures import put
from tests.data.sheet import GREY, WHITE, Align

LEFT = 36.0
_SHADE: RGB = (238, 240, 244)


@dataclass(frozen=True)
class Column:
    """A column from `left` to `right`. `field` is "picture", "prices" (both in one cell), "blank" or a field's name."""

    title: str
    field: str
    left: float
    right: float

    @property
    def align_right(self) -> bool:
        """Whether its values stand at the right edge."""
        return self.field in ("wholesale_price", "retail_price", "prices")


@dataclass(frozen=True)
class Look:
    """How a table is drawn. `ruled`: lines around cells; `banded`: every second row shaded; heights in points."""

    row: float = 64
    size: float = 8
    ruled: bool = True
    banded: bool = False
    repeat: bool = True
    section: str = "bar"  # or "plain", "none"


def columns(draft: Draft, wanted: Sequence[tuple[str, float]]) -> list[Column]:
    """Columns over the width of the page, in the shares given; prices are split or joined by the document's style."""
    style, words = draft.style, draft.style.language
    titles = {
        "picture": words.picture,
        "style_number": style.code_word,
        "name": words.name,
        "colors": words.colour,
        "sizes": words.size,
        "materials": words.material,
        "blank": words.quantity,
    }
    parts: list[tuple[str, str, float]] = []
    for field, share in wanted:
        if field != "prices":
            parts.append((titles[field], field, share))
            continue
        currency = f" {style.money.currency}" if style.money.stated else ""
        fields = price_fields(style)
        if style.label_style == "legend":
            parts.append((" / ".join(label for _, label in fields) + currency, "prices", share * 1.5))
        else:
            parts += [(label + currency, name, share) for name, label in fields]
    total = sum(share for _, _, share in parts)
    unit = (draft.sheet.width - 2 * LEFT) / total
    out, left = [], LEFT
    for title, field, share in parts:
        out.append(Column(title, field, left, left + share * unit))
        left += share * unit
    return out


def header(draft: Draft, table: Sequence[Column], y: float, look: Look) -> float:
    """The row of headings; the y below it is returned."""
    high = 24.0
    for column in table:
        box = (column.left, y, column.right, y + high)
        draft.sheet.rect(box, fill=draft.style.accent if look.ruled else None, stroke=GREY if look.ruled else None)
        run = Run(column.title, bold=True, color=WHITE if look.ruled else draft.style.accent)
        x, wide = (column.right - 4 if column.align_right else column.left + 4), column.right - column.left - 6
        one = draft.width([run], 7.5) <= wide
        draft.flow(None, x, y + (15 if one else 10), [run], wide, 7.5, _align(column))
    if not look.ruled:
        draft.sheet.line(LEFT, y + high, table[-1].right, y + high, draft.style.accent, 1)
    return y + high


def row(draft: Draft, table: Sequence[Column], item: Item, y: float, look: Look, shaded: bool = False) -> Slip:
    """One product's row."""
    slip = draft.slip(item)
    sheet = draft.sheet
    bottom = y + look.row
    if shaded:
        sheet.rect((LEFT, y, table[-1].right, bottom), fill=_SHADE)
    for column in table:
        if look.ruled:
            sheet.rect((column.left, y, column.right, bottom), stroke=GREY)
        cell(draft, slip, column, y, bottom, look.size)
    if not look.ruled and not look.banded:
        sheet.line(LEFT, bottom, table[-1].right, bottom, (210, 208, 204), 0.4)
    return slip


def _align(column: Column) -> Align:
    return "right" if column.align_right else "left"


def cell(draft: Draft, slip: Slip, column: Column, y: float, bottom: float, size: float) -> None:
    """One cell: a picture, or words in the upper middle."""
    item, style = slip.item, draft.style
    wide = column.right - column.left
    if column.field == "picture":
        side = min(wide, bottom - y) - 6
        middle = (column.left + column.right) / 2
        put(draft, slip, (middle - side / 2, y + 3, middle + side / 2, y + 3 + side))
        return
    runs = {
        "style_number": lambda: [Run(item.code, "style_number")],
        "name": lambda: [Run(item.name, "name", bold=True)],
        "colors": lambda: color_runs(style, item),
        "sizes": lambda: [Run(item.sizes.printed or "–", "sizes" if item.sizes.printed else None)],
        "materials": lambda: [Run(item.materials, "materials")],
        "blank": lambda: [Run("")],
        "wholesale_price": lambda: [Run(money(style, item, "wholesale_price"), "wholesale_price")],
        "retail_price": lambda: [Run(money(style, item, "retail_price"), "retail_price")],
        "prices": lambda: _joined(draft, item),
    }[column.field]()
    x = column.right - 4 if column.align_right else column.left + 4
    top = y + min((bottom - y) / 2 + size * 0.35, size * 2.2)
    draft.flow(slip, x, top, runs, wide - 7, size, _align(column), 1.2)


def _joined(draft: Draft, item: Item) -> list[Run]:
    fields = [name for name, _ in price_fields(draft.style)]
    out = [Run(money(draft.style, item, fields[0]), fields[0])]
    if len(fields) > 1:
        out += [Run(" / "), Run(money(draft.style, item, fields[1]), fields[1])]
    return out


def section(draft: Draft, table: Sequence[Column], category: str, y: float, look: Look) -> float:
    """A row over all columns that names a category; the y below it is returned."""
    if look.section == "none" or not draft.enter(category):
        return y
    box = (LEFT, y, table[-1].right, y + 20)
    if look.section == "bar":
        draft.sheet.rect(box, fill=(222, 224, 230), stroke=GREY if look.ruled else None)
    draft.sheet.text(LEFT + 6, y + 14, category, draft.bold, 10, draft.style.accent)
    return y + 20


def tabulate(draft: Draft, table: Sequence[Column], counts: tuple[int, ...], look: Look) -> None:
    """The whole document: categories one after the other, rows over as many pages as they need."""
    sheet = draft.sheet
    opening(draft)
    y = header(draft, table, head(draft, LEFT), look)
    for category, items in draft.maker.groups(counts):
        if y + 20 + look.row > sheet.height - 28:
            y = _next(draft, table, look)
        y = section(draft, table, category, y, look)
        for k, item in enumerate(items):
            if y + look.row > sheet.height - 28:
                y = _next(draft, table, look)
            row(draft, table, item, y, look, look.banded and k % 2 == 0)
            y += look.row
    closing(draft)


def _next(draft: Draft, table: Sequence[Column], look: Look) -> float:
    draft.sheet.next_page()
    if look.repeat:
        return header(draft, table, head(draft, LEFT), look)
    draft.sheet.text(
        draft.sheet.width - LEFT, draft.sheet.height - 16, str(draft.sheet.page), draft.regular, 7, GREY, "right"
    )
    return 36.0


_FULL = (
    ("picture", 70),
    ("style_number", 62),
    ("name", 110),
    ("colors", 95),
    ("sizes", 70),
    ("materials", 90),
    ("prices", 62),
)


def _shuffled(draft: Draft) -> list[tuple[str, float]]:
    """The columns in an order of this document's own: facts in any order, prices before or after them."""
    shares = dict(_FULL)
    facts = draft.rng.sample(["colors", "sizes", "materials"], 3)
    first = draft.rng.choice((["style_number", "name"], ["name", "style_number"]))
    order = [*first, *draft.rng.choice(([*facts, "prices"], ["prices", *facts], [facts[0], "prices", *facts[1:]]))]
    order.insert(draft.rng.choice((0, 0, 1, len(order))), "picture")
    return [(field, shares[field]) for field in order]


def table_ruled(draft: Draft) -> None:
    """A ruled table, a picture in each row, its headings on every page."""
    tabulate(draft, columns(draft, _shuffled(draft)), (9, 8, 7), Look())


def table_open(draft: Draft) -> None:
    """A table without rules, only hairlines between rows."""
    look = Look(row=72, ruled=False, section="plain")
    tabulate(draft, columns(draft, _shuffled(draft)), (7, 8, 6), look)


def table_run_on(draft: Draft) -> None:
    """A table over several pages whose headings stand on the first page only."""
    tabulate(
        draft, columns(draft, _FULL), (12, 10, 9), Look(repeat=False, section="plain", ruled=False, banded=True, row=66)
    )


def price_table(draft: Draft) -> None:
    """A dense price list without pictures, every second row shaded."""
    wanted = (("style_number", 60), ("name", 130), ("materials", 100), ("colors", 110), ("sizes", 80), ("prices", 58))
    tabulate(draft, columns(draft, wanted), (14, 12, 12), Look(row=24, size=7.5, ruled=False, banded=True))


def table_wrapped(draft: Draft) -> None:
    """Narrow columns, so that names, materials and long style numbers are broken over lines."""
    wanted = (
        ("style_number", 40),
        ("picture", 58),
        ("name", 62),
        ("colors", 56),
        ("sizes", 44),
        ("materials", 60),
        ("prices", 52),
    )
    tabulate(draft, columns(draft, wanted), (8, 9, 7), Look(row=66, size=8.5))


def table_lying(draft: Draft) -> None:
    """A ruled table on pages wider than high, with an empty column for quantities."""
    tabulate(draft, columns(draft, [*_FULL, ("blank", 46)]), (7, 8, 6), Look(row=58))
