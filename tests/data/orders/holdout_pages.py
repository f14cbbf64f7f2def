"""Orders that are held out, on paper: nobody who mends the reader has seen them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER, landscape

from tests.data.orders.draft import Draft, clothes
from tests.data.orders.paper import Look, Paper


def pdf_store(draft: Draft, file: Path) -> None:
    """A department store's print: fixed letters, a row a size, barcodes, both prices, three pages and more."""
    fields = {"style": 11, "color_code": 7, "color": 11, "size": 5, "ean": 13, "retail": 9, "cost": 9, "qty": 6}
    fields |= {"total": 11}
    look = Look(rules="none", font="Courier", size=8, lead=1.5, page=landscape(LETTER), shade=None, signs=False)
    paper = Paper(draft, file, look, fields)
    lines = draft.by_size(draft.pick(draft.rng.randint(13, 18), clothes, named=False, sizes="clothes"))
    paper.heading()
    paper.text(look.margin, f"{draft.words.columns['currency'][0]}: {draft.form.currency}")
    paper.down(16)
    paper.headed()
    for line in lines:
        paper.line(line)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "quantity", "total")
    paper.sums()
    paper.save()


def pdf_letter(draft: Draft, file: Path) -> None:
    """A letter: a sentence, the goods below one another with tabs, a total in a sentence of its own."""
    fields = {"qty": 5, "name": 18, "color": 9, "code": 10, "cost": 9, "total": 9}
    look = Look(rules="none", font="Times-Roman", size=11, lead=2, shade=None, margin=60, page=A4, ink=0.2)
    paper = Paper(draft, file, look, fields)
    lines = draft.pick(draft.rng.randint(6, 10))
    paper.text(60, f"{draft.buyer}, {draft.street}")
    paper.down(40)
    paper.text(60, f"{draft.words.title} {draft.number}, {draft.date}", bold=True)
    paper.down(28)
    paper.text(60, f"{draft.words.supplier}: {draft.style.brand}. {draft.rng.choice(draft.words.remarks)}.")
    paper.down(26)
    paper.headed()
    for line in lines:
        paper.line(line)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    sums = draft.add_up(lines, "total")
    paper.down(30)
    paper.text(60, f"{draft.labels['total']}: {draft.money(sums.total or Decimal(0))}")
    paper.down(40)
    paper.save()


def photo(draft: Draft, file: Path) -> None:
    """What is scanned to a picture: rules between rows, a line number, a wrong total."""
    fields = {"no": 4, "name": 20, "code": 12, "qty": 7, "cost": 11, "total": 12}
    paper = Paper(draft, file, Look(rules="rows", font="Vera", size=10, lead=5), fields)
    lines = draft.pick(draft.rng.randint(7, 10), named=False)
    paper.heading()
    paper.headed()
    for number, line in enumerate(lines, 1):
        paper.line(line, number)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "subtotal", "total")
    draft.spoil()
    paper.sums()
    paper.save()


def pdf_colours(draft: Draft, file: Path) -> None:
    """A style's row in bold with its price, below it a row a colour with sizes across."""
    picked = draft.pick(draft.rng.randint(6, 9), clothes, named=False, sizes="clothes")
    sizes = list(picked[0].sizes)
    fields = {"code": 12, "name": 20, "cost": 9, "color": 12, **dict.fromkeys(sizes, 4.5), "qty": 6, "total": 11}
    paper = Paper(draft, file, Look(rules="rows", font="Helvetica", size=8.5, page=landscape(A4)), fields)
    paper.heading()
    paper.headed()
    true = ["code", "name", "cost", "color", "sizes", "qty", "total"]
    lines = []
    for line in picked:
        head = {"code": line.ref.code, "name": line.ref.name, "cost": draft.money(line.cost)}
        paper.row([head.get(name, "") for name in paper.fields], bold=True)
        for colour in line.item.colours:
            shifted = {size: draft.rng.choice((0, 1, 2, 3)) for size in sizes}
            shifted[sizes[1]] += 1
            own = replace(line, ref=replace(line.ref, colour=colour), sizes=shifted, qty=sum(shifted.values()))
            own = draft.priced(own)
            cells = [paper.cell(name, own, 0) if name not in head else "" for name in paper.fields]
            paper.row(cells)
            draft.line(own, true)
            lines.append(own)
    draft.table(true, lines, sizes=sizes)
    draft.add_up(lines, "quantity", "total")
    paper.sums()
    paper.save()
