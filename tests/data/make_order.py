"""Make `sample_order.xlsx` and its truth: a department store orders from the sample linesheet, on two sheets.

`python -m tests.data.make_order [FOLDER]`; the same bytes every time. Totals are formulas, as a buyer's form has them,
and no program has ever computed them: whoever reads the file has to.
"""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from tests.data import make_sample
from tests.data.truth import Truth

NAME = "sample_order"
MADE = datetime(2026, 3, 2, 9, 30)
APPAREL, FOOTWEAR = ("XS", "S", "M", "L", "XL"), ("36", "37", "38", "39", "40", "41")
GREEN, SAND, GRID = "2F423A", "EAE5D8", Side(style="thin", color="C9C3B4")
HEADER_ROW = 9


class Line(NamedTuple):
    """One line of the order. `printed` is the style number as the buyer typed it; `style` what it is, if anything."""

    printed: str
    name: str
    color: str
    sizes: dict[str, int]
    cost: int
    style: str | None
    status: str


def lines_of(truth: Truth) -> tuple[list[Line], list[Line]]:
    """Apparel and footwear lines: most codes as printed, some as people type them, one mistyped, one of last year."""
    rng = random.Random(2026)
    apparel = [p for p in truth.products if p.category != "Bags & Shoes"][::2]
    shoes = [p for p in truth.products if set(p.sizes) == set(FOOTWEAR)]
    lines = [[_line(rng, p) for p in products] for products in (apparel, shoes)]
    typed = lines[0]
    typed[2] = typed[2]._replace(printed=typed[2].printed.replace("-", " "))
    typed[7] = typed[7]._replace(printed=typed[7].printed.lower())
    style = typed[11].printed
    typed[11] = typed[11]._replace(printed=style[:-2] + style[-1] + style[-2], style=style, status="suggested")
    typed.append(Line("HV25-1180", "Bramble Scarf", "Heather", {"S": 6, "M": 6}, 28, None, "not_found"))
    return lines[0], lines[1]


def _line(rng: random.Random, product: Any) -> Line:
    sizes = {size: rng.choice((0, 2, 2, 4, 4, 6, 8)) for size in product.sizes}
    sizes[product.sizes[1]] = sizes[product.sizes[1]] or 4
    cost = int(float(product.wholesale_price.amount))
    color = rng.choice(product.colors)
    return Line(product.style_number, product.name, color, sizes, cost, product.style_number, "matched")


def make(folder: Path) -> None:
    """Write the workbook and its truth."""
    apparel, footwear = lines_of(Truth.read(make_sample.HERE / f"{make_sample.NAME}.json"))
    book = openpyxl.Workbook()
    fill(book.active, "Apparel", apparel, APPAREL)
    fill(book.create_sheet(), "Footwear", footwear, FOOTWEAR)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Fenwick & Rowe"
    out = io.BytesIO()
    book.save(out)
    (folder / f"{NAME}.xlsx").write_bytes(dated(out.getvalue()))
    told = [line._asdict() for line in (*apparel, *footwear)]
    (folder / f"{NAME}.json").write_text(json.dumps({"lines": told}, indent=1) + "\n", encoding="utf-8")


def fill(sheet: Any, title: str, lines: Sequence[Line], sizes: Sequence[str]) -> None:
    """A sheet as a buying office's form: letterhead, header of two rows, a line a style and colour, totals."""
    sheet.title = title
    sheet["A1"], sheet["A1"].font = "FENWICK & ROWE", Font(bold=True, size=16, color=GREEN)
    sheet["A2"] = f"PURCHASE ORDER FR-20417 · {title}"
    for row, (label, value) in enumerate(
        [("Supplier", "Harrow & Vale Ltd"), ("Order date", MADE), ("Ship window", "01 Aug 2026 to 20 Aug 2026")], 4
    ):
        sheet.cell(row, 1, label).font = Font(bold=True)
        sheet.cell(row, 2, value)
    sheet["B5"].number_format = "DD MMM YYYY"
    first, last = 4, 3 + len(sizes)
    heads = ["Style no.", "Description", "Colour", *sizes, "Total pcs", "Unit cost USD", "Amount USD"]
    sheet.cell(HEADER_ROW - 1, first, "Sizes")
    sheet.merge_cells(start_row=HEADER_ROW - 1, start_column=first, end_row=HEADER_ROW - 1, end_column=last)
    for column, head in enumerate(heads, 1):
        for row in (HEADER_ROW - 1, HEADER_ROW):
            cell = sheet.cell(row, column)
            cell.fill, cell.font = PatternFill("solid", fgColor=SAND), Font(bold=True, color=GREEN)
            cell.alignment = Alignment(horizontal="center")
        sheet.cell(HEADER_ROW, column, head)
    quantity, cost, amount = (get_column_letter(last + n) for n in (1, 2, 3))
    for row, line in enumerate(lines, HEADER_ROW + 1):
        values = [line.printed, line.name, line.color, *(line.sizes.get(size) or None for size in sizes)]
        formulas = [f"=SUM({get_column_letter(first)}{row}:{get_column_letter(last)}{row})", line.cost]
        for column, value in enumerate([*values, *formulas, f"={quantity}{row}*{cost}{row}"], 1):
            cell = sheet.cell(row, column, value)
            cell.border = Border(bottom=GRID)
            if column >= last + 2:
                cell.number_format = "#,##0.00"
    end = HEADER_ROW + len(lines)
    sheet.cell(end + 2, 1, "Total")
    for letter in (quantity, amount):
        sheet[f"{letter}{end + 2}"] = f"=SUM({letter}{HEADER_ROW + 1}:{letter}{end})"
        sheet[f"{letter}{end + 2}"].font = Font(bold=True)
    sheet.cell(end + 4, 1, "Terms: net 30. Please confirm within 5 working days. Cancel if not shipped by 20 Aug 2026.")
    for letter, width in {"A": 14, "B": 28, "C": 14, quantity: 10, cost: 14, amount: 14}.items():
        sheet.column_dimensions[letter].width = width


def dated(workbook: bytes) -> bytes:
    """The same parts with fixed times, so that the same order is the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                head, _, rest = content.partition(b"<dcterms:modified")
                tag, _, tail = rest.partition(b">")
                content = head + b"<dcterms:modified" + tag + b">" + stamp + tail[tail.index(b"<") :]
            made.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else make_sample.HERE)
