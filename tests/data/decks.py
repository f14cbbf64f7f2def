"""Products, order lines and pictures for decks, and decks made of them on files."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from shared.collections.deck.models import Card, DeckCards, DeckJob, DeckPage, DeckPlan, DeckSettings
from shared.collections.pipeline import DECK_GENERATION
from shared.engine.local import LocalRun, run_phases
from shared.engine.run import StoredFile, Warning, read_lines

BOX = (10.0, 10.0, 100.0, 200.0)
DAY = date(2027, 2, 3)
Row = dict[str, Any]


def product(number: int, **fields: Any) -> Row:
    """A product as it is stored; `picture` is the Storage path of one."""
    picture = fields.pop("picture", None)
    where = {"confidence": 0.9, "page": 1 + number // 9, "bbox": BOX}
    return {
        "id": f"p{number}",
        "product_id": f"p{number}",
        "position": number + 1,
        "name": f"Overshirt {number}",
        "style_number": f"AB-{number:04d}",
        "category": "Shirts",
        "description": None,
        "wholesale_price": {"amount": "1049.50", "currency": "EUR"},
        "retail_price": {"amount": "2600.00", "currency": "EUR"},
        "colors": [{"name": "Navy", "code": None}, {"name": "Ecru", "code": None}],
        "sizes": ["S", "M", "L"],
        "materials": "100% linen",
        "images": [{"image_id": "i", "storage_path": picture, "confidence": 0.9}] if picture else [],
        "source": {"document_id": "linesheet", "page": 1 + number // 9, "bbox": BOX},
        "fields": {"name": where, "wholesale_price": where},
        **fields,
    }


def item(number: int, **fields: Any) -> Row:
    """A line of an order as it is stored."""
    return {
        "id": f"i{number}",
        "item_id": f"i{number}",
        "position": number + 1,
        "style_number": f"AB-{number:04d}",
        "name": f"Overshirt {number}",
        "color": "Navy",
        "sizes": {"S": 2, "M": 4},
        "quantity": 6,
        "unit_cost": "49.50",
        "currency": "EUR",
        "category": "Shirts",
        "match": {"status": "matched"},
        "source": {"document_id": "order", "page": 1, "sheet": "Order", "row": number + 2},
        **fields,
    }


def photo(number: int, width: int = 600, height: int = 800) -> bytes:
    """A picture of its own colour, as JPEG."""
    picture = Image.new("RGB", (width, height), (244, 244, 242))
    color = tuple(40 + (number * step) % 170 for step in (37, 73, 109))
    ImageDraw.Draw(picture).ellipse((width * 0.15, height * 0.1, width * 0.85, height * 0.9), fill=color)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


@dataclass(frozen=True)
class Made:
    """A deck on files."""

    folder: Path
    cards: list[Card]
    pages: list[DeckPage]
    plan: DeckPlan
    warnings: list[Warning]

    @property
    def pptx(self) -> Path:
        return self.folder / "deck" / "deck.pptx"

    @property
    def pdf(self) -> Path:
        return self.folder / "deck" / "deck.pdf"

    @property
    def previews(self) -> list[Path]:
        return sorted((self.folder / "deck").glob("page-*.png"))


def deck(
    folder: Path,
    products: Sequence[Row] = (),
    items: Sequence[Row] = (),
    *,
    edits: Sequence[Row] = (),
    files: Mapping[str, bytes] | None = None,
    logo: bytes | None = None,
    **settings: Any,
) -> Made:
    """Run every phase. Items are shown where there are any; `files` are pictures by their Storage path."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in {**(files or {}), **({"logo.png": logo} if logo is not None else {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    sources = {name: folder / f"{name}.jsonl" for name in ("products", "items", "edits")}
    for name, rows in (("products", products), ("items", items), ("edits", edits)):
        sources[name].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    job = DeckJob(
        name="Spring 2027",
        content="items" if items else "products",
        settings=DeckSettings(**settings),
        logo=StoredFile(path="logo.png") if logo is not None else None,
        documents={"linesheet": "spring.pdf", "order": "po.xlsx"},
        day=DAY,
    )
    made, _, warnings = run_phases(DECK_GENERATION, job, folder, sources=sources)
    run = LocalRun(folder, lambda fraction, message: None)
    try:
        cards = list(read_lines(run, made[DeckCards].cards, Card))
        pages = list(read_lines(run, made[DeckPlan].pages, DeckPage))
    finally:
        run.close()
    return Made(folder, cards, pages, made[DeckPlan], warnings)
