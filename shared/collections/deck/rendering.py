"""Phase 6: a PNG of each page, for the screen."""

from __future__ import annotations

from typing import NamedTuple

import pymupdf

from shared.collections.deck.models import DeckPdf, DeckPreviews
from shared.engine.run import Run, StoredFile

WIDTH = 1200  # pixels
A_PART = 10  # pages that are rendered in one go
PNG = "image/png"


class Part(NamedTuple):
    """Some pages of a deck, from 1."""

    pdf: StoredFile
    first: int
    last: int


def render_previews(run: Run, made: DeckPdf) -> DeckPreviews:
    """Every page as a picture, several at a time."""
    firsts = range(1, made.page_count + 1, A_PART)
    parts = [Part(made.pdf, first, min(first + A_PART - 1, made.page_count)) for first in firsts]
    return DeckPreviews(previews=[file for part in run.each(parts, render_part) for file in part])


def render_part(run: Run, part: Part) -> list[StoredFile]:
    """The pictures of some pages."""
    files = []
    with pymupdf.open(run.open(part.pdf)) as document:
        for number in range(part.first, part.last + 1):
            page = document[number - 1]
            scale = WIDTH / page.rect.width
            content = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False).tobytes("png")
            files.append(run.save(f"deck/{preview_name(number)}", content, PNG))
            run.progress(number - part.first + 1, part.last - part.first + 1)
    return files


def preview_name(number: int) -> str:
    """The name of a page's picture: "page-001.png"."""
    return f"page-{number:03d}.png"
