"""Held out: lists and forms, by other producers: PyMuPDF's text calls, platypus, MuPDF's HTML."""

from __future__ import annotations

import html
import io
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pymupdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.data.layouts.holdout_kit import Goods, Item, by_category, drawn, make_items, studio
from tests.data.money import grouped
from tests.data.truth import Box, TrueProduct

Made = tuple[list[str], list[TrueProduct], int]
FURNITURE = {
    "Living Room": ("Sofa", "Armchair", "Coffee Table", "Side Table"),
    "Dining": ("Dining Table", "Bench", "Stool"),
    "Lighting": ("Floor Lamp", "Pendant Lamp"),
}
COLUMNS = (36, 92, 160, 300, 392, 470, 556)  # left edges; the last two are right edges of the prices


def unruled_table(path: Path, seed: int) -> Made:
    """Columns of text without a line, thumbnails left, the header on the first page only, empty cells, notes."""
    rng = random.Random(f"unruled_table/{seed}")
    goods = Goods(
        FURNITURE,
        ("Oslo", "Bergen", "Malmo", "Turku", "Aarhus", "Vaasa", "Odense"),
        (14, 9, 7),
        lambda r, i: f"F{r.randint(10, 99)}-{i:03d}",
        (180, 2400),
        cents=("00",),
        materials=("Oak", "Walnut", "Ash"),
    )
    items = [replace(i, retail=None) if rng.random() < 0.15 else i for i in make_items(goods, rng)]
    items = [replace(i, colors=()) if rng.random() < 0.2 else i for i in items]
    document = pymupdf.open()
    page, y = _table_page(document), 118.0
    page.insert_text((36, 50), "Nordhus Furniture  Trade Price List 2026", fontname="hebo", fontsize=15)
    page.insert_text((36, 68), "All prices in USD, ex works. Effective 1 January 2026.", fontsize=8)
    for x, title in zip(COLUMNS, ("", "Item #", "Description", "Finish", "Dims (cm)"), strict=False):
        page.insert_text((x, 100), title, fontname="hebo", fontsize=8)
    _right(page, 498, 100, "Trade", "hebo")
    _right(page, 556, 100, "MSRP", "hebo")
    products = []
    for category, group in by_category(items):
        if y > 720:
            page, y = _table_page(document), 50.0
        page.insert_text((36, y + 8), category, fontname="hebo", fontsize=10)
        y += 18
        for item in group:
            if y > 770:
                page, y = _table_page(document), 50.0
            products.append(_table_line(page, rng, item, y))
            y += 44
        page.insert_text((160, y + 8), f"{len(group)} items in {category}", fontname="heit", fontsize=8)
        y += 24
    page.insert_text(
        (36, y + 16), "Please allow 8-10 weeks. Orders under 1,500.00 carry a 95.00 handling fee.", fontsize=8
    )
    document.save(path, garbage=3, deflate=True, no_new_id=True)
    return list(FURNITURE), products, document.page_count


def _table_page(document: pymupdf.Document) -> pymupdf.Page:
    page = document.new_page(width=595, height=842)
    page.insert_text((510, 826), f"page {document.page_count}", fontsize=7)
    return page


def _right(page: pymupdf.Page, x: float, y: float, words: str, font: str = "helv") -> None:
    page.insert_text((x - pymupdf.get_text_length(words, font, 8), y), words, fontname=font, fontsize=8)


def _table_line(page: pymupdf.Page, rng: random.Random, item: Item, y: float) -> TrueProduct:
    box: Box = (36, y, 74, y + 38)
    page.insert_image(box, stream=drawn(rng, rng.choice(("Sand", "Olive", "Mustard")), 120, 120))
    dims = f"{rng.randint(40, 220)} x {rng.randint(40, 95)} x {rng.randint(38, 90)}"
    cells = (item.code or "", f"{item.name}, {item.materials}", ", ".join(item.colors), dims)
    for x, words in zip(COLUMNS[1:], cells, strict=False):
        page.insert_text((x, y + 22), words, fontsize=8 if len(words) < 24 else 6.5)
    _right(page, 498, y + 22, f"{float(item.wholesale or 0):,.2f}")
    if item.retail:
        _right(page, 556, y + 22, f"{float(item.retail):,.2f}")
    known = replace(item, name=cells[1], materials=None)
    return known.truth(page.number + 1, [box], "USD").model_copy(  # measures may be a size, the wood a material
        update={"also_sized": [dims], "also_made_of": [item.materials or ""]}
    )


class Picture(Flowable):  # type: ignore[misc]
    """A picture that remembers where it was drawn."""

    def __init__(self, content: bytes, width: float, height: float, top: float, log: list[Any]) -> None:
        super().__init__()
        self.content, self.width, self.height, self.top, self.log = content, width, height, top, log

    def draw(self) -> None:
        self.canv.drawImage(ImageReader(io.BytesIO(self.content)), 0, 0, self.width, self.height)
        x, y = self.canv.absolutePosition(0, 0)
        box = (x, self.top - y - self.height, x + self.width, self.top - y)
        self.log.append((self.canv.getPageNumber(), tuple(round(v, 2) for v in box)))


def key_values(path: Path, seed: int) -> Made:
    """Landscape, two a page: the picture, the category small above a big name, then pairs of key and value."""
    rng = random.Random(f"key_values/{seed}")
    nouns = {
        "Outerwear": ("Trench", "Anorak", "Bomber"),
        "Denim": ("Jean", "Trucker"),
        "Jersey": ("Hoodie", "Crew Tee"),
    }
    goods = Goods(
        nouns,
        ("Arlo", "Bodhi", "Cass", "Dax", "Ezra", "Finn", "Gil"),
        (7, 6, 6),
        lambda r, i: f"{r.randint(10, 99)}F6-{r.randint(1000, 9999)}",
        (28, 210),
        cents=("00", "50"),
        sizes=("XS", "S", "M", "L"),
        materials=("Cotton twill", "Organic denim 12 oz", "French terry 400 gsm"),
    )
    top = landscape(A4)[1]
    template = SimpleDocTemplate(str(path), pagesize=landscape(A4), topMargin=40, bottomMargin=30, invariant=1)
    styles, log = getSampleStyleSheet(), []  # type: ignore[var-annotated]
    items = make_items(goods, rng)
    story: list[Flowable] = [
        Spacer(1, 150),
        Paragraph("HALDEN", styles["Title"]),
        Paragraph("Pre-Fall 2026 line list", styles["Heading3"]),
        Paragraph("Payment: 50% deposit. Minimum 800.00 EUR per order. Surcharge 35.00 EUR below.", styles["Normal"]),
        PageBreak(),
    ]
    for i, item in enumerate(items):
        picture = Picture(drawn(rng, item.colors[0], 400, 480), 180, 216, top, log)
        pairs = [
            ["Style No.", item.code],
            ["Fabric", item.materials],
            ["Colours", ", ".join(item.colors)],
            ["Sizes", " ".join(item.sizes)],
            ["Wholesale EUR", item.wholesale],
            ["Suggested retail", item.retail],
            ["Delivery", "15 Aug - 30 Sep 2026"],
        ]
        table = Table(pairs, colWidths=[110, 220], hAlign="LEFT")
        table.setStyle([("TEXTCOLOR", (0, 0), (0, -1), colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 10)])
        words = [
            Paragraph(item.category, styles["Italic"]),
            Paragraph(item.name, styles["Title"].clone("t", alignment=0)),
            table,
        ]
        story.append(Table([[picture, words]], colWidths=[220, 460], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]))
        story.append(PageBreak() if i % 2 else Spacer(1, 8))
    template.build(story)
    products = [item.truth(page, [box], "EUR") for item, (page, box) in zip(items, log, strict=True)]
    with pymupdf.open(path) as made:
        return list(nouns), products, made.page_count


def italiano(path: Path, seed: int) -> Made:
    """Italian, set by MuPDF from HTML: the picture above, "Prezzo ingrosso: 45,00 €"; heading bars between rows."""
    rng = random.Random(f"italiano/{seed}")
    nouns = {
        "Borse": ("Borsa", "Tracolla"),
        "Scarpe": ("Mocassino", "Stivaletto"),
        "Maglieria": ("Maglione", "Cardigan"),
    }
    kinds = {
        "Borsa": "tote",
        "Tracolla": "crossbody",
        "Mocassino": "loafer",
        "Stivaletto": "boot",
        "Maglione": "sweater",
        "Cardigan": "cardigan",
    }
    hues = {"nero": "Black", "panna": "Ivory", "blu notte": "Navy", "cuoio": "Mustard", "verde oliva": "Olive"}
    document, products = pymupdf.open(), []
    y, page = 1000.0, None
    count = 0
    for category, words in nouns.items():
        names = rng.sample([f"{w} {g}" for w in words for g in ("Siena", "Lucca", "Amalfi", "Ortigia", "Bari")], 7)
        for start in range(0, 7, 3):
            if page is None or y > 560 or (start == 0 and y > 520):
                page, y = document.new_page(width=595, height=842), 40.0
                page.insert_htmlbox(
                    (36, 18, 560, 34),
                    '<p style="font-size:7px">Bottega Ferri - Listino Autunno Inverno 2026 - IVA esclusa</p>',
                )
            if start == 0:
                page.draw_rect((36, y, 559, y + 24), color=None, fill=(0.9, 0.88, 0.84))
                page.insert_htmlbox(
                    (44, y + 3, 300, y + 24), f'<p style="font-size:13px; margin:0"><b>{category}</b></p>'
                )
                y += 34
            for k, name in enumerate(names[start : start + 3]):
                count += 1
                shade = rng.sample(list(hues), rng.randint(1, 2))
                whole = rng.randint(38, 690)
                sizes = (
                    ("36", "37", "38", "39", "40")
                    if category == "Scarpe"
                    else ("TU",)
                    if category == "Borse"
                    else ("S", "M", "L")
                )
                item = Item(
                    f"{rng.randint(10, 99)}.{300 + count}",
                    name,
                    category,
                    f"{whole}.{rng.choice(('00', '50'))}",
                    f"{whole * 25 // 10}.00",
                    tuple(shade),
                    sizes,
                    rng.choice(("Pelle di vitello", "100% lana merino", "Camoscio")),
                )
                box: Box = (36.0 + 180 * k, y, 36.0 + 180 * k + 163, y + 150)
                page.insert_image(
                    box, stream=studio(kinds[name.split()[0]], hues[shade[0]], (326, 300)), keep_proportion=False
                )
                page.insert_htmlbox((box[0], y + 154, box[2] + 10, y + 246), _scheda(item))
                products.append(item.truth(page.number + 1, [box], "EUR"))
            y += 256
    last = document.new_page(width=595, height=842)
    last.insert_htmlbox(
        (36, 40, 560, 200), "<h3>Condizioni</h3><p>Ordine minimo 600,00 €. Spedizione gratuita oltre 1.000,00 €.</p>"
    )
    document.subset_fonts()
    document.save(path, garbage=3, deflate=True, no_new_id=True)
    return list(nouns), products, document.page_count


def _euro(amount: str | None) -> str:
    return grouped(Decimal(amount or "0"), ".", ",") + " €"


def _scheda(item: Item) -> str:
    lines = (
        f"<b>{html.escape(item.name)}</b>",
        f"Codice: {item.code}",
        f"Composizione: {item.materials}",
        f"Colori: {', '.join(item.colors)}",
        f"Taglie: {' '.join(item.sizes)}",
        f"Prezzo ingrosso: {_euro(item.wholesale)}",
        f"Prezzo al pubblico: {_euro(item.retail)}",
    )
    return '<div style="font-size:8px; font-family:serif">' + "<br/>".join(lines) + "</div>"


def mayorista(path: Path, seed: int) -> Made:
    """Spanish, PyMuPDF text boxes, two columns, each picture right of its text; cents without a grouping."""
    rng = random.Random(f"mayorista/{seed}")
    nouns = {
        "Vajilla": ("Plato", "Cuenco", "Taza"),
        "Textil hogar": ("Cojín", "Manta", "Mantel"),
        "Decoración": ("Jarrón", "Vela"),
    }
    document, products, code = pymupdf.open(), [], 30
    font = pymupdf.Font("helv").buffer
    cover = document.new_page(width=595, height=842)
    cover.insert_text((60, 300), "CASA OLMO", fontname="hebo", fontsize=36)
    cover.insert_text((60, 330), "Tarifa mayorista 2026 - Península", fontsize=12)
    for category, words in nouns.items():
        names = rng.sample([f"{w} {g}" for w in words for g in ("Duero", "Ebro", "Tajo", "Segura", "Júcar", "Miño")], 9)
        for i, name in enumerate(names):
            if i % 8 == 0:
                page = document.new_page(width=595, height=842)
                page.insert_font(fontname="F0", fontbuffer=font)  # the built-in one has no euro sign
                page.insert_text((40, 60), category, fontname="hebo", fontsize=16)
                page.insert_text(
                    (40, 822), "IVA no incluido. Pedido mínimo 300 €. Portes 9,50 €.", fontname="F0", fontsize=7
                )
            code += rng.randint(1, 9)
            whole = rng.randint(4, 60)
            item = Item(
                f"{code:05d}",
                name,
                category,
                f"{whole}.{rng.choice(('25', '50', '90'))}",
                f"{whole * 2 + 1}.90",
                tuple(rng.sample(["Blanco", "Azul", "Terracota", "Verde"], 2)),
                (),
                rng.choice(("Gres", "Algodón", "Vidrio reciclado")),
            )
            x, y = 40.0 + i % 2 * 265, 90.0 + i % 8 // 2 * 178
            lines = (
                item.name,
                f"Código: {item.code}",
                f"Material: {item.materials}",
                f"Color: {', '.join(item.colors)}",
                f"Medidas: {rng.randint(8, 60)} x {rng.randint(8, 60)} cm",
                "Unidades por caja: 6",
                f"Precio mayorista: {_euro(item.wholesale)}",
                f"PVP recomendado: {_euro(item.retail)}",
            )
            page.insert_textbox((x, y, x + 140, y + 160), "\n".join(lines), fontname="F0", fontsize=8.5, lineheight=1.4)
            box: Box = (x + 145, y, x + 240, y + 120)
            page.insert_image(
                box, stream=drawn(rng, rng.choice(("Cobalt", "Red", "Ivory")), 190, 240), keep_proportion=False
            )
            products.append(item.truth(page.number + 1, [box], "EUR"))
    document.subset_fonts()
    document.save(path, garbage=3, deflate=True, no_new_id=True)
    return list(nouns), products, document.page_count
