"""A run of processing documents, as the page shows it and as the API tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from emulator.client import ORDER, Api
from tests.e2e.steps import shot

PROCESS = "document_processing"
LONG_MS = 60_000  # for what workers do: they may have to be taken over from


def collection_of(api: Api, name: str, *linesheets: Path) -> str:
    """The API's path of a new collection with these linesheets and an order."""
    base = api.collection(name)
    for linesheet in linesheets:
        api.upload(base, linesheet, "linesheet")
    api.upload(base, ORDER, "purchase_order")
    return base


def place(base: str) -> str:
    """The page's path of what has this path in the API."""
    return base.removeprefix("/api")


def status_of(api: Api, base: str) -> dict[str, Any]:
    """How processing the documents of a collection stands."""
    found: dict[str, Any] = api.call("GET", f"{base}/processing-status")[PROCESS]
    return found


def job_of(api: Api, base: str) -> dict[str, Any]:
    """The last job of processing the documents of a collection."""
    found: dict[str, Any] = api.call("GET", f"/api/jobs/{status_of(api, base)['task_id']}")
    return found


def panel(page: Page) -> Locator:
    """Where documents are processed."""
    return page.get_by_role("region", name="Document processing")


def says(page: Page, text: str) -> None:
    """Wait until it is said where documents are processed."""
    expect(panel(page)).to_contain_text(text, timeout=LONG_MS)


def shot_of_run(page: Page, name: str) -> None:
    """As `shot`, with the run in the middle."""
    panel(page).evaluate("panel => panel.scrollIntoView({ block: 'center', behavior: 'instant' })")
    shot(page, name)
