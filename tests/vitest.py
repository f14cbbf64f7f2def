"""The tests in TypeScript, run by pytest as any other: Vitest, whose output is what a failure says."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping

import pytest

from emulator.config import ROOT

WEB = ROOT / "web"
VITEST = WEB / "node_modules" / "vitest" / "vitest.mjs"
SECONDS = 150


def run_vitest(capsys: pytest.CaptureFixture[str], *arguments: str, environ: Mapping[str, str] = os.environ) -> None:
    """Run Vitest in web/ and say how many of its tests passed; fails with its output unless all did, and some."""
    if not VITEST.is_file():
        pytest.fail(f"The web page's Node packages are missing ({VITEST}): run `make setup`.", pytrace=False)
    command = ["node", str(VITEST), "run", "--no-color", "--reporter", "dot", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=WEB,
            env=dict(environ),
            timeout=SECONDS,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"Vitest did not end within {SECONDS} s:\n{error.stdout}", pytrace=False)
    passed = re.search(r"^ +Tests .*?(\d+) passed", done.stdout, re.MULTILINE)
    if done.returncode or not passed:
        pytest.fail(f"Vitest ended with {done.returncode}:\n{done.stdout}", pytrace=False)
    with capsys.disabled():
        print(f"[{passed[1]} passed in Vitest]", end="", flush=True)
