"""From a write of progress in Firestore to its being on screen, beside a client that asks every second instead.

Each write is made through Firestore's client as a worker makes it, on the status of a run, and counts from before the
client is called. It is on screen when the page has drawn its number. The client that asks (`page_poll_…`) sees the same
writes through the API's `processing-status`; the moment counts when it has the answer, which it need not even draw.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from google.cloud.firestore import Client, DocumentReference
from playwright.sync_api import Page

from emulator.client import LINESHEET, Api
from tests.bench.figures import median_and_p95
from tests.bench.job import catalogue
from tests.e2e.site import Site

WRITES = 60
POLL_SECONDS = 1.0
STATUS = "processing_status.document_processing"
Seen = dict[int, float]
# When each number was on screen, by its first frame.
WATCH = """() => {
    window.benchSeen = {};
    const look = () => {
        const number = document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow");
        if (!number || number in benchSeen) return;
        benchSeen[number] = null;
        requestAnimationFrame(() => setTimeout(() => {
            benchSeen[number] = performance.timeOrigin + performance.now();
        }));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def progress(site: Site, page: Page) -> dict[str, float]:
    """`page_progress_idle_ms_…` and `page_progress_busy_ms_…`, the latter while jobs of 540 products run."""
    base = site.api.collection("Bench progress")
    site.api.upload(base, LINESHEET, "linesheet")
    site.api.start(base, "document_processing")
    for _ in site.api.watch(base, "document_processing"):
        pass
    with patch.dict("os.environ", site.stack.env):
        document = Client(project=site.stack.config.project).document(base.removeprefix("/api/"))
    document.update({f"{STATUS}.status": "processing"})
    page.goto(base.removeprefix("/api"))
    with _polled(site, base) as polled:
        idle, asked = _latencies(document, page, polled)
    with _jobs(site):
        busy, _ = _latencies(document, page, None)
    document.update({f"{STATUS}.status": "completed"})
    return {
        **median_and_p95("page_progress_idle_ms", idle),
        **median_and_p95("page_progress_busy_ms", busy),
        **median_and_p95("page_poll_idle_ms", asked),
        "page_poll_to_progress_ratio": round(statistics.median(asked) / statistics.median(idle), 1),
    }


def _latencies(document: DocumentReference, page: Page, polled: Seen | None) -> tuple[list[float], list[float]]:
    """Milliseconds of each write until the page shows it, and until the client that asks has it."""
    document.update({f"{STATUS}.progress.percentage": 0})  # so that no number of this series is there already
    page.reload()
    page.locator("[role=progressbar][aria-valuenow='0']").wait_for()
    page.evaluate(WATCH)
    waits = random.Random(540)
    shown, asked = [], []
    for number in range(1, WRITES + 1):
        began = time.time() * 1000
        document.update({f"{STATUS}.progress.percentage": number, f"{STATUS}.last_updated": datetime.now(UTC)})
        page.wait_for_function("number => benchSeen[number]", arg=str(number))
        shown.append(page.evaluate("number => benchSeen[number]", str(number)) - began)
        if polled is not None:
            asked.append(_when(polled, number) - began)
        time.sleep(waits.uniform(0.05, POLL_SECONDS if polled is not None else 0.3))  # at no fixed time after an answer
    return shown, asked


def _when(polled: Seen, number: int) -> float:
    deadline = time.monotonic() + 10 * POLL_SECONDS
    while number not in polled:
        if time.monotonic() > deadline:
            raise RuntimeError(f"The API does not tell of the write {number}.")
        time.sleep(0.01)
    return polled[number]


@contextmanager
def _polled(site: Site, base: str) -> Iterator[Seen]:
    """When a client that asks the API every second first saw each percentage, in milliseconds."""
    seen: Seen = {}
    api, over = Api(site.stack.api_url, site.demo.headers), threading.Event()

    def ask() -> None:
        while not over.wait(POLL_SECONDS):
            status = api.call("GET", f"{base}/processing-status")["document_processing"]
            seen.setdefault(status["progress"]["percentage"], time.time() * 1000)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield seen
    finally:
        over.set()
        asking.join()


@contextmanager
def _jobs(site: Site) -> Iterator[None]:
    """Jobs of 540 products of another collection, one after the other."""
    api, over = Api(site.stack.api_url, site.demo.headers), threading.Event()
    base = big_collection(api)
    ended: list[str] = []

    def run() -> None:
        while not over.is_set():
            api.start(base, "document_processing")
            *_, status = api.watch(base, "document_processing")
            ended.append(status["status"])

    running = threading.Thread(target=run)
    running.start()
    try:
        yield
    finally:
        over.set()
        running.join()
    if not ended or set(ended) != {"completed"}:
        raise RuntimeError(f"The jobs that should run meanwhile ended so: {ended}")


def big_collection(api: Api) -> str:
    """A collection with a linesheet of 60 pages and 540 products, not processed yet."""
    base = api.collection("Bench 540")
    with TemporaryDirectory(prefix="phasework-bench-") as folder:
        pdf = Path(folder) / "540.pdf"
        catalogue(pdf, 60, 3)
        api.upload(base, pdf, "linesheet")
    return base
