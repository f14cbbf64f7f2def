"""Phase 4: a linesheet's categories, in its own words and order.

A contents page says them best; else the headings (or side tabs) that divide the products. A hint that a person typed
comes before both: its names are looked for in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from shared.collections.linesheet.asking import Asking
from shared.collections.linesheet.outline import outlined
from shared.collections.models import (
    Categories,
    DocumentSections,
    DocumentText,
    ExtractedText,
    LinesheetJob,
    Section,
)
from shared.engine.run import Run, read_lines, save_lines
from shared.reading.contents import Entry, contents_of
from shared.reading.dialect import Dialect
from shared.reading.headings import Groups, Heading, bare_title, dividing, without_common
from shared.reading.marks import Mark, mark
from shared.reading.priced_columns import price_columns
from shared.reading.text import Line, PageText
from shared.reading.upright import Frame, upright
from shared.reading.words import folded

CONTENTS_WITHIN = 8  # pages from the front
UNPRICED = 4  # times as many style numbers as prices
SAME_NAME = 88.0  # of 100, for a name typed by a person


def generate_categories(run: Run, job: LinesheetJob, text: ExtractedText) -> Categories:
    """Find what divides each linesheet's products."""
    hint = hinted_names(job.category_hint)
    filenames = {document.document_id: document.filename for document in job.documents}

    def outline(own: Run, document: DocumentText) -> DocumentSections:
        key = document.document_id
        with own.document(key):
            asking = Asking(own, key, filenames[key], outline=True)
            ours = _Outline(own, document).sections(hint)
            names, sections, source = outlined(own, document, hint, ours, asking)
            rows = save_lines(own, f"sections/{key}.jsonl", sections)
            return DocumentSections(
                document_id=key, names=names, sections=rows, source=source, unanswered=asking.unanswered
            )

    documents = run.each(text.documents, outline)
    names = hint or list(dict.fromkeys(name for document in documents for name in document.names))
    return Categories(names=names, hinted=bool(hint), documents=documents)


def hinted_names(hint: str | None) -> list[str]:
    """The category names a person typed, separated by commas, semicolons or lines."""
    return list(dict.fromkeys(name.strip() for name in re.split(r"[,;\n]+", hint or "") if name.strip()))


class _Outline:
    """One document's outline, gathered in one pass over its pages."""

    def __init__(self, run: Run, document: DocumentText) -> None:
        self.run, self.document = run, document
        self.groups, coded = Groups(), Groups(by_code=True)
        self.prices_on: dict[int, int] = {}
        codes_on: dict[int, int] = {}
        self.entries: list[Entry] = []
        self.named: list[Heading] = []  # lines after the contents page that say what one of its entries says
        self.labelled: list[Section] = []
        self.dialect = Dialect()
        self.frames: dict[int, Frame] = {}  # of the pages that do not stand upright
        self.sheets = False  # a spreadsheet has rows of codes and small numbers, and no contents page
        self.tabs: list[Section] = []  # worksheets by their names
        for stored in read_lines(run, document.pages, PageText):
            text, frame = upright(stored)
            self.dialect.add(text.read_lines())
            self.sheets = self.sheets or text.sheet is not None
            self.tabs += [_tab(line, text.page) for line in text.read_lines() if text.is_tab(line)]
            if frame.turn:
                self.frames[text.page] = frame
        for page, height, marks in self._pages():
            for groups, counted in ((self.groups, self.prices_on), (coded, codes_on)):
                count = sum(map(groups.announces, marks))
                if count:
                    counted[page] = count
            if not self.entries and page <= CONTENTS_WITHIN and not self.sheets:
                self.entries = contents_of(marks, page, document.page_count)
                if self.entries:
                    continue
            self.labelled += [
                Section(name=m.value, page=page, bbox=m.bbox, confidence=0.95, order=m.line.index)
                for m in marks
                if m.label == "category"
            ]
            self._name(page, marks)
            self.groups.add(page, marks, height)
            coded.add(page, marks, height)
        if coded.products > UNPRICED * self.groups.products:  # a linesheet without prices but in its terms
            self.groups, self.prices_on = coded, codes_on

    def _pages(self) -> Iterator[tuple[int, float, list[Mark]]]:
        for stored in read_lines(self.run, self.document.pages, PageText):
            text, _ = upright(stored)
            self.run.progress(text.page, self.document.page_count, f"Page {text.page}")
            marks = [mark(line, self.dialect) for line in text.read_lines() if not text.is_tab(line)]
            if text.sheet is None:
                price_columns(marks)
            yield text.page, text.height, marks

    def sections(self, hint: list[str]) -> tuple[list[str], list[Section], str]:
        """Names in order, where each begins on its page as displayed, and what told so."""
        names, sections, source = self._upright_sections(hint)
        for section in sections:
            frame = self.frames.get(section.told_on or section.page)
            if frame is not None:
                section.bbox = frame.displayed(section.bbox)
        return names, sections, source

    def _upright_sections(self, hint: list[str]) -> tuple[list[str], list[Section], str]:
        if hint:
            return hint, self._hinted(hint), "hint"
        if len(self.labelled) >= max(2, 0.5 * self.groups.products):
            return list(dict.fromkeys(s.name for s in self.labelled)), [], "labels"
        if len({s.name for s in self.labelled}) >= 2:  # "Category: Dresses" as a page's head
            return list(dict.fromkeys(s.name for s in self.labelled)), self.labelled, "labels"
        listed = self._listed()
        if len({s.name for s in listed}) >= 2:
            return list(dict.fromkeys(s.name for s in listed)), listed, "contents"
        found = dividing(self.groups, self.prices_on)
        spelled = _spelling(found)
        sections = [_section(h, spelled[folded(h.text)], 0.9) for h in found]
        if not sections:
            tabs = self._tabs()
            return list(dict.fromkeys(s.name for s in tabs)), tabs, "sheets" if tabs else "none"
        return list(dict.fromkeys(s.name for s in sections)), sections, "headings"

    def _tabs(self) -> list[Section]:
        """The names of worksheets with products; none where they differ only by a number or a year."""
        found = [tab for tab in self.tabs if tab.page in self.prices_on]
        return found if len({re.sub(r"[\W\d_]+", "", folded(tab.name)) for tab in found}) > 1 else []

    def _headings(self) -> Iterator[Heading]:
        known = {(h.page, h.order) for h in self.named}
        yield from self.named
        for group in self.groups.groups.values():
            yield from (h for h in group.found if (h.page, h.order) not in known)

    def _name(self, page: int, marks: list[Mark]) -> None:
        """Keep the lines that say what an entry of the contents page says, however they are set."""
        wanted = {folded(entry.title) for entry in self.entries}
        for m in marks if wanted else ():
            text = bare_title(m.text)
            if m.line.turn == 0 and not m.prices and folded(text) in wanted:
                self.named.append(Heading(text, page, m.bbox, 0, True, m.line.index))

    def _listed(self) -> list[Section]:
        """The entries of the contents page, each at its headings; at its page number where it has none."""
        made: list[Section] = []
        wanted = {folded(e.title): e for e in self.entries}
        at_headings: dict[str, list[Section]] = {}
        for heading in _largest(self._headings()):
            entry = wanted.get(folded(heading.text))
            if entry is not None and heading.page >= min(entry.page, self.document.page_count) - 2:
                at_headings.setdefault(folded(entry.title), []).append(_section(heading, entry.title, 0.97))
        for key, entry in wanted.items():
            here = at_headings.get(key)
            if here:
                made += here
            elif self._has_products(entry):
                made.append(
                    Section(
                        name=entry.title,
                        page=entry.page,
                        bbox=entry.bbox,
                        confidence=0.8,
                        whole_page=True,
                        told_on=entry.told_on,
                    )
                )
        made.sort(key=lambda s: (s.page, not s.whole_page, s.order))
        return self._without_empty(made)

    def _has_products(self, entry: Entry) -> bool:
        after = min((e.page for e in self.entries if e.page > entry.page), default=self.document.page_count + 1)
        return any(entry.page <= page < after for page in self.prices_on)

    def _without_empty(self, sections: list[Section]) -> list[Section]:
        """Leave out names under which no price stands (a size chart, an address)."""
        kept = set()
        for section, after in zip(sections, [*sections[1:], None], strict=False):
            end = after.page if after else self.document.page_count
            if any(section.page <= page <= end for page in self.prices_on):
                kept.add(section.name)
        return [s for s in sections if s.name in kept]

    def _hinted(self, hint: list[str]) -> list[Section]:
        """Where the hinted names, or headings nearly so named, stand."""
        made = []
        for heading in self._headings():
            best = max(hint, key=lambda name: fuzz.token_set_ratio(folded(name), folded(heading.text)))
            if fuzz.ratio(folded(best), folded(heading.text)) >= SAME_NAME:
                made.append(_section(heading, best, 0.9))
        known = {folded(s.name) for s in made}
        for heading in dividing(self.groups, self.prices_on):
            best = max(hint, key=lambda name: fuzz.token_set_ratio(folded(name), folded(heading.text)))
            if folded(best) not in known and fuzz.token_set_ratio(folded(best), folded(heading.text)) >= SAME_NAME:
                made.append(_section(heading, best, 0.75))
        return sorted(made, key=lambda s: (s.page, s.order))


def _largest(headings: Iterable[Heading]) -> list[Heading]:
    """Headings without those that say the same in smaller type on the same page: these are captions."""
    heights: dict[tuple[int, str], float] = {}
    kept = list(headings)
    for h in kept:
        if h.priced >= 0:
            key = (h.page, folded(h.text))
            heights[key] = max(heights.get(key, 0.0), h.bbox[3] - h.bbox[1])
    return [h for h in kept if h.bbox[3] - h.bbox[1] >= 0.8 * heights.get((h.page, folded(h.text)), 0.0)]


def _tab(line: Line, page: int) -> Section:
    return Section(name=line.text, page=page, bbox=line.bbox, confidence=0.85, whole_page=True)


def _section(heading: Heading, name: str, confidence: float) -> Section:
    turned = heading.priced < 0
    return Section(
        name=name,
        page=heading.page,
        bbox=heading.bbox,
        confidence=confidence,
        whole_page=turned,
        order=-1 if turned else heading.order,
    )


def _spelling(found: list[Heading]) -> dict[str, str]:
    """One spelling for headings that differ in capitals only: the first, without what all of them share."""
    spelled: dict[str, str] = {}
    for heading in found:
        spelled.setdefault(folded(heading.text), bare_title(heading.text))
    cut = without_common(list(spelled.values()))
    return {key: cut[name] for key, name in spelled.items()}
