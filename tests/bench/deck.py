"""How long a deck of 540 products takes: the whole job on the local stack, and beside it a plain loop over the same.

`python -m tests.bench.deck` prints the figures.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pptx
import pymupdf
from google.cloud.firestore import Client
from pptx.util import Pt

from emulator.auth import sign_up
from emulator.config import StackConfig
from emulator.stack import Stack
from functions.services import Services
from shared.cloud.config import Settings
from shared.collections.deck.models import DeckJob, DeckSettings
from shared.registry import PIPELINES
from tests.data.decks import deck, photo, product

PRODUCTS, PER_PAGE = 540, 4
GIVE_UP_SECONDS = 600
SUBJECT = "collections/bench"


def measure() -> dict[str, float]:
    """`deck_540_seconds` (two workers), `deck_540_plain_seconds` and `deck_540_ratio` (plain to ours, on files)."""
    pictures = {f"{SUBJECT}/images/{n}.jpg": photo(n, 900, 1200) for n in range(PRODUCTS)}
    rows = [product(n, picture=path, category=f"Group {n // 60}") for n, path in enumerate(pictures)]
    with Stack(StackConfig(environ=dict(os.environ))) as stack, patch.dict(os.environ, stack.env):
        seconds = _job(stack, rows, pictures)
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        ours = _timed(lambda: deck(Path(folder) / "ours", rows, files=pictures, per_page=PER_PAGE))
        plain = _timed(lambda: _plain(Path(folder), rows, list(pictures.values())))
    return {
        "deck_540_seconds": round(seconds, 1),
        "deck_540_files_seconds": round(ours, 1),
        "deck_540_plain_seconds": round(plain, 1),
        "deck_540_ratio": round(plain / ours, 2),
    }


def _job(stack: Stack, rows: list[dict[str, Any]], pictures: dict[str, bytes]) -> float:
    """Seconds from the start of a job to its end; its deck must hold every product."""
    services = Services(Settings(), PIPELINES)
    owner = sign_up(stack.addresses.auth, "bench@phasework.example").uid
    db: Client = services.store.db
    db.document(SUBJECT).set({"name": "Bench", "owner_uid": owner, "member_uids": [owner]})
    writer = db.bulk_writer()
    for row in rows:
        writer.set(db.document(f"{SUBJECT}/documents/linesheet/structured_products/{row['product_id']}"), row)
    writer.close()
    db.document(f"{SUBJECT}/documents/linesheet").set({"filename": "spring.pdf"})
    for path, content in pictures.items():
        services.artifacts.upload(path, content, "image/jpeg")
    began = time.perf_counter()
    job = DeckJob(name="Bench", content="products", settings=DeckSettings(per_page=PER_PAGE))
    task_id = services.jobs.start("deck_generation", SUBJECT, owner, job)
    while (seen := services.store.get(task_id)) and seen.job.state in ("processing", "paused"):
        if time.perf_counter() - began > GIVE_UP_SECONDS:
            raise RuntimeError(f"no end after {GIVE_UP_SECONDS} s")
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    made = db.document(f"{SUBJECT}/decks/{task_id}").get().to_dict() or {}
    if made.get("card_count") != PRODUCTS:
        raise RuntimeError(f"{seen.job.state if seen else 'gone'} with {made.get('card_count')} products")
    return seconds


def _plain(folder: Path, rows: list[dict[str, Any]], pictures: list[bytes]) -> None:
    """The same products as slides, a PDF and previews, without layout, scaling or right order of letters."""
    presentation, document = pptx.Presentation(), pymupdf.open()
    for at in range(0, len(rows), PER_PAGE):
        slide, page = (
            presentation.slides.add_slide(presentation.slide_layouts[5]),
            document.new_page(width=960, height=540),
        )
        for n, row in enumerate(rows[at : at + PER_PAGE]):
            x, y, words = 30 + 450 * (n % 2), 60 + 230 * (n // 2), f"{row['name']}\n{row['style_number']}\n1,049.50 EUR"
            slide.shapes.add_picture(io.BytesIO(pictures[at + n]), Pt(x), Pt(y), Pt(150), Pt(200))
            slide.shapes.add_textbox(Pt(x + 170), Pt(y), Pt(200), Pt(100)).text_frame.text = words
            page.insert_image(pymupdf.Rect(x, y, x + 150, y + 200), stream=pictures[at + n])
            page.insert_textbox(pymupdf.Rect(x + 170, y, x + 370, y + 100), words)
        slide.notes_slide.notes_text_frame.text = words
    presentation.save(str(folder / "plain.pptx"))
    document.save(folder / "plain.pdf", deflate=True)
    for number, page in enumerate(document):
        page.get_pixmap(matrix=pymupdf.Matrix(1.25, 1.25)).save(folder / f"plain-{number}.png")


def _timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
