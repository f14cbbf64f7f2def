"""Workers that die and documents that cannot be read: what people see, and how they get on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, Api
from emulator.stack import Stack
from tests.data import bad
from tests.data.scans import Scanner, scanned_pdf
from tests.e2e.meddling import Queue, children_die, kill_workers
from tests.e2e.steps import shot, signed_in, upload

LONG_MS = 60_000


@pytest.fixture
def queue(site: Stack) -> Iterator[Queue]:
    """The queue of phases, to be held; let go again at the end."""
    queue = Queue(site)
    yield queue
    queue.let_go()
    queue.close()


def _place(base: str) -> str:
    return base.removeprefix("/api")


def _job(api: Api, base: str) -> dict[str, object]:
    """The last job of processing documents."""
    task_id = api.call("GET", f"{base}/processing-status")["document_processing"]["task_id"]
    found: dict[str, object] = api.call("GET", f"/api/jobs/{task_id}")
    return found


def _said(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=LONG_MS)


def test_a_run_whose_worker_is_killed_restarts_and_completes(
    page: Page, site: Stack, demo: User, api: Api, tmp_path: Path
) -> None:
    base = api.collection("Killed")
    api.upload(base, scanned_pdf(LINESHEET, tmp_path / "scan.pdf", Scanner(), [2]), "linesheet")
    api.upload(base, ORDER, "purchase_order")
    signed_in(page, demo, _place(base))
    page.get_by_role("button", name="Process Documents").click()
    _said(page, "Phase 1 of 6: ")
    kill_workers(site)
    _said(page, "Restarting processing…")
    shot(page, "run-restarting")
    _said(page, "The documents are processed")
    job = _job(api, base)
    assert (job["status"], job["attempt"]) == ("completed", 1)


def test_a_run_that_fails_on_a_bad_document_begins_anew_with_a_good_one(
    page: Page, demo: User, api: Api, tmp_path: Path
) -> None:
    base = api.collection("Broken")
    signed_in(page, demo, _place(base))
    poor = scanned_pdf(LINESHEET, tmp_path / "poor.pdf", Scanner(dpi=50, quality=30), [2])
    upload(page, linesheets=[bad.make("encrypted", tmp_path), poor], orders=[ORDER])
    _said(page, "“encrypted.pdf” cannot be read, so a run will fail on it.")
    shot(page, "info-bad-document")
    page.get_by_role("button", name="Process Documents").click()
    failure = page.get_by_role("alert")
    expect(failure).to_contain_text("encrypted.pdf", timeout=LONG_MS)
    shot(page, "run-failed-encrypted")
