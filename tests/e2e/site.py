"""The built page on a local stack, and the machine's own Chromium: for tests, figures and recordings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from emulator.auth import User, sign_up
from emulator.client import Api
from emulator.config import ALL, StackConfig
from emulator.stack import Stack
from tests.e2e.chromium import find_chromium

DEMO_EMAIL = "demo@phasework.example"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser with an empty profile. Raises NoBrowser."""
    program = find_chromium(os.environ)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    """A stack of its own with the page as it was built, its demo user, and the API as that user has it."""

    stack: Stack
    demo: User
    api: Api


@contextmanager
def own_site() -> Iterator[Site]:
    """For programs that are no tests: those share the run's emulators."""
    config = StackConfig(parts=ALL, web="built", demo_email=DEMO_EMAIL, environ=dict(os.environ))
    with Stack(config) as stack:
        demo = sign_up(stack.addresses.auth, DEMO_EMAIL)
        yield Site(stack, demo, Api(stack.api_url, demo.headers))
