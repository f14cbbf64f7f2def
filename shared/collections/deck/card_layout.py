"""One card: its picture or a quiet frame, the name, what is known of the product, and its prices at the foot."""

from __future__ import annotations

from shared.collections.deck.models import Card, DeckSettings, Element, Group, Paragraph, PreparedPicture, Span, TextBox
from shared.collections.deck.pens import Pen, moved_down
from shared.collections.deck.sheet import contained, form_of, halves
from shared.collections.deck.theme import DARK, EMPTY, FAINT, HAIRLINE, MUTED, WHITE, Theme
from shared.collections.deck.words import Words
from shared.reading.geometry import Box

NAME_SHARE, PRICES_SHARE = 0.42, 0.45  # of the height of a card's text, at most
SHRINK = 0.75  # type is made no smaller than this
AIR = 0.5  # between blocks, by the size of the text


class CardPen:
    """Draws the cards of one deck."""

    def __init__(self, pen: Pen, settings: DeckSettings, words: Words, theme: Theme) -> None:
        self._pen, self._settings, self._words, self._theme = pen, settings, words, theme
        self._form = form_of(settings)

    def draw(self, card: Card, box: Box, picture: PreparedPicture | None) -> Group:
        """The card in its box."""
        shown, said = halves(box, self._form)
        elements: list[Element] = [self._pen.area(box, fill=WHITE, line=HAIRLINE)]
        elements += self._picture(card, shown, picture)
        elements += self._text(card, said)
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

    def _text(self, card: Card, room: Box) -> list[Element]:
        form, (x0, y0, x1, y1) = self._form, room
        height, air = y1 - y0, form.text * AIR
        name = self._block(
            (x0, y0, x1, y0 + height * NAME_SHARE), [self._name(card)], form.name, "Name"
        )
        top = name.box[3] + air if name else y0
        prices = self._block((x0, y1 - height * PRICES_SHARE, x1, y1), self._prices(card), form.text * 1.1, "Prices")
        foot = y1
        if prices:
            foot = y1 - (prices.box[3] - prices.box[1])
            prices = moved_down(prices, foot)
        facts = self._block((x0, top, x1, foot - air), self._facts(card), form.text, "Details")
        return [block for block in (name, facts, prices) if block]

    def _block(self, box: Box, paragraphs: list[Paragraph], size: float, name: str) -> TextBox | None:
        if not paragraphs or box[3] - box[1] < size:
            return None
        return self._pen.text(box, paragraphs, (size, size * SHRINK), name=name)

    def _name(self, card: Card) -> Paragraph:
        return self._pen.paragraph(Span(text=card.name, color=DARK, bold=True))

    def _facts(self, card: Card) -> list[Paragraph]:
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
        return [self._line(field, str(values[field]), MUTED, DARK) for field in fields if values[field]]

    def _prices(self, card: Card) -> list[Paragraph]:
        values = {"wholesale": card.wholesale, "retail": card.retail, "unit_cost": card.unit_cost}
        ink = self._theme.ink
        wanted = [price for price in dict.fromkeys(self._settings.prices) if price not in self._settings.fields]
        return [self._line(price, str(values[price]), MUTED, ink, True) for price in wanted if values[price]]

    def _line(self, label: str, value: str, label_color: str, color: str, bold: bool = False) -> Paragraph:
        if label == "description":  # speaks for itself
            return self._pen.paragraph(Span(text=value, color=color))
        said = Span(text=f"{self._words[label]}: ", color=label_color)
        return self._pen.paragraph(said, Span(text=value, color=color, bold=bold))


def _alt(card: Card) -> str:
    return ", ".join(filter(None, [card.name, card.style_number, *card.colors[:3]]))[:200]
