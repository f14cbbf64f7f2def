"""The whole way, as one person goes it on the page: from two files to a deck."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pymupdf
from playwright.sync_api import Download, Locator, Page, expect

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, Api
from tests.e2e.progress import (
    DECK_PHASES,
    PHASES,
    STEPS,
    assert_phases_were_shown,
    record,
    recorded,
    seconds_of,
)
from tests.e2e.steps import shot, signed_in, upload

NAME = "Autumn 2026 for Fenwick & Rowe"
PRODUCTS = json.loads(LINESHEET.with_suffix(".json").read_text(encoding="utf-8"))
LINES = json.loads(ORDER.with_suffix(".json").read_text(encoding="utf-8"))["lines"]
TALL_PICTURE = "HV26-9395"  # of this product
RUN_MS = 60_000
LOCKED = dict.fromkeys(
    ("Products", "Deck Settings", "Collection Items", "Generate Deck"),
    "Process the documents first: this opens as soon as categories have been found.",
)
NEEDS_ITEMS = {"Generate Deck": "Generate the items first: this opens as soon as there are items."}


def test_from_two_files_to_a_deck(page: Page, demo: User, api: Api, tmp_path: Path) -> None:
    signed_in(page, demo)
    _create(page)
    _upload(page)
    _process(page, api)
    _correct_a_product(page)
    _generate_items(page, api)
    _accept_a_suggestion(page)
    _download_items(page, tmp_path)
    _change_the_settings(page)
    _generate_a_deck(page, api)
    _download_the_deck(page, tmp_path)
    _look_at_the_history(page)
    _look_at_the_list(page)


def _create(page: Page) -> None:
    first = page.get_by_role("button", name="Make your first collection")
    expect(first).to_be_visible()
    shot(page, "list-empty")
    first.click()
    page.get_by_label("Name of the collection").fill(NAME)
    shot(page, "list-create")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()


def _upload(page: Page) -> None:
    for field in ("Linesheets", "Purchase orders"):
        expect(page.get_by_role("heading", name=field).locator("..")).to_contain_text("Required")
    process = page.get_by_role("button", name="Process Documents")
    _refused(process, "Upload a linesheet and a purchase order first.")
    _refused(page.get_by_role("button", name="Continue to Deck Settings"), "Process the documents first.")
    shot(page, "info-empty")
    _locked_alone(page, LOCKED)
    shot(page, "tab-locked")
    _tab(page, "Collection Info").click()
    upload(page, linesheets=[LINESHEET])
    _refused(process, "Upload a purchase order too.")
    upload(page, orders=[ORDER])
    expect(process).to_be_enabled()
    _locked_alone(page, LOCKED)
    _tab(page, "Collection Info").click()


def _process(page: Page, api: Api) -> None:
    record(page)
    page.get_by_role("button", name="Process Documents").click()
    expect(page.get_by_role("button", name="Cancel Processing")).to_be_visible()
    for tab in LOCKED:
        expect(_tab(page, tab)).to_have_attribute("aria-disabled", "true")
    page.get_by_role("region", name="pictures found so far").scroll_into_view_if_needed()
    shot(page, "info-processing")
    done = page.get_by_role("status").filter(has_text="The documents are processed")
    expect(done).to_be_visible(timeout=RUN_MS)
    moments = recorded(page)
    assert_phases_were_shown(moments, "Document processing", PHASES, _seconds(page, api, "document_processing"))
    assert any("left" in moment.line for moment in moments)
    assert max(moment.pictures for moment in moments) > 0
    found, categories = len(PRODUCTS["products"]), len(PRODUCTS["categories"])
    expect(done).to_contain_text(f"Found {found} products in {categories} categories.")
    expect(done).to_contain_text("pictures were kept")
    shot(page, "info-done")
    _locked_alone(page, NEEDS_ITEMS)
    _tab(page, "Collection Info").click()
    done.get_by_role("button", name="Continue to Deck Settings").click()
    expect(_tab(page, "Deck Settings")).to_have_attribute("aria-selected", "true")


def _correct_a_product(page: Page) -> None:
    first = PRODUCTS["products"][0]
    _tab(page, "Products").click()
    products = page.get_by_role("grid", name="Products")
    expect(products).to_contain_text(first["name"])
    _is_whole(products.get_by_role("gridcell").filter(has_text=TALL_PICTURE).locator("img"))
    shot(page, "products")
    page.get_by_role("button", name="Table").click()
    shot(page, "products-table")
    page.get_by_role("button", name="Grid").click()
    products.get_by_role("link", name=first["name"]).click()
    detail = page.get_by_role("dialog", name=first["name"])
    expect(detail.get_by_role("textbox", name="Style number")).to_have_value(first["style_number"])
    expect(detail.get_by_role("img", name=re.compile("The page as it was read"))).to_be_visible()
    for field in ("Name", "Style number", "Wholesale price", "Colours"):
        expect(detail.get_by_role("button", name=f"Where “{field}” was read")).to_be_visible()
    shot(page, "product")
    price = detail.get_by_role("textbox", name="Wholesale price")
    price.fill("41.50")
    price.press("Enter")
    expect(detail.get_by_text("As read: $38.00")).to_be_visible()
    shot(page, "product-corrected")
    page.reload()
    expect(page.get_by_role("dialog").get_by_role("textbox", name="Wholesale price")).to_have_value("41.50")
    expect(page.get_by_role("dialog").get_by_text("As read: $38.00")).to_be_visible()
    page.keyboard.press("Escape")
    expect(products).to_contain_text("$41.50")


def _is_whole(picture: Locator) -> None:
    """It is loaded, and its box cuts nothing of it off."""
    expect(picture).to_have_js_property("complete", True)
    height, box = picture.evaluate("it => [it.clientHeight, it.parentElement.clientHeight]")
    assert 0 < height <= box


def _generate_items(page: Page, api: Api) -> None:
    _tab(page, "Collection Items").click()
    generate = page.get_by_role("button", name="Generate Items")
    expect(generate).to_be_visible()
    shot(page, "items-before")
    generate.click()
    _await(page, f"{len(LINES)} items were generated")
    assert_phases_were_shown(recorded(page), "Item generation", STEPS, _seconds(page, api, "item_generation"), "Step")
    counts = {status: sum(line["status"] == status for line in LINES) for status in ("matched", "suggested")}
    expect(
        page.get_by_text(f"{counts['matched']} matched, {counts['suggested']} suggested, 1 not found.")
    ).to_be_visible()
    order = page.get_by_role("region", name="Orders and their totals")
    expect(order).to_contain_text("Reconciled")
    shot(page, "items")


def _accept_a_suggestion(page: Page) -> None:
    doubtful = next(line for line in LINES if line["status"] == "suggested")
    shown = page.get_by_role("group", name="Filter by match")
    shown.get_by_role("button", name="Not found 1").click()
    expect(page.get_by_role("row").filter(has_text="Bramble Scarf")).to_contain_text("Not found")
    shown.get_by_role("button", name="Suggested 1").click()
    expect(page.get_by_role("row").filter(has_text="Bramble Scarf")).to_have_count(0)
    shown.get_by_role("button", name="All").click()
    row = page.get_by_role("row").filter(has_text=doubtful["printed"])
    expect(row).to_contain_text("Suggested")
    expect(row).to_contain_text(f"Is it {doubtful['style']}")
    row.get_by_role("button", name="Accept the suggestion").click()
    expect(row).to_contain_text("Matched")
    expect(row.get_by_role("button", name="Accept the suggestion")).to_have_count(0)
    shot(page, "items-accepted")


def _download_items(page: Page, folder: Path) -> None:
    printed = {line["printed"]: sum(line["sizes"].values()) for line in LINES}
    text = _downloaded(page, "Export CSV", folder).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["style_number"]: int(row["quantity"]) for row in rows} == printed
    assert sorted(row["status"] for row in rows) == ["matched"] * (len(LINES) - 1) + ["not_found"]
    book = openpyxl.load_workbook(_downloaded(page, "Export XLSX", folder))
    assert {row["Style number"]: row["Quantity"] for row in _rows(book["Items"])} == printed
    assert [(row["Document"], row["Status"]) for row in _rows(book["Orders"])] == [(ORDER.name, "reconciled")]


def _rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.values
    return [dict(zip(head, row, strict=True)) for row in rows]


def _change_the_settings(page: Page) -> None:
    _tab(page, "Deck Settings").click()
    sketch = page.get_by_role("region", name="Sketch")
    expect(sketch.get_by_role("img", name="Sketch of a page with")).to_be_visible()
    shot(page, "settings")
    page.get_by_label("Title", exact=True).fill("Heather & Vale at Fenwick")
    sketch.get_by_role("button", name="Previous page").click()
    expect(sketch.get_by_role("img", name="Sketch of the cover: Heather & Vale at Fenwick")).to_be_visible()
    page.get_by_label("Products a page").select_option("6")
    expect(page.get_by_text("All changes are saved.")).to_be_visible()
    shot(page, "settings-changed")


def _generate_a_deck(page: Page, api: Api) -> None:
    _tab(page, "Generate Deck").click()
    generate = page.get_by_role("button", name="Generate Deck")
    expect(generate).to_be_enabled()
    shot(page, "deck-before")
    generate.click()
    _await(page, "The deck is ready.")
    assert_phases_were_shown(recorded(page), "Deck generation", DECK_PHASES, _seconds(page, api, "deck_generation"))
    deck = page.get_by_role("region", name="Deck “Heather & Vale at Fenwick”")
    expect(deck.get_by_role("img", name="Page 1")).to_be_visible()
    deck.get_by_role("button", name="Next page").scroll_into_view_if_needed()
    shot(page, "deck")
    deck.get_by_role("button", name="Next page").click()
    expect(deck.get_by_role("img", name="Page 2", exact=True)).to_be_visible()
    page.keyboard.press("End")
    expect(deck.get_by_text(re.compile(r"^Page (\d+) of \1$"))).to_be_visible()
    _refused(deck.get_by_role("button", name="Next page"), "This is the last page.")


def _download_the_deck(page: Page, folder: Path) -> None:
    titles = [line["name"] for line in LINES if line["status"] != "not_found"]
    slides = pptx.Presentation(str(_downloaded(page, "PowerPoint", folder))).slides
    pdf = pymupdf.open(_downloaded(page, re.compile("^PDF"), folder))
    assert len(slides) == pdf.page_count
    shown = "\n".join(text for slide in slides for text in slide.element.itertext())
    printed = " ".join("\n".join(pdf[number].get_text() for number in range(pdf.page_count)).split())
    for text in ("Heather & Vale at Fenwick", *titles):
        assert text in shown
        assert text in printed


def _look_at_the_history(page: Page) -> None:
    _tab(page, "History").click()
    runs = page.get_by_role("article")
    expect(runs.get_by_role("heading")).to_have_text(["Deck generation", "Item generation", "Document processing"])
    for run in runs.all():
        expect(run).to_contain_text("Completed")
    first = runs.last
    first.get_by_text("Details").click()
    for phase in PHASES:
        expect(first.get_by_role("row").filter(has_text=phase)).to_contain_text(re.compile(r"\d\.\ds$"))
    shot(page, "history")


def _look_at_the_list(page: Page) -> None:
    page.get_by_role("link", name="All collections").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    expect(page.get_by_text("2 documents · 60 products · 4 categories · 31 items")).to_be_visible()
    shot(page, "list-finished")


def _tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=re.compile(f"^{name}"))


def _locked_alone(page: Page, locked: dict[str, str]) -> None:
    """Just these tabs are locked. Each can be reached by keyboard like any other, and says what unlocks it."""
    tabs = page.get_by_role("tab")
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("Home")
    for tab in tabs.all():
        expect(tab).to_be_focused()
        name = tab.inner_text().removesuffix("(locked)").strip()
        if why := locked.get(name):
            expect(tab).to_have_accessible_name(f"{name} (locked)")
            expect(tab).to_have_attribute("aria-disabled", "true")
            page.keyboard.press("Enter")
            expect(page.get_by_role("tabpanel")).to_contain_text(f"{name} is locked")
            expect(page.get_by_role("tabpanel")).to_contain_text(why)
            expect(tab).to_be_focused()
        else:
            expect(tab).to_have_accessible_name(name)
            expect(tab).not_to_have_attribute("aria-disabled", "true")
        page.keyboard.press("ArrowRight")
    assert set(locked) <= {tab.inner_text().removesuffix("(locked)").strip() for tab in tabs.all()}


def _refused(button: Locator, why: str) -> None:
    """It cannot be pressed, and says why."""
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description(why)


def _seconds(page: Page, api: Api, process: str) -> list[float]:
    found = re.search("/collections/[^/?]+", page.url)
    assert found
    return seconds_of(api, f"/api{found[0]}", process)


def _await(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible(timeout=RUN_MS)


def _downloaded(page: Page, button: str | re.Pattern[str], folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    return _kept(download.value, folder)


def _kept(download: Download, folder: Path) -> Path:
    target = folder / download.suggested_filename
    download.save_as(target)
    return target
