"""Orders as workbooks: what buyers fill in, what their systems export."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.data.orders.draft import Draft, Line, Value, clothes, shoes

_FORMATS = {"USD": '"$"#,##0.00', "EUR": '#,##0.00\\ "€"', "GBP": '"£"#,##0.00', "CHF": '"CHF" #,##0.00'}
_WHEN = (2026, 1, 15, 9, 0, 0)
_THIN = Border(*(Side(style="thin", color="999999"),) * 4)
_WIDTHS = {"name": 34, "code": 16, "style": 16, "sku": 22, "ean": 16, "category": 18, "note": 26}


class Pad:
    """A sheet while it is filled. Formulas are remembered with their results, for `save`."""

    def __init__(self, draft: Draft, sheet: Worksheet) -> None:
        self.draft, self.sheet = draft, sheet
        self.results: dict[str, str] = {}

    def put(
        self, row: int, column: int, value: Value, *, bold: bool = False, shade: str = "", box: bool = False
    ) -> None:
        """A cell; amounts get the order's number format."""
        cell = self.sheet.cell(row, column)
        cell.value = float(value) if isinstance(value, Decimal) else value
        if isinstance(value, Decimal):
            cell.number_format = self.amounts
        self.dress(row, column, bold=bold, shade=shade, box=box)

    def dress(self, row: int, column: int, *, bold: bool = False, shade: str = "", box: bool = False) -> None:
        """A cell's looks."""
        cell = self.sheet.cell(row, column)
        if bold:
            cell.font = Font(bold=True)
        if shade:
            cell.fill = PatternFill("solid", fgColor=shade)
        if box:
            cell.border = _THIN

    @property
    def amounts(self) -> str:
        """The number format of amounts."""
        places = "0." + "0" * self.draft.form.places if self.draft.form.places else "0"
        return _FORMATS.get(self.draft.form.currency, f'"{self.draft.form.currency}" #,##{places}')

    def formula(self, row: int, column: int, words: str, result: Decimal | int) -> None:
        """A formula and what it comes to."""
        cell = self.sheet.cell(row, column)
        cell.value = words
        if isinstance(result, Decimal):
            cell.number_format = self.amounts
        self.results[cell.coordinate] = str(result)

    def header(self, row: int, fields: Sequence[str], sizes: Sequence[str] = (), shade: str = "D9D9E3") -> list[str]:
        """A header row; the column of each field, a size's by its name."""
        spread = [name for each in fields for name in (sizes if each == "sizes" else (each,))]
        for column, name in enumerate(spread, 1):
            title = name if name in sizes else self.draft.headers[name]
            self.put(row, column, int(title) if title.isdigit() else title, bold=True, shade=shade, box=True)
            self.sheet.column_dimensions[get_column_letter(column)].width = (
                6 if name in sizes else _WIDTHS.get(name, 12)
            )
        return spread

    def line(
        self, row: int, line: Line, columns: Sequence[str], number: int, formulas: Mapping[str, str] | None = None
    ) -> None:
        """A line's cells. `formulas` by field, with {r} for the row."""
        for column, name in enumerate(columns, 1):
            if name in (formulas or {}):
                result = self.draft.value(line, name)
                assert isinstance(result, (int, Decimal))
                self.formula(row, column, (formulas or {})[name].format(r=row), result)
            elif name in line.sizes:
                self.put(row, column, line.sizes[name] or None)
            elif name == "no":
                self.put(row, column, number)
            elif name == "inner":
                self.put(row, column, self.draft.fit(line.cost * Decimal("1.17")))
            elif name in ("code", "style") and line.ref.code.isdigit() and line.ref.code[0] != "0":
                self.put(row, column, int(line.ref.code))
            elif name not in self.draft.words.columns:
                self.put(row, column, None)  # a size that this line has none of
            else:
                self.put(row, column, self.draft.value(line, name))
            self.dress(row, column, box=True)

    def sums(self, row: int, label_column: int, column: int, label_bold: bool = True) -> int:
        """The order's totals, one below the other; the next free row."""
        for name, value in vars(self.draft.sums).items():
            if value is not None:
                self.put(row, label_column, self.draft.labels[name], bold=label_bold)
                self.put(row, column, -value if name == "discount" else value, bold=name == "total")
                row += 1
        return row

    def heading(self, *, merged: int = 0) -> int:
        """The block above the table: buyer, title, order number, addresses; the next free row."""
        draft, words = self.draft, self.draft.words
        self.put(1, 1, draft.buyer, bold=True)
        self.sheet["A1"].font = Font(bold=True, size=15)
        self.put(2, 1, draft.street)
        self.put(2, max(merged, 5), words.title, bold=True)
        self.put(4, 1, f"{words.number}:")
        self.put(4, 2, draft.number)
        self.put(5, 1, f"{words.date}:")
        self.put(5, 2, draft.date)
        self.put(4, 4, f"{words.supplier}:")
        self.put(4, 5, draft.style.brand)
        self.put(5, 4, f"{words.delivery}:")
        self.put(5, 5, draft.style.language.season)
        if merged:
            self.sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=merged)
            self.sheet.merge_cells(start_row=6, start_column=1, end_row=6, end_column=merged)
            self.put(6, 1, words.terms)
        return 8


Fill = Callable[[Draft, Workbook], list[Pad]]


def write(fill: Fill, *, cached: bool = False) -> Callable[[Draft, Path], None]:
    """A layout from a function that fills a workbook; `cached`: formulas keep their results, as Excel saves them."""

    def layout(draft: Draft, file: Path) -> None:
        book = Workbook()
        pads = fill(draft, book)
        save(book, file, {pad.sheet.title: pad.results for pad in pads} if cached else {})

    return layout


def save(book: Workbook, file: Path, results: Mapping[str, Mapping[str, str]]) -> None:
    """Write a workbook with fixed dates, and the results of formulas where they are given by sheet and cell."""
    stream = io.BytesIO()
    book.save(stream)
    numbers = {f"xl/worksheets/sheet{k}.xml": results.get(s.title, {}) for k, s in enumerate(book.worksheets, 1)}
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-15T09:00:00Z", content)
            for cell, value in numbers.get(name, {}).items():
                pattern = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*/>'.encode()
                content, count = re.subn(pattern, rb"\g<1><v>" + value.encode() + b"</v>", content)
                pattern = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v></v>'.encode()
                content, again = re.subn(pattern, rb"\g<1><v>" + value.encode() + b"</v>", content)
                assert count + again == 1, (name, cell)
            new.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)


def first_sheet(book: Workbook, title: str) -> Worksheet:
    """The sheet that a new workbook has, with a title."""
    sheet = book.worksheets[0]
    sheet.title = title[:31].replace("/", "-")
    return sheet


def book_rows(draft: Draft, book: Workbook) -> list[Pad]:
    """A form with a title block and one row a line; totals are formulas whose results nobody saved."""
    pad = Pad(draft, first_sheet(book, draft.words.title))
    fields = draft.rng.choice(
        (["code", "name", "color", "qty", "cost", "total"], ["no", "name", "code", "color", "cost", "qty", "total"])
    )
    lines = draft.odd(draft.pick(draft.rng.randint(14, 20)), "duplicate", "zero")
    top = pad.heading(merged=len(fields))
    columns = pad.header(top, fields)
    letters = {name: get_column_letter(k) for k, name in enumerate(columns, 1)}
    product = "={}{{r}}*{}{{r}}".format(letters["qty"], letters["cost"])
    for number, line in enumerate(lines, 1):
        pad.line(top + number, line, columns, number, {"total": product})
        draft.line(line, fields, pad.sheet.title, top + number)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "quantity", "total")
    last, below = top + len(lines), top + len(lines) + 2
    pad.put(below, 1, draft.labels["total"], bold=True)
    assert sums.total is not None
    assert sums.quantity is not None
    for name, result in (("qty", sums.quantity), ("total", sums.total)):
        letter = letters[name]
        pad.formula(below, columns.index(name) + 1, f"=SUM({letter}{top + 1}:{letter}{last})", result)
    pad.put(below + 2, 1, draft.rng.choice(draft.words.remarks))
    return [pad]


def book_matrix(draft: Draft, book: Workbook) -> list[Pad]:
    """Sizes as a matrix below a merged heading: a header of two rows; formulas with their results."""
    pad = Pad(draft, first_sheet(book, "Order"))
    sizes = list(run(draft, "clothes"))
    fields = ["code", "name", "color", "cost", "sizes", "qty", "total"]
    lines = draft.pick(draft.rng.randint(9, 14), clothes, sizes="clothes")
    top = pad.heading(merged=8)
    columns = pad.header(top + 1, fields, sizes)
    first, last = columns.index(sizes[0]) + 1, columns.index(sizes[-1]) + 1
    pad.sheet.merge_cells(start_row=top, start_column=first, end_row=top, end_column=last)
    pad.put(top, first, draft.words.sizes, bold=True, shade="D9D9E3")
    pad.sheet.cell(top, first).alignment = Alignment(horizontal="center")
    for column, name in enumerate(columns, 1):
        if not first <= column <= last:  # the other headings stand over both rows
            title = draft.headers[name]
            pad.put(top + 1, column, None)
            pad.put(top, column, title, bold=True, shade="D9D9E3")
            pad.sheet.merge_cells(start_row=top, start_column=column, end_row=top + 1, end_column=column)
    letters = {name: get_column_letter(k) for k, name in enumerate(columns, 1)}
    formulas = {
        "qty": f"=SUM({letters[sizes[0]]}{{r}}:{letters[sizes[-1]]}{{r}})",
        "total": f"={letters['qty']}{{r}}*{letters['cost']}{{r}}",
    }
    for number, line in enumerate(lines, 1):
        pad.line(top + 1 + number, line, columns, number, formulas)
        draft.line(line, fields, pad.sheet.title, top + 1 + number)
    draft.table(fields, lines, sizes=sizes)
    draft.add_up(lines, "quantity", "total")
    below = top + 2 + len(lines)
    pad.put(below, 1, draft.labels["total"], bold=True)
    for column, name in enumerate(columns, 1):
        if name in sizes or name in ("qty", "total"):
            result = sum((_cell(line, name) for line in lines), Decimal(0))
            whole = result if name == "total" else int(result)
            letter = letters[name]
            pad.formula(below, column, f"=SUM({letter}{top + 2}:{letter}{below - 1})", whole)
    return [pad]


def _cell(line: Line, name: str) -> Decimal:
    return line.total if name == "total" else Decimal(line.qty if name == "qty" else line.sizes[name])


def run(draft: Draft, kind: str) -> Sequence[str]:
    """The sizes of a run."""
    lines = draft.pick(1, clothes if kind == "clothes" else shoes, sizes=kind, plainly=True)
    return list(lines[0].sizes)


def book_blocks(draft: Draft, book: Workbook) -> list[Pad]:
    """Two blocks with scales of sizes of their own, each with its header and its subtotal, then the total."""
    pad = Pad(draft, first_sheet(book, draft.buyer))
    fields = ["code", "name", "color", "sizes", "qty", "cost", "total"]
    row, everything = pad.heading(), []
    for kind, group in (("clothes", clothes), ("shoes", shoes)):
        lines = draft.pick(draft.rng.randint(5, 8), group, sizes=kind)
        sizes = list(lines[0].sizes)
        pad.put(row, 1, draft.style.language.categories["shoes" if kind == "shoes" else "knit"], bold=True)
        pad.sheet.cell(row, 1).font = Font(bold=True, size=13)
        columns = pad.header(row + 1, fields, sizes)
        for number, line in enumerate(lines, 1):
            pad.line(row + 1 + number, line, columns, number)
            draft.line(line, fields, pad.sheet.title, row + 1 + number)
        draft.table(fields, lines, sizes=sizes)
        row += len(lines) + 2
        pad.put(row, 1, draft.words.sums["subtotal"][0], bold=True)
        pad.put(row, columns.index("qty") + 1, sum(line.qty for line in lines), bold=True)
        pad.put(row, columns.index("total") + 1, sum((line.total for line in lines), Decimal(0)), bold=True)
        row += 3
        everything += lines
    draft.add_up(everything, "quantity", "total")
    pad.put(row, 1, draft.labels["total"].upper(), bold=True, shade="EEEEEE")
    pad.put(row, columns.index("qty") + 1, draft.sums.quantity, bold=True, shade="EEEEEE")
    pad.put(row, columns.index("total") + 1, draft.sums.total, bold=True, shade="EEEEEE")
    return [pad]


def book_skus(draft: Draft, book: Workbook) -> list[Pad]:
    """An export: the header in row 1, a row for each SKU and size, a hidden column, nothing below."""
    pad = Pad(draft, first_sheet(book, "Sheet1"))
    fields = ["order", "date", "style", "name", "color_code", "color", "size", "sku", "ean"]
    fields += ["inner", "cost", "retail", "qty", "total", "currency"]
    lines = draft.by_size(draft.pick(draft.rng.randint(9, 13), clothes, named=False, sizes="clothes"))
    columns = pad.header(1, fields, shade="")
    hidden = columns.index("inner") + 1
    pad.sheet.column_dimensions[get_column_letter(hidden)].hidden = True
    for number, line in enumerate(lines, 1):
        pad.line(1 + number, line, columns, number)
        draft.line(line, fields, pad.sheet.title, 1 + number)
    draft.table([name for name in fields if name != "inner"], lines)
    pad.sheet.freeze_panes = "A2"
    return [pad]


def book_sheets(draft: Draft, book: Workbook) -> list[Pad]:
    """Instructions, an order sheet for each delivery, and a chart of sizes; the total stands on the last order."""
    cover = first_sheet(book, "Info")
    for row, words in enumerate((draft.words.title, draft.number, draft.buyer, *draft.words.remarks), 2):
        cover.cell(row, 2, words)
    fields = ["code", "name", "color", "qty", "cost", "total"]
    pads, everything = [], []
    picked = draft.pick(24)
    for part, lines in enumerate((picked[:13], picked[13:]), 1):
        pad = Pad(draft, book.create_sheet(f"{draft.words.columns['date'][0]} {part}"))
        pad.put(1, 1, f"{draft.words.number} {draft.number}", bold=True)
        columns = pad.header(3, fields)
        for number, line in enumerate(lines, 1):
            pad.line(3 + number, line, columns, number)
            draft.line(line, fields, pad.sheet.title, 3 + number)
        draft.table(fields, lines)
        pad.put(5 + len(lines), 5, draft.words.sums["subtotal"][0], bold=True)
        pad.put(5 + len(lines), 6, sum((line.total for line in lines), Decimal(0)), bold=True)
        pads.append(pad)
        everything += lines
    draft.add_up(everything, "total")
    pad.put(7 + len(lines), 5, draft.words.sums["total"][0], bold=True)
    pad.put(7 + len(lines), 6, draft.sums.total, bold=True)
    chart = book.create_sheet(draft.style.language.size_chart[0][:31])
    for row, cells in enumerate((("", "XS", "S", "M", "L"), *_chart(draft)), 1):
        for column, cell in enumerate(cells, 1):
            chart.cell(row, column, cell)
    return pads


def _chart(draft: Draft) -> list[tuple[str | int, ...]]:
    _, *words = draft.style.language.size_chart
    return [(word, *range(60 + 8 * k, 76 + 8 * k, 4)) for k, word in enumerate(words)]
