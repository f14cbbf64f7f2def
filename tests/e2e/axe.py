"""axe on a page as it stands: whether people can read it, and reach everything, by keyboard and screen reader."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from emulator.page import FOLDER
from tests.e2e.steps import in_both_themes, keep

AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([source, tags]) => {
    if (!window.axe) (0, eval)(source);
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const found = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return found.violations;
}"""


def assert_accessible(page: Page, where: str, picture: str | None = None) -> None:
    """Fail with everything that axe finds wrong with the page, in both themes; `where` says which screen it is.

    With `picture`, keep how it looks too: build/screens/{picture}-light.png and -dark.png.
    """
    page.emulate_media(reduced_motion="reduce")  # or colours on their way from theme to theme would be measured
    found = []
    for theme in in_both_themes(page):
        if picture:
            keep(page, f"{picture}-{theme}")
        found += _violations(page, f"{where}, {theme}")
    page.emulate_media(reduced_motion="no-preference")
    assert not found, "axe found:\n" + "\n".join(found)


def _violations(page: Page, where: str) -> list[str]:
    violations: list[dict[str, Any]] = page.evaluate(RUN, [AXE.read_text(encoding="utf-8"), RULES])
    return [
        f"{where}: {it['id']} ({it['impact']}): {it['help']}\n" + "\n".join(_place(node) for node in it["nodes"])
        for it in violations
    ]


def _place(node: dict[str, Any]) -> str:
    summary = " ".join(node["failureSummary"].split())
    return f"    {' '.join(map(str, node['target']))}\n        {node['html'][:200]}\n        {summary}"
