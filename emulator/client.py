"""The HTTP API as one signed-in person uses it, and the sample documents: for the demo and for demo data."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from emulator.config import ROOT
from emulator.errors import StackError

DATA = ROOT / "tests" / "data"
LINESHEET, ORDER = DATA / "sample_linesheet.pdf", DATA / "sample_order.xlsx"
STARTS = {
    "document_processing": "documents/process",
    "item_generation": "items/generate",
    "deck_generation": "decks/generate",
}
LOOK_SECONDS = 0.2
GIVE_UP_SECONDS = 300


class Api:
    """The API for one person. An answer that is no success raises StackError with its own sentence."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers.update(headers)

    def call(self, method: str, path: str, **given: Any) -> Any:
        response = self._session.request(method, self._url + path, timeout=60, **given)
        if not response.ok:
            raise StackError(f"{method} {path} was refused: {response.json().get('detail', response.text)}")
        return response.json()

    def collection(self, name: str) -> str:
        """Make a collection; the path of its calls."""
        return f"/api/collections/{self.call('POST', '/api/collections', json={'name': name})['collection_id']}"

    def upload(self, base: str, file: Path, kind: str) -> None:
        """Upload a document into a collection, without processing it: kind is linesheet or purchase_order."""
        with file.open("rb") as content:
            form = {"params": {"process": "false"}, "data": {"type": kind}}
            self.call("POST", f"{base}/documents", files={"file": (file.name, content)}, **form)

    def start(self, base: str, process: str) -> str:
        """Start a process of a collection; its task_id."""
        return str(self.call("POST", f"{base}/{STARTS[process]}")["task_id"])

    def watch(self, base: str, process: str) -> Iterator[dict[str, Any]]:
        """The status of a process again and again; the last one is that with which it ended."""
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < deadline:
            status: dict[str, Any] = self.call("GET", f"{base}/processing-status")[process]
            yield status
            if status["status"] != "processing":
                return
            time.sleep(LOOK_SECONDS)
        raise StackError(f"The job did not end within {GIVE_UP_SECONDS} s.")

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
