"""Orders that are held out and say a thing once for several rows: nobody who mends the reader has seen them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from tests.data.orders.books import Pad
from tests.data.orders.draft import Draft, clothes, shoes
from tests.data.orders.paper import Look, Paper


def pdf_down(draft: Draft, file: Path) -> None:
    """No rules, a row a size; code, name and colour stand in the first row of each only."""
    fields = {"code": 12, "name": 20, "color": 11, "size": 6, "qty": 7, "cost": 10, "total": 11}
    paper = Paper(draft, file, Look(rules="none", font="Vera", size=8, lead=2.5, shade=None), fields)
    lines = draft.by_size(draft.pick(draft.rng.randint(6, 8), clothes, named=False, sizes="clothes"))
    paper.heading()
    paper.headed()
    above = None
    for line in lines:
        row = [paper.cell(name, line, 0) for name in paper.fields]
        if above and above.ref is line.ref:
            row[:3] = ["", "", ""]
        paper.row(row)
        draft.line(line, [*fields])
        above = line
    draft.table([*fields], lines)
    draft.add_up(lines, "quantity", "total")
    paper.sums()
    paper.save()


def seasons(draft: Draft, book: Workbook) -> list[Pad]:
    """Two sheets with other columns each, shoes by size on one; a third that holds last season's prices only."""
    pads = []
    everything = []
    for title, kind, group in (("A", "clothes", clothes), ("B", "shoes", shoes)):
        pad = Pad(draft, book.create_sheet(f"{draft.style.language.season} {title}".replace("/", "-")))
        lines = draft.pick(draft.rng.randint(5, 8), group, sizes=kind)
        fields = ["code", "name", "color", "sizes", "qty", "cost", "total"]
        fields = fields if kind == "shoes" else ["name", "code", "color", "retail", "cost", "sizes", "qty", "total"]
        sizes = list(lines[0].sizes)
        pad.put(1, 1, draft.buyer, bold=True)
        columns = pad.header(3, fields, sizes, shade="C6E0B4")
        for number, line in enumerate(lines, 1):
            pad.line(3 + number, line, columns, number)
            draft.line(line, fields, pad.sheet.title, 3 + number)
        draft.table(fields, lines, sizes=sizes)
        pads.append(pad)
        everything += lines
    draft.add_up(everything, "quantity", "total")
    pad.sums(6 + len(lines), len(columns) - 1, len(columns))
    notes = book.worksheets[0]
    notes.title = draft.words.columns["note"][0][:31]
    for row, words in enumerate(draft.words.remarks, 2):
        notes.cell(row, 2, words)
    return pads


def pdf_note(draft: Draft, file: Path) -> None:
    """Each line followed by a note of its own below it, and the line number far to the left; no codes for some."""
    fields = {"no": 3, "code": 12, "name": 22, "qty": 6, "cost": 10, "total": 11}
    paper = Paper(draft, file, Look(rules="none", zebra=True, font="Helvetica", size=9, lead=3), fields)
    lines = draft.odd(draft.pick(draft.rng.randint(12, 16)), "zero", "negative")
    paper.heading()
    paper.headed()
    for number, line in enumerate(lines, 1):
        paper.line(line, number)
        if number % 3 == 1:
            note = [draft.rng.choice(draft.words.remarks) if name == "name" else "" for name in paper.fields]
            paper.row(note)
        draft.line(replace(line, note=""), [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "subtotal", "shipping", "total")
    paper.sums()
    paper.save()
