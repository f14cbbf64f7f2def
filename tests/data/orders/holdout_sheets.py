"""Orders that are held out, as sheets and text: nobody who mends the reader has seen them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.data.orders.books import Pad
from tests.data.orders.draft import Draft, Line, Value, foreign, shoes
from tests.data.orders.exports import cells, titles, write


def boutique(draft: Draft, book: Workbook) -> list[Pad]:
    """A shop's own list: small letters, quantities with a word, references last, a sum by hand."""
    pad = Pad(draft, book.worksheets[0])
    pad.sheet.title = "Feuil1" if draft.words.title.startswith("BON") else "Tabelle1"
    fields = ["name", "color", "qty", "cost", "code", "note"]
    lines = draft.pick(draft.rng.randint(9, 14))
    pad.put(1, 2, f"{draft.buyer} - {draft.words.title.lower()} {draft.date}")
    columns = ["", *fields]
    for column, name in enumerate(columns, 1):
        pad.put(3, column, draft.headers[name].lower() if name else None)
    row = 3
    for line in lines:
        row += 1
        if draft.rng.random() < 0.15:
            row += 1
        for column, name in enumerate(columns, 1):
            value = draft.value(line, name) if name else None
            pad.put(row, column, f"{line.qty} {draft.words.piece}" if name == "qty" else value)
        draft.line(line, fields, pad.sheet.title, row)
    draft.table(fields, lines)
    draft.add_up(lines, "total")
    pad.put(row + 2, 4, draft.labels["total"].lower())
    pad.put(row + 2, 5, draft.sums.total)
    pad.sheet.cell(row + 2, 5).font = Font(underline="single")
    return [pad]


def ledger(draft: Draft, book: Workbook) -> list[Pad]:
    """An accounting system's print: the sums first, tax for each line, returns below zero, another currency."""
    draft.form = foreign(draft.form, draft.rng)
    pad = Pad(draft, book.worksheets[0])
    pad.sheet.title = "PurchaseOrder"
    fields = ["no", "code", "name", "qty", "unit", "cost", "currency", "total"]
    lines = draft.odd(draft.pick(draft.rng.randint(12, 18)), "negative", "zero")
    draft.add_up(lines, "subtotal", "tax", "total")
    pad.put(1, 1, draft.words.title, bold=True)
    pad.put(2, 1, draft.number)
    pad.put(2, 4, draft.buyer)
    pad.sums(4, 1, 2)
    pad.put(4, 4, draft.words.supplier)
    pad.put(4, 5, draft.style.brand)
    columns = pad.header(9, fields)
    for number, line in enumerate(lines, 1):
        pad.line(9 + number, line, columns, number)
        draft.line(line, fields, pad.sheet.title, 9 + number)
    draft.table(fields, lines)
    return [pad]


def xls_calzature(draft: Draft, file: Path) -> None:
    """An old workbook: shoes by size; the whole range stands there, and most rows are left blank."""
    lines = draft.pick(8, shoes, sizes="shoes", plainly=True)
    sizes = list(lines[0].sizes)
    fields = ["code", "name", "color", "cost", "sizes", "qty", "total"]
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ordine")
    bold, amounts = xlwt.easyxf("font: bold on"), xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write_merge(0, 0, 0, 6, f"{draft.words.title} {draft.number}", bold)
    sheet.write(2, 0, f"{draft.words.supplier}: {draft.style.brand}")
    for column, title in enumerate(titles(draft, fields, sizes)):
        sheet.write(4, column, int(title) if title.isdigit() else title, bold)
    row, ordered = 4, list[Line]()
    spread = [name for each in fields for name in (sizes if each == "sizes" else (each,))]
    for line in lines:
        row += 1
        wanted = draft.rng.random() < 0.6 or not ordered
        for column, name in enumerate(spread):
            value: Value = (line.sizes[name] or None) if name in line.sizes else draft.value(line, name)
            if (wanted or name in ("code", "name", "color", "cost")) and value is not None:
                style = amounts if isinstance(value, Decimal) else xlwt.Style.default_style
                sheet.write(row, column, float(value) if isinstance(value, Decimal) else value, style)
        if wanted:
            ordered.append(line)
            draft.line(line, fields, "Ordine", row + 1)
    draft.table(fields, ordered, sizes=sizes)
    sums = draft.add_up(ordered, "quantity", "total")
    sheet.write(row + 1, 0, draft.labels["total"], bold)
    sheet.write(row + 1, spread.index("qty"), sums.quantity, bold)
    sheet.write(row + 1, spread.index("total"), float(sums.total or 0), amounts)
    book.save(str(file))


def csv_japan(draft: Draft, file: Path) -> None:
    """Japanese, in its own encoding, with the issuer above the table and the sums below it."""
    fields = ["no", "code", "name", "color", "qty", "unit", "cost", "total", "date"]
    lines = draft.odd(draft.pick(draft.rng.randint(12, 18)), "duplicate")
    rows = [[draft.words.title], [draft.words.number, draft.number], [draft.words.ship_to, "東京都渋谷区1-2-3"], []]
    rows.append(titles(draft, fields))
    for number, line in enumerate(lines, 1):
        rows.append(cells(draft, line, fields, number))
        draft.line(line, fields)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "subtotal", "tax", "total")
    for name in ("subtotal", "tax", "total"):
        rows.append(["", "", "", "", "", "", draft.labels[name], draft.bare(getattr(sums, name)), ""])
    write(file, rows, ",", "cp932")


def records(draft: Draft, file: Path) -> None:
    """Records as systems send them to each other: the first cell says what a row is; no header."""
    fields = ["", "no", "ean", "code", "qty", "unit", "cost", "total"]
    draft.form = replace(draft.form, thousands="", point=".")
    draft.words = replace(draft.words, piece="PCE")
    lines = draft.pick(draft.rng.randint(10, 16), named=False)
    sums = draft.add_up(lines, "total")
    rows = [["HDR", draft.number, draft.date, draft.form.currency, draft.buyer, draft.style.brand]]
    for number, line in enumerate(lines, 1):
        rows.append(["LIN", *cells(draft, line, fields[1:], number)])
        draft.line(line, fields)
    rows.append(["TRL", str(len(lines)), draft.bare(sums.total or Decimal(0))])
    draft.table(fields[1:], lines, bare=True)
    draft.statuses = ["reconciled", "no_totals"]  # no word says that the last record holds the total
    draft.sums.total = None
    write(file, rows, draft.rng.choice("|;"), "ascii", "\n")


def tsv_pages(draft: Draft, file: Path) -> None:
    """A printed list saved as text: the header again and again, sums of pages, signs within the cells."""
    fields = ["code", "name", "qty", "cost", "discount", "total"]
    lines = draft.pick(20, named=False, discount=True)
    rows, page = list[list[str]](), list[Line]()
    for line in lines:
        if not page:
            rows += [[f"{draft.words.page} {1 + len(rows) // 9}"], titles(draft, fields)]
        page.append(line)
        made = cells(draft, line, fields)
        made[3], made[5] = draft.money(line.cost), draft.money(line.total)
        rows.append(made)
        draft.line(line, fields)
        if len(page) == 7:
            rows += [["", draft.words.carried, "", "", "", _sum(draft, draft_lines(lines, line))], []]
            page = []
    draft.table(fields, lines)
    sums = draft.add_up(lines, "total")
    rows.append(["", draft.labels["total"], "", "", "", draft.money(sums.total or Decimal(0))])
    write(file, rows, "\t", "utf-8")


def draft_lines(lines: list[Line], last: Line) -> list[Line]:
    """The lines down to this one."""
    return lines[: lines.index(last) + 1]


def _sum(draft: Draft, lines: list[Line]) -> str:
    return draft.money(sum((line.total for line in lines), Decimal(0)))
