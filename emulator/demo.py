"""The main job on a sample linesheet, start to end, on a local stack of its own: what `make demo` shows."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from emulator.auth import sign_up
from emulator.config import ROOT, StackConfig
from emulator.errors import StackError
from emulator.stack import Stack

SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
LOOK_SECONDS = 0.2
GIVE_UP_SECONDS = 300
BAR = 30


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

    def upload(self, path: str, file: Path) -> Any:
        with file.open("rb") as content:
            sent = {"file": (file.name, content, "application/pdf")}
            return self.call("POST", path, params={"process": "false"}, data={"type": "linesheet"}, files=sent)


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
    collection = api.call("POST", "/api/collections", json={"name": "Demo collection"})
    base = f"/api/collections/{collection['collection_id']}"
    api.upload(f"{base}/documents", SAMPLE)
    print(f"Uploaded {SAMPLE.name} ({SAMPLE.stat().st_size / 1e6:.1f} MB).")
    began = time.monotonic()
    job = api.call("POST", f"{base}/documents/process")
    print(f"Job {job['task_id']} accepted.\n")
    status = watch(api, base, job["task_id"])
    seconds = round(time.monotonic() - began, 1)
    products = list(pages(api, f"{base}/products"))
    categories = api.call("GET", base)["categories"]
    if status["status"] == "completed":
        show(products, categories)
        _where_next(base)
    else:
        print(f"\nIt ended as {status['status']}: {(status.get('error') or {}).get('message', '')}\n")
    return {
        "status": status["status"],
        "task_id": job["task_id"],
        "products": len(products),
        "categories": len(categories),
        "images_matched": sum(len(product["images"]) for product in products),
        "seconds": seconds,
    }


def watch(api: Api, base: str, task_id: str) -> dict[str, Any]:
    """Print the phases as they go by; the status the job ends with."""
    finished, began = 0, time.monotonic()
    while time.monotonic() - began < GIVE_UP_SECONDS:
        status: dict[str, Any] = api.call("GET", f"{base}/processing-status")["document_processing"]
        phases = api.call("GET", f"/api/jobs/{task_id}")["phases"]
        for number in range(finished + 1, len(phases) + 1):
            _print_finished(phases[number - 1], number, status["progress"]["total_phases"])
        finished = len(phases)
        if status["status"] != "processing":
            return status
        if sys.stdout.isatty():
            _print_bar(status, time.monotonic() - began)
        time.sleep(LOOK_SECONDS)
    raise StackError(f"The job did not end within {GIVE_UP_SECONDS} s.")


def _print_finished(phase: dict[str, Any], number: int, total: int) -> None:
    clear = "\r\033[K" if sys.stdout.isatty() else ""
    print(f"{clear}  ✓ Phase {number} of {total}: {phase['name']:<36} {phase['seconds']:5.1f} s", flush=True)


def _print_bar(status: dict[str, Any], seconds: float) -> None:
    percentage, done = status["progress"]["percentage"], BAR * status["progress"]["percentage"] // 100
    bar = "█" * done + "·" * (BAR - done)
    print(f"\r\033[K  [{bar}] {percentage:3} %  {seconds:4.1f} s  {status['current_phase']}…", end="", flush=True)


def pages(api: Api, path: str) -> Iterator[dict[str, Any]]:
    """Every product, page by page of the listing."""
    token: str | None = ""
    while token is not None:
        answer = api.call("GET", path, params={"page_size": 200, "page_token": token} if token else {"page_size": 200})
        yield from answer["products"]
        token = answer.get("next_page_token") or None


def show(products: list[dict[str, Any]], categories: list[dict[str, Any]]) -> None:
    """A table of what was read."""
    print(f"\n{len(products)} products in {len(categories)} categories:\n")
    print(f"  {'style':<12} {'name':<34} {'category':<18} {'wholesale':>12} {'retail':>12}  pictures")
    for product in products:
        name, category = product["name"] or "", product["category"] or ""
        prices = [_money(product["wholesale_price"]), _money(product["retail_price"])]
        print(
            f"  {product['style_number'] or '':<12} {name[:34]:<34} {category[:18]:<18} "
            f"{prices[0]:>12} {prices[1]:>12}  {len(product['images'])}"
        )
    print("\n  " + " · ".join(f"{category['name']} ({category['count']})" for category in categories))


def _money(price: dict[str, Any] | None) -> str:
    return f"{price['amount']} {price['currency'] or ''}".strip() if price else "–"


def _where_next(base: str) -> None:
    print(
        "\nWhere to look next:"
        "\n  make dev             the stack left running, to use from a browser or a script"
        f"\n  GET {base}/products  what the table above was made from (GET /api/openapi.json lists all calls)"
        "\n  python -m shared.collections FILE.pdf --out DIR   the same six phases on a file of yours, no emulator"
        "\n  build/logs/          what each part of the stack said\n"
    )


if __name__ == "__main__":
    sys.exit(main())
