"""Every test: `make test`. Two pytest processes share the folders out, each with emulators of its own: there are two
cores, and much of the time is spent waiting.

For a part of the tests run pytest itself: `.venv/bin/python -m pytest tests/unit -k sizes`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from typing import IO

from emulator.config import ROOT

BEHIND = ("tests/engine", "tests/integration")
"""The second process's folders; all others are the first's, and take about as long."""
PYTEST = (sys.executable, "-m", "pytest")


def main() -> int:
    began = time.monotonic()
    with tempfile.TemporaryFile("w+", errors="replace") as kept:
        second = subprocess.Popen(
            [*PYTEST, *BEHIND, "-o", "cache_dir=.pytest_cache/behind"],
            cwd=ROOT,
            stdout=kept,
            stderr=subprocess.STDOUT,
            text=True,
        )
        first = subprocess.Popen(
            [*PYTEST, *(f"--ignore={folder}" for folder in BEHIND)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            assert first.stdout
            counts = _said(first.stdout)
            print(f"\n{' and '.join(BEHIND)}, meanwhile:", flush=True)
            second.wait()
            kept.seek(0)
            counts += _said(kept)
        finally:
            codes = [_ended(process) for process in (first, second)]
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    print(f"\nAll tests: {told} in {time.monotonic() - began:.0f} s", flush=True)
    return max(map(abs, codes))


def _said(output: IO[str]) -> Counter[str]:
    """Pass on what pytest says, and return the numbers of its last line, such as 12 passed."""
    last = ""
    for line in output:
        print(line, end="", flush=True)
        last = line.strip() or last
    return Counter({what: int(count) for count, what in re.findall(r"(\d+) ([a-z]+)", last.partition(" in ")[0])})


def _ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process, which Ctrl-C has reached as well; one that is not to go on is asked to end."""
    if sys.exc_info()[0] not in (None, KeyboardInterrupt):
        process.terminate()
    return process.wait()


if __name__ == "__main__":
    sys.exit(main())
