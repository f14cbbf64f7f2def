"""Cards: a picture with its words, in a grid."""

from __future__ import annotations

from tests.data.generated.captions import caption, fact_lines, price_lines, title_lines, write_lines
from tests.data.generated.draft import Draft
from tests.data.generated.furniture import closing, head, heading, opening
from tests.data.generated.goods import Item
from tests.data.generated.pictures import put
from tests.data.pieces import chunks
from tests.data.sheet import Align


def _grid(draft: Draft, across: int, high: float, counts: tuple[int, ...], card: object) -> None:
    """Rows of cards; a heading may stand anywhere, but never at the foot of a page."""
    assert callable(card)
    sheet = draft.sheet
    opening(draft)
    y = head(draft)
    gap = 14.0
    wide = (sheet.width - 80 - gap * (across - 1)) / across
    for category, items in draft.maker.groups(counts):
        if y + 30 + high > sheet.height - 30:
            sheet.next_page()
            y = head(draft)
        y = heading(draft, category, 40, y)
        for row in chunks(items, across):
            if y + high > sheet.height - 24:
                sheet.next_page()
                y = head(draft)
            for k, item in enumerate(row):
                card(draft, item, 40 + k * (wide + gap), y, wide)
            y += high
    closing(draft)


def _below(high: float, size: float, align: Align = "left") -> object:
    def card(draft: Draft, item: Item, x: float, y: float, wide: float) -> None:
        slip = draft.slip(item)
        put(draft, slip, (x, y, x + wide, y + high))
        start = x if align == "left" else x + wide / 2
        write_lines(draft, slip, start, y + high + size * 1.5, caption(draft.style, item), wide, size, align)

    return card


def grid_two(draft: Draft) -> None:
    """Two large cards in a row, words below."""
    _grid(draft, 2, 350, (3, 5, 4), _below(220, 9.5))


def grid_three(draft: Draft) -> None:
    """Three cards in a row, words below."""
    _grid(draft, 3, 252, (7, 6, 8), _below(142, 8))


def grid_four(draft: Draft) -> None:
    """Four small cards in a row, words centred below."""
    _grid(draft, 4, 222, (9, 11, 8), _below(108, 7, "center"))


def cards_left(draft: Draft) -> None:
    """Two columns of cards, the picture left of the words."""

    def card(draft: Draft, item: Item, x: float, y: float, wide: float) -> None:
        slip = draft.slip(item)
        put(draft, slip, (x, y, x + 104, y + 126))
        write_lines(draft, slip, x + 114, y + 12, caption(draft.style, item), wide - 116, 8)

    _grid(draft, 2, 148, (7, 8, 9), card)


def cards_right(draft: Draft) -> None:
    """Two columns of framed cards, the picture right of the words."""

    def card(draft: Draft, item: Item, x: float, y: float, wide: float) -> None:
        slip = draft.slip(item)
        draft.sheet.rect((x, y, x + wide, y + 138), stroke=(190, 186, 180), radius=4)
        write_lines(draft, slip, x + 8, y + 18, caption(draft.style, item), wide - 124, 8)
        put(draft, slip, (x + wide - 108, y + 8, x + wide - 8, y + 130))

    _grid(draft, 2, 150, (8, 6, 8), card)


def captions_over(draft: Draft) -> None:
    """Name and number above the picture, all else below it."""

    def card(draft: Draft, item: Item, x: float, y: float, wide: float) -> None:
        slip = draft.slip(item)
        y = write_lines(draft, slip, x, y + 12, title_lines(draft.style, item), wide, 8)
        put(draft, slip, (x, y - 4, x + wide, y + 126))
        rest = [*price_lines(draft.style, item), *fact_lines(draft.style, item)]
        write_lines(draft, slip, x, y + 138, rest, wide, 7.5)

    _grid(draft, 3, 262, (6, 9, 5), card)


def words_over(draft: Draft) -> None:
    """All words above the picture; a rule closes each row."""

    def card(draft: Draft, item: Item, x: float, y: float, wide: float) -> None:
        slip = draft.slip(item)
        write_lines(draft, slip, x, y + 12, caption(draft.style, item), wide, 7.5)
        put(draft, slip, (x, y + 112, x + wide, y + 230))
        draft.sheet.line(x, y + 238, x + wide, y + 238)

    _grid(draft, 3, 250, (6, 6, 6), card)
