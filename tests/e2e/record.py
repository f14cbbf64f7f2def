"""The README's recording and screenshot, of a real run on the built page: `make recording`.

Everything on it is real and at its own speed; only what lies between two takes, opening another tab, is cut.
"""

from __future__ import annotations

import io
import sys
import time

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from emulator.client import LINESHEET, ORDER
from emulator.config import ROOT
from emulator.seed import NEW
from tests.e2e.chromium import NoBrowser
from tests.e2e.film import Film
from tests.e2e.site import Site, launched, own_site
from tests.e2e.steps import signed_in
from tests.e2e.tabs import USUAL

DOCS = ROOT / "docs"
RECORDING, SCREENSHOT = DOCS / "page.webp", DOCS / "product.webp"
VIEWPORT = {"width": 1184, "height": 740}  # as wide as the page ever is
WIDTH = 960  # of the recording
MOST_BYTES = 2_000_000
ALL_THERE = "() => [...document.querySelectorAll('[role=dialog] img')].every(({ complete }) => complete)"
# No room is left for a scrollbar, which a headless browser does not draw.
NO_GUTTER = "addEventListener('DOMContentLoaded', () => { document.documentElement.style.scrollbarGutter = 'auto' })"
RUN_MS = 60_000  # a slow machine's patience


def main() -> int:
    began = time.monotonic()
    try:
        with own_site() as site, launched() as browser:
            seconds = record(site, browser)
            photograph(site, browser)
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    for path in (RECORDING, SCREENSHOT):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.2f} MB")
    print(f"The recording lasts {seconds:.0f} s. Made in {time.monotonic() - began:.0f} s; look at both.")
    return 0


def record(site: Site, browser: Browser) -> float:
    """From files to a deck; how many seconds the recording lasts."""
    page = _page(site, browser)
    base = site.api.collection(NEW)
    signed_in(page, site.demo, base.removeprefix("/api"))
    film = Film(page)
    _documents(page, film)
    _products(page, film)
    _items(page, film)
    _deck(page, film)
    page.context.close()
    DOCS.mkdir(exist_ok=True)
    return film.save(RECORDING, WIDTH, MOST_BYTES)


def _documents(page: Page, film: Film) -> None:
    """Two files are dropped and processed; pictures come as they are found."""
    zones = [page.get_by_text("Drop files here").nth(n) for n in range(2)]
    expect(zones[1]).to_be_visible()
    film.roll()
    film.wait(0.3)
    film.drop(LINESHEET, zones[0])
    film.drop(ORDER, zones[1])
    start = page.get_by_role("button", name="Process Documents")
    expect(page.get_by_role("list", name="Uploaded purchase orders").get_by_text(ORDER.name)).to_be_visible()
    expect(start).not_to_have_attribute("aria-disabled", "true")
    film.click(start)
    panel = page.get_by_role("region", name="Document processing")
    panel.get_by_role("progressbar").wait_for()
    film.scroll_to(panel)
    panel.get_by_role("img").first.wait_for()
    film.scroll_to(panel)  # further, for with the pictures the page is longer
    page.get_by_text("The documents are processed").wait_for(timeout=RUN_MS)
    film.wait(0.7)
    film.cut()


def _products(page: Page, film: Film) -> None:
    """What was read, and where on its page one product was read."""
    page.get_by_role("link", name="Look at the products").click()
    page.locator("[role=gridcell] img").nth(4).wait_for()
    film.roll()
    film.wait(0.2)
    film.scroll(240)
    film.click(film.first_in_sight(page.locator("[data-product]")))
    page.get_by_role("dialog").get_by_role("img").first.wait_for()
    film.wait(1)
    film.cut()
    page.keyboard.press("Escape")


def _items(page: Page, film: Film) -> None:
    """The order's lines, each matched with a product."""
    _goto(page, "Collection Items")
    film.roll()
    film.click(page.get_by_role("button", name="Generate Items"))
    page.get_by_text("items were generated").wait_for(timeout=RUN_MS)
    film.wait(0.4)
    film.scroll_to(page.get_by_role("group", name="Filter by match"))
    film.wait(0.8)
    film.cut()


def _deck(page: Page, film: Film) -> None:
    """The deck, and its pages."""
    _goto(page, "Generate Deck")
    film.roll()
    film.click(page.get_by_role("button", name="Generate Deck"))
    page.get_by_text("The deck is ready.").wait_for(timeout=RUN_MS)
    page.get_by_role("img", name="Page 1").wait_for()
    film.scroll_to(page.get_by_role("region", name="Deck “"))
    turn = page.get_by_role("button", name="Next page")
    for _ in range(3):
        film.click(turn)
        film.wait(0.3)
    film.cut()


def _goto(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab).click()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)


def photograph(site: Site, browser: Browser) -> None:
    """A product beside its page of the linesheet, with a box around each value that was read."""
    base = "/api/collections/" + site.api.call("GET", "/api/collections")["collections"][0]["collection_id"]
    product = next(site.api.pages(f"{base}/products", "products"))["product_id"]
    page = _page(site, browser, scale=1.5)
    signed_in(page, site.demo, f"{base.removeprefix('/api')}/products?product={product}")
    page.get_by_role("dialog").get_by_role("img").first.wait_for()
    page.wait_for_function(ALL_THERE)
    Image.open(io.BytesIO(page.screenshot(animations="disabled"))).save(SCREENSHOT, quality=88, method=6)
    page.context.close()


def _page(site: Site, browser: Browser, scale: float = 1) -> Page:
    usual = USUAL | {"viewport": VIEWPORT, "device_scale_factor": scale}
    context = browser.new_context(base_url=site.stack.addresses.web, **usual)
    context.set_default_timeout(20_000)
    context.add_init_script(NO_GUTTER)
    return context.new_page()


if __name__ == "__main__":
    sys.exit(main())
