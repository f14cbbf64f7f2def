"""What people do on the page, in the words of the page."""

from __future__ import annotations

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


def shot(page: Page, name: str) -> None:
    """Pictures of the page as it is, in both themes: build/screens/{name}-light.png and -dark.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    was = page.evaluate("document.documentElement.dataset.theme")
    for theme in THEMES:
        _wear(page, theme)
        page.screenshot(path=SCREENS / f"{name}-{theme}.png", animations="disabled")
    _wear(page, was)


def _wear(page: Page, theme: str) -> None:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)


def upload(page: Page, *files: Path) -> None:
    """Choose files where the page takes them, and wait until each is listed as a document of the collection."""
    page.locator("input[type=file]").first.set_input_files(list(files))
    for file in files:
        expect(page.get_by_text(file.name).first).to_be_visible()
