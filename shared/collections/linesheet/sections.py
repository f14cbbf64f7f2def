"""Which category a product stands under."""

from __future__ import annotations

from collections.abc import Sequence

from shared.collections.linesheet.draft import Draft, Value
from shared.collections.linesheet.layout import PageParts
from shared.collections.models import DocumentSections, Section
from shared.engine.run import Run, read_lines
from shared.reading.geometry import Box
from shared.reading.units import Unit


class Sections:
    """A document's sections by page. Grows with the number of headings."""

    def __init__(self, run: Run, document: DocumentSections) -> None:
        self._pages: dict[int, list[Section]] = {}
        for section in read_lines(run, document.sections, Section):
            self._pages.setdefault(section.page, []).append(section)
        self._carried: Section | None = None

    def boxes(self, page: int) -> list[Box]:
        """The boxes of the headings on a page as displayed."""
        return [section.bbox for section in self._pages.get(page, ())]

    def of(self, draft: Draft, parts: PageParts) -> Value | None:
        """The category a product stands under. Ask in page order."""
        here = self._upright(parts)
        columns = _columns(parts, here)
        top = draft.bbox[1] if draft.top is None else draft.top
        place = _place(draft.bbox, columns, top + 2)
        above = [(s, box) for s, box in here if not s.whole_page and _place(box, columns, box[1]) <= place]
        nearest = max(above, key=lambda item: _place(item[1], columns, item[1][1]), default=None)
        chosen = nearest[0] if nearest else next((s for s, _ in here if s.whole_page), None) or self._carried
        return Value(chosen.name, chosen.bbox, chosen.confidence, chosen.told_on or chosen.page) if chosen else None

    def leave(self, parts: PageParts) -> None:
        """Go on to the next page: what is read last on this one holds until another section begins."""
        here = self._upright(parts)
        if here:
            columns = _columns(parts, here)
            self._carried = max(here, key=lambda item: _place(item[1], columns, item[1][1]))[0]

    def _upright(self, parts: PageParts) -> list[tuple[Section, Box]]:
        """The sections of a page with their boxes on the upright page."""
        return [(s, parts.frame.upright(s.bbox)) for s in self._pages.get(parts.page, ())]


def _columns(parts: PageParts, here: Sequence[tuple[Section, Box]]) -> list[tuple[float, float]]:
    """Columns that are read one after the other, from left to right: of tables side by side, or of running text.

    Text runs in columns where a heading stands at the height of another column's product, or begins where a column
    does that is not the first; headings of rows of cards do neither.
    """
    boxes = [table.bbox for table in parts.tables]
    headings = [box for s, box in here if not s.whole_page]
    if any(_beside(box, unit) for box in headings for unit in parts.units) or any(
        _heads_column(box, parts.units) for box in headings
    ):
        boxes += [unit.bbox for unit in parts.units]
    found: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda box: box[0]):
        if not found or box[0] > found[-1][1] - 0.3 * (found[-1][1] - found[-1][0]):
            found.append((box[0], box[2]))
        else:
            found[-1] = (found[-1][0], max(found[-1][1], box[2]))
    return found


def _beside(heading: Box, unit: Unit) -> bool:
    """Whether a heading stands among the lines of another column's product."""
    lines = [m.bbox for m in unit.marks if m.bbox[0] > heading[2] or m.bbox[2] < heading[0]]
    size = heading[3] - heading[1]
    over = any(0 <= heading[3] - box[3] < 2 * size for box in lines)
    under = any(0 <= box[1] - heading[1] < 2 * size for box in lines)
    return over and under


def _heads_column(heading: Box, units: Sequence[Unit]) -> bool:
    return any(abs(u.bbox[0] - heading[0]) < 3 for u in units) and any(u.bbox[2] < heading[0] for u in units)


def _place(box: Box, columns: list[tuple[float, float]], top: float) -> tuple[int, float]:
    """Column and height: the order in which a page of several columns is read."""
    if len(columns) < 2:
        return 0, top
    column = sum(1 for x0, _ in columns[1:] if box[0] >= x0 - 5)
    return column, top
