"""Held out: the documents people make every day: platypus tables and cards, dark pages, labels above their values."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.data.layouts.holdout_kit import PALETTE, Goods, Item, by_category, drawn, make_items, studio
from tests.data.layouts.holdout_lists import Picture
from tests.data.layouts.holdout_plain import place
from tests.data.truth import TrueProduct

Made = tuple[list[str], list[TrueProduct], int]
GIVEN = ("Nora", "Opal", "Pia", "Quinn", "Rhea", "Sage", "Tess", "Uma", "Vera", "Willa")
NOUNS = {
    "Dresses": ("Midi Dress", "Shirt Dress"),
    "Tops": ("Camisole", "Knit Tee"),
    "Bottoms": ("Wide Pant", "Mini Skirt"),
}
KINDS = {"Dresses": "dress", "Tops": "tee", "Bottoms": "trousers"}


def _saved(path: Path, template: SimpleDocTemplate, story: list[Flowable]) -> int:
    template.build(story)
    with pymupdf.open(path) as made:
        return int(made.page_count)


def _truths(items: list[Item], log: list[Any], currency: str) -> list[TrueProduct]:
    return [item.truth(page, [box], currency) for item, (page, box) in zip(items, log, strict=True)]


def grid_table(path: Path, seed: int) -> Made:
    """A platypus table with all its lines for each category, "Cost" and "Retail", under a heading."""
    rng = random.Random(f"grid_table/{seed}")
    goods = Goods(
        NOUNS,
        GIVEN,
        (9, 8, 7),
        lambda r, i: f"{'DTB'[(i > 8) + (i > 16)]}W-{1001 + i}",
        (15, 95),
        sizes=("XS", "S", "M", "L"),
        materials=("Cotton poplin", "100% Tencel", "Silk/viscose"),
    )
    items, styles, log = make_items(goods, rng), getSampleStyleSheet(), []  # type: ignore[var-annotated]
    template = SimpleDocTemplate(str(path), pagesize=LETTER, topMargin=40, bottomMargin=40, invariant=1)
    story: list[Flowable] = [
        Paragraph("Wren & Co. Wholesale Linesheet", styles["Title"]),
        Paragraph("Fall 2026. Prices in USD. Minimum order $350.", styles["Normal"]),
    ]
    for category, group in by_category(items):
        rows: list[list[Any]] = [["Photo", "SKU", "Description", "Color", "Size", "Cost", "Retail"]]
        for item in group:
            about = Paragraph(f"<b>{item.name}</b><br/>{item.materials}", styles["Normal"])
            rows.append(
                [
                    Picture(drawn(rng, item.colors[0], 160, 200), 56, 70, LETTER[1], log),
                    item.code,
                    about,
                    Paragraph(", ".join(item.colors), styles["Normal"]),
                    ", ".join(item.sizes),
                    f"${item.wholesale}",
                    f"${item.retail}",
                ]
            )
        table = Table(rows, colWidths=[68, 62, 140, 90, 72, 54, 54], repeatRows=1)
        table.setStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
                ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
                ("FONTSIZE", (0, 0), (-1, -1), 9),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
        story += [Paragraph(category, styles["Heading1"]), table, Spacer(1, 14)]
    pages = _saved(path, template, story)
    return list(NOUNS), _truths(items, log, "USD"), pages


def flow_cards(path: Path, seed: int) -> Made:
    """Platypus cards, three in a row, centred; "Price: $24.00 (MSRP $60.00)"; headings flow with the cards."""
    rng = random.Random(f"flow_cards/{seed}")
    goods = Goods(NOUNS, GIVEN, (7, 8, 5), lambda r, i: f"{r.randint(2000, 8999)}-{i:02d}", (15, 95))
    items, styles, log = make_items(goods, rng), getSampleStyleSheet(), []  # type: ignore[var-annotated]
    template = SimpleDocTemplate(str(path), pagesize=A4, topMargin=40, bottomMargin=40, invariant=1)
    middle = styles["Normal"].clone("middle", alignment=1, fontSize=9, leading=11.5)
    story: list[Flowable] = []
    for category, group in by_category(items):
        for start in range(0, len(group), 3):
            row = []
            for item in group[start : start + 3]:
                words = (
                    f"<b>{item.name}</b>",
                    f"Style # {item.code}",
                    f"Price: ${item.wholesale} (MSRP ${item.retail})",
                    f"Available in {', '.join(item.colors)}",
                )
                row.append(
                    [
                        Picture(drawn(rng, item.colors[0], 280, 320), 140, 160, A4[1], log),
                        *(Paragraph(w, middle) for w in words),
                    ]
                )
            cards = Table(
                [row + [""] * (3 - len(row))],
                colWidths=[165] * 3,
                style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 16)],
            )
            story.append(KeepTogether([Paragraph(category, styles["Heading2"]), cards]) if start == 0 else cards)
    pages = _saved(path, template, story)
    return list(NOUNS), _truths(items, log, "USD"), pages


def dark_pages(path: Path, seed: int) -> Made:
    """White on black, four large pictures a page, no labels: "DW410 – Opal Midi Dress", "$24 WS | $60 MSRP"."""
    rng = random.Random(f"dark_pages/{seed}")
    goods = Goods(
        NOUNS, GIVEN, (6, 5, 7), lambda r, i: f"DW{410 + 5 * i}", (15, 140), cents=("00",), sizes=("XS", "S", "M", "L")
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    products: list[TrueProduct] = []
    for category, items in by_category(make_items(goods, rng)):
        for i, item in enumerate(items):
            if i % 4 == 0:
                if products:
                    canvas.showPage()
                canvas.setFillColorRGB(0.05, 0.05, 0.06)
                canvas.rect(0, 0, *A4, stroke=0, fill=1)
                canvas.setFillColorRGB(1, 1, 1)
                canvas.setFont("Helvetica", 12)
                canvas.drawCentredString(297, 805, category.upper(), charSpace=4)
            x, y = 40 + i % 2 * 270, 785 - i % 4 // 2 * 385
            box = place(canvas, studio(KINDS[category], item.colors[0], (490, 600)), x, y - 300, 245, 300)
            lines = (
                f"{item.code} \u2013 {item.name}",
                f"${(item.wholesale or '')[:-3]} WS | ${(item.retail or '')[:-3]} MSRP",
                ", ".join(item.colors),
                " ".join(item.sizes),
            )
            canvas.setFont("Helvetica", 9)
            for k, line in enumerate(lines):
                canvas.drawString(x, y - 315 - 12 * k, line)
            products.append(replace(item, category=category.upper()).truth(canvas.getPageNumber(), [box], "USD"))
    pages = canvas.getPageNumber()
    canvas.save()
    return [n.upper() for n in NOUNS], products, pages


def label_above(path: Path, seed: int) -> Made:
    """The name above the picture, the facts right of it in three columns: a small label, its value one line below."""
    rng = random.Random(f"label_above/{seed}")
    goods = Goods(
        NOUNS,
        GIVEN,
        (6, 6, 5),
        lambda r, i: f"{r.choice('KLM')}-{r.randint(10000, 99999)}",
        (30, 1200),
        cents=("00",),
        sizes=("S", "M", "L"),
        materials=("Wool", "Cupro", "Silk twill"),
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    products: list[TrueProduct] = []
    for category, items in by_category(make_items(goods, rng)):
        for i, item in enumerate(items):
            if i % 3 == 0:
                if products:
                    canvas.showPage()
                canvas.setFont("Helvetica", 8)
                canvas.drawString(40, 815, "ATELIER KORR   Collection 07")
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawRightString(555, 815, category)
            y = 785 - i % 3 * 255
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(40, y, item.name)
            box = place(canvas, drawn(rng, rng.choice(list(PALETTE)), 340, 400), 40, y - 212, 170, 200)
            facts = (
                ("STYLE", item.code),
                ("FABRIC", item.materials),
                ("SIZES", ", ".join(item.sizes)),
                ("COLOURS", ", ".join(item.colors)),
                ("WHOLESALE", f"CHF {float(item.wholesale or 0):,.2f}"),
                ("RETAIL", f"CHF {float(item.retail or 0):,.2f}"),
            )
            for k, (label, value) in enumerate(facts):
                x, top = 235 + k % 3 * 110, y - 30 - k // 3 * 50
                canvas.setFont("Helvetica", 6)
                canvas.drawString(x, top, label)
                canvas.setFont("Helvetica", 9.5)
                canvas.drawString(x, top - 13, value or "")
            products.append(item.truth(canvas.getPageNumber(), [box], "CHF"))
    pages = canvas.getPageNumber()
    canvas.save()
    return list(NOUNS), products, pages
