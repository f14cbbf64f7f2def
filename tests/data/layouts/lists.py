"""Layouts of lists: a picture on the left, a block of labels and values on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER

from tests.data.artwork import RGB
from tests.data.brands_more import CELESTINE, TWEEDLOW
from tests.data.money import Money, french_euros, pounds
from tests.data.pieces import by_category, chunks, contents, cover, cutout, mark, photo, prose, true_product
from tests.data.sheet import GREY, Sheet
from tests.data.truth import TrueProduct
from tests.data.wares import Brand, Ware, make_wares


@dataclass(frozen=True)
class ListStyle:
    """How one brand sets its list. `labels` maps what a line holds to the word before it, in printed order."""

    brand: Brand
    size: tuple[float, float]
    font: str
    bold: str
    color: RGB
    labels: dict[str, str]
    colon: str
    money: Money
    season: str
    contents: str
    terms: tuple[str, tuple[str, ...]]
    picture: Callable[[Ware], bytes]


ENGLISH = ListStyle(
    brand=TWEEDLOW,
    size=A4,
    font="Times-Roman",
    bold="Times-Bold",
    color=(38, 70, 54),
    labels={
        "code": "Style #",
        "colours": "Colour",
        "sizes": "Sizes",
        "materials": "Composition",
        "wholesale": "WS",
        "retail": "RRP",
    },
    colon=": ",
    money=pounds,
    season="Wholesale list, Winter 2026",
    contents="In this list",
    terms=("Terms", ("Minimum order £1,000.00 ex VAT.", "Carriage £12.50; paid on orders over £2,500.00.")),
    picture=lambda ware: photo(ware, (420, 400), tint=(232, 232, 226)),
)

FRENCH = ListStyle(
    brand=CELESTINE,
    size=LETTER,
    font="Vera",
    bold="VeraBd",
    color=(120, 60, 44),
    labels={
        "code": "Réf.",
        "retail": "Prix public TTC",
        "wholesale": "Prix de gros HT",
        "colours": "Coloris",
        "sizes": "Tailles",
        "materials": "Composition",
    },
    colon=" : ",
    money=french_euros,
    season="Collection automne-hiver 2026",
    contents="Sommaire",
    terms=(
        "Conditions générales de vente",
        ("Commande minimale : 800,00 € HT.", "Frais de port : 15,00 €, offerts dès 1 500,00 € HT."),
    ),
    picture=lambda ware: cutout(ware, (300, 320)),
)


def list_labels(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """English labels; the wholesale price before the retail price."""
    return _list(path, seed, ENGLISH)


def list_french(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """French labels; the retail price stands first; pictures are cut-outs with soft masks."""
    return _list(path, seed, FRENCH)


def _list(path: Path, seed: int, style: ListStyle) -> tuple[list[str], list[TrueProduct], int]:
    sheet = Sheet(path, style.size, f"{style.brand.name}, {style.season}")
    wares = make_wares(style.brand, seed)
    products: list[TrueProduct] = []
    cover(sheet, style.brand.name, style.season, (198, 190, 176), 31, style.bold)
    groups = list(by_category(wares))
    starts = [3 + sum(-(-len(g) // 4) for _, g in groups[:k]) for k in range(len(groups))]
    contents(
        sheet, style.contents, [(name, start) for (name, _), start in zip(groups, starts, strict=True)], style.font
    )
    for name, group in groups:
        for four in chunks(group, 4):
            _head(sheet, style, name)
            products += [_entry(sheet, style, ware, 90 + 168.0 * k) for k, ware in enumerate(four)]
            sheet.next_page()
    prose(sheet, style.terms[0], style.terms[1], style.font, style.color)
    sheet.save()
    return [name for name, _ in groups], products, sheet.page


def _head(sheet: Sheet, style: ListStyle, category: str) -> None:
    sheet.text(48, 62, category, style.bold, 20, style.color)
    sheet.picture(mark(style.color, 5), (sheet.width - 76, 36, sheet.width - 48, 64))
    sheet.line(48, 74, sheet.width - 48, 74, style.color, 1.2)
    sheet.text(48, sheet.height - 20, f"{style.brand.name} · {style.season}", style.font, 7, GREY)
    sheet.text(sheet.width - 48, sheet.height - 20, str(sheet.page), style.font, 8, GREY, "right")


def _entry(sheet: Sheet, style: ListStyle, ware: Ware, y: float) -> TrueProduct:
    box = sheet.picture(style.picture(ware), (48, y, 208, y + 150))
    values = {
        "code": ware.code or "",
        "colours": ", ".join(c.name for c in ware.colours),
        "sizes": ", ".join(ware.sizes),
        "materials": ware.materials,
        "wholesale": style.money(ware.wholesale),
        "retail": style.money(ware.retail),
    }
    sheet.text(228, y + 22, ware.name, style.bold, 14)
    for k, (key, label) in enumerate(style.labels.items()):
        at = y + 44 + 17 * k
        width = sheet.text(228, at, label + style.colon, style.font, 9.5, GREY)
        sheet.text(228 + width, at, values[key], style.bold if key in ("wholesale", "code") else style.font, 9.5)
    sheet.line(48, y + 158, sheet.width - 48, y + 158, (210, 210, 206))
    return true_product(sheet, style.brand, ware, [box])
