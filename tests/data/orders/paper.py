"""Order forms on paper: a table set by hand on a canvas, page after page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

import tests.data.sheet  # noqa: F401 - registers the Vera fonts
from tests.data.orders.draft import Draft, Line

RIGHT = ("qty", "cost", "total", "retail", "discount", "no", "tax")
_FONTS = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd", "Courier": "Courier-Bold"}


@dataclass(frozen=True)
class Look:
    """How a table is set. rules: all, rows, none; `lead` is the space above and below a row's words, in points."""

    rules: str = "all"
    zebra: bool = False
    font: str = "Helvetica"
    size: float = 8.5
    lead: float = 4.0
    page: tuple[float, float] = A4
    margin: float = 40.0
    shade: tuple[float, float, float] | None = (0.88, 0.88, 0.92)
    ink: float = 0.0
    signs: bool = True


class Paper:
    """A PDF while it is written, each page from its top down. `columns` are fields with their shares of the width."""

    def __init__(self, draft: Draft, file: Path, look: Look, columns: Mapping[str, float]) -> None:
        self.draft, self.look = draft, look
        self.canvas = Canvas(str(file), pagesize=look.page, invariant=1)
        self.canvas.setTitle(f"{draft.words.title} {draft.number}")
        self.width, self.height = look.page
        self.page, self.y = 1, self.height - look.margin
        whole, room = sum(columns.values()), self.width - 2 * look.margin
        self.fields, self.lefts, self.widths = list(columns), [], []
        x = look.margin
        for share in columns.values():
            self.lefts.append(x)
            self.widths.append(room * share / whole)
            x += self.widths[-1]
        self.titles: list[str] = []
        self.stripe = False
        self.over: Callable[[], None] = lambda: None  # what a new page begins with, below its header
        self.under: Callable[[], None] = lambda: None  # what a full page ends with

    # words

    def text(self, x: float, words: str, *, bold: bool = False, size: float = 0, right: bool = False) -> None:
        """Words on the line at `y`."""
        font = _FONTS[self.look.font] if bold else self.look.font
        self.canvas.setFont(font, size or self.look.size)
        self.canvas.setFillGray(self.look.ink)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, self.y, words)

    def down(self, points: float) -> None:
        self.y -= points

    def heading(self) -> None:
        """Who orders what of whom."""
        draft, words, left = self.draft, self.draft.words, self.look.margin
        middle = self.width / 2 + 20
        self.down(8)
        self.text(left, draft.buyer, bold=True, size=15)
        self.text(self.width - left, words.title, bold=True, size=12, right=True)
        self.down(14)
        self.text(left, draft.street)
        self.text(middle, f"{words.number}: {draft.number}")
        self.down(12)
        self.text(left, f"{words.supplier}: {draft.style.brand}")
        self.text(middle, f"{words.date}: {draft.date}")
        self.down(12)
        self.text(left, f"{words.ship_to}: {draft.buyer}, {draft.street}")
        self.text(middle, words.terms)
        self.down(26)

    # rows

    def cell(self, name: str, line: Line, number: int) -> str:
        """A field of a line as it is printed."""
        if name == "no":
            return str(number)
        if name in line.sizes:
            return str(line.sizes[name] or "")
        value = self.draft.value(line, name) if name in self.draft.words.columns else None
        if name == "discount":
            return f"{value}%" if value else ""
        if isinstance(value, Decimal):
            return self.draft.money(value) if self.look.signs else self.draft.bare(value)
        return "" if value is None else str(value)

    def _right(self, name: str) -> bool:
        return name in RIGHT or name not in self.draft.words.columns

    def _wrapped(self, cells: Sequence[str], font: str) -> list[list[str]]:
        size = self.look.size
        return [simpleSplit(c, font, size, w - 7) or [""] for c, w in zip(cells, self.widths, strict=True)]

    def row(self, cells: Sequence[str], *, bold: bool = False, shade: bool = False, whole: bool = True) -> None:
        """A row of cells, wrapped; on a new page if this one is full."""
        look, canvas = self.look, self.canvas
        font = _FONTS[look.font] if bold else look.font
        lines = self._wrapped(cells, font)
        leading = look.size * 1.2
        height = max(map(len, lines)) * leading + 2 * look.lead
        if whole and self.y - height < look.margin + 50:
            self.turn()
        top = self.y
        fill = look.shade if shade else (0.95, 0.95, 0.96) if look.zebra and self.stripe and whole else None
        if fill:
            canvas.setFillColorRGB(*fill)
            canvas.rect(look.margin, top - height, sum(self.widths), height, stroke=0, fill=1)
        canvas.setFillGray(look.ink)
        for name, x, width, words in zip(self.fields, self.lefts, self.widths, lines, strict=True):
            widest = max(stringWidth(part, font, look.size) for part in words)
            canvas.setFont(font, look.size * min(1, (width - 7) / max(widest, 1)))  # a long code shrinks to its cell
            for k, part in enumerate(words):
                y = top - look.lead - leading * k - look.size * 0.95
                right = self._right(name)
                (canvas.drawRightString if right else canvas.drawString)(x + (width - 3.5 if right else 3.5), y, part)
        self._rules(top, height)
        self.y = top - height
        self.stripe = not self.stripe

    def _rules(self, top: float, height: float) -> None:
        canvas, look = self.canvas, self.look
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.45)
        if look.rules == "all":
            for x, width in zip(self.lefts, self.widths, strict=True):
                canvas.rect(x, top - height, width, height)
        elif look.rules == "rows":
            canvas.line(look.margin, top - height, look.margin + sum(self.widths), top - height)

    def header(self, titles: Sequence[str]) -> None:
        """The header row, which stands on every page from now on."""
        self.titles = list(titles)
        self.row(self.titles, bold=True, shade=True, whole=False)
        self.stripe = False

    def headed(self, **other: str) -> None:
        """The header that the order's words make."""
        names = self.draft.headers | other
        self.draft.headers = names
        self.header([names.get(name, name) for name in self.fields])

    def line(self, line: Line, number: int = 0) -> None:
        """A line of the order."""
        self.row([self.cell(name, line, number) for name in self.fields])

    def span(self, words: str, *, bold: bool = False) -> None:
        """Words across the table: a heading, a note."""
        if self.y < self.look.margin + 70:
            self.turn()
        self.down(self.look.size + self.look.lead + 2)
        self.text(self.look.margin + 4, words, bold=bold)
        self.down(self.look.lead + 1)

    def turn(self) -> None:
        """The next page, with a footer on this one and the header on that."""
        self.under()
        self.footer()
        self.canvas.showPage()
        self.page, self.y = self.page + 1, self.height - self.look.margin
        if self.titles:
            self.row(self.titles, bold=True, shade=True, whole=False)
        self.over()

    def footer(self) -> None:
        """The page's number, the buyer and the terms."""
        kept, self.y = self.y, self.look.margin - 12
        self.text(self.look.margin, f"{self.draft.buyer} · {self.draft.street} · {self.draft.words.terms}", size=7)
        self.text(self.width - self.look.margin, f"{self.draft.words.page} {self.page}", size=7, right=True)
        self.y = kept

    def sums(self, *, gap: float = 14) -> None:
        """The order's totals below the table, at its right edge."""
        draft, right = self.draft, self.width - self.look.margin - 3.5
        printed = {name: value for name, value in vars(draft.sums).items() if value is not None}
        if self.y - gap - 16 * len(printed) < self.look.margin + 30:
            titles, self.titles = self.titles, []
            self.turn()
            self.titles = titles
        rows = [(name, self.draft.labels[name], self._sum(name, value)) for name, value in printed.items()]
        bold, size = _FONTS[self.look.font], self.look.size
        widest = max(stringWidth(label, bold, size) + stringWidth(value, bold, size) for _, label, value in rows)
        self.down(gap)
        for name, label, value in rows:
            self.down(size + 5)
            self.text(right - max(150, widest + 16), label, bold=name == "total")
            self.text(right, value, bold=name == "total", right=True)

    def _sum(self, name: str, value: Decimal | int) -> str:
        if name == "quantity":
            return str(value)
        return self.draft.money(-Decimal(value) if name == "discount" else Decimal(value))

    def save(self) -> None:
        """The end: a remark, a place to sign, the last footer."""
        if self.y > self.look.margin + 60:
            self.down(30)
            self.text(self.look.margin, self.draft.rng.choice(self.draft.words.remarks))
        self.footer()
        self.canvas.showPage()
        self.canvas.save()
