"""The sheet a deck is drawn on: its size, its grid of cards, where a card's picture and text stand. Points."""

from __future__ import annotations

from typing import NamedTuple

from shared.collections.deck.models import DeckSettings, PageSize
from shared.reading.geometry import Box

SIZES: dict[PageSize, tuple[float, float]] = {
    "wide": (960.0, 540.0),
    "standard": (720.0, 540.0),
    "a4": (842.0, 595.0),
    "letter": (792.0, 612.0),
}
MARGIN = 32.0
TITLE = (22.0, 52.0)  # top and bottom of a page's title
CONTENT_TOP = 66.0
FOOTER = 30.0  # height of the footer with its distance from the cards
GAP = 14.0
LOGO = (200.0, 80.0)  # room on the cover
SMALL_LOGO = (90.0, 24.0)  # and on the other pages
LEAST_DPI = 96.0  # a small picture is not blown up beyond this


class Form(NamedTuple):
    """How cards look when there are so many a page: columns and rows, sizes of type, the picture's share of the card.

    upright: the picture stands above the text, not beside it.
    """

    columns: int
    rows: int
    name: float
    text: float
    share: float
    padding: float
    upright: bool = False


FORMS: dict[int, Form] = {
    1: Form(1, 1, 28.0, 15.0, 0.54, 18.0),
    2: Form(2, 1, 18.0, 12.0, 0.60, 14.0, upright=True),
    4: Form(2, 2, 15.0, 11.0, 0.44, 10.0),
    6: Form(3, 2, 12.5, 9.5, 0.44, 9.0),
    9: Form(3, 3, 10.5, 8.5, 0.40, 7.0),
}


def form_of(settings: DeckSettings) -> Form:
    return FORMS[settings.per_page]


def places(settings: DeckSettings) -> list[Box]:
    """The boxes of a page's cards, in reading order from the left."""
    width, height = SIZES[settings.page_size]
    form = form_of(settings)
    across = (width - 2 * MARGIN - GAP * (form.columns - 1)) / form.columns
    down = (height - CONTENT_TOP - FOOTER - MARGIN / 2 - GAP * (form.rows - 1)) / form.rows
    found = []
    for n in range(form.columns * form.rows):
        x = MARGIN + (across + GAP) * (n % form.columns)
        y = CONTENT_TOP + (down + GAP) * (n // form.columns)
        found.append((x, y, x + across, y + down))
    return found


def halves(card: Box, form: Form) -> tuple[Box, Box]:
    """Where a card's picture and its text stand."""
    pad = form.padding
    x0, y0, x1, y1 = card[0] + pad, card[1] + pad, card[2] - pad, card[3] - pad
    if form.upright:
        middle = y0 + (y1 - y0) * form.share
        return (x0, y0, x1, middle), (x0, middle + pad, x1, y1)
    middle = x0 + (x1 - x0) * form.share
    return (x0, y0, middle, y1), (middle + pad, y0, x1, y1)


def picture_room(settings: DeckSettings) -> tuple[float, float]:
    """Width and height that a card's picture has at most."""
    picture, _ = halves(places(settings)[0], form_of(settings))
    return picture[2] - picture[0], picture[3] - picture[1]


def contained(room: Box, width: int, height: int, least_dpi: float = LEAST_DPI) -> Box:
    """A picture of so many pixels in the middle of its room, in its proportions."""
    scale = min((room[2] - room[0]) / width, (room[3] - room[1]) / height, 72 / least_dpi)
    x, y = (room[0] + room[2]) / 2, (room[1] + room[3]) / 2
    return x - width * scale / 2, y - height * scale / 2, x + width * scale / 2, y + height * scale / 2


def mirrored(box: Box, width: float) -> Box:
    """The box on a page that is read from the right."""
    return width - box[2], box[1], width - box[0], box[3]
