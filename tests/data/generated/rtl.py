"""Pages that read from right to left, set by MuPDF with its own Hebrew font.

No Arabic: MuPDF writes some of its letters so that no program can read them back.
"""

from __future__ import annotations

import html
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pymupdf

from tests.data import artwork
from tests.data.generated.language import PALETTE
from tests.data.generated.moneyform import Amount, MoneyForm
from tests.data.truth import Box, Price, TrueProduct, Truth


@dataclass(frozen=True)
class Script:
    """One language's words; `groups` maps a heading to nouns by figure."""

    code: str
    groups: Mapping[str, Mapping[str, str]]
    given: Sequence[str]
    colours: Sequence[str]
    style: str
    name: str
    colour: str
    size: str
    material: str
    fabrics: Sequence[str]
    wholesale: str
    retail: str
    title: str
    picture: str
    money: Sequence[MoneyForm]


HEBREW = Script(
    code="he",
    groups={
        "סריגים": {"sweater": "סוודר", "cardigan": "קרדיגן", "tee": "חולצה"},
        "שמלות": {"dress": "שמלת", "skirt": "חצאית"},
        "מעילים": {"coat": "מעיל", "shirt": "ז'קט"},
    },
    given=(
        "אביגיל",
        "ברק",
        "גליה",
        "דפנה",
        "הילה",
        "ורד",
        "זוהר",
        "טליה",
        "יעל",
        "כרמל",
        "ליאור",
        "מיכל",
        "נועה",
        "שירה",
    ),
    colours=("שחור", "שנהב", "כחול", "אדום", "זית", "חול", "טורקיז", "ורוד", "חרדל", "אפור", "חום", "לילך"),
    style="דגם",
    name="שם",
    colour="צבעים",
    size="מידות",
    material="הרכב",
    fabrics=("100% כותנה", "80% צמר, 20% ניילון", "100% פשתן"),
    wholesale="מחיר סיטונאי",
    retail="מחיר לצרכן",
    title="קטלוג סיטונאי",
    picture="תמונה",
    money=(
        MoneyForm("shekel", "ILS", before="₪"),
        MoneyForm("shekel_after", "ILS", after=" ₪", places=0),
        MoneyForm("shekel_plain", "ILS", after=" ₪"),
    ),
)
_SIZES = ("S", "M", "L", "XL")


@dataclass(frozen=True)
class RightToLeft:
    """A document of cards or of a table; its language and money are drawn by seed."""

    table: bool
    ending: str = "pdf"

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis that it varies."""
        return {"language": HEBREW.code, "money": rng.choice(HEBREW.money).name}

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        script = HEBREW
        writer = _Writer(script, rng.choice(script.money), rng)
        (writer.table if self.table else writer.cards)()
        pages = writer.save(file)
        return Truth(
            document=name,
            made=f"by tests/data/generated, seed {seed}",
            pages=pages,
            categories=list(script.groups),
            products=writer.products,
        )


@dataclass
class _Page:
    """What goes on one page: words with the product and the field they tell of, pictures, frames."""

    words: list[tuple[Box, str, TrueProduct | None, str]] = field(default_factory=list)
    pictures: list[tuple[Box, bytes]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)


class _Writer:
    def __init__(self, script: Script, money: MoneyForm, rng: random.Random) -> None:
        self.script, self.money, self.rng = script, money, rng
        self.pages: list[_Page] = []
        self.products: list[TrueProduct] = []
        self.used: set[str] = set()

    def put(
        self, box: Box, words: str, size: float = 8, bold: bool = False, told: tuple[TrueProduct, str] | None = None
    ) -> None:
        """Set words from the right edge of a box on; `told`: the product and the field whose value they are."""
        inner = f"<b>{html.escape(words)}</b>" if bold else html.escape(words)
        style = f"font-family:sans-serif; font-size:{size}px; margin:0"
        markup = f'<p dir="rtl" style="{style}">{inner}</p>'
        self.pages[-1].words.append((box, markup, *(told or (None, ""))))

    def begin(self, category: str) -> None:
        """A new page with its heads."""
        self.pages.append(_Page())
        self.put((300, 20, 555, 42), f"{self.script.title} 2026", 10)
        self.put((300, 46, 555, 78), category, 17, bold=True)

    def save(self, file: Path) -> int:
        """Write all pages and note where each value stands; the number of pages is returned."""
        stream = io.BytesIO()
        writer = pymupdf.DocumentWriter(stream)
        for page in self.pages:
            device = writer.begin_page(pymupdf.Rect(0, 0, 595, 842))
            for box, markup, _, _ in page.words:
                story = pymupdf.Story(markup, user_css="body {margin: 1px}")
                more, _ = story.place(pymupdf.Rect(box))
                assert not more, markup
                story.draw(device)
            writer.end_page()
        writer.close()
        with pymupdf.open("pdf", stream.getvalue()) as document:
            for page, drawn in zip(self.pages, document, strict=True):
                _note(page, _letters(drawn))
                for box, picture in page.pictures:
                    drawn.insert_image(box, stream=picture, keep_proportion=False)
                for frame in page.frames:
                    drawn.draw_rect(frame, color=(0.5, 0.5, 0.5), width=0.5)
            document.subset_fonts()
            document.set_metadata({})
            document.save(file, garbage=3, deflate=True, no_new_id=True)
        return len(self.pages)

    def product(self, category: str, nouns: Mapping[str, str]) -> tuple[TrueProduct, bytes]:
        """A product that is not placed yet, and its picture."""
        rng = self.rng
        while True:
            kind = rng.choice(list(nouns))
            name = f"{nouns[kind]} {rng.choice(self.script.given)}"
            if name not in self.used:
                break
        self.used.add(name)
        first, second = rng.sample(range(len(PALETTE)), 2)
        wholesale = self.money.fit(Decimal(rng.randint(30, 240)), Decimal("0.5"))
        retail = self.money.fit(wholesale / self.money.scale * Decimal("2.4"), Decimal("0.5"))
        product = TrueProduct(
            style_number=f"{rng.randint(2, 9)}{len(self.products):02}{rng.randint(10, 99)}",
            name=name,
            category=category,
            wholesale_price=Price(amount=self.money.true(wholesale), currency=self.money.currency),
            retail_price=Price(amount=self.money.true(retail), currency=self.money.currency),
            colors=[self.script.colours[first], self.script.colours[second]],
            sizes=list(_SIZES),
            materials=rng.choice(self.script.fabrics),
            page=len(self.pages),
        )
        picture = artwork.product_jpeg(kind, PALETTE[first], PALETTE[second], size=(260, 300))
        self.products.append(product)
        return product, picture

    def printed(self, product: TrueProduct) -> dict[str, str]:
        """The words of each field."""
        assert product.wholesale_price
        assert product.retail_price
        return {
            "name": product.name,
            "style_number": product.style_number or "",
            "colors": ", ".join(product.colors),
            "sizes": " ".join(product.sizes),
            "materials": product.materials or "",
            "wholesale_price": self.money.write(Amount(Decimal(product.wholesale_price.amount))),
            "retail_price": self.money.write(Amount(Decimal(product.retail_price.amount))),
        }

    def cards(self) -> None:
        """Cards in two columns, the first at the right; the picture stands right of the words."""
        words = self.script
        labels = {
            "style_number": words.style,
            "colors": words.colour,
            "sizes": words.size,
            "materials": words.material,
            "wholesale_price": words.wholesale,
            "retail_price": words.retail,
        }
        for category, nouns in words.groups.items():
            self.begin(category)
            for k in range(8):
                product, picture = self.product(category, nouns)
                right, y = 555 - k % 2 * 264.0, 90 + k // 2 * 178.0
                box = (right - 90, y, right, y + 104)
                self.pages[-1].pictures.append((box, picture))
                product.pictures = [box]
                y += 4
                for name, value in self.printed(product).items():
                    edge = right - 98
                    if name in labels:
                        self.put((edge - 62, y, edge, y + 18), f"{labels[name]}:", 8)
                        edge -= 64
                    self.put((right - 258, y, edge, y + 18), value, 8, name == "name", (product, name))
                    y += 18

    def table(self) -> None:
        """A ruled table whose first column is the rightmost."""
        words = self.script
        columns = (
            ("picture", words.picture, 66.0),
            ("style_number", words.style, 50.0),
            ("name", words.name, 92.0),
            ("colors", words.colour, 76.0),
            ("sizes", words.size, 62.0),
            ("materials", words.material, 80.0),
            ("wholesale_price", words.wholesale, 54.0),
            ("retail_price", words.retail, 54.0),
        )
        for category, nouns in words.groups.items():
            self.begin(category)
            self._row(columns, 86, {name: title for name, title, _ in columns}, None)
            for k in range(9):
                product, picture = self.product(category, nouns)
                top = 112 + 72.0 * k
                box = (555 - 62.0, top + 3, 555 - 4.0, top + 69)
                self.pages[-1].pictures.append((box, picture))
                product.pictures = [box]
                self._row(columns, top, self.printed(product), product)

    def _row(
        self,
        columns: Sequence[tuple[str, str, float]],
        y: float,
        values: Mapping[str, str],
        product: TrueProduct | None,
    ) -> None:
        right, high = 555.0, 72.0 if product else 26.0
        for name, _, wide in columns:
            left = right - wide
            self.pages[-1].frames.append((left, y, right, y + high))
            if name in values:
                told = (product, name) if product else None
                self.put((left + 3, y + 5, right - 3, y + high), values[name], 7.5, product is None, told)
            right = left


def _letters(page: pymupdf.Page) -> list[Box]:
    """Where each letter stands (words will not do: MuPDF joins a colon to digits far away)."""
    blocks = page.get_text("rawdict")["blocks"]
    spans = [span for block in blocks for line in block["lines"] for span in line["spans"]]
    return [char["bbox"] for span in spans for char in span["chars"] if char["c"].strip()]


def _note(page: _Page, letters: Sequence[Box]) -> None:
    """Find the ink of each value on a page that has been set."""
    for box, _, product, name in page.words:
        if product:
            x0, y0, x1, y1 = zip(*(each for each in letters if _within(each, box)), strict=True)
            product.places[name] = (round(min(x0), 1), round(min(y0), 1), round(max(x1), 1), round(max(y1), 1))


def _within(letter: Box, box: Box) -> bool:
    """Whether the letter's middle is in the box: letters of neighbouring lines may reach into it."""
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
