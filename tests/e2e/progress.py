"""What a page showed of a run, moment by moment: a phase may be too short for a look at the page to meet it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from emulator.client import Api

LONG_SECONDS = 1.0
TIMES = r"(?:\d+m )?\d+s(?:, about \d+[ms] left)?"  # worked, and still to work
PHASES = (
    "Extracting images from documents",
    "Extracting text with positions",
    "Filtering product images",
    "Generating categories",
    "Extracting structured products",
    "Matching images to products",
)
STEPS = (
    "Fetching purchase order",
    "Parsing purchase order",
    "Identifying columns with AI",
    "Extracting SKU data",
    "Enriching from linesheet",
    "Generating item objects",
    "Saving",
)
DECK_PHASES = (
    "Gathering items",
    "Preparing pictures",
    "Laying out pages",
    "Building slides",
    "Building the PDF",
    "Rendering previews",
)
# From the first of the page on, or from now on; either way after each change of it.
RECORD = """() => {
    const moments = window.shownOfRuns = [];
    const all = selector => [...document.querySelectorAll(selector)];
    const look = () => {
        const bar = document.querySelector('[role=progressbar][aria-label^="Progress of"]');
        const panel = bar?.parentElement;
        const moment = JSON.stringify({
            bar: bar?.ariaLabel ?? null,
            range: [bar?.ariaValueMin ?? null, bar?.ariaValueMax ?? null],
            value: bar ? Number(bar.ariaValueNow) : -1,
            text: bar?.ariaValueText ?? "",
            line: bar?.previousElementSibling?.textContent ?? "",
            step: panel?.querySelector("[aria-current=step]")?.textContent ?? "",
            listed: [...panel?.querySelectorAll("ol > li") ?? []].map(({ textContent }) => textContent),
            said: panel?.querySelector("[aria-live=polite]")?.textContent ?? "",
            pictures: all("[aria-labelledby=found] img").filter(({ naturalWidth }) => naturalWidth > 0).length,
            buttons: all("main button").map(({ textContent }) => textContent),
        });
        if (moments.at(-1) !== moment) moments.push(moment);
    };
    const parts = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(look).observe(document, parts);
    document.addEventListener("load", look, true);  // of a picture
    look();
}"""


@dataclass(frozen=True)
class Moment:
    """One state of the page. `bar` is None and `value` -1 while it shows no run; `said` is what is read out."""

    bar: str | None
    range: tuple[str | None, str | None]
    value: int
    text: str
    line: str
    step: str
    listed: Sequence[str]
    said: str
    pictures: int
    buttons: Sequence[str]


def record(page: Page) -> None:
    """From now on note what the page shows, also after a reload: then from its very beginning."""
    page.evaluate(RECORD)
    page.add_init_script(f"({RECORD})()")


def recorded(page: Page) -> list[Moment]:
    """What was noted since `record`, or since the page was loaded last."""
    found: list[dict[str, Any]] = page.evaluate("window.shownOfRuns.map(moment => JSON.parse(moment))")
    return [Moment(**{**moment, "range": tuple(moment["range"])}) for moment in found]


def assert_phases_were_shown(
    moments: Sequence[Moment], process: str, names: Sequence[str], seconds: Sequence[float], unit: str = "Phase"
) -> None:
    """Of a whole run: its phases in their turn, in words, on the bar, in the list and aloud; nothing ever went back.

    seconds: how long each took. Two changes that reach a busy browser together are drawn as one, so a quick phase may
    go by; one that took a second may not.
    """
    run = [moment for moment in moments if moment.bar == f"Progress of {process}"]
    titles = [f"{unit} {number} of {len(names)}: {name}…" for number, name in enumerate(names, 1)]
    shown = _in_turn(moment.text for moment in run)
    assert shown == [title for title in titles if title in shown], shown
    missed = [title for title, took in zip(titles, seconds, strict=True) if title not in shown and took >= LONG_SECONDS]
    assert not missed, missed
    assert len(shown) > len(titles) / 2, shown
    aloud = _in_turn(moment.said.removeprefix(f"{process}: ") for moment in run if unit in moment.said)
    assert aloud == [title for title in titles if title in aloud], aloud
    for moment in run:
        assert [text.partition(" – ")[0].lstrip("0123456789") for text in moment.listed] == list(names)
        assert moment.said.removeprefix(f"{process}: ") in moment.line
        assert moment.step in ("", f"{names[titles.index(moment.text)]} – under way")
        assert moment.range == ("0", "100")
        assert re.search(rf" {moment.value} %(?: \({TIMES}\))?$", moment.line), moment.line  # none before any work
    assert any(re.search(rf"\({TIMES}\)$", moment.line) for moment in run)
    assert_nothing_went_back(run)


def seconds_of(api: Api, base: str, process: str) -> list[float]:
    """How long each phase of a collection's last run took."""
    task_id = api.call("GET", f"{base}/processing-status")[process]["task_id"]
    return [phase["seconds"] for phase in api.call("GET", f"/api/jobs/{task_id}")["phases"]]


def assert_nothing_went_back(run: Iterable[Moment]) -> None:
    values = [moment.value for moment in run]
    assert values == sorted(values)


def _in_turn(texts: Iterable[str]) -> list[str]:
    """Without those that are as the one before."""
    found: list[str] = []
    for text in texts:
        if not found or found[-1] != text:
            found.append(text)
    return found
