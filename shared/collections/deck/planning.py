"""Phase 3: which card stands on which page, and where everything on a page is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from shared.collections.deck.card_layout import Shown
from shared.collections.deck.models import Card, DeckCards, DeckJob, DeckPage, DeckPictures, DeckPlan
from shared.collections.deck.page_layout import Pages
from shared.collections.deck.pictures import pictures_by_path
from shared.engine.run import Lines, Run, read_lines

OPENING_PAGES = 2.0  # sections of at least so many pages each, on average, are opened by a page of their own
SHARED_PAGES = 0.75  # sections of less than this go on where the one before ends
COVER = 4  # pictures on the cover


def lay_out_pages(run: Run, job: DeckJob, made: DeckCards, pictures: DeckPictures) -> DeckPlan:
    """Every page, ready to be drawn."""
    found = pictures_by_path(run, pictures)
    cards: list[Shown] = [(c, found.get(c.picture or "")) for c in read_lines(run, made.cards, Card)]
    pages = Pages(job, pictures.logo)
    done = count = 0
    with Lines(run, "deck/pages.jsonl") as lines:
        lines.add(pages.cover(made.count, made.quantity, _for_cover(cards)))
        for page in _pages(pages, cards, job.settings.per_page):
            lines.add(page)
            count = page.number
            done += len(page.groups) - 1 if page.kind == "cards" else 0
            run.progress(done, len(cards))
        stored = lines.saved()
    return DeckPlan(pages=stored, count=count, title=pages.title, width=pages.width, height=pages.height)


def _pages(pages: Pages, cards: Sequence[Shown], per_page: int) -> Iterator[DeckPage]:
    sections = [list(shown) for _, shown in groupby(cards, key=lambda entry: entry[0].group)]
    per_section = len(cards) / per_page / len(sections)
    if per_section < SHARED_PAGES:
        sections = [list(cards)]
    number, named = 1, ""
    for shown in sections:
        name = shown[0][0].group
        if per_section >= OPENING_PAGES and len(sections) > 1:
            number, named = number + 1, name
            yield pages.section(number, name, len(shown))
        for at in range(0, len(shown), per_page):
            number += 1
            page = shown[at : at + per_page]
            new = [card.group for card, _ in page if card.group != named]
            named = page[-1][0].group
            yield pages.cards(number, new[0] if new else None, page)


def _for_cover(cards: Sequence[Shown]) -> list[Shown]:
    """Cards with pictures, from all over the deck."""
    pictured = [shown for shown in cards if shown[1]]
    step = max(1, len(pictured) // COVER)
    return pictured[::step][:COVER]
