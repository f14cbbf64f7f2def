"""More orders as workbooks: sections, products across, the brand's own form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.data.orders.books import Pad, first_sheet, run
from tests.data.orders.draft import Draft, Line, clothes


def book_sections(draft: Draft, book: Workbook) -> list[Pad]:
    """Categories as merged rows; a style's row, and below it a row for each of its colours; notes between."""
    pad = Pad(draft, first_sheet(book, draft.style.language.season))
    fields = ["code", "name", "color", "qty", "cost", "total", "note"]
    row = pad.heading(merged=len(fields))
    columns = pad.header(row, fields, shade="222233")
    for column in range(1, len(columns) + 1):
        pad.sheet.cell(row, column).font = Font(bold=True, color="FFFFFF")
    everything: list[Line] = []
    for group in draft.rng.sample(("knit", "dress", "bags", "shoes", "small"), 3):
        row += 1
        pad.put(row, 1, draft.style.language.categories[group], bold=True, shade="EEEEEE")
        pad.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(columns))
        for line in draft.pick(4, lambda item, group=group: item.group == group, named=False):  # type: ignore[misc]
            row = _colour_rows(draft, pad, row, columns, line, everything)
        row += 1
        pad.put(row, 2, draft.rng.choice(draft.words.remarks))
    draft.table(fields, everything)
    draft.add_up(everything, "quantity", "subtotal", "discount", "total")
    pad.sums(row + 2, 5, 6)
    return [pad]


def _colour_rows(draft: Draft, pad: Pad, row: int, columns: Sequence[str], line: Line, done: list[Line]) -> int:
    """A row with code and name, then the colours with quantities and amounts; the last row used."""
    row += 1
    pad.put(row, 1, line.ref.code, bold=True)
    pad.put(row, 2, line.ref.name, bold=True)
    for colour in line.item.colours:
        row += 1
        own = draft.priced(replace(line, ref=replace(line.ref, colour=colour), qty=draft.rng.randint(1, 24)))
        own = replace(own, note=draft.rng.choice(draft.words.remarks) if draft.rng.random() < 0.2 else "")
        pad.line(row, own, [name if name not in ("code", "name") else "" for name in columns], 0)
        draft.line(own, ["code", "name", "color", "qty", "cost", "total"], pad.sheet.title, row)
        done.append(own)
    return row


def book_across(draft: Draft, book: Workbook) -> list[Pad]:
    """Products across, their facts down: a form that a boutique keeps for itself."""
    pad = Pad(draft, first_sheet(book, "Order"))
    sizes = list(run(draft, "clothes"))
    fields = ["code", "name", "color", "cost", "sizes", "qty", "total"]
    lines = draft.pick(draft.rng.randint(6, 9), clothes, sizes="clothes")
    pad.put(1, 1, f"{draft.words.title} {draft.number} · {draft.buyer}", bold=True)
    spread = [name for each in fields for name in (sizes if each == "sizes" else (each,))]
    for row, name in enumerate(spread, 3):
        pad.put(row, 1, draft.headers.get(name, name), bold=True, shade="D9D9E3", box=True)
        for column, line in enumerate(lines, 2):
            value = (line.sizes[name] or None) if name in sizes else draft.value(line, name)
            pad.put(row, column, value, box=True)
            pad.sheet.column_dimensions[get_column_letter(column)].width = 18
    for line in lines:
        draft.line(line, fields, pad.sheet.title)
    draft.table(fields, lines, sizes=sizes)
    sums = draft.add_up(lines, "total")
    pad.put(5 + len(spread), 1, draft.labels["total"], bold=True)
    pad.put(5 + len(spread), 2, sums.total, bold=True)
    return [pad]


def book_form(draft: Draft, book: Workbook) -> list[Pad]:
    """The brand's own order form: the whole range stands there, and rows without a quantity are not ordered.

    Amounts are formulas with results, so that the rows that nobody wants come to 0.
    """
    pad = Pad(draft, first_sheet(book, draft.style.language.season))
    fields = ["category", "code", "name", "color", "retail", "cost", "qty", "total"]
    lines = draft.pick(36, plainly=True)
    top = pad.heading(merged=len(fields))
    columns = pad.header(top, fields)
    ordered, kept = [], draft.rng.sample(range(len(lines)), 14)
    amount = "={}{{r}}*{}{{r}}".format(*(get_column_letter(columns.index(n) + 1) for n in ("cost", "qty")))
    for number, line in enumerate(lines):
        row = top + 1 + number
        if number in kept:
            pad.line(row, line, columns, number, {"total": amount})
            draft.line(line, fields, pad.sheet.title, row)
            ordered.append(line)
        else:
            pad.line(row, replace(line, total=draft.fit(Decimal(0))), columns, number, {"total": amount})
            pad.put(row, columns.index("qty") + 1, None)
            pad.sheet.cell(row, columns.index("qty") + 1).value = None
    draft.table(fields, ordered)
    sums = draft.add_up(ordered, "quantity", "total")
    below = top + len(lines) + 1
    pad.put(below, 1, draft.labels["total"], bold=True)
    for name, result in (("qty", sums.quantity), ("total", sums.total)):
        letter = get_column_letter(columns.index(name) + 1)
        assert result is not None
        pad.formula(below, columns.index(name) + 1, f"=SUM({letter}{top + 1}:{letter}{below - 1})", result)
    return [pad]
