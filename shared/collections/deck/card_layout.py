"""A page's cards: a picture or a quiet frame, the name, what is known of the product, and its prices at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from shared.collections.deck.models import Card, DeckSettings, Element, Group, Paragraph, PreparedPicture, Span, TextBox
from shared.collections.deck.pens import Pen, moved_down
from shared.collections.deck.sheet import contained, form_of, halves, places
from shared.collections.deck.theme import DARK, EMPTY, FAINT, HAIRLINE, MUTED, WHITE, Theme
from shared.collections.deck.words import Words
from shared.reading.geometry import Box

Shown = tuple[Card, PreparedPicture | None]
Block = Literal["Name", "Details", "Prices"]
Sizes = dict[Block, float]  # of type, at most

NAME_SHARE, PRICES_SHARE = 0.42, 0.45  # of the height of a card's text, at most
SHRINK = 0.75  # type is made no smaller than this
PRICE_TYPE = 1.1  # prices are set larger than the rest
AIR = 0.5  # between blocks, by the size of the text


class CardPen:
    """Draws the cards of one deck."""

    def __init__(self, pen: Pen, settings: DeckSettings, words: Words, theme: Theme) -> None:
        self._pen, self._settings, self._words, self._theme = pen, settings, words, theme
        self._form = form_of(settings)
        self._places = places(settings)
        text = self._form.text
        self._largest: Sizes = {"Name": self._form.name, "Details": text, "Prices": text * PRICE_TYPE}

    def draw(self, cards: Sequence[Shown], with_groups: bool) -> list[Group]:
        """A group for each card of a page, all in type of one size. `with_groups`: a card names its section."""
        sizes = dict(self._largest)
        for (card, _), place in zip(cards, self._places, strict=False):
            for block in self._text(card, place, self._largest, with_groups):
                for kind in sizes:
                    if block.name == kind:
                        sizes[kind] = min(sizes[kind], block.size)
        return [
            self._card(*shown, place, sizes, with_groups) for shown, place in zip(cards, self._places, strict=False)
        ]

    def _card(self, card: Card, picture: PreparedPicture | None, place: Box, sizes: Sizes, with_group: bool) -> Group:
        elements: list[Element] = [self._pen.area(place, fill=WHITE, line=HAIRLINE)]
        elements += self._picture(card, halves(place, self._form)[0], picture)
        elements += self._text(card, place, sizes, with_group)
        return Group(name=card.name[:80], elements=elements)

    def _picture(self, card: Card, room: Box, picture: PreparedPicture | None) -> list[Element]:
        if picture:
            return [self._pen.picture(contained(room, picture.width, picture.height), picture, _alt(card))]
        size = self._form.text
        frame = self._pen.area(room, fill=EMPTY)
        words = [self._pen.paragraph(Span(text=self._words["no_picture"], color=FAINT))]
        middle = (room[1] + room[3]) / 2 - size * 0.6
        inner = (room[0] + 2, middle, room[2] - 2, middle + size * 3)
        told = self._pen.text(inner, words, (size, size * SHRINK), "center", name="No picture")
        return [frame, told] if told else [frame]

    def _text(self, card: Card, place: Box, sizes: Sizes, with_group: bool) -> list[TextBox]:
        _, (x0, y0, x1, y1) = halves(place, self._form)
        height, air = y1 - y0, self._form.text * AIR
        blocks = []
        if with_group and card.group:
            small = self._form.text * SHRINK
            group = [self._pen.paragraph(Span(text=card.group, color=self._theme.ink))]
            blocks.append(self._pen.text((x0, y0, x1, y0 + small * 1.5), group, (small, small), name="Section"))
            y0 += small * 1.5
        name = self._block("Name", (x0, y0, x1, y0 + height * NAME_SHARE), self._name(card), sizes)
        prices = self._block("Prices", (x0, y1 - height * PRICES_SHARE, x1, y1), self._prices(card), sizes)
        top, foot = name.box[3] + air if name else y0, y1
        if prices:
            foot = y1 - (prices.box[3] - prices.box[1])
            prices = moved_down(prices, foot)
        details = self._block("Details", (x0, top, x1, foot - air), self._details(card), sizes)
        return [block for block in (*blocks, name, details, prices) if block]

    def _block(self, name: Block, box: Box, paragraphs: list[Paragraph], sizes: Sizes) -> TextBox | None:
        smallest = self._largest[name] * SHRINK
        if not paragraphs or box[3] - box[1] < smallest:
            return None
        return self._pen.text(box, paragraphs, (sizes[name], smallest), name=name)

    def _name(self, card: Card) -> list[Paragraph]:
        return [self._pen.paragraph(Span(text=card.name, color=DARK, bold=True))]

    def _details(self, card: Card) -> list[Paragraph]:
        values = {
            "style_number": card.style_number,
            "category": card.category,
            "description": card.description,
            "colors": ", ".join(card.colors),
            "sizes": " · ".join(card.sizes),
            "materials": card.materials,
            "quantity": card.quantity,
            "unit_cost": card.unit_cost,
            "total": card.total,
        }
        fields = dict.fromkeys(self._settings.fields)
        return [self._line(field, str(values[field]), DARK) for field in fields if values[field]]

    def _prices(self, card: Card) -> list[Paragraph]:
        values = {"wholesale": card.wholesale, "retail": card.retail, "unit_cost": card.unit_cost}
        wanted = [price for price in dict.fromkeys(self._settings.prices) if price not in self._settings.fields]
        return [self._line(price, str(values[price]), self._theme.ink, True) for price in wanted if values[price]]

    def _line(self, label: str, value: str, color: str, bold: bool = False) -> Paragraph:
        if label == "description":  # speaks for itself
            return self._pen.paragraph(Span(text=value, color=color))
        said = Span(text=self._words.labelled(label), color=MUTED)
        return self._pen.paragraph(said, Span(text=value, color=color, bold=bold))


def _alt(card: Card) -> str:
    return ", ".join(filter(None, [card.name, card.style_number, *card.colors[:3]]))[:200]
