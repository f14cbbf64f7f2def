"""Orders that say a thing once for several rows or in one cell: merged cells, blanks below, packed sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from reportlab.lib.pagesizes import A4, landscape

from tests.data.orders.books import Pad
from tests.data.orders.draft import Draft, Line, clothes
from tests.data.orders.exports import cells, titles, write
from tests.data.orders.paper import Look, Paper


def colourways(draft: Draft, line: Line) -> list[Line]:
    """A line for each colour of a product, with quantities of its own."""
    made = []
    for colour in line.item.colours:
        sizes = {size: draft.rng.choice((0, 1, 2, 3, 4)) for size in line.sizes}
        sizes[next(iter(sizes))] += 1
        own = replace(line, ref=replace(line.ref, colour=colour), sizes=sizes, qty=sum(sizes.values()))
        made.append(draft.priced(own))
    return made


def book_merged(draft: Draft, book: Workbook) -> list[Pad]:
    """Code, name and price stand in cells that reach over the rows of the colours; sizes across."""
    pad = Pad(draft, book.worksheets[0])
    pad.sheet.title = "PO"
    picked = draft.pick(draft.rng.randint(6, 9), clothes, named=False, sizes="clothes")
    sizes = list(picked[0].sizes)
    fields = ["code", "name", "cost", "color", "sizes", "qty", "total"]
    top = pad.heading(merged=9)
    columns = pad.header(top, fields, sizes)
    row, everything = top, []
    for line in picked:
        first = row + 1
        for own in colourways(draft, line):
            row += 1
            pad.line(row, own, columns, 0)
            draft.line(own, fields, pad.sheet.title, row)
            everything.append(own)
        for column in range(1, 4):
            for below in range(first + 1, row + 1):
                pad.sheet.cell(below, column).value = None
            if row > first:
                pad.sheet.merge_cells(start_row=first, start_column=column, end_row=row, end_column=column)
            pad.sheet.cell(first, column).alignment = Alignment(vertical="center")
    draft.table(fields, everything, sizes=sizes)
    draft.add_up(everything, "quantity", "total")
    pad.sums(row + 2, len(columns) - 1, len(columns))
    return [pad]


def tsv_down(draft: Draft, file: Path) -> None:
    """A row a size; what is the same as above is left blank."""
    fields = ["code", "name", "color", "size", "qty", "cost", "total"]
    lines = draft.by_size(draft.pick(10, clothes, named=False, sizes="clothes"))
    rows = [titles(draft, fields)]
    for before, line in zip([None, *lines], lines, strict=False):
        made = cells(draft, line, fields)
        if before and before.ref is line.ref:
            made[:3] = ["", "", ""]
        rows.append(made)
        draft.line(line, fields)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "total")
    rows += [[], ["", "", "", "", "", draft.labels["total"], draft.bare(sums.total or Decimal(0))]]
    write(file, rows, "\t", "utf-8-sig")


def packed(line: Line, form: str) -> str:
    """The sizes of a line in one cell: "S:2 M:3", "2xS, 3xM"."""
    counted = [(size, qty) for size, qty in line.sizes.items() if qty]
    if form == "times":
        return ", ".join(f"{qty}x{size}" for size, qty in counted)
    return " ".join(f"{size}{form}{qty}" for size, qty in counted)


def pdf_packed(draft: Draft, file: Path) -> None:
    """A ruled table with all sizes of a line in one cell."""
    fields = {"code": 11, "name": 17, "color": 9, "size": 16, "qty": 6, "cost": 9, "total": 11}
    paper = Paper(draft, file, Look(rules="all", font="Helvetica", size=8, lead=3.5), fields)
    form = draft.rng.choice((":", "/", "times"))
    draft.headers["size"] = draft.words.sizes
    lines = draft.pick(draft.rng.randint(10, 14), clothes, sizes="clothes")
    paper.heading()
    paper.headed()
    for line in lines:
        paper.line(replace(line, size=packed(line, form)))
        draft.line(line, [*fields])
    roles = {"size": ["size", "size_quantity"]}
    draft.table([*fields], [replace(line, size=packed(line, form)) for line in lines], roles=roles)
    draft.add_up(lines, "subtotal", "tax", "total")
    paper.sums()
    paper.save()


def pdf_grouped(draft: Draft, file: Path) -> None:
    """Sizes across below a heading of their own, so that the header has two rows; all ruled."""
    lines = draft.pick(draft.rng.randint(11, 15), clothes, sizes="clothes")
    sizes = list(lines[0].sizes)
    fields = {"no": 3.5, "code": 12, "name": 18, "color": 11, **dict.fromkeys(sizes, 4.0), "qty": 7}
    fields |= {"cost": 9, "total": 11}
    paper = Paper(draft, file, Look(rules="all", font="Times-Roman", size=9, page=landscape(A4)), fields)
    paper.heading()
    _group(paper, draft.words.sizes, sizes)
    paper.headed()
    true = ["no", "code", "name", "color", "sizes", "qty", "cost", "total"]
    for number, line in enumerate(lines, 1):
        paper.line(line, number)
        draft.line(line, true)
    draft.table(true, lines, sizes=sizes)
    draft.add_up(lines, "quantity", "total")
    paper.sums()
    paper.save()


def _group(paper: Paper, words: str, sizes: Sequence[str]) -> None:
    """A cell over the columns of sizes."""
    own = [k for k, name in enumerate(paper.fields) if name in sizes]
    left, right = paper.lefts[own[0]], paper.lefts[own[-1]] + paper.widths[own[-1]]
    paper.canvas.rect(left, paper.y - 15, right - left, 15)
    paper.down(11)
    paper.canvas.setFont("Times-Bold", 9)
    paper.canvas.drawCentredString((left + right) / 2, paper.y, words)
    paper.down(4)


def pdf_styles(draft: Draft, file: Path) -> None:
    """All ruled: a row with a style's code and name, then a row a colour with quantity, price and amount."""
    fields = {"code": 12, "name": 22, "color": 12, "qty": 7, "cost": 10, "total": 11}
    paper = Paper(draft, file, Look(rules="all", font="Helvetica", size=9, lead=3), fields)
    paper.heading()
    paper.headed()
    lines = []
    for line in draft.pick(draft.rng.randint(6, 9), named=False):
        paper.row([paper.cell(name, line, 0) if name in ("code", "name") else "" for name in paper.fields])
        for colour in line.item.colours:
            own = draft.priced(replace(line, ref=replace(line.ref, colour=colour), qty=draft.rng.randint(1, 24)))
            paper.row([paper.cell(name, own, 0) if name not in ("code", "name") else "" for name in paper.fields])
            draft.line(own, [*fields])
            lines.append(own)
    draft.table([*fields], lines)
    draft.add_up(lines, "subtotal", "discount", "total")
    paper.sums()
    paper.save()
