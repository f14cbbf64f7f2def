"""A linesheet's categories as the AI provider sees them, held against its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.ai.categories import CategoriesOfDocument, CategoryStart
from shared.collections.linesheet.asking import Asking
from shared.collections.linesheet.standing import Spot, Standing
from shared.collections.models import DocumentText, Section
from shared.engine.run import Run, read_lines
from shared.reading.headings import bare_title
from shared.reading.money import find_prices
from shared.reading.text import Line, PageText
from shared.reading.upright import upright
from shared.reading.words import folded

FRONT_PAGES = 8  # where a contents page may be: more of their lines are shown
FRONT_LINES, PAGE_LINES = 40, 10
MAX_HEADING, MAX_TEXT = 80, 40_000  # characters
ONE_READER, AGREED = 0.85, 0.97
GUESSED_FROM = ("headings", "none", "hint")  # labels and contents pages are the document's own word: nobody is asked

Outline = tuple[list[str], list[Section], str]


def outlined(run: Run, document: DocumentText, hint: list[str], ours: Outline, asking: Asking) -> Outline:
    """Names in order, where each begins, and what told so: by our own reading or the provider's.

    The provider's stands where every heading it names is on the page it says. Where both agree, ours is surer. Of a
    hint's names, those that our reading did not find are taken from it.
    """
    names, sections, source = ours
    if source not in GUESSED_FROM or not asking.answers(CategoriesOfDocument):
        return ours
    text = _prominent(run, document, hint)
    if not text:
        return ours
    answer = asking.ask(CategoriesOfDocument(text=text), lambda: run.progress(1, 1, "Asking for the categories"))
    starts = answer.categories if answer else []
    if hint:
        starts = [s for s in starts if folded(s.name) in {folded(name) for name in hint}]
        known = {folded(s.name) for s in sections}
        added = [s for s in _sections(run, document, starts, hint) or [] if folded(s.name) not in known]
        return hint, sorted([*sections, *added], key=lambda s: (s.page, s.order)), source
    found = _sections(run, document, starts, hint)
    theirs = list(dict.fromkeys(s.name for s in found or ()))
    if found is None or len(theirs) < 2:
        return ours
    if {folded(name) for name in theirs} == {folded(name) for name in names}:
        return names, [s.model_copy(update={"confidence": max(s.confidence, AGREED)}) for s in sections], source
    return theirs, found, "asked"


def _prominent(run: Run, document: DocumentText, hint: list[str]) -> str:
    """The lines that may be headings, by page: the largest of each that are short and hold no price."""
    made = [f"Names: {', '.join(hint)[: MAX_TEXT // 4]}"] if hint else []
    size = 0
    for text in read_lines(run, document.pages, PageText):
        run.progress(text.page, document.page_count, f"Page {text.page}")
        for line in _largest(text.read_lines(), FRONT_LINES if text.page <= FRONT_PAGES else PAGE_LINES):
            row = f"{text.page}: {line.text}"
            size += len(row) + 1
            if size > MAX_TEXT:
                return "\n".join(made)
            made.append(row)
    return "\n".join(made) if size else ""


def _largest(lines: Sequence[Line], count: int) -> list[Line]:
    able = [
        line
        for line in lines
        if len(line.text) <= MAX_HEADING and any(map(str.isalpha, line.text)) and not find_prices(line.text)
    ]
    chosen = sorted(able, key=lambda line: -line.size)[:count]
    return sorted(chosen, key=lambda line: line.index)


def _sections(
    run: Run, document: DocumentText, starts: Sequence[CategoryStart], hint: list[str]
) -> list[Section] | None:
    """Where the categories begin, in reading order; None where a heading does not stand on its page."""
    pages: dict[int, list[CategoryStart]] = {}
    for start in starts:
        pages.setdefault(start.page, []).append(start)
    made: list[Section] = []
    for text in read_lines(run, document.pages, PageText):
        wanted = pages.pop(text.page, [])
        made += _on_page(text, wanted, hint) if wanted else []
    whole = not pages and len(made) == len(starts)
    made.sort(key=lambda s: (s.page, not s.whole_page, s.order))
    return made if whole or hint else None


def _on_page(stored: PageText, starts: Sequence[CategoryStart], hint: list[str]) -> Iterator[Section]:
    text, frame = upright(stored)
    lines = text.read_lines()
    page = Standing(lines)
    for start in starts:
        spots = page.spots(start.heading[:MAX_HEADING])
        spot = max(spots, key=lambda s: (_fills(s, lines), _first(s, lines).size, -s.start), default=None)
        if spot is None:
            continue
        named = next((name for name in hint if folded(name) == folded(start.name)), bare_title(spot.text))
        line = _first(spot, lines)
        yield Section(
            name=named,
            page=text.page,
            bbox=frame.displayed(spot.bbox),
            confidence=ONE_READER,
            whole_page=line.turn != 0,
            order=-1 if line.turn else line.index,
        )


def _first(spot: Spot, lines: Sequence[Line]) -> Line:
    return lines[min(spot.lines)]


def _fills(spot: Spot, lines: Sequence[Line]) -> bool:
    """Whether a heading has its lines to itself."""
    return folded(spot.text) == folded(" ".join(lines[n].text for n in sorted(spot.lines)))
