"""What people do on the page, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from emulator.auth import PASSWORD, User
from emulator.config import ROOT

SCREENS = ROOT / "build" / "screens"
THEMES = ("light", "dark")


def signed_in(page: Page, user: User, path: str = "/") -> None:
    """Open the page and sign in: the demo user at one click, anybody else by password; then be at `path`."""
    page.goto(path)
    one_click = page.get_by_role("button", name=f"Sign in as {user.email}")
    expect(page.get_by_label("E-mail")).to_be_visible()
    if one_click.is_visible():
        one_click.click()
    else:
        page.get_by_label("E-mail").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def signed_out(page: Page) -> None:
    """Sign out, and wait until the page has begun anew: another address before that would break it off."""
    with page.expect_event("load"):
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("E-mail")).to_be_visible()


def shot(page: Page, name: str) -> None:
    """Pictures of the page as it is, in both themes: build/screens/{name}-light.png and -dark.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for theme in in_both_themes(page):
        page.screenshot(path=SCREENS / f"{name}-{theme}.png", animations="disabled")


def in_both_themes(page: Page) -> Iterator[str]:
    """Put one theme after the other on the page; at the end it wears its own again."""
    was = page.evaluate("document.documentElement.dataset.theme")
    for theme in THEMES:
        _wear(page, theme)
        yield theme
    _wear(page, was)


def _wear(page: Page, theme: str) -> None:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)


def upload(page: Page, linesheets: Sequence[Path] = (), orders: Sequence[Path] = ()) -> None:
    """Choose files on a collection's first tab, and wait until each is listed as uploaded."""
    for kind, listed, files in (
        ("linesheets", "linesheets", linesheets),
        ("orders", "purchase orders", orders),
    ):
        if files:
            page.get_by_label(f"Choose {kind}").set_input_files(list(files))
            for file in files:
                uploaded = page.get_by_role("list", name=f"Uploaded {listed}").get_by_text(file.name)
                expect(uploaded.first).to_be_visible(timeout=30_000)
