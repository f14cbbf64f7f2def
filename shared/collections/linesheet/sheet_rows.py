"""In which row of which sheet a product and its values stand, where the document is a spreadsheet."""

from __future__ import annotations

import bisect

from shared.collections.models import FieldSource, Product, Source
from shared.reading.text import PageText


class SheetRows:
    """The rows of each page, by where they begin. Grows with the number of rows; holds nothing for a PDF."""

    def __init__(self) -> None:
        self._pages: dict[int, tuple[str, list[float], list[int]]] = {}

    @property
    def any(self) -> bool:
        """Whether the document is a spreadsheet."""
        return bool(self._pages)

    def add(self, page: PageText) -> None:
        """Learn one page."""
        if page.sheet is not None:
            self._pages[page.page] = page.sheet, [y for y, _ in page.rows], [row for _, row in page.rows]

    def name(self, product: Product) -> None:
        """Give a product and each of its values their sheet and row. A product stands where its text begins."""
        if not self._pages:
            return
        self._place(product.source, product.source.bbox[1] + 1)
        for value in product.fields.values():
            self._place(value, (value.bbox[1] + value.bbox[3]) / 2)

    def _place(self, source: Source | FieldSource, y: float) -> None:
        if source.page in self._pages:
            sheet, tops, rows = self._pages[source.page]
            place = bisect.bisect_right(tops, y) - 1
            source.sheet = sheet
            source.row = rows[place] if place >= 0 else None
