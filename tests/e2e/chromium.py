"""Which browser the tests drive: the machine's own Chromium; none is ever downloaded.

`python -m tests.e2e.chromium` installs Debian's package where there is no browser and that is possible.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WHAT_TO_DO = (
    "The tests of the web page drive a real browser, and there is none: install Chromium (Debian: `apt-get install "
    "chromium`) or Google Chrome, or let CHROMIUM name the program."
)
INSTALL = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
)


class NoBrowser(RuntimeError):
    """There is no browser to drive; the message says what to install."""


def find_chromium(environ: Mapping[str, str]) -> Path:
    """The browser that $CHROMIUM names, or the first on the PATH that starts. Raises NoBrowser."""
    if named := environ.get(VARIABLE):
        if found := _that_starts(named, environ):
            return found
        raise NoBrowser(f"CHROMIUM is set to {named}, which is no browser that starts: correct it or unset it.")
    for name in NAMES:
        if found := _that_starts(name, environ):
            return found
    raise NoBrowser(WHAT_TO_DO)


def _that_starts(name: str, environ: Mapping[str, str]) -> Path | None:
    path = shutil.which(name, path=environ.get("PATH"))
    if not path:
        return None
    try:  # Ubuntu's package is a script that only says to install a snap
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False, env=dict(environ))
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Path(path) if answer.returncode == 0 else None


def ensure_chromium(environ: Mapping[str, str]) -> Path:
    """The browser, installed first where there is none, we are root and apt-get exists. Raises NoBrowser."""
    try:
        return find_chromium(environ)
    except NoBrowser:
        may_install = os.geteuid() == 0 and shutil.which("apt-get", path=environ.get("PATH"))
        if environ.get(VARIABLE) or not may_install:
            raise
    print("Installing Chromium for the tests of the web page…", flush=True)
    for command in INSTALL:
        subprocess.run(command, check=False, env={**environ, "DEBIAN_FRONTEND": "noninteractive"})
    return find_chromium(environ)


if __name__ == "__main__":
    try:
        ensure_chromium(os.environ)
    except NoBrowser as error:
        sys.exit(str(error))
