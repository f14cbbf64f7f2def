"""Every screen, its dialogs and its states, in both themes, wide and narrow: axe finds nothing, and pictures are kept.

The pictures are in build/screens/, for people to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, STARTS, Api
from tests.e2e.axe import assert_accessible
from tests.e2e.steps import shot, signed_in

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=380, height=800)
TABS = {
    "": "Collection Info",
    "/products": "Products",
    "/settings": "Deck Settings",
    "/items": "Collection Items",
    "/deck": "Generate Deck",
    "/history": "History",
}
LONG = "Frühjahr/Sommer-Vororderkollektion 2027 für die Warenhausgruppe Fenwick & Rowe, Damenoberbekleidung"
SEEN = """() => {
    const inSight = element => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
    };
    const pictures = [...document.images].filter(inSight);
    return pictures.every(it => it.complete) && ![...document.querySelectorAll(".animate-pulse")].some(inSight);
}"""


def test_pages_that_are_no_collections(page: Page, demo: User, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_label("E-mail")).to_be_visible()
    _check(page, "sign-in")
    signed_in(page, demo)
    create = page.get_by_role("button", name="Make your first collection")
    expect(create).to_be_visible()
    _check(page, "collections-none")
    _check_dialog(page, create, "create")
    api.collection("Spring 2027")
    api.collection(LONG)
    for path, name in (("/", "Collections"), ("/history", "History"), ("/settings", "Settings")):
        page.goto(path)
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        expect(page.get_by_role("main")).not_to_contain_text("Loading…")
        _check(page, name.lower())
    page.goto("/")
    page.get_by_role("checkbox", name="Select “Spring 2027”").check()
    _check(page, "collections-selected")
    _check_dialog(page, page.get_by_role("button", name="Share “Spring 2027”"), "share")
    _check_dialog(page, page.get_by_role("button", name="Delete “Spring 2027”"), "delete")
    page.goto("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _check(page, "nowhere")


def test_tabs_of_an_empty_collection(page: Page, demo: User, api: Api) -> None:
    _check_tabs(page, demo, api.collection("Spring 2027"), "empty", ["", "/products", "/deck", "/history"])


def test_tabs_of_a_finished_collection(page: Page, demo: User, api: Api) -> None:
    base = _uploaded(api, "Autumn 2026", LINESHEET)
    for process in STARTS:
        assert _ended(api, base, process) == "completed"
    _check_tabs(page, demo, base, "finished")
    _open(page, base, "")
    _check_dialog(page, page.get_by_role("button", name=f"Show the pages of {LINESHEET.name}"), "pages")
    _open(page, base, "/products")
    _check_dialog(page, page.locator("[data-product]").first, "product")
    _open(page, base, "/items")
    _check_dialog(page, page.get_by_role("button", name="Open line 1").first, "line")


def test_a_run_that_is_paused_and_one_that_failed(page: Page, demo: User, api: Api, tmp_path: Path) -> None:
    paused = _uploaded(api, "Resort 2027", LINESHEET)
    api.start(paused, "document_processing")
    api.call("POST", f"{paused}/documents/process/pause")
    assert list(api.watch(paused, "document_processing"))[-1]["status"] == "paused"
    broken = tmp_path / "Broken linesheet.pdf"
    broken.write_bytes(LINESHEET.read_bytes()[:3000])
    failed = _uploaded(api, LONG, broken)
    assert _ended(api, failed, "document_processing") == "failed"
    signed_in(page, demo)
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    _check(page, "collections-states")
    _open(page, paused, "")
    _check(page, "info-paused")
    _check_dialog(page, page.get_by_role("button", name="Cancel Processing"), "cancel")
    _open(page, failed, "")
    _check(page, "info-failed")


def _uploaded(api: Api, name: str, linesheet: Path) -> str:
    base = api.collection(name)
    api.upload(base, linesheet, "linesheet")
    api.upload(base, ORDER, "purchase_order")
    return base


def _ended(api: Api, base: str, process: str) -> str:
    api.start(base, process)
    return str(list(api.watch(base, process))[-1]["status"])


def _check_tabs(page: Page, demo: User, base: str, state: str, tabs: Sequence[str] = tuple(TABS)) -> None:
    signed_in(page, demo)
    for path in tabs:
        _open(page, base, path)
        _check(page, f"{state}{path.replace('/', '-') or '-info'}")


def _open(page: Page, base: str, path: str) -> None:
    page.goto(base.removeprefix("/api") + path)
    expect(page.get_by_role("tab", name=TABS[path], selected=True)).to_be_visible()
    expect(page.get_by_role("tabpanel")).not_to_contain_text("Loading…")


def _check_dialog(page: Page, opener: Locator, name: str) -> None:
    opener.click()
    dialog = page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
    expect(dialog).to_be_visible()
    expect(dialog).not_to_contain_text("Loading…")
    _check(page, f"dialog-{name}", sizes=[NARROW])  # a dialog is made of the same parts at any size
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def _check(page: Page, name: str, sizes: Sequence[ViewportSize] = (NARROW, WIDE)) -> None:
    """Pictures of all sizes; axe looks at `sizes` of them."""
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.wait_for_function(SEEN)
        picture = f"{name}-{size['width']}"
        if size in sizes:
            assert_accessible(page, f"{name}, {size['width']} px wide", picture)
        else:
            shot(page, picture)
