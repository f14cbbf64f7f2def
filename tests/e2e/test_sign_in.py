"""People sign in, and see their collections."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from emulator.auth import User, sign_up
from emulator.client import Api
from emulator.stack import Stack
from tests.e2e.conftest import OpenTab
from tests.e2e.steps import shot, signed_in


def test_the_demo_user_signs_in_at_one_click_and_sees_the_list(page: Page, demo: User, api: Api) -> None:
    api.collection("Spring 2027 for Fenwick & Rowe")
    signed_in(page, demo)
    expect(page.get_by_role("heading", name="Collections")).to_be_visible()
    expect(page.get_by_role("link", name="Spring 2027 for Fenwick & Rowe")).to_be_visible()
    shot(page, "list")


def test_somebody_else_signs_in_by_password_and_sees_nothing_of_it(
    page: Page, open_tab: OpenTab, site: Stack, demo: User, api: Api
) -> None:
    api.collection("Spring 2027 for Fenwick & Rowe")
    signed_in(page, demo)
    other = open_tab()
    signed_in(other, sign_up(site.addresses.auth, "ben@example.com"))
    expect(other.get_by_role("heading", name="Collections")).to_be_visible()
    expect(page.get_by_role("link", name="Spring 2027")).to_be_visible()
    expect(other.get_by_role("link", name="Spring 2027")).to_have_count(0)
