"""The pages of a deck: its cover, the opening of a section, and pages of cards with their heads and feet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shared.collections.deck.amounts import quantity
from shared.collections.deck.card_layout import CardPen, Shown
from shared.collections.deck.cleaning import clean
from shared.collections.deck.models import DeckJob, DeckPage, Element, Group, PreparedPicture, Span
from shared.collections.deck.pens import Pen, moved_down
from shared.collections.deck.sheet import (
    FOOTER,
    LOGO,
    MARGIN,
    SIZES,
    SMALL_LOGO,
    TITLE,
    contained,
)
from shared.collections.deck.theme import DARK, FAINT, HAIRLINE, MUTED, theme_of
from shared.collections.deck.words import Words
from shared.reading.geometry import Box

BAND, COVER_PICTURES = 0.045, 0.58  # of the cover's width: a band's, and where pictures begin
FOOT_SIZE, HEAD_SIZE = 8.0, 20.0
LOGO_DPI = 72.0


class Pages:
    """Draws the pages of one deck."""

    def __init__(self, job: DeckJob, logo: PreparedPicture | None) -> None:
        settings = job.settings
        self.title = clean(settings.title) or clean(job.name) or "–"
        self.width, self.height = SIZES[settings.page_size]
        self._job, self._settings, self._logo = job, settings, logo
        self._words, self._theme = Words(settings.language), theme_of(settings.color)
        self._pen = Pen(self.width, self._words.rtl)
        self._cards = CardPen(self._pen, settings, self._words, self._theme)

    def cover(self, count: int, pieces: str | None, shown: Sequence[Shown]) -> DeckPage:
        """Title, subtitle, logo, some of the pictures, and what is inside."""
        pen, left = self._pen, self.width * (BAND + 0.06)
        right = self.width * (COVER_PICTURES - 0.03) if shown else self.width - MARGIN * 2
        elements: list[Element] = [pen.area((0, 0, self.width * BAND, self.height), fill=self._theme.accent)]
        elements += self._collage(shown)
        if self._logo:
            room = (left, MARGIN * 1.5, left + LOGO[0], MARGIN * 1.5 + LOGO[1])
            elements.append(self._logo_in(room))
        middle = self.height * 0.60
        words = [pen.paragraph(Span(text=self.title, color=DARK, bold=True))]
        title = pen.text((left, middle - 200, right, middle), words, (44, 22), role="title", name="Title")
        if title:
            elements.append(moved_down(title, middle - (title.box[3] - title.box[1])))
        elements.append(pen.area((left, middle + 10, left + 64, middle + 13), fill=self._theme.accent))
        elements += self._block(
            (left, middle + 24, right, middle + 84), clean(self._settings.subtitle), (20, 12), MUTED
        )
        facts = [self._words.day(self._job.day), self._words.labelled("products", self._count(count))]
        if pieces:
            facts.append(self._words.labelled("quantity", pieces))
        at = self.height - MARGIN - 42
        elements += self._block((left, at, right, at + 18), "  ·  ".join(facts), (13, 9), MUTED)
        elements += self._block((left, at + 20, right, at + 46), clean(self._settings.currency_note), (11, 8), FAINT)
        return DeckPage(
            number=1, kind="cover", title=self.title, bookmark=self.title, groups=[Group(elements=elements)]
        )

    def _collage(self, shown: Sequence[Shown]) -> list[Element]:
        """Four pictures on the cover, or one where there are fewer."""
        across = 2 if len(shown) >= 4 else 1
        x, y, gap = self.width * COVER_PICTURES, MARGIN * 1.5, 16.0
        wide = (self.width - MARGIN - x - gap * (across - 1)) / across
        high = (self.height - 2 * y - gap * (across - 1)) / across
        elements: list[Element] = []
        for n, (card, picture) in enumerate(shown[: across * across]):
            if picture:
                left, top = x + (wide + gap) * (n % across), y + (high + gap) * (n // across)
                place = contained((left, top, left + wide, top + high), picture.width, picture.height)
                elements.append(self._pen.picture(place, picture, card.name[:200]))
        return elements

    def section(self, number: int, name: str, count: int) -> DeckPage:
        """The opening of a section."""
        pen, theme = self._pen, self._theme
        left, right, middle = self.width * (BAND + 0.06), self.width - MARGIN * 2, self.height * 0.52
        elements: list[Element] = [pen.area((0, 0, self.width, self.height), fill=theme.accent)]
        words = [pen.paragraph(Span(text=name, color=theme.on_accent, bold=True))]
        title = pen.text((left, middle - 180, right, middle), words, (40, 20), role="title", name="Title")
        if title:
            elements.append(moved_down(title, middle - (title.box[3] - title.box[1])))
        elements.append(pen.area((left, middle + 10, left + 64, middle + 12), fill=theme.on_accent))
        told = self._words.labelled("products", self._count(count))
        elements += self._block((left, middle + 22, right, middle + 46), told, (15, 10), theme.on_accent)
        return DeckPage(number=number, kind="section", title=name, bookmark=name, groups=[Group(elements=elements)])

    def cards(self, number: int, bookmark: str | None, cards: Sequence[Shown]) -> DeckPage:
        """A page of cards, headed by their sections; by the deck's title where there are none."""
        names = list(dict.fromkeys(card.group for card, _ in cards if card.group))
        head = " · ".join(names) or self.title
        notes: list[str] = []
        for card, _ in cards:
            notes += [" · ".join(filter(None, [card.name, card.style_number])), *(f"  {note}" for note in card.notes)]
        return DeckPage(
            number=number,
            kind="cards",
            title=head,
            bookmark=bookmark,
            groups=[Group(elements=self._frame(number, head)), *self._cards.draw(cards, len(names) > 1)],
            notes=notes,
        )

    def _frame(self, number: int, name: str) -> list[Element]:
        pen, right = self._pen, self.width - MARGIN
        head = right - (SMALL_LOGO[0] + 20 if self._logo else 0)
        words = [pen.paragraph(Span(text=name, color=self._theme.ink, bold=True))]
        title = pen.text((MARGIN, TITLE[0], head, TITLE[1]), words, (HEAD_SIZE, 11), role="title", name="Title")
        elements: list[Element] = [title] if title else []
        if self._logo:
            elements.append(self._logo_in((right - SMALL_LOGO[0], TITLE[0], right, TITLE[0] + SMALL_LOGO[1]), "end"))
        elements.append(pen.area((MARGIN, TITLE[1] + 3, right, TITLE[1] + 3.75), fill=HAIRLINE))
        top = self.height - FOOTER
        told = "  ·  ".join(
            filter(None, [self.title if name != self.title else "", clean(self._settings.currency_note)])
        )
        elements += self._block((MARGIN, top, right - 60, top + 12), told, (FOOT_SIZE, 6), FAINT)
        page = [pen.paragraph(Span(text=str(number), color=FAINT))]
        shown = pen.text((right - 50, top, right, top + 12), page, (FOOT_SIZE, 6), "end", "page", "Page number")
        return [*elements, shown] if shown else elements

    def _block(self, box: Box, text: str, sizes: tuple[float, float], color: str) -> list[Element]:
        words = [self._pen.paragraph(Span(text=text, color=color))] if text else []
        shown = self._pen.text(box, words, sizes)
        return [shown] if shown else []

    def _logo_in(self, room: Box, side: str = "start") -> Element:
        assert self._logo is not None
        x0, y0, x1, y1 = contained(room, self._logo.width, self._logo.height, LOGO_DPI)
        shift = room[2] - x1 if side == "end" else room[0] - x0
        return self._pen.picture((x0 + shift, y0, x1 + shift, y1), self._logo, f"Logo: {self.title}"[:200])

    def _count(self, count: int) -> str:
        return quantity(Decimal(count), self._settings.language)
