"""A run and its results on several screens: after a reload, on another device, for members, for strangers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from emulator.auth import User, sign_up
from emulator.client import LINESHEET, ORDER, Api
from emulator.stack import Stack
from tests.e2e.conftest import OpenTab
from tests.e2e.progress import PHASES, assert_nothing_went_back, assert_phases_were_shown, record, recorded, seconds_of
from tests.e2e.steps import shot, signed_in, upload

RUN_MS = 60_000
PRODUCT = "Greta Longline Cardigan"


@pytest.fixture
def ben(site: Stack) -> User:
    """A member of the collection."""
    return sign_up(site.addresses.auth, "ben@example.com")


@pytest.fixture
def eve(site: Stack) -> User:
    """Nobody shares anything with her."""
    return sign_up(site.addresses.auth, "eve@example.com")


@pytest.fixture
def shared(api: Api, ben: User) -> str:
    """The API's path of a collection that is shared with Ben, with documents that nobody has processed yet."""
    base = api.collection("Autumn")
    api.upload(base, LINESHEET, "linesheet")
    api.upload(base, ORDER, "purchase_order")
    api.call("POST", f"{base}/members", json={"email": ben.email})
    return base


def test_everybody_sees_the_same_and_strangers_nothing(
    page: Page, open_tab: OpenTab, site: Stack, demo: User, ben: User, eve: User, api: Api, shared: str
) -> None:
    place = shared.removeprefix("/api")
    at_home, of_ben = open_tab(), open_tab()
    for tab, user in ((page, demo), (at_home, demo), (of_ben, ben)):
        signed_in(tab, user, place)
        expect(tab.get_by_role("button", name="Process Documents")).to_be_enabled()
        record(tab)
    page.get_by_role("button", name="Process Documents").click()
    _reload_in_a_phase(page)
    for tab in (page, at_home, of_ben):
        expect(tab.get_by_text("The documents are processed")).to_be_visible(timeout=RUN_MS)
    assert_nothing_went_back([moment for moment in recorded(page) if moment.bar])
    seconds = seconds_of(api, shared, "document_processing")
    for tab in (at_home, of_ben):
        assert_phases_were_shown(recorded(tab), "Document processing", PHASES, seconds)
    _correct_for_each_other(page, of_ben)
    _look_as_a_stranger(open_tab(), eve, shared)
    _read_as_a_stranger(site, ben, eve, api, shared)


def _reload_in_a_phase(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"^Phase \d of 6: "))).to_be_visible()
    before = recorded(page)[-1]
    page.reload()
    expect(page.get_by_role("progressbar", name="Progress of Document processing")).to_be_visible()
    after = recorded(page)
    assert not any("Process Documents" in moment.buttons for moment in after)
    first = next(moment for moment in after if moment.bar)
    assert first.value >= before.value
    assert first.text >= before.text
    assert "Cancel Processing" in first.buttons


def _correct_for_each_other(mine: Page, theirs: Page) -> None:
    name, retail = (_field(tab, field) for tab, field in ((theirs, "Name"), (mine, "Retail price")))
    for tab in (mine, theirs):
        tab.get_by_role("tab", name="Products").click()
        tab.get_by_role("grid", name="Products").get_by_role("link", name=PRODUCT).click()
        expect(_field(tab, "Name")).to_have_value(PRODUCT)
    _field(mine, "Name").fill("Greta Long Cardigan")
    _field(mine, "Name").press("Enter")
    expect(name).to_have_value("Greta Long Cardigan")
    expect(theirs.get_by_role("dialog", name="Greta Long Cardigan")).to_be_visible()
    _field(theirs, "Retail price").fill("95")
    _field(theirs, "Retail price").press("Enter")
    expect(retail).to_have_value("95")
    for tab in (mine, theirs):
        tab.keyboard.press("Escape")
        card = tab.get_by_role("gridcell").filter(has_text="Greta Long Cardigan")
        expect(card).to_contain_text("RRP $95.00")


def _field(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog").get_by_role("textbox", name=name)


def _look_as_a_stranger(page: Page, eve: User, base: str) -> None:
    signed_in(page, eve)
    expect(page.get_by_text("There is no collection yet")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("Nothing has been run yet")).to_be_visible()
    for tab in ("", "/products", "/items", "/deck", "/history"):
        page.goto(base.removeprefix("/api") + tab)
        expect(page.get_by_text("There is no such collection, or it is not shared with you.")).to_be_visible()
        expect(page.get_by_text("Autumn")).to_have_count(0)
    shot(page, "not-shared")


def _read_as_a_stranger(site: Stack, ben: User, eve: User, api: Api, base: str) -> None:
    """Past the page: what Firestore itself gives to a member, it refuses to her."""
    collection = base.removeprefix("/api/")
    document = api.call("GET", f"{base}/documents")["documents"][0]["document_id"]
    task = api.call("GET", f"{base}/processing-status")["document_processing"]["task_id"]
    root = f"http://{site.addresses.firestore}/v1/projects/{site.config.project}/databases/(default)/documents"
    products = f"{collection}/documents/{document}/structured_products"
    for path in (collection, f"{collection}/documents", products, f"{collection}/edits", f"jobs/{task}"):
        member, stranger = (requests.get(f"{root}/{path}", headers=who.headers, timeout=10) for who in (ben, eve))
        assert (member.status_code, stranger.status_code) == (200, 403), path
        assert "Greta" not in stranger.text
    answer = requests.get(f"{site.api_url}{base}/products", headers=eve.headers, timeout=10)
    assert answer.status_code == 404


def test_a_result_that_is_out_of_date_says_so_until_it_is_made_anew(
    page: Page, demo: User, api: Api, tmp_path: Path
) -> None:
    base = api.collection("Autumn")
    api.upload(base, _linesheet(tmp_path, "first"), "linesheet")
    api.upload(base, ORDER, "purchase_order")
    api.start(base, "document_processing")
    assert list(api.watch(base, "document_processing"))[-1]["status"] == "completed"
    signed_in(page, demo, base.removeprefix("/api"))
    stale = page.get_by_role("status").filter(has_text="These results are out of date")
    expect(page.get_by_text("Found 2 products in 1 category.")).to_be_visible()
    expect(stale).to_have_count(0)
    upload(page, linesheets=[_linesheet(tmp_path, "second")])
    expect(stale).to_contain_text("Documents were added, replaced or deleted since. Run it again")
    shot(page, "info-stale")
    page.get_by_role("tab", name="Products").click()
    expect(stale).to_be_visible()
    expect(page.get_by_role("link", name="Linen first")).to_be_visible()
    page.get_by_role("tab", name="Collection Info").click()
    _process_again(page, stale, "Found 4 products in 1 category.")
    page.get_by_role("button", name="Delete first.csv").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete", exact=True).click()
    expect(stale).to_be_visible()
    page.get_by_role("link", name="All collections").click()
    expect(page.get_by_role("listitem").filter(has_text="Autumn")).to_contain_text("Out of date")
    page.get_by_role("link", name="Autumn").click()
    _process_again(page, stale, "Found 2 products in 1 category.")


def _linesheet(folder: Path, name: str) -> Path:
    file = folder / f"{name}.csv"
    rows = ["Style,Name,Category,Wholesale,Retail"]
    rows += [
        f"{name[:2].upper()}-10{n},{cloth} {name},Shirts,4{n}.00 EUR,9{n}.00 EUR"
        for n, cloth in enumerate(("Linen", "Wool"))
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def _process_again(page: Page, stale: Locator, found: str) -> None:
    page.get_by_role("button", name="Process Again").click()
    expect(page.get_by_text(found)).to_be_visible(timeout=RUN_MS)
    expect(stale).to_have_count(0)
