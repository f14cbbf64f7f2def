"""No violations that axe can find, on any screen, in both themes, wide and narrow."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, STARTS, Api
from tests.e2e.axe import assert_accessible
from tests.e2e.steps import signed_in

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=380, height=800)
TABS = {
    "": "Collection Info",
    "/products": "Products",
    "/settings": "Deck Settings",
    "/items": "Collection Items",
    "/deck": "Generate Deck",
    "/history": "History",
}


def test_pages_that_are_no_collections(page: Page, demo: User, api: Api) -> None:
    api.collection("Spring 2027")
    page.goto("/")
    expect(page.get_by_label("E-mail")).to_be_visible()
    _check(page, "sign-in")
    signed_in(page, demo)
    for path, name in (("/", "Collections"), ("/history", "History"), ("/settings", "Settings")):
        page.goto(path)
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        _check(page, path)
    page.goto("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _check(page, "an address that leads nowhere")


def test_tabs_of_an_empty_collection(page: Page, demo: User, api: Api) -> None:
    _check_tabs(page, demo, api.collection("Spring 2027"))


def test_tabs_of_a_finished_collection(page: Page, demo: User, api: Api) -> None:
    base = api.collection("Autumn 2026")
    api.upload(base, LINESHEET, "linesheet")
    api.upload(base, ORDER, "purchase_order")
    for process in STARTS:
        api.start(base, process)
        assert list(api.watch(base, process))[-1]["status"] == "completed"
    _check_tabs(page, demo, base)


def _check_tabs(page: Page, demo: User, base: str) -> None:
    signed_in(page, demo)
    for path, name in TABS.items():
        page.goto(base.removeprefix("/api") + path)
        expect(page.get_by_role("tab", name=name, selected=True)).to_be_visible()
        expect(page.get_by_role("tabpanel")).not_to_contain_text("Loading…")
        _check(page, name)


def _check(page: Page, where: str) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert_accessible(page, f"{where}, {size['width']} px wide")
