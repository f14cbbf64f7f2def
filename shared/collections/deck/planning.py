"""Phase 3: which card stands on which page, and where everything on a page is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from shared.collections.deck.models import (
    Card,
    DeckCards,
    DeckJob,
    DeckPage,
    DeckPictures,
    DeckPlan,
    PreparedPicture,
)
from shared.collections.deck.page_layout import Pages
from shared.collections.deck.pictures import pictures_by_path
from shared.engine.run import Lines, Run, read_lines

OPENING_PAGES = 2.0  # sections of at least so many pages each are opened by a page of their own
Shown = tuple[Card, PreparedPicture | None]


def lay_out_pages(run: Run, job: DeckJob, made: DeckCards, pictures: DeckPictures) -> DeckPlan:
    """Every page, ready to be drawn."""
    found = pictures_by_path(run, pictures)
    cards: list[Shown] = [(c, found.get(c.picture or "")) for c in read_lines(run, made.cards, Card)]
    pages = Pages(job, pictures.logo)
    done = count = 0
    with Lines(run, "deck/pages.jsonl") as lines:
        lines.add(pages.cover(made.count, made.quantity))
        for page in _pages(pages, cards, job.settings.per_page):
            lines.add(page)
            count = page.number
            done += len(page.groups) - 1 if page.kind == "cards" else 0
            run.progress(done, len(cards))
        stored = lines.saved()
    return DeckPlan(pages=stored, count=count, title=pages.title, width=pages.width, height=pages.height)


def _pages(pages: Pages, cards: Sequence[Shown], per_page: int) -> Iterator[DeckPage]:
    sections = [(name, list(shown)) for name, shown in groupby(cards, key=lambda entry: entry[0].group)]
    opened = len(sections) > 1 and len(cards) >= OPENING_PAGES * per_page * len(sections)
    number = 1
    for name, shown in sections:
        if opened:
            number += 1
            yield pages.section(number, name, len(shown))
        for at in range(0, len(shown), per_page):
            number += 1
            bookmark = name if at == 0 and not opened and name else None
            yield pages.cards(number, name, bookmark, shown[at : at + per_page])
