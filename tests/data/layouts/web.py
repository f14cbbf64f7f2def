"""A layout that another program made: HTML set by MuPDF, with its own fonts and its own way of writing text."""

from __future__ import annotations

import html
from pathlib import Path

import pymupdf

from tests.data.brands_more import POLDERGOED
from tests.data.money import euros_first
from tests.data.pieces import by_category, chunks, mark, photo
from tests.data.truth import Price, TrueProduct
from tests.data.wares import Ware, make_wares

RED = (170, 78, 58)
CARD = """
<div style="font-family:sans-serif; font-size:8.5px; color:#333">
<p style="margin:0; font-size:12px"><b>{name}</b></p>
<p style="margin:2px 0">Artikelnr. {code}</p>
<p style="margin:2px 0">Kleur: {colours}</p>
<p style="margin:2px 0">Maat: {sizes}</p>
<p style="margin:2px 0">Materiaal: {materials}</p>
<p style="margin:4px 0 0 0; font-size:10px"><b>Inkoop {wholesale}</b></p>
<p style="margin:0; font-size:10px">Adviesprijs {retail}</p>
</div>
"""


def web_cards(path: Path, seed: int) -> tuple[list[str], list[TrueProduct], int]:
    """Framed cards in two columns, the picture right of the text; Dutch; a coloured band names the category."""
    wares = make_wares(POLDERGOED, seed)
    document = pymupdf.open()
    products: list[TrueProduct] = []
    for name, group in by_category(wares):
        for eight in chunks(group, 8):
            page = document.new_page(width=595, height=842)
            _band(page, name)
            products += [_card(page, ware, 30 + k % 2 * 272.0, 84 + k // 2 * 180.0) for k, ware in enumerate(eight)]
    terms = document.new_page(width=595, height=842)
    terms.insert_htmlbox(
        (48, 60, 540, 300),
        "<h2>Leveringsvoorwaarden</h2><p>Minimale order € 350,00. Verzendkosten € 12,50 onder € 600,00.</p>",
    )
    document.subset_fonts()
    document.save(path, garbage=3, deflate=True, no_new_id=True)
    return [g.name for g in POLDERGOED.groups], products, document.page_count


def _band(page: pymupdf.Page, name: str) -> None:
    page.draw_rect((0, 0, 595, 60), color=None, fill=tuple(c / 255 for c in RED))
    page.insert_image((546, 12, 580, 46), stream=mark((255, 255, 255), 6))
    style = "font-family:sans-serif; font-size:20px; color:white"
    page.insert_htmlbox((30, 16, 400, 56), f'<p style="{style}">{html.escape(name)}</p>')
    foot = f'<p style="font-size:7px; text-align:center">Poldergoed inkooplijst 2026, pagina {page.number + 1}</p>'
    page.insert_htmlbox((30, 816, 565, 834), foot)


def _card(page: pymupdf.Page, ware: Ware, x: float, y: float) -> TrueProduct:
    page.draw_rect((x, y, x + 262, y + 168), color=(0.8, 0.78, 0.75), fill=(0.99, 0.985, 0.975), width=0.7)
    picture = (x + 146.0, y + 10.0, x + 252.0, y + 158.0)
    page.insert_image(picture, stream=photo(ware, (318, 444)), keep_proportion=False)
    values = {
        "name": ware.name,
        "code": ware.code or "",
        "colours": ", ".join(c.name for c in ware.colours),
        "sizes": ", ".join(ware.sizes),
        "materials": ware.materials,
        "wholesale": euros_first(ware.wholesale),
        "retail": euros_first(ware.retail),
    }
    page.insert_htmlbox(
        (x + 10, y + 14, x + 140, y + 160), CARD.format(**{k: html.escape(v) for k, v in values.items()})
    )
    return TrueProduct(
        style_number=ware.code,
        name=ware.name,
        category=ware.category,
        wholesale_price=Price(amount=f"{ware.wholesale:.2f}", currency="EUR"),
        retail_price=Price(amount=f"{ware.retail:.2f}", currency="EUR"),
        colors=[c.name for c in ware.colours],
        sizes=list(ware.sizes),
        materials=ware.materials,
        page=page.number + 1,
        pictures=[picture],
    )
