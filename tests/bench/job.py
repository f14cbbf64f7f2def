"""Whole jobs on the local stack: how long 540 products take, and how much memory 500 pages do.

`python -m tests.bench.job` prints the figures.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import requests
from PIL import Image

from emulator.auth import sign_up
from emulator.config import StackConfig
from emulator.stack import Stack

COLUMNS, WIDTH, HEIGHT = 3, 595.0, 842.0
PICTURE = 480  # pixels, square
LOOK_SECONDS = 0.05
GIVE_UP_SECONDS = 600


def catalogue(path: Path, pages: int, rows: int) -> int:
    """Write pages of cards, three a row, each with a picture of its own; a heading every ten pages. How many cards."""
    document = pymupdf.open()
    shade = np.linspace(0, 60, PICTURE, dtype=np.float32)
    for page_number in range(pages):
        page = document.new_page(width=WIDTH, height=HEIGHT)
        if page_number % 10 == 0:
            page.insert_text((40, 40), f"Group {page_number // 10 + 1}", fontsize=20, fontname="hebo")
        for n in range(COLUMNS * rows):
            number = page_number * COLUMNS * rows + n + 1
            x, y = 40 + 180 * (n % COLUMNS), 60 + (HEIGHT - 100) / rows * (n // COLUMNS)
            page.insert_image(pymupdf.Rect(x, y, x + 130, y + 130), stream=_photo(number, shade))
            lines = (
                f"Jacket {number}",
                f"Style: BX-{number:05d}",
                f"WHS ${20 + number % 80}.00  RRP ${60 + number % 80}.00",
            )
            for k, line in enumerate(lines):
                page.insert_text((x, y + 146 + 12 * k), line, fontsize=9, fontname="hebo" if k == 0 else "helv")
    document.save(path)
    return pages * COLUMNS * rows


def _photo(number: int, shade: Any) -> bytes:
    pixels = np.empty((PICTURE, PICTURE, 3), np.float32)
    for channel, step in enumerate((37, 73, 109)):
        pixels[:, :, channel] = 60 + (number * step) % 130 + shade[:, None] * 0.6 + shade[None, :] * 0.4
    out = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(out, "JPEG", quality=85)
    return out.getvalue()


def measure() -> dict[str, float]:
    """`job_540_products_seconds` (60 pages, two workers) and `job_500_pages_mb` (one worker with all its processes)."""
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        short, long = Path(folder) / "540.pdf", Path(folder) / "500.pdf"
        products, many = catalogue(short, 60, 3), catalogue(long, 500, 1)
        with Stack(StackConfig(environ=dict(os.environ))) as stack:
            seconds = run(stack, short, products)
        with Stack(StackConfig(environ=dict(os.environ), workers=1)) as stack, _peak_memory(stack) as peak:
            long_seconds = run(stack, long, many)
    return {
        "job_540_products_seconds": round(seconds, 1),
        "job_500_pages_seconds": round(long_seconds, 1),
        "job_500_pages_mb": round(peak[0] / 1e6),
    }


def run(stack: Stack, pdf: Path, products: int) -> float:
    """Seconds from the start of a job to its end; it must find that many products."""
    session = requests.Session()
    session.headers.update(sign_up(stack.addresses.auth, f"{uuid.uuid4().hex}@phasework.example").headers)
    base = uploaded(session, stack, pdf)
    began = time.perf_counter()
    session.post(f"{base}/documents/process").raise_for_status()
    status = ended(session, base)
    seconds = time.perf_counter() - began
    found = session.get(f"{stack.api_url}/api/jobs/{status['task_id']}").json()["counts"].get("structured_products", 0)
    if (status["status"], found) != ("completed", products):
        raise RuntimeError(f"{status['status']} with {found} of {products} products: {status.get('error')}")
    return seconds


def uploaded(session: requests.Session, stack: Stack, pdf: Path) -> str:
    """The address of a new collection that has this linesheet."""
    base = f"{stack.api_url}/api/collections"
    base += "/" + session.post(base, json={"name": "Bench"}).json()["collection_id"]
    with pdf.open("rb") as content:
        size = pdf.stat().st_size
        said = {"filename": pdf.name, "content_type": "application/pdf", "size_bytes": size, "type": "linesheet"}
        upload = session.post(f"{base}/documents", params={"process": "false"}, json=said).json()["upload"]
        requests.put(upload["upload_url"], data=content, headers=upload["headers"], timeout=120).raise_for_status()
    session.post(stack.api_url + upload["register_url"], params={"process": "false"}).raise_for_status()
    return base


def ended(session: requests.Session, base: str) -> dict[str, Any]:
    """The status of a collection's processing once it has ended."""
    end = time.monotonic() + GIVE_UP_SECONDS
    while True:
        status: dict[str, Any] = session.get(f"{base}/processing-status").json()["document_processing"]
        if status["status"] != "processing":
            return status
        if time.monotonic() > end:
            raise RuntimeError(f"no end after {GIVE_UP_SECONDS} s: {status}")
        time.sleep(LOOK_SECONDS)


@contextmanager
def _peak_memory(stack: Stack) -> Iterator[list[float]]:
    """A list that holds the most bytes that the workers and all their processes together had in memory."""
    peak, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(LOOK_SECONDS):
            peak[0] = max(peak[0], sum(map(_resident, _with_children(stack.worker_pids()))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _with_children(pids: list[int]) -> list[int]:
    found, waiting = [], list(pids)
    while waiting:
        found.append(waiting.pop())
        try:
            for task in Path(f"/proc/{found[-1]}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:  # ended meanwhile
            continue
    return found


def _resident(pid: int) -> float:
    """Bytes of a process that are in memory, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
