"""A collection of 540 products: how soon it is shown, and how smoothly it scrolls."""

from __future__ import annotations

import statistics
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.bench.figures import median_and_p95
from tests.bench.page_progress import big_collection
from tests.e2e.site import Site

PRODUCTS = 540
OPENINGS = 7
SCROLL_PIXELS_A_SECOND = 2500
SLOW_FRAME_MS = 33
# From navigation to the frame with the products in it, and to the one in which every picture in sight has loaded.
OPENED = """
    const opened = { products: 0, pictures: 0 };
    window.benchOpened = opened;
    const inSight = cell => cell.getBoundingClientRect().top < innerHeight;
    const drawn = name => requestAnimationFrame(() => setTimeout(() => { opened[name] = performance.now() }));
    const pictures = () => {
        const cells = [...document.querySelectorAll("[role=gridcell]:has([data-product])")].filter(inSight);
        const there = cell => { const img = cell.querySelector("img"); return img?.complete && img.naturalWidth > 0 };
        if (cells.length && cells.every(there)) drawn("pictures");
        else requestAnimationFrame(pictures);
    };
    const observer = new MutationObserver(() => {
        if (!document.querySelector("[role=gridcell] [data-product]")) return;
        observer.disconnect();
        drawn("products");
        pictures();
    });
    observer.observe(document, { subtree: true, childList: true });
"""
# From top to bottom at one speed: the gaps between frames, and the most that was drawn at a time.
SCROLL = """async speed => {
    const gaps = [];
    let cards = 0, elements = 0;
    const began = await new Promise(requestAnimationFrame);
    for (let last = began, end = false; !end;) {
        const now = await new Promise(requestAnimationFrame);
        gaps.push(now - last);
        last = now;
        scrollTo(0, (now - began) * speed / 1000);
        end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
        if (gaps.length % 20) continue;
        cards = Math.max(cards, document.querySelectorAll("[role=gridcell] [data-product]").length);
        elements = Math.max(elements, document.getElementsByTagName("*").length);
    }
    return { gaps, cards, elements };
}"""


def opening(site: Site, context: BrowserContext) -> dict[str, float]:
    """`page_540_…`: opening with an empty and with a filled cache of files, then scrolling through all of it."""
    base = big_collection(site.api)
    site.api.start(base, "document_processing")
    *_, status = site.api.watch(base, "document_processing")
    found = sum(category["count"] for category in site.api.call("GET", base)["categories"])
    if (status["status"], found) != ("completed", PRODUCTS):
        raise RuntimeError(f"{status['status']} with {found} of {PRODUCTS} products")
    place = f"{base.removeprefix('/api')}/products"
    fresh = [_opened(context, place, cached=False) for _ in range(OPENINGS)]
    again = [_opened(context, place, cached=True) for _ in range(OPENINGS)]
    return {
        **median_and_p95("page_540_open_ms", (times["products"] for times in fresh)),
        **median_and_p95("page_540_open_pictures_ms", (times["pictures"] for times in fresh)),
        **median_and_p95("page_540_open_cached_ms", (times["products"] for times in again)),
        **_scrolled(context, place),
    }


def _opened(context: BrowserContext, place: str, *, cached: bool) -> dict[str, float]:
    page = context.new_page()
    page.add_init_script(OPENED)
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": not cached})
    page.goto(place, wait_until="commit")
    page.wait_for_function("() => benchOpened.products && benchOpened.pictures")
    times: dict[str, float] = page.evaluate("benchOpened")
    page.close()
    return times


def _scrolled(context: BrowserContext, place: str) -> dict[str, float]:
    """Frames while scrolling through every product: first with pictures that come meanwhile, then with all there."""
    page: Page = context.new_page()
    page.goto(place)
    page.locator("[role=gridcell] img").first.wait_for()
    seen: dict[str, Any] = page.evaluate(SCROLL, SCROLL_PIXELS_A_SECOND)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(1000)
    again: dict[str, Any] = page.evaluate(SCROLL, SCROLL_PIXELS_A_SECOND)
    page.close()
    return {
        **_frames("page_540_scroll", seen["gaps"]),
        **_frames("page_540_scroll_again", again["gaps"]),
        "page_540_cards_drawn": seen["cards"],
        "page_540_products_per_card_drawn": round(PRODUCTS / seen["cards"], 1),
        "page_540_elements": seen["elements"],
    }


def _frames(name: str, gaps: list[float]) -> dict[str, float]:
    return {
        f"{name}_fps": round(1000 * len(gaps) / sum(gaps), 1),
        f"{name}_slow_frames": round(statistics.mean(gap > SLOW_FRAME_MS for gap in gaps), 4),
        **median_and_p95(f"{name}_frame_ms", gaps),
    }
