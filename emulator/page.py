"""The web page seen from outside: how Vite is started to serve it, from its sources or as it was built."""

from __future__ import annotations

from typing import Literal

from emulator import web
from emulator.auth import PASSWORD
from emulator.config import ROOT
from emulator.errors import StackError

FOLDER = ROOT / "web"
VITE = FOLDER / "node_modules" / "vite" / "bin" / "vite.js"
BUILT = FOLDER / "dist" / "index.html"


def command(kind: Literal["dev", "built"]) -> list[str]:
    """The command line of Vite; raises StackError when its packages, or the built page, are missing."""
    if not VITE.is_file():
        raise StackError(f"The web page's Node packages are missing ({VITE}): run `make setup`.")
    if kind == "built" and not BUILT.is_file():
        raise StackError(
            f"The web page is not built ({BUILT} is missing): run `make setup`, then `npm run build` in web/."
        )
    return ["node", str(VITE), "dev" if kind == "dev" else "preview", str(FOLDER)]


def environment(port: int, api: str, demo_email: str | None) -> dict[str, str]:
    """What web/vite.config.ts reads besides the project and the emulators' addresses, which every part gets."""
    demo = {"DEMO_EMAIL": demo_email, "DEMO_PASSWORD": PASSWORD} if demo_email else {}
    return {"WEB_PORT": str(port), "API_URL": api, **demo}


def ready(url: str) -> bool:
    return web.answers(f"{url}/")
