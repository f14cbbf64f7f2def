"""How fast the web page is, in a real browser on the whole local stack. `python -m tests.bench.page` prints it.

Something is on screen when the frame after the change has been made: in the page, an observer of the document asks for
an animation frame, and looks at the clock in the task that follows it. That clock (`performance.timeOrigin` and `now`)
and Python's are the same machine's; `page_clock_difference_ms` is how far they were apart, and nothing is subtracted.
The browser is headless and draws without a GPU, on the processors that the emulators and workers use too.
"""

from __future__ import annotations

import json
import sys
import time

from playwright.sync_api import Page

from emulator.client import LINESHEET, ORDER
from tests.bench.figures import median_and_p95
from tests.bench.page_opening import opening
from tests.bench.page_progress import progress
from tests.e2e.site import Site, launched, own_site
from tests.e2e.steps import signed_in
from tests.e2e.tabs import USUAL
from tests.web.sizes import sizes

CLICKS = 8
CLOCK_LOOKS = 30
# From the moment of the click, as the browser tells it, to the first frame with a progress bar in sight.
FIRST_PROGRESS = """() => {
    let clicked;
    window.benchFirst = new Promise(resolve => {
        const inSight = bar => {
            const { top, bottom, width } = bar.getBoundingClientRect();
            return bar.checkVisibility() && width > 0 && bottom > 0 && top < innerHeight;
        };
        const observer = new MutationObserver(() => {
            const bar = document.querySelector("[role=progressbar]");
            if (clicked === undefined || !bar || !inSight(bar)) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clicked)));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    addEventListener("click", event => { clicked ??= event.timeStamp }, { capture: true });
}"""


def measure() -> dict[str, float]:
    """Flat figures, all beginning with `page_`."""
    with own_site() as site, launched() as browser:
        context = browser.new_context(base_url=site.stack.addresses.web, **USUAL)
        context.set_default_timeout(60_000)
        page = context.new_page()
        signed_in(page, site.demo)
        figures = clicks(site, page) | progress(site, page) | {"page_clock_difference_ms": _clock_difference(page)}
        page.close()
        figures |= opening(site, context)
        context.close()
    return figures | {f"page_{name}": kilobytes for name, kilobytes in sizes().items()}


def clicks(site: Site, page: Page) -> dict[str, float]:
    """From a click on “Process Documents” to the first visible progress, each time in a new collection."""
    times = []
    for number in range(CLICKS):
        base = site.api.collection(f"Bench {number}")
        site.api.upload(base, LINESHEET, "linesheet")
        site.api.upload(base, ORDER, "purchase_order")
        page.goto(base.removeprefix("/api"))
        button = page.get_by_role("button", name="Process Documents")
        button.and_(page.locator(":not([aria-disabled=true])")).wait_for()
        page.evaluate(FIRST_PROGRESS)
        button.click()
        times.append(page.evaluate("benchFirst"))
        for _ in site.api.watch(base, "document_processing"):  # the next one begins on a machine that is idle
            pass
    return median_and_p95("page_click_to_progress_ms", times)


def _clock_difference(page: Page) -> float:
    """Milliseconds by which the page's clock is ahead of Python's, by the look that was answered fastest."""
    looks = []
    for _ in range(CLOCK_LOOKS):
        before = time.time() * 1000
        there = page.evaluate("performance.timeOrigin + performance.now()")
        after = time.time() * 1000
        looks.append((after - before, there - (before + after) / 2))
    difference: float = round(min(looks)[1], 1)
    return difference


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
