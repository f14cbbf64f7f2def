"""A real browser on the built web page, on the whole local stack.

`page`       a tab of a new profile, on the page's address but not opened yet
`open_tab`   makes further tabs of profiles of their own: other people, other devices
`demo`       the user that the page signs in at one click; its API is `api`
`queue`      the queue of phases, to be held so that a run stands still
`expected`   patterns of errors that a test causes on purpose: append to it; any other error fails the test

A test that fails leaves screenshots, the console's log and the trace of its tabs in build/e2e/
(`.venv/bin/playwright show-trace FILE` opens it). Everything here lives as long as the tests of this folder: the
driver runs an event loop in the main thread, in which later tests could not run theirs.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from emulator.auth import User, sign_up
from emulator.client import Api
from emulator.config import ROOT, SERVERS
from emulator.stack import Stack
from tests.e2e.chromium import NoBrowser
from tests.e2e.meddling import Queue
from tests.e2e.site import DEMO_EMAIL, launched
from tests.e2e.tabs import Tab

KEPT = ROOT / "build" / "e2e"
SHORT = {"LEASE_SECONDS": "5", "RETRY_BACKOFF_SECONDS": "0.4"}
"""Shortened times, never the logic: what a killed worker had is taken over after some seconds."""
REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()

OpenTab = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know how the test went."""
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium with an empty profile."""
    shutil.rmtree(KEPT, ignore_errors=True)
    try:
        with launched() as browser:
            yield browser
    except NoBrowser as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="package")
def site(emulators: Stack) -> Iterator[Stack]:
    """The whole stack with the page as it was built: `site.addresses.web`."""
    parts = SERVERS - emulators.config.parts | {"web"}
    with emulators.functions(parts, web="built", demo_email=DEMO_EMAIL, worker_env=SHORT):
        yield emulators


@pytest.fixture
def demo(site: Stack) -> User:
    """The demo user, whose address is verified."""
    return sign_up(site.addresses.auth, DEMO_EMAIL)


@pytest.fixture
def api(site: Stack, demo: User) -> Api:
    """The HTTP API as the demo user has it: to arrange what a test begins with."""
    return Api(site.api_url, demo.headers)


@pytest.fixture
def queue(site: Stack) -> Iterator[Queue]:
    """The queue of phases, as it is; let go again at the end."""
    queue = Queue(site)
    yield queue
    queue.let_go()
    queue.close()


@pytest.fixture
def expected() -> list[str]:
    """Regular expressions of the errors that this test causes on purpose."""
    return []


@pytest.fixture
def open_tab(
    request: pytest.FixtureRequest, browser: Browser, site: Stack, demo: User, expected: list[str]
) -> Iterator[OpenTab]:
    """`open_tab()` is a tab of a new profile; options are those of Playwright's new_context."""
    tabs: list[Tab] = []

    def opened(**options: object) -> Page:
        tabs.append(Tab(browser, site.addresses.web, **options))
        return tabs[-1].page

    yield opened
    report = request.node.stash.get(REPORTS, {}).get("call")
    errors = [error for tab in tabs for error in tab.errors if not any(re.search(it, error) for it in expected)]
    keep = bool(errors or report is None or report.failed)
    for number, tab in enumerate(tabs, 1):
        tab.close(_file_name(request.node.nodeid, number) if keep else None)
    if errors:
        pytest.fail("The page reported errors:\n" + "\n".join(errors), pytrace=False)


def _file_name(test: str, number: int) -> Path:
    """Where what is kept of one tab goes, without its ending."""
    name = re.sub(r"\W+", "-", test.removeprefix("tests/e2e/")).strip("-")
    return KEPT / (name if number == 1 else f"{name}-{number}")


@pytest.fixture
def page(open_tab: OpenTab) -> Page:
    """A tab of a new profile."""
    return open_tab()
