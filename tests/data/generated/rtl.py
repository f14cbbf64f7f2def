"""Pages that read from right to left, set by MuPDF with its own Hebrew and Arabic fonts."""

from __future__ import annotations

import html
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pymupdf

from tests.data import artwork
from tests.data.generated.language import PALETTE
from tests.data.generated.moneyform import Amount, MoneyForm
from tests.data.pieces import chunks
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
    money=(MoneyForm("shekel", "ILS", before="₪"), MoneyForm("shekel_after", "ILS", after=" ₪", places=0)),
)
ARABIC = Script(
    code="ar",
    groups={
        "ملابس محبوكة": {"sweater": "كنزة", "cardigan": "سترة", "tee": "قميص"},
        "فساتين": {"dress": "فستان", "skirt": "تنورة"},
        "معاطف": {"coat": "معطف", "shirt": "جاكيت"},
    },
    given=("أمل", "بسمة", "جود", "دانة", "رنا", "زينب", "سلمى", "شهد", "عبير", "غدير", "فرح", "ليلى", "مريم", "نور"),
    colours=("أسود", "عاجي", "كحلي", "أحمر", "زيتي", "رملي", "فيروزي", "وردي", "خردلي", "رمادي", "بني", "ليلكي"),
    style="رقم",
    name="الاسم",
    colour="الألوان",
    size="المقاسات",
    material="الخامة",
    fabrics=("100% قطن", "80% صوف, 20% نايلون", "100% كتان"),
    wholesale="سعر الجملة",
    retail="سعر التجزئة",
    title="قائمة الجملة",
    picture="صورة",
    money=(
        MoneyForm("dinar", "KWD", before="KD ", places=3, scale=Decimal("0.3")),
        MoneyForm("dirham", "AED", before="AED ", scale=Decimal(4)),
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
        script = rng.choice((HEBREW, ARABIC))
        return {"language": script.code}

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        script = rng.choice((HEBREW, ARABIC))
        writer = _Writer(script, rng.choice(script.money), rng)
        (writer.table if self.table else writer.cards)()
        pages = writer.document.page_count
        writer.document.subset_fonts()
        writer.document.save(file, garbage=3, deflate=True, no_new_id=True)
        return Truth(
            document=name,
            made=f"by tests/data/generated, seed {seed}",
            pages=pages,
            categories=list(script.groups),
            products=writer.products,
        )


class _Writer:
    def __init__(self, script: Script, money: MoneyForm, rng: random.Random) -> None:
        self.script, self.money, self.rng = script, money, rng
        self.document = pymupdf.open()
        self.products: list[TrueProduct] = []
        self.used: set[str] = set()
        self.page = self.document

    def put(self, box: Box, words: str, size: float = 8, bold: bool = False) -> Box:
        """Set words in a box; where their ink stands is returned."""
        style = f"font-family:sans-serif; font-size:{size}px; margin:0"  # right to left begins at the right by itself
        inner = f"<b>{html.escape(words)}</b>" if bold else html.escape(words)
        self.page.insert_htmlbox(box, f'<p dir="rtl" style="{style}">{inner}</p>')
        found = [w[:4] for w in self.page.get_text("words", clip=box) if _within(w, box)]
        rows = list(zip(*found, strict=True))
        x0, y0, x1, y1 = min(rows[0]), min(rows[1]), max(rows[2]), max(rows[3])
        return (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))

    def begin(self, category: str) -> None:
        """A new page with its heads."""
        self.page = self.document.new_page(width=595, height=842)
        self.put((300, 20, 555, 42), f"{self.script.title} 2026", 10)
        self.put((300, 46, 555, 74), category, 17, bold=True)

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
            page=self.document.page_count,
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
                box = (right - 110, y, right, y + 127)
                self.page.insert_image(box, stream=picture, keep_proportion=False)
                product.pictures = [box]
                y += 4
                for field, value in self.printed(product).items():
                    label = labels.get(field)
                    edge = right - 118
                    if label:
                        drawn = self.put((edge - 132, y, edge, y + 17), f"{label}:", 8)
                        edge = drawn[0] - 3
                    product.places[field] = self.put((right - 250, y, edge, y + 17), value, 8, field == "name")
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
            for part in chunks(list(range(9)), 9):
                self.begin(category)
                self._row(columns, 86, {field: title for field, title, _ in columns}, None)
                for k in part:
                    product, picture = self.product(category, nouns)
                    top = 112 + 72.0 * k
                    box = (555 - 62.0, top + 3, 555 - 4.0, top + 69)
                    self.page.insert_image(box, stream=picture, keep_proportion=False)
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
        for field, _, wide in columns:
            left = right - wide
            self.page.draw_rect((left, y, right, y + high), color=(0.5, 0.5, 0.5), width=0.5)
            if field in values:
                place = self.put((left + 3, y + 5, right - 3, y + high), values[field], 7.5, product is None)
                if product:
                    product.places[field] = place
            right = left


def _within(word: Box, box: Box) -> bool:
    """Whether the word's middle is in the box: letters of neighbouring lines may reach into it."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
