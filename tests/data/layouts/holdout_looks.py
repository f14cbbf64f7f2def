"""Held out: lookbooks and lists with the untidy sides of real ones: banners, pack sizes, gaps, sales."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from tests.data import artwork
from tests.data.layouts.holdout_kit import PALETTE, Goods, Item, by_category, drawn, make_items, studio
from tests.data.layouts.holdout_plain import place
from tests.data.truth import TrueProduct

Made = tuple[list[str], list[TrueProduct], int]
GIVEN = ("Alba", "Brisa", "Coral", "Dune", "Ember", "Fleur", "Gale", "Haze", "Isla", "Jolie", "Kaya", "Lark")


def zigzag(path: Path, seed: int) -> Made:
    """Two products a page, pictures left and right in turn; a banner across the top; cover and contents first."""
    rng = random.Random(f"zigzag/{seed}")
    nouns = {"Beachwear": ("Kaftan", "Sarong"), "Resort Bags": ("Tote", "Clutch"), "Sandals": ("Slide", "Espadrille")}
    kinds = {
        "Kaftan": "dress",
        "Sarong": "skirt",
        "Tote": "tote",
        "Clutch": "crossbody",
        "Slide": "loafer",
        "Espadrille": "sneaker",
    }
    goods = Goods(
        nouns,
        GIVEN,
        (8, 6, 6),
        lambda r, i: f"ZG-{i + 1:02d}",
        (20, 160),
        cents=("00",),
        materials=("Raffia", "Cotton voile", "Linen"),
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    place(canvas, artwork.banner_jpeg(600, 842, (220, 190, 150), seed), 0, 0, 595.28, 841.89)
    canvas.setFont("Times-Roman", 44)
    canvas.drawCentredString(297, 520, "Isola Verde")
    canvas.showPage()
    canvas.setFont("Times-Roman", 20)
    canvas.drawString(60, 740, "In this book")
    canvas.setFont("Times-Roman", 12)
    for k, (name, page) in enumerate(zip(nouns, (3, 7, 10), strict=True)):
        canvas.drawString(60, 700 - 24 * k, f"{name} {'.' * 40} {page}")
    products: list[TrueProduct] = []
    for category, items in by_category(make_items(goods, rng)):
        for i, item in enumerate(items):
            if i % 2 == 0:
                canvas.showPage()
                place(canvas, artwork.banner_jpeg(600, 140, (150, 190, 200), seed + len(products)), 0, 702, 595.28, 140)
                canvas.setFont("Times-Roman", 26)
                canvas.drawString(50, 665, category)
                canvas.setFont("Times-Italic", 8)
                canvas.drawCentredString(297, 24, f"Isola Verde Resort 2026   {canvas.getPageNumber()}")
            picture = studio(kinds[item.name.split()[-1]], item.colors[0], (400, 480))
            products.append(_look(canvas, item, picture, 345 - 305 * (i % 2), i % 2 == 0))
    pages = canvas.getPageNumber()
    canvas.save()
    return list(nouns), products, pages


def _look(canvas: Canvas, item: Item, picture: bytes, y: float, left: bool) -> TrueProduct:
    box = place(canvas, picture, 50 if left else 310, y, 235, 282)
    x = 310 if left else 50
    canvas.setFont("Times-Roman", 18)
    canvas.drawString(x, y + 240, item.name)
    canvas.setFont("Times-Italic", 10)
    canvas.drawString(x, y + 214, "An easy piece for long days by the water, made")
    canvas.drawString(x, y + 201, "in small runs by two family workshops in Puglia.")
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(x, y + 176, f"Ref. {item.code}")
    canvas.drawString(x, y + 161, f"{item.materials}  \u2014  {', '.join(item.colors)}")
    canvas.drawString(
        x,
        y + 146,
        f"W/S \u20ac{item.wholesale[:-3] if item.wholesale else ''}  \u00b7  RRP \u20ac{(item.retail or '')[:-3]}",
    )
    return item.truth(canvas.getPageNumber(), [box], "EUR")


def apothecary(path: Path, seed: int) -> Made:
    """Care and home: volumes, dimensions, bar codes, case packs, "$8.50 ea"; a caption beside each picture."""
    rng = random.Random(f"apothecary/{seed}")
    nouns = {
        "Bath & Body": ("Body Wash", "Hand Cream", "Bath Salts"),
        "Candles": ("Soy Candle", "Travel Tin"),
        "Kitchen": ("Mug", "Serving Bowl"),
    }
    goods = Goods(
        nouns,
        ("Fig & Cedar", "Sea Salt", "Wild Mint", "Amber No. 4", "Neroli 22", "Smoke"),
        (9, 7, 6),
        lambda r, i: f"{r.randint(10, 99)}{i:02d}-{r.randint(1, 9)}",
        (4, 38),
        cents=("00", "25", "50"),
    )
    canvas = Canvas(str(path), pagesize=LETTER, invariant=1)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(54, 700, "Field & Ferment wholesale catalog 2026")
    canvas.setFont("Helvetica", 10)
    for k, line in enumerate(
        (
            "$150 opening order, $75 reorders.",
            "Freight: free shipping over $400; otherwise $14.95 flat.",
            "Testers $3.00 each with orders of 6.",
        )
    ):
        canvas.drawString(54, 660 - 16 * k, line)
    products: list[TrueProduct] = []
    for category, items in by_category([replace(i, colors=()) for i in make_items(goods, rng)]):
        for i, item in enumerate(items):
            if i % 8 == 0:
                canvas.showPage()
                canvas.setFillColorRGB(0.16, 0.3, 0.24)
                canvas.rect(0, 748, 612, 44, stroke=0, fill=1)
                canvas.setFillColorRGB(1, 1, 1)
                canvas.setFont("Helvetica-Bold", 16)
                canvas.drawCentredString(306, 763, category)
                canvas.setFillColorRGB(0.1, 0.1, 0.1)
            products.append(_care_card(canvas, rng, item, 40 + i % 2 * 280, 730 - i % 8 // 2 * 175))
    pages = canvas.getPageNumber()
    canvas.save()
    return list(nouns), products, pages


def _care_card(canvas: Canvas, rng: random.Random, item: Item, x: float, y: float) -> TrueProduct:
    box = place(canvas, drawn(rng, rng.choice(list(PALETTE)), 220, 300), x, y - 150, 110, 150)
    small = item.category == "Kitchen"
    measure = (
        f"{rng.randint(8, 30)} x {rng.randint(8, 30)} x {rng.randint(4, 20)} cm"
        if small
        else f"{rng.choice((50, 150, 250))} ml / 5.1 fl oz"
    )
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(x + 120, y - 14, item.name)
    canvas.setFont("Helvetica", 8)
    lines = (
        f"Item {item.code}",
        measure,
        f"UPC 08{rng.randint(10**9, 10**10 - 1)}",
        f"MOQ {rng.choice((4, 6, 12))} | Case pack {rng.choice((12, 24))}",
        f"${item.wholesale} ea",
        f"MSRP ${item.retail}",
    )
    for k, line in enumerate(lines):
        canvas.drawString(x + 120, y - 30 - 13 * k, line)
    measures = [measure, *measure.split(" / "), measure.removesuffix(" cm")]  # of a pack, which may be a size
    return item.truth(canvas.getPageNumber(), [box], "USD").model_copy(update={"also_sized": measures})


def colourways(path: Path, seed: int) -> Made:
    """A strip a product: style, name and prices once, then a small picture with its own code for each colourway.

    One product each, as a buyer would say: the style number is the one printed beside the name, the colours those
    below the pictures, and every picture is a view of it.
    """
    rng = random.Random(f"colourways/{seed}")
    nouns = {
        "Swim": ("One Piece", "Bikini Top"),
        "Cover-Ups": ("Tunic", "Shirt Dress"),
        "Hats": ("Bucket Hat", "Visor"),
    }
    kinds = {"Swim": "tee", "Cover-Ups": "dress", "Hats": "hat"}
    goods = Goods(nouns, GIVEN, (8, 7, 5), lambda r, i: f"LM{220 + 3 * i}", (18, 95), sizes=("XS", "S", "M", "L"))
    canvas = Canvas(str(path), pagesize=LETTER, invariant=1)
    products: list[TrueProduct] = []
    for category, items in by_category(make_items(goods, rng)):
        for i, item in enumerate(items):
            if i % 4 == 0:
                if products:
                    canvas.showPage()
                canvas.setFont("Helvetica-Bold", 16)
                canvas.drawRightString(572, 752, category.upper())
                canvas.setFont("Helvetica", 8)
                canvas.drawString(40, 752, "LUMA  |  Cruise 2027  |  Prices valid until 31.12.2026")
            shown = replace(item, colors=tuple(rng.sample(sorted(PALETTE), rng.randint(2, 4))))
            products.append(
                replace_category(_strip(canvas, shown, kinds[category], 725 - i % 4 * 172), category.upper())
            )
    canvas.showPage()
    _size_chart(canvas)
    pages = canvas.getPageNumber()
    canvas.save()
    return [n.upper() for n in nouns], products, pages


def replace_category(product: TrueProduct, name: str) -> TrueProduct:
    """The same product under the category as printed."""
    return product.model_copy(update={"category": name})


def _strip(canvas: Canvas, item: Item, kind: str, y: float) -> TrueProduct:
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(40, y - 20, item.name)
    canvas.setFont("Helvetica", 9)
    lines = (f"Style {item.code}", f"WHSL ${item.wholesale}", f"MSRP ${item.retail}", " / ".join(item.sizes))
    for k, line in enumerate(lines):
        canvas.drawString(40, y - 38 - 14 * k, line)
    boxes = []
    for k, colour in enumerate(item.colors):
        x = 180 + 98 * k
        boxes.append(place(canvas, studio(kind, colour, (200, 240)), x, y - 116, 88, 106))
        canvas.setFont("Helvetica", 7)
        canvas.drawString(x, y - 126, f"{item.code}-{colour[:3].upper()}")
        canvas.drawString(x, y - 135, colour)
    canvas.line(40, y - 152, 572, y - 152)
    return item.truth(canvas.getPageNumber(), boxes, "USD")


def _size_chart(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 740, "Size chart (inches)")
    canvas.setFont("Helvetica", 9)
    rows = (
        ("", "XS", "S", "M", "L"),
        ("Bust", "32.50", "34.00", "36.50", "39.00"),
        ("Waist", "25.00", "27.50", "29.00", "32.50"),
    )
    for r, row in enumerate((*rows, ("Hip", "35.50", "37.00", "39.50", "42.00"))):
        for c, words in enumerate(row):
            canvas.drawString(40 + 70 * c, 710 - 18 * r, words)


def gaps(path: Path, seed: int) -> Made:
    """One column; a third of the products without a picture, sale prices beside struck ones, POA and TBC.

    A struck price is not the price any more: the truth is the one that stands.
    """
    rng = random.Random(f"gaps/{seed}")
    nouns = {"New Arrivals": ("Lamp", "Rug", "Mirror"), "Bestsellers": ("Throw", "Basket"), "Sale": ("Planter", "Tray")}
    goods = Goods(
        nouns, GIVEN, (9, 8, 8), lambda r, i: f"{'NBS'[(i > 8) + (i > 16)]}{r.randint(100, 999)}{i:02d}", (15, 190)
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Courier-Bold", 22)
    canvas.drawString(50, 780, "STUDIO NORR / trade list")
    y = 750.0
    products: list[TrueProduct] = []
    for category, items in by_category([replace(i, colors=()) for i in make_items(goods, rng)]):
        if y < 250:
            canvas.showPage()
            y = 800
        canvas.setFont("Courier-Bold", 13)
        canvas.drawString(50, y - 14, f"{category}")
        y -= 30
        for item in items:
            if y < 140:
                canvas.showPage()
                y = 800
            products.append(_gap_row(canvas, rng, item, y, category == "Sale"))
            y -= 96
    pages = canvas.getPageNumber()
    canvas.save()
    return list(nouns), products, pages


def _gap_row(canvas: Canvas, rng: random.Random, item: Item, y: float, sale: bool) -> TrueProduct:
    boxes = (
        [place(canvas, drawn(rng, rng.choice(list(PALETTE)), 160, 160), 50, y - 84, 80, 80)]
        if rng.random() < 0.66
        else []
    )
    canvas.setFont("Courier-Bold", 10)
    canvas.drawString(150, y - 20, item.name)
    canvas.setFont("Courier", 9)
    canvas.drawString(150, y - 34, f"SKU {item.code}")
    canvas.drawString(150, y - 62, "In stock" if rng.random() < 0.5 else "Ships in 3 weeks")
    if sale:
        old = f"Wholesale ${float(item.wholesale or 0) * 1.4:.2f}"
        canvas.drawString(330, y - 20, old)
        canvas.line(330 + 5.4 * 10, y - 17, 330 + 5.4 * len(old), y - 17)
        canvas.drawString(330 + 5.4 * (len(old) + 2), y - 20, f"${item.wholesale}")
    elif rng.random() < 0.2:
        canvas.drawString(330, y - 20, f"Wholesale {rng.choice(('POA', 'TBC'))}")
        item = replace(item, wholesale=None)
    else:
        canvas.drawString(330, y - 20, f"Wholesale ${item.wholesale}")
    canvas.drawString(330, y - 34, f"Retail ${item.retail}")
    return item.truth(canvas.getPageNumber(), boxes, "USD")
