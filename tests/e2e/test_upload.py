"""Documents are uploaded on the page."""

from __future__ import annotations

from playwright.sync_api import Page

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, Api
from tests.e2e.steps import shot, signed_in, upload


def test_a_linesheet_and_an_order_are_uploaded(page: Page, demo: User, api: Api) -> None:
    base = api.collection("Spring 2027 for Fenwick & Rowe")
    signed_in(page, demo, base.removeprefix("/api"))
    upload(page, linesheets=[LINESHEET], orders=[ORDER])
    stored = api.call("GET", f"{base}/documents")["documents"]
    assert {(document["type"], document["filename"]) for document in stored} == {
        ("linesheet", LINESHEET.name),
        ("purchase_order", ORDER.name),
    }
    shot(page, "info-uploaded")
