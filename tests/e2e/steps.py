"""What people do on the page, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

from emulator.auth import PASSWORD, User
from emulator.config import ROOT

SCREENS = ROOT / "build" / "screens"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


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
    for theme in in_both_themes(page):
        keep(page, f"{name}-{theme}")


def keep(page: Page, name: str) -> None:
    """A picture of the page as it is: build/screens/{name}.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")


def in_both_themes(page: Page) -> Iterator[str]:
    """Put one theme after the other on the page, as its system's, which it follows; at the end that is light again."""
    for theme in THEMES:
        _wear(page, theme)
        yield theme
    _wear(page, "light")


def _wear(page: Page, theme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)


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
