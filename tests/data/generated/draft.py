"""A linesheet while it is drawn: what is printed of a product is its truth, and where it is printed its place."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.data.artwork import RGB
from tests.data.generated.axes import Style
from tests.data.generated.goods import Item, Maker
from tests.data.generated.moneyform import Amount
from tests.data.sheet import BLACK, GREY, Align, Sheet
from tests.data.truth import Box, Price, TrueProduct, Truth

_FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
ASCENT, DESCENT = 0.76, 0.22  # of the font size: the box of a line of text


@dataclass(frozen=True)
class Run:
    """Words of one look. `field` is the product's field that they are the value of; `scale` multiplies the size.

    `swatch` draws a square of that colour before the words; `font` is another than the document's.
    """

    words: str
    field: str | None = None
    bold: bool = False
    scale: float = 1.0
    color: RGB | None = None
    swatch: RGB | None = None
    font: str | None = None


@dataclass
class Slip:
    """What has been printed of one product so far."""

    item: Item
    page: int
    category: str | None
    places: dict[str, Box] = field(default_factory=dict)
    pictures: list[Box] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def mark(self, name: str, box: Box) -> None:
        """The value of a field stands here, or a further line of it."""
        old = self.places.get(name, box)
        joined = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))
        self.places[name] = tuple(round(v, 1) for v in joined)  # type: ignore[assignment]

    def show(self, box: Box, content: bytes) -> None:
        """A picture of the product stands here."""
        self.pictures.append(tuple(round(v, 1) for v in box))  # type: ignore[arg-type]
        self.ids.append(hashlib.sha256(content).hexdigest()[:8])


class Draft:
    """One document. `sheet` is drawn on; `slips` are its products in order."""

    def __init__(self, sheet: Sheet, style: Style, rng: random.Random) -> None:
        self.sheet, self.style, self.rng = sheet, style, rng
        self.maker = Maker(style, rng)
        self.category: str | None = None
        self.categories: list[str] = []
        self.slips: list[Slip] = []
        self.regular, self.bold = _FACES[style.font]

    def slip(self, item: Item) -> Slip:
        """Begin a product on the current page."""
        made = Slip(item, self.sheet.page, self.category)
        self.slips.append(made)
        return made

    def enter(self, category: str) -> bool:
        """Go on to a category; whether its heading is to be printed."""
        if self.style.headings == "no":
            return False
        self.category = category
        if category not in self.categories:
            self.categories.append(category)
        return True

    def face(self, run: Run) -> str:
        """The font of a run."""
        return run.font or (self.bold if run.bold else self.regular)

    def width(self, runs: Sequence[Run], size: float) -> float:
        """The width of runs set in one line."""
        return sum(float(stringWidth(run.words, self.face(run), size * run.scale)) for run in runs)

    def flow(
        self,
        slip: Slip | None,
        x: float,
        y: float,
        runs: Sequence[Run],
        width: float,
        size: float = 8,
        align: Align = "left",
        leading: float = 1.25,
    ) -> float:
        """Print runs from the baseline y on, broken into lines of at most `width`; the next baseline is returned.

        `x` is the left edge, the middle or the right edge, by `align`. Where one word is too wide, all is set smaller.
        """
        lines = self._lines(runs, width, size)
        widest = max((self._wide(word, size) for line in lines for word in line), default=0)
        if widest > width:
            size *= max(0.7, width / widest)
            lines = self._lines(runs, width, size)
        for line in lines:
            self._print(slip, x, y, line, size, align)
            y += size * leading * max((r.scale for word in line for _, r in word), default=1)
        return y

    def _lines(self, runs: Sequence[Run], width: float, size: float) -> list[list[list[tuple[str, Run]]]]:
        words: list[list[tuple[str, Run]]] = [[]]
        for run in runs:
            for k, part in enumerate(run.words.split(" ")):
                if k:
                    words.append([])
                if part:
                    words[-1] += self._hyphened(part, run, words[-1], width, size)
        lines: list[list[list[tuple[str, Run]]]] = [[]]
        used = 0.0
        for word in _unglued([w for w in words if w]):
            wide = self._wide(word, size)
            if lines[-1] and (used + wide > width or word[0][0].startswith("\n")):
                lines.append([])
                used = 0
            lines[-1].append([(text.lstrip("\n"), run) for text, run in word])
            used += wide + self._space(word, size)
        return lines

    def _hyphened(
        self, part: str, run: Run, before: list[tuple[str, Run]], width: float, size: float
    ) -> list[tuple[str, Run]]:
        """The word, cut after its last hyphen that fits where it is too wide; "\\n" begins a new line."""
        wide = stringWidth(part, self.face(run), size * run.scale)
        cut = part.rfind("-", 1, -1)
        if wide <= width or before or cut < 0:
            return [(part, run)]
        return [(part[: cut + 1], run), ("\n" + part[cut + 1 :], run)]

    def _space(self, word: list[tuple[str, Run]], size: float) -> float:
        run = word[-1][1]
        return float(stringWidth(" ", self.face(run), size * run.scale))

    def _wide(self, word: list[tuple[str, Run]], size: float) -> float:
        wide = sum(stringWidth(text.lstrip("\n"), self.face(r), size * r.scale) for text, r in word)
        return float(wide + sum(size * 1.15 for text, r in word if _starts(text, r)))

    def _print(
        self, slip: Slip | None, x: float, y: float, line: list[list[tuple[str, Run]]], size: float, align: Align
    ) -> None:
        total = sum(self._wide(w, size) for w in line) + sum(self._space(w, size) for w in line[:-1])
        x -= {"left": 0.0, "center": total / 2, "right": total}[align]
        pieces: list[tuple[str, Run]] = []
        for k, word in enumerate(line):
            for text, run in word:
                if pieces and pieces[-1][1] is run:
                    pieces[-1] = (pieces[-1][0] + (" " if k and (text, run) == word[0] else "") + text, run)
                else:
                    if pieces and (text, run) == word[0]:
                        pieces[-1] = (pieces[-1][0] + " ", pieces[-1][1])
                    pieces.append((text, run))
        for text, run in pieces:
            x += self._piece(slip, x, y, text, run, size * run.scale, size)

    def _piece(self, slip: Slip | None, x: float, y: float, text: str, run: Run, size: float, base: float) -> float:
        start = x
        if _starts(text, run):
            assert run.swatch
            side = base * 0.85
            self.sheet.rect((x, y - side + 1, x + side, y + 1), fill=run.swatch, stroke=GREY, width=0.3)
            x += base * 1.15
        x += self.sheet.text(x, y, text, self.face(run), size, run.color or BLACK)
        if slip and run.field:
            ink = stringWidth(text.rstrip(), self.face(run), size)
            left = x - stringWidth(text, self.face(run), size)
            slip.mark(run.field, (left, y - ASCENT * size, left + ink, y + DESCENT * size))
        return x - start

    def finish(self, name: str, made: str) -> Truth:
        """The document's truth."""
        count = Counter(each for slip in self.slips for each in slip.ids)
        return Truth(
            document=name,
            made=made,
            pages=self.sheet.page,
            categories=self.categories,
            products=[true_product(slip, self.style, count) for slip in self.slips],
        )


def _starts(text: str, run: Run) -> bool:
    """Whether this piece is the one that the run's swatch stands before."""
    return run.swatch is not None and run.words.lstrip().startswith(text.strip()[:4])


def _unglued(words: list[list[tuple[str, Run]]]) -> list[list[tuple[str, Run]]]:
    """Words, with those cut at a hyphen as two."""
    out: list[list[tuple[str, Run]]] = []
    for word in words:
        out.append([])
        for text, run in word:
            if text.startswith("\n"):
                out.append([])
            out[-1].append((text, run))
    return out


def true_product(slip: Slip, style: Style, count: Counter[str]) -> TrueProduct:
    """What the document says of a product: of its item, what was printed. `count`: how often each picture stands."""
    item, has = slip.item, slip.places.__contains__

    def price(name: str, amount: Amount) -> Price | None:
        if not has(name):
            return None
        high = style.money.true(amount.high) if amount.high else None
        return Price(amount=style.money.true(amount.low), currency=style.money.currency, amount_max=high)

    only_codes = style.colours == "codes"
    ids = [each if count[each] > 1 else "" for each in slip.ids]
    return TrueProduct(
        style_number=item.code if has("style_number") else None,
        name=item.name,
        category=slip.category,
        wholesale_price=price("wholesale_price", item.wholesale),
        retail_price=price("retail_price", item.retail),
        colors=[c.name for c in item.colours] if has("colors") and not only_codes else [],
        color_codes=[c.number for c in item.colours] if has("colors") and "codes" in style.colours else [],
        sizes=list(item.sizes.meant) if has("sizes") else [],
        materials=item.materials if has("materials") else None,
        description=item.note if has("description") else None,
        page=slip.page,
        pictures=slip.pictures,
        picture_ids=ids if any(ids) else [],
        places=slip.places,
    )
