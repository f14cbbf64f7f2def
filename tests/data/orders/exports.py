"""Orders as systems export them: text with separators, and old workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import xlwt

from tests.data.orders.draft import Draft, Line, clothes, foreign

Rows = list[list[str]]


def write(file: Path, rows: Sequence[Sequence[str]], separator: str, encoding: str, ending: str = "\r\n") -> None:
    """A text file; what the encoding lacks is left out, as such exports do."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=ending).writerows(rows)
    file.write_bytes(out.getvalue().encode(encoding, "replace"))


def cells(draft: Draft, line: Line, fields: Sequence[str], number: int = 0, sizes: Sequence[str] = ()) -> list[str]:
    """A line's cells as text: amounts without a sign."""
    made = []
    for name in fields:
        if name == "sizes":
            made += [str(line.sizes.get(size) or "") for size in sizes]
        elif name == "no":
            made.append(str(number))
        else:
            value = draft.value(line, name)
            amount = isinstance(value, Decimal)
            made.append(draft.bare(value, 0 if name == "discount" else None) if amount else str(value or ""))  # type: ignore[arg-type]
            if name == "qty":
                made[-1] = str(line.qty)
    return made


def titles(draft: Draft, fields: Sequence[str], sizes: Sequence[str] = ()) -> list[str]:
    """The header row."""
    return [title for name in fields for title in (sizes if name == "sizes" else (draft.headers[name],))]


def csv_german(draft: Draft, file: Path) -> None:
    """Semicolons and decimal commas in Windows' own letters, lines before the table, a note that goes on below."""
    fields = ["no", "code", "name", "color", "qty", "unit", "cost", "total", "note"]
    lines = draft.odd(draft.pick(draft.rng.randint(16, 24)), "negative")
    rows: Rows = [[draft.words.title, draft.number], [draft.words.date, draft.date], [draft.words.supplier]]
    rows[-1].append(draft.style.brand)
    rows += [[], titles(draft, fields)]
    for number, line in enumerate(lines, 1):
        made = cells(draft, line, fields, number)
        if draft.rng.random() < 0.2:
            made[-1] = "\n".join(draft.rng.sample(draft.words.remarks, 2))
        rows.append(made)
        draft.line(line, fields)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "subtotal", "tax", "total")
    for name in ("subtotal", "tax", "total"):
        rows.append(["", "", draft.labels[name], "", "", "", "", draft.bare(getattr(sums, name)), ""])
    write(file, rows, ";", "cp1252")


def tsv_sizes(draft: Draft, file: Path) -> None:
    """Tabs in UTF-16, as Excel's "Unicode text": a row for each size."""
    fields = ["ean", "code", "name", "color", "size", "qty", "cost", "total"]
    lines = draft.by_size(draft.pick(8, clothes, sizes="clothes"))
    rows = [titles(draft, fields)]
    for line in lines:
        rows.append(cells(draft, line, fields))
        draft.line(line, fields)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "quantity", "total")
    rows.append(["", draft.labels["total"], "", "", "", str(sums.quantity), "", draft.bare(sums.total or Decimal(0))])
    write(file, rows, "\t", "utf-16")


def csv_pipe(draft: Draft, file: Path) -> None:
    """Pipes; the order's money is not the linesheet's, and a column says so."""
    draft.form = foreign(draft.form, draft.rng)
    fields = ["order", "no", "code", "name", "qty", "cost", "currency", "total"]
    lines = draft.pick(draft.rng.randint(15, 22))
    rows = [titles(draft, fields)]
    for number, line in enumerate(lines, 1):
        rows.append(cells(draft, line, fields, number * 10))
        draft.line(line, fields)
    draft.table(fields, lines)
    write(file, rows, "|", "utf-8-sig", "\n")


def csv_bare(draft: Draft, file: Path) -> None:
    """No header at all: code, name, quantity, price and amount speak for themselves."""
    fields = draft.rng.choice((["code", "name", "qty", "cost", "total"], ["qty", "code", "name", "cost", "total"]))
    draft.says_currency = False
    lines = draft.pick(draft.rng.randint(14, 20), named=False)
    for line in lines:
        draft.line(line, fields)
    draft.table(fields, lines, bare=True)
    separator = ";" if draft.form.point == "," else ","
    write(file, [cells(draft, line, fields) for line in lines], separator, "utf-8")


def csv_matrix(draft: Draft, file: Path) -> None:
    """A platform's export: a row a colourway, sizes as columns, and dozens of empty rows of other styles."""
    fields = ["season", "category", "style", "name", "color_code", "color", "cost", "retail", "sizes", "qty", "total"]
    lines = draft.pick(12, clothes, named=False, sizes="clothes")
    sizes = list(lines[0].sizes)
    rows = [titles(draft, fields, sizes)]
    for line in lines:
        rows.append(cells(draft, line, fields, sizes=sizes))
        draft.line(line, fields)
        if draft.rng.random() < 0.25:
            rows.append([""] * len(rows[0]))
    draft.table(fields, lines, sizes=sizes)
    write(file, rows, ";" if draft.form.point == "," else ",", "utf-8-sig")


_ERP = {"code": "Material", "name": "Kurztext", "qty": "Bestellmenge", "unit": "BME", "cost": "Nettopreis"}
_ERP |= {"currency": "Währg", "total": "Nettowert", "date": "Lief.dat.", "no": "Pos."}
_SYSTEMS: tuple[Mapping[str, str], ...] = (
    _ERP,
    {"code": "Material", "name": "Short Text", "qty": "PO Quantity", "unit": "OUn", "cost": "Net Price"}
    | {"currency": "Crcy", "total": "Net Value", "date": "Deliv. Date", "no": "Item"},
)


def xls_erp(draft: Draft, file: Path) -> None:
    """An old workbook from a large system: short headers, items by tens, codes as text with their zeros."""
    draft.headers |= draft.rng.choice(_SYSTEMS)
    fields = ["no", "code", "name", "qty", "unit", "cost", "currency", "total", "date"]
    lines = draft.odd(draft.pick(draft.rng.randint(15, 24)), "duplicate")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Purchase order")
    amounts = xlwt.easyxf(num_format_str="#,##0." + "0" * draft.form.places)
    bold = xlwt.easyxf("font: bold on; pattern: pattern solid, fore_colour gray25")
    sheet.write(0, 0, f"{draft.words.number} {draft.number}")
    sheet.write(1, 0, f"{draft.buyer}, {draft.street}")
    for column, name in enumerate(fields):
        sheet.write(3, column, draft.headers[name], bold)
    for number, line in enumerate(lines, 1):
        for column, name in enumerate(fields):
            value = number * 10 if name == "no" else draft.value(line, name)
            if isinstance(value, Decimal):
                sheet.write(3 + number, column, float(value), amounts)
            elif value is not None:
                sheet.write(3 + number, column, value)
        draft.line(line, fields, "Purchase order", 4 + number)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "total")
    sheet.write(6 + len(lines), 6, draft.labels["total"])
    sheet.write(6 + len(lines), 7, float(sums.total or 0), amounts)
    book.save(str(file))
