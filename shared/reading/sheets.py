"""Opening spreadsheets: XLSX, XLS and CSV as pages. What their readers raise becomes a ReadingError below here."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.reading.errors import (
    DamagedWorkbook,
    EmptyFile,
    EmptyWorkbook,
    EncryptedWorkbook,
    NotAWorkbook,
    TooManyPages,
)
from shared.reading.pdf import MAX_PAGES
from shared.reading.sheet_csv import read_csv
from shared.reading.sheet_grid import Budget, Grid
from shared.reading.sheet_layout import Layout, SheetPage
from shared.reading.sheet_parts import open_parts
from shared.reading.sheet_xls import read_xls
from shared.reading.sheet_xlsx import read_xlsx
from shared.reading.sniff import is_encrypted_package, kind_of


class Workbook:
    """A `shared.reading.book.Book`: a spreadsheet's visible sheets, laid out one after the other."""

    def __init__(self, grids: list[Grid], budget: Budget) -> None:
        self.warnings = tuple(budget.warnings.items())
        self._layouts = [Layout(grid, titled=len(grids) > 1) for grid in grids]
        self._firsts = list(itertools.accumulate((y.page_count for y in self._layouts), initial=1))

    @property
    def page_count(self) -> int:
        return self._firsts[-1] - 1

    def pages(self) -> Iterator[SheetPage]:
        return map(self.page, range(1, self.page_count + 1))

    def page(self, number: int) -> SheetPage:
        if not 1 <= number <= self.page_count:
            raise DamagedWorkbook(f"no page {number}", message=f"This workbook has no page {number}.")
        at = bisect.bisect_right(self._firsts, number) - 1
        return self._layouts[at].page(number - self._firsts[at], number)


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """A spreadsheet of at most 1,000 pages that needs no password. Raises ReadingError."""
    kind = kind_of(path)
    budget = Budget()
    if kind == "xlsx":
        if is_encrypted_package(path):
            raise EncryptedWorkbook
        with open_parts(path) as parts:
            yield _checked(list(read_xlsx(parts, budget)), budget)
    elif kind == "xls":
        yield _checked(list(read_xls(path, budget)), budget)
    elif kind == "csv":
        yield _checked(list(read_csv(path, "CSV", budget)), budget)
    else:
        raise EmptyFile if kind == "empty" else NotAWorkbook(f"content looks like {kind}")


def _checked(grids: list[Grid], budget: Budget) -> Workbook:
    if not grids:
        raise EmptyWorkbook
    workbook = Workbook(grids, budget)
    if workbook.page_count > MAX_PAGES:
        raise TooManyPages(
            f"{workbook.page_count} pages",
            message="This workbook is too long: laid out it has more than 1,000 pages. Split it into parts.",
        )
    return workbook


def inspect_workbook(path: Path) -> int:
    """The number of pages a spreadsheet is laid out on. Raises ReadingError."""
    with open_workbook(path) as workbook:
        return workbook.page_count
