"""Linesheets as workbooks: a row a product, pictures anchored to rows."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from tests.accuracy.looks import look
from tests.data import artwork
from tests.data.generated.axes import TABLE_AXES, Style, choose
from tests.data.generated.captions import color_runs, money, price_fields
from tests.data.generated.goods import Item, Maker
from tests.data.truth import Price, TrueProduct, Truth

_FORMATS = {"USD": '"$"#,##0.00', "EUR": '#,##0.00\\ "€"', "GBP": '"£"#,##0.00', "CHF": '"CHF" #,##0.00'}
_WHEN = (2026, 1, 15, 9, 0, 0)


@dataclass(frozen=True)
class Book:
    """A workbook. `fill` writes the sheets; `allowed` narrows the axes."""

    fill: Callable[[Writer], None]
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ending: str = "xlsx"

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis."""
        return choose(rng, TABLE_AXES | dict(self.allowed))[1]

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned. `page` counts sheets."""
        style, _ = choose(rng, TABLE_AXES | dict(self.allowed))
        writer = Writer(style, rng)
        self.fill(writer)
        writer.book.remove(writer.book.worksheets[0])
        _save(writer.book, file)
        return Truth(
            document=name,
            made=f"by tests/data/generated, seed {seed}",
            pages=len(writer.book.worksheets),
            categories=writer.categories,
            products=writer.products,
        )


class Writer:
    """A workbook while it is filled."""

    def __init__(self, style: Style, rng: random.Random) -> None:
        self.style, self.rng, self.book = style, rng, Workbook()
        self.maker = Maker(style, rng)
        self.categories: list[str] = []
        self.products: list[TrueProduct] = []

    def sheet(self, title: str, widths: Mapping[str, float]) -> Worksheet:
        """A new sheet with columns of these widths, in characters."""
        made = self.book.create_sheet(title[:31].replace("/", "-"))
        for letter, width in widths.items():
            made.column_dimensions[letter].width = width
        return made

    def titles(self, fields: list[str]) -> list[str]:
        """The heading of each column."""
        words, style = self.style.language, self.style
        titles = {
            "picture": words.picture,
            "style_number": style.code_word,
            "name": words.name,
            "colors": words.colour,
            "sizes": words.size,
            "materials": words.material,
            "quantity": words.quantity,
            "wholesale_price": f"{style.wholesale}{self.stated}",
            "retail_price": f"{style.retail}{self.stated}",
        }
        return [titles[each] for each in fields]

    @property
    def stated(self) -> str:
        """The currency for a heading, where the cells do not tell it."""
        return "" if self.style.money.currency in _FORMATS else f" ({self.style.money.currency})"

    def row(self, sheet: Worksheet, row: int, fields: list[str], item: Item, category: str | None) -> None:
        """One product: its cells, its picture, its truth."""
        for column, name in enumerate(fields, start=1):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if name == "picture":
                sheet.add_image(_picture(item), cell.coordinate)
            elif name in ("wholesale_price", "retail_price"):
                self._price(cell, item, name)
            elif name != "quantity":
                cell.value = self._value(item, name)
        found = _truth(self.style, item, category, len(self.book.worksheets) - 1, fields)
        self.products.append(found.model_copy(update={"row": row, "picture_looks": [look(_image(item))]}))

    def _price(self, cell: Any, item: Item, name: str) -> None:
        amount = item.wholesale if name == "wholesale_price" else item.retail
        if amount.high is not None:
            cell.value = money(self.style, item, name)
            return
        cell.value = float(amount.low)
        cell.number_format = _FORMATS.get(self.style.money.currency, "#,##0.00")

    def _value(self, item: Item, name: str) -> str | int | None:
        if name == "style_number":
            # a number with leading zeros is kept as text, a plain one as a number, as people type them
            return int(item.code) if item.code.isdigit() and item.code[0] != "0" else item.code
        values = {"name": item.name, "sizes": item.sizes.printed or None, "materials": item.materials}
        values["colors"] = color_runs(self.style, item)[0].words
        return values[name]


def _truth(style: Style, item: Item, category: str | None, page: int, fields: list[str]) -> TrueProduct:
    def price(name: str) -> Price | None:
        if name not in fields:
            return None
        amount = item.wholesale if name == "wholesale_price" else item.retail
        high = style.money.true(amount.high) if amount.high else None
        return Price(amount=style.money.true(amount.low), currency=style.money.currency, amount_max=high)

    codes = [c.number for c in item.colours]
    return TrueProduct(
        style_number=item.code,
        name=item.name,
        category=category,
        wholesale_price=price("wholesale_price"),
        retail_price=price("retail_price"),
        colors=[] if style.colours == "codes" else [c.name for c in item.colours],
        color_codes=codes if "codes" in style.colours else [],
        sizes=list(item.sizes.meant),
        materials=item.materials,
        page=page,
    )


def _image(item: Item) -> Image.Image:
    content = artwork.product_jpeg(item.kind, item.colours[0].rgb, item.accent, item.pattern, size=(180, 180))
    return Image.open(io.BytesIO(content))


def _picture(item: Item) -> Picture:
    made = Picture(_image(item))
    made.width = made.height = 84
    return made


def _prices(writer: Writer) -> list[str]:
    return [name for name, _ in price_fields(writer.style)]


def plain_rows(writer: Writer) -> None:
    """A title, an empty row, headings, then rows; a column names the category when the document has any."""
    style, words = writer.style, writer.style.language
    fields = ["picture", "style_number", "name", "colors", "sizes", "materials", *_prices(writer), "quantity"]
    sheet = writer.sheet(words.title, dict(zip("ABCDEFGHI", (14, 16, 30, 26, 16, 26, 14, 14, 8), strict=True)))
    sheet["A1"] = f"{style.brand} – {words.season}"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A2"] = f"{words.minimum} · {words.origin}"
    _headings(writer, sheet, 4, writer.titles(fields))
    row = 5
    for _, items in writer.maker.groups((9, 8, 9)):
        for item in items:
            sheet.row_dimensions[row].height = 66
            writer.row(sheet, row, fields, item, None)
            row += 1
    sheet.cell(row + 2, 1, words.terms_title).font = Font(bold=True)
    sheet.cell(row + 3, 1, words.terms[1])


def sections(writer: Writer) -> None:
    """A sheet a season's part; categories as merged rows over all columns; pictures at the end."""
    words = writer.style.language
    fields = ["style_number", "name", "materials", "sizes", "colors", *_prices(writer), "picture"]
    parts = list(writer.maker.groups((7, 6, 6, 5)))
    for n in range(2):
        sheet = writer.sheet(
            f"{words.season} {n + 1}", dict(zip("ABCDEFGH", (16, 32, 26, 16, 26, 14, 14, 14), strict=True))
        )
        row = 1
        _headings(writer, sheet, row, writer.titles(fields))
        for category, items in parts[2 * n : 2 * n + 2]:
            row += 1
            sheet.cell(row, 1, category).font = Font(bold=True, size=13)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(fields))
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="DDDDE6")
            writer.categories.append(category)
            for item in items:
                row += 1
                sheet.row_dimensions[row].height = 66
                writer.row(sheet, row, fields, item, category)


def _headings(writer: Writer, sheet: Worksheet, row: int, titles: list[str]) -> None:
    fill = PatternFill("solid", fgColor="{:02X}{:02X}{:02X}".format(*writer.style.accent))
    for column, title in enumerate(titles, start=1):
        cell = sheet.cell(row, column, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), fill


def _save(book: Workbook, file: Path) -> None:
    """Write the workbook with fixed dates, so that the same book is the same bytes."""
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-15T09:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
