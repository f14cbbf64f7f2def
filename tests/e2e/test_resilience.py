"""Lost connections, ended sign-ins, taken-away access and signing out: what people see, and that nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from emulator import web
from emulator.auth import PASSWORD, User, sign_up
from emulator.client import Api
from emulator.stack import Stack
from tests.e2e.axe import assert_accessible
from tests.e2e.steps import signed_in, signed_out

OFFLINE = "ERR_INTERNET_DISCONNECTED|Failed to fetch|NotFetched"
HOUR_MS = 60 * 60 * 1000
STORED = """async () => {
    const found = [];
    for (const { name } of await indexedDB.databases()) {
        const db = await new Promise(resolve => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => resolve(opening.result);
        });
        for (const store of db.objectStoreNames) {
            const reading = db.transaction(store).objectStore(store).getAll();
            found.push(JSON.stringify(await new Promise(resolve => {
                reading.onsuccess = () => resolve(reading.result);
            })));
        }
        db.close();
    }
    return [...found, JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...await caches.keys()].join("\\n");
}"""


@pytest.fixture
def spring(api: Api) -> str:
    """The API's path of a collection of the demo user's; `_place` is the page's."""
    return api.collection("Spring")


def _place(base: str) -> str:
    return base.removeprefix("/api")


def _rename(api: Api, base: str, name: str) -> None:
    api.call("PATCH", base, json={"name": name})


def _named(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1, exact=True)).to_be_visible()


def test_offline_it_says_so_and_goes_on_when_it_is_back(
    page: Page, demo: User, api: Api, spring: str, expected: list[str]
) -> None:
    expected.append(OFFLINE)
    signed_in(page, demo, _place(spring))
    _named(page, "Spring")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    assert_accessible(page, "offline")
    _rename(api, spring, "Summer")
    _named(page, "Spring")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("This part of the page could not be fetched.")).to_be_visible()
    page.context.set_offline(False)
    _named(page, "History")
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    page.go_back()
    _named(page, "Summer")


def test_a_sign_in_that_ends_is_renewed_over_the_page_and_what_was_typed(
    page: Page, site: Stack, demo: User, api: Api, spring: str, expected: list[str]
) -> None:
    expected.append("status of 400")
    page.clock.install()
    signed_in(page, demo, _place(spring))
    page.get_by_role("button", name="Rename").click()
    typed = page.get_by_label("Name of the collection")
    typed.fill("Half a na")
    _disable(site, demo, True)
    page.clock.fast_forward(HOUR_MS)
    dialog = page.get_by_role("dialog", name="Your sign-in has ended")
    expect(dialog.get_by_label("Password")).to_be_focused()
    assert_accessible(page, "an ended sign-in")
    page.keyboard.press("Escape")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(dialog.get_by_text("This account is disabled.")).to_be_visible()
    _disable(site, demo, False)
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(typed).to_have_value("Half a na")
    expect(typed).to_be_focused()
    typed.press("Escape")
    _rename(api, spring, "Summer")
    _named(page, "Summer")


def _disable(site: Stack, user: User, disabled: bool) -> None:
    url = f"http://{site.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:update"
    owner = {"Authorization": "Bearer owner"}
    web.call("POST", url, {"localId": user.uid, "disableUser": disabled}, owner)


def test_one_who_is_taken_out_is_told_so_and_comes_back(
    page: Page, site: Stack, demo: User, api: Api, spring: str
) -> None:
    ben = sign_up(site.addresses.auth, "ben@example.com")
    api.call("POST", f"{spring}/members", json={"email": ben.email})
    signed_in(page, ben, _place(spring))
    _named(page, "Spring")
    api.call("DELETE", f"{spring}/members", params={"email": ben.email})
    expect(page.get_by_text("There is no such collection, or it is not shared with you.")).to_be_visible()
    api.call("POST", f"{spring}/members", json={"email": ben.email})
    page.get_by_role("link", name="All collections").click()
    page.get_by_role("link", name="Spring", exact=True).click()
    _named(page, "Spring")


def test_signing_out_leaves_nothing_in_any_tab(page: Page, site: Stack, demo: User, spring: str) -> None:
    signed_in(page, demo, _place(spring))
    other = page.context.new_page()
    other.goto(_place(spring))
    for tab in (page, other):
        _named(tab, "Spring")
        tab.evaluate("sessionStorage.setItem('draft:note', 'what the first person typed')")
    with other.expect_event("load"):
        signed_out(page)
    for tab in (page, other):
        expect(tab.get_by_label("E-mail")).to_be_visible()
        stored = tab.evaluate(STORED)
        for word in (demo.email, demo.uid, "Spring", "what the first"):
            assert word not in stored
    signed_in(page, sign_up(site.addresses.auth, "ben@example.com"))
    for tab in (page, other):
        _named(tab, "Collections")
        expect(tab.get_by_text("Spring")).to_have_count(0)
    page.goto(_place(spring))
    expect(page.get_by_text("There is no such collection")).to_be_visible()


def test_another_person_in_one_tab_is_another_person_in_all(page: Page, site: Stack, demo: User, spring: str) -> None:
    signed_in(page, demo, _place(spring))
    _named(page, "Spring")
    other = page.context.new_page()
    other.goto("/")
    _named(other, "Collections")
    signed_out(other)
    signed_in(other, sign_up(site.addresses.auth, "ben@example.com"))
    expect(page.get_by_text("ben@example.com")).to_be_visible()
    expect(page.get_by_text("Spring")).to_have_count(0)


def test_a_tab_that_nobody_looks_at_rests_and_wakes(page: Page, demo: User, api: Api, spring: str) -> None:
    page.clock.install()
    signed_in(page, demo, _place(spring))
    _named(page, "Spring")
    _look_away(page, True)
    page.clock.fast_forward(21_000)
    expect(page.get_by_text("The connection was lost.")).to_be_visible()
    _rename(api, spring, "Summer")
    _named(page, "Spring")
    _look_away(page, False)
    _named(page, "Summer")
    expect(page.get_by_text("The connection was lost.")).to_be_hidden()


def _look_away(page: Page, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )
