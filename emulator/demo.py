"""The three processes on a sample linesheet and order, on a local stack of its own: what `make demo` shows."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from emulator import demo_show as show
from emulator.auth import sign_up
from emulator.client import LINESHEET, ORDER, Api
from emulator.config import ROOT, StackConfig
from emulator.errors import StackError
from emulator.stack import Stack

DECK = ROOT / "build" / "demo"


class Ended(Exception):
    """A job that did not complete."""

    def __init__(self, status: dict[str, Any]) -> None:
        super().__init__((status.get("error") or {}).get("message", ""))
        self.status = status["status"]


def main() -> int:
    print("Starting the local stack (Firestore, Auth, Storage, Cloud Tasks, API, workers)…", flush=True)
    began = time.monotonic()
    try:
        with Stack(StackConfig(logs=ROOT / "build" / "logs")) as stack:
            print(f"Ready in {time.monotonic() - began:.1f} s.\n")
            summary = run(stack)
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    print(json.dumps(summary))
    return 0 if summary["status"] == "completed" else 1


def run(stack: Stack) -> dict[str, Any]:
    """Upload, process, watch, show; the summary that the last line prints."""
    user = sign_up(stack.addresses.auth, "demo@phasework.example")
    api = Api(stack.api_url, user.headers)
    base = api.collection("Autumn 2026 for Fenwick & Rowe")
    upload(api, base, LINESHEET, "linesheet")
    upload(api, base, ORDER, "purchase_order")
    began = time.monotonic()
    summary: dict[str, Any] = {"status": "completed"}
    try:
        summary |= read_linesheet(api, base) | read_order(api, base) | make_deck(api, base)
        _where_next(base)
    except Ended as ended:
        print(f"\nIt ended as {ended.status}: {ended}\n")
        summary["status"] = ended.status
    return summary | {"seconds": round(time.monotonic() - began, 1)}


def upload(api: Api, base: str, file: Path, kind: str) -> None:
    """Upload a document and say so."""
    api.upload(base, file, kind)
    print(f"Uploaded {file.name} ({file.stat().st_size / 1e6:.2f} MB).")


def read_linesheet(api: Api, base: str) -> dict[str, Any]:
    """The linesheet becomes products."""
    task_id = job(api, base, "document_processing")
    products = list(api.pages(f"{base}/products", "products"))
    categories = api.call("GET", base)["categories"]
    show.products(products, categories)
    return {
        "task_id": task_id,
        "products": len(products),
        "categories": len(categories),
        "images_matched": sum(len(product["images"]) for product in products),
    }


def read_order(api: Api, base: str) -> dict[str, Any]:
    """The order becomes items."""
    job(api, base, "item_generation")
    items = list(api.pages(f"{base}/items", "items"))
    show.items(items, api.call("GET", f"{base}/orders")["orders"])
    statuses = [item["match"]["status"] for item in items]
    return {"items": len(items), **{name: statuses.count(name) for name in ("matched", "suggested", "not_found")}}


def make_deck(api: Api, base: str) -> dict[str, Any]:
    """The items become a deck, which is left in `build/demo/`."""
    job(api, base, "deck_generation")
    deck = api.call("GET", f"{base}/decks")["decks"][0]
    DECK.mkdir(parents=True, exist_ok=True)
    for old in DECK.glob("*.p*"):
        old.unlink()
    names = [path.rpartition("/")[2] for path in (deck["pptx_path"], deck["pdf_path"], *deck["preview_paths"])]
    for name in names:
        api.download(f"{base}/decks/{deck['deck_id']}/files/{name}", DECK / name)
    print(f"\nA deck of {deck['page_count']} pages: {DECK.relative_to(ROOT)}/{names[0]}, {names[1]} and previews")
    return {"deck_pages": deck["page_count"]}


def job(api: Api, base: str, process: str) -> str:
    """Start a process and watch it to its end; its task_id. Raises Ended when it does not complete."""
    task_id = api.start(base, process)
    print(f"\n{process.replace('_', ' ').capitalize()}: job {task_id} accepted.\n")
    status = watch(api, base, process, task_id)
    if status["status"] != "completed":
        raise Ended(status)
    return task_id


def watch(api: Api, base: str, process: str, task_id: str) -> dict[str, Any]:
    """Print the phases as they go by; the status the job ends with."""
    shown, began = 0, time.monotonic()
    for status in api.watch(base, process):
        phases = api.call("GET", f"/api/jobs/{task_id}")["phases"]
        unit = "step" if "step" in status["progress"] else "phase"
        for number in range(shown + 1, len(phases) + 1):
            show.finished(phases[number - 1], number, status["progress"][f"total_{unit}s"], unit)
        shown = len(phases)
        if status["status"] == "processing" and sys.stdout.isatty():
            show.bar(status, time.monotonic() - began)
    return status


def _where_next(base: str) -> None:
    print(
        "\nWhere to look next:"
        "\n  build/demo/          the deck: open deck.pptx or deck.pdf"
        "\n  make dev             the same in a browser: the web page at http://127.0.0.1:5000, the stack left running"
        f"\n  GET {base}/products  what the first table was made from (GET /api/openapi.json lists all calls)"
        "\n  python -m shared.collections LINESHEET --po ORDER --deck --out DIR   the same on your files, no emulator"
        "\n  build/logs/          what each part of the stack said\n"
    )


if __name__ == "__main__":
    sys.exit(main())
