"""The three processes on a sample linesheet and order, on a local stack of its own: what `make demo` shows."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from emulator import demo_show as show
from emulator.auth import sign_up
from emulator.config import ROOT, StackConfig
from emulator.errors import StackError
from emulator.stack import Stack

DATA = ROOT / "tests" / "data"
LINESHEET, ORDER = DATA / "sample_linesheet.pdf", DATA / "sample_order.xlsx"
DECK = ROOT / "build" / "demo"
STARTS = {
    "document_processing": "documents/process",
    "item_generation": "items/generate",
    "deck_generation": "decks/generate",
}
LOOK_SECONDS = 0.2
GIVE_UP_SECONDS = 300


class Api:
    """The HTTP API as one signed-in person uses it; an answer that is no success raises with its own sentence."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers.update(headers)

    def call(self, method: str, path: str, **given: Any) -> Any:
        response = self._session.request(method, self._url + path, timeout=60, **given)
        if not response.ok:
            raise StackError(f"{method} {path} was refused: {response.json().get('detail', response.text)}")
        return response.json()

    def upload(self, path: str, file: Path, kind: str) -> None:
        with file.open("rb") as content:
            form = {"params": {"process": "false"}, "data": {"type": kind}}
            self.call("POST", path, files={"file": (file.name, content)}, **form)
        print(f"Uploaded {file.name} ({file.stat().st_size / 1e6:.2f} MB).")

    def pages(self, path: str, name: str) -> Iterator[Any]:
        """Every row of a listing, page by page."""
        params: dict[str, Any] | None = {"page_size": 200}
        while params is not None:
            answer = self.call("GET", path, params=params)
            yield from answer[name]
            token = answer.get("next_page_token")
            params = {"page_size": 200, "page_token": token} if token else None

    def download(self, path: str, target: Path) -> None:
        """Fetch a file through its signed URL, which is asked without the token."""
        to = self._session.get(self._url + path, timeout=60, allow_redirects=False)
        found = requests.get(to.headers["Location"], timeout=60)
        found.raise_for_status()
        target.write_bytes(found.content)


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
    collection = api.call("POST", "/api/collections", json={"name": "Autumn 2026 for Fenwick & Rowe"})
    base = f"/api/collections/{collection['collection_id']}"
    api.upload(f"{base}/documents", LINESHEET, "linesheet")
    api.upload(f"{base}/documents", ORDER, "purchase_order")
    began = time.monotonic()
    summary: dict[str, Any] = {"status": "completed"}
    try:
        summary |= read_linesheet(api, base) | read_order(api, base) | make_deck(api, base)
        _where_next(base)
    except Ended as ended:
        print(f"\nIt ended as {ended.status}: {ended}\n")
        summary["status"] = ended.status
    return summary | {"seconds": round(time.monotonic() - began, 1)}


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
    task_id: str = api.call("POST", f"{base}/{STARTS[process]}")["task_id"]
    print(f"\n{process.replace('_', ' ').capitalize()}: job {task_id} accepted.\n")
    status = watch(api, base, process, task_id)
    if status["status"] != "completed":
        raise Ended(status)
    return task_id


def watch(api: Api, base: str, process: str, task_id: str) -> dict[str, Any]:
    """Print the phases as they go by; the status the job ends with."""
    shown, began = 0, time.monotonic()
    while time.monotonic() - began < GIVE_UP_SECONDS:
        status: dict[str, Any] = api.call("GET", f"{base}/processing-status")[process]
        phases = api.call("GET", f"/api/jobs/{task_id}")["phases"]
        unit = "step" if "step" in status["progress"] else "phase"
        for number in range(shown + 1, len(phases) + 1):
            show.finished(phases[number - 1], number, status["progress"][f"total_{unit}s"], unit)
        shown = len(phases)
        if status["status"] != "processing":
            return status
        if sys.stdout.isatty():
            show.bar(status, time.monotonic() - began)
        time.sleep(LOOK_SECONDS)
    raise StackError(f"The job did not end within {GIVE_UP_SECONDS} s.")


def _where_next(base: str) -> None:
    print(
        "\nWhere to look next:"
        "\n  build/demo/          the deck: open deck.pptx or deck.pdf"
        "\n  make dev             the stack left running, to use from a browser or a script"
        f"\n  GET {base}/products  what the first table was made from (GET /api/openapi.json lists all calls)"
        "\n  python -m shared.collections LINESHEET --po ORDER --deck --out DIR   the same on your files, no emulator"
        "\n  build/logs/          what each part of the stack said\n"
    )


if __name__ == "__main__":
    sys.exit(main())
