"""What a finished deck run makes visible: the deck beside earlier ones, with its files."""

from __future__ import annotations

from shared.collections.deck.models import Deck, DeckCards, DeckJob, DeckPdf, DeckPlan, DeckPreviews, DeckSlides
from shared.collections.deck.rendering import preview_name
from shared.engine.pipeline import Results, Target
from shared.engine.run import StoredFile


def save_deck(
    target: Target,
    job: DeckJob,
    cards: DeckCards,
    plan: DeckPlan,
    slides: DeckSlides,
    pdf: DeckPdf,
    previews: DeckPreviews,
) -> Results:
    """The results of a run as one commit: nothing is written here."""
    path = f"{target.subject}/decks/{target.task_id}"
    publish: dict[str, StoredFile] = {f"{path}/deck.pptx": slides.pptx, f"{path}/deck.pdf": pdf.pdf}
    shown = {f"{path}/{preview_name(n)}": file for n, file in enumerate(previews.previews, 1)}
    deck = Deck(
        deck_id=target.task_id,
        title=plan.title,
        settings=job.settings,
        content=job.content,
        made_of=job.made_of,
        page_count=plan.count,
        card_count=cards.count,
        pptx_path=f"{path}/deck.pptx",
        pdf_path=f"{path}/deck.pdf",
        preview_paths=list(shown),
        pptx_size=slides.pptx.size,
        pdf_size=pdf.pdf.size,
    )
    return Results(
        add={path: deck.model_dump(mode="json")},
        publish={**publish, **shown},
    )
