"""What stands on pages besides products: heads, feet, covers, terms, rate tables, size charts."""

from __future__ import annotations

from decimal import Decimal

from tests.data import artwork
from tests.data.generated.captions import legend, size_key
from tests.data.generated.draft import Draft, Run
from tests.data.generated.moneyform import Amount
from tests.data.generated.pictures import badge, logo, stretch
from tests.data.sheet import GREY, WHITE


def head(draft: Draft, left: float = 40) -> float:
    """The running head and foot of a page; the y below the head is returned."""
    sheet, style = draft.sheet, draft.style
    logo(draft, (left, 20, left + 20, 40))
    sheet.text(
        left + 28, 34, f"{style.brand}  ·  {style.language.title} {style.language.season}", draft.bold, 9, style.accent
    )
    sheet.text(sheet.width - left, sheet.height - 16, str(sheet.page), draft.regular, 7, GREY, "right")
    y = 48.0
    for words in (legend(style), size_key(draft)):
        if words:
            sheet.text(sheet.width - left, y - 14, words, draft.regular, 7.5, GREY, "right")
            y += 10
    if style.badges == "some":
        badge(draft, left, sheet.height - 30)
    return y + 4


def heading(draft: Draft, category: str, x: float, y: float, size: float = 14) -> float:
    """A category's heading, if the document has headings; the y below it is returned."""
    if draft.enter(category):
        draft.sheet.text(x, y + size, category, draft.bold, size, draft.style.accent)
        return y + size * 1.7
    return y


def opening(draft: Draft) -> None:
    """A cover, if the document has one."""
    if "cover" not in draft.style.ends:
        return
    sheet, style = draft.sheet, draft.style
    banner = artwork.banner_jpeg(
        round(sheet.width), round(sheet.height * 0.55), (176, 168, 156), sum(map(ord, style.brand))
    )
    stretch(draft, banner, (0, sheet.height * 0.45, sheet.width, sheet.height))
    sheet.text(48, 150, style.brand, draft.bold, 34, style.accent)
    sheet.text(48, 182, f"{style.language.title}  {style.language.season}", draft.regular, 13, GREY)
    sheet.next_page()


def closing(draft: Draft) -> None:
    """Terms with amounts that are no prices, if the document has them, on a page of their own."""
    if "terms" in draft.style.ends:
        draft.sheet.next_page()
        terms(draft, 80)


def terms(draft: Draft, y: float, x: float = 48) -> float:
    """The terms of sale; the y below them is returned."""
    sheet, words = draft.sheet, draft.style.language
    sheet.text(x, y, words.terms_title, draft.bold, 15, draft.style.accent)
    y += 26
    a, b = (_amount(draft, value) for value in (600, 250))
    for sentence in words.terms:
        y = sheet.paragraph(x, y, sentence.format(a=a, b=b), sheet.width - 2 * x, draft.regular, 9.5) + 5
    return y


def _amount(draft: Draft, euros: int) -> str:
    form = draft.style.money
    number = form.write(Amount(form.fit(Decimal(euros), Decimal(10))))
    return f"{number} {form.currency}" if form.stated else number


def freight_table(draft: Draft, x: float, y: float) -> float:
    """What parcels cost to send, by weight."""
    sheet, (title, weight, rate) = draft.sheet, draft.style.language.freight
    sheet.text(x, y, title, draft.bold, 13, draft.style.accent)
    rows = [(f"{k * 5}–{k * 5 + 5} kg", _amount(draft, 9 + 6 * k)) for k in range(6)]
    return _grid(draft, x, y + 10, [(weight, rate), *rows], 120)


def size_chart(draft: Draft, x: float, y: float) -> float:
    """Body measures in centimetres, by size."""
    sheet, (title, *measures) = draft.sheet, draft.style.language.size_chart
    sheet.text(x, y, title, draft.bold, 13, draft.style.accent)
    sizes = ("XS", "S", "M", "L", "XL")
    rows = [("", *sizes)]
    for k, measure in enumerate(measures):
        rows.append((measure, *(str(82 - 14 * (k == 1) + 8 * (k == 2) + 4 * n) for n in range(5))))
    return _grid(draft, x, y + 10, rows, 62)


def _grid(draft: Draft, x: float, y: float, rows: list[tuple[str, ...]], wide: float) -> float:
    for k, row in enumerate(rows):
        for n, words in enumerate(row):
            box = (x + n * wide, y, x + (n + 1) * wide, y + 18)
            draft.sheet.rect(box, fill=draft.style.accent if k == 0 else None, stroke=GREY)
            run = Run(words, bold=k == 0, color=WHITE if k == 0 else None)
            draft.flow(None, box[0] + 5, y + 12.5, [run], wide - 8, 8)
        y += 18
    return y + 30
