"""One tab of a profile of its own, watched for errors, with a trace that is kept when the test fails."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, WebError

USUAL: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}


class Tab:
    """`page` is Playwright's; `errors` are those of the console and those that nothing caught, in all its pages."""

    def __init__(self, browser: Browser, url: str, **options: object) -> None:
        self.console: list[str] = []
        self.errors: list[str] = []
        self._context = browser.new_context(**{"base_url": url, **USUAL, **options})
        self._context.set_default_timeout(10_000)
        self._context.on("console", self._on_console)
        self._context.on("weberror", self._on_error)
        self._context.tracing.start(snapshots=True)
        self.page = self._context.new_page()

    def close(self, keep: Path | None) -> None:
        """Close the profile; with `keep`, leave a screenshot of each page, the console's log and the trace there."""
        if keep:
            keep.parent.mkdir(parents=True, exist_ok=True)
            for number, page in enumerate(self._context.pages):
                with contextlib.suppress(Error):  # a page that hangs has no picture
                    page.screenshot(path=keep.with_name(f"{keep.name}{f'-{number}' if number else ''}.png"))
            keep.with_name(f"{keep.name}.log").write_text("".join(f"{line}\n" for line in self.console))
            self._context.tracing.stop(path=keep.with_name(f"{keep.name}.zip"))
        self._context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        line = f"{message.type}: {message.text}" + (f" ({place})" if place else "")
        self.console.append(line)
        if message.type in ("error", "assert"):
            self.errors.append(line)

    def _on_error(self, error: WebError) -> None:
        line = f"uncaught: {error.error.stack or error.error.message}"
        self.console.append(line)
        self.errors.append(line)
