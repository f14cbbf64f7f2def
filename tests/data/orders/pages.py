"""Orders as PDFs: ruled, open, striped, of several pages, scanned, a form to fill in."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pymupdf
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.data.orders.draft import Draft, Line, clothes
from tests.data.orders.paper import Look, Paper
from tests.data.scans import Scanner, scanned, scanned_pdf


def _look(rng: random.Random, rules: str, *, zebra: bool = False, lying: bool = False, signs: bool = True) -> Look:
    size = rng.choice((A4, LETTER))
    return Look(
        rules=rules,
        zebra=zebra,
        font=rng.choice(("Helvetica", "Times-Roman", "Vera")),
        size=rng.choice((8.0, 8.5, 9.0)),
        lead=rng.choice((2.5, 4.0, 5.5)),
        page=landscape(size) if lying else size,
        margin=rng.choice((34.0, 42.0, 50.0)),
        shade=rng.choice(((0.88, 0.88, 0.92), (0.93, 0.9, 0.84), None)),
        signs=signs,
    )


def _note(draft: Draft) -> str:
    return f"* {draft.rng.choice(draft.words.remarks)}"


def pdf_ruled(draft: Draft, file: Path) -> None:
    """A ruled table with everything below it: subtotal, discount, tax, freight, total."""
    fields = {"no": 3, "code": 10, "name": 20, "color": 10, "qty": 6, "cost": 9, "total": 10}
    paper = Paper(draft, file, _look(draft.rng, "all"), fields)
    lines = draft.odd(draft.pick(draft.rng.randint(12, 18)), "duplicate")
    paper.heading()
    paper.headed()
    for number, line in enumerate(lines, 1):
        paper.line(line, number)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "subtotal", "discount", "tax", "shipping", "total")
    paper.sums()
    paper.save()


def pdf_open(draft: Draft, file: Path) -> None:
    """No rules; several pages, each with its header, what is carried forward, and a footer; descriptions wrap."""
    fields = {"code": 11, "name": 17, "color": 10, "cost": 10, "qty": 7, "total": 11}
    paper = Paper(draft, file, _look(draft.rng, draft.rng.choice(("none", "rows"))), fields)
    lines = draft.pick(draft.rng.randint(34, 40))
    so_far: list[Line] = []

    def carried() -> None:
        label = draft.words.carried
        paper.row([label if name == "code" else money(name) for name in paper.fields], bold=True, whole=False)

    def money(name: str) -> str:
        return draft.money(sum((line.total for line in so_far), Decimal(0))) if name == "total" else ""

    paper.over = paper.under = carried
    paper.heading()
    paper.headed()
    extra = draft.style.language.notes
    for line in lines:
        cells = [paper.cell(name, line, 0) for name in paper.fields]
        if draft.rng.random() < 0.3:
            cells[1] += " " + draft.rng.choice(extra)
        paper.row(cells)
        so_far.append(line)
        draft.line(line, [*fields])
        if draft.rng.random() < 0.06:
            paper.span(_note(draft))
    draft.table([*fields], lines)
    draft.add_up(lines, "quantity", "total")
    paper.over = lambda: None
    paper.sums()
    paper.save()


def pdf_matrix(draft: Draft, file: Path) -> None:
    """A page that lies, striped, with sizes as a matrix and amounts without signs."""
    lines = draft.pick(draft.rng.randint(12, 16), clothes, sizes="clothes")
    sizes = list(lines[0].sizes)
    fields = {"code": 11, "name": 19, "color": 11, **dict.fromkeys(sizes, 4.0), "qty": 6, "cost": 9, "total": 11}
    paper = Paper(draft, file, _look(draft.rng, "rows", zebra=True, lying=True, signs=False), fields)
    paper.heading()
    paper.span(f"{draft.words.columns['currency'][0]}: {draft.form.currency}")
    paper.headed()
    true = ["code", "name", "color", "sizes", "qty", "cost", "total"]
    for line in lines:
        paper.line(line)
        draft.line(line, true)
    draft.table(true, lines, sizes=sizes)
    draft.add_up(lines, "quantity", "total")
    sums = {
        "code": draft.labels["total"],
        "qty": str(draft.sums.quantity),
        "total": draft.bare(draft.sums.total or Decimal(0)),
    }
    sums |= {size: str(sum(line.sizes[size] for line in lines)) for size in sizes}
    paper.row([sums.get(name, "") for name in paper.fields], bold=True, whole=False)
    paper.save()


def pdf_wrong(draft: Draft, file: Path) -> None:
    """A total that is not what the lines add up to, and "Price" over what is the amount of a line."""
    fields = {"name": 20, "code": 11, "cost": 10, "qty": 6, "total": 11}
    paper = Paper(draft, file, _look(draft.rng, "all"), fields)
    lines = draft.pick(draft.rng.randint(10, 15), named=False)
    paper.heading()
    paper.headed(total={"en": "Price", "de": "Preis", "fr": "Prix"}[draft.style.language.code])
    for line in lines:
        paper.line(line)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "quantity", "total")
    draft.spoil(draft.rng.choice(("total", "total", "quantity")))
    paper.sums()
    paper.save()


def pdf_discounts(draft: Draft, file: Path) -> None:
    """A discount for each line, categories as headings, a subtotal for each, the retail price beside."""
    fields = {"code": 11, "name": 18, "retail": 9, "cost": 9, "discount": 6, "qty": 6, "total": 11}
    paper = Paper(draft, file, _look(draft.rng, "rows"), fields)
    paper.heading()
    paper.headed()
    everything: list[Line] = []
    for group in draft.rng.sample(("knit", "outer", "bags", "home", "small"), 3):
        lines = draft.pick(5, lambda item, group=group: item.group == group, named=False, discount=True)  # type: ignore[misc]
        paper.span(draft.style.language.categories[group], bold=True)
        for line in lines:
            paper.line(line)
            draft.line(line, [*fields])
        amount = sum((line.total for line in lines), Decimal(0))
        cells = {"name": draft.words.sums["subtotal"][0], "qty": str(sum(line.qty for line in lines))}
        cells["total"] = draft.money(amount)
        paper.row([cells.get(name, "") for name in paper.fields], bold=True)
        everything += lines
    draft.table([*fields], everything)
    draft.add_up(everything, "total")
    paper.sums()
    paper.save()


def scan(layout: Callable[[Draft, Path], None], ending: str) -> Callable[[Draft, Path], None]:
    """The same on paper, scanned: a little turned, with grain."""

    def made(draft: Draft, file: Path) -> None:
        printed = file.with_suffix(".printed.pdf")
        layout(draft, printed)
        rng = draft.rng
        skew = rng.choice((-0.8, -0.4, 0.5, 0.9))
        scanner = Scanner(dpi=200, grey=rng.random() < 0.5, quality=rng.choice((60, 75)), skew=skew, noise=4)
        if ending == "pdf":
            scanned_pdf(printed, file, scanner)
        else:
            file.write_bytes(next(iter(scanned(printed, scanner)))[0])
        printed.unlink()

    return made


def pdf_short(draft: Draft, file: Path) -> None:
    """What is scanned: one page of ruled rows in letters that are not small."""
    fields = {"code": 11, "name": 20, "qty": 7, "cost": 10, "total": 11}
    look = Look(rules="all", font="Helvetica", size=10.5, lead=5)
    paper = Paper(draft, file, look, fields)
    lines = draft.pick(draft.rng.randint(8, 11), named=False)
    paper.heading()
    paper.headed()
    for line in lines:
        paper.line(line)
        draft.line(line, [*fields])
    draft.table([*fields], lines)
    draft.add_up(lines, "quantity", "total")
    paper.sums()
    paper.save()


_ARABIC = {
    "no": "م",
    "code": "رقم الصنف",
    "name": "المنتج",
    "qty": "الكمية",
    "cost": "سعر الوحدة",
    "total": "المجموع",
}


def pdf_rtl(draft: Draft, file: Path) -> None:
    """Arabic and English, columns from right to left, dinars with three decimals."""
    draft.headers |= {"no": "#", "code": "Item No.", "name": "Product", "qty": "Qty", "cost": "Unit cost"}
    draft.headers |= {"total": "Subtotal"}
    fields = ["no", "code", "name", "qty", "cost", "total"]
    lines = draft.pick(draft.rng.randint(12, 18), named=False)
    rows = ["".join(f"<th>{_ARABIC[name]}<br/>{draft.headers[name]}</th>" for name in reversed(fields))]
    paper = Paper(draft, file.with_suffix(".none"), Look(), dict.fromkeys(fields, 1.0))
    for number, line in enumerate(lines, 1):
        cells = [paper.cell(name, line, number) for name in reversed(fields)]
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
        draft.line(line, fields)
    draft.headers |= {name: f"{_ARABIC[name]} {draft.headers[name]}" for name in fields}
    draft.table(fields, lines)
    sums = draft.add_up(lines, "total")
    assert sums.total is not None
    css = "td,th{border:1px solid #888;padding:3px 5px;text-align:right;font-size:9px} table{width:100%}"
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    html = (
        f"<p style='text-align:right;font-size:16px'>أمر شراء / Purchase Order {draft.number}</p>"
        f"<p style='text-align:right;font-size:9px'>{draft.style.brand} · {draft.date}</p><table>{body}</table>"
        f"<p style='text-align:left;font-size:11px'><b>{draft.money(sums.total)} &#160; الإجمالي / Total</b></p>"
    )
    with pymupdf.open() as made:
        page = made.new_page(width=A4[0], height=A4[1])
        page.insert_htmlbox(pymupdf.Rect(40, 40, A4[0] - 40, A4[1] - 60), html, css=css)
        made.save(file, no_new_id=True)


_BLANKS = 5


def pdf_form(draft: Draft, file: Path) -> None:
    """A form with fields, filled in by its reader; the rows that nobody needed hold nothing, or zeros."""
    fields = ["code", "name", "qty", "cost", "total"]
    lines = draft.pick(draft.rng.randint(4, 8), plainly=draft.rng.random() < 0.5, named=False)
    canvas, left, top = Canvas(str(file), pagesize=LETTER, invariant=1), 40.0, 640.0
    widths = (84, 190, 54, 88, 104)
    form = canvas.acroForm

    def entry(name: str, value: str, x: float, y: float, width: float) -> None:
        form.textfield(name=name, value=value, x=x, y=y, width=width, height=17, fontSize=9, borderWidth=0.5)

    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(left, 740, draft.words.title)
    canvas.setFont("Helvetica", 9)
    for k, (label, value) in enumerate(((draft.words.number, draft.number), (draft.words.date, draft.date))):
        canvas.drawString(left + 260 * k, 706, label)
        entry(f"head{k}", value, left + 260 * k + 92, 701, 130)
    canvas.setFont("Helvetica-Bold", 9)
    for name, x, _ in zip(fields, _lefts(left, widths), widths, strict=True):
        canvas.drawString(x + 2, top + 24, draft.headers[name])
    for row in range(len(lines) + _BLANKS):
        for name, x, width in zip(fields, _lefts(left, widths), widths, strict=True):
            value = _entry(draft, lines[row], name) if row < len(lines) else draft.money(Decimal(0))
            blank = row >= len(lines) and name != "total"
            entry(f"{name}_{row + 1}", "" if blank else value, x, top - 19 * row, width - 3)
    for line in lines:
        draft.line(line, fields)
    draft.table(fields, lines)
    sums = draft.add_up(lines, "subtotal", "shipping", "total")
    canvas.setFont("Helvetica", 9)
    y = top - 19 * (len(lines) + _BLANKS) - 12
    for name in ("subtotal", "shipping", "total"):
        canvas.drawRightString(left + 404, y + 5, draft.labels[name])
        entry(name, draft.money(getattr(sums, name)), left + 416, y, 101)
        y -= 20
    canvas.showPage()
    canvas.save()


def _lefts(left: float, widths: tuple[int, ...]) -> list[float]:
    return [left + sum(widths[:k]) for k in range(len(widths))]


def _entry(draft: Draft, line: Line, name: str) -> str:
    value = draft.value(line, name)
    return draft.money(value) if isinstance(value, Decimal) else str(value or "")
