"""Held out: what a tester writes in ten minutes with a reportlab canvas and flat pictures."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.data.layouts.holdout_kit import Goods, Item, by_category, drawn, flat, make_items
from tests.data.truth import Box, TrueProduct

Made = tuple[list[str], list[TrueProduct], int]
CLOTHES = {
    "Dresses": ("Wrap Dress", "Maxi Dress", "Slip Dress"),
    "Tops": ("Blouse", "Tank", "Linen Shirt"),
    "Outerwear": ("Jacket", "Parka"),
}
GIVEN = ("Ava", "Bella", "Clara", "Daisy", "Ella", "Freya", "Grace", "Hazel", "Ivy", "Jade")


def place(canvas: Canvas, picture: bytes, x: float, y: float, w: float, h: float) -> Box:
    """Draw a picture with its lower left corner at (x, y), as reportlab counts; its box from the top."""
    canvas.drawImage(ImageReader(io.BytesIO(picture)), x, y, w, h)
    top = float(canvas._pagesize[1])
    return (x, round(top - y - h, 2), x + w, round(top - y, 2))


def plain_grid(path: Path, seed: int) -> Made:
    """Two columns by three rows on Letter, flat pictures, labelled lines, the category bold at the page's top."""
    rng = random.Random(f"plain_grid/{seed}")
    canvas = Canvas(str(path), pagesize=LETTER, invariant=1)
    goods = Goods(CLOTHES, GIVEN, (8, 6, 5), lambda r, i: f"AB-{1001 + i}", (18, 90), sizes=("S", "M", "L", "XL"))
    products: list[TrueProduct] = []
    for category, items in by_category(make_items(goods, rng)):
        for i, item in enumerate(items):
            if i % 6 == 0:
                if products:
                    canvas.showPage()
                canvas.setFont("Helvetica-Bold", 18)
                canvas.drawString(50, 745, category)
            x, y = 50 + (i % 2) * 270, 720 - (i % 6 // 2) * 230
            box = place(canvas, flat(item.colors[0], 300, 300), x, y - 130, 130, 130)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(x, y - 146, item.name)
            canvas.setFont("Helvetica", 9)
            lines = (
                f"Style: {item.code}",
                f"Wholesale: ${item.wholesale}",
                f"Retail: ${item.retail}",
                f"Colors: {', '.join(item.colors)}",
                f"Sizes: {', '.join(item.sizes)}",
            )
            for k, line in enumerate(lines):
                canvas.drawString(x, y - 159 - 12 * k, line)
            products.append(item.truth(canvas.getPageNumber(), [box], "USD"))
    pages = canvas.getPageNumber()
    canvas.save()
    return list(CLOTHES), products, pages


def mono_blocks(path: Path, seed: int) -> Made:
    """One font, one size, one column; the category a line of each block, the products in no order of categories."""
    rng = random.Random(f"mono_blocks/{seed}")
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    goods = Goods(
        CLOTHES,
        GIVEN,
        (7, 6, 4),
        lambda r, i: f"{4400 + 7 * i}",
        (14, 70),
        sizes=("8", "10", "12", "14"),
        materials=("100% Linen", "Viscose", "95% Cotton 5% Elastane"),
    )
    items = make_items(goods, rng)
    rng.shuffle(items)
    products = []
    for i, item in enumerate(items):
        if i % 5 == 0:
            if i:
                canvas.showPage()
            canvas.setFont("Helvetica", 10)
            canvas.drawString(50, 800, "Willow Lane Ltd - Wholesale Linesheet AW26")
            canvas.drawString(50, 30, f"sales@willowlane.example   +44 20 7946 0018   Page {i // 5 + 1}")
        y = 770 - (i % 5) * 145
        box = place(canvas, drawn(rng, item.colors[0], 240, 240), 50, y - 110, 110, 110)
        lines = (
            f"Style No: {item.code}",
            f"Product: {item.name}",
            f"Category: {item.category}",
            f"Fabric: {item.materials}",
            f"Colours: {' / '.join(item.colors)}",
            f"Sizes: {', '.join(item.sizes)}",
            f"Wholesale Price: GBP {item.wholesale}",
            f"RRP: GBP {item.retail}",
        )
        for k, line in enumerate(lines):
            canvas.drawString(180, y - 10 - 14 * k, line)
        products.append(item.truth(canvas.getPageNumber(), [box], "GBP"))
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    for k, line in enumerate(
        ("Terms and Conditions", "Minimum opening order GBP 500.", "Free shipping over GBP 1,000.", "Net 30 days.")
    ):
        canvas.drawString(50, 780 - 16 * k, line)
    pages = canvas.getPageNumber()
    canvas.save()
    return list(dict.fromkeys(i.category for i in items)), products, pages


def ragged_columns(path: Path, seed: int) -> Made:
    """Three columns, pictures of different heights, headings wherever the products before them end."""
    rng = random.Random(f"ragged_columns/{seed}")
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    goods = Goods(
        CLOTHES | {"Knits": ("Jumper", "Cardi")},
        GIVEN,
        (4, 7, 5, 4),
        lambda r, i: f"SS26/{r.randint(100, 999)}{'ABC'[i % 3]}{i}",
        (22, 140),
        cents=("00", "95"),
    )
    items = [replace(i, colors=()) for i in make_items(goods, rng)]
    products: list[TrueProduct] = []
    y = _ragged_head(canvas)
    for category, group in by_category(items):
        if y < 260:
            canvas.showPage()
            y = _ragged_head(canvas)
        canvas.setFont("Times-Bold", 15)
        canvas.drawString(40, y - 16, category)
        y -= 28
        for start in range(0, len(group), 3):
            row = group[start : start + 3]
            heights = [rng.choice((90, 120, 150, 165)) for _ in row]
            if y - max(heights) < 100:
                canvas.showPage()
                y = _ragged_head(canvas)
            products += [
                _ragged_card(canvas, rng, i, 40 + 176 * k, y, h)
                for k, (i, h) in enumerate(zip(row, heights, strict=True))
            ]
            y -= max(heights) + 66
    pages = canvas.getPageNumber()
    canvas.save()
    return list(goods.nouns), products, pages


def _ragged_head(canvas: Canvas) -> float:
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(40, 815, "Maison Ondine  |  Spring Summer 2026")
    canvas.drawRightString(555, 815, "Prices valid until 31.12.2026, all prices in EUR")
    return 795


def _ragged_card(canvas: Canvas, rng: random.Random, item: Item, x: float, y: float, height: float) -> TrueProduct:
    box = place(
        canvas, drawn(rng, rng.choice(("Teal", "Red", "Navy")), 300, round(height * 2)), x, y - height, 150, height
    )
    canvas.setFont("Times-Bold", 9.5)
    canvas.drawString(x, y - height - 12, item.name)
    canvas.setFont("Times-Roman", 8.5)
    canvas.drawString(x, y - height - 23, item.code or "")
    canvas.drawString(x, y - height - 34, f"WHL \u20ac{item.wholesale}   SRP \u20ac{item.retail}")
    return item.truth(canvas.getPageNumber(), [box], "EUR")


def dense_grid(path: Path, seed: int) -> Made:
    """Four by five with captions of three tiny lines, "12.50/30.00"; only the cover says what the two are."""
    rng = random.Random(f"dense_grid/{seed}")
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    nouns = {
        "Earrings": ("Hoops", "Studs", "Drops"),
        "Necklaces": ("Chain", "Pendant", "Choker"),
        "Rings": ("Band", "Signet"),
    }
    given = ("Luna", "Sol", "Vega", "Mira", "Lyra", "Nova", "Orion", "Juno", "Selene", "Iris", "Thea", "Cleo")
    goods = Goods(nouns, given, (26, 20, 13), lambda r, i: f"{'ENR'[(i >= 26) + (i >= 46)]}{i + 101}", (6, 48))
    canvas.setFont("Helvetica-Bold", 30)
    canvas.drawString(60, 600, "PETRA & SUN")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 575, "Jewellery line sheet, Autumn 2026")
    canvas.drawString(60, 120, "Prices: WS / RRP in GBP. RRP includes VAT. Minimum opening order 250.00.")
    products = []
    for category, items in by_category([replace(i, colors=()) for i in make_items(goods, rng)]):
        for i, item in enumerate(items):
            if i % 20 == 0:
                canvas.showPage()
                canvas.setFont("Helvetica-Bold", 9)
                canvas.drawString(30, 815, category.upper())
                canvas.setFont("Helvetica", 6)
                canvas.drawRightString(565, 815, f"Petra & Sun   {canvas.getPageNumber()}")
            x, y = 30 + i % 4 * 136, 800 - i % 20 // 4 * 154
            box = place(canvas, drawn(rng, rng.choice(("Mustard", "Grey", "Sand")), 200, 200), x, y - 118, 118, 118)
            canvas.setFont("Helvetica", 5.5)
            for k, line in enumerate((item.code or "", item.name, f"{item.wholesale}/{item.retail}")):
                canvas.drawString(x, y - 125 - 7 * k, line)
            products.append(replace(item, category=category.upper()).truth(canvas.getPageNumber(), [box], "GBP"))
    canvas.showPage()
    _order_form(canvas)
    pages = canvas.getPageNumber()
    canvas.save()
    return [n.upper() for n in nouns], products, pages


def _order_form(canvas: Canvas) -> None:
    """An empty form to write an order into."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 790, "ORDER FORM")
    canvas.setFont("Helvetica", 8)
    for k, title in enumerate(("Company", "VAT no.", "Ship to", "Email")):
        canvas.drawString(40, 765 - 16 * k, f"{title}: ______________________________")
    for k, title in enumerate(("Code", "Description", "Qty", "WS", "Total")):
        canvas.drawString(44 + 104 * k, 684, title)
    for k in range(18):
        canvas.line(40, 680 - 24 * k, 560, 680 - 24 * k)
    for k in range(6):
        canvas.line(40 + 104 * k, 696, 40 + 104 * k, 272)
